"""Orders as they go over the wire: one with its story, and a shopper's list."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from modiste.shop.kit import paging
from modiste.shop.kit.money import Money
from modiste.shop.orders.boutique_schemas import BoutiqueParcelOut
from modiste.shop.orders.models import Order, OrderEvent, OrderLine, Parcel
from modiste.shop.orders.schemas import (
    AddressIn,
    EventOut,
    OrderLineOut,
    OrderOut,
    OrdersPage,
    OrdersQuery,
    OrderSummary,
    ParcelOut,
)


def show_order(session: Session, order: Order) -> OrderOut:
    """An order with its parcels and its story."""
    told = select(OrderEvent).where(OrderEvent.order_id == order.id).order_by(OrderEvent.at, OrderEvent.id)
    return OrderOut(
        id=order.id,
        number=order.number,
        state=order.state,
        version=order.version,
        goods=Money(amount=order.goods, currency=order.currency),
        delivery=Money(amount=order.delivery, currency=order.currency),
        total=Money(amount=order.total, currency=order.currency),
        address=_address_of(order),
        email=order.email,
        held_until=order.held_until,
        placed_at=order.placed_at,
        paid_at=order.paid_at,
        closed_at=order.closed_at,
        parcels=[show_parcel(parcel, order.currency) for parcel in order.parcels],
        events=[EventOut.model_validate(event) for event in session.scalars(told)],
    )


def show_parcel(parcel: Parcel, currency: str) -> ParcelOut:
    """A parcel of an order."""
    return ParcelOut(
        id=parcel.id,
        boutique_id=parcel.boutique_id,
        boutique_name=parcel.boutique_name,
        state=parcel.state,
        lines=[_show_line(line, currency) for line in parcel.lines],
        goods=Money(amount=parcel.goods, currency=currency),
        delivery=Money(amount=parcel.delivery, currency=currency),
        method=parcel.method,
        days_min=parcel.days_min,
        days_max=parcel.days_max,
        carrier=parcel.carrier,
        tracking=parcel.tracking,
        tracking_url=parcel.tracking_url,
        shipped_at=parcel.shipped_at,
        delivered_at=parcel.delivered_at,
        return_until=parcel.return_until,
    )


def show_boutique_parcel(order: Order, parcel: Parcel) -> BoutiqueParcelOut:
    """A parcel as its boutique sees it."""
    return BoutiqueParcelOut(
        **show_parcel(parcel, order.currency).model_dump(),
        order_number=order.number,
        address=_address_of(order),
        placed_at=order.placed_at,
        paid_at=order.paid_at,
    )


def list_orders(session: Session, user_id: int, query: OrdersQuery) -> OrdersPage:
    """One page of a shopper's orders, the newest first; three queries. Raises BadCursor."""
    chosen = select(Order).where(Order.user_id == user_id).order_by(Order.id.desc()).limit(query.limit + 1)
    if query.cursor is not None:
        chosen = chosen.where(Order.id < paging.id_in(query.cursor))
    rows = session.scalars(chosen.options(selectinload(Order.parcels).selectinload(Parcel.lines))).all()
    page = rows[: query.limit]
    return OrdersPage(
        items=[_summary(order) for order in page],
        next_cursor=paging.encode(str(page[-1].id)) if len(rows) > query.limit else None,
    )


def _address_of(order: Order) -> AddressIn | None:
    return AddressIn.model_validate(order.address) if order.address else None


def _summary(order: Order) -> OrderSummary:
    lines: Sequence[OrderLine] = [line for parcel in order.parcels for line in parcel.lines]
    return OrderSummary(
        id=order.id,
        number=order.number,
        state=order.state,
        total=Money(amount=order.total, currency=order.currency),
        piece_count=sum(line.quantity for line in lines),
        boutiques=[parcel.boutique_name for parcel in order.parcels],
        image_url=next((line.image_url for line in lines if line.image_url), ""),
        placed_at=order.placed_at,
    )


def _show_line(line: OrderLine, currency: str) -> OrderLineOut:
    return OrderLineOut(
        id=line.id,
        item_id=line.item_id,
        title=line.title,
        brand=line.brand,
        size=line.size,
        colour=line.colour,
        image_url=line.image_url,
        quantity=line.quantity,
        price=Money(amount=line.price, currency=currency),
        total=Money(amount=line.price * line.quantity, currency=currency),
    )
