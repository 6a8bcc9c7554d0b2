"""What was bought here comes into the wardrobe by itself when its parcel arrives, and leaves it when that goes back."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from modiste.shop.catalogue.models import Item
from modiste.shop.kit import clock
from modiste.shop.wardrobe.models import Garment
from modiste.shop.wardrobe.schemas import Season


@dataclass(frozen=True, slots=True)
class Bought:
    """Pieces of one item as they were ordered; `price` is of one piece, in minor units of `currency`."""

    order_line_id: uuid.UUID
    item_id: int | None
    name: str
    brand: str
    size: str
    colour: str
    picture_url: str
    quantity: int
    price: int
    currency: str
    bought_on: date


def keep_bought(session: Session, user_id: int, bought: Sequence[Bought]) -> None:
    """Put what a parcel brought into the shopper's wardrobe, each line of an order once; two queries."""
    ids = [one.order_line_id for one in bought]
    known = set(session.scalars(select(Garment.order_line_id).where(Garment.order_line_id.in_(ids))))
    items = {
        item.id: item for item in session.scalars(select(Item).where(Item.id.in_([one.item_id for one in bought])))
    }
    for one in bought:
        if one.order_line_id not in known:
            item = items.get(one.item_id) if one.item_id is not None else None
            session.add(Garment(user_id=user_id, **_as_ordered(one), **_as_described(one, item)))
    session.flush()


def let_returned_go(session: Session, order_line_ids: Sequence[uuid.UUID]) -> None:
    """Take pieces that went back to their boutique out of the wardrobe.

    What nobody touched is deleted, as if it had never come. What its owner has changed, photographed or worn is put
    away instead: notes, photos and wears are hers, and she may look at them or delete them.
    """
    query = select(Garment).where(Garment.order_line_id.in_(order_line_ids)).order_by(Garment.id)
    for garment in session.scalars(query.with_for_update()):
        if garment.version == 1:
            session.delete(garment)
        elif garment.archived_at is None:
            garment.archived_at = clock.now()
    session.flush()


def _as_ordered(one: Bought) -> dict[str, Any]:
    names = ("order_line_id", "name", "brand", "size", "quantity", "price", "currency", "bought_on")
    return {name: getattr(one, name) for name in names} | {"picture_url": one.picture_url or None}


def _as_described(one: Bought, item: Item | None) -> dict[str, Any]:
    """What the catalogue says of the item, if it still has it; a colour that was chosen comes first."""
    listed = [one.colour, *(item.colours if item else ())]
    colours = list(dict.fromkeys(colour.lower() for colour in listed if colour))
    if item is None:
        return {"item_id": None, "colours": colours}
    return {
        "item_id": item.id,
        "colours": colours,
        "category_id": item.category_id,
        "season": [season for season in Season if season in {word.lower() for word in item.season}],
        **{name: getattr(item, name) for name in ("pattern", "material", "formality")},
    }
