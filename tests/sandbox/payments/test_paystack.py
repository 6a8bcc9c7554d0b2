"""Paystack's API over plain HTTP."""

import hashlib
import hmac
from typing import Any

import pytest

from modiste.sandbox.payments.keys import WEBHOOK_SECRETS
from tests.sandbox.payments.asking import paystack_body, paystack_page
from tests.sandbox.payments.world import World, until


def verified(world: World, reference: str = "order-1") -> Any:
    answer = world.call("GET", f"/paystack/transaction/verify/{reference}")
    assert answer.status == 200
    return answer.body["data"]


def give_back(world: World, **body: Any) -> Any:
    answer = world.call("POST", "/paystack/refund", body)
    assert answer.status == 200, answer.body
    return answer.body["data"]


@pytest.mark.parametrize(
    ("how", "status"), [("pay", "success"), ("fail", "failed"), ("abandon", "abandoned"), ("expire", "abandoned")]
)
def test_a_transaction_is_called_as_paystack_calls_it(world: World, how: str, status: str) -> None:
    page = paystack_page(world)
    assert page["reference"] == "order-1"
    assert page["authorization_url"] == f"{world.origin}/paystack/pay/{page['access_code']}"
    assert verified(world)["status"] == "abandoned"  # nobody has tried yet
    world.act("order-1", how)
    told = verified(world)
    assert (told["status"], told["amount"], told["currency"]) == (status, 500_000, "NGN")
    assert told["id"] > 2**32
    assert world.call("GET", f"/paystack/transaction/{told['id']}").body["data"] == told


def test_a_delayed_method_is_pending_until_it_settles(world: World) -> None:
    paystack_page(world)
    world.act("order-1", "delay", seconds=0.2)
    assert verified(world)["status"] == "pending"
    until(lambda: verified(world)["status"] == "success")


def test_a_reference_is_used_once(world: World) -> None:
    paystack_page(world)
    again = world.call("POST", "/paystack/transaction/initialize", paystack_body())
    assert (again.status, again.body["code"]) == (400, "duplicate_reference")
    assert again.body["message"] == "Duplicate Transaction Reference"


def test_a_wrong_key_and_an_unknown_reference_are_refused(world: World) -> None:
    assert world.call("GET", "/paystack/transaction", key="sk_test_other").status == 401
    unknown = world.call("GET", "/paystack/transaction/verify/nobody")
    assert (unknown.status, unknown.body["code"]) == (400, "transaction_not_found")
    assert world.call("GET", "/paystack/transaction/12").status == 404
    assert world.call("GET", "/paystack/transaction/order-1").status == 400
    assert world.call("GET", "/paystack/refund/12").status == 404


@pytest.mark.parametrize(
    "change",
    [
        {"colour": "red"},
        {"amount": 19.99},
        {"amount": "19.99"},
        {"amount": -5},
        {"amount": 0},
        {"amount": True},
        {"amount": None},
        {"amount": 4999},  # fifty naira are the least
        {"amount": 2_000_000_000},
        {"currency": "EUR"},
        {"currency": "ngn"},
        {"email": "ada"},
        {"email": 5},
        {"reference": "order 1"},
        {"reference": "order_1"},
        {"callback_url": "back"},
        {"channels": ["shells"]},
        {"channels": "card"},
        {"metadata": ["a"]},
    ],
)
def test_refuses_what_the_description_does_not_allow(world: World, change: dict[str, Any]) -> None:
    answer = world.call("POST", "/paystack/transaction/initialize", paystack_body() | change)
    assert (answer.status, answer.body["status"], answer.body["type"]) == (400, False, "validation_error"), answer.body
    assert world.call("GET", "/_sandbox/book").body["payments"] == []


@pytest.mark.parametrize("missing", ["email", "amount"])
def test_names_what_is_missing(world: World, missing: str) -> None:
    body = {name: value for name, value in paystack_body().items() if name != missing}
    answer = world.call("POST", "/paystack/transaction/initialize", body)
    assert (answer.status, answer.body["code"], answer.body["message"]) == (
        400,
        "missing_params",
        f"{missing} is required",
    )


