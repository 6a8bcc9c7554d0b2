"""Taking a batch back: what stood before stands again, except where somebody has changed it since.

Each field is put back that still says what the batch wrote. Stock moves by the difference only, because pieces were
sold in the meantime. A new item goes, unless something that outlives it names it (an order) or somebody has changed it:
then it is only not sold any more. A row of `import_changes` goes with what it says, so a second attempt goes on.
"""

import uuid
from typing import Any

from sqlalchemy import delete, exists, select, update
from sqlalchemy.orm import Session

from modiste.shop.catalogue import batch_states
from modiste.shop.catalogue.batch_states import BatchState
from modiste.shop.catalogue.changes import Change, Stocks, write_changes
from modiste.shop.catalogue.known import Known, known_by_id
from modiste.shop.catalogue.models import ITEMS, VARIANTS, ImportBatch, ImportChange, Item, Variant
from modiste.shop.kit import clock
from modiste.shop.kit.db import Base
from modiste.shop.kit.queue.work import Work

AT_ONCE = 250
NO_SYNC = {"synchronize_session": False}


def undo_batch(work: Work, batch_id: uuid.UUID) -> dict[str, Any]:
    """Take back what the batch did; returns how many items were put back, removed, hidden, and left in part."""
    total = 0
    while True:
        with work.transaction() as session:
            batch = session.get_one(ImportBatch, batch_id, with_for_update=True)
            if batch.state != BatchState.UNDOING:
                return dict(batch.undo_report)
            mine = ImportChange.batch_id == batch_id
            kept = session.scalars(select(ImportChange).where(mine).order_by(ImportChange.item_id).limit(AT_ONCE)).all()
            if not kept:
                batch_states.move(session, batch, BatchState.UNDONE, undone_at=clock.now())
                return dict(batch.undo_report)
            report = _take_back(session, kept)
            batch.undo_report = {name: number + int(batch.undo_report.get(name, 0)) for name, number in report.items()}
            session.execute(delete(ImportChange).where(mine, ImportChange.item_id.in_([row.item_id for row in kept])))
            session.flush()
        total += len(kept)
        # How many there are in all is known from the counts of what was applied.
        work.report(min(0.99, total / max(1, batch.items_new + batch.items_changed)), f"{total} items")


def _take_back(session: Session, kept: Any) -> dict[str, int]:
    report = {"restored": 0, "kept_in_part": 0, "removed": 0, "hidden": 0}
    known = known_by_id(session, [row.item_id for row in kept])
    named = named_elsewhere(session, list(known))
    changes: list[Change] = []
    removed: list[int] = []
    hidden: list[int] = []
    for row in kept:
        item = known.get(row.item_id)
        if item is None:
            continue
        if row.change is None:
            is_untouched = item.id not in named and item.columns["version"] == row.version
            (removed if is_untouched else hidden).append(item.id)
            continue
        done = Change.from_json(item.id, row.change)
        back = _backwards(item, done, is_named=item.id in named)
        changes.append(back)
        report["restored" if _is_whole(back, done) else "kept_in_part"] += 1
    write_changes(session, [change for change in changes if not change.is_empty])
    _note_stock(session, [change.item_id for change in changes if change.stocks])
    if removed:
        session.execute(delete(Item).where(Item.id.in_(removed)), execution_options=NO_SYNC)
    if hidden:
        values = {"is_active": False, "version": Item.version + 1, "updated_at": clock.now()}
        session.execute(update(Item).where(Item.id.in_(hidden)).values(values), execution_options=NO_SYNC)
    return report | {"removed": len(removed), "hidden": len(hidden)}


def named_elsewhere(session: Session, item_ids: list[int]) -> set[int]:
    """Which of these items are named by rows that outlive them, as an order's lines do: their key says SET NULL."""
    found: set[int] = set()
    for table in Base.metadata.tables.values():
        for key in table.foreign_keys:
            if key.column is ITEMS.id and (key.ondelete or "").upper() != "CASCADE":
                found |= set(session.scalars(select(key.parent).where(key.parent.in_(item_ids)).distinct()))
    return found


def _backwards(item: Known, done: Change, *, is_named: bool) -> Change:
    """The change that puts back whatever still stands as the batch left it."""
    back = Change(item.id)
    for name, (before, after) in done.fields.items():
        if name == "in_stock" and done.stocks:
            continue  # the pieces say it
        if item.columns[name] == after:
            back.fields[name] = (after, before)
    if done.tags is not None and set(item.tags) == set(done.tags[1]):
        back.tags = (item.tags, done.tags[0])
    if done.photos is not None and item.photos == done.photos[1]:
        back.photos = (item.photos, done.photos[0])
    back.stocks = _stocks_back(item, done.stocks, is_named=is_named)
    return back


def _stocks_back(item: Known, done: Stocks, *, is_named: bool) -> Stocks:
    back: Stocks = {}
    for key, (before, after) in done.items():
        if key not in item.variants:
            continue
        _, present = item.variants[key]
        if before is None and present == after and not is_named:
            back[key] = (present, None)
        else:
            back[key] = (present, max(0, present + (before or 0) - (after or 0)))
    return {key: pair for key, pair in back.items() if pair[0] != pair[1]}


def _is_whole(back: Change, done: Change) -> bool:
    fields = {name for name in done.fields if not (name == "in_stock" and done.stocks)}
    sold = any(back.stocks.get(key, (None, 0))[1] not in {before, None} for key, (before, _) in done.stocks.items())
    parts = (done.tags is None or back.tags is not None) and (done.photos is None or back.photos is not None)
    return fields == set(back.fields) and parts and not sold


def _note_stock(session: Session, item_ids: list[int]) -> None:
    has_some = exists().where(VARIANTS.item_id == Item.id, VARIANTS.stock > 0)
    has_any = exists().where(Variant.item_id == Item.id)
    session.execute(
        update(Item).where(Item.id.in_(item_ids), has_any, Item.in_stock != has_some).values(in_stock=has_some),
        execution_options=NO_SYNC,
    )
