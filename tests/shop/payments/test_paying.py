"""Paying orders: whatever comes in which order, an order is paid once, and money that pays nothing goes back."""

import threading
import uuid
from datetime import timedelta
from typing import Any

from sqlalchemy import func, select, update
from starlette.testclient import TestClient

from modiste.shop.kit import clock
from modiste.shop.kit.db import Database
from modiste.shop.kit.queue.leases import Lease
from modiste.shop.kit.queue.models import Job
from modiste.shop.kit.queue.work import Work
from modiste.shop.kit.settings import Settings
from modiste.shop.orders import service as orders
from modiste.shop.orders.models import Order
from modiste.shop.payments import checking, refunding, settling
from modiste.shop.payments.jobs import check_books
from modiste.shop.payments.ledger import check_ledger
from modiste.shop.payments.models import LedgerEntry, Payment, Refund
from modiste.shop.payments.providers.base import PaymentStatus
from tests.shop.orders.shop import cancel, placed, stock_of
from tests.shop.payments.till import Till, webhook


def start(client: TestClient, order_id: str, *, key: str | None = None, provider: str = "till") -> Any:
    headers = {"Idempotency-Key": key or uuid.uuid4().hex}
    return client.post(f"orders/{order_id}/payments", json={"provider": provider}, headers=headers)


def work_off(database: Database, till: Till) -> None:
    """Do what a worker would do: every open job of payments."""
    for _ in range(3):
        with database.transaction() as session:
            jobs = session.scalars(select(Job).where(Job.state == "queued")).all()
            wanted = [(job.name, dict(job.arguments)) for job in jobs]
            session.execute(update(Job).where(Job.state == "queued").values(state="done"))
        for name, arguments in wanted:
            if name == "verify_payment":
                settling.verify_payment(database, till, uuid.UUID(arguments["payment_id"]))
            if name == "carry_out_refund":
                refunding.carry_out_refund(database, till, uuid.UUID(arguments["refund_id"]))


def reference_of(database: Database, payment_id: str) -> str:
    with database.reading() as session:
        return session.get_one(Payment, uuid.UUID(payment_id)).reference


def assert_adds_up(database: Database) -> None:
    with database.reading() as session:
        assert check_ledger(session) == []
        assert session.scalar(select(func.sum(LedgerEntry.amount))) in (0, None)


def tell(client: TestClient, reference: str, **more: Any) -> int:
    body, headers = webhook(reference, **more)
    return int(client.post("payments/webhooks/till", content=body, headers=headers).status_code)


def test_an_order_is_paid_when_the_provider_says_so(
    shopper: TestClient, dress: int, till: Till, database: Database
) -> None:
    made = placed(shopper, lines=[{"item_id": dress, "size": "M"}])
    payment = start(shopper, made["id"]).json()
    assert payment["state"] == "pending"
    reference = reference_of(database, payment["id"])
    assert payment["url"] == f"https://till.example/{reference}"
    assert tell(shopper, reference) == 204
    work_off(database, till)
    assert shopper.get(f"orders/{made['id']}").json()["state"] == "awaiting_payment", "a webhook alone proves nothing"
    till.pay(reference)
    assert tell(shopper, reference) == 204
    work_off(database, till)
    order = shopper.get(f"orders/{made['id']}").json()
    assert (order["state"], order["parcels"][0]["state"]) == ("paid", "to_pack")
    assert stock_of(database, dress)["M"] == 2
    assert_adds_up(database)


def test_webhooks_twice_and_late_change_nothing(
    shopper: TestClient, dress: int, till: Till, database: Database
) -> None:
    made = placed(shopper, lines=[{"item_id": dress, "size": "M"}])
    reference = reference_of(database, start(shopper, made["id"]).json()["id"])
    till.pay(reference)
    for event in ("a", "a", "b", "a"):
        assert tell(shopper, reference, event=event) == 204
        work_off(database, till)
    assert shopper.get(f"orders/{made['id']}").json()["state"] == "paid"
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(LedgerEntry)) == 4
    assert_adds_up(database)


