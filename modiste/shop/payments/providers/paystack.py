"""Paystack: its hosted page, by the Transactions and Refunds APIs (PaystackOSS/openapi).

It has no idempotency keys. A reference is used once: initialised again it is refused as a duplicate, and no question
gives the page's address a second time, so that a lost answer leads to a page under the next name (`pages.py`). A refund
carries our key as the merchant's note, and is looked for before it is asked for. Amounts are hundredths of the
currency, also of XOF, which has none. A page cannot be told when to close; a late payment is the caller's to handle.
"""

import hashlib
import hmac
from typing import Any
from urllib.parse import quote, urlencode

from pydantic import Field, SecretStr
from pydantic_settings import SettingsConfigDict

from modiste.shop.kit.fetch.fetcher import Fetcher
from modiste.shop.payments.providers.asking import (
    JsonLine,
    in_time,
    link_at,
    number_at,
    object_at,
    read_object,
    text_at,
)
from modiste.shop.payments.providers.base import (
    Charge,
    Checkout,
    ForgedWebhook,
    Heard,
    Hint,
    PaymentState,
    PaymentStatus,
    ProviderDown,
    ProviderRefused,
    RefundAsked,
    RefundState,
    RefundStatus,
)
from modiste.shop.payments.providers.pages import find_state, open_page, reference_of
from modiste.shop.payments.providers.settings import Address, ProviderSettings
from modiste.shop.payments.providers.signatures import digest_of, is_same
from modiste.shop.payments.providers.units import Unit, Units

UNITS = {  # the smallest transactions as Paystack's introduction lists them, in hundredths
    "GHS": Unit(2, least=10),
    "KES": Unit(2, least=300),
    "NGN": Unit(2, least=5_000),
    "USD": Unit(2, least=200),
    "XOF": Unit(2, step=100, least=100),
    "ZAR": Unit(2, least=100),
}
STATES = {
    "success": PaymentStatus.CAPTURED,
    "failed": PaymentStatus.FAILED,
    "abandoned": PaymentStatus.PENDING,  # said of every page that nobody has paid on yet, too
    "ongoing": PaymentStatus.PENDING,
    "pending": PaymentStatus.PENDING,
    "processing": PaymentStatus.PENDING,
    "queued": PaymentStatus.PENDING,
    "reversed": PaymentStatus.FAILED,  # paid, and given back or charged back: nothing to deliver for
}
REFUND_STATES = {
    "pending": RefundStatus.PENDING,
    "processing": RefundStatus.PENDING,
    "needs-attention": RefundStatus.PENDING,  # an operator must tell the shopper's bank account in Paystack's dashboard
    "processed": RefundStatus.DONE,
    "failed": RefundStatus.FAILED,
}


class Settings(ProviderSettings):
    """The account's key; it signs the webhooks too."""

    model_config = SettingsConfigDict(
        env_prefix="MODISTE_PAYSTACK_", env_file=".env", extra="ignore", frozen=True, hide_input_in_errors=True
    )

    secret_key: SecretStr = Field(SecretStr(""), description="the account's secret key (sk_live_… or sk_test_…)")
    base_url: Address = "https://api.paystack.co"


