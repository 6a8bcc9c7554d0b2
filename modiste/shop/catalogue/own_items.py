"""A boutique's own items: listed, read, added and changed by their owner, and by nobody else.

A change locks the item's sizes before the item itself, in the order in which a sale takes them, so that neither waits
for the other in a circle. Cards, search and decks notice by the triggers and by `updated_at`.
"""

import secrets
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, exists, or_, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, selectinload

from modiste.shop.boutiques.models import Boutique
from modiste.shop.boutiques.service import NothingToChange
from modiste.shop.catalogue.boutique_schemas import (
    LOW,
    OwnItemChangesIn,
    OwnItemIn,
    OwnItemOut,
    OwnItemRow,
    OwnItemsPage,
    OwnItemsQuery,
    PhotoOut,
    Shown,
)
from modiste.shop.catalogue.fulltext import SEARCH, key_of, matches, search_words
from modiste.shop.catalogue.models import Item, ItemTag, Variant
from modiste.shop.catalogue.schemas import VariantOut
from modiste.shop.catalogue.service import category_ids
from modiste.shop.catalogue.sizes import set_sizes
from modiste.shop.catalogue.stock import lock_shelf
from modiste.shop.kit import clock, paging
from modiste.shop.kit.errors import Conflict, NotFound
from modiste.shop.kit.money import Money

MAY_BE_NULL = frozenset({"pattern", "material", "gtin", "formality"})
SHOWN_AS_THEY_ARE = (
    *("external_id", "name", "brand", "description", "colours", "pattern", "material", "gtin", "formality", "season"),
    *("is_active", "in_stock", "created_at", "updated_at"),
)
PARTS = (Item.category, Item.tags, Item.variants, Item.pictures)


class OwnItemUnknown(NotFound):
    """The caller's boutique has no such item."""

    title = "Your boutique has no such item"


class NumberTaken(Conflict):
    """Another item of the boutique has this number."""

    title = "Another item of your boutique has this number: choose another"


def list_own_items(session: Session, boutique_id: int, asked: OwnItemsQuery) -> OwnItemsPage:
    """A page of the boutique's items, the newest first; three queries. Raises BadCursor."""
    query = (
        select(Item)
        .where(Item.boutique_id == boutique_id, *_shown(asked.show))
        .options(selectinload(Item.category), selectinload(Item.variants))
    )
    if asked.q:
        query = query.where(_has_words(session, asked.q))
    if asked.cursor is not None:
        [last] = paging.decode(asked.cursor, int)
        query = query.where(Item.id < last)
    rows = session.scalars(query.order_by(Item.id.desc()).limit(asked.limit + 1)).all()
    following = paging.encode(rows[asked.limit - 1].id) if len(rows) > asked.limit else None
    return OwnItemsPage(items=[_row_of(item) for item in rows[: asked.limit]], next_cursor=following)


def own_item_of(
    session: Session, boutique_id: int, item_id: int, *, to_change: bool = False, to_delete: bool = False
) -> Item:
    """An item of the boutique with all its parts, locked when it is about to be changed or deleted.

    Raises OwnItemUnknown.
    """
    mine = (Item.id == item_id, Item.boutique_id == boutique_id)
    query = select(Item).where(*mine).options(*(selectinload(part) for part in PARTS))
    if to_change:
        lock_shelf(session, session.scalars(select(Item.id).where(*mine)).all())
    if to_delete:  # waits for every row that is about to name the item, and holds nothing meanwhile
        query = query.with_for_update(of=Item)
    found = session.scalar(query)
    if found is None:
        raise OwnItemUnknown
    return found


def add_item(session: Session, boutique: Boutique, wanted: OwnItemIn) -> Item:
    """Put one item on the boutique's shelf. Raises NumberTaken."""
    said = wanted.model_dump(exclude={"category", "variants", "tags"})
    said["external_id"] = wanted.external_id or f"M-{secrets.token_hex(6).upper()}"
    said["brand"] = wanted.brand or boutique.name
    item = Item(
        boutique_id=boutique.id,
        category_id=_category_of(session, wanted.category),
        currency=boutique.currency,
        colour=next(iter(wanted.colours), None),
        in_stock=any(one.stock for one in wanted.variants) or not wanted.variants,
        tags=[ItemTag(tag=tag) for tag in wanted.tags],
        variants=[Variant(**one.model_dump()) for one in wanted.variants],
        **said,
    )
    session.add(item)
    _flush(session)
    return _read_again(session, item)


