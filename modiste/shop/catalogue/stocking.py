"""Putting items on the shelf, many at once: new ones are added, known ones brought up to date, nothing else touched."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field, fields
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select, text, update
from sqlalchemy.orm import Session, selectinload

from modiste.shop.catalogue.models import Item, ItemTag, Picture, Variant
from modiste.shop.catalogue.service import category_ids
from modiste.shop.catalogue.stock import lock_shelf
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
    created_at: datetime | None = None
    line: int = field(default=0, compare=False)

    def columns(self) -> dict[str, Any]:
        """What is said, as columns of the items table."""
        names = ("name", "price", "currency", "brand", "description", "colours", "pattern", "material", "gtin")
        said = {name: value for name in (*names, "formality", "season") if (value := getattr(self, name)) is not None}
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
    """What became of the goods, by number."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0


def stock_items(session: Session, boutique_id: int, goods: Sequence[Goods], *, currency: str, brand: str) -> Outcome:
    """Put `goods`, each external id once, on the boutique's shelf.

    `currency` and `brand` (the boutique's) stand in for what new items do not say. A size that is no longer listed
    stays, with a stock of 0, because carts and orders may name it.
    """
    outcome = Outcome()
    categories = category_ids(session, {each.category for each in goods})
    for number, start in enumerate(range(0, len(goods), AT_ONCE)):
        if number.bit_count() == 1:
            refresh_statistics(session)  # after 1, 2, 4, 8 … rounds
        part = goods[start : start + AT_ONCE]
        known = _known(session, boutique_id, [each.external_id for each in part])
        fresh = [each for each in part if each.external_id not in known]
        defaults = {"boutique_id": boutique_id, "currency": currency, "brand": brand, "price": 0}
        _add(session, fresh, defaults, categories)
        outcome.new += len(fresh)
        for each in part:
            item = known.get(each.external_id)
            if item is not None:
                is_changed = _bring_up_to_date(session, item, each, categories[each.category])
                outcome.changed += is_changed
                outcome.unchanged += not is_changed
    if outcome.new > AT_ONCE:
        refresh_statistics(session)
    return outcome


def refresh_statistics(session: Session) -> None:
    """Tell the planner how much there is now: PostgreSQL takes a table that it saw empty for empty, and finding 500
    items among 50,000 new ones then takes seconds."""
    is_sqlite = session.get_bind().dialect.name == "sqlite"  # whose full-text tables keep no statistics
    for table in ("items", "item_tags", "variants", *(() if is_sqlite else ("items_search",))):
        session.execute(text(f"ANALYZE {table}"))


def _known(session: Session, boutique_id: int, external_ids: Iterable[str]) -> dict[str, Item]:
    named = (Item.boutique_id == boutique_id, Item.external_id.in_(list(external_ids)))
    lock_shelf(session, session.scalars(select(Item.id).where(*named)))
    query = (
        select(Item)
        .where(*named)
        .options(selectinload(Item.tags), selectinload(Item.variants), selectinload(Item.pictures))
    )
    return {item.external_id: item for item in session.scalars(query)}


def _add(session: Session, fresh: list[Goods], defaults: dict[str, Any], categories: dict[str, int]) -> None:
    if not fresh:
        return
    moment = clock.now()
    rows = []
    for each in fresh:
        own = {"category_id": categories[each.category], "external_id": each.external_id, "colour": None}
        times = {"created_at": each.created_at or moment, "updated_at": moment, "version": 1}
        blank = dict.fromkeys(("pattern", "material", "gtin", "formality"))
        blank |= dict.fromkeys(("image_url", "image_srcset", "image_colour", "image_blurhash"))
        listed = {"description": "", "colours": [], "season": [], "in_stock": True}
        rows.append(defaults | blank | listed | own | times | each.columns())
    ids = session.scalars(insert(Item).returning(Item.id, sort_by_parameter_order=True), rows).all()
    _insert(session, ItemTag, [row for each, item_id in zip(fresh, ids, strict=True) for row in _tags(each, item_id)])
    _insert(session, Variant, [row for each, item_id in zip(fresh, ids, strict=True) for row in _stocks(each, item_id)])
    _insert(session, Picture, [row for each, item_id in zip(fresh, ids, strict=True) for row in _photos(each, item_id)])


def _bring_up_to_date(session: Session, item: Item, each: Goods, category_id: int) -> bool:
    said = each.columns() | {"category_id": category_id}
    is_changed = False
    for name, value in said.items():
        if getattr(item, name) != value:
            setattr(item, name, value)
            is_changed = True
    is_changed |= _replace_tags(session, item, each) | _restock(session, item, each) | _rehang(session, item, each)
    if is_changed:
        item.updated_at = clock.now()  # a change of tags or stock alone must be seen by whoever watches this column
        session.flush()
    return is_changed


def _replace_tags(session: Session, item: Item, each: Goods) -> bool:
    if each.tags is None or {tag.tag for tag in item.tags} == set(each.tags):
        return False
    session.execute(delete(ItemTag).where(ItemTag.item_id == item.id))
    _insert(session, ItemTag, _tags(each, item.id))
    return True


def _restock(session: Session, item: Item, each: Goods) -> bool:
    if each.stocks is None:
        return False
    wanted = {(stock.size, stock.colour): stock.amount for stock in each.stocks}
    present = {(variant.size, variant.colour): variant for variant in item.variants}
    moved = {key: wanted.get(key, 0) for key, variant in present.items() if variant.stock != wanted.get(key, 0)}
    for key, amount in moved.items():
        session.execute(update(Variant).where(Variant.id == present[key].id).values(stock=amount))
    added = [row for row in _stocks(each, item.id) if (row["size"], row["colour"]) not in present]
    _insert(session, Variant, added)
    return bool(moved or added)


def _rehang(session: Session, item: Item, each: Goods) -> bool:
    hanging = [Photo(**{name: getattr(picture, name) for name in PHOTO_FIELDS}) for picture in item.pictures]
    if each.photos is None or each.photos == hanging:
        return False
    session.execute(delete(Picture).where(Picture.item_id == item.id))
    _insert(session, Picture, _photos(each, item.id))
    return True


def _insert(session: Session, table: type[Any], rows: list[dict[str, Any]]) -> None:
    if not rows:
        return
    statement: Any = insert(table)
    if session.get_bind().dialect.name == "postgresql":
        # RETURNING makes SQLAlchemy send many rows in one statement, and the search's triggers run once for each.
        statement = statement.returning(next(iter(table.__table__.primary_key)))
    session.execute(statement, rows)


def _tags(each: Goods, item_id: int) -> list[dict[str, Any]]:
    return [{"item_id": item_id, "tag": tag} for tag in dict.fromkeys(each.tags or ())]


def _stocks(each: Goods, item_id: int) -> list[dict[str, Any]]:
    return [{"item_id": item_id, "size": s.size, "colour": s.colour, "stock": s.amount} for s in each.stocks or ()]


def _photos(each: Goods, item_id: int) -> list[dict[str, Any]]:
    return [{"item_id": item_id, "position": n, **asdict(photo)} for n, photo in enumerate(each.photos or ())]
