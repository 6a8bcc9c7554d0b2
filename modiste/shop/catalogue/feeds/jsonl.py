"""JSON lines: one JSON object per line (https://jsonlines.org), always UTF-8 unless told otherwise."""

import json
from collections.abc import Iterator
from itertools import chain, islice
from typing import BinaryIO

from modiste.shop.catalogue.feeds.base import Fault, Feed, Row, UnreadableFeed, shown

SUFFIXES = (".jsonl", ".ndjson", ".json")

LONGEST_LINE = 1_000_000  # bytes
LOOK_AHEAD = 1_000  # rows whose keys are taken for the columns


def read(file: BinaryIO, *, encoding: str) -> Feed:
    """The feed in `file`; raises UnreadableFeed."""
    rows = _rows(file, encoding)
    first = list(islice(rows, LOOK_AHEAD))
    columns = dict.fromkeys(key for row in first if isinstance(row, Row) for key in row.values)
    if first and not columns:
        problem = next(row for row in first if isinstance(row, Fault))
        raise UnreadableFeed(
            f"Not one of the first {len(first)} lines is a JSON object (line {problem.line}: {problem.message}). "
            "JSON lines means one object on each line, not one array; --format names another format"
        )
    return Feed(tuple(columns), chain(first, rows))


def _rows(file: BinaryIO, encoding: str) -> Iterator[Row | Fault]:
    line = 0
    while raw := file.readline(LONGEST_LINE):
        line += 1
        if len(raw) >= LONGEST_LINE and not raw.endswith(b"\n"):
            while (part := file.readline(LONGEST_LINE)) and not part.endswith(b"\n"):
                pass
            yield Fault(line, f"The line is longer than {LONGEST_LINE} bytes")
        elif text := raw.strip(b"\xef\xbb\xbf \t\r\n"):
            yield _row(line, text, encoding)


def _row(line: int, raw: bytes, encoding: str) -> Row | Fault:
    try:
        value = json.loads(raw.decode(encoding))
    except UnicodeError:
        return Fault(line, f"The line is not valid {encoding}: correct it, or name the file's encoding with --encoding")
    except (ValueError, RecursionError) as error:
        return Fault(line, f"The line is not JSON: {error}", value=shown(raw.decode("utf-8", "replace")))
    if not isinstance(value, dict):
        return Fault(line, "The line is not a JSON object", value=shown(value))
    return Row(line, value)