def change_item(session: Session, item: Item, changes: OwnItemChangesIn) -> Item:
    """Change an item that was locked in this transaction. Raises NothingToChange, NumberTaken, StockMoved."""
    said = {name: getattr(changes, name) for name in changes.model_fields_set}
    if any(value is None and name not in MAY_BE_NULL for name, value in said.items()):
        raise NothingToChange
    sizes, tags, kind = said.pop("variants", None), said.pop("tags", None), said.pop("category", None)
    if kind is not None:
        said["category_id"] = _category_of(session, kind)
    if "colours" in said:
        said["colour"] = next(iter(said["colours"]), None)
    is_changed = _set_fields(item, said)
    if tags is not None and {one.tag for one in item.tags} != set(tags):
        kept = {one.tag: one for one in item.tags}
        item.tags = [kept.get(tag) or ItemTag(tag=tag) for tag in tags]
        is_changed = True
    if sizes is not None and set_sizes(session, item, sizes):
        is_changed = True
    if is_changed:
        note_change(session, item)
    return _read_again(session, item)


def note_change(session: Session, item: Item) -> None:
    """Write a change down, so that whoever watches `updated_at` and holds an ETag notices. Raises NumberTaken."""
    item.updated_at = clock.now()
    _flush(session)


def show_own_item(item: Item) -> OwnItemOut:
    """An item as its boutique sees it."""
    return OwnItemOut(
        item_id=item.id,
        category=item.category.name,
        price=Money(amount=item.price, currency=item.currency),
        tags=[entry.tag for entry in item.tags],
        variants=[VariantOut.model_validate(variant) for variant in item.variants],
        photos=[PhotoOut.model_validate(picture) for picture in item.pictures],
        **{name: getattr(item, name) for name in SHOWN_AS_THEY_ARE},
    )


def _read_again(session: Session, item: Item) -> Item:
    """The item as it was written, with its parts in their order."""
    boutique_id, item_id = item.boutique_id, item.id
    session.expire(item)
    return own_item_of(session, boutique_id, item_id)


def _category_of(session: Session, name: str) -> int:
    try:
        with session.begin_nested():
            return category_ids(session, [name])[name]
    except IntegrityError:  # somebody else made it between our look and our insert
        return category_ids(session, [name])[name]


def _set_fields(item: Item, said: Mapping[str, Any]) -> bool:
    changed = {name: value for name, value in said.items() if getattr(item, name) != value}
    for name, value in changed.items():
        setattr(item, name, value)
    return bool(changed)


def _flush(session: Session) -> None:
    try:
        session.flush()
    except IntegrityError as error:
        if "external_id" in str(error.orig):
            raise NumberTaken from error
        raise


def _shown(show: Shown) -> Sequence[ColumnElement[bool]]:
    runs_out = exists().where(Variant.item_id == Item.id, Variant.stock < LOW)
    conditions: Mapping[Shown, Sequence[ColumnElement[bool]]] = {
        Shown.ALL: (),
        Shown.ACTIVE: (Item.is_active.is_(True),),
        Shown.INACTIVE: (Item.is_active.is_(False),),
        Shown.LOW_STOCK: (Item.is_active.is_(True), runs_out),
    }
    return conditions[show]


def _has_words(session: Session, q: str) -> ColumnElement[bool]:
    """That an item has these words, or is called so by its number or GTIN."""
    number = or_(Item.external_id == q, Item.gtin == q.replace(" ", ""))
    words = search_words(q)
    if not words:
        return number
    dialect = session.get_bind().dialect.name
    return or_(number, Item.id.in_(select(key_of(dialect)).select_from(SEARCH).where(matches(dialect, words))))


def _row_of(item: Item) -> OwnItemRow:
    pictures = ("image_url", "image_srcset", "image_colour", "image_blurhash")
    return OwnItemRow(
        item_id=item.id,
        external_id=item.external_id,
        name=item.name,
        category=item.category.name,
        price=Money(amount=item.price, currency=item.currency),
        is_active=item.is_active,
        in_stock=item.in_stock,
        stock=_sum(item.variants),
        low=[VariantOut.model_validate(one) for one in item.variants if one.stock < LOW],
        updated_at=item.updated_at,
        **{name: getattr(item, name) for name in pictures},
    )


def _sum(variants: Iterable[Variant]) -> int | None:
    stocks = [variant.stock for variant in variants]
    return sum(stocks) if stocks else None
