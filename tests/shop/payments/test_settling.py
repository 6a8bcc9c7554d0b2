"""What stands between a mistake and somebody's money, each looked at by itself."""

import uuid
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select, update
from starlette.testclient import TestClient

from modiste.shop.kit import clock
from modiste.shop.kit.db import Database
from modiste.shop.kit.queue.models import Job
from modiste.shop.orders import service as orders
from modiste.shop.orders.models import Order
from modiste.shop.payments import checking, ledger, paying, refunding, states
from modiste.shop.payments.ledger import SUSPENSE, Unbalanced, check_ledger
from modiste.shop.payments.models import Payment, PaymentState, Refund, RefundState
from modiste.shop.payments.paying import PaymentUnknown
from modiste.shop.payments.providers.base import PaymentStatus, ProviderRefused, RefundStatus
from modiste.shop.payments.refunding import TooMuchBack
from modiste.shop.payments.settling import WRONG_MONEY, verify_payment
from tests.shop.orders.shop import make_other_dress, placed
from tests.shop.payments.bench import SlowTill
from tests.shop.payments.test_paying import assert_adds_up, start, tell, work_off
from tests.shop.payments.till import Till


@pytest.fixture
def payment(shopper: TestClient, dress: int, till: Till, database: Database) -> Payment:
    """An attempt whose page is open."""
    made = placed(shopper, lines=[{"item_id": dress, "size": "M"}])
    return _row(database, start(shopper, made["id"]).json()["id"])


def _row(database: Database, payment_id: Any) -> Payment:
    with database.reading() as session:
        return session.get_one(Payment, uuid.UUID(str(payment_id)))


def _state_of_order(database: Database, payment: Payment) -> str:
    with database.reading() as session:
        return session.get_one(Order, payment.order_id).state


def _paid(shopper: TestClient, payment: Payment, till: Till, database: Database) -> None:
    till.pay(payment.reference)
    tell(shopper, payment.reference)
    work_off(database, till)
    assert _state_of_order(database, payment) == "paid"


def test_money_of_another_currency_pays_nothing_and_somebody_is_told(
    payment: Payment, till: Till, database: Database
) -> None:
    till.book[payment.reference] = replace(till.book[payment.reference], status=PaymentStatus.CAPTURED, currency="GBP")
    assert verify_payment(database, till, payment.id) == "pending"
    assert _row(database, payment.id).reason == WRONG_MONEY
    assert _state_of_order(database, payment) == "awaiting_payment"
    assert_adds_up(database)


def test_an_answer_about_another_payment_moves_nothing(payment: Payment, till: Till, database: Database) -> None:
    till.book[payment.reference] = replace(
        till.book[payment.reference], status=PaymentStatus.CAPTURED, reference="modiste-other"
    )
    assert verify_payment(database, till, payment.id) == "pending"
    assert _state_of_order(database, payment) == "awaiting_payment"


def test_an_attempt_that_somebody_else_moved_is_not_moved_by_who_read_it_before(
    payment: Payment, database: Database
) -> None:
    stale = _row(database, payment.id)
    with database.transaction() as session:
        assert states.move_payment(session, session.get_one(Payment, payment.id), PaymentState.FAILED)
    with database.transaction() as session:
        session.add(stale)
        assert not states.move_payment(session, stale, PaymentState.EXPIRED)
        assert stale.state == "failed"


def test_an_attempt_is_found_through_its_order_alone(
    payment: Payment, shopper: TestClient, dress: int, database: Database
) -> None:
    other = placed(shopper, lines=[{"item_id": dress, "size": "S"}])
    with database.reading() as session:
        mine, others = session.get_one(Order, payment.order_id), session.get_one(Order, uuid.UUID(other["id"]))
        assert paying.payment_of(session, mine, payment.id).id == payment.id
        with pytest.raises(PaymentUnknown):
            paying.payment_of(session, others, payment.id)


def test_an_order_whose_time_is_over_is_not_paid_although_nobody_has_swept_it(
    shopper: TestClient, dress: int, till: Till, database: Database
) -> None:
    made = placed(shopper, lines=[{"item_id": dress, "size": "M"}])
    with database.transaction() as session:
        session.execute(update(Order).values(held_until=clock.now() - timedelta(seconds=1)))
    assert start(shopper, made["id"]).status_code == 409
    assert till.book == {}


