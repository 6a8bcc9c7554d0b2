"""One immutable picture of catalogue and model: everything that a request computes with, swapped as a whole."""

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt

from modiste.recommender.als import ImplicitALS
from modiste.recommender.search import ItemIndex
from modiste.shop.recommendations.diversity import Looks, diverse_pool
from modiste.shop.recommendations.shelf import Bools, Ints, Lists, Shelf
from modiste.shop.recommendations.tastemodel import TasteModel, Vectors

POPULAR, NEW = 2_000, 1_000  # rows kept ready, best first


@dataclass(frozen=True, eq=False)
class Snapshot:
    """The shelf, and for each of its rows what the model says; `als` folds a shopper in over shelf rows."""

    shelf: Shelf
    model: TasteModel | None
    als: ImplicitALS | None
    vectors: Vectors  # (n, d)
    index: ItemIndex
    popularity: Vectors  # (n,) 0 … 1
    popular: Ints
    newest: Ints
    postings: Lists  # word → rows, the most popular first
    by_size: Lists  # size → rows
    rarity: npt.NDArray[np.float64]  # (words,) inverse document frequency
    looks: Looks
    pool: Ints  # rows that show the breadth of the shelf
    pulls: dict[int, Vectors] = field(default_factory=dict)  # worked out when first asked for

    @property
    def name(self) -> str:
        return self.model.name if self.model else "none"

    def pull_of(self, word: int) -> Vectors:
        """What a word's items have in common: their mean vector against that of the whole shelf, (d,)."""
        if word not in self.pulls:
            rows = self.postings.of_row(word)
            self.pulls[word] = self.vectors[rows].mean(axis=0) - self.centre if len(rows) else 0 * self.centre
        return self.pulls[word]

    @cached_property
    def centre(self) -> Vectors:
        """The mean vector of the shelf, (d,)."""
        mean: Vectors = self.vectors.mean(axis=0)
        return mean


def take_snapshot(shelf: Shelf, model: TasteModel | None, strength: Vectors | None = None) -> Snapshot:
    """Prepare everything; `strength` (likes per shelf row) stands in for a model's where there is none."""
    if model is None:
        vectors, counted = np.zeros((len(shelf), 0), np.float32), strength
    else:
        vectors, counted = model.on(shelf)
    counted = np.zeros(len(shelf), np.float32) if counted is None else counted
    popularity = (np.log1p(counted) / max(1e-9, np.log1p(counted.max(initial=0.0)))).astype(np.float32)
    als = None
    if model is not None and model.factors:
        als = ImplicitALS.from_state(model.parameters, {"item_factors": vectors, "spectrum": model.spectrum})
    frequency = np.bincount(shelf.words.values, minlength=len(shelf.dictionary))
    looks = Looks.of(shelf)
    return Snapshot(
        shelf=shelf,
        model=model,
        als=als,
        vectors=vectors,
        index=ItemIndex(vectors),
        popularity=popularity,
        popular=_first(-popularity, shelf.may_show, POPULAR),
        newest=_first(-shelf.created, shelf.may_show, NEW),
        postings=_postings(shelf, popularity),
        by_size=shelf.sizes.turned(len(shelf.size_words)),
        rarity=np.log((len(shelf) + 1) / (frequency + 1)) + 0.1,
        looks=looks,
        pool=diverse_pool(shelf, looks, popularity),
    )


def _first(keys: npt.NDArray[np.floating], may: Bools, k: int) -> Ints:
    """The first k rows among `may` by key, equal keys by the later row (the newer item)."""
    rows = np.flatnonzero(may)[::-1]
    return rows[np.argsort(keys[rows], kind="stable")[:k]]


def _postings(shelf: Shelf, popularity: Vectors) -> Lists:
    order = np.argsort(-popularity, kind="stable")
    turned = shelf.words.at(order).turned(len(shelf.dictionary))
    return Lists(turned.starts, order[turned.values].astype(np.int32))
