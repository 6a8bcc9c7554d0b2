"""A boutique's figures on one page: what waits, what sells, what runs out; four queries, however much there is."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from modiste.shop.boutiques.models import Boutique
from modiste.shop.catalogue.models import Item
from modiste.shop.insights.periods import last_days
from modiste.shop.insights.sales import sales_of
from modiste.shop.insights.schemas import HomeOut, ToDoOut, WaitingOut
from modiste.shop.insights.shelf import shelves_of
from modiste.shop.orders.models import Order, Parcel, ParcelState

NOTHING = WaitingOut(count=0, oldest=None)


def read_home(session: Session, boutique: Boutique, *, days: int, low_stock: int) -> HomeOut:
    """What a boutique is to do now and what it sold in the last `days`; so many of a size, or fewer, are few."""
    period = last_days(days)
    own, *others = sales_of(session, boutique.id, period, currency=boutique.currency)
    low, sold_out = shelves_of(session, boutique.id, low=low_stock)
    for_sale = select(func.count(Item.id)).where(Item.boutique_id == boutique.id, Item.is_active)
    return HomeOut(
        period=period.shown(),
        items=session.scalars(for_sale).one(),
        to_do=_to_do(session, boutique.id),
        sales=own,
        other_currencies=others,
        low_stock=low,
        low_stock_at=low_stock,
        sold_out=sold_out,
    )


def _to_do(session: Session, boutique_id: int) -> ToDoOut:
    """A parcel waits to be packed since it was paid, and for every other step since the one before."""
    steps = (ParcelState.TO_PACK, ParcelState.PACKED, ParcelState.RETURN_REQUESTED)
    waiting = (
        select(Parcel.state, func.count(), func.min(Order.paid_at), func.min(Parcel.updated_at))
        .join(Order, Order.id == Parcel.order_id)
        .where(Parcel.boutique_id == boutique_id, Parcel.state.in_(steps), Order.paid_at.is_not(None))
        .group_by(Parcel.state)
    )
    found = {
        state: WaitingOut(count=count, oldest=paid if state == ParcelState.TO_PACK else moved)
        for state, count, paid, moved in session.execute(waiting)
    }
    to_pack, to_send, returns = (found.get(step, NOTHING) for step in steps)
    return ToDoOut(to_pack=to_pack, to_send=to_send, returns=returns)
