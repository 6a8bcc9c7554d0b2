"""What is changed about a known item, as a value: written, kept as JSON, and written the other way round to undo."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import bindparam, delete, insert, select, tuple_, update
from sqlalchemy.orm import Session

from modiste.shop.catalogue.models import ITEMS, TAGS, VARIANTS, Item, ItemTag, Picture, Variant
from modiste.shop.kit import clock

NO_SYNC = {"synchronize_session": False}
Stocks = dict[tuple[str, str], tuple[int | None, int | None]]


@dataclass(slots=True)
class Change:
    """Each part as (before, after); a stock of None is a size and colour that is not there."""

    item_id: int
    fields: dict[str, tuple[Any, Any]] = field(default_factory=dict)
    tags: tuple[list[str], list[str]] | None = None
    stocks: Stocks = field(default_factory=dict)
    photos: tuple[list[dict[str, Any]], list[dict[str, Any]]] | None = None

    @property
    def is_empty(self) -> bool:
        return not (self.fields or self.tags or self.stocks or self.photos)

    def as_json(self) -> dict[str, Any]:
        """The change as JSON values."""
        return {
            "fields": self.fields,
            "tags": self.tags,
            "stocks": [[*key, *pair] for key, pair in self.stocks.items()],
            "photos": self.photos,
        }

    @classmethod
    def from_json(cls, item_id: int, kept: dict[str, Any]) -> "Change":
        """What `as_json` gave."""
        return cls(
            item_id,
            {name: (before, after) for name, (before, after) in kept["fields"].items()},
            (kept["tags"][0], kept["tags"][1]) if kept["tags"] else None,
            {(size, colour): (before, after) for size, colour, before, after in kept["stocks"]},
            (kept["photos"][0], kept["photos"][1]) if kept["photos"] else None,
        )


def write_changes(session: Session, changes: Sequence[Change]) -> None:
    """Write what is `after` in each of these; the rows are locked, or the only writer is us."""
    if not changes:
        return
    _write_fields(session, changes)
    _write_tags(session, [change for change in changes if change.tags is not None])
    _write_stocks(session, changes)
    _write_photos(session, [change for change in changes if change.photos is not None])


def insert_rows(session: Session, table: type[Any], rows: list[dict[str, Any]]) -> None:
    """Insert many rows at once."""
    if not rows:
        return
    statement: Any = insert(table)
    if session.get_bind().dialect.name == "postgresql":
        # RETURNING makes SQLAlchemy send many rows in one statement, and the search's triggers run once for each.
        statement = statement.returning(next(iter(table.__table__.primary_key)))
    session.execute(statement, rows)


def _write_fields(session: Session, changes: Sequence[Change]) -> None:
    """Every changed item has a new version and time: a change of tags or stock alone is seen by its watchers, too."""
    alike: dict[tuple[str, ...], list[dict[str, Any]]] = defaultdict(list)
    for change in changes:
        values = {f"new_{name}": after for name, (_, after) in change.fields.items()}
        alike[tuple(sorted(change.fields))].append({"of": change.item_id, **values})
    for names, rows in alike.items():
        values = {name: bindparam(f"new_{name}", type_=ITEMS[name].type) for name in names}
        statement = update(Item).where(ITEMS.id == bindparam("of"))
        session.connection().execute(
            statement.values(**values, version=ITEMS.version + 1, updated_at=clock.now()), rows
        )


def _write_tags(session: Session, changes: Sequence[Change]) -> None:
    gone = [(c.item_id, tag) for c in changes if c.tags for tag in c.tags[0] if tag not in c.tags[1]]
    if gone:
        session.execute(delete(ItemTag).where(tuple_(TAGS.item_id, TAGS.tag).in_(gone)), execution_options=NO_SYNC)
    come = [{"item_id": c.item_id, "tag": tag} for c in changes if c.tags for tag in c.tags[1] if tag not in c.tags[0]]
    insert_rows(session, ItemTag, come)


def _write_stocks(session: Session, changes: Sequence[Change]) -> None:
    ids = _variant_ids(session, [change.item_id for change in changes if change.stocks])
    moved, come, gone = [], [], []
    for change in changes:
        for (size, colour), (before, after) in change.stocks.items():
            if before is None:
                come.append({"item_id": change.item_id, "size": size, "colour": colour, "stock": after})
            elif after is None:
                gone.append(ids[change.item_id, size, colour])
            else:
                moved.append({"of": ids[change.item_id, size, colour], "new": after})
    if moved:
        statement = update(Variant).where(VARIANTS.id == bindparam("of")).values(stock=bindparam("new"))
        session.connection().execute(statement, sorted(moved, key=lambda row: row["of"]))
    if gone:
        session.execute(delete(Variant).where(VARIANTS.id.in_(gone)), execution_options=NO_SYNC)
    insert_rows(session, Variant, come)


def _variant_ids(session: Session, item_ids: Iterable[int]) -> dict[tuple[int, str, str], int]:
    query = select(VARIANTS.item_id, VARIANTS.size, VARIANTS.colour, VARIANTS.id)
    rows = session.execute(query.where(VARIANTS.item_id.in_(list(item_ids))))
    return {(item_id, size, colour): variant_id for item_id, size, colour, variant_id in rows}


def _write_photos(session: Session, changes: Sequence[Change]) -> None:
    if not changes:
        return
    of_these = Picture.item_id.in_([change.item_id for change in changes])
    session.execute(delete(Picture).where(of_these), execution_options=NO_SYNC)
    rows = [
        {"item_id": change.item_id, "position": position, **photo}
        for change in changes
        if change.photos
        for position, photo in enumerate(change.photos[1])
    ]
    insert_rows(session, Picture, rows)
