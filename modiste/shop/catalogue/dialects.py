"""Whose columns a file has: found by the columns themselves, and which of them feed which field."""

import importlib
import pkgutil
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import cast

from modiste.shop.catalogue import feeds
from modiste.shop.catalogue.feeds.base import Dialect
from modiste.shop.catalogue.goods import COLUMNS, Terms
from modiste.shop.catalogue.reading import Column, FoundColumns, UnknownMapping, match_columns, require_columns

DIALECTS: Mapping[str, Dialect] = {
    name: cast(Dialect, module)
    for name, module in (
        (found.name, importlib.import_module(f"{feeds.__name__}.{found.name}"))
        for found in pkgutil.iter_modules(feeds.__path__)
    )
    if hasattr(module, "fits")
}
Mapped = Mapping[str, Sequence[str]]  # field → columns; several only for a field that takes many


def find_dialect(columns: Sequence[str]) -> str:
    """The name of the dialect that these columns fit best."""
    return max(DIALECTS, key=lambda name: DIALECTS[name].fits(columns))


def fields_of(dialect: str) -> tuple[Column, ...]:
    """The import's fields, each with the names that its column goes by in this dialect."""
    names = DIALECTS[dialect].FIELDS
    return tuple(replace(column, synonyms=names.get(column.name, column.synonyms)) for column in COLUMNS)


def propose_mapping(dialect: str, columns: Sequence[str]) -> dict[str, list[str]]:
    """Which of a plain feed's columns feed which field, as far as their names tell."""
    wanted = (replace(column, is_required=False) for column in fields_of(dialect))
    return {name: list(sources) for name, sources in match_columns(wanted, columns, {}).sources.items()}


def chosen_columns(dialect: str, present: Sequence[str], mapping: Mapped, terms: Terms) -> FoundColumns:
    """Exactly the columns that somebody chose. Raises UnknownMapping, MissingColumns, and ValueError for bad terms."""
    wanted = terms.columns(fields_of(dialect))
    known = {column.name: column for column in wanted}
    sources: dict[str, tuple[str, ...]] = {}
    for name, chosen in mapping.items():
        if name not in known:
            raise UnknownMapping(f"There is no field {name!r} to map: choose among {', '.join(sorted(known))}")
        absent = [column for column in chosen if column not in present]
        if absent:
            raise UnknownMapping(f"The file has no column {absent[0]!r}; it has {', '.join(present)[:1000]}")
        if len(chosen) > 1 and not known[name].takes_many:
            raise UnknownMapping(f"{name} takes one column, not {len(chosen)}")
        if chosen:
            sources[name] = tuple(dict.fromkeys(chosen))
    require_columns(wanted, sources, present)
    used = {column for columns in sources.values() for column in columns}
    return FoundColumns(sources, tuple(column for column in present if column not in used))
