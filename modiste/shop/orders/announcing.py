"""What boutiques' own systems are told as an order goes its way, in the transaction in which it happens."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from modiste.shop.catalogue.models import Item
from modiste.shop.orders.models import Order, OrderLine, Parcel
from modiste.shop.webhooks.events import (
    EventAddress,
    EventLine,
    EventType,
    PaidData,
    ParcelData,
    ReturnData,
    ShippedData,
)
from modiste.shop.webhooks.telling import blank_messages, tell_systems


def announce_paid(session: Session, order: Order, parcel: Parcel) -> None:
    """A parcel is to be packed: its lines, and where it goes."""
    _announce(session, order, parcel, "order.paid")


def announce_cancelled(session: Session, order: Order, parcel: Parcel) -> None:
    """A parcel that was paid is not to be packed."""
    _announce(session, order, parcel, "order.cancelled")


def announce_step(session: Session, order: Order, parcel: Parcel, *, reason: str | None = None) -> None:
    """A parcel has moved on to where it is now."""
    event = STEPS[parcel.state]
    _announce(session, order, parcel, event, reason=reason)


def forget_announced(session: Session, orders: Iterable[Order]) -> None:
    """Take the shopper out of what was told about these orders."""
    blank_messages(session, [about(order) for order in orders])


def about(order: Order) -> str:
    """The word by which what is told of an order is found again."""
    return f"order:{order.id}"


STEPS: Mapping[str, EventType] = {
    "packed": "parcel.packed",
    "shipped": "parcel.shipped",
    "delivered": "parcel.delivered",
    "return_requested": "parcel.return_requested",
    "returned": "parcel.returned",
}


def _announce(session: Session, order: Order, parcel: Parcel, event: EventType, *, reason: str | None = None) -> None:
    def data() -> ParcelData:
        known = _parcel(session, order, parcel)
        if event == "order.paid":
            address = EventAddress.model_validate(order.address) if order.address else None
            return PaidData(**known, paid_at=order.paid_at, address=address)
        if event in ("parcel.shipped", "parcel.delivered"):
            followed = {name: getattr(parcel, name) for name in ("carrier", "tracking", "tracking_url")}
            return ShippedData(**known, **followed)
        if event == "parcel.return_requested":
            return ReturnData(**known, reason=reason)
        return ParcelData(**known)

    tell_systems(session, parcel.boutique_id, event, data, about=about(order))


def _parcel(session: Session, order: Order, parcel: Parcel) -> dict[str, Any]:
    items = [line.item_id for line in parcel.lines if line.item_id is not None]
    rows = session.execute(select(Item.id, Item.external_id).where(Item.id.in_(items)))
    numbers: dict[int | None, str] = {item_id: external_id for item_id, external_id in rows}
    same = {name: getattr(parcel, name) for name in ("state", "goods", "delivery", "method")}
    return same | {
        "parcel_id": parcel.id,
        "order_id": order.id,
        "order_number": order.number,
        "currency": order.currency,
        "lines": [_line(line, numbers.get(line.item_id)) for line in parcel.lines],
    }


def _line(line: OrderLine, external_id: str | None) -> EventLine:
    return EventLine.model_validate(line).model_copy(update={"external_id": external_id})
