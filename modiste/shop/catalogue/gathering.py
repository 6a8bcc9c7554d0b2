"""From a stored file to whole items: read, understood, sorted; the same way for a check and for the real thing."""

import csv
import io
import tempfile
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from modiste.shop.boutiques.models import Boutique
from modiste.shop.catalogue.batches import FileForgotten, fetch_file
from modiste.shop.catalogue.dialects import chosen_columns
from modiste.shop.catalogue.feeds.base import Fault
from modiste.shop.catalogue.goods import Terms, read_goods
from modiste.shop.catalogue.models import ImportBatch
from modiste.shop.catalogue.reading import FoundColumns, ImportReport
from modiste.shop.catalogue.shelves import Shelf, open_shelf_file, put_beside
from modiste.shop.catalogue.stocking import Goods
from modiste.shop.catalogue.uploads import Kind, Tape, open_upload
from modiste.shop.kit.queue.work import Work
from modiste.shop.kit.storage.base import NoSuchFile
from modiste.shop.kit.storage.choice import open_store

AT_ONCE = 250  # items in one transaction: others write in between
READING = 0.3  # the share of the progress bar that reading takes
EVERY = 500  # rows between two reports
KINDS = frozenset({"size", "color"})
FIRST_FAULTS = 20
RISKY = ("=", "+", "-", "@", "\t", "\r", "\n")


@dataclass(slots=True)
class Gathered:
    """The items of a file, and what is wrong with its rows."""

    batch: ImportBatch
    report: ImportReport
    defaults: dict[str, Any]
    shelf: Shelf

    def rounds(self, *, after: int = 0) -> Iterator[tuple[int, list[Goods]]]:
        """Whole items, a few hundred at a time, each time with the number of the row that the last one begins with."""
        part: list[Goods] = []
        last = after
        for number, rows in self.shelf.items():
            whole = self._whole(rows)  # those before count too: what is wrong with them is said again
            if number > after:
                last = number
                part.append(whole)
            if len(part) >= AT_ONCE:
                yield last, part
                part = []
        if part:
            yield last, part

    def _whole(self, rows: list[Goods]) -> Goods:
        first, *further = rows
        has_kinds = bool(KINDS & set(self.report.columns.sources))
        for each in further:
            try:
                note = put_beside(first, each, has_kinds=has_kinds)
            except ValueError as error:
                self.report.reject(Fault(each.line, str(error)))
            else:
                if note is not None:
                    self.report.note(note)
        return first


@contextmanager
def gathered(work: Work, batch_id: uuid.UUID) -> Iterator[Gathered]:
    """The batch's items, ready to be compared or put on the shelf. Raises FileForgotten, UnreadableFeed."""
    with work.database.reading() as session:
        batch, defaults = _batch(session, batch_id)
    terms = Terms(batch.currency, batch.default_price)
    columns = chosen_columns(batch.dialect, batch.columns, batch.mapping, terms)
    report = ImportReport(batch.file_name, columns)
    with tempfile.TemporaryDirectory(prefix="modiste-import-") as folder, open_shelf_file() as shelf:
        try:
            path = fetch_file(batch, open_store(work.settings), Path(folder))
        except NoSuchFile as error:
            raise FileForgotten from error
        kind = Kind(batch.format, batch.encoding, batch.dialect)
        with open_upload(path, kind) as (feed, tape):
            shelf.fill(_goods(report, report.rows(feed), terms, _teller(work, tape)))
        path.unlink()
        yield Gathered(batch, report, defaults, shelf)


def faults_file(report: ImportReport) -> bytes:
    """The faults as CSV, which no spreadsheet runs: cells that would begin a formula begin with an apostrophe."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(["line", "column", "value", "message"])
    for fault in sorted(report.faults, key=lambda each: each.line):
        writer.writerow([fault.line, *map(harmless, (fault.column, fault.value, fault.message))])
    left_out = report.counts["faults"] - len(report.faults)
    if left_out > 0:
        writer.writerow(["", "", "", f"and {left_out} more"])
    return text.getvalue().encode("utf-8-sig", "replace")


def harmless(cell: str) -> str:
    """`cell`, not to be taken for a formula."""
    return f"'{cell}" if cell.startswith(RISKY) else cell


def first_faults(report: ImportReport) -> list[dict[str, Any]]:
    """The faults that a page shows, by line."""
    shown = sorted(report.faults, key=lambda each: each.line)[:FIRST_FAULTS]
    return [
        {"line": fault.line, "column": fault.column, "value": fault.value, "message": _clean(fault.message)}
        for fault in shown
    ]


def _clean(text: str) -> str:
    return text.replace("\0", "\ufffd").encode("utf-8", "replace").decode()[:500]


def _batch(session: Session, batch_id: uuid.UUID) -> tuple[ImportBatch, dict[str, Any]]:
    batch = session.get_one(ImportBatch, batch_id)
    boutique = session.get_one(Boutique, batch.boutique_id)
    return batch, {"boutique_id": boutique.id, "currency": batch.currency, "brand": boutique.name, "price": 0}


def _goods(report: ImportReport, rows: Iterator[Any], terms: Terms, tell: Callable[[int], None]) -> Iterator[Goods]:
    columns: FoundColumns = report.columns
    for number, row in enumerate(rows):
        if number % EVERY == 0:
            tell(number)
        try:
            yield read_goods(columns, row, terms)
        except ValueError as error:
            report.reject(Fault(row.line, str(error)))


def _teller(work: Work, tape: Tape) -> Callable[[int], None]:
    return lambda number: work.report(READING * tape.share, f"{number} rows read")
