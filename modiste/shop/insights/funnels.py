"""How many shoppers saw each item, liked it, put it into a cart and bought it: counted by the database, in one query.

Whoever did something twice is one shopper. Who bought is also counted among those who had it in the cart and who saw
it, so that no step is greater than the one before it.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    Subquery,
    and_,
    case,
    distinct,
    exists,
    func,
    literal,
    null,
    or_,
    select,
    union_all,
)

from modiste.shop.cart.models import CartAddition
from modiste.shop.catalogue.models import ITEMS, Item
from modiste.shop.insights.schemas import FunnelSort
from modiste.shop.kit.paging import decode
from modiste.shop.orders.models import Order, OrderLine, Parcel, ParcelState
from modiste.shop.swipes.events import LIKES
from modiste.shop.swipes.models import Action, Interaction

SEEN = (Action.RIGHT, Action.LEFT, Action.VIEW, Action.CLICK, Action.FAVOURITE)
FIELDS = (
    ITEMS.name,
    ITEMS.price,
    ITEMS.currency,
    ITEMS.image_url,
    ITEMS.image_srcset,
    ITEMS.image_colour,
    ITEMS.image_blurhash,
    ITEMS.is_active,
    ITEMS.in_stock,
)


def page_of_funnels(boutique_id: int, since: datetime, sort: FunnelSort, cursor: str | None, limit: int) -> Select[Any]:
    """The items of a boutique with their figures, and one more than `limit`: those for sale, and those no longer sold
    that were seen. Raises BadCursor."""
    seen, wanted = _seen(boutique_id, since), _wanted(boutique_id, since)
    figures = {
        "seen": _or_none(seen.c.seen) + _or_none(wanted.c.unseen),
        "liked": _or_none(seen.c.liked),
        "disliked": _or_none(seen.c.disliked),
        "in_cart": _or_none(wanted.c.in_cart),
        "bought": _or_none(wanted.c.bought),
        "pieces": _or_none(wanted.c.pieces),
    }
    key = ITEMS.id if sort is FunnelSort.NEWEST else figures[sort.value]
    query = (
        select(ITEMS.id, *FIELDS, *(value.label(name) for name, value in figures.items()), key.label("key"))
        .outerjoin(seen, seen.c.item_id == ITEMS.id)
        .outerjoin(wanted, wanted.c.item_id == ITEMS.id)
        .where(ITEMS.boutique_id == boutique_id, or_(ITEMS.is_active, figures["seen"] > 0))
    )
    if cursor is not None:
        last, last_id = decode(cursor, int, int)
        query = query.where(or_(key < last, and_(key == last, ITEMS.id < last_id)))
    return query.order_by(key.desc(), ITEMS.id.desc()).limit(limit + 1)


def _or_none(number: ColumnElement[Any]) -> ColumnElement[int]:
    return func.coalesce(number, 0)


def _is_about(boutique_id: int, item_id: Any) -> ColumnElement[bool]:
    is_ours: ColumnElement[bool] = item_id.in_(select(Item.id).where(Item.boutique_id == boutique_id))
    return is_ours


def _seen(boutique_id: int, since: datetime) -> Subquery:
    """For each item the shoppers who swiped or opened it, and what they thought of it."""

    def shoppers(*actions: Action) -> ColumnElement[int]:
        is_done = and_(Interaction.interaction.in_(actions), Interaction.is_undone.is_(False))
        return func.count(distinct(case((is_done, Interaction.user_id))))

    # Distinct shoppers, not groups of them: a third less on SQLite, two thirds on PostgreSQL.
    return (
        select(
            Interaction.item_id,
            func.count(distinct(Interaction.user_id)).label("seen"),
            shoppers(*sorted(LIKES)).label("liked"),
            shoppers(Action.LEFT).label("disliked"),
        )
        .where(
            _is_about(boutique_id, Interaction.item_id),
            Interaction.created_at >= since,
            Interaction.interaction.in_(SEEN),
        )
        .group_by(Interaction.item_id)
        .subquery()
    )


def _wanted(boutique_id: int, since: datetime) -> Subquery:
    """For each item the shoppers who put it into a cart or paid for it; `unseen` are those whom no swipe tells of."""
    both = union_all(_put(boutique_id, since), _paid(boutique_id, since)).subquery()
    shoppers = (
        select(
            both.c.item_id,
            both.c.user_id,
            func.max(both.c.bought).label("bought"),
            func.sum(both.c.pieces).label("pieces"),
        )
        .group_by(both.c.item_id, both.c.user_id, both.c.nameless)
        .subquery()
    )
    has_seen = exists().where(
        Interaction.item_id == shoppers.c.item_id,
        Interaction.user_id == shoppers.c.user_id,
        Interaction.created_at >= since,
        Interaction.interaction.in_(SEEN),
    )
    return (
        select(
            shoppers.c.item_id,
            func.count().label("in_cart"),
            func.sum(shoppers.c.bought).label("bought"),
            func.sum(shoppers.c.pieces).label("pieces"),
            func.sum(case((has_seen, 0), else_=1)).label("unseen"),
        )
        .group_by(shoppers.c.item_id)
        .subquery()
    )


def _put(boutique_id: int, since: datetime) -> Select[Any]:
    return select(
        CartAddition.item_id,
        CartAddition.user_id,
        null().cast(Order.id.type).label("nameless"),
        literal(0).label("bought"),
        literal(0).label("pieces"),
    ).where(_is_about(boutique_id, CartAddition.item_id), CartAddition.added_at >= since)


def _paid(boutique_id: int, since: datetime) -> Select[Any]:
    """An order whose shopper has left the shop names nobody: it counts as somebody of its own."""
    return (
        select(
            OrderLine.item_id,
            Order.user_id,
            case((Order.user_id.is_(None), Order.id)).label("nameless"),
            literal(1).label("bought"),
            OrderLine.quantity.label("pieces"),
        )
        .join(Parcel, Parcel.id == OrderLine.parcel_id)
        .join(Order, Order.id == Parcel.order_id)
        .where(
            Parcel.boutique_id == boutique_id,
            Parcel.state != ParcelState.CANCELLED,
            Order.paid_at >= since,
            OrderLine.item_id.is_not(None),
        )
    )
