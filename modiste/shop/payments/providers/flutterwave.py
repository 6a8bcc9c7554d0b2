"""Flutterwave: its hosted page ("Standard"), by API v3 (developer.flutterwave.com/v3.0/docs).

Amounts are in major units, with decimals. A page is known only by our `tx_ref` until the shopper first tries to pay. It
has no idempotency keys: a `tx_ref` that it refuses as used leads to a page under the next name (`pages.py`), and a
refund carries our key as its comment and is looked for before it is asked for. Webhooks carry a secret that they do not
sign the body with, or a signature; either way nothing but a hint is taken from them. Those about refunds must be asked
for at Flutterwave's support, so that refunds are asked about as well.
"""

import base64
import hashlib
import hmac
import math
from collections.abc import Iterator
from decimal import Decimal
from typing import Any
from urllib.parse import quote, urlencode

from pydantic import Field, SecretStr
from pydantic_settings import SettingsConfigDict

from modiste.shop.kit import clock
from modiste.shop.kit.fetch.fetcher import Fetcher
from modiste.shop.kit.money import exponent
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

CURRENCIES = (
    "AED ARS AUD BHD BRL CAD CHF CZK EGP ETB EUR GBP GHS ILS INR JPY KES KRW KWD MAD MUR MWK MXN MYR NGN NOK NZD PEN "
    "PLN RWF SAR SEK SGD SLE TZS UGX USD XAF XOF ZAR ZMW"
).split()
UNITS = {currency: Unit(exponent(currency)) for currency in CURRENCIES}
LONGEST_SESSION = 1440  # minutes
STATES = {
    "successful": PaymentStatus.CAPTURED,
    "pending": PaymentStatus.PENDING,
    "failed": PaymentStatus.FAILED,
    "cancelled": PaymentStatus.FAILED,
}
REFUND_STATES = {  # a bare "completed" means that Flutterwave has begun to pay out
    "failed": RefundStatus.FAILED,
    "completed-bank-transfer": RefundStatus.DONE,
    "completed-momo": RefundStatus.DONE,
    "completed-mpgs": RefundStatus.DONE,
    "completed-offline": RefundStatus.DONE,
    "completed-preauth": RefundStatus.DONE,
    "successful": RefundStatus.DONE,
}
TRANSACTION = ("TransactionId", "tx_id", "transaction_id")  # the names that a refund's transaction goes by
MOST_REFUND_PAGES = 20


class Settings(ProviderSettings):
    """The account's key, and the secret hash that is set for webhooks in its dashboard."""

    model_config = SettingsConfigDict(
        env_prefix="MODISTE_FLUTTERWAVE_", env_file=".env", extra="ignore", frozen=True, hide_input_in_errors=True
    )

    secret_key: SecretStr = Field(SecretStr(""), description="the account's secret key (FLWSECK-… or FLWSECK_TEST-…)")
    secret_hash: SecretStr = Field(SecretStr(""), description="the secret hash of the dashboard's page on webhooks")
    base_url: Address = "https://api.flutterwave.com/v3"


