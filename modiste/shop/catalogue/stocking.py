"""Putting items on sale, many at a time: new ones are added, known ones changed where they differ."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from modiste.shop.boutiques.models import Boutique
from modiste.shop.catalogue.models import ITEMS, Item, ItemTag, Picture, Variant
from modiste.shop.catalogue.service import category_ids
from modiste.shop.kit import clock


class VariantOffer(NamedTuple):
    """A size (and colour) and how many there are."""

    size: str = ""
    colour: str = ""
    stock: int = 0


class PictureOffer(NamedTuple):
    """A picture's address, and what is known of it."""

    url: str
    width: int | None = None
    height: int | None = None
    colour: str | None = None


@dataclass(slots=True)
class Listing:
    """What a boutique says of one item. What is left out (None, or absent from `values`) stays as it is.

    `values` are columns of `items`: a new item needs name, price and currency; its brand is the
    boutique's name unless said. `category` is a name, too.
    """

    external_id: str
    category: str | None = None
    values: dict[str, Any] = field(default_factory=dict)
    tags: Sequence[str] | None = None
    variants: Sequence[VariantOffer] | None = None
    pictures: Sequence[PictureOffer] | None = None
    adds_variants: bool = False  # the variants come on top of the known ones
    listed_at: datetime | None = None


