"""Flutterwave's API v3 over plain HTTP."""

from typing import Any

import pytest

from modiste.sandbox.payments.keys import WEBHOOK_SECRETS
from tests.sandbox.payments.asking import flutterwave_body, flutterwave_page
from tests.sandbox.payments.world import Answer, World, until

PAYMENTS, TRANSACTIONS = "/flutterwave/v3/payments", "/flutterwave/v3/transactions"


def by_reference(world: World, reference: str = "order-1") -> Answer:
    return world.call("GET", f"{TRANSACTIONS}/verify_by_reference?tx_ref={reference}")


def give_back(world: World, number: int, **body: Any) -> Answer:
    return world.call("POST", f"{TRANSACTIONS}/{number}/refund", body)


@pytest.mark.parametrize(("how", "status"), [("pay", "successful"), ("fail", "failed"), ("delay", "pending")])
def test_a_try_to_pay_is_a_transaction(world: World, how: str, status: str) -> None:
    assert flutterwave_page(world).startswith(f"{world.origin}/flutterwave/pay/")
    unknown = by_reference(world)
    assert (unknown.status, unknown.body["message"]) == (400, "No transaction was found for this id")
    world.act("order-1", how)
    told = by_reference(world).body["data"]
    assert (told["status"], told["amount"], told["currency"], told["tx_ref"]) == (status, 49.99, "NGN", "order-1")
    assert world.call("GET", f"{TRANSACTIONS}/{told['id']}/verify").body["data"] == told


def test_each_try_has_its_own_number(world: World) -> None:
    flutterwave_page(world)
    world.act("order-1", "fail")
    first = by_reference(world).body["data"]["id"]
    world.act("order-1", "pay")
    second = by_reference(world).body["data"]
    assert (second["status"], second["id"] == first) == ("successful", False)
    assert world.call("GET", f"{TRANSACTIONS}/{first}/verify").body["data"]["status"] == "failed"
    assert give_back(world, first).status == 400


def test_a_reference_gives_one_page_until_it_was_tried(world: World) -> None:
    first = flutterwave_page(world)
    assert flutterwave_page(world) == first
    world.act("order-1", "fail")
    again = world.call("POST", PAYMENTS, flutterwave_body())
    assert (again.status, again.body["status"], again.body["data"]) == (400, "error", None)
    assert "Duplicate" in again.body["message"]


@pytest.mark.parametrize(
    ("currency", "amount", "iso", "spelled"),
    [
        ("NGN", 12.34, 1234, 12.34),
        ("GHS", "12.34", 1234, 12.34),
        ("EUR", 12, 1200, 12),
        ("JPY", 500, 500, 500),
        ("XOF", 500, 500, 500),
        ("UGX", 500, 500, 500),
        ("KWD", 1.234, 1234, 1.234),
        ("NGN", 1_000_000.1, 100_000_010, 1_000_000.1),
    ],
)
def test_amounts_are_major_units(world: World, currency: str, amount: Any, iso: int, spelled: float) -> None:
    flutterwave_page(world, "order-1", amount, currency)
    number = int(world.act("order-1", "pay")["capture"])
    assert world.book("order-1")["taken"] == iso
    assert by_reference(world).body["data"]["amount"] == spelled
    refund = give_back(world, number, amount=amount).body["data"]
    assert (refund["amount_refunded"], world.book("order-1")["refunded"]) == (spelled, iso)


@pytest.mark.parametrize(
    "change",
    [
        {"colour": "red"},
        {"amount": 0},
        {"amount": -5},
        {"amount": 12.345},
        {"amount": "1,000"},
        {"amount": "twelve"},
        {"amount": True},
        {"amount": 500.5, "currency": "XOF"},
        {"currency": "ngn"},
        {"currency": "XXX"},
        {"redirect_url": "back"},
        {"customer": {"name": "Ada"}},
        {"customer": {"email": "ada"}},
        {"customer": {"email": "ada@example.org", "shoe": 38}},
        {"customer": "ada@example.org"},
        {"tx_ref": ""},
        {"tx_ref": 5},
        {"session_duration": 1441},
        {"configurations": {"session_duration": 0}},
        {"configurations": {"session_duration": 10.5}},
    ],
)
def test_refuses_what_the_guide_does_not_allow(world: World, change: dict[str, Any]) -> None:
    answer = world.call("POST", PAYMENTS, flutterwave_body() | change)
    assert (answer.status, answer.body["status"], answer.body["data"]) == (400, "error", None), answer.body
    assert world.call("GET", "/_sandbox/book").body["payments"] == []


