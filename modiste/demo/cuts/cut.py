"""A cut is one shape of one kind of garment; this reads them all from the TOML files beside it."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

_FILES = ("dresses", "tops", "outerwear", "bottoms", "accessories")


@dataclass(frozen=True, slots=True)
class Cut:
    """What a pattern maker would write down, and what it may be made of.

    `always` are details each piece of this cut has; one of `options` may be added.
    """

    key: str
    kind: str
    name: str
    neckline: str
    sleeve: str
    length: str
    fit: str
    always: tuple[str, ...]
    options: tuple[str, ...]
    styles: tuple[str, ...]
    materials: tuple[str, ...]
    patterns: tuple[str, ...]
    season: tuple[str, ...]
    formality: float
    price: float
    line: str


def _cut_of(key: str, table: dict[str, Any]) -> Cut:
    neckline, sleeve, length, fit = table["shape"]
    return Cut(
        key=key,
        kind=table["kind"],
        name=table["name"],
        neckline=neckline,
        sleeve=sleeve,
        length=length,
        fit=fit,
        always=tuple(table.get("always", ())),
        options=tuple(table.get("options", ())),
        styles=tuple(table["styles"]),
        materials=tuple(table["materials"]),
        patterns=tuple(table["patterns"]),
        season=tuple(table["season"]),
        formality=table["formality"],
        price=table["price"],
        line=table["line"],
    )


@cache
def all_cuts() -> tuple[Cut, ...]:
    """Every cut, in the files' order."""
    folder = files("modiste.demo.cuts")
    tables = [tomllib.loads((folder / f"{name}.toml").read_text(encoding="utf-8")) for name in _FILES]
    return tuple(_cut_of(key, table) for group in tables for key, table in group.items())


@cache
def cuts_of_kind(kind: str) -> tuple[Cut, ...]:
    """The cuts of one kind of garment."""
    return tuple(cut for cut in all_cuts() if cut.kind == kind)
