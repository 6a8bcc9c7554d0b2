"""A boutique's past in tests: orders that were paid on a day, refunds, shoppers who did something with an item."""

import uuid
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from modiste.shop.boutiques.models import Boutique
from modiste.shop.cart.models import CartAddition
from modiste.shop.kit.db import Database
from modiste.shop.kit.tokens import new_id
from modiste.shop.orders.models import Order, OrderLine, Parcel
from modiste.shop.payments.models import Payment, Refund
from modiste.shop.swipes.models import Interaction

NOW = datetime(2026, 11, 15, 10, 0, tzinfo=UTC)


def days_ago(days: float, *, hour: int = 9) -> datetime:
    """That hour of a day before today."""
    return (NOW - timedelta(days=days)).replace(hour=hour, minute=0)


def make_boutique(database: Database, slug: str, **fields: Any) -> int:
    with database.transaction() as session:
        made = Boutique(slug=slug, name=slug.title(), **fields)
        session.add(made)
        session.flush()
        return made.id


def sell(
    database: Database,
    boutique_id: int,
    pieces: Mapping[int, tuple[int, int]],
    at: datetime | None,
    *,
    by: int | None = None,
    **more: Any,
) -> uuid.UUID:
    """A parcel with pieces (item: how many, the price of one), paid at that time by that shopper, delivery 4.90.

    `state` is the parcel's, `currency` the order's, `back` what goes back, `back_state` how far it is.
    """
    goods = sum(count * price for count, price in pieces.values())
    currency, state = more.get("currency", "EUR"), more.get("state", "delivered")
    moment = at or NOW
    with database.transaction() as session:
        order = Order(
            number=uuid.uuid4().hex[:9],
            user_id=by,
            state="paid" if at else "awaiting_payment",
            currency=currency,
            goods=goods,
            delivery=490,
            total=goods + 490,
            address={},
            email="",
            held_until=moment,
            placed_at=moment,
            paid_at=at,
        )
        session.add(order)
        session.flush()
        parcel = Parcel(
            order_id=order.id,
            boutique_id=boutique_id,
            boutique_name="",
            state=state,
            goods=goods,
            delivery=490,
            days_min=1,
            days_max=2,
            updated_at=moment,
        )
        session.add(parcel)
        session.flush()
        for item_id, (count, price) in pieces.items():
            session.add(OrderLine(parcel_id=parcel.id, item_id=item_id, title="Piece", quantity=count, price=price))
        if more.get("back"):
            _give_back(session, order, parcel, more["back"], more.get("back_state", "done"))
        return parcel.id


def _give_back(session: Any, order: Order, parcel: Parcel, amount: int, state: str) -> None:
    money = {"amount": order.total, "captured": order.total, "claimed": amount, "currency": order.currency}
    payment = Payment(
        order_id=order.id, settles=order.id, provider="till", reference=uuid.uuid4().hex, expires_at=NOW, **money
    )
    session.add(payment)
    session.flush()
    about = {"key": "boutique:1", "reason": "A stain", "amount": amount, "currency": order.currency, "state": state}
    session.add(Refund(payment_id=payment.id, parcel_id=parcel.id, **about))


def did(database: Database, user_id: int, item_id: int, *actions: str, at: datetime, is_undone: bool = False) -> None:
    """A shopper did these things with an item."""
    with database.transaction() as session:
        for action in actions:
            session.add(
                Interaction(
                    user_id=user_id,
                    item_id=item_id,
                    interaction=action,
                    client_id=new_id(),
                    created_at=at,
                    is_undone=is_undone,
                )
            )


def put_into_cart(database: Database, user_id: int, item_id: int, *, at: datetime) -> None:
    with database.transaction() as session:
        session.add(CartAddition(user_id=user_id, item_id=item_id, added_at=at))
