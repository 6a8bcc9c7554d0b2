"""Putting items on the shelf, many at once: new ones are added, known ones brought up to date, nothing else touched."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from datetime import datetime
from typing import Any

from sqlalchemy import insert, text
from sqlalchemy.orm import Session

from modiste.shop.catalogue.changes import Change, insert_rows, write_changes
from modiste.shop.catalogue.fulltext import indexed_once
from modiste.shop.catalogue.known import Known, find_known
from modiste.shop.catalogue.models import Item, ItemTag, Picture, Variant
from modiste.shop.catalogue.service import category_ids
from modiste.shop.kit import clock

AT_ONCE = 500  # items per round of statements


@dataclass(frozen=True, slots=True)
class Stock:
    """How many there are of one size and colour."""

    size: str
    colour: str
    amount: int


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture that lies somewhere already; `srcset` lists its sizes as HTML does."""

    url: str
    width: int | None = None
    height: int | None = None
    srcset: str | None = None
    colour: str | None = None
    blurhash: str | None = None


PHOTO_FIELDS = tuple(part.name for part in fields(Photo))


@dataclass(slots=True)
class Goods:
    """An item as its boutique describes it. None means "not said": a known item keeps what it has.

    Without `stocks` the item comes in one size and is always there.
    """

    external_id: str
    name: str
    category: str
    price: int | None = None
    currency: str | None = None
    brand: str | None = None
    description: str | None = None
    colours: list[str] | None = None
    pattern: str | None = None
    material: str | None = None
    gtin: str | None = None
    formality: float | None = None
    season: list[str] | None = None
    tags: list[str] | None = None
    stocks: list[Stock] | None = None
    photos: list[Photo] | None = None
    is_active: bool | None = None
    created_at: datetime | None = None
    line: int = field(default=0, compare=False)

    def columns(self) -> dict[str, Any]:
        """What is said, as columns of the items table."""
        names = ("name", "price", "currency", "brand", "description", "colours", "pattern", "material", "gtin")
        said = {
            name: value
            for name in (*names, "formality", "season", "is_active")
            if (value := getattr(self, name)) is not None
        }
        if self.colours is not None:
            said["colour"] = self.colours[0] if self.colours else None
        if self.photos is not None:
            first = self.photos[0] if self.photos else Photo("")
            said |= {"image_url": first.url or None, "image_srcset": first.srcset}
            said |= {"image_colour": first.colour, "image_blurhash": first.blurhash}
        if self.stocks is not None:
            said["in_stock"] = any(stock.amount > 0 for stock in self.stocks) or not self.stocks
        return said


