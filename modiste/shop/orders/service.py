"""Orders: found by their shopper, marked paid, expired or cancelled, each change with what it does to the pieces."""

import uuid
from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session, contains_eager, selectinload
from sqlalchemy.orm.interfaces import ORMOption

from modiste.shop.cart.buying import Returned, put_back_into_cart
from modiste.shop.cart.owners import Owner, take_turns
from modiste.shop.catalogue.stock import SoldOut, put_back, take_from_stock
from modiste.shop.kit import clock
from modiste.shop.kit.errors import NotFound
from modiste.shop.kit.race import race_point
from modiste.shop.notifications.facts import OrderNewsKind
from modiste.shop.orders.announcing import announce_cancelled, announce_paid
from modiste.shop.orders.messages import tell_boutique, tell_of_order
from modiste.shop.orders.models import HoldState, Order, OrderLine, OrderState, Parcel, ParcelState, StockHold
from modiste.shop.orders.states import NotNow, move_order, move_parcel

CANCELLABLE = frozenset({ParcelState.WAITING, ParcelState.TO_PACK})


class OrderUnknown(NotFound):
    """The caller has no such order."""

    title = "You have no such order"


class ParcelUnknown(NotFound):
    """The boutique has no such parcel."""

    title = "Your boutique has no such parcel"


def parcel_of(session: Session, boutique_id: int, parcel_id: uuid.UUID) -> Parcel:
    """A parcel that a boutique is to send, with its lines and order; there is none before the order is paid.

    Raises ParcelUnknown.
    """
    mine = (Parcel.id == parcel_id, Parcel.boutique_id == boutique_id, Order.paid_at.is_not(None))
    chosen = select(Parcel).join(Parcel.order).where(*mine)
    found = session.scalar(chosen.options(contains_eager(Parcel.order), selectinload(Parcel.lines)))
    if found is None:
        raise ParcelUnknown
    return found


def order_of(session: Session, user_id: int, order_id: uuid.UUID, *, to_change: bool = False) -> Order:
    """The shopper's order with its parcels and lines, locked when it is about to be changed. Raises OrderUnknown."""
    found = _read(session, order_id, to_change=to_change)
    if found is None or found.user_id != user_id:
        raise OrderUnknown
    return found


def any_order_of(session: Session, order_id: uuid.UUID) -> Order:
    """An order whoever placed it, locked, for those who act on its money. Raises OrderUnknown."""
    found = _read(session, order_id, to_change=True)
    if found is None:
        raise OrderUnknown
    return found


def mark_paid(session: Session, order: Order) -> bool:
    """Note that the order is paid: its pieces are sold, its parcels are to be packed. False: it cannot be had any more,
    because it was cancelled, is paid already, or it had expired and a piece of it was sold meanwhile."""
    state = OrderState(order.state)
    if state not in (OrderState.AWAITING_PAYMENT, OrderState.EXPIRED):
        return False
    if state is OrderState.EXPIRED and not _has_held_again(session, order):
        return False
    move_order(session, order, OrderState.PAID, actor="payment", paid_at=clock.now())
    _move_holds(session, order, HoldState.HELD, HoldState.SOLD)
    for parcel in order.parcels:
        move_parcel(session, parcel, ParcelState.TO_PACK, actor="payment")
        tell_boutique(session, order, parcel, OrderNewsKind.BOUTIQUE_PARCEL_TO_PACK)
        announce_paid(session, order, parcel)
    tell_of_order(session, order, OrderNewsKind.ORDER_PAID)
    race_point("order-paid")
    return True


def cancel_unpaid(session: Session, order: Order, *, actor: str, note: str = "") -> None:
    """Cancel an order that nobody has paid: its pieces go back on the shelf and into the cart. Raises NotNow."""
    if order.state not in (OrderState.AWAITING_PAYMENT, OrderState.EXPIRED):
        raise NotNow(state=order.state)
    was_held = order.state == OrderState.AWAITING_PAYMENT
    move_order(session, order, OrderState.CANCELLED, actor=actor, note=note, closed_at=clock.now())
    for parcel in order.parcels:
        move_parcel(session, parcel, ParcelState.CANCELLED, actor=actor)
    if was_held:
        _let_go(session, order)
    tell_of_order(session, order, OrderNewsKind.ORDER_CANCELLED)


