"""What is Flutterwave's own: pages without a transaction, refunds by a comment, and two kinds of signatures."""

import base64
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
from tests.shop.payments.providers.servers.base import SECRET, WEBHOOK_SECRET
from tests.shop.payments.providers.servers.flutterwave import Server

CHARGE = {"event": "charge.completed", "data": {"id": 7, "tx_ref": "modiste-1.1", "status": "successful"}}
BODY = json.dumps(CHARGE).encode()


@pytest.fixture
def pair(open_provider: Any) -> tuple[PaymentProvider, Server]:
    return open_provider("flutterwave")


def signature(body: bytes, secret: str = WEBHOOK_SECRET, kind: Any = hashlib.sha256) -> str:
    return base64.b64encode(hmac.new(secret.encode(), body, kind).digest()).decode()


def test_nothing_is_known_of_a_page_before_the_first_try(provider: PaymentProvider, server: Server) -> None:
    checkout = provider.create_checkout(charge())
    assert provider.verify("modiste-1", checkout.provider_id) is None
    server.page(checkout.url).status = "waiting"
    state = provider.verify("modiste-1", checkout.provider_id)
    assert state is not None
    assert state.status is PaymentStatus.PENDING


def test_the_try_that_was_paid_counts_whichever_is_told(provider: PaymentProvider, server: Server) -> None:
    checkout = provider.create_checkout(charge())
    page = server.page(checkout.url)
    page.status = "declined"
    page.answer = server.transaction(page)
    page.status, page.number = "paid", 7
    state = provider.verify("modiste-1", checkout.provider_id)
    assert state is not None
    assert (state.status, state.capture_id, state.amount) == (PaymentStatus.CAPTURED, "7", 12_000)
    page.status = "waiting"
    state = provider.verify("modiste-1", checkout.provider_id)
    assert state is not None
    assert (state.status, state.reason) == (PaymentStatus.FAILED, "Insufficient funds")


def test_a_used_reference_leads_to_the_next_one(provider: PaymentProvider, server: Server) -> None:
    names = [provider.create_checkout(charge()).provider_id for _ in range(4)]
    assert names == ["modiste-1", "modiste-1.1", "modiste-1.2", "modiste-1.3"]
    with pytest.raises(ProviderRefused, match="anew"):
        provider.create_checkout(charge())


def test_a_page_lives_as_long_as_the_charge(provider: PaymentProvider, server: Server) -> None:
    provider.create_checkout(charge())
    assert server.asked[0].json["configurations"] == {"session_duration": 30}


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ("new", RefundStatus.PENDING),
        ("pending", RefundStatus.PENDING),
        ("completed", RefundStatus.PENDING),  # begun to be paid out
        ("completed-mpgs", RefundStatus.DONE),
        ("completed-bank-transfer", RefundStatus.DONE),
        ("completed-momo", RefundStatus.DONE),
        ("failed", RefundStatus.FAILED),
    ],
)
def test_each_state_of_a_refund(provider: PaymentProvider, server: Server, said: str, status: RefundStatus) -> None:
    asked = paid(provider, server)
    made = provider.refund(asked)
    server.refunds[0]["status"] = said
    for refund_id in (made.provider_id, ""):
        found = provider.find_refund(asked, refund_id)
        assert found is not None
        assert found.status is status


def test_a_refund_of_the_same_amount_that_shows_no_comment_is_taken_for_ours(
    provider: PaymentProvider, server: Server
) -> None:
    asked = paid(provider, server)
    made = provider.refund(asked)
    del server.refunds[0]["comments"]
    assert provider.refund(asked) == made
    assert len(server.refunds) == 1
    assert provider.find_refund(replace(asked, amount=1_000), "") is None


@pytest.mark.parametrize("comment", [None, "", "key-2", "by hand"])
def test_a_refund_with_another_comment_is_another(
    provider: PaymentProvider, server: Server, comment: str | None
) -> None:
    asked = paid(provider, server)
    provider.refund(asked)
    server.refunds[0]["comments"] = comment
    assert provider.find_refund(asked, "") is None


