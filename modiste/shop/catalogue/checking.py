"""The dry run of an uploaded file: everything but writing."""

import uuid
from typing import Any

from modiste.shop.catalogue import batch_states
from modiste.shop.catalogue.batch_states import BatchState
from modiste.shop.catalogue.batches import FOLDER
from modiste.shop.catalogue.gathering import READING, faults_file, first_faults, gathered
from modiste.shop.catalogue.known import find_known
from modiste.shop.catalogue.models import ImportBatch
from modiste.shop.catalogue.service import category_ids
from modiste.shop.catalogue.stocking import compare
from modiste.shop.kit.queue.work import Work
from modiste.shop.kit.storage.choice import open_store


def check_batch(work: Work, batch_id: uuid.UUID) -> dict[str, Any]:
    """Count what applying the file would do, and keep what is wrong with it. Raises UnreadableFeed, FileForgotten."""
    counts = {"items_new": 0, "items_changed": 0, "items_unchanged": 0}
    with gathered(work, batch_id) as found:
        total, seen = max(1, found.shelf.count()), 0
        for _, goods in found.rounds():
            with work.database.reading() as session:
                known = find_known(session, found.batch.boutique_id, [each.external_id for each in goods])
                categories = category_ids(session, {each.category for each in goods}, makes_new=False)
                outcome = compare(goods, known, categories)
            counts["items_new"] += outcome.new
            counts["items_changed"] += outcome.changed
            counts["items_unchanged"] += outcome.unchanged
            seen += len(goods)
            work.report(READING + (1 - READING) * min(0.99, seen / total), f"{seen} of {total} items compared")
        report = found.report
        key = f"{FOLDER}/{batch_id}/faults.csv"
        open_store(work.settings).put(key, faults_file(report))
        counts |= {"rows_read": report.counts["read"], "rows_rejected": report.counts["rejected"]}
        with work.transaction() as session:
            batch = session.get_one(ImportBatch, batch_id)
            if batch.state == BatchState.CHECKING:
                kept = {"faults": first_faults(report), "faults_key": key}
                batch_states.move(session, batch, BatchState.CHECKED, **counts, **kept)
    return counts
