"""A file that somebody uploaded: what it is by its content, and its rows, within bounds that no file can break."""

import codecs
import gzip
import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO, cast

from modiste.shop.catalogue.dialects import DIALECTS, find_dialect, propose_mapping
from modiste.shop.catalogue.feeds.base import Fault, Feed, Row, UnreadableFeed
from modiste.shop.catalogue.reading import FORMATS
from modiste.shop.kit.errors import Invalid

MOST_UNPACKED = 512 * 1024 * 1024  # bytes
MOST_ROWS = 1_000_000
MOST_COLUMNS = 400
SAMPLES, LOOKED_AT = 5, 200  # rows shown; rows that a look goes through at most
LOOK = 4 * 1024 * 1024  # bytes whose encoding is found out
LONGEST_SAMPLE = 200  # characters of a cell that is shown
NOT_TAKEN = {
    b"PK\x03\x04": "This is a zip archive or an Excel file: unpack it, or save the sheet as CSV (UTF-8)",
    b"\xd0\xcf\x11\xe0": "This is an old Excel file: save the sheet as CSV (UTF-8)",
    b"PAR1": "Parquet is read on the command line only: upload CSV, TSV, XML or JSON lines",
    b"%PDF": "This is a PDF: upload CSV, TSV, XML or JSON lines",
    b"\x1f\x8b": "This is a gzip file inside a gzip file: pack it once",
}


class DialectUnknown(Invalid):
    """There is no dialect of this name."""

    title = "There is no such dialect"


@dataclass(frozen=True, slots=True)
class Kind:
    """How a file is read."""

    format: str
    encoding: str
    dialect: str


@dataclass(frozen=True, slots=True)
class Look:
    """What one sees at a first look: the kind, the plain feed's columns, a proposed mapping, and a few rows."""

    kind: Kind
    columns: list[str]
    mapping: dict[str, list[str]]
    samples: list[dict[str, Any]]


def look_at(path: Path, *, dialect: str = "") -> Look:
    """Find out what `path` is; `dialect` overrides what its columns say. Raises UnreadableFeed, DialectUnknown."""
    if dialect and dialect not in DIALECTS:
        raise DialectUnknown(f"There is no dialect {dialect!r}: choose one of {', '.join(DIALECTS)}")
    with _reading(path) as (file, _):
        start = file.read(LOOK)
    form, encoding = _format_of(start), _encoding_of(start)
    with _reading(path) as (file, _):
        feed = FORMATS[form].read(file, encoding=encoding)
        if len(feed.columns) > MOST_COLUMNS:
            raise UnreadableFeed(f"The file has {len(feed.columns)} columns; at most {MOST_COLUMNS} are taken")
        kind = Kind(form, encoding, dialect or find_dialect(feed.columns))
        plain = DIALECTS[kind.dialect].plain(Feed(feed.columns, islice(feed.rows, LOOKED_AT)))
        rows = list(islice((row for row in plain.rows if isinstance(row, Row)), SAMPLES))
    if not rows:
        raise UnreadableFeed("The file has a header, and no row that can be read")
    samples = [{name: _shown(row.values.get(name)) for name in plain.columns} for row in rows]
    return Look(kind, list(plain.columns), propose_mapping(kind.dialect, plain.columns), samples)


@contextmanager
def open_upload(path: Path, kind: Kind) -> Iterator[tuple[Feed, "Tape"]]:
    """The plain rows of `path`, and how far they have been read. Raises UnreadableFeed."""
    with _reading(path) as (file, tape):
        feed = FORMATS[kind.format].read(file, encoding=kind.encoding)
        plain = DIALECTS[kind.dialect].plain(Feed(feed.columns, _bounded(feed.rows)))
        yield plain, tape


def _bounded(rows: Iterator[Row | Fault]) -> Iterator[Row | Fault]:
    for number, row in enumerate(rows):
        if number >= MOST_ROWS:
            raise UnreadableFeed(f"The file has more than {MOST_ROWS:,} rows: split it")
        yield row


class Tape(io.RawIOBase):
    """A file that is read once, with a bound on what it unpacks to."""

    def __init__(self, file: BinaryIO, raw: BinaryIO, size: int) -> None:
        self._file, self._raw, self._size = file, raw, max(1, size)
        self._taken = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        part = self._file.read(len(buffer))
        self._taken += len(part)
        if self._taken > MOST_UNPACKED:
            raise UnreadableFeed(f"The file unpacks to more than {MOST_UNPACKED // 2**20} MiB: split it")
        buffer[: len(part)] = part
        return len(part)

    @property
    def share(self) -> float:
        """How much of the file has been read, 0 to 1."""
        return min(1.0, self._raw.tell() / self._size)


@contextmanager
def _reading(path: Path) -> Iterator[tuple[BinaryIO, Tape]]:
    try:
        with path.open("rb") as raw:
            start = raw.peek(2)[:2]
            if not start:
                raise UnreadableFeed("The file is empty")
            file = cast(BinaryIO, gzip.open(raw)) if start == b"\x1f\x8b" else raw
            tape = Tape(file, raw, path.stat().st_size)
            yield cast(BinaryIO, io.BufferedReader(tape, 256 * 1024)), tape
    except (gzip.BadGzipFile, zlib.error, EOFError) as error:
        raise UnreadableFeed(f"This is not a whole gzip file: {error}") from error
    except UnicodeError as error:
        raise UnreadableFeed("The file is not text in one encoding: save it as UTF-8") from error


def _format_of(start: bytes) -> str:
    for magic, words in NOT_TAKEN.items():
        if start.startswith(magic):
            raise UnreadableFeed(words)
    head = start[:4096].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if head.startswith(b"<"):
        return "xml"
    if head.startswith(b"["):
        raise UnreadableFeed("This is one JSON array: write one object on each line instead (JSON lines)")
    return "jsonl" if head.startswith(b"{") else "csv"


def _encoding_of(start: bytes) -> str:
    """UTF-16 by its mark or its zeros, what old Excel writes where most of the letters ask for it, else UTF-8."""
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    sample = start[:200]
    if sample[1::2].count(0) > len(sample) // 3:
        return "utf-16-le"
    if sample[::2].count(0) > len(sample) // 3:
        return "utf-16-be"
    foreign = [line for line in start.split(b"\n")[:-1] or [start] if not line.isascii()]
    broken = sum(not _is_utf8(line) for line in foreign)
    return "cp1252" if broken * 2 > len(foreign) else "utf-8"


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True


def _shown(value: object) -> str:
    """A cell as a preview shows it: text that JSON and both databases hold."""
    if isinstance(value, list):
        value = ", ".join(str(part) for part in value)
    text = "" if value is None else str(value)
    return text[:LONGEST_SAMPLE].replace("\0", "\ufffd").encode("utf-8", "replace").decode()
