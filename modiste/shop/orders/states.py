"""What may follow what: the state machines of orders and parcels, each in one table, moved by compare-and-set.

    order    awaiting_payment → paid → completed        parcel   waiting → to_pack → packed → shipped → delivered
             awaiting_payment → expired → paid                   waiting, to_pack, packed → cancelled
             awaiting_payment, expired, paid → cancelled         shipped, delivered → return_requested → returned

An expired order may still be paid: money that comes late holds its pieces again where they are still there.
"""

from collections.abc import Mapping
from typing import Any, TypeVar

from sqlalchemy import update
from sqlalchemy.orm import Session

from modiste.shop.kit import clock
from modiste.shop.kit.errors import Conflict
from modiste.shop.orders.models import Order, OrderEvent, OrderState, Parcel, ParcelState

ORDER: Mapping[OrderState, frozenset[OrderState]] = {
    OrderState.AWAITING_PAYMENT: frozenset({OrderState.PAID, OrderState.EXPIRED, OrderState.CANCELLED}),
    OrderState.EXPIRED: frozenset({OrderState.PAID, OrderState.CANCELLED}),
    OrderState.PAID: frozenset({OrderState.COMPLETED, OrderState.CANCELLED}),
    OrderState.COMPLETED: frozenset(),
    OrderState.CANCELLED: frozenset(),
}
PARCEL: Mapping[ParcelState, frozenset[ParcelState]] = {
    ParcelState.WAITING: frozenset({ParcelState.TO_PACK, ParcelState.CANCELLED}),
    ParcelState.TO_PACK: frozenset({ParcelState.PACKED, ParcelState.SHIPPED, ParcelState.CANCELLED}),
    ParcelState.PACKED: frozenset({ParcelState.SHIPPED, ParcelState.CANCELLED}),
    ParcelState.SHIPPED: frozenset({ParcelState.DELIVERED, ParcelState.RETURN_REQUESTED}),
    ParcelState.DELIVERED: frozenset({ParcelState.RETURN_REQUESTED}),
    ParcelState.RETURN_REQUESTED: frozenset({ParcelState.RETURNED}),
    ParcelState.RETURNED: frozenset(),
    ParcelState.CANCELLED: frozenset(),
}
ACTORS = ("shopper", "boutique", "payment", "clock")

Row = TypeVar("Row", Order, Parcel)


class NotNow(Conflict):
    """The order or parcel is in a state from which this does not lead on."""

    title = "This order is past the point where that can be done"


def move_order(session: Session, order: Order, to: OrderState, *, actor: str, note: str = "", **values: Any) -> None:
    """Move an order on, with other columns set by the way, and write it into its story. Raises NotNow."""
    before = OrderState(order.state)
    _check(to in ORDER[before], "order", before, to)
    _swap(session, order, to, values)
    session.add(OrderEvent(order_id=order.id, actor=actor, before=before, after=to, note=note))


def move_parcel(
    session: Session, parcel: Parcel, to: ParcelState, *, actor: str, note: str = "", **values: Any
) -> None:
    """Move a parcel on, with other columns set by the way, and write it into its order's story. Raises NotNow."""
    before = ParcelState(parcel.state)
    _check(to in PARCEL[before], "parcel", before, to)
    _swap(session, parcel, to, values)
    session.add(
        OrderEvent(order_id=parcel.order_id, parcel_id=parcel.id, actor=actor, before=before, after=to, note=note)
    )


def _check(leads_there: bool, what: str, before: str, to: str) -> None:
    if not leads_there:
        raise NotNow(
            f"This {what} is {before.replace('_', ' ')}: it cannot become {to.replace('_', ' ')}", state=before
        )


def _swap(session: Session, row: Row, to: str, values: dict[str, Any]) -> None:
    """The new state, if nobody was quicker; raises NotNow."""
    table = type(row)
    session.flush()
    wanted: dict[str, Any] = {"state": to, "version": row.version + 1, "updated_at": clock.now()} | values
    is_as_read = (table.id == row.id, table.state == row.state, table.version == row.version)
    moved = session.execute(
        update(table).where(*is_as_read).values(wanted).returning(table.id),
        execution_options={"synchronize_session": False},
    ).one_or_none()
    if moved is None:
        raise NotNow("Something else happened to this order at the same moment: look again")
    session.refresh(row, [*wanted])