def cancel_paid(session: Session, order: Order, *, actor: str, note: str = "") -> None:
    """Cancel a paid order of which nothing was packed; whoever calls this gives the money back. Raises NotNow."""
    if any(ParcelState(parcel.state) not in CANCELLABLE for parcel in order.parcels):
        raise NotNow("A parcel of this order is packed already: ask to return it when it is there", state=order.state)
    move_order(session, order, OrderState.CANCELLED, actor=actor, note=note, closed_at=clock.now())
    for parcel in order.parcels:
        move_parcel(session, parcel, ParcelState.CANCELLED, actor=actor)
        tell_boutique(session, order, parcel, OrderNewsKind.BOUTIQUE_PARCEL_CANCELLED)
        announce_cancelled(session, order, parcel)
    put_back(session, _holds(session, order, HoldState.SOLD))
    _move_holds(session, order, HoldState.SOLD, HoldState.RELEASED)
    tell_of_order(session, order, OrderNewsKind.ORDER_PAID_BACK)


def expire_order(session: Session, *, at: datetime) -> bool:
    """Let one order go whose time is over without a payment; False when there is none. For the timetable.

    One for each transaction: the pieces of several would be locked in no order, against those who buy.
    """
    is_over = (Order.state == OrderState.AWAITING_PAYMENT, Order.held_until <= at)
    chosen = select(Order).where(*is_over).order_by(Order.held_until).limit(1).with_for_update(skip_locked=True)
    order = session.scalar(chosen.options(*_parts()))
    if order is None:
        return False
    move_order(session, order, OrderState.EXPIRED, actor="clock")
    _let_go(session, order)
    tell_of_order(session, order, OrderNewsKind.ORDER_EXPIRED)
    race_point("order-expired")
    return True


def close_when_done(session: Session, order: Order) -> None:
    """Complete a paid order whose parcels have all arrived, or ended another way."""
    ended = {ParcelState.DELIVERED, ParcelState.RETURNED, ParcelState.CANCELLED}
    if order.state == OrderState.PAID and all(ParcelState(parcel.state) in ended for parcel in order.parcels):
        move_order(session, order, OrderState.COMPLETED, actor="clock", closed_at=clock.now())


def _parts() -> Sequence[ORMOption]:
    return (selectinload(Order.parcels).selectinload(Parcel.lines),)


def _read(session: Session, order_id: uuid.UUID, *, to_change: bool) -> Order | None:
    query = select(Order).where(Order.id == order_id).options(*_parts())
    return session.scalar(query.with_for_update() if to_change else query)


def _let_go(session: Session, order: Order) -> None:
    owner = None if order.user_id is None else Owner(user_id=order.user_id)
    if owner is not None:
        take_turns(session, owner)  # the cart before the pieces, as who buys does: no deadlocks
    put_back(session, _holds(session, order, HoldState.HELD))
    _move_holds(session, order, HoldState.HELD, HoldState.RELEASED)
    if owner is not None:
        put_back_into_cart(session, owner, _returned(order))


def _returned(order: Order) -> list[Returned]:
    lines: list[OrderLine] = [line for parcel in order.parcels for line in parcel.lines]
    return [Returned(line.item_id, line.size, line.colour, line.quantity) for line in lines if line.item_id is not None]


def _has_held_again(session: Session, order: Order) -> bool:
    """Take the pieces of an expired order from the shelf once more, all or none."""
    lost = select(StockHold.id).where(StockHold.order_id == order.id, StockHold.variant_id.is_(None))
    if session.scalars(lost).first() is not None:
        return False  # its size is no longer sold
    try:
        with session.begin_nested():
            take_from_stock(session, _holds(session, order, HoldState.RELEASED))
    except SoldOut:
        return False
    _move_holds(session, order, HoldState.RELEASED, HoldState.HELD)
    return True


def _holds(session: Session, order: Order, state: HoldState) -> Counter[int]:
    mine = select(StockHold.variant_id, StockHold.quantity).where(
        StockHold.order_id == order.id, StockHold.state == state, StockHold.variant_id.is_not(None)
    )
    return Counter({variant_id: quantity for variant_id, quantity in session.execute(mine) if variant_id is not None})


def _move_holds(session: Session, order: Order, before: HoldState, after: HoldState) -> None:
    mine = update(StockHold).where(StockHold.order_id == order.id, StockHold.state == before)
    session.execute(mine.values(state=after, updated_at=clock.now()), execution_options={"synchronize_session": False})