def test_a_list_of_refunds_that_goes_on_for_ever_is_no_answer(provider: PaymentProvider, server: Server) -> None:
    row = {"id": 1, "tx_id": 12, "amount_refunded": 1, "status": "completed", "comments": "x"}
    paging = {"page_info": {"total_pages": 10**9}}
    asked = paid(provider, server)
    server.canned = lambda _: (200, {"status": "success", "data": [row], "meta": paging})
    with pytest.raises(ProviderDown):
        provider.refund(asked)
    assert [one.method for one in server.asked].count("POST") == 1  # the charge


@pytest.mark.parametrize(
    ("event", "reference", "provider_id", "refund_id"),
    [
        (CHARGE, "modiste-1", "modiste-1.1", ""),
        ({"id": 7, "txRef": "modiste-1", "event.type": "CARD_TRANSACTION"}, "modiste-1", "modiste-1", ""),
        ({"id": 9, "AmountRefunded": 5, "TransactionId": 7, "status": "completed"}, "", "7", "9"),
        ({"event": "refund.completed", "data": {"id": 9, "tx_id": 7, "amount_refunded": 5}}, "", "7", "9"),
    ],
)
def test_every_shape_of_a_webhook_is_a_hint(
    provider: PaymentProvider, server: Server, event: Any, reference: str, provider_id: str, refund_id: str
) -> None:
    hint = provider.parse_webhook(server.hear(event))
    assert hint is not None
    assert (hint.reference, hint.provider_id, hint.refund_id) == (reference, provider_id, refund_id)


@pytest.mark.parametrize(
    "headers",
    [
        {"verif-hash": WEBHOOK_SECRET},
        {"flutterwave-signature": signature(BODY)},
        {"verif-hash": "", "flutterwave-signature": signature(BODY)},
        {"verif-hash": WEBHOOK_SECRET, "flutterwave-signature": "of another version"},
    ],
)
def test_takes_the_secret_as_it_is_or_a_signature(provider: PaymentProvider, headers: dict[str, str]) -> None:
    hint = provider.parse_webhook(Heard(BODY, headers))
    assert hint is not None
    assert hint.reference == "modiste-1"


FORGED = {
    "another secret": {"verif-hash": "another-secret"},
    "the account's key": {"verif-hash": SECRET},
    "an empty secret": {"verif-hash": ""},
    "half a secret": {"verif-hash": WEBHOOK_SECRET[:-1]},
    "more than the secret": {"verif-hash": f"{WEBHOOK_SECRET} "},
    "the secret in capitals": {"verif-hash": WEBHOOK_SECRET.upper()},
    "the secret's digest": {"verif-hash": hashlib.sha256(WEBHOOK_SECRET.encode()).hexdigest()},
    "a signature in the secret's place": {"verif-hash": signature(BODY)},
    "the secret in the signature's place": {"flutterwave-signature": WEBHOOK_SECRET},
    "signed with another secret": {"flutterwave-signature": signature(BODY, "other")},
    "signed with no secret": {"flutterwave-signature": signature(BODY, "")},
    "of another body": {"flutterwave-signature": signature(BODY + b" ")},
    "in hexadecimal": {"flutterwave-signature": hmac.new(WEBHOOK_SECRET.encode(), BODY, hashlib.sha256).hexdigest()},
    "SHA-512": {"flutterwave-signature": signature(BODY, kind=hashlib.sha512)},
    "without the padding": {"flutterwave-signature": signature(BODY).rstrip("=")},
    "not ASCII": {"verif-hash": "é", "flutterwave-signature": "é"},
}


@pytest.mark.parametrize("forgery", FORGED)
def test_refuses(provider: PaymentProvider, forgery: str) -> None:
    with pytest.raises(ForgedWebhook):
        provider.parse_webhook(Heard(BODY, FORGED[forgery]))