class Outcome(StrEnum):
    """What became of a listing."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


@dataclass(slots=True)
class _Known:
    """An item as it is, with its parts."""

    row: Any
    tags: set[str] = field(default_factory=set)
    variants: dict[tuple[str, str], int] = field(default_factory=dict)
    pictures: list[PictureOffer] = field(default_factory=list)


EMPTY: Mapping[str, Any] = {
    "description": "",
    "image_url": None,
    "image_colour": None,
    "colour": None,
    "colours": [],
    "pattern": None,
    "material": None,
    "formality": None,
    "season": [],
    "is_active": True,
    "in_stock": True,
}


def put_on_sale(
    session: Session, boutique_id: int, listings: Sequence[Listing], *, is_dry_run: bool = False
) -> list[Outcome]:
    """Bring the boutique's items to what `listings` say (each external id once); says what became of each.

    Meant for up to a thousand at a time: the number of queries does not depend on how many there are.
    """
    boutique = session.get_one(Boutique, boutique_id, with_for_update=True)  # imports take turns
    known = _known(session, boutique_id, [listing.external_id for listing in listings])
    names = dict.fromkeys(listing.category for listing in listings if listing.category is not None)
    kinds = category_ids(session, names, makes_new=not is_dry_run)
    session.flush()
    outcomes, fresh = [], []
    for listing in listings:
        item = known.get(listing.external_id)
        if item is None:
            fresh.append(listing)
            outcomes.append(Outcome.NEW)
        else:
            outcomes.append(_change(session, item, listing, kinds, is_dry_run=is_dry_run))
    if fresh and not is_dry_run:
        _add(session, boutique, fresh, kinds)
    session.expire_all()  # what was loaded before may have changed beneath the objects
    return outcomes


def _known(session: Session, boutique_id: int, external_ids: Sequence[str]) -> dict[str, _Known]:
    chosen = select(Item.__table__).where(ITEMS.boutique_id == boutique_id, ITEMS.external_id.in_(external_ids))
    found = {row.id: _Known(row) for row in session.execute(chosen)}
    if found:
        for item_id, tag in session.execute(select(ItemTag.item_id, ItemTag.tag).where(ItemTag.item_id.in_(found))):
            found[item_id].tags.add(tag)
        variants = select(Variant.item_id, Variant.size, Variant.colour, Variant.stock)
        for item_id, size, colour, stock in session.execute(variants.where(Variant.item_id.in_(found))):
            found[item_id].variants[size, colour] = stock
        pictures = select(Picture.item_id, Picture.url, Picture.width, Picture.height, Picture.colour)
        ordered = pictures.where(Picture.item_id.in_(found)).order_by(Picture.item_id, Picture.position)
        for row in session.execute(ordered):
            found[row.item_id].pictures.append(PictureOffer(row.url, row.width, row.height, row.colour))
    return {item.row.external_id: item for item in found.values()}


def _values(listing: Listing, variants: Mapping[tuple[str, str], int] | None) -> dict[str, Any]:
    """The columns of `items` that follow from a listing."""
    values = dict(listing.values)
    if variants:
        values["in_stock"] = any(variants.values())
    if listing.pictures is not None:
        first = listing.pictures[0] if listing.pictures else PictureOffer("")
        values |= {"image_url": first.url or None, "image_colour": first.colour}
    return values


def _change(session: Session, item: _Known, listing: Listing, kinds: Mapping[str, int], *, is_dry_run: bool) -> Outcome:
    """Change what differs; a category that `kinds` lacks is one that a dry run did not make."""
    variants = None if listing.variants is None else {(size, colour): stock for size, colour, stock in listing.variants}
    if variants is not None and listing.adds_variants:
        variants = item.variants | variants
    wanted = _values(listing, variants)
    if listing.category is not None:
        wanted["category_id"] = kinds.get(listing.category)
    differing = {name: value for name, value in wanted.items() if getattr(item.row, name) != value}
    tags = None if listing.tags is None or set(listing.tags) == item.tags else set(listing.tags)
    pictures = None if listing.pictures is None or list(listing.pictures) == item.pictures else listing.pictures
    if variants == item.variants:
        variants = None
    if not differing and tags is None and variants is None and pictures is None:
        return Outcome.UNCHANGED
    if not is_dry_run:
        key = item.row.id
        raised = {"version": Item.version + 1, "updated_at": clock.now()}
        session.connection().execute(update(Item).where(Item.id == key).values(differing | raised))
        _change_tags(session, key, item.tags, tags)
        _change_variants(session, key, item.variants, variants)
        if pictures is not None:
            session.connection().execute(delete(Picture).where(Picture.item_id == key))
            _insert(session, Picture, _picture_rows(key, pictures))
    return Outcome.CHANGED


def _change_tags(session: Session, item_id: int, known: set[str], wanted: set[str] | None) -> None:
    if wanted is None:
        return
    if lost := known - wanted:
        session.connection().execute(delete(ItemTag).where(ItemTag.item_id == item_id, ItemTag.tag.in_(lost)))
    _insert(session, ItemTag, _tag_rows(item_id, sorted(wanted - known)))


def _change_variants(
    session: Session,
    item_id: int,
    known: Mapping[tuple[str, str], int],
    wanted: Mapping[tuple[str, str], int] | None,
) -> None:
    """Sizes keep their ids as long as they are offered: carts point at them."""
    if wanted is None:
        return
    for (size, colour), stock in known.items():
        this = (Variant.item_id == item_id) & (Variant.size == size) & (Variant.colour == colour)
        if (size, colour) not in wanted:
            session.connection().execute(delete(Variant).where(this))
        elif wanted[size, colour] != stock:
            session.connection().execute(update(Variant).where(this).values(stock=wanted[size, colour]))
    offers = [VariantOffer(size, colour, stock) for (size, colour), stock in wanted.items()]
    _insert(session, Variant, _variant_rows(item_id, [offer for offer in offers if offer[:2] not in known]))


def _add(session: Session, boutique: Boutique, listings: Sequence[Listing], kinds: Mapping[str, int]) -> None:
    moment = clock.now()
    rows = []
    for listing in listings:
        category_id = kinds[listing.category] if listing.category is not None else category_ids(session, [""])[""]
        variants = {(size, colour): stock for size, colour, stock in listing.variants or ()}
        rows.append(
            {
                **EMPTY,
                "brand": boutique.name,
                **_values(listing, variants),
                "boutique_id": boutique.id,
                "external_id": listing.external_id,
                "category_id": category_id,
                "version": 1,
                "created_at": listing.listed_at or moment,
                "updated_at": moment,
            }
        )
    _insert(session, Item, rows)
    chosen = select(ITEMS.external_id, ITEMS.id).where(
        ITEMS.boutique_id == boutique.id, ITEMS.external_id.in_([listing.external_id for listing in listings])
    )
    ids = dict(session.execute(chosen).all())
    each = [(ids[listing.external_id], listing) for listing in listings]
    _insert(session, ItemTag, [row for key, one in each for row in _tag_rows(key, dict.fromkeys(one.tags or ()))])
    _insert(session, Variant, [row for key, one in each for row in _variant_rows(key, one.variants or ())])
    _insert(session, Picture, [row for key, one in each for row in _picture_rows(key, one.pictures or ())])


def _insert(session: Session, table: type[Item | ItemTag | Variant | Picture], rows: Sequence[Any]) -> None:
    if rows:
        session.connection().execute(insert(table), rows)


def _tag_rows(item_id: int, tags: Iterable[str]) -> list[dict[str, Any]]:
    return [{"item_id": item_id, "tag": tag} for tag in tags]


def _variant_rows(item_id: int, variants: Iterable[VariantOffer]) -> list[dict[str, Any]]:
    return [{"item_id": item_id, "size": size, "colour": colour, "stock": stock} for size, colour, stock in variants]


def _picture_rows(item_id: int, pictures: Iterable[PictureOffer]) -> list[dict[str, Any]]:
    return [
        {"item_id": item_id, "position": position, **picture._asdict()} for position, picture in enumerate(pictures)
    ]
