"""Stripe: its hosted Checkout page, by the official SDK, whose requests go through our door to the web.

Our reference is the idempotency key, so that asking again within 24 hours gives the same session. Where its id was
lost, the sessions of a day are gone through: the list is exact at once, while Stripe's search of payments may lag by
minutes and knows no session that nobody has paid on. A refund carries our key as idempotency key, which Stripe forgets
after a day, and in its metadata, by which it is looked for before it is asked for.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Any, TypeVar

import stripe
from pydantic import Field, SecretStr
from pydantic_settings import SettingsConfigDict

from modiste.shop.kit import clock
from modiste.shop.kit.fetch.base import Request
from modiste.shop.kit.fetch.fetcher import Fetcher
from modiste.shop.payments.providers.asking import Line, in_time, link_at, number_at, object_at, read_object, text_at
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
from modiste.shop.payments.providers.settings import Address, ProviderSettings
from modiste.shop.payments.providers.units import Unit, Units

if TYPE_CHECKING:
    from stripe.params import RefundCreateParams
    from stripe.params.checkout import SessionCreateParams

stripe.enable_telemetry = False

TWO = (
    "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BRL BSD BWP BYN BZD CAD CDF CHF CNY COP CRC CVE CZK "
    "DKK DOP DZD EGP ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR JMD KES KGS KHR KYD KZT "
    "LAK LBP LKR LRD LSL MAD MDL MKD MMK MNT MOP MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR "
    "PLN QAR RON RSD SAR SBD SCR SEK SGD SHP SLE SOS SRD STN SZL THB TJS TOP TRY TTD TWD TZS UAH USD UYU UZS WST XCD "
    "XCG YER ZAR ZMW"
).split()
UNITS = {  # docs.stripe.com/currencies, with its special cases
    **dict.fromkeys(TWO, Unit(2)),
    **dict.fromkeys("BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF".split(), Unit(0)),
    **dict.fromkeys("BHD JOD KWD OMR TND".split(), Unit(3, step=10)),
    **dict.fromkeys(("ISK", "UGX"), Unit(2, step=100)),  # no hundredths, and yet written with them
}
SHORTEST_SESSION = timedelta(minutes=30)
REMEMBERED = timedelta(hours=26)  # a session lives for 24 hours
TOLERANCE = 300  # seconds between a webhook's signature and now, to both sides
DEAD_INTENTS = frozenset({"requires_payment_method", "canceled"})
REFUND_STATES = {
    "pending": RefundStatus.PENDING,
    "requires_action": RefundStatus.PENDING,
    "succeeded": RefundStatus.DONE,
    "failed": RefundStatus.FAILED,
    "canceled": RefundStatus.FAILED,
}

T = TypeVar("T")


class Settings(ProviderSettings):
    """The account's key, and the signing secret of the endpoint that its webhooks go to."""

    model_config = SettingsConfigDict(
        env_prefix="MODISTE_STRIPE_", env_file=".env", extra="ignore", frozen=True, hide_input_in_errors=True
    )

    secret_key: SecretStr = Field(SecretStr(""), description="the account's secret key (sk_live_… or sk_test_…)")
    webhook_secret: SecretStr = Field(SecretStr(""), description="the webhook endpoint's signing secret (whsec_…)")
    base_url: Address = "https://api.stripe.com"


class _Door(stripe.HTTPClient):
    """Sends what the SDK asks through our door, but for what it says of this machine."""

    name = "modiste"

    def __init__(self, line: Line) -> None:
        super().__init__()
        self._line = line

    def request(
        self, method: str, url: str, headers: Mapping[str, str] | None, post_data: Any = None, **_: Any
    ) -> tuple[str, int, Mapping[str, str]]:
        """Body, status and headers; raises ProviderDown."""
        kept = {name: text for name, text in (headers or {}).items() if not name.startswith("X-Stripe-Client")}
        body = (post_data or "").encode()
        answer = self._line.ask(Request(url, method.upper(), kept, body))
        return answer.body.decode(errors="replace"), answer.status, answer.headers

    def close(self) -> None:
        """Nothing is held open here."""


