"""The public sets of labelled pairs that the matcher learns from and is measured on, read from their files."""

import csv
import gzip
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from modiste.matching.records import ProductRecord

SETS = ("abt-buy", "amazon-google", "walmart-amazon", "wdc-shoes")
SPLITS = ("train", "valid", "test")
PRICE = re.compile(r"\d+(?:\.\d+)?")
LANGUAGE = re.compile(r'"@[a-z]{2}(?:-[A-Za-z]{2})?')
MARK = "COL title VAL"
Labelled = tuple[int, int, int]  # place on the left, place on the right, 1 for the same product


@dataclass(frozen=True, slots=True)
class LabelledSet:
    """Two tables of records and pairs between them; one table is both sides where the set has no second."""

    name: str
    left: list[ProductRecord]
    right: list[ProductRecord]
    pairs: dict[str, list[Labelled]]


def read_set(folder: Path, name: str) -> LabelledSet:
    """Read one set with its fixed splits (`wdc-shoes`: the medium one)."""
    if name == "wdc-shoes":
        return _read_offers(folder / name)
    pairs: dict[str, list[Labelled]] = {}
    for split in SPLITS:
        rows = _rows(folder / name / f"{split}.csv.gz")
        pairs[split] = [(int(row["ltable_id"]), int(row["rtable_id"]), int(row["label"])) for row in rows]
    left, right = ([_record(row) for row in _rows(folder / name / f"table{side}.csv.gz")] for side in "AB")
    return LabelledSet(name, left, right, pairs)


def read_titles(file: Path) -> list[ProductRecord]:
    """The titles of a fashion catalogue: how common the words of garments are."""
    with file.open(newline="") as opened:
        return [ProductRecord(row["productDisplayName"] or "") for row in csv.DictReader(opened)]


def _rows(file: Path) -> Iterator[dict[str, str]]:
    with gzip.open(file, "rt", newline="") as opened:
        yield from csv.DictReader(opened)


def _record(row: dict[str, str]) -> ProductRecord:
    price = PRICE.search(row.get("price", "").replace(",", ""))
    return ProductRecord(
        title=row.get("name") or row.get("title", ""),
        brand=row.get("brand") or row.get("manufacturer", ""),
        description=row.get("description", ""),
        category=row.get("category", ""),
        mpn=row.get("modelno", ""),
        price=Decimal(price.group()) if price else None,
    )


def _read_offers(folder: Path) -> LabelledSet:
    places: dict[str, int] = {}
    pairs: dict[str, list[Labelled]] = {}
    for split, file in (("train", "train.txt.medium.gz"), ("valid", "valid.txt.medium.gz"), ("test", "test.txt.gz")):
        with gzip.open(folder / file, "rt") as opened:
            lines = [line.rstrip("\n").split("\t") for line in opened]
        pairs[split] = [
            (places.setdefault(left, len(places)), places.setdefault(right, len(places)), int(label))
            for left, right, label in lines
        ]
    offers = [_offer(text) for text in places]
    return LabelledSet("wdc-shoes", offers, offers, pairs)


def _offer(text: str) -> ProductRecord:
    """`COL title VAL "Nike Free 5.0"@de "Nike Schuhe"@de`: the first is the product, the second the page's title."""
    parts = [part.strip(' "') for part in LANGUAGE.split(text.strip().removeprefix(MARK))]
    first, *others = [part for part in parts if part] or [""]
    return ProductRecord(first, description=" ".join(others))
