"""What is Stripe's own: the SDK's requests, sessions that are looked for, and signatures with a time."""

import itertools
import time
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
import stripe

from modiste.shop.kit import clock
from modiste.shop.payments.providers.base import (
    ForgedWebhook,
    Heard,
    PaymentProvider,
    PaymentStatus,
    ProviderDown,
    ProviderRefused,
)
from tests.shop.payments.providers.conftest import QUICK, charge, paid
from tests.shop.payments.providers.servers.base import SECRET, WEBHOOK_SECRET
from tests.shop.payments.providers.servers.stripe import Server, check, structure
from tests.shop.payments.providers.test_contract import SLACK

BODY = b'{"id": "evt_1", "data": {"object": {"metadata": {"reference": "modiste-1"}}}}'


@pytest.fixture
def pair(open_provider: Any) -> tuple[PaymentProvider, Server]:
    return open_provider("stripe")


def header(body: bytes, *, secret: str = WEBHOOK_SECRET, at: float | None = None) -> str:
    moment = int(time.time() if at is None else at)
    return stripe.WebhookSignature.generate_signature_header(body.decode(), secret, moment)


def heard(text: str, body: bytes = BODY) -> Heard:
    return Heard(body, {"stripe-signature": text})


def test_asks_as_the_sdk_types_it_with_our_reference_as_key(provider: PaymentProvider, server: Server) -> None:
    asked = charge(title="Order M-1 & more", amount=1_999, currency="EUR")
    provider.create_checkout(asked)
    (sent,) = server.asked
    assert sent.headers["idempotency-key"] == "modiste-1"
    assert sent.headers["authorization"] == f"Bearer {SECRET}"
    form = structure(sent.body.decode())
    check(stripe.params.checkout.SessionCreateParams, form)
    assert form["mode"] == "payment"
    assert form["client_reference_id"] == "modiste-1"
    assert form["line_items"][0]["price_data"] == {
        "currency": "eur",
        "unit_amount": "1999",
        "product_data": {"name": "Order M-1 & more"},
    }
    assert form["metadata"] == form["payment_intent_data"]["metadata"] == {"reference": "modiste-1"}
    assert int(form["expires_at"]) == asked.expires_at.timestamp() + 1800


def test_the_types_find_what_is_wrong() -> None:
    typed = stripe.params.checkout.SessionCreateParams
    for wrong in ({"modee": "payment"}, {"line_items": [{"quantitty": "1"}]}, {"expires_at": "soon"}):
        with pytest.raises(AssertionError):
            check(typed, wrong)


def test_tells_nothing_of_this_machine(provider: PaymentProvider, server: Server) -> None:
    for number in range(2):  # the SDK sends measurements of the first request with the second
        provider.create_checkout(charge(f"modiste-{number}"))
    for asked in server.asked:
        assert {name for name in asked.headers if name.startswith("x-stripe")} == set()
        assert asked.headers["user-agent"].startswith("Modiste/")


def test_the_same_charge_is_the_same_session_until_it_ends(
    provider: PaymentProvider, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = charge()
    first = provider.create_checkout(asked)
    later = clock.now() + timedelta(minutes=29)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert provider.create_checkout(asked) == first
    assert len(server.pages) == 1
    with pytest.raises(ProviderRefused, match="same parameters"):
        provider.create_checkout(replace(asked, amount=13_000))


@pytest.mark.parametrize("minutes", [0.1, 15, 30, 23 * 60])
def test_a_session_lives_as_long_as_stripe_allows(provider: PaymentProvider, minutes: float) -> None:
    assert provider.create_checkout(charge(expires_at=clock.now() + timedelta(minutes=minutes))).url


def test_finds_a_session_whose_id_was_lost_among_many(provider: PaymentProvider, server: Server) -> None:
    for number in range(7):  # the server's pages hold two
        url = provider.create_checkout(charge(f"modiste-{number}")).url
        server.page(url).status = "paid"
    state = provider.verify("modiste-0", "")
    assert state is not None
    assert (state.reference, state.provider_id) == ("modiste-0", "cs_test_1")
    assert provider.verify("modiste-7", "") is None
    lists = [asked.query for asked in server.asked if asked.method == "GET" and "limit" in asked.query]
    assert all(int(query["created[gte]"]) >= time.time() - 27 * 3600 for query in lists)


def test_a_list_without_end_ends_with_the_time(provider: PaymentProvider, server: Server, quick: None) -> None:
    numbers = itertools.count(1)

    def endless(asked: Any) -> tuple[int, Any]:
        return 200, {
            "object": "list",
            "url": "/v1/checkout/sessions",
            "has_more": True,
            "data": [{"id": f"cs_{next(numbers)}", "object": "checkout.session"}],
        }

    server.canned = endless
    began = time.monotonic()
    with pytest.raises(ProviderDown):
        provider.verify("modiste-1", "")
    assert time.monotonic() - began < QUICK + SLACK


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("", PaymentStatus.PENDING),
        ("declined", PaymentStatus.PENDING),  # the session stays open for another card
        ("waiting", PaymentStatus.PENDING),  # completed, and the bank debit is on its way
        ("bounced", PaymentStatus.FAILED),
        ("paid", PaymentStatus.CAPTURED),
        ("expired", PaymentStatus.EXPIRED),
    ],
)
def test_each_state_of_a_session(
    provider: PaymentProvider, server: Server, status: str, expected: PaymentStatus
) -> None:
    checkout = provider.create_checkout(charge())
    server.page(checkout.url).status = status
    state = provider.verify("modiste-1", checkout.provider_id)
    assert state is not None
    assert state.status is expected
    assert state.capture_id == ("pi_1" if status == "paid" else "")
    assert state.reason == ("The bank account has no money" if status == "bounced" else "")