class Provider:
    """Payments by Stripe. `provider_id` is the Checkout session, `capture_id` the payment intent behind it."""

    name = "stripe"
    title = "Stripe"

    def __init__(self, settings: Settings, fetcher: Fetcher) -> None:
        self._webhook_secret = settings.webhook_secret
        self._units = Units(UNITS, settings.currencies)
        base = settings.base_url
        self._client = stripe.StripeClient(
            settings.secret_key.get_secret_value(),
            base_addresses={"api": base, "files": base, "connect": base, "meter_events": base},
            http_client=_Door(Line(self.name, settings, fetcher)),
            max_network_retries=0,  # the caller asks again with the same key, without holding up a shopper
        ).v1

    def takes(self, amount: int, currency: str) -> bool:
        """Whether Stripe takes the currency and can write the amount; the least amount depends on the account."""
        return self._units.takes(amount, currency)

    @in_time
    def create_checkout(self, charge: Charge) -> Checkout:
        """The session of this charge; it ends half an hour after the charge, for Stripe opens none for less.

        What is asked is made of the charge alone: the same key with other words would be an error.
        """
        metadata = {"reference": charge.reference}
        params: SessionCreateParams = {
            "mode": "payment",
            "client_reference_id": charge.reference,
            "customer_email": charge.email,
            "line_items": [
                {
                    "quantity": 1,
                    "price_data": {
                        "currency": charge.currency.lower(),
                        "unit_amount": self._units.write_charge(charge.amount, charge.currency),
                        "product_data": {"name": charge.title},
                    },
                }
            ],
            "success_url": charge.return_url,
            "cancel_url": charge.return_url,
            "expires_at": int((charge.expires_at + SHORTEST_SESSION).timestamp()),
            "metadata": metadata,
            "payment_intent_data": {"metadata": metadata},
        }
        session = _changed(lambda: self._client.checkout.sessions.create(params, {"idempotency_key": charge.reference}))
        return Checkout(text_at(session, "id"), link_at(session, "url"))

    @in_time
    def verify(self, reference: str, provider_id: str) -> PaymentState | None:
        """What Stripe says of the session; it is looked for among those of the last day where its id was lost."""
        if provider_id:
            session = _found(lambda: self._client.checkout.sessions.retrieve(provider_id))
        else:
            since = int((clock.now() - REMEMBERED).timestamp())
            sessions = self._client.checkout.sessions
            every = _told(lambda: sessions.list({"created": {"gte": since}, "limit": 100}).auto_paging_iter())
            session = _first(every, lambda one: one.get("client_reference_id") == reference)
        return None if session is None else self._state(session)

    def parse_webhook(self, heard: Heard) -> Hint | None:
        """Signed by HMAC-SHA256 of time and raw bytes, not longer ago or ahead than five minutes."""
        header, secret = heard.headers.get("stripe-signature", ""), self._webhook_secret.get_secret_value()
        try:
            stripe.WebhookSignature.verify_header(heard.body, header, secret, TOLERANCE)
            is_ahead = _signed_at(header) > clock.now().timestamp() + TOLERANCE  # the SDK takes any time to come
        except (stripe.SignatureVerificationError, ValueError, TypeError) as error:  # also: not UTF-8, not ASCII
            raise ForgedWebhook from error
        if is_ahead:
            raise ForgedWebhook
        event = read_object(heard.body) or {}
        thing, key = object_at(object_at(event, "data"), "object"), text_at(event, "id")
        number, kind = text_at(thing, "id"), text_at(thing, "object")
        reference = text_at(thing, "client_reference_id") or text_at(object_at(thing, "metadata"), "reference")
        if not key or not reference:
            return None
        return Hint(
            key,
            reference=reference,
            provider_id=number if kind == "checkout.session" else "",
            refund_id=number if kind == "refund" else "",
        )

    @in_time
    def refund(self, asked: RefundAsked) -> RefundState:
        """Give back a part or all of a payment, once for each key."""
        params: RefundCreateParams = {
            "payment_intent": asked.capture_id,
            "amount": self._units.write(asked.amount, asked.currency),
            "metadata": {"reference": asked.reference, "key": asked.key},
        }
        known = self._refund_by_key(asked)
        if known is not None:
            return known
        made = _changed(lambda: self._client.refunds.create(params, {"idempotency_key": asked.key}))
        return self._refund_state(made)

    @in_time
    def find_refund(self, asked: RefundAsked, refund_id: str) -> RefundState | None:
        """By its id or, where that was lost, by our key in its metadata."""
        if not refund_id:
            return self._refund_by_key(asked)
        refund = _found(lambda: self._client.refunds.retrieve(refund_id))
        return None if refund is None else self._refund_state(refund)

    def _refund_by_key(self, asked: RefundAsked) -> RefundState | None:
        refunds = self._client.refunds
        every = _told(lambda: refunds.list({"payment_intent": asked.capture_id, "limit": 100}).auto_paging_iter())
        found = _first(every, lambda one: object_at(one, "metadata").get("key") == asked.key)
        return None if found is None else self._refund_state(found)

    def _state(self, session: dict[str, Any]) -> PaymentState:
        status, intent, reason = self._status(session)
        currency = text_at(session, "currency").upper()
        return PaymentState(
            status,
            provider_id=text_at(session, "id"),
            reference=text_at(session, "client_reference_id"),
            amount=self._units.read(number_at(session, "amount_total"), currency),
            currency=currency,
            capture_id=intent if status is PaymentStatus.CAPTURED else "",
            reason=reason,
        )

    def _status(self, session: dict[str, Any]) -> tuple[PaymentStatus, str, str]:
        """Status, payment intent, and why it failed. A complete session may still wait for its money (a bank debit):
        only its intent says whether that will come."""
        state, intent = text_at(session, "status"), text_at(session, "payment_intent")
        if text_at(session, "payment_status") == "paid":
            return PaymentStatus.CAPTURED, intent, ""
        if state == "expired":
            return PaymentStatus.EXPIRED, intent, ""
        if state == "complete" and intent:
            found = _found(lambda: self._client.payment_intents.retrieve(intent)) or {}
            if text_at(found, "status") in DEAD_INTENTS:
                return PaymentStatus.FAILED, intent, text_at(object_at(found, "last_payment_error"), "message")
        if state not in ("open", "complete"):
            raise ProviderDown
        return PaymentStatus.PENDING, intent, ""

    def _refund_state(self, refund: dict[str, Any]) -> RefundState:
        found = REFUND_STATES.get(text_at(refund, "status"))
        if found is None:
            raise ProviderDown
        amount = self._units.read(number_at(refund, "amount"), text_at(refund, "currency").upper())
        return RefundState(found, text_at(refund, "id"), amount, reason=text_at(refund, "failure_reason"))