@pytest.mark.parametrize("missing", ["tx_ref", "amount", "redirect_url", "customer"])
def test_names_what_is_missing(world: World, missing: str) -> None:
    body = {name: value for name, value in flutterwave_body().items() if name != missing}
    answer = world.call("POST", PAYMENTS, body)
    assert (answer.status, answer.body["message"]) == (400, f"{missing} is required")


def test_a_wrong_key_and_an_unknown_transaction_are_refused(world: World) -> None:
    assert world.call("GET", f"{TRANSACTIONS}/12/verify", key="FLWSECK_TEST-other").status == 401
    assert world.call("GET", f"{TRANSACTIONS}/12/verify").status == 400
    assert world.call("GET", f"{TRANSACTIONS}/verify_by_reference").status == 400
    assert world.call("GET", "/flutterwave/v3/refunds/12").status == 404
    assert give_back(world, 12).status == 400


def test_refunds_are_set_aside_first_and_paid_out_then(world: World) -> None:
    world.behave("flutterwave", refund_seconds=0.2)
    flutterwave_page(world)
    number = int(world.act("order-1", "pay")["capture"])
    made = give_back(world, number, amount=10, comments="r-1").body["data"]
    assert (made["status"], made["tx_id"]) == ("completed", number)
    path = f"/flutterwave/v3/refunds/{made['id']}"
    until(lambda: world.call("GET", path).body["data"]["status"] == "completed-mpgs")
    rest = give_back(world, number).body["data"]
    assert rest["amount_refunded"] == 39.99
    assert give_back(world, number).status == 400
    listed = world.call("GET", f"/flutterwave/v3/refunds?id={number}").body
    assert [(one["AmountRefunded"], one["comments"]) for one in listed["data"]] == [(39.99, ""), (10, "r-1")]
    assert listed["meta"]["page_info"] == {"total": 2, "current_page": 1, "total_pages": 1}
    assert world.book("order-1")["refunded"] == 4999


@pytest.mark.parametrize("body", [{"amount": 50}, {"amount": 1.234}, {"amount": 0}, {"reason": "late"}])
def test_refuses_a_refund_that_is_wrong(world: World, body: dict[str, Any]) -> None:
    flutterwave_page(world)
    number = int(world.act("order-1", "pay")["capture"])
    assert give_back(world, number, **body).status == 400
    assert world.book("order-1")["refunds"] == []


def test_webhooks_carry_the_hash_as_it_stands(world: World) -> None:
    world.behave("flutterwave", refund_seconds=0)
    flutterwave_page(world)
    world.act("order-1", "fail")
    number = int(world.act("order-1", "pay")["capture"])
    give_back(world, number, amount=10, comments="r-1")
    failed, paid, refund = world.wait_for(3)
    assert {one.headers["verif-hash"] for one in world.heard} == {WEBHOOK_SECRETS["flutterwave"]}
    assert (failed.told["event"], failed.told["data"]["status"]) == ("charge.completed", "failed")
    assert (paid.told["data"]["status"], paid.told["data"]["id"]) == ("successful", number)
    assert (refund.told["TransactionId"], refund.told["AmountRefunded"]) == (number, 10)


def test_more_than_was_asked_may_come_in(world: World) -> None:
    flutterwave_page(world)
    world.act("order-1", "pay", amount=6000)
    assert by_reference(world).body["data"]["amount"] == 60
    assert (world.book("order-1")["amount"], world.book("order-1")["taken"]) == (4999, 6000)
