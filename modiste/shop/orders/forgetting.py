"""Forgetting a shopper: orders stay for the books, and nobody can tell any more whose they were."""

from sqlalchemy import select, update
from sqlalchemy.orm import Session, selectinload

from modiste.shop.kit.errors import Conflict
from modiste.shop.orders.announcing import forget_announced
from modiste.shop.orders.models import Order, OrderEvent, OrderState, Parcel, ParcelState
from modiste.shop.orders.service import cancel_unpaid

NO_SYNC = {"synchronize_session": False}


class ParcelExpected(Conflict):
    """A boutique is about to send something to the shopper, who paid for it."""

    title = "A boutique is packing for you: cancel the order, or wait until the parcel is sent, and then leave"


def forget_shopper(session: Session, user_id: int) -> None:
    """Take name, address and e-mail out of a shopper's orders, out of what boutiques' systems were told of them, and
    what the shopper wrote; cancel what nobody paid.

    Whoever paid and was sent nothing yet stays for that long, as nobody could send it. To be called before the account
    goes. Raises ParcelExpected.
    """
    mine = select(Order).where(Order.user_id == user_id).order_by(Order.id).with_for_update()
    orders = session.scalars(mine.options(selectinload(Order.parcels).selectinload(Parcel.lines))).all()
    expected = [order.number for order in orders if _is_expected(order)]
    if expected:
        raise ParcelExpected(orders=expected)
    for order in orders:
        order.user_id = None  # before the rest: nobody is told, and no cart gets the pieces
        order.address, order.email = {}, ""
        if order.state == OrderState.AWAITING_PAYMENT:
            cancel_unpaid(session, order, actor="shopper")
    session.flush()
    theirs = (OrderEvent.order_id.in_([order.id for order in orders]), OrderEvent.actor == "shopper")
    session.execute(update(OrderEvent).where(*theirs).values(note=""), execution_options=NO_SYNC)
    forget_announced(session, orders)


def _is_expected(order: Order) -> bool:
    return any(parcel.state in (ParcelState.TO_PACK, ParcelState.PACKED) for parcel in order.parcels)
