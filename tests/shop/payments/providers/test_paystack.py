"""What is Paystack's own: pages under the next reference, refunds by a note, and the HMAC of the raw bytes."""

import hashlib
import hmac
import json
from dataclasses import replace
from typing import Any

import pytest

from modiste.shop.payments.providers.base import (
    ForgedWebhook,
    Heard,
    PaymentProvider,
    PaymentStatus,
    ProviderDown,
    ProviderRefused,
    RefundStatus,
)
from tests.shop.payments.providers.conftest import charge, paid
from tests.shop.payments.providers.servers.base import SECRET
from tests.shop.payments.providers.servers.paystack import Server

BODY = json.dumps({"event": "charge.success", "data": {"id": 1, "reference": "modiste-1.2"}}).encode()


@pytest.fixture
def pair(open_provider: Any) -> tuple[PaymentProvider, Server]:
    return open_provider("paystack")


def digest(body: bytes, secret: bytes = SECRET.encode(), kind: Any = hashlib.sha512) -> str:
    return hmac.new(secret, body, kind).hexdigest()


def test_a_used_reference_leads_to_the_next_one(provider: PaymentProvider, server: Server) -> None:
    names = [provider.create_checkout(charge()).provider_id for _ in range(4)]
    assert names == ["modiste-1", "modiste-1.1", "modiste-1.2", "modiste-1.3"]
    with pytest.raises(ProviderRefused, match="anew"):
        provider.create_checkout(charge())


def test_a_page_that_was_paid_is_not_asked_for_again(provider: PaymentProvider, server: Server) -> None:
    server.page(provider.create_checkout(charge()).url).status = "paid"
    with pytest.raises(ProviderRefused, match="paid already"):
        provider.create_checkout(charge())
    assert len(server.pages) == 1


@pytest.mark.parametrize("known", ["", "modiste-1.2"])
def test_the_page_that_was_paid_counts_whichever_it_is(provider: PaymentProvider, server: Server, known: str) -> None:
    pages = [provider.create_checkout(charge()) for _ in range(3)]
    server.page(pages[0].url).status = "declined"
    server.page(pages[1].url).status = "paid"
    state = provider.verify("modiste-1", known)
    assert state is not None
    assert (state.status, state.provider_id, state.reference) == (PaymentStatus.CAPTURED, "modiste-1.1", "modiste-1")


def test_one_question_where_there_was_one_page(provider: PaymentProvider, server: Server) -> None:
    name = provider.create_checkout(charge()).provider_id
    provider.verify("modiste-1", name)
    assert len(server.asked) == 2


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ("success", PaymentStatus.CAPTURED),
        ("failed", PaymentStatus.FAILED),
        ("abandoned", PaymentStatus.PENDING),
        ("ongoing", PaymentStatus.PENDING),
        ("pending", PaymentStatus.PENDING),
        ("processing", PaymentStatus.PENDING),
        ("queued", PaymentStatus.PENDING),
        ("reversed", PaymentStatus.FAILED),
    ],
)
def test_each_state_of_a_transaction(
    provider: PaymentProvider, server: Server, said: str, status: PaymentStatus
) -> None:
    data = {"id": 1, "status": said, "reference": "modiste-1", "amount": 12_000, "currency": "NGN"}
    server.canned = lambda asked: (200, {"status": True, "data": data | {"gateway_response": "Declined"}})
    state = provider.verify("modiste-1", "modiste-1")
    assert state is not None
    assert state.status is status
    assert (state.reason == "Declined") is (status is PaymentStatus.FAILED)


def test_a_state_that_it_did_not_have_before_is_no_answer(provider: PaymentProvider, server: Server) -> None:
    data = {"id": 1, "status": "successful-ish", "reference": "modiste-1", "amount": 12_000, "currency": "NGN"}
    server.canned = lambda asked: (200, {"status": True, "data": data})
    with pytest.raises(ProviderDown):
        provider.verify("modiste-1", "modiste-1")


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ("pending", RefundStatus.PENDING),
        ("processing", RefundStatus.PENDING),
        ("needs-attention", RefundStatus.PENDING),
        ("processed", RefundStatus.DONE),
        ("failed", RefundStatus.FAILED),
    ],
)
def test_each_state_of_a_refund(provider: PaymentProvider, server: Server, said: str, status: RefundStatus) -> None:
    asked = paid(provider, server)
    made = provider.refund(asked)
    server.refunds[0]["status"] = said
    found = provider.find_refund(asked, made.provider_id)
    assert found is not None
    assert found.status is status
    assert bool(found.reason) is (said == "needs-attention")


def test_another_note_is_another_refund(provider: PaymentProvider, server: Server) -> None:
    asked = paid(provider, server)
    provider.refund(asked)
    server.refunds[0]["merchant_note"] = "Refund for transaction by somebody in the dashboard"
    assert provider.find_refund(asked, "") is None
    assert len([provider.refund(replace(asked, key=key)) for key in ("key-1", "key-2")]) == 2
    assert len(server.refunds) == 3


@pytest.mark.parametrize(
    ("event", "reference", "provider_id", "refund_id"),
    [
        ({"event": "charge.success", "data": {"id": 1, "reference": "modiste-1.2"}}, "modiste-1", "modiste-1.2", ""),
        (
            {"event": "refund.processed", "data": {"id": 5, "transaction_reference": "modiste-1"}},
            "modiste-1",
            "modiste-1",
            "5",
        ),
    ],
)
def test_a_hint_names_our_reference(
    provider: PaymentProvider, server: Server, event: Any, reference: str, provider_id: str, refund_id: str
) -> None:
    hint = provider.parse_webhook(server.hear(event))
    assert hint is not None
    assert (hint.reference, hint.provider_id, hint.refund_id) == (reference, provider_id, refund_id)


FORGED = {
    "another secret": digest(BODY, b"sk_other"),
    "an empty secret": digest(BODY, b""),
    "SHA-256": digest(BODY, kind=hashlib.sha256),
    "no key": hashlib.sha512(BODY).hexdigest(),
    "of the body written anew": digest(json.dumps(json.loads(BODY), separators=(",", ":")).encode()),
    "of another body": digest(BODY + b"\n"),
    "capitals": digest(BODY).upper(),
    "blanks around it": f" {digest(BODY)} ",
    "two of them": f"{digest(BODY)},{digest(BODY)}",
    "with a scheme": f"sha512={digest(BODY)}",
    "half of it": digest(BODY)[:64],
    "the secret": SECRET,
}


@pytest.mark.parametrize("forgery", FORGED)
def test_refuses(provider: PaymentProvider, forgery: str) -> None:
    assert provider.parse_webhook(Heard(BODY, {"x-paystack-signature": digest(BODY)}))
    with pytest.raises(ForgedWebhook):
        provider.parse_webhook(Heard(BODY, {"x-paystack-signature": FORGED[forgery]}))
