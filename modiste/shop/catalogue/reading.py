"""Reading rows of real files: open by name, find the columns, collect what is wrong. Used by every import of the shop.

    COLUMNS = (Column("user", ("user_id", "userId"), is_required=True), Column("at", ("timestamp",)))

    with open_feed(path, format=..., encoding=...) as feed:             # UnreadableFeed: the file makes no sense
        found = match_columns(COLUMNS, feed.columns, {"at": "review_date"})   # MissingColumns, UnknownMapping
        report = ImportReport(path.name, found, is_dry_run=False)
        for row in report.rows(feed):                                   # broken lines are already in the report
            try:
                user = required(found.text(row, "user"), "user")        # "" when absent; ValueError: NUL, surrogates
            except ValueError as error:
                report.reject(Fault(row.line, str(error), column="user"))
                continue
            ...
            report.count("new")

`report.as_json()` is for machines, `report.summary()` for people. Everything streams.
"""

import codecs
import gzip
import importlib
import math
import pkgutil
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO, cast

from modiste.shop.catalogue import feeds
from modiste.shop.catalogue.feeds.base import Fault, Feed, Format, Row, UnreadableFeed, plain_name
from modiste.shop.kit.errors import Invalid

FORMATS: Mapping[str, Format] = {
    name: cast(Format, module)
    for name, module in (
        (found.name, importlib.import_module(f"{feeds.__name__}.{found.name}"))
        for found in pkgutil.iter_modules(feeds.__path__)
    )
    if hasattr(module, "SUFFIXES")
}
KEPT_FAULTS = 10_000  # the report of a hopeless file stays small; the rest is counted


class MissingColumns(Invalid):
    """The file lacks columns that the import cannot do without."""

    title = "The file lacks a column that is needed"


class UnknownMapping(Invalid):
    """An option maps a field that does not exist, or to a column that the file lacks."""

    title = "This column mapping does not fit the file"


@contextmanager
def open_feed(path: Path, *, format: str = "", encoding: str = "utf-8") -> Iterator[Feed]:  # noqa: A002
    """The rows of `path`, read as `format` or as its suffix says; `.gz` is unpacked on the way.

    Raises UnreadableFeed when the file is missing, empty, cut off, of an unknown format or in another encoding.
    """
    with ExitStack() as opened:
        with _readable(path, encoding):
            reader = _format_of(path, format)
            feed = reader.read(opened.enter_context(_opened(path)), encoding=encoding)
            first = next(feed.rows, None)
        if first is None:
            raise UnreadableFeed(f"{path.name} has no rows")
        yield Feed(feed.columns, chain([first], _guarded(feed.rows, path, encoding)))


def _guarded(rows: Iterator[Row | Fault], path: Path, encoding: str) -> Iterator[Row | Fault]:
    with _readable(path, encoding):
        yield from rows


@contextmanager
def _readable(path: Path, encoding: str) -> Iterator[None]:
    """Turn what goes wrong in the system, in gzip or in a decoder into UnreadableFeed."""
    try:
        codecs.lookup(encoding)
        yield
    except FileNotFoundError as error:
        raise UnreadableFeed(f"There is no file {path}") from error
    except (gzip.BadGzipFile, zlib.error, EOFError) as error:
        raise UnreadableFeed(f"{path.name} is not a whole gzip file: {error}") from error
    except LookupError as error:
        raise UnreadableFeed(f"There is no text encoding {encoding!r}: try utf-8, cp1252 or utf-16") from error
    except UnicodeError as error:
        raise UnreadableFeed(f"{path.name} is not text in {encoding}: name its encoding with --encoding") from error
    except (IsADirectoryError, PermissionError) as error:
        raise UnreadableFeed(f"{path} cannot be opened: {error.strerror}") from error


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    with path.open("rb") as plain:
        start = plain.peek(2)[:2]
        if not start:
            raise UnreadableFeed(f"{path.name} is empty")
        if start == b"\x1f\x8b":
            with gzip.open(plain) as unpacked:
                yield cast(BinaryIO, unpacked)
        else:
            yield plain


def _format_of(path: Path, name: str) -> Format:
    if name:
        if name not in FORMATS:
            raise UnreadableFeed(f"There is no format {name!r}: choose one of {', '.join(FORMATS)}")
        return FORMATS[name]
    suffix = (path.with_suffix("") if path.suffix.lower() == ".gz" else path).suffix.lower()
    found = next((known for known in FORMATS.values() if suffix in known.SUFFIXES), None)
    if found is None:
        raise UnreadableFeed(f"The name {path.name} tells no format: add --format with one of {', '.join(FORMATS)}")
    return found


@dataclass(frozen=True)
class Column:
    """A field that an import wants, and the names under which files have it, the best first."""

    name: str
    synonyms: tuple[str, ...] = ()
    is_required: bool = False
    takes_many: bool = False  # every column that fits is used, not only the first


@dataclass(frozen=True)
class FoundColumns:
    """Which columns of the file feed which fields, and which feed none."""

    sources: Mapping[str, tuple[str, ...]]
    unused: tuple[str, ...]

    def __contains__(self, name: str) -> bool:
        return name in self.sources

    def value(self, row: Row, name: str) -> object:
        """The field's raw value in this row; None when the file has no such column."""
        return next((row.values.get(source) for source in self.sources.get(name, ())), None)

    def text(self, row: Row, name: str) -> str:
        """The field as clean text, empty when absent; raises ValueError, which names it, when it is none."""
        if name not in self.sources:
            return ""
        try:
            return text_of(self.value(row, name))
        except ValueError as error:
            raise ValueError(f"{name} {error}") from error

    def values(self, row: Row, name: str) -> list[object]:
        """The raw values of every column that feeds this field."""
        return [row.values.get(source) for source in self.sources.get(name, ())]


