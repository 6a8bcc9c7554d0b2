"""Items as they stand at this moment, many at once and without objects: what an import compares with."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from modiste.shop.catalogue.models import ITEMS, TAGS, VARIANTS, Item, Picture

PICTURES = Picture.__table__.c
PHOTO_COLUMNS = ("url", "width", "height", "srcset", "colour", "blurhash")


@dataclass(slots=True)
class Known:
    """One item: its row, its tags, the id and stock of each size and colour, and its pictures in order."""

    id: int
    columns: dict[str, Any]
    tags: list[str] = field(default_factory=list)
    variants: dict[tuple[str, str], tuple[int, int]] = field(default_factory=dict)
    photos: list[dict[str, Any]] = field(default_factory=list)


def find_known(
    session: Session, boutique_id: int, external_ids: Sequence[str], *, locks: bool = False
) -> dict[str, Known]:
    """The boutique's items of these external ids, by external id; `locks` keeps them until the transaction ends."""
    wanted = (ITEMS.boutique_id == boutique_id) & ITEMS.external_id.in_(external_ids)
    return {known.columns["external_id"]: known for known in _known(session, wanted, locks=locks)}


def known_by_id(session: Session, item_ids: Sequence[int]) -> dict[int, Known]:
    """These items by id, kept until the transaction ends."""
    return {known.id: known for known in _known(session, ITEMS.id.in_(item_ids), locks=True)}


def _known(session: Session, wanted: ColumnElement[bool], *, locks: bool) -> list[Known]:
    ids = list(session.scalars(select(ITEMS.id).where(wanted)))
    if not ids:
        return []
    # Variants first and in order, as sales take them: no deadlocks. SQLite's writers take turns anyway.
    variants = select(VARIANTS.item_id, VARIANTS.id, VARIANTS.size, VARIANTS.colour, VARIANTS.stock)
    variants = variants.where(VARIANTS.item_id.in_(ids)).order_by(VARIANTS.id)
    items = select(Item.__table__).where(ITEMS.id.in_(ids)).order_by(ITEMS.id)
    if locks:
        variants, items = variants.with_for_update(), items.with_for_update(key_share=True)
    stocks = session.execute(variants).all()
    found = {row.id: Known(row.id, dict(row._mapping)) for row in session.execute(items)}
    for item_id, variant_id, size, colour, stock in stocks:
        if item_id in found:
            found[item_id].variants[size, colour] = (variant_id, stock)
    tags = select(TAGS.item_id, TAGS.tag).where(TAGS.item_id.in_(ids)).order_by(TAGS.item_id, TAGS.tag)
    for item_id, tag in session.execute(tags):
        if item_id in found:
            found[item_id].tags.append(tag)
    pictures = select(PICTURES.item_id, *(PICTURES[name] for name in PHOTO_COLUMNS))
    for row in session.execute(pictures.where(PICTURES.item_id.in_(ids)).order_by(PICTURES.item_id, PICTURES.position)):
        if row.item_id in found:
            found[row.item_id].photos.append({name: row._mapping[name] for name in PHOTO_COLUMNS})
    return list(found.values())
