"""Importing interactions from a file: shoppers, items and events, all of it or nothing, and again without doubling."""

import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from modiste.shop.accounts.imported import enrol_imported_shoppers
from modiste.shop.catalogue.bare import Bare, create_bare_items, items_by_external_id, open_shelf
from modiste.shop.catalogue.feeds.base import Fault
from modiste.shop.catalogue.reading import ImportReport, match_columns, open_feed
from modiste.shop.kit.db import Database, insert_into
from modiste.shop.swipes.events import LIKES
from modiste.shop.swipes.models import Action, Favourite, Interaction
from modiste.shop.swipes.readings import COLUMNS, Reading, action_of, like_threshold, read_row

NAMESPACE = uuid.UUID("5b0e36a4-7c0b-5f3e-9f0a-0d3f2f1f6a51")  # of the client_ids that imports derive
AT_ONCE = 5_000


@dataclass(frozen=True, slots=True)
class InteractionImport:
    """How to read a file: whose items it speaks of (`boutique`, a slug), and what its columns and ratings mean."""

    boutique: str
    columns: Mapping[str, str] = field(default_factory=dict)  # field → column of the file
    like_from: float | None = None
    create_items: bool = False
    is_dry_run: bool = False
    file_format: str = ""
    encoding: str = "utf-8"


def import_interactions(database: Database, path: Path, plan: InteractionImport) -> ImportReport:
    """Import `path`; returns what became of it.

    The file is read and judged first and then written in one transaction: what is wrong in a row is in the report with
    its line, what is wrong with the file as a whole raises (UnreadableFeed, MissingColumns, UnknownMapping,
    BoutiqueMissing) and nothing is written. Every event has a client_id derived from source, shopper, item, time and
    action, so importing the file again, or a longer edition of it, adds only what is new. A dry run does all of it and
    takes it back.
    """
    with open_feed(path, format=plan.file_format, encoding=plan.encoding) as feed:
        columns = match_columns(COLUMNS, feed.columns, plan.columns)
        report = ImportReport(path.name, columns, is_dry_run=plan.is_dry_run)
        readings: list[Reading] = []
        for row in report.rows(feed):
            try:
                readings.append(read_row(columns, row))
            except ValueError as error:
                report.reject(Fault(row.line, str(error)))
    with database.transaction() as session:
        if not database.is_sqlite:
            session.execute(text("SET LOCAL statement_timeout = 0"))
        _write(session, plan, readings, report)
        if plan.is_dry_run:
            session.rollback()
    return report


def _write(session: Session, plan: InteractionImport, readings: list[Reading], report: ImportReport) -> None:
    items = _items(session, plan, readings, report)
    known = [reading for reading in readings if reading.item in items]
    known.sort(key=lambda reading: (reading.at, reading.line))
    names = dict.fromkeys(reading.user for reading in known)
    users, new_users = enrol_imported_shoppers(session, plan.boutique, names)
    report.count("new shoppers", new_users)
    like_from = like_threshold(known, plan.like_from)
    before = _count(session)
    liked: dict[tuple[int, int], Reading | None] = {}
    for part in _parts(known):
        rows = []
        for reading in part:
            action = action_of(reading, like_from)
            user_id, item_id = users[reading.user], items[reading.item]
            rows.append(
                {
                    "user_id": user_id,
                    "item_id": item_id,
                    "interaction": action,
                    "client_id": _client_id(plan.boutique, reading, action),
                    "is_undone": False,
                    "created_at": reading.at,
                }
            )
            if action in LIKES or action == Action.LEFT:
                liked[user_id, item_id] = reading if action in LIKES else None
        session.execute(insert_into(session, Interaction).on_conflict_do_nothing(), rows)
    written = _count(session) - before
    report.count("new", written)
    report.count("unchanged", len(known) - written)
    _favour(session, {pair: reading for pair, reading in liked.items() if reading is not None})


def _items(
    session: Session, plan: InteractionImport, readings: list[Reading], report: ImportReport
) -> Mapping[str, int]:
    """The id of each item the file speaks of; rows about unknown ones are rejected unless they may be made."""
    boutique_id = open_shelf(session, plan.boutique, create=plan.create_items)
    items = items_by_external_id(session, boutique_id)
    if plan.create_items:
        missing = {r.item: Bare(r.category, r.name) for r in reversed(readings) if r.item not in items}
        report.count("new items", len(missing))
        return create_bare_items(session, boutique_id, missing)
    for reading in readings:
        if reading.item not in items:
            words = f"there is no item of this id at {plan.boutique}: import items first, or add --create-items"
            report.reject(Fault(reading.line, words, "item", reading.item))
    return items


def _client_id(source: str, reading: Reading, action: str) -> uuid.UUID:
    parts = (source, reading.user, reading.item, reading.at.isoformat(), action)
    return uuid.uuid5(NAMESPACE, "\n".join(parts))


def _favour(session: Session, liked: Mapping[tuple[int, int], Reading]) -> None:
    """The items liked last become favourites, as swipes would have made them."""
    pairs = [
        {"user_id": user_id, "item_id": item_id, "added_at": reading.at}
        for (user_id, item_id), reading in liked.items()
    ]
    for start in range(0, len(pairs), AT_ONCE):
        session.execute(insert_into(session, Favourite).on_conflict_do_nothing(), pairs[start : start + AT_ONCE])


def _parts(readings: Sequence[Reading]) -> Iterator[Sequence[Reading]]:
    for start in range(0, len(readings), AT_ONCE):
        yield readings[start : start + AT_ONCE]


def _count(session: Session) -> int:
    return session.scalars(select(func.count(Interaction.id))).one()
