"""Rows sorted into items before anything is written, in a file of their own: a feed of any size needs little memory.

An item's sizes may stand anywhere in a feed, so none is whole before the last row has been read.
"""

import json
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import fields
from itertools import groupby, islice
from operator import itemgetter
from pathlib import Path

from modiste.shop.catalogue.feeds.base import Fault
from modiste.shop.catalogue.stocking import Goods, Photo, Stock

AT_ONCE = 1_000  # rows per statement
NAMES = tuple(part.name for part in fields(Goods) if part.name not in {"stocks", "photos", "created_at"})
TABLES = """
  CREATE TABLE goods (number INTEGER PRIMARY KEY, external_id TEXT NOT NULL, said TEXT NOT NULL);
  CREATE TABLE items (external_id TEXT PRIMARY KEY, first INTEGER NOT NULL) WITHOUT ROWID;
"""
IN_ORDER = """
  SELECT items.first, goods.said FROM items JOIN goods USING (external_id)
  ORDER BY items.first, goods.number
"""


class Shelf:
    """Goods by item, in the order of each item's first row."""

    def __init__(self, file: Path) -> None:
        self._file = sqlite3.connect(file, isolation_level=None)
        for pragma in ("journal_mode=OFF", "synchronous=OFF", "cache_size=-16000"):
            self._file.execute(f"PRAGMA {pragma}")
        self._file.executescript(TABLES)

    def fill(self, goods: Iterable[Goods]) -> None:
        """Take every row; the first one is number 1."""
        self._file.execute("BEGIN")
        rows = enumerate(goods, start=1)
        while part := list(islice(rows, AT_ONCE)):
            self._file.executemany(
                "INSERT INTO goods VALUES (?, ?, ?)", [(number, each.external_id, _said(each)) for number, each in part]
            )
            self._file.executemany(
                "INSERT INTO items VALUES (?, ?) ON CONFLICT DO NOTHING",
                [(each.external_id, number) for number, each in part],
            )
        self._file.execute("CREATE INDEX goods_by_item ON goods (external_id)")
        self._file.execute("CREATE INDEX items_by_first ON items (first)")
        self._file.execute("COMMIT")

    def count(self, *, after: int = 0) -> int:
        """How many items begin behind this row."""
        found: int = self._file.execute("SELECT count(*) FROM items WHERE first > ?", (after,)).fetchone()[0]
        return found

    def items(self) -> Iterator[tuple[int, list[Goods]]]:
        """The number of the first row, and all rows, of each item."""
        found = self._file.execute(IN_ORDER)
        for first, rows in groupby(found, key=itemgetter(0)):
            yield first, [_goods(said) for _, said in rows]

    def close(self) -> None:
        self._file.close()


@contextmanager
def open_shelf_file() -> Iterator[Shelf]:
    """A shelf that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="modiste-import-") as folder:
        shelf = Shelf(Path(folder) / "shelf.sqlite3")
        try:
            yield shelf
        finally:
            shelf.close()


def put_beside(first: Goods, each: Goods, *, has_kinds: bool) -> Fault | None:
    """Make a further row of an item part of it; returns what is worth knowing about a row that was taken.

    Raises ValueError when it says again what an earlier line said; `has_kinds`: the file tells sizes or colours apart.
    """
    if each.stocks is None or first.stocks is None or not has_kinds:
        raise ValueError(f"id {each.external_id} stood in line {first.line} already: ids must be different")
    stock = each.stocks[0]
    if any((known.size, known.colour) == (stock.size, stock.colour) for known in first.stocks):
        size = " ".join(filter(None, (stock.size, stock.colour))) or "one size"
        raise ValueError(f"id {each.external_id} in {size} stood in the file already (first in line {first.line})")
    first.stocks.append(stock)
    if first.gtin != each.gtin:
        first.gtin = None  # each size has its own: none of them is the item's
    for colour in each.colours or ():
        if first.colours is not None and colour not in first.colours:
            first.colours.append(colour)
    for photo in each.photos or ():
        if first.photos is None:
            first.photos = []
        if photo not in first.photos:
            first.photos.append(photo)
    if each.price == first.price:
        return None
    return Fault(each.line, f"an item has one price: that of line {first.line} is taken", "price", str(each.price))


def _said(each: Goods) -> str:
    values = [getattr(each, name) for name in NAMES]
    stocks = None if each.stocks is None else [(s.size, s.colour, s.amount) for s in each.stocks]
    photos = None if each.photos is None else [photo.url for photo in each.photos]
    return json.dumps([values, stocks, photos], ensure_ascii=False)


def _goods(said: str) -> Goods:
    values, stocks, photos = json.loads(said)
    return Goods(
        **dict(zip(NAMES, values, strict=True)),
        stocks=None if stocks is None else [Stock(*stock) for stock in stocks],
        photos=None if photos is None else [Photo(url) for url in photos],
    )
