"""The end of a deck: how much of what was asked for she has seen, and what each wider wish would open."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from modiste.shop.recommendations.candidates import Wish, fitting, may_be_shown
from modiste.shop.recommendations.schemas import EndOut, WideningOut
from modiste.shop.recommendations.snapshot import Snapshot
from modiste.shop.recommendations.told import Told, with_told
from modiste.shop.swipes.taste import Taste

ENOUGH = 30  # cards that the next higher price is to open
STEP = 1_000  # minor units: prices are raised to the next ten euros


def end_of_deck(snapshot: Snapshot, taste: Taste, asked: Wish, told: Told) -> EndOut:
    """What to say when fewer cards are left than were asked for; arrays alone, asked only then."""
    wish = with_told(asked, told)
    rows, known = snapshot.shelf.rows_of(np.array(taste.seen, np.int64))
    return EndOut(
        seen_in_filter=int(np.count_nonzero(fitting(snapshot, wish)[rows[known]])),
        widen=[widening for widening in _widenings(snapshot, taste, asked, told) if widening.new_count > 0],
    )


def _widenings(snapshot: Snapshot, taste: Taste, asked: Wish, told: Told) -> Iterator[WideningOut]:
    wish = with_told(asked, told)
    shelf = snapshot.shelf
    is_open = may_be_shown(snapshot, taste, wish)

    def opened_by(wider: Wish) -> np.ndarray:
        return np.flatnonzero(may_be_shown(snapshot, taste, wider) & ~is_open)

    if asked.price_max is not None:
        prices = np.sort(shelf.price[opened_by(replace(wish, price_max=None))])
        if len(prices):
            most = -(-int(prices[:ENOUGH][-1]) // STEP) * STEP
            yield WideningOut(kind="price_max", new_count=int(np.searchsorted(prices, most, "right")), value=most)
    if asked.category is not None:
        yield WideningOut(kind="category", new_count=len(opened_by(replace(wish, category=None))))
    filters = ["sizes"] if wish.sizes else []
    filters += ["price_ceiling"] if wish.price_max != asked.price_max else []
    if filters:
        yield WideningOut(kind="preferences", new_count=len(opened_by(asked)), value=filters)
