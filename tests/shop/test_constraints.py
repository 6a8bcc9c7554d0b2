"""What the database itself refuses, whatever the code above it does."""

import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from modiste.shop.catalogue.models import Variant
from modiste.shop.kit import clock
from modiste.shop.kit.db import Database
from modiste.shop.kit.web.models import KeptAnswer
from modiste.shop.orders.models import Order, StockHold
from modiste.shop.payments.models import HeardWebhook, LedgerEntry, Payment, Refund
from modiste.shop.wardrobe.models import Garment
from tests.shop.cart.conftest import dress  # noqa: F401 - fixture
from tests.shop.swipes.conftest import shopper_id  # noqa: F401 - fixture


def order(session: Session, user_id: int, **more: Any) -> Order:
    values = {"currency": "EUR", "goods": 100, "delivery": 0, "total": 100, "address": {}, "email": "a@example.com"}
    made = Order(number=uuid.uuid4().hex[:9], user_id=user_id, held_until=clock.now(), **values | more)
    return _added(session, made)


def payment(session: Session, about: Order, **more: Any) -> Payment:
    values: dict[str, Any] = {
        "provider": "till",
        "amount": 100,
        "currency": "EUR",
        "state": "captured",
        "captured": 100,
    }
    values |= {"reference": uuid.uuid4().hex, "expires_at": clock.now() + timedelta(minutes=30)}
    return _added(session, Payment(order_id=about.id, **values | more))


def _added(session: Session, row: Any) -> Any:
    session.add(row)
    session.flush()
    return row


def _twice(session: Session, make: Callable[[], Any]) -> None:
    for _ in range(2):
        _added(session, make())


def less_than_nothing_on_the_shelf(session: Session, user_id: int, item_id: int) -> None:
    session.execute(update(Variant).where(Variant.item_id == item_id).values(stock=Variant.stock - 4))


def a_total_that_is_no_sum(session: Session, user_id: int, item_id: int) -> None:
    order(session, user_id, total=99)


def a_piece_held_twice_for_an_order(session: Session, user_id: int, item_id: int) -> None:
    about, variant = order(session, user_id), session.scalars(select(Variant.id)).first()
    _twice(session, lambda: StockHold(order_id=about.id, variant_id=variant, quantity=1))


def an_order_that_two_payments_pay(session: Session, user_id: int, item_id: int) -> None:
    about = order(session, user_id)
    _twice(session, lambda: payment(session, about, settles=about.id))


def two_open_attempts_at_one_provider(session: Session, user_id: int, item_id: int) -> None:
    about = order(session, user_id)
    _twice(session, lambda: payment(session, about, state="pending", captured=0))


def two_attempts_of_one_reference(session: Session, user_id: int, item_id: int) -> None:
    about = order(session, user_id)
    _twice(session, lambda: payment(session, about, reference="same"))


def more_claimed_than_captured(session: Session, user_id: int, item_id: int) -> None:
    payment(session, order(session, user_id), claimed=101)


def two_refunds_for_one_reason(session: Session, user_id: int, item_id: int) -> None:
    about = payment(session, order(session, user_id), claimed=2)
    _twice(session, lambda: Refund(payment_id=about.id, key="same", amount=1, currency="EUR"))


def a_refund_of_nothing(session: Session, user_id: int, item_id: int) -> None:
    about = payment(session, order(session, user_id))
    _added(session, Refund(payment_id=about.id, key="a", amount=0, currency="EUR"))


def a_webhook_written_down_twice(session: Session, user_id: int, item_id: int) -> None:
    _twice(session, lambda: HeardWebhook(provider="till", dedupe_key="same"))


def a_movement_of_money_written_twice(session: Session, user_id: int, item_id: int) -> None:
    about = payment(session, order(session, user_id))
    entry = {"effect": "capture:1", "account": "suspense", "amount": 1, "currency": "EUR"}
    _twice(session, lambda: LedgerEntry(payment_id=about.id, **entry))


def an_answer_kept_twice_under_one_key(session: Session, user_id: int, item_id: int) -> None:
    values = {"principal": "1", "route": "POST /orders", "key": "k", "request_hash": "h", "status": 201, "body": ""}
    for _ in range(2):
        session.execute(KeptAnswer.__table__.insert().values(headers={}, created_at=clock.now(), **values))


def a_line_of_an_order_in_the_wardrobe_twice(session: Session, user_id: int, item_id: int) -> None:
    _twice(session, lambda: Garment(user_id=user_id, name="Dress", order_line_id=uuid.UUID(int=7)))


REFUSED = [
    a_line_of_an_order_in_the_wardrobe_twice,
    less_than_nothing_on_the_shelf,
    a_total_that_is_no_sum,
    a_piece_held_twice_for_an_order,
    an_order_that_two_payments_pay,
    two_open_attempts_at_one_provider,
    two_attempts_of_one_reference,
    more_claimed_than_captured,
    two_refunds_for_one_reason,
    a_refund_of_nothing,
    a_webhook_written_down_twice,
    a_movement_of_money_written_twice,
    an_answer_kept_twice_under_one_key,
]


@pytest.mark.parametrize("write", REFUSED, ids=lambda write: write.__name__)
def test_the_database_refuses(write: Callable[..., None], database: Database, shopper_id: int, dress: int) -> None:  # noqa: F811
    with pytest.raises(IntegrityError), database.transaction() as session:
        write(session, shopper_id, dress)