def match_columns(wanted: Iterable[Column], present: Sequence[str], given: Mapping[str, str]) -> FoundColumns:
    """Find the wanted columns among those present, by option (`given`: field to column) or by name.

    Names are compared without case, punctuation and a `g:` prefix. Raises MissingColumns and UnknownMapping.
    """
    wanted = tuple(wanted)
    known = {column.name for column in wanted}
    by_key = {plain_name(name): name for name in reversed(present)}
    for name, column in given.items():
        if name not in known:
            raise UnknownMapping(f"There is no field {name!r} to map: choose among {', '.join(sorted(known))}")
        if column not in present:
            raise UnknownMapping(f"The file has no column {column!r}; it has {', '.join(present)}")
    sources: dict[str, tuple[str, ...]] = {}
    for column_wanted in wanted:
        names = (column_wanted.name, *column_wanted.synonyms)
        fitting = tuple(dict.fromkeys(by_key[plain_name(name)] for name in names if plain_name(name) in by_key))
        if column_wanted.name in given:
            fitting = (given[column_wanted.name],)
        if fitting:
            sources[column_wanted.name] = fitting if column_wanted.takes_many else fitting[:1]
    require_columns(wanted, sources, present)
    used = {name for names in sources.values() for name in names}
    return FoundColumns(sources, tuple(name for name in present if name not in used))


def require_columns(wanted: Iterable[Column], sources: Mapping[str, object], present: Sequence[str]) -> None:
    missing = [column for column in wanted if column.is_required and column.name not in sources]
    if missing:
        names = "; ".join(f"{column.name} (or {', '.join(column.synonyms)})" for column in missing)
        raise MissingColumns(
            f"The file has no column for {names}. It has {', '.join(present)}. "
            f"Name the right one with --map {missing[0].name}=COLUMN"
        )


def text_of(value: object) -> str:
    """A cell as text without space around it, empty for nothing and NaN; raises ValueError for what is no text."""
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return ""
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        value = int(value)  # 15970.0 is how a table with gaps spells the id 15970
    if isinstance(value, bytes | list | dict):
        raise ValueError(f"is {type(value).__name__} where a text or a number is needed")
    text = str(value).strip()
    if "\0" in text:
        raise ValueError("holds a NUL character: remove it")
    if not text.isascii():
        try:
            text.encode()
        except UnicodeEncodeError as error:
            raise ValueError("holds half a character (a lone surrogate): correct it") from error
    return text


def required(text: str, name: str) -> str:
    """`text`, unless it is empty; raises ValueError."""
    if not text:
        raise ValueError(f"{name} is empty: every row needs one")
    return text


@dataclass
class ImportReport:
    """What became of a file: counts (read, new, changed, unchanged, rejected, …), faults by line, unused columns."""

    source: str
    columns: FoundColumns
    is_dry_run: bool = False
    counts: Counter[str] = field(default_factory=lambda: Counter({"read": 0, "rejected": 0}))
    faults: list[Fault] = field(default_factory=list)

    def rows(self, feed: Feed) -> Iterator[Row]:
        """The readable rows of `feed`; the others are rejected here."""
        for row in feed.rows:
            self.count("read")
            if isinstance(row, Fault):
                self.reject(row)
            else:
                yield row

    def count(self, what: str, number: int = 1) -> None:
        self.counts[what] += number

    def reject(self, fault: Fault, *, rows: int = 1) -> None:
        """Write down that a row (or all rows of one thing) was left out and why."""
        self.counts["rejected"] += rows
        self.note(fault)

    def note(self, fault: Fault) -> None:
        """Write down what is worth knowing about a row that was taken all the same."""
        self.counts["faults"] += 1
        if len(self.faults) < KEPT_FAULTS:
            self.faults.append(fault)

    @property
    def unknown_columns(self) -> tuple[str, ...]:
        return self.columns.unused

    def as_json(self) -> dict[str, Any]:
        """The whole report as JSON values."""
        return {
            "source": self.source,
            "dry_run": self.is_dry_run,
            "counts": dict(self.counts),
            "columns": {name: list(sources) for name, sources in self.columns.sources.items()},
            "unknown_columns": list(self.unknown_columns),
            "errors": [
                {"line": fault.line, "column": fault.column, "message": fault.message, "value": fault.value}
                for fault in self.faults
            ],
            "errors_left_out": self.counts["faults"] - len(self.faults),
        }

    def summary(self, *, shown_faults: int = 10) -> str:
        """The report in a few lines for a person."""
        counts = ", ".join(f"{number} {what}" for what, number in self.counts.items() if what != "faults")
        lines = [f"{self.source}: {counts}" + (" (dry run: nothing was written)" if self.is_dry_run else "")]
        lines += [f"  {name} from {', '.join(sources)}" for name, sources in self.columns.sources.items()]
        if self.unknown_columns:
            lines.append(f"  not used: {', '.join(self.unknown_columns)}")
        for fault in self.faults[:shown_faults]:
            where = f"{fault.column} = {fault.value}: " if fault.column else ""
            lines.append(f"  line {fault.line}: {where}{fault.message}")
        if self.counts["faults"] > shown_faults:
            lines.append(f"  … and {self.counts['faults'] - shown_faults} more; --report FILE writes them all down")
        return "\n".join(lines)