@dataclass(slots=True)
class Outcome:
    """What became of the goods, by number; of one round also the ids of the new items and how the known ones change."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    added: list[int] = field(default_factory=list, compare=False)
    changes: list[Change] = field(default_factory=list, compare=False)


def stock_items(session: Session, boutique_id: int, goods: Sequence[Goods], *, currency: str, brand: str) -> Outcome:
    """Put `goods`, each external id once, on the boutique's shelf.

    `currency` and `brand` (the boutique's) stand in for what new items do not say. A size that is no longer listed
    stays, with a stock of 0, because carts and orders may name it.
    """
    outcome = Outcome()
    defaults = {"boutique_id": boutique_id, "currency": currency, "brand": brand, "price": 0}
    for number, start in enumerate(range(0, len(goods), AT_ONCE)):
        if number.bit_count() == 1:
            refresh_statistics(session)  # after 1, 2, 4, 8 … rounds
        part = stock_round(session, goods[start : start + AT_ONCE], defaults)
        outcome.new += part.new
        outcome.changed += part.changed
        outcome.unchanged += part.unchanged
    if outcome.new > AT_ONCE:
        refresh_statistics(session)
    return outcome


def stock_round(session: Session, goods: Sequence[Goods], defaults: dict[str, Any]) -> Outcome:
    """One round of statements; `defaults` are columns of new items, the boutique's id among them."""
    categories = category_ids(session, {each.category for each in goods})
    known = find_known(session, defaults["boutique_id"], [each.external_id for each in goods], locks=True)
    fresh = [each for each in goods if each.external_id not in known]
    outcome = compare(goods, known, categories)
    write_changes(session, outcome.changes)
    outcome.added = _add(session, fresh, defaults, categories)
    return outcome


def compare(goods: Sequence[Goods], known: Mapping[str, Known], categories: Mapping[str, int]) -> Outcome:
    """What would become of these goods beside the known items; nothing is written."""
    outcome = Outcome()
    for each in goods:
        item = known.get(each.external_id)
        if item is None:
            outcome.new += 1
            continue
        change = _change_of(item, each, categories.get(each.category))
        if change.is_empty:
            outcome.unchanged += 1
        else:
            outcome.changed += 1
            outcome.changes.append(change)
    return outcome


def refresh_statistics(session: Session) -> None:
    """Tell the planner how much there is now: PostgreSQL takes a table that it saw empty for empty, and finding 500
    items among 50,000 new ones then takes seconds."""
    is_sqlite = session.get_bind().dialect.name == "sqlite"  # whose full-text tables keep no statistics
    for table in ("items", "item_tags", "variants", *(() if is_sqlite else ("items_search",))):
        session.execute(text(f"ANALYZE {table}"))


def _change_of(item: Known, each: Goods, category_id: int | None) -> Change:
    said = each.columns() | {"category_id": category_id}
    change = Change(item.id)
    change.fields = {name: (item.columns[name], value) for name, value in said.items() if item.columns[name] != value}
    if each.tags is not None and set(item.tags) != set(each.tags):
        change.tags = (item.tags, list(dict.fromkeys(each.tags)))
    if each.stocks is not None:
        wanted = {(stock.size, stock.colour): stock.amount for stock in each.stocks}
        stocks = {key: (stock, wanted.get(key, 0)) for key, (_, stock) in item.variants.items()}
        change.stocks = {key: pair for key, pair in stocks.items() if pair[0] != pair[1]}
        change.stocks |= {key: (None, amount) for key, amount in wanted.items() if key not in item.variants}
    if each.photos is not None:
        photos = [asdict(photo) for photo in each.photos]
        if photos != item.photos:
            change.photos = (item.photos, photos)
    return change


def _add(
    session: Session, fresh: Sequence[Goods], defaults: Mapping[str, Any], categories: Mapping[str, int]
) -> list[int]:
    if not fresh:
        return []
    moment = clock.now()
    rows = []
    for each in fresh:
        own = {"category_id": categories[each.category], "external_id": each.external_id, "colour": None}
        times = {"created_at": each.created_at or moment, "updated_at": moment, "version": 1}
        blank = dict.fromkeys(("pattern", "material", "gtin", "formality"))
        blank |= dict.fromkeys(("image_url", "image_srcset", "image_colour", "image_blurhash"))
        listed = {"description": "", "colours": [], "season": [], "in_stock": True, "is_active": True}
        rows.append({**defaults, **blank, **listed, **own, **times, **each.columns()})
    with indexed_once(session) as ids:
        ids += session.scalars(insert(Item).returning(Item.id, sort_by_parameter_order=True), rows)
        pairs = list(zip(fresh, ids, strict=True))
        insert_rows(session, ItemTag, [row for each, item_id in pairs for row in _tags(each, item_id)])
    insert_rows(session, Variant, [row for each, item_id in pairs for row in _stocks(each, item_id)])
    insert_rows(session, Picture, [row for each, item_id in pairs for row in _photos(each, item_id)])
    return ids


def _tags(each: Goods, item_id: int) -> list[dict[str, Any]]:
    return [{"item_id": item_id, "tag": tag} for tag in dict.fromkeys(each.tags or ())]


def _stocks(each: Goods, item_id: int) -> list[dict[str, Any]]:
    return [{"item_id": item_id, "size": s.size, "colour": s.colour, "stock": s.amount} for s in each.stocks or ()]


def _photos(each: Goods, item_id: int) -> list[dict[str, Any]]:
    return [{"item_id": item_id, "position": n, **asdict(photo)} for n, photo in enumerate(each.photos or ())]
