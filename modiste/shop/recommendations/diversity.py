"""Cards for a shopper of whom nothing is known: spread over kinds, colours, patterns and prices, and stable for her."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from modiste.recommender.ranking import mmr
from modiste.shop.recommendations.shelf import Ints, Shelf
from modiste.shop.recommendations.tastemodel import Vectors

POOL = 240  # rows among which a new shopper's first cards are found
DRAWN = 2_400  # rows from which the pool is chosen
PRICE_LEVELS = 4
# A word's place is its number modulo these.
BUCKETS = {"category": 64, "colour": 32, "pattern": 16, "brand": 32, "material": 16, "tag": 64}
OFFSETS = {kind: sum(list(BUCKETS.values())[:place]) for place, kind in enumerate(BUCKETS)}
WIDTH = sum(BUCKETS.values())
# How much a difference in each counts.
WEIGHT = {"category": 1.0, "colour": 0.6, "pattern": 0.5, "brand": 0.4, "material": 0.25, "tag": 0.25}
PRICE_WEIGHT = 0.6
FOR_BREADTH = 0.35  # MMR's trade-off for the pool and the first cards: mostly difference, a little popularity


@dataclass(frozen=True, eq=False)
class Looks:
    """What items are like at a glance, worked out for a few rows at a time: 100,000 at once would take 80 MB."""

    column: Ints  # of each word
    weight: Vectors  # of each word
    price_edges: npt.NDArray[np.float64]

    @classmethod
    def of(cls, shelf: Shelf) -> "Looks":
        kinds = shelf.dictionary.kinds
        column = np.array([OFFSETS[kind] + number % BUCKETS[kind] for number, kind in enumerate(kinds)], np.int64)
        levels = np.linspace(0, 1, PRICE_LEVELS + 1)[1:-1]
        edges = np.quantile(shelf.price, levels) if len(shelf) else levels
        return cls(column, np.array([WEIGHT[kind] for kind in kinds], np.float32), edges)

    def at(self, shelf: Shelf, rows: Ints) -> Vectors:
        """Unit vectors (rows, features) of kind, colour, pattern, brand, material, tags and price level."""
        words = shelf.words.at(rows)
        looks = np.zeros((len(rows), WIDTH + PRICE_LEVELS), np.float32)
        looks[words.owners(), self.column[words.values]] = self.weight[words.values]
        level = np.searchsorted(self.price_edges, shelf.price[rows], side="right")
        looks[np.arange(len(rows)), WIDTH + level] = PRICE_WEIGHT
        looks /= np.linalg.norm(looks, axis=1, keepdims=True)
        return looks


def diverse_pool(shelf: Shelf, looks: Looks, popularity: Vectors) -> Ints:
    """Rows that show the breadth of the shelf: MMR over the most popular of every kind and a fixed draw."""
    rows, category = np.flatnonzero(shelf.may_show), shelf.category
    if len(rows) > DRAWN:
        ordered = rows[np.lexsort((-popularity[rows], category[rows]))]
        place = np.arange(len(rows)) - np.searchsorted(category[ordered], category[ordered])
        best = ordered[place < max(1, DRAWN // 2 // len(np.unique(category[rows])))]
        drawn = np.random.default_rng(0).choice(rows, DRAWN // 2, replace=False)
        rows = np.unique(np.concatenate([best, drawn]))
    return rows[mmr(popularity[rows], looks.at(shelf, rows), POOL, FOR_BREADTH)]


def first_cards(worth: npt.NDArray[np.float64], looks: Vectors, shopper: int, k: int) -> Ints:
    """Which k of the rows described (worth and looks of each) this shopper sees first, as positions.

    Different from each other, and the same whenever she asks again: her own weighing of the rows is a draw that depends
    on her id alone, so two newcomers see different cards.
    """
    draw = np.random.default_rng(shopper).random(len(worth))
    return mmr(0.7 * draw + worth, looks, k, FOR_BREADTH)