def test_a_forged_webhook_is_refused(shopper: TestClient, till: Till) -> None:
    body, headers = webhook("x")
    assert shopper.post("payments/webhooks/till", content=body + b" ", headers=headers).status_code == 401
    assert shopper.post("payments/webhooks/till", content=body).status_code == 401
    assert shopper.post("payments/webhooks/nobody", content=body, headers=headers).status_code == 404


def test_fifty_presses_make_one_attempt(shopper: TestClient, dress: int, till: Till, database: Database) -> None:
    made = placed(shopper, lines=[{"item_id": dress, "size": "M"}])
    answers: list[Any] = []
    threads = [threading.Thread(target=lambda: answers.append(start(shopper, made["id"]))) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.json()["id"] for answer in answers}) == 1
    assert len(till.book) == 1


def test_the_same_key_is_answered_again_and_another_body_is_refused(
    shopper: TestClient, dress: int, till: Till
) -> None:
    made = placed(shopper, lines=[{"item_id": dress, "size": "M"}])
    first, again = start(shopper, made["id"], key="k"), start(shopper, made["id"], key="k")
    assert (first.json(), again.headers["Idempotent-Replayed"]) == (again.json(), "true")
    assert till.asked == 1
    assert start(shopper, made["id"], key="k", provider="other").status_code == 422


def test_an_answer_that_was_lost_is_found_by_our_reference(
    shopper: TestClient, dress: int, till: Till, database: Database
) -> None:
    made = placed(shopper, lines=[{"item_id": dress, "size": "M"}])
    till.loses_answers = True
    assert start(shopper, made["id"]).status_code == 503
    till.loses_answers = False
    payment = start(shopper, made["id"]).json()
    assert len(till.book) == 1
    till.pay(reference_of(database, payment["id"]))
    with database.transaction() as session:
        assert checking.ask_for_checks(session, at=clock.now() + timedelta(minutes=2)) == 1
    work_off(database, till)
    assert shopper.get(f"orders/{made['id']}").json()["state"] == "paid", "no webhook ever came"


def test_a_second_payment_of_a_paid_order_goes_back(
    shopper: TestClient, dress: int, till: Till, database: Database
) -> None:
    made = placed(shopper, lines=[{"item_id": dress, "size": "M"}])
    first = reference_of(database, start(shopper, made["id"]).json()["id"])
    till.pay(first, status=PaymentStatus.FAILED)
    tell(shopper, first)
    work_off(database, till)
    second = reference_of(database, start(shopper, made["id"]).json()["id"])
    assert second != first
    for reference in (first, second):  # both succeed in the end
        till.pay(reference)
        tell(shopper, reference)
        work_off(database, till)
    assert shopper.get(f"orders/{made['id']}").json()["state"] == "paid"
    assert [refund.amount for refund in till.refunds.values()] == [made["total"]["amount"]]
    assert_adds_up(database)


def test_another_sum_than_was_asked_for_goes_back(
    shopper: TestClient, dress: int, till: Till, database: Database
) -> None:
    made = placed(shopper, lines=[{"item_id": dress, "size": "M"}])
    reference = reference_of(database, start(shopper, made["id"]).json()["id"])
    till.pay(reference, amount=100)
    tell(shopper, reference)
    work_off(database, till)
    assert shopper.get(f"orders/{made['id']}").json()["state"] == "awaiting_payment"
    assert [refund.amount for refund in till.refunds.values()] == [100]
    assert_adds_up(database)


def test_money_that_comes_after_the_pieces_were_sold_goes_back(
    shopper: TestClient, dress: int, till: Till, database: Database
) -> None:
    lines = [{"item_id": dress, "size": "M", "quantity": 3}]
    late = placed(shopper, lines=lines)
    reference = reference_of(database, start(shopper, late["id"]).json()["id"])
    with database.transaction() as session:
        orders.expire_order(session, at=clock.now() + timedelta(minutes=16))
    placed(shopper, lines=lines)
    till.pay(reference)
    tell(shopper, reference)
    work_off(database, till)
    assert shopper.get(f"orders/{late['id']}").json()["state"] == "expired"
    assert stock_of(database, dress)["M"] == 0
    [refund] = shopper.get(f"orders/{late['id']}/refunds").json()
    assert (refund["state"], refund["amount"]["amount"]) == ("done", late["total"]["amount"])
    assert_adds_up(database)