class Provider:
    """Payments by Flutterwave. `provider_id` is the `tx_ref` of an attempt, `capture_id` the transaction's number."""

    name = "flutterwave"
    title = "Flutterwave"

    def __init__(self, settings: Settings, fetcher: Fetcher) -> None:
        self._hash = settings.secret_hash
        self._line = JsonLine(self.name, settings, settings.secret_key, fetcher)
        self._units = Units(UNITS, settings.currencies)

    def takes(self, amount: int, currency: str) -> bool:
        """Whether the currency is one of Flutterwave's."""
        return self._units.takes(amount, currency)

    @in_time
    def create_checkout(self, charge: Charge) -> Checkout:
        """A page under the charge's reference, or under the next name where that is used up."""
        amount = self._units.write_charge(charge.amount, charge.currency)
        minutes = math.ceil((charge.expires_at - clock.now()).total_seconds() / 60)
        asked = {
            "amount": _major(amount, charge.currency),
            "currency": charge.currency,
            "redirect_url": charge.return_url,
            "customer": {"email": charge.email},
            "customizations": {"title": charge.title},
            "configurations": {"session_duration": min(max(minutes, 1), LONGEST_SESSION)},
        }
        return open_page(charge.reference, lambda name: self._open(asked | {"tx_ref": name}), self._state)

    @in_time
    def verify(self, reference: str, provider_id: str) -> PaymentState | None:
        """What Flutterwave says of the transaction under each name that the attempt may have."""
        return find_state(reference, provider_id, self._state)

    def parse_webhook(self, heard: Heard) -> Hint | None:
        """With the secret hash as it is (`verif-hash`), or signed with it: base64 of HMAC-SHA256 of the raw bytes.

        Charges come as `{event, data}` or flat, refunds flat and in other letters.
        """
        secret = self._hash.get_secret_value()
        signature = base64.b64encode(hmac.new(secret.encode(), heard.body, hashlib.sha256).digest()).decode()
        is_ours = is_same(heard.headers.get("verif-hash", ""), secret)
        if not (is_same(heard.headers.get("flutterwave-signature", ""), signature) or is_ours):
            raise ForgedWebhook
        event = read_object(heard.body) or {}
        data = object_at(event, "data") or event
        key = digest_of(heard.body)
        if "AmountRefunded" in data or "amount_refunded" in data:
            return Hint(key, provider_id=text_at(data, *TRANSACTION), refund_id=text_at(data, "id"))
        name = text_at(data, "tx_ref", "txRef")
        return Hint(key, reference_of(name), provider_id=name) if name else None

    @in_time
    def refund(self, asked: RefundAsked) -> RefundState:
        """Give back a part or all of a transaction, once for each key."""
        amount = self._units.write(asked.amount, asked.currency)
        known = self._refund_by_key(asked)
        if known is not None:
            return known
        body = {"amount": _major(amount, asked.currency), "comments": asked.key}
        status, answer = self._line.post(f"/transactions/{quote(asked.capture_id, safe='')}/refund", body)
        return self._refund_state(_data(status, answer), asked)

    @in_time
    def find_refund(self, asked: RefundAsked, refund_id: str) -> RefundState | None:
        """By its id or, where that was lost, by our key in the comment."""
        if not refund_id:
            return self._refund_by_key(asked)
        status, answer = self._line.get(f"/refunds/{quote(refund_id, safe='')}")
        if status == 404 or _is_unknown(answer):
            return None
        return self._refund_state(_told(status, answer), asked)

    def _open(self, asked: dict[str, Any]) -> Checkout | None:
        status, answer = self._line.post("/payments", asked)
        if _is_duplicate(answer):
            return None
        return Checkout(asked["tx_ref"], link_at(_data(status, answer), "link"))

    def _state(self, name: str) -> PaymentState | None:
        status, answer = self._line.get(f"/transactions/verify_by_reference?{urlencode({'tx_ref': name})}")
        if status == 404 or _is_unknown(answer):
            return None
        state = self._read_state(name, _told(status, answer))
        if state.status is PaymentStatus.FAILED:
            return self._find_capture(name) or state
        return state

    def _find_capture(self, name: str) -> PaymentState | None:
        """The try that took the money: a page takes several, and which of them is told of its name is not written."""
        _, answer = self._line.get(f"/transactions?{urlencode({'tx_ref': name, 'status': 'successful'})}")
        rows = answer.get("data")
        for row in rows if isinstance(rows, list) else ():
            if isinstance(row, dict) and (row.get("tx_ref"), row.get("status")) == (name, "successful"):
                return self._read_state(name, row)
        return None

    def _read_state(self, name: str, data: dict[str, Any]) -> PaymentState:
        found = STATES.get(text_at(data, "status").lower())
        if found is None:
            raise ProviderDown
        currency = text_at(data, "currency")
        return PaymentState(
            found,
            provider_id=name,
            reference=reference_of(text_at(data, "tx_ref")),
            amount=self._read(number_at(data, "amount"), currency),
            currency=currency,
            capture_id=text_at(data, "id") if found is PaymentStatus.CAPTURED else "",
            reason=text_at(data, "processor_response", "narration") if found is PaymentStatus.FAILED else "",
        )

    def _refund_by_key(self, asked: RefundAsked) -> RefundState | None:
        """The refund with our key. One of the same transaction and amount that shows no comment at all is taken for
        it: a refund too few is seen and mended, one too many is lost."""
        for row in self._refunds_of(asked.capture_id):
            if text_at(row, *TRANSACTION) != asked.capture_id:
                continue
            state = self._refund_state(row, asked)
            comment = row.get("comments", row.get("comment", asked.key if state.amount == asked.amount else None))
            if comment == asked.key:
                return state
        return None

    def _refunds_of(self, transaction: str) -> Iterator[dict[str, Any]]:
        for page in range(1, MOST_REFUND_PAGES + 1):
            status, answer = self._line.get(f"/refunds?{urlencode({'id': transaction, 'page': page})}")
            rows = answer.get("data")
            if status == 404 or _is_unknown(answer):
                return
            if status != 200 or not isinstance(rows, list):
                raise ProviderDown
            yield from (row for row in rows if isinstance(row, dict))
            pages = text_at(object_at(object_at(answer, "meta"), "page_info"), "total_pages")
            if not pages.isdecimal() or page >= int(pages):
                return
        raise ProviderDown  # whether it is among the rest is not known

    def _refund_state(self, data: dict[str, Any], asked: RefundAsked) -> RefundState:
        found = text_at(data, "status").lower()
        if not found:
            raise ProviderDown
        return RefundState(
            REFUND_STATES.get(found, RefundStatus.PENDING),
            provider_id=text_at(data, "id"),
            amount=self._read(number_at(data, "amount_refunded", "AmountRefunded"), asked.currency),
        )

    def _read(self, major: Decimal, currency: str) -> int:
        return self._units.read(major.scaleb(exponent(currency)), currency)


def _major(minor: int, currency: str) -> int | float:
    """The number of major units, as JSON has it: 12.34, and exact, since it has twelve digits at most."""
    digits = exponent(currency)
    return float(Decimal(minor).scaleb(-digits)) if digits else minor


def _data(status: int, answer: dict[str, Any]) -> dict[str, Any]:
    """What a request that changes something gave; raises ProviderRefused with Flutterwave's words."""
    words = text_at(answer, "message")
    if answer.get("status") == "error" and words:
        raise ProviderRefused(words)
    return _told(status, answer)


def _told(status: int, answer: dict[str, Any]) -> dict[str, Any]:
    """What a question gave; whatever else came is no answer to it."""
    if status >= 400 or answer.get("status") != "success":
        raise ProviderDown
    return object_at(answer, "data")


def _is_duplicate(answer: dict[str, Any]) -> bool:
    words = text_at(answer, "message").lower()
    is_used = "duplicate" in words or "already" in words or "used before" in words
    return answer.get("status") == "error" and is_used and ("ref" in words)


def _is_unknown(answer: dict[str, Any]) -> bool:
    """Said with status 200 or 400: `No transaction was found for this id`."""
    words = text_at(answer, "message").lower()
    return answer.get("status") == "error" and ("not found" in words or "was found" in words)