class Provider:
    """Payments by Paystack. `provider_id` is the name under which it knows an attempt, `capture_id` its transaction."""

    name = "paystack"
    title = "Paystack"

    def __init__(self, settings: Settings, fetcher: Fetcher) -> None:
        self._key = settings.secret_key
        self._line = JsonLine(self.name, settings, settings.secret_key, fetcher)
        self._units = Units(UNITS, settings.currencies)

    def takes(self, amount: int, currency: str) -> bool:
        """Whether the currency is one of Paystack's and the amount no smaller than its smallest."""
        return self._units.takes(amount, currency)

    @in_time
    def create_checkout(self, charge: Charge) -> Checkout:
        """A page under the charge's reference, or under the next name where that is used up."""
        amount = self._units.write_charge(charge.amount, charge.currency)
        asked = {
            "email": charge.email,
            "amount": amount,
            "currency": charge.currency,
            "callback_url": charge.return_url,
        }
        return open_page(charge.reference, lambda name: self._open(asked | {"reference": name}), self._state)

    @in_time
    def verify(self, reference: str, provider_id: str) -> PaymentState | None:
        """What Paystack says of the transaction under each name that the attempt may have."""
        return find_state(reference, provider_id, self._state)

    def parse_webhook(self, heard: Heard) -> Hint | None:
        """Signed by HMAC-SHA512 of the raw bytes with the secret key."""
        expected = hmac.new(self._key.get_secret_value().encode(), heard.body, hashlib.sha512).hexdigest()
        if not is_same(heard.headers.get("x-paystack-signature", ""), expected):
            raise ForgedWebhook
        event = read_object(heard.body) or {}
        data, kind = object_at(event, "data"), text_at(event, "event")
        if kind.startswith("charge."):
            name = text_at(data, "reference")
            refund_id = ""
        elif kind.startswith("refund."):
            name = text_at(data, "transaction_reference")
            refund_id = text_at(data, "id")
        else:
            return None
        if not name:
            return None
        return Hint(digest_of(heard.body), reference=reference_of(name), provider_id=name, refund_id=refund_id)

    @in_time
    def refund(self, asked: RefundAsked) -> RefundState:
        """Give back a part or all of a transaction, once for each key."""
        amount = self._units.write(asked.amount, asked.currency)
        known = self._refund_by_key(asked)
        if known is not None:
            return known
        body = {
            "transaction": asked.capture_id or asked.provider_id,
            "amount": amount,
            "currency": asked.currency,
            "merchant_note": asked.key,
        }
        status, answer = self._line.post("/refund", body)
        return _refund_state(_data(status, answer), asked, self._units)

    @in_time
    def find_refund(self, asked: RefundAsked, refund_id: str) -> RefundState | None:
        """By its id or, where that was lost, by our key in the merchant's note."""
        if not refund_id:
            return self._refund_by_key(asked)
        status, answer = self._line.get(f"/refund/{quote(refund_id, safe='')}")
        return None if _is_unknown(status, answer) else _refund_state(_told(status, answer), asked, self._units)

    def _open(self, asked: dict[str, Any]) -> Checkout | None:
        status, answer = self._line.post("/transaction/initialize", asked)
        if status >= 400 and _is_duplicate(answer):
            return None
        return Checkout(asked["reference"], link_at(_data(status, answer), "authorization_url"))

    def _state(self, name: str) -> PaymentState | None:
        status, answer = self._line.get(f"/transaction/verify/{quote(name, safe='')}")
        if _is_unknown(status, answer):
            return None
        data = _told(status, answer)
        found = STATES.get(text_at(data, "status"))
        if found is None:
            raise ProviderDown
        currency = text_at(data, "currency")
        return PaymentState(
            found,
            provider_id=name,
            reference=reference_of(text_at(data, "reference")),
            amount=self._units.read(number_at(data, "amount"), currency),
            currency=currency,
            capture_id=text_at(data, "id") if found is PaymentStatus.CAPTURED else "",
            reason=text_at(data, "gateway_response", "message") if found is PaymentStatus.FAILED else "",
        )

    def _refund_by_key(self, asked: RefundAsked) -> RefundState | None:
        wanted = {"perPage": "100"} | ({"transaction": asked.capture_id} if asked.capture_id else {})
        status, answer = self._line.get(f"/refund?{urlencode(wanted)}")
        rows = answer.get("data")
        if status != 200 or not isinstance(rows, list):
            raise ProviderDown
        for row in rows:
            if isinstance(row, dict) and row.get("merchant_note") == asked.key:
                return _refund_state(row, asked, self._units)
        return None


def _data(status: int, answer: dict[str, Any]) -> dict[str, Any]:
    """What a request that changes something gave; raises ProviderRefused with Paystack's words."""
    words = text_at(answer, "message")
    if answer.get("status") is False and words:
        raise ProviderRefused(words)
    return _told(status, answer)


def _told(status: int, answer: dict[str, Any]) -> dict[str, Any]:
    """What a question gave; whatever else came is no answer to it."""
    if status >= 400 or answer.get("status") is not True:
        raise ProviderDown
    return object_at(answer, "data")


def _is_duplicate(answer: dict[str, Any]) -> bool:
    words = text_at(answer, "message").lower()
    return text_at(answer, "code") == "duplicate_reference" or ("duplicate" in words and "reference" in words)


def _is_unknown(status: int, answer: dict[str, Any]) -> bool:
    is_said = "not_found" in text_at(answer, "code") or "not found" in text_at(answer, "message").lower()
    return status == 404 or (status == 400 and is_said)


def _refund_state(data: dict[str, Any], asked: RefundAsked, units: Units) -> RefundState:
    found = text_at(data, "status")
    if found not in REFUND_STATES:
        raise ProviderDown
    reason = "needs the shopper's bank account" if found == "needs-attention" else ""
    return RefundState(
        REFUND_STATES[found],
        provider_id=text_at(data, "id"),
        amount=units.read(number_at(data, "amount"), text_at(data, "currency") or asked.currency),
        reason=reason,
    )
