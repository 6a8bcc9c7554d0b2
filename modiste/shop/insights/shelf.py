"""What runs out at a boutique, the most wanted first."""

from typing import Any

from sqlalchemy import ColumnElement, Select, String, and_, case, cast, func, literal, or_, select, union
from sqlalchemy.orm import Session

from modiste.shop.cart.models import CartLine
from modiste.shop.catalogue.models import ITEMS, Item, Variant
from modiste.shop.insights.schemas import ShelfLineOut, ShelfOut
from modiste.shop.swipes.models import Favourite

SHOWN = 6


def shelves_of(session: Session, boutique_id: int, *, low: int) -> tuple[ShelfOut, ShelfOut]:
    """The sizes of items for sale of which `low` or fewer are left, and those that are sold out; one query."""
    low_stock, sold_out = ShelfOut(count=0, lines=[]), ShelfOut(count=0, lines=[])
    for row in session.execute(_first_of_each(boutique_id, low)):
        shelf = sold_out if row.stock == 0 else low_stock
        shelf.count = row.of_kind
        shelf.lines.append(ShelfLineOut.model_validate(row, from_attributes=True))
    return low_stock, sold_out


def _first_of_each(boutique_id: int, low: int) -> Select[Any]:
    few, wanted = _few(boutique_id, low).cte("few"), func.count(literal(1))
    wishes = union(  # a shopper who likes it and has it in the cart is one
        select(Favourite.item_id, _named("u", Favourite.user_id).label("who")).where(
            Favourite.item_id.in_(select(few.c.item_id))
        ),
        select(CartLine.item_id, _who_has_cart().label("who")).where(CartLine.item_id.in_(select(few.c.item_id))),
    ).subquery()
    counted = select(wishes.c.item_id, wanted.label("wanted")).group_by(wishes.c.item_id).subquery()
    kind = case((few.c.stock == 0, 0), else_=1)
    wanted_by = func.coalesce(counted.c.wanted, 0)
    order = (wanted_by.desc(), few.c.item_id.desc(), few.c.variant_id)
    placed = (
        select(
            few,
            wanted_by.label("wanted"),
            func.count().over(partition_by=kind).label("of_kind"),
            func.row_number().over(partition_by=kind, order_by=order).label("place"),
        )
        .outerjoin(counted, counted.c.item_id == few.c.item_id)
        .subquery()
    )
    return select(placed).where(placed.c.place <= SHOWN).order_by(placed.c.place)


def _who_has_cart() -> ColumnElement[str]:
    guest = _named("g", CartLine.guest_id)
    return case((CartLine.user_id.is_not(None), _named("u", CartLine.user_id)), else_=guest)


def _named(prefix: str, number: Any) -> ColumnElement[str]:
    return literal(prefix) + cast(number, String)


def _few(boutique_id: int, low: int) -> Select[Any]:
    """An item without sizes is only known to be in stock or not."""
    stock = func.coalesce(Variant.stock, case((Item.in_stock, None), else_=0))
    is_few = or_(Variant.stock <= low, and_(Variant.id.is_(None), Item.in_stock.is_(False)))
    pictures = (ITEMS.image_url, ITEMS.image_srcset, ITEMS.image_colour, ITEMS.image_blurhash)
    return (
        select(
            Item.id.label("item_id"),
            Item.name,
            Variant.id.label("variant_id"),
            func.coalesce(Variant.size, "").label("size"),
            func.coalesce(Variant.colour, "").label("colour"),
            stock.label("stock"),
            *pictures,
        )
        .outerjoin(Variant, Variant.item_id == Item.id)
        .where(Item.boutique_id == boutique_id, Item.is_active, is_few)
    )
