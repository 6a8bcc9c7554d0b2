"""Importing items from a file: every good row is taken, every bad one named with its line, all in one transaction."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from modiste.shop.boutiques.models import Boutique
from modiste.shop.catalogue.bare import open_shelf
from modiste.shop.catalogue.feeds.base import Fault
from modiste.shop.catalogue.goods import COLUMNS, Terms, read_goods
from modiste.shop.catalogue.reading import ImportReport, match_columns, open_feed
from modiste.shop.catalogue.shelves import put_beside
from modiste.shop.catalogue.stocking import Goods, stock_items
from modiste.shop.kit.db import Database


@dataclass(frozen=True, slots=True)
class ItemImport:
    """How to read a file: whose items they are (`boutique`, a slug: opened when new), and what its columns mean.

    `default_price` (major units, such as "0" or "19.90") stands in where the file has no price column or an empty cell.
    """

    boutique: str
    columns: Mapping[str, str] = field(default_factory=dict)  # field → column of the file
    currency: str = "EUR"
    default_price: str | None = None
    is_dry_run: bool = False
    file_format: str = ""
    encoding: str = "utf-8"


def import_items(database: Database, path: Path, plan: ItemImport) -> ImportReport:
    """Import `path`; returns what became of it, by number and by line.

    Rows with one id (or one item_group_id) and different sizes or colours are one item's variants; the same size and
    colour again is a duplicate. What is wrong with the file as a whole raises (UnreadableFeed, MissingColumns,
    UnknownMapping, and ValueError for an impossible default price) and nothing is written. Importing the file again
    changes nothing. A dry run does all of it and takes it back.
    """
    terms = Terms(plan.currency, plan.default_price)
    with open_feed(path, format=plan.file_format, encoding=plan.encoding) as feed:
        columns = match_columns(terms.columns(COLUMNS), feed.columns, plan.columns)
        report = ImportReport(path.name, columns, is_dry_run=plan.is_dry_run)
        has_kinds = bool({"size", "colour", "color"} & set(columns.sources))
        goods: dict[str, Goods] = {}
        for row in report.rows(feed):
            try:
                each = read_goods(columns, row, terms)
                first = goods.setdefault(each.external_id, each)
                if first is not each and (note := put_beside(first, each, has_kinds=has_kinds)):
                    report.note(note)
            except ValueError as error:
                report.reject(Fault(row.line, str(error)))
    with database.transaction() as session:
        if not database.is_sqlite:
            session.execute(text("SET LOCAL statement_timeout = 0"))
        _write(session, plan, list(goods.values()), report)
        if plan.is_dry_run:
            session.rollback()
    return report


def _write(session: Session, plan: ItemImport, goods: list[Goods], report: ImportReport) -> None:
    boutique_id = open_shelf(session, plan.boutique, create=True)
    brand = session.scalars(select(Boutique.name).where(Boutique.id == boutique_id)).one()
    outcome = stock_items(session, boutique_id, goods, currency=plan.currency, brand=brand)
    report.count("new", outcome.new)
    report.count("changed", outcome.changed)
    report.count("unchanged", outcome.unchanged)
