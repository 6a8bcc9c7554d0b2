"""XML product feeds: each `item` (RSS 2.0) or `entry` (Atom) is a row, its children are the columns, without `g:`.

Hostile files meet a wall: no document type (so no entities, no files, no bombs), no network, libxml2's own limits on
depth and length, and a bound on the parts of one product. Memory is that of one product.
"""

import re
from collections.abc import Iterator
from itertools import chain
from typing import Any, BinaryIO

from lxml import etree

from modiste.shop.catalogue.feeds.base import Feed, Row, UnreadableFeed

SUFFIXES = (".xml", ".rss", ".atom")

PRODUCTS = ("item", "entry")
MOST_PARTS = 2_000  # elements of one product, and of what stands around them
LOOK_AHEAD = 100  # products whose parts are taken for the columns
LONGEST_LOOK = 1024 * 1024  # characters of them
LONGEST_TEXT = 100_000  # characters of one part
LONGEST_START = 64 * 1024  # bytes in which a document type must begin
G = "{http://base.google.com/ns/1.0}"
DOCTYPE = re.compile(rb"<!\s*DOCTYPE|<!\s*ENTITY", re.IGNORECASE)


class _Start:
    """A file whose first bytes are read again."""

    def __init__(self, start: bytes, file: BinaryIO) -> None:
        self._start = start
        self._file = file

    def read(self, size: int = -1) -> bytes:
        if not self._start:
            return self._file.read(size)
        taken, self._start = (self._start, b"") if size < 0 else (self._start[:size], self._start[size:])
        return taken


def read(file: BinaryIO, *, encoding: str) -> Feed:  # noqa: ARG001  (the file's first line names its own)
    """The feed in `file`; raises UnreadableFeed."""
    start = file.read(LONGEST_START)
    plain_start = start.replace(b"\0", b"")  # UTF-16 has them between the letters
    if DOCTYPE.search(plain_start):
        raise UnreadableFeed("The file declares a document type or entities: remove the <!DOCTYPE …> at its top")
    rows = _rows(_Start(start, file))
    first: list[Row] = []
    while (len(first) < LOOK_AHEAD and sum(map(_length, first)) < LONGEST_LOOK) and (row := next(rows, None)):
        first.append(row)
    if not first:
        raise UnreadableFeed("The XML has no <item> (RSS) and no <entry> (Atom): is this a product feed?")
    columns = dict.fromkeys(name for row in first for name in row.values)
    return Feed(tuple(columns), chain(first, rows))


def _rows(file: Any) -> Iterator[Row]:
    try:
        events = etree.iterparse(
            file,
            events=("start", "end"),
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        yield from _products(events)
    except etree.XMLSyntaxError as error:
        raise UnreadableFeed(f"The XML is broken: {str(error)[:200]}") from error
    except (LookupError, UnicodeError) as error:
        raise UnreadableFeed(f"The XML is not text in the encoding that it names: {str(error)[:100]}") from error


def _products(events: Any) -> Iterator[Row]:
    product: Any = None
    parts = 0
    for event, element in events:
        if event == "start":
            parts += 1
            if parts == 1 and element.getroottree().docinfo.doctype:
                raise UnreadableFeed("The file declares a document type: remove the <!DOCTYPE …>")
            if parts > MOST_PARTS:
                raise UnreadableFeed(f"Line {element.sourceline}: more than {MOST_PARTS} elements that are no product")
            if product is None and _name(element) in PRODUCTS:
                product = element
        elif element is product:
            yield Row(element.sourceline or 0, _values(element))
            product, parts = None, 1
            _forget(element)
        elif product is None:
            _forget(element)


def _values(product: Any) -> dict[str, object]:
    """The product's own parts by name; Google's before RSS's and Atom's of the same name, repeated ones listed."""
    plain: dict[str, object] = {}
    google: dict[str, object] = {}
    for part in product:
        if len(part):
            continue  # g:shipping and the like: nothing that the shop asks for
        values = google if str(part.tag).startswith(G) else plain
        name, text = _name(part), (part.text or part.get("href") or "").strip()[:LONGEST_TEXT]
        known = values.get(name)
        if known is None:
            values[name] = text
        elif isinstance(known, list):
            known.append(text)
        else:
            values[name] = [known, text]
    return plain | google


def _length(row: Row) -> int:
    return sum(len(str(value)) for value in row.values.values())


def _name(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def _forget(element: Any) -> None:
    """Free what has been read: the element's parts, and what came before it."""
    element.clear(keep_tail=False)
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]