@pytest.mark.parametrize(
    ("status", "error", "kind"),
    [
        (400, {"type": "invalid_request_error", "message": "No"}, ProviderRefused),
        (400, {"type": "idempotency_error", "message": "No"}, ProviderRefused),
        (402, {"type": "card_error", "code": "card_declined", "message": "No"}, ProviderRefused),
        (404, {"type": "invalid_request_error", "code": "resource_missing", "message": "No"}, ProviderRefused),
        (409, {"type": "idempotency_error", "code": "idempotency_key_in_use", "message": "No"}, ProviderDown),
        (401, {"type": "invalid_request_error", "message": "Invalid API Key provided: sk_test_hush"}, ProviderDown),
        (403, {"type": "invalid_request_error", "message": "No permission"}, ProviderDown),
        (429, {"type": "rate_limit_error", "message": "Slow"}, ProviderDown),
        (500, {"type": "api_error", "message": "Oh"}, ProviderDown),
    ],
)
def test_each_error_of_stripe(
    provider: PaymentProvider, server: Server, status: int, error: Any, kind: type[Exception]
) -> None:
    server.canned = lambda asked: (status, {"error": error})
    with pytest.raises(kind) as raised:
        provider.create_checkout(charge())
    assert "hush" not in str(raised.value)
    assert len(server.asked) == 1


def test_a_refund_names_its_key_twice(provider: PaymentProvider, server: Server) -> None:
    asked = paid(provider, server)
    provider.refund(asked)
    sent = server.asked[-1]
    assert sent.headers["idempotency-key"] == "key-1"
    form = structure(sent.body.decode())
    assert form == {
        "payment_intent": asked.capture_id,
        "amount": "2000",
        "metadata": {"key": "key-1", "reference": "modiste-1"},
    }


def test_a_refund_is_made_once_after_stripe_has_forgotten_its_key(provider: PaymentProvider, server: Server) -> None:
    asked = paid(provider, server)
    made = provider.refund(asked)
    server.refunds[0]["key"] = "forgotten"
    assert provider.refund(asked) == made
    assert len(server.refunds) == 1


@pytest.mark.parametrize("late", [-299, 0, 299])
def test_takes_a_signature_of_about_now(provider: PaymentProvider, late: int) -> None:
    hint = provider.parse_webhook(heard(header(BODY, at=time.time() - late)))
    assert hint is not None
    assert (hint.dedupe_key, hint.reference) == ("evt_1", "modiste-1")


def test_takes_one_of_several_signatures_while_a_secret_is_changed(provider: PaymentProvider) -> None:
    moment = time.time()
    true = header(BODY, at=moment).partition(",")[2]
    other = header(BODY, secret="whsec_of_before", at=moment)
    assert provider.parse_webhook(heard(f"{other},{true},v0=00"))
    assert provider.parse_webhook(heard(f"t={int(moment)},{true},{other.partition(',')[2]}"))


FORGED = {
    "another secret": lambda: header(BODY, secret="whsec_other"),
    "an empty secret": lambda: header(BODY, secret=""),
    "too old": lambda: header(BODY, at=time.time() - 310),
    "from the future": lambda: header(BODY, at=time.time() + 310),
    "a later time over the old signature": lambda: f"t={int(time.time())},{header(BODY, at=1).partition(',')[2]}",
    "no time": lambda: header(BODY).partition(",")[2],
    "an empty time": lambda: "t=," + header(BODY).partition(",")[2],
    "a time that is no number": lambda: "t=soon," + header(BODY).partition(",")[2],
    "a time of many digits": lambda: f"t={'9' * 5_000}," + header(BODY).partition(",")[2],
    "a time with a tail": lambda: header(BODY, at=time.time() + 999).replace(",", "=x,", 1),
    "an older scheme": lambda: header(BODY).replace("v1=", "v0="),
    "no signature": lambda: f"t={int(time.time())}",
    "no equals sign": lambda: "v1",
    "only commas": lambda: ",,,",
    "another body's": lambda: header(b"{}"),
    "the digest of the body alone": lambda: f"t={int(time.time())},v1={'0' * 64}",
    "in base64": lambda: f"t={int(time.time())},v1=AAAA",
    "not ASCII": lambda: f"t={int(time.time())},v1=é",
    "with a line's end": lambda: header(BODY) + "\r\nx",
}


@pytest.mark.parametrize("forgery", FORGED)
def test_refuses(provider: PaymentProvider, forgery: str) -> None:
    with pytest.raises(ForgedWebhook):
        provider.parse_webhook(heard(FORGED[forgery]()))


def test_a_thin_event_is_no_hint(provider: PaymentProvider) -> None:
    body = b'{"id": "evt_1", "object": "v2.core.event", "related_object": {"id": "cs_1"}}'
    assert provider.parse_webhook(heard(header(body), body)) is None
