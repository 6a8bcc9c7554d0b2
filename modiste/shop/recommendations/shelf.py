"""The catalogue as arrays, one row per item: what filters, scores and reasons look at without asking SQL."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import numpy.typing as npt
from sqlalchemy import extract, select
from sqlalchemy.orm import Session

from modiste.shop.catalogue.models import Category, Item, ItemTag, Variant

Ints = npt.NDArray[np.int64]
Codes = npt.NDArray[np.int32]
Bools = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]
ONE_EACH = ("colour", "pattern", "material")  # columns of an item that are a word each
TAGS = frozenset({"tag", "pattern"})  # what document 4's scoring means by tags
AT_ONCE = 500  # ids per statement when only some items are read


class Words:
    """Numbers for words, given once and kept: a `(kind, value)` such as ("tag", "linen") is one word.

    Only ever grows, so a snapshot made earlier keeps understanding its own numbers.
    """

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, str], int] = {}
        self.kinds: list[str] = []
        self.values: list[str] = []
        self.labels: list[str] = []

    def __len__(self) -> int:
        return len(self.kinds)

    def number(self, kind: str, value: str, label: str = "") -> int:
        """The number of a word, a new one when it was never seen."""
        known = self._numbers.get((kind, value))
        if known is None:
            known = self._numbers[kind, value] = len(self.kinds)
            self.values.append(value)
            self.labels.append(label or value)
            self.kinds.append(kind)
        return known

    def find(self, kind: str, value: str) -> int | None:
        return self._numbers.get((kind, value))


@dataclass(frozen=True, eq=False)
class Lists:
    """A list of numbers per row: row r has `values[starts[r]:starts[r + 1]]`."""

    starts: Ints
    values: Codes

    @classmethod
    def of(cls, rows: Iterable[list[int]]) -> "Lists":
        listed = list(rows)
        starts = np.zeros(len(listed) + 1, np.int64)
        np.cumsum([len(row) for row in listed], out=starts[1:])
        return cls(starts, np.fromiter((value for row in listed for value in row), np.int32, int(starts[-1])))

    def at(self, rows: npt.NDArray[np.integer[Any]]) -> "Lists":
        """The lists of these rows, in their order."""
        lengths = self.starts[rows + 1] - self.starts[rows]
        starts = np.zeros(len(rows) + 1, np.int64)
        np.cumsum(lengths, out=starts[1:])
        places = np.arange(starts[-1]) + np.repeat(self.starts[rows] - starts[:-1], lengths)
        return Lists(starts, self.values[places])

    def followed_by(self, other: "Lists") -> "Lists":
        starts = np.concatenate([self.starts, other.starts[1:] + self.starts[-1]])
        return Lists(starts, np.concatenate([self.values, other.values]))

    def owners(self) -> Ints:
        """The row of each value."""
        return np.repeat(np.arange(len(self.starts) - 1), np.diff(self.starts))

    def turned(self, n_values: int) -> "Lists":
        """The rows of each value: a list of lists read the other way round."""
        order = np.argsort(self.values, kind="stable")
        starts = np.zeros(n_values + 1, np.int64)
        np.cumsum(np.bincount(self.values, minlength=n_values), out=starts[1:])
        return Lists(starts, self.owners()[order].astype(np.int32))

    def of_row(self, row: int) -> Codes:
        return self.values[self.starts[row] : self.starts[row + 1]]


@dataclass(frozen=True, eq=False)
class Shelf:
    """All items in order of id. `words` of an item are category, brand, colour, pattern, material, tags, by number.

    `may_show` is false for what is switched off or out of stock; `formality` is NaN where nobody said; `sizes` lists
    the sizes with stock (by number in `size_words`), nothing for items that come in one size.
    """

    ids: Ints
    may_show: Bools
    category: Codes
    price: Ints
    created: Floats
    formality: Floats
    words: Lists
    sizes: Lists
    dictionary: Words = field(default_factory=Words)
    size_words: Words = field(default_factory=Words)

    def __len__(self) -> int:
        return len(self.ids)

    def rows_of(self, item_ids: npt.ArrayLike) -> tuple[Ints, Bools]:
        """The row of each id and whether it is on the shelf (where not, the row means nothing)."""
        wanted = np.asarray(item_ids, np.int64)
        if not len(self.ids):
            return np.zeros(len(wanted), np.int64), np.zeros(len(wanted), bool)
        rows = np.minimum(np.searchsorted(self.ids, wanted), len(self.ids) - 1)
        return rows, self.ids[rows] == wanted

    def kept(self, keep: Bools) -> "Shelf":
        """The shelf with only some of its rows."""
        return self._arranged(np.flatnonzero(keep))

    def with_items(self, fresh: "Shelf") -> "Shelf":
        """This shelf with the items of `fresh` in place of what it had of them; both share their dictionaries."""
        _, replaced = fresh.rows_of(self.ids) if len(fresh) else (None, np.zeros(len(self), bool))
        kept = self.kept(~replaced)
        both = Shelf(
            ids=np.concatenate([kept.ids, fresh.ids]),
            may_show=np.concatenate([kept.may_show, fresh.may_show]),
            category=np.concatenate([kept.category, fresh.category]),
            price=np.concatenate([kept.price, fresh.price]),
            created=np.concatenate([kept.created, fresh.created]),
            formality=np.concatenate([kept.formality, fresh.formality]),
            words=kept.words.followed_by(fresh.words),
            sizes=kept.sizes.followed_by(fresh.sizes),
            dictionary=self.dictionary,
            size_words=self.size_words,
        )
        return both._arranged(np.argsort(both.ids, kind="stable"))

    def _arranged(self, rows: Ints) -> "Shelf":
        return replace(
            self,
            ids=self.ids[rows],
            may_show=self.may_show[rows],
            category=self.category[rows],
            price=self.price[rows],
            created=self.created[rows],
            formality=self.formality[rows],
            words=self.words.at(rows),
            sizes=self.sizes.at(rows),
        )


def empty_shelf() -> Shelf:
    nothing = np.zeros(0, np.int64)
    lists = Lists(np.zeros(1, np.int64), np.zeros(0, np.int32))
    return Shelf(
        nothing,
        np.zeros(0, bool),
        nothing.astype(np.int32),
        nothing,
        np.zeros(0),
        np.zeros(0),
        lists,
        lists,
    )


def read_shelf(session: Session, *, like: Shelf | None = None, only: list[int] | None = None) -> Shelf:
    """The items of the catalogue, all or only some, with the dictionaries of `like`.

    Reads columns, not objects: 100,000 items take about a second, off the path of any request.
    """
    dictionary, size_words = (like.dictionary, like.size_words) if like else (Words(), Words())
    rows = _rows(session, only)
    tags, sizes = _grouped(session, ItemTag.item_id, ItemTag.tag, only), _sizes(session, only)
    categories = {row.id: row for row in session.execute(select(Category.id, Category.slug, Category.name))}
    words: list[list[int]] = []
    category = np.zeros(len(rows), np.int32)
    for place, row in enumerate(rows):
        kind = categories[row.category_id]
        category[place] = dictionary.number("category", kind.slug, kind.name)
        spoken = [int(category[place]), dictionary.number("brand", row.brand)]
        spoken += [dictionary.number(kind, value) for kind in ONE_EACH if (value := getattr(row, kind))]
        spoken += [dictionary.number("tag", tag) for tag in dict.fromkeys(tags.get(row.id, ())) if tag != row.pattern]
        words.append(spoken)
    return Shelf(
        ids=np.array([row.id for row in rows], np.int64),
        may_show=np.array([row.is_active and row.in_stock for row in rows], bool),
        category=category,
        price=np.array([row.price for row in rows], np.int64),
        created=np.array([row.created for row in rows], np.float64),
        formality=np.array([row.formality for row in rows], np.float64),  # None becomes NaN
        words=Lists.of(words),
        sizes=Lists.of([[size_words.number("size", size) for size in sizes.get(row.id, ())] for row in rows]),
        dictionary=dictionary,
        size_words=size_words,
    )


def _rows(session: Session, only: list[int] | None) -> list[Any]:
    query = select(
        Item.id,
        Item.category_id,
        Item.brand,
        Item.colour,
        Item.pattern,
        Item.material,
        Item.price,
        Item.formality,
        Item.is_active,
        Item.in_stock,
        extract("epoch", Item.created_at).label("created"),
    ).order_by(Item.id)
    return [row for part in _parts(query, Item.id, only) for row in session.execute(part)]


def _parts(query: Any, column: Any, only: list[int] | None) -> Iterable[Any]:
    if only is None:
        yield query
        return
    ordered = sorted(only)
    for start in range(0, len(ordered), AT_ONCE):
        yield query.where(column.in_(ordered[start : start + AT_ONCE]))


def _grouped(session: Session, owner: Any, value: Any, only: list[int] | None, *where: Any) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for part in _parts(select(owner, value).where(*where).order_by(owner), owner, only):
        for item_id, name in session.execute(part):
            found.setdefault(item_id, []).append(name)
    return found


def _sizes(session: Session, only: list[int] | None) -> dict[int, list[str]]:
    return _grouped(session, Variant.item_id, Variant.size, only, Variant.stock > 0, Variant.size != "")