def _told(ask: Callable[[], T]) -> T:
    """What a question gave; raises ProviderDown."""
    try:
        return ask()
    except (stripe.StripeError, AttributeError, TypeError, KeyError) as error:  # the SDK trusts shapes
        raise ProviderDown from error


def _changed(ask: Callable[[], stripe.StripeObject]) -> dict[str, Any]:
    """What a request that changes something gave; raises ProviderRefused with Stripe's words, or ProviderDown."""
    try:
        return _told(lambda: _object(ask()))
    except ProviderDown as error:
        cause = error.__cause__
        if isinstance(cause, stripe.StripeError) and cause.http_status in (400, 402, 404) and cause.error is not None:
            raise ProviderRefused((cause.user_message or "")[:200]) from cause
        raise


def _found(ask: Callable[[], stripe.StripeObject]) -> dict[str, Any] | None:
    """What is known of a thing, None where Stripe has no such thing; raises ProviderDown."""
    try:
        return _told(lambda: _object(ask()))
    except ProviderDown as error:
        if isinstance(error.__cause__, stripe.InvalidRequestError) and error.__cause__.code == "resource_missing":
            return None
        raise


def _first(every: Iterable[stripe.StripeObject], is_it: Callable[[dict[str, Any]], bool]) -> dict[str, Any] | None:
    return _told(lambda: next((one for one in map(_object, every) if is_it(one)), None))


def _object(thing: stripe.StripeObject) -> dict[str, Any]:
    """As plain values, read like every other provider's."""
    if isinstance(thing, stripe.StripeObject):
        return thing.to_dict(for_json=True)
    raise ProviderDown


def _signed_at(header: str) -> int:
    """The first time in a signature, read as the SDK does; raises ValueError."""
    entries = [entry.split("=", 2) for entry in header.split(",")]
    return next(int(entry[1]) for entry in entries if entry[0] == "t")