def test_a_paid_order_is_cancelled_and_its_money_goes_back(
    shopper: TestClient, dress: int, till: Till, database: Database
) -> None:
    made = _paid(shopper, dress, till, database)
    answer = cancel(shopper, made, reason="Too small", key="once")
    assert (answer.status_code, answer.json()["state"]) == (200, "cancelled")
    again = cancel(shopper, made, reason="Too small", key="once")
    assert (again.status_code, again.json()) == (200, answer.json())
    assert cancel(shopper, made, reason="Too big", key="once").status_code == 422
    assert cancel(shopper, made).status_code == 409
    work_off(database, till)
    assert stock_of(database, dress)["M"] == 3
    assert sum(refund.amount for refund in till.refunds.values()) == made["total"]["amount"]
    assert_adds_up(database)


def test_no_more_goes_back_than_was_paid(shopper: TestClient, dress: int, till: Till, database: Database) -> None:
    made = _paid(shopper, dress, till, database)
    parcel_id = uuid.UUID(made["parcels"][0]["id"])
    with database.transaction() as session:
        order: Order = orders.any_order_of(session, uuid.UUID(made["id"]))
        [parcel] = order.parcels
        assert parcel.id == parcel_id
        refunding.refund_parcel(session, parcel, 2_000, key="a", reason="A stain")
        refunding.refund_parcel(session, parcel, 2_000, key="a", reason="A stain")
        assert refunding.left_of(session, parcel) == made["total"]["amount"] - 2_000
        try:
            refunding.refund_parcel(session, parcel, made["total"]["amount"] - 1_999, key="b", reason="More")
        except refunding.TooMuchBack:
            pass
        else:
            raise AssertionError("more went back than was left")
        refunding.refund_parcel(session, parcel, None, key="c", reason="The rest")
    till.is_down = True
    with database.reading() as session:
        assert {refund.state for refund in session.scalars(select(Refund))} == {"asked"}
    till.is_down = False
    work_off(database, till)
    assert sum(refund.amount for refund in till.refunds.values()) == made["total"]["amount"]
    assert_adds_up(database)


def test_the_daily_look_at_the_books_names_what_was_changed_by_hand(
    shopper: TestClient, dress: int, till: Till, database: Database, *, settings: Settings
) -> None:
    _paid(shopper, dress, till, database)
    work = Work(database, settings, Lease(uuid.uuid4(), 1, 10.0))
    assert check_books(work) == {"breaks": 0}
    with database.transaction() as session:
        session.execute(update(LedgerEntry).where(LedgerEntry.account == "provider:till").values(amount=1))
    assert check_books(work)["breaks"] >= 2  # entries that sum to something, and a payment that is not there


def test_only_ways_that_take_the_sum_are_offered(shopper: TestClient, till: Till) -> None:
    def ways(**asked: Any) -> list[str]:
        return [way["name"] for way in shopper.get("payments/providers", params=asked).json()]

    assert ways() == ways(amount=4_900, currency="EUR") == ["till"]
    assert ways(amount=4_900, currency="CHF") == []


def test_what_cannot_be_paid_says_why(shopper: TestClient, dress: int, till: Till) -> None:
    made = placed(shopper, lines=[{"item_id": dress, "size": "M"}])
    assert start(shopper, made["id"], provider="nobody").status_code == 422
    till.is_down = True
    assert start(shopper, made["id"]).status_code == 503
    till.is_down = False
    cancel(shopper, made)
    assert start(shopper, made["id"]).status_code == 409


def _paid(shopper: TestClient, dress: int, till: Till, database: Database) -> Any:
    made = placed(shopper, lines=[{"item_id": dress, "size": "M"}])
    reference = reference_of(database, start(shopper, made["id"]).json()["id"])
    till.pay(reference)
    tell(shopper, reference)
    work_off(database, till)
    assert shopper.get(f"orders/{made['id']}").json()["state"] == "paid"
    return made
