"""Hidden tastes: what a synthetic shopper likes, and how much they would like each item.

This is the demo's ground truth. No model ever sees it; models see only the swipes that follow from it.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from modiste.demo.brands import STYLES
from modiste.demo.item import DemoItem
from modiste.demo.kinds import KINDS
from modiste.demo.palette import FAMILIES

Weights = tuple[tuple[str, float], ...]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Taste:
    """Weights over styles, colour families and kinds; `price_level` and `pattern_love` lie in 0..1."""

    styles: Weights
    families: Weights
    kinds: Weights
    price_level: float
    pattern_love: float
    sizes: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Archetype:
    """A way of dressing that many people share a part of."""

    name: str
    styles: dict[str, float]
    families: dict[str, float]
    kinds: dict[str, float]
    price_level: float
    pattern_love: float


ARCHETYPES = (
    Archetype(
        "minimalist",
        {"minimal": 0.75, "classic": 0.25},
        {"light": 0.5, "dark": 0.5},
        {"knit": 0.3, "coat": 0.2, "trousers": 0.25, "shirt": 0.25},
        price_level=0.65,
        pattern_love=0.1,
    ),
    Archetype(
        "romantic",
        {"romantic": 0.75, "boho": 0.25},
        {"berry": 0.5, "light": 0.3, "green": 0.2},
        {"dress": 0.4, "blouse": 0.25, "skirt": 0.25, "shoes": 0.1},
        price_level=0.5,
        pattern_love=0.8,
    ),
    Archetype(
        "streetwise",
        {"street": 0.75, "sporty": 0.25},
        {"dark": 0.5, "blue": 0.3, "warm": 0.2},
        {"jeans": 0.25, "t-shirt": 0.25, "shoes": 0.2, "jacket": 0.2, "hat": 0.1},
        price_level=0.2,
        pattern_love=0.3,
    ),
    Archetype(
        "classicist",
        {"classic": 0.8, "evening": 0.2},
        {"earth": 0.45, "blue": 0.35, "dark": 0.2},
        {"coat": 0.2, "shirt": 0.25, "bag": 0.25, "shoes": 0.3},
        price_level=0.75,
        pattern_love=0.4,
    ),
    Archetype(
        "sun seeker",
        {"boho": 0.8, "romantic": 0.2},
        {"warm": 0.45, "green": 0.25, "earth": 0.3},
        {"dress": 0.3, "skirt": 0.2, "hat": 0.15, "bag": 0.2, "shorts": 0.15},
        price_level=0.3,
        pattern_love=0.7,
    ),
    Archetype(
        "outdoors",
        {"sporty": 0.65, "workwear": 0.35},
        {"green": 0.5, "blue": 0.3, "warm": 0.2},
        {"jacket": 0.3, "knit": 0.2, "hat": 0.2, "bag": 0.15, "trousers": 0.15},
        price_level=0.4,
        pattern_love=0.2,
    ),
    Archetype(
        "maker",
        {"workwear": 0.7, "street": 0.3},
        {"blue": 0.5, "earth": 0.3, "green": 0.2},
        {"jeans": 0.35, "shirt": 0.3, "jacket": 0.25, "shorts": 0.1},
        price_level=0.35,
        pattern_love=0.35,
    ),
    Archetype(
        "night owl",
        {"evening": 0.75, "romantic": 0.25},
        {"dark": 0.45, "berry": 0.55},
        {"dress": 0.4, "shoes": 0.3, "bag": 0.2, "blouse": 0.1},
        price_level=0.9,
        pattern_love=0.25,
    ),
)


class Wardrobe:
    """The items as arrays, so that one taste is scored against all of them at once."""

    def __init__(self, items: list[DemoItem]) -> None:
        self.styles = _membership([item.styles for item in items], STYLES)
        self.families = _membership([tuple(c.family for c in item.colours) for item in items], FAMILIES)
        self.kinds = _membership([(item.category,) for item in items], tuple(KINDS))
        self.prices = _price_ranks(items)
        self.patterned = np.array([item.pattern not in ("plain", "cable") for item in items], dtype=float)

    def liking(self, taste: Taste) -> Floats:
        """How much the taste is met by each item, standardised over the items, shape (n_items,)."""
        score = (
            2.4 * _unit(self.styles @ _vector(taste.styles, STYLES))
            + 1.1 * _unit(self.families @ _vector(taste.families, FAMILIES))
            + 1.2 * _unit(self.kinds @ _vector(taste.kinds, tuple(KINDS)))
            - 1.6 * np.abs(self.prices - taste.price_level)
            + 0.7 * (taste.pattern_love - 0.4) * self.patterned
        )
        return np.asarray((score - score.mean()) / score.std())


def _membership(groups: list[tuple[str, ...]], names: tuple[str, ...]) -> Floats:
    """Rows sum to 1; what is named first counts most."""
    table = np.zeros((len(groups), len(names)))
    for row, members in enumerate(groups):
        for place, member in enumerate(members):
            table[row, names.index(member)] += 1 / (place + 1)
    return np.asarray(table / table.sum(axis=1, keepdims=True))


def _price_ranks(items: list[DemoItem]) -> Floats:
    """0 for the cheapest of its kind, 1 for the dearest: a dear hat costs less than a cheap coat."""
    ranks = np.zeros(len(items))
    for kind in {item.category for item in items}:
        places = [number for number, item in enumerate(items) if item.category == kind]
        prices = np.array([items[place].price_minor for place in places])
        ranks[places] = prices.argsort(kind="stable").argsort(kind="stable") / max(1, len(places) - 1)
    return ranks


def _vector(weights: Weights, names: tuple[str, ...]) -> Floats:
    table = dict(weights)
    return np.array([table.get(name, 0.0) for name in names])


def _unit(values: Floats) -> Floats:
    return np.asarray(values / (values.max() or 1.0))