@pytest.mark.parametrize(
    ("currency", "subunits", "iso"), [("NGN", 500_000, 500_000), ("XOF", 50_000, 500), ("XOF", 50_099, 500)]
)
def test_amounts_are_hundredths_in_every_currency(world: World, currency: str, subunits: int, iso: int) -> None:
    paystack_page(world, "order-1", subunits, currency)
    world.act("order-1", "pay")
    assert world.book("order-1")["taken"] == iso
    assert verified(world)["amount"] == (subunits // 100 * 100 if currency == "XOF" else subunits)
    give_back(world, transaction="order-1", amount=subunits)
    assert world.book("order-1")["refunded"] == iso


def test_digits_in_quotes_are_an_amount_and_text_is_metadata(world: World) -> None:
    body = paystack_body() | {"amount": "20000", "metadata": '{"cancel_action": "https://shop.example/left"}'}
    assert world.call("POST", "/paystack/transaction/initialize", body).status == 200
    assert verified(world)["amount"] == 20_000
    assert verified(world)["metadata"] == {"cancel_action": "https://shop.example/left"}


def test_refunds_are_queued_processed_and_told(world: World) -> None:
    world.behave("paystack", refund_seconds=0.2)
    paystack_page(world)
    world.act("order-1", "pay")
    first = give_back(world, transaction="order-1", amount=100_000, merchant_note="r-1")
    assert (first["status"], first["transaction"]["reference"]) == ("pending", "order-1")
    shown = until(lambda: fetched(world, first["id"]) if fetched(world, first["id"])["status"] == "processed" else None)
    assert (shown["amount"], shown["merchant_note"]) == (100_000, "r-1")
    rest = give_back(world, transaction=verified(world)["id"])
    assert rest["amount"] == 400_000
    assert verified(world)["status"] == "success"  # the second refund is still under way
    until(lambda: verified(world)["status"] == "reversed")
    listed = world.call("GET", f"/paystack/refund?transaction={shown['transaction']}&perPage=1").body["data"]
    assert [one["id"] for one in listed] == [rest["id"]]
    over = world.call("POST", "/paystack/refund", {"transaction": "order-1", "amount": 1})
    assert (over.status, over.body["code"]) == (400, "transaction_reversed")
    kinds = [one.type for one in world.wait_for(7)]
    assert kinds == ["charge.success", *["refund.pending", "refund.processing", "refund.processed"] * 2]


def fetched(world: World, id: int) -> Any:
    return world.call("GET", f"/paystack/refund/{id}").body["data"]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"transaction": "order-1", "amount": 500_001}, 400),
        ({"transaction": "order-1", "amount": 1.5}, 400),
        ({"transaction": "order-1", "currency": "GHS"}, 400),
        ({"transaction": "order-1", "reason": "late"}, 400),
        ({"transaction": "nobody"}, 404),
        ({"amount": 5}, 400),
    ],
)
def test_refuses_a_refund_that_is_wrong(world: World, body: dict[str, Any], status: int) -> None:
    paystack_page(world)
    world.act("order-1", "pay")
    assert world.call("POST", "/paystack/refund", body).status == status
    assert world.book("order-1")["refunds"] == []


def test_what_is_not_paid_is_not_given_back(world: World) -> None:
    paystack_page(world)
    assert world.call("POST", "/paystack/refund", {"transaction": "order-1"}).status == 400


def test_lists_transactions_by_status(world: World) -> None:
    for number in range(3):
        paystack_page(world, f"order-{number}")
    world.act("order-1", "pay")
    listed = world.call("GET", "/paystack/transaction?status=success").body["data"]
    assert [one["reference"] for one in listed] == ["order-1"]
    paged = world.call("GET", "/paystack/transaction?perPage=2&page=2").body["data"]
    assert [one["reference"] for one in paged] == ["order-0"]
    assert world.call("GET", "/paystack/transaction?perPage=none").status == 400


def test_webhooks_are_signed_with_the_key_over_the_raw_body(world: World) -> None:
    paystack_page(world)
    world.act("order-1", "fail")
    world.act("order-1", "pay")
    (heard,) = world.wait_for(1)  # of the failed try nothing is told
    expected = hmac.new(WEBHOOK_SECRETS["paystack"].encode(), heard.body, hashlib.sha512).hexdigest()
    assert heard.headers["x-paystack-signature"] == expected
    assert (heard.told["event"], heard.told["data"]["reference"]) == ("charge.success", "order-1")
