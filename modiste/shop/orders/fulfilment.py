"""What happens to the parcels of paid orders: boutiques pack, send and take back; shoppers receive and return.

Asked twice, a step answers the same as before and does nothing. The order is locked first, then its parcels, by
everybody, so that a cancelled order is never packed and nobody waits in a circle.
"""

import uuid
from collections import Counter

from sqlalchemy import select, update
from sqlalchemy.orm import Session, contains_eager, selectinload

from modiste.shop.catalogue.stock import put_back
from modiste.shop.kit import clock, paging
from modiste.shop.kit.errors import Conflict, NotFound
from modiste.shop.notifications.facts import OrderNewsKind
from modiste.shop.orders.announcing import announce_step
from modiste.shop.orders.boutique_schemas import BoutiqueParcelOut, BoutiqueParcelsPage, ParcelsQuery, ShipIn
from modiste.shop.orders.keeping import put_into_wardrobe, take_out_of_wardrobe
from modiste.shop.orders.messages import tell_boutique, tell_of_parcel
from modiste.shop.orders.models import HoldState, Order, OrderEvent, Parcel, ParcelState, StockHold
from modiste.shop.orders.schemas import EventOut
from modiste.shop.orders.service import ParcelUnknown, any_order_of, close_when_done, order_of, parcel_of
from modiste.shop.orders.showing import show_boutique_parcel
from modiste.shop.orders.states import NotNow, move_parcel

HERE = frozenset({ParcelState.DELIVERED, ParcelState.RETURN_REQUESTED, ParcelState.RETURNED})


class NotInOrder(NotFound):
    """The shopper's order has no such parcel."""

    title = "This order has no such parcel"


class ReturnTooLate(Conflict):
    """The time in which a parcel may be returned is over."""

    title = "The time in which this parcel could be returned is over"


def list_parcels(session: Session, boutique_id: int, query: ParcelsQuery) -> BoutiqueParcelsPage:
    """One page of a boutique's parcels of paid orders, the newest first; two queries. Raises BadCursor."""
    chosen = select(Parcel).join(Parcel.order).where(Parcel.boutique_id == boutique_id, Order.paid_at.is_not(None))
    if query.state is not None:
        chosen = chosen.where(Parcel.state == query.state)
    if query.cursor is not None:
        chosen = chosen.where(Parcel.id < paging.id_in(query.cursor))
    newest = chosen.options(contains_eager(Parcel.order), selectinload(Parcel.lines)).order_by(Parcel.id.desc())
    rows = session.scalars(newest.limit(query.limit + 1)).all()
    page = rows[: query.limit]
    return BoutiqueParcelsPage(
        items=[show_boutique_parcel(parcel.order, parcel) for parcel in page],
        next_cursor=paging.encode(str(page[-1].id)) if len(rows) > query.limit else None,
    )


def read_parcel(session: Session, boutique_id: int, parcel_id: uuid.UUID) -> BoutiqueParcelOut:
    """A parcel of a paid order, with what happened to it. Raises ParcelUnknown."""
    parcel = parcel_of(session, boutique_id, parcel_id)
    return _shown(session, parcel.order, parcel)


def pack_parcel(session: Session, boutique_id: int, parcel_id: uuid.UUID) -> BoutiqueParcelOut:
    """Note that a parcel is packed: from now on its order cannot be cancelled. Raises ParcelUnknown, NotNow."""
    order, parcel = _parcel_to_move(session, boutique_id, parcel_id)
    if parcel.state != ParcelState.PACKED:
        move_parcel(session, parcel, ParcelState.PACKED, actor="boutique")
        announce_step(session, order, parcel)
    return _shown(session, order, parcel)


def ship_parcel(session: Session, boutique_id: int, parcel_id: uuid.UUID, sent: ShipIn) -> BoutiqueParcelOut:
    """Note by whom a parcel was sent, and tell its shopper. Raises ParcelUnknown, NotNow."""
    order, parcel = _parcel_to_move(session, boutique_id, parcel_id)
    if parcel.shipped_at is None:
        move_parcel(session, parcel, ParcelState.SHIPPED, actor="boutique", shipped_at=clock.now(), **sent.model_dump())
        tell_of_parcel(session, order, parcel, OrderNewsKind.PARCEL_SHIPPED)
        announce_step(session, order, parcel)
    elif (parcel.carrier, parcel.tracking, parcel.tracking_url) != (sent.carrier, sent.tracking, sent.tracking_url):
        raise NotNow("This parcel was sent already, with another tracking number", state=parcel.state)
    return _shown(session, order, parcel)


