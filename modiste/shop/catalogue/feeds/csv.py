"""Comma, semicolon, tab or bar separated values with a header line; quotes as in RFC 4180.

A quote that is never closed would swallow the rest of the file, so a record that grows too long, ends with the file or
has the wrong number of fields is given up at its first line and reading goes on with the next one.
"""

import csv
import io
from collections import deque
from collections.abc import Iterator
from typing import BinaryIO

from modiste.shop.catalogue.feeds.base import Fault, Feed, Row, UnreadableFeed, shown

SUFFIXES = (".csv", ".tsv", ".tab", ".txt")

SEPARATORS = ",;\t|"
LONGEST_LINE = 100_000  # characters
LONGEST_RECORD = 200  # lines
SAMPLE = 20  # lines that the separator is found in


class _BrokenRecord(Exception):
    """The record that is being read cannot be finished."""


class _Text(io.TextIOWrapper):
    """The text of a file that somebody else opened and closes."""

    def close(self) -> None:
        """Leave the file open: a wrapper that goes out of sight would close it under its owner."""


class _Lines:
    """The physical lines of a text, with their numbers, and with the way back that `csv.reader` lacks."""

    def __init__(self, text: io.TextIOBase) -> None:
        self._text = text
        self._pending: deque[str] = deque()
        self.taken: list[str] = []
        self.before = 0  # lines before the record that is being read
        self.has_ended = False

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        if len(self.taken) >= LONGEST_RECORD or sum(map(len, self.taken)) > LONGEST_LINE:
            raise _BrokenRecord
        line = self._pending.popleft() if self._pending else self._text.readline(LONGEST_LINE)
        if not line:
            self.has_ended = True
            raise StopIteration
        if len(line) >= LONGEST_LINE and not line.endswith(("\n", "\r")):
            self._skip_rest_of_line()
            line = line[: LONGEST_LINE - 1] + "\n"
            self.taken.append(line)
            raise _BrokenRecord
        self.taken.append(line)
        return line

    def _skip_rest_of_line(self) -> None:
        while (part := self._text.readline(LONGEST_LINE)) and not part.endswith(("\n", "\r")):
            pass

    def begin_record(self) -> int:
        """Forget the lines of the last record; the number of the line that the next one begins on."""
        self.before += len(self.taken)
        self.taken.clear()
        self.has_ended = False
        return self.before + 1

    def give_back_all_but_first(self) -> None:
        """Read the lines after the first one of this record again, as records of their own."""
        self._pending.extendleft(reversed(self.taken[1:]))
        del self.taken[1:]

    def peek(self, count: int) -> list[str]:
        """The next lines, without taking them."""
        while len(self._pending) < count and (line := self._text.readline(LONGEST_LINE)):
            self._pending.append(line)
        return list(self._pending)[:count]


def read(file: BinaryIO, *, encoding: str) -> Feed:
    """The feed in `file`; raises UnreadableFeed."""
    # Bytes that are not of this encoding become lone surrogates, so that only their own rows are lost.
    text = _Text(file, encoding=_without_bom(encoding), errors="surrogateescape", newline="")
    lines = _Lines(text)
    separator = _separator_of(lines.peek(SAMPLE))
    columns = _columns(lines, separator, encoding)
    return Feed(columns, _rows(lines, separator, columns, encoding))


def _without_bom(encoding: str) -> str:
    return "utf-8-sig" if encoding.lower().replace("_", "-") in {"utf-8", "utf8"} else encoding


def _separator_of(sample: list[str]) -> str:
    """The separator that cuts the sample's lines most evenly, then into most fields."""

    def score(separator: str) -> tuple[int, int]:
        counts = [len(fields) for fields in csv.reader(sample, delimiter=separator) if fields]
        width = counts[0] if counts else 0
        return (sum(count == width for count in counts) if width > 1 else 0, width)

    return max(SEPARATORS, key=score)


def _columns(lines: _Lines, separator: str, encoding: str) -> tuple[str, ...]:
    lines.begin_record()
    try:
        header = next(csv.reader(lines, delimiter=separator), [])
    except _BrokenRecord as error:
        raise UnreadableFeed("The first line is too long to be a header: is this a CSV file?") from error
    names = [name.strip() or f"column {number}" for number, name in enumerate(header, start=1)]
    if not any(name.strip() for name in header):
        raise UnreadableFeed("The first line is empty: it must name the columns")
    if any(_fault_in(line, encoding) for line in lines.taken):
        raise UnreadableFeed(
            f"The first line is not text in {encoding}: name the file's encoding, for example --encoding cp1252 or "
            "--encoding utf-16, or say --format when this is not a CSV file"
        )
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise UnreadableFeed(f"The column {shown(twice[0])} stands twice in the first line: give each its own name")
    return tuple(names)


def _fault_in(line: str, encoding: str) -> str:
    """What makes this line no text; empty when it is one."""
    if "\0" in line:
        return "holds a NUL character: remove it"
    try:
        line.encode()
    except UnicodeEncodeError:
        return f"is not valid {encoding}: correct it, or name the file's encoding (for example --encoding cp1252)"
    return ""


def _rows(lines: _Lines, separator: str, columns: tuple[str, ...], encoding: str) -> Iterator[Row | Fault]:
    reader = csv.reader(lines, delimiter=separator)
    while True:
        line = lines.begin_record()
        try:
            fields = next(reader, None)
            problem = _problem_of(fields, lines, columns, encoding)
        except _BrokenRecord:
            fields, problem = [], "is too long, or a quote in it is never closed"
        except csv.Error as error:
            fields, problem = [], f"is not CSV ({error})"
        if problem:
            lines.give_back_all_but_first()
            yield Fault(line, f"The line {problem}", value=shown(lines.taken[0].rstrip("\r\n")))
        elif fields is None:
            return
        elif any(fields):
            yield Row(line, dict(zip(columns, fields, strict=False)))


def _problem_of(fields: list[str] | None, lines: _Lines, columns: tuple[str, ...], encoding: str) -> str:
    """What is wrong with this record; empty when nothing is."""
    if lines.has_ended and lines.taken:  # csv.reader asks for one line more only inside quotes
        return "opens a quote that is never closed"
    if not fields or not any(fields):
        return ""
    if len(fields) < len(columns):
        return f"has {len(fields)} fields where the header has {len(columns)}"
    if any(fields[len(columns) :]):
        return f"has {len(fields)} fields where the header has {len(columns)}: put texts with the separator in quotes"
    return next(filter(None, (_fault_in(line, encoding) for line in lines.taken)), "")
