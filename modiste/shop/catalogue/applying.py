"""Putting a checked file on the shelf, a few hundred items in each transaction, so that others write in between.

Each transaction writes the items, what stood there before, and how far we are: killed at any point and begun again, the
end is as if it had run once.
"""

import uuid
from typing import Any

from sqlalchemy import CursorResult, insert, select, update
from sqlalchemy.orm import Session

from modiste.shop.catalogue import batch_states
from modiste.shop.catalogue.batch_states import BatchState
from modiste.shop.catalogue.gathering import READING, Gathered, gathered
from modiste.shop.catalogue.models import ITEMS, ImportBatch, ImportChange
from modiste.shop.catalogue.stocking import Goods, Outcome, refresh_statistics, stock_round
from modiste.shop.kit import clock
from modiste.shop.kit.queue.work import Stopped, Work


def apply_batch(work: Work, batch_id: uuid.UUID) -> dict[str, Any]:
    """Put the file's items on the shelf. Raises UnreadableFeed, FileForgotten."""
    with gathered(work, batch_id) as found:
        position = found.batch.position
        total = max(1, found.shelf.count())
        done = total - found.shelf.count(after=position)
        for number, (last, goods) in enumerate(found.rounds(after=position)):
            with work.transaction() as session:
                if number.bit_count() == 1:
                    refresh_statistics(session)  # after 1, 2, 4, 8 … rounds
                _put_on_shelf(session, found, goods, (position, last))
            position = last
            done += len(goods)
            work.report(READING + (1 - READING) * min(0.99, done / total), f"{done} of {total} items")
        with work.transaction() as session:
            batch = session.get_one(ImportBatch, batch_id)
            if batch.state == BatchState.APPLYING:
                counts = found.report.counts
                rows = {"rows_read": counts["read"], "rows_rejected": counts["rejected"]}
                batch_states.move(session, batch, BatchState.APPLIED, applied_at=clock.now(), **rows)
            if done > total // 2:
                refresh_statistics(session)
            return _told(batch)


def _put_on_shelf(session: Session, found: Gathered, goods: list[Goods], steps: tuple[int, int]) -> None:
    """One round; `steps` are the position before and after it."""
    outcome = stock_round(session, goods, found.defaults)
    kept = {change.item_id: change.as_json() for change in outcome.changes}
    known = _kept_already(session, found.batch.id, list(kept))
    ids = [*outcome.added, *kept]
    versions = dict(session.execute(select(ITEMS.id, ITEMS.version).where(ITEMS.id.in_(ids))).all())
    rows = [
        {"batch_id": found.batch.id, "item_id": item_id, "change": kept.get(item_id), "version": versions[item_id]}
        for item_id in ids
        if item_id not in known
    ]
    if rows:
        session.execute(insert(ImportChange), rows)
    _go_on(session, found.batch.id, steps, outcome)


def _kept_already(session: Session, batch_id: uuid.UUID, item_ids: list[int]) -> set[int]:
    query = select(ImportChange.item_id).where(ImportChange.batch_id == batch_id, ImportChange.item_id.in_(item_ids))
    return set(session.scalars(query))


def _go_on(session: Session, batch_id: uuid.UUID, steps: tuple[int, int], outcome: Outcome) -> None:
    """Move the position by compare-and-set. Raises Stopped when another attempt has been here."""
    here = update(ImportBatch).where(
        ImportBatch.id == batch_id, ImportBatch.state == BatchState.APPLYING, ImportBatch.position == steps[0]
    )
    values = {
        "position": steps[1],
        "items_new": ImportBatch.items_new + outcome.new,
        "items_changed": ImportBatch.items_changed + outcome.changed,
        "items_unchanged": ImportBatch.items_unchanged + outcome.unchanged,
    }
    done = session.execute(here.values(values), execution_options={"synchronize_session": False})
    assert isinstance(done, CursorResult)
    if done.rowcount != 1:
        raise Stopped


def _told(batch: ImportBatch) -> dict[str, Any]:
    return {
        "items_new": batch.items_new,
        "items_changed": batch.items_changed,
        "items_unchanged": batch.items_unchanged,
        "rows_rejected": batch.rows_rejected,
    }