def deliver_parcel(session: Session, boutique_id: int, parcel_id: uuid.UUID) -> BoutiqueParcelOut:
    """Note that a parcel has arrived, and tell its shopper. Raises ParcelUnknown, NotNow."""
    order, parcel = _parcel_to_move(session, boutique_id, parcel_id)
    if parcel.state != ParcelState.DELIVERED:
        move_parcel(session, parcel, ParcelState.DELIVERED, actor="boutique", delivered_at=clock.now())
        put_into_wardrobe(session, order, parcel)
        close_when_done(session, order)
        tell_of_parcel(session, order, parcel, OrderNewsKind.PARCEL_DELIVERED)
        announce_step(session, order, parcel)
    return _shown(session, order, parcel)


def take_parcel_back(session: Session, boutique_id: int, parcel_id: uuid.UUID) -> BoutiqueParcelOut:
    """Note that a returned parcel is there: its pieces go back on the shelf. Raises ParcelUnknown, NotNow."""
    order, parcel = _parcel_to_move(session, boutique_id, parcel_id)
    if parcel.state != ParcelState.RETURNED:
        move_parcel(session, parcel, ParcelState.RETURNED, actor="boutique")
        _restock(session, parcel)
        take_out_of_wardrobe(session, parcel)
        close_when_done(session, order)
        tell_of_parcel(session, order, parcel, OrderNewsKind.PARCEL_RETURNED)
        announce_step(session, order, parcel)
    return _shown(session, order, parcel)


def receive_parcels(session: Session, user_id: int, order_id: uuid.UUID, parcel_id: uuid.UUID | None) -> Order:
    """Note for the shopper that a parcel has arrived, or every one that is on its way.

    Raises OrderUnknown, NotInOrder, NotNow.
    """
    order = order_of(session, user_id, order_id, to_change=True)
    chosen = order.parcels if parcel_id is None else [_parcel_in(order, parcel_id)]
    on_their_way = [parcel for parcel in chosen if parcel.state == ParcelState.SHIPPED]
    if not on_their_way and not any(ParcelState(parcel.state) in HERE for parcel in chosen):
        raise NotNow("Nothing of this order is on its way yet", state=order.state)
    for parcel in on_their_way:
        move_parcel(session, parcel, ParcelState.DELIVERED, actor="shopper", delivered_at=clock.now())
        put_into_wardrobe(session, order, parcel)
        announce_step(session, order, parcel)
    close_when_done(session, order)
    return order


def ask_return(session: Session, user_id: int, order_id: uuid.UUID, parcel_id: uuid.UUID, *, reason: str) -> Order:
    """Ask to return a parcel that was sent, within the time that was promised; both sides are told.

    Raises OrderUnknown, NotInOrder, ReturnTooLate, NotNow.
    """
    order = order_of(session, user_id, order_id, to_change=True)
    parcel = _parcel_in(order, parcel_id)
    if parcel.state == ParcelState.RETURN_REQUESTED:
        return order
    if parcel.return_until is not None and clock.is_past(parcel.return_until):
        raise ReturnTooLate(f"This parcel could be returned within {parcel.return_days} days after it arrived")
    move_parcel(session, parcel, ParcelState.RETURN_REQUESTED, actor="shopper", note=reason)
    tell_of_parcel(session, order, parcel, OrderNewsKind.PARCEL_RETURN_ASKED)
    tell_boutique(session, order, parcel, OrderNewsKind.BOUTIQUE_RETURN_ASKED)
    announce_step(session, order, parcel, reason=reason)
    return order


def _parcel_to_move(session: Session, boutique_id: int, parcel_id: uuid.UUID) -> tuple[Order, Parcel]:
    mine = (Parcel.id == parcel_id, Parcel.boutique_id == boutique_id, Order.paid_at.is_not(None))
    order_id = session.scalar(select(Parcel.order_id).join(Parcel.order).where(*mine))
    if order_id is None:
        raise ParcelUnknown
    order = any_order_of(session, order_id)
    return order, _parcel_in(order, parcel_id)


def _parcel_in(order: Order, parcel_id: uuid.UUID) -> Parcel:
    found = next((parcel for parcel in order.parcels if parcel.id == parcel_id), None)
    if found is None:
        raise NotInOrder
    return found


def _restock(session: Session, parcel: Parcel) -> None:
    """The pieces are on the shelf again, and no longer the order's."""
    pieces: Counter[int] = Counter()
    for line in parcel.lines:
        if line.variant_id is not None:
            pieces[line.variant_id] += line.quantity
    put_back(session, pieces)
    mine = (StockHold.order_id == parcel.order_id, StockHold.variant_id.in_(list(pieces)))
    released = update(StockHold).where(*mine).values(state=HoldState.RELEASED, updated_at=clock.now())
    session.execute(released, execution_options={"synchronize_session": False})


def _shown(session: Session, order: Order, parcel: Parcel) -> BoutiqueParcelOut:
    told = select(OrderEvent).where(OrderEvent.parcel_id == parcel.id).order_by(OrderEvent.at, OrderEvent.id)
    shown = show_boutique_parcel(order, parcel)
    return shown.model_copy(update={"events": [EventOut.model_validate(event) for event in session.scalars(told)]})
