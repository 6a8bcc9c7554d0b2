"""What a file format gives back: rows with line numbers as dicts, and a fault for each row it could not read.

A format is a file in this folder with `SUFFIXES` (the file names it is known by) and `read(file, encoding=…)`. It
streams: a file of any size needs the memory of a few rows. A row that cannot be read is a `Fault`, never the end; only
a file that makes no sense as a whole raises `UnreadableFeed`. A dialect has `fits` and `plain`, and streams too.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import BinaryIO, Protocol

from modiste.shop.kit.errors import Invalid

SHOWN_LENGTH = 80  # characters of a wrong value that a report repeats


class UnreadableFeed(Invalid):
    """The file as a whole cannot be read; the detail says what to change."""

    title = "This file cannot be read"


@dataclass(frozen=True, slots=True)
class Row:
    """One record: the line it begins on (for Parquet: the number of the row, from 1) and its values by column."""

    line: int
    values: dict[str, object]


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in one line, in words that say what to change; `column` is empty when it is the whole line."""

    line: int
    message: str
    column: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True)
class Feed:
    """A file that has been opened: its columns, and its rows to go through once."""

    columns: tuple[str, ...]
    rows: Iterator[Row | Fault]


class Format(Protocol):
    """What every file in this folder offers."""

    SUFFIXES: tuple[str, ...]

    def read(self, file: BinaryIO, *, encoding: str) -> Feed:
        """The feed in `file`; raises UnreadableFeed."""
        ...


class Dialect(Protocol):
    """What every file in this folder offers that understands somebody's columns."""

    LABEL: str
    FIELDS: Mapping[str, tuple[str, ...]]  # the import's field → the names of its column, best first

    def fits(self, columns: Sequence[str]) -> int:
        """How surely a file with these columns is of this dialect: 0 for not at all."""
        ...

    def plain(self, feed: Feed) -> Feed:
        """The same goods, one row for each variant; raises UnreadableFeed."""
        ...


def plain_name(name: str) -> str:
    """A column's name without case, punctuation and a `g:` prefix: how names are compared."""
    return "".join(sign for sign in name.casefold().removeprefix("g:") if sign.isalnum())


def shown(value: object) -> str:
    """A value as a report repeats it: short, printable, on one line."""
    text = repr(value)[: SHOWN_LENGTH + 2] if isinstance(value, str) else str(value)[:SHOWN_LENGTH]
    return text.encode("utf-8", "backslashreplace").decode()