def test_a_paid_order_never_expires(payment: Payment, shopper: TestClient, till: Till, database: Database) -> None:
    _paid(shopper, payment, till, database)
    with database.transaction() as session:
        assert not orders.expire_order(session, at=clock.now() + timedelta(days=9))


def test_no_refund_claims_more_than_was_captured(
    payment: Payment, shopper: TestClient, till: Till, database: Database
) -> None:
    _paid(shopper, payment, till, database)
    for amount in (payment.amount + 1, 10 * payment.amount):
        with pytest.raises(TooMuchBack), database.transaction() as session:
            refunding.ask_refund(session, session.get_one(Payment, payment.id), amount, key="k", reason="x")


def test_a_refund_that_failed_may_be_asked_for_anew(
    payment: Payment, shopper: TestClient, till: Till, database: Database
) -> None:
    _paid(shopper, payment, till, database)
    slow = SlowTill(book=till.book)
    slow.refund_status = RefundStatus.FAILED
    for key, state in (("a", RefundState.FAILED), ("b", RefundState.DONE)):
        with database.transaction() as session:
            [parcel] = orders.any_order_of(session, payment.order_id).parcels
            refund_id = refunding.refund_parcel(session, parcel, None, key=key, reason="A stain").id
        assert refunding.carry_out_refund(database, slow, refund_id) == state
        slow.refund_status = RefundStatus.DONE
        with database.reading() as session:
            assert session.get_one(Refund, refund_id).provider_id == f"re_{refund_id}"
    assert _row(database, payment.id).claimed == payment.amount
    assert_adds_up(database)


def test_what_was_refused_and_paid_all_the_same_is_found_by_the_checks(
    shopper: TestClient, dress: int, database: Database, till: Till
) -> None:
    """Two presses at once: the first one's page was paid before the second one asked, and no webhook ever came."""

    class Paid(Till):
        def create_checkout(self, charge: Any) -> Any:
            super().create_checkout(charge)
            self.pay(charge.reference)
            raise ProviderRefused("This was paid already")

    quick = Paid()
    made = placed(shopper, lines=[{"item_id": dress, "size": "M"}])
    asker = paying.Asker(shopper.get("me").json()["id"], "http://127.0.0.1")
    with pytest.raises(ProviderRefused):
        paying.start_payment(database, {"till": quick}, asker, uuid.UUID(made["id"]), "till")
    with database.transaction() as session:
        assert checking.ask_for_checks(session, at=clock.now() + timedelta(minutes=2)) == 1
    work_off(database, quick)
    assert shopper.get(f"orders/{made['id']}").json()["state"] == "paid"


def test_entries_that_do_not_sum_to_zero_are_not_written(payment: Payment, database: Database) -> None:
    with pytest.raises(Unbalanced), database.transaction() as session:
        row, refund = session.get_one(Payment, payment.id), Refund(id=uuid.uuid4(), amount=5)
        ledger.write_refund(session, row, refund, {SUSPENSE: 4})


def test_an_order_that_is_paid_by_nothing_is_a_break_of_the_books(payment: Payment, database: Database) -> None:
    with database.transaction() as session:
        session.execute(update(Order).where(Order.id == payment.order_id).values(state="paid", paid_at=clock.now()))
    with database.reading() as session:
        [found] = check_ledger(session)
        assert found.about == str(payment.order_id)


def test_a_copy_of_a_webhook_makes_no_second_job(payment: Payment, shopper: TestClient, database: Database) -> None:
    for _ in range(3):
        assert tell(shopper, payment.reference, event="same") == 204
    with database.reading() as session:
        asked = select(func.count()).select_from(Job).where(Job.name == "verify_payment")
        assert session.scalar(asked) == 1


def test_no_parcel_gives_back_what_another_cost(
    shopper: TestClient, dress: int, till: Till, database: Database
) -> None:
    other = make_other_dress(database)
    made = placed(shopper, lines=[{"item_id": one, "size": "M"} for one in (dress, other)])
    _paid(shopper, _row(database, start(shopper, made["id"]).json()["id"]), till, database)
    with database.transaction() as session:
        first, _ = orders.any_order_of(session, uuid.UUID(made["id"])).parcels
        with pytest.raises(TooMuchBack):
            refunding.refund_parcel(session, first, first.goods + first.delivery + 1, key="k", reason="x")
        with pytest.raises(TooMuchBack):
            refunding.refund_parcel(session, first, 0, key="k", reason="x")
