"""What a shopper said she likes, as points for and against each row: soft, so nothing is ever hidden by it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from modiste.shop.recommendations.candidates import words_on
from modiste.shop.recommendations.shelf import Ints
from modiste.shop.recommendations.snapshot import Snapshot

# The most that each kind of saying may add to a score (the budget: take away).
OCCASION, STYLE, COLOUR, FIT, BUDGET = 0.08, 0.08, 0.06, 0.06, 0.15
FITS: Mapping[str, tuple[str, ...]] = {
    "slim": ("slim-fit", "slim", "fitted", "skinny", "bodycon"),
    "regular": ("regular-fit", "regular", "classic-fit", "straight-leg", "straight"),
    "relaxed": ("relaxed", "relaxed-fit", "oversized", "loose", "loose-fit", "wide-leg", "boxy", "baggy"),
}
AGAINST: Mapping[str, tuple[str, ...]] = {"slim": ("relaxed",), "relaxed": ("slim",), "regular": ("slim", "relaxed")}
OCCASIONS: Mapping[str, tuple[float, tuple[str, ...]]] = {  # the usual formality, and tags that say it outright
    "weekend": (0.15, ("weekend", "sporty", "outdoor", "casual")),
    "everyday": (0.3, ("everyday", "casual", "basic")),
    "office": (0.6, ("office", "business", "work", "smart")),
    "evening": (0.8, ("evening", "party", "cocktail", "date-night")),
    "festive": (0.95, ("festive", "wedding", "gala", "occasion", "party")),
}
FORMALITY_APART = 0.3  # from here on a formality does not suit an occasion at all
Values = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Stated:
    """Points of each row, one column per saying: an occasion, a style, a colour, the fit, the budget."""

    sayings: tuple[str, ...]
    points: Values  # (rows, sayings)

    @property
    def score(self) -> Values:
        total: Values = self.points.sum(axis=1)
        return total

    def at(self, places: Ints) -> "Stated":
        return Stated(self.sayings, self.points[places])


def stated_on(snapshot: Snapshot, preferences: Mapping[str, Any], rows: Ints) -> Stated:
    """What her preferences say of these rows. Of several occasions, styles or colours the best one counts."""
    sayings: list[str] = []
    columns: list[Values] = []
    for weight, group in _groups(snapshot, preferences, rows):
        points = np.array(list(group.values())).reshape(len(group), len(rows))
        best = np.abs(points).argmax(axis=0) if len(group) else points
        columns += [np.where(best == place, weight * values, 0.0) for place, values in enumerate(points)]
        sayings += group
    return Stated(tuple(sayings), np.array(columns).reshape(len(sayings), len(rows)).T)


def _groups(
    snapshot: Snapshot, preferences: Mapping[str, Any], rows: Ints
) -> Iterable[tuple[float, dict[str, Values]]]:
    """Weight and points (-1 … 1) of each saying, by kind of saying; only one saying of a kind is to count."""
    occasions = [name for name in preferences.get("occasions") or () if name in OCCASIONS]
    yield OCCASION, {name: _suits(snapshot, rows, name) for name in occasions}
    styles, colours = preferences.get("favourite_styles") or (), preferences.get("preferred_colours") or ()
    yield STYLE, {name: _have(snapshot, rows, "tag", (name, name.lower())) for name in styles}
    yield COLOUR, {name: _have(snapshot, rows, "colour", (name, name.lower())) for name in colours}
    fit = preferences.get("fit") or ""
    if fit in FITS:
        against = [tag for other in AGAINST[fit] for tag in FITS[other]]
        yield FIT, {fit: _have(snapshot, rows, "tag", FITS[fit]) - _have(snapshot, rows, "tag", against)}
    budget = preferences.get("budget")
    if budget and budget["amount"] > 0:
        # Twice the budget is as bad as it gets: what is a little dearer stays near.
        dearer = np.log2(np.maximum(snapshot.shelf.price[rows], 1) / budget["amount"])
        yield BUDGET, {"budget": -np.clip(dearer, 0, 1)}


def _suits(snapshot: Snapshot, rows: Ints, occasion: str) -> Values:
    usual, tags = OCCASIONS[occasion]
    apart = np.abs(snapshot.shelf.formality[rows] - usual) / FORMALITY_APART
    near = np.nan_to_num(np.clip(1 - apart, 0, 1), nan=0.0)
    suits: Values = np.maximum(near, _have(snapshot, rows, "tag", tags))
    return suits


def _have(snapshot: Snapshot, rows: Ints, kind: str, values: Iterable[str]) -> Values:
    """1.0 for each row that has one of these words."""
    is_one = np.zeros(len(snapshot.rarity), bool)
    is_one[words_on(snapshot, ((kind, value) for value in values))] = True
    words = snapshot.shelf.words.at(rows)
    if not len(rows):
        return np.zeros(0)
    return np.logical_or.reduceat(is_one[words.values], words.starts[:-1]).astype(np.float64)
