"""DEMO DATA: swipes, views, clicks and purchases made by a generator, for a first model to learn from.

Shoppers see popular items more often, and somewhat more of what they like; they swipe by their
hidden taste with noise. What arrived this week nobody has seen.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from zlib import crc32

import numpy as np

from modiste.demo.item import DemoItem
from modiste.demo.kinds import KINDS
from modiste.demo.shoppers import DemoShopper
from modiste.demo.tastes import Floats, Wardrobe

_DAYS = 90
_NOISE = 0.55
_DECISIVENESS = 2.6


@dataclass(frozen=True, slots=True)
class DemoInteraction:
    """Something a shopper did; `action` is right, left, view, click or purchase."""

    shopper: str
    external_id: str
    action: str
    at: datetime


@dataclass(frozen=True, slots=True)
class _Shop:
    """What all shoppers meet: the items old enough to have been seen, how much they are shown and loved."""

    items: list[DemoItem]
    wardrobe: Wardrobe
    exposure: Floats
    charm: Floats


def demo_interactions(
    shoppers: Iterable[DemoShopper], items: list[DemoItem], seed: int = 2026, *, now: datetime
) -> list[DemoInteraction]:
    """What the shoppers did in the ninety days before `now`, in the order of time.

    Each shopper has an own stream of chance: leaving one out changes nothing for the others.
    """
    shop = _open_shop([item for item in items if item.listed_days_ago > _DAYS], seed)
    made = [act for shopper in shoppers for act in _history(shopper, shop, seed, now)]
    return sorted(made, key=lambda act: (act.at, act.shopper, act.external_id))


def _open_shop(items: list[DemoItem], seed: int) -> _Shop:
    rng = np.random.default_rng([seed, 11])
    # A long tail: the item of rank r is shown in proportion to r to the power of -0.6.
    exposure = -0.6 * np.log(rng.permutation(len(items)) + 1.0)
    return _Shop(items, Wardrobe(items), exposure, rng.normal(0, 0.3, len(items)) + 0.12 * (exposure - exposure.mean()))


def _history(shopper: DemoShopper, shop: _Shop, seed: int, now: datetime) -> Iterator[DemoInteraction]:
    rng = np.random.default_rng([seed, crc32(shopper.email.encode())])
    liking = shop.wardrobe.liking(shopper.taste) + shop.charm
    felt = liking + rng.normal(0, _NOISE, len(shop.items))
    # Gumbel noise on log weights draws without replacement; the taste in them is the shop's earlier deck.
    order = np.argsort(-(shop.exposure + 0.5 * liking + rng.gumbel(size=len(shop.items))))[: shopper.swipes]
    threshold = np.quantile(felt, rng.uniform(0.62, 0.78))
    chance = 1 / (1 + np.exp(-_DECISIVENESS * (felt - threshold)))
    sizes = dict(shopper.taste.sizes)
    for place, at, depth in zip(order, _moments(rng, len(order)), _depths(len(order)), strict=True):
        item = shop.items[place]
        is_liked = bool(rng.random() < chance[place] * (1 - 0.15 * depth))
        wanted = sizes[KINDS[item.category].sizes]
        may_buy = is_liked and any(v.size == wanted and v.stock for v in item.variants)
        for action, later in _acts(rng, is_liked=is_liked, may_buy=may_buy, keenness=float(chance[place])):
            moment = now - timedelta(days=_DAYS) + timedelta(seconds=round(at + later))
            yield DemoInteraction(shopper.email, item.external_id, action, moment)


def _moments(rng: np.random.Generator, count: int) -> Floats:
    """Seconds since the window began: a few evenings of swiping, a card every few seconds."""
    sessions = int(rng.integers(2, 7))
    # The last three hours stay free, so that a session and its purchases are over by now.
    starts = np.sort(rng.uniform(0, _DAYS * 86_400 - 10_800, sessions))
    session = np.sort(rng.integers(0, sessions, count))
    pauses = rng.uniform(2, 12, count)
    within = np.array([pauses[: n + 1][session[: n + 1] == session[n]].sum() for n in range(count)])
    return np.asarray(starts[session] + within)


def _depths(count: int) -> Floats:
    """How tired the thumb is, 0..1: every twenty cards attention fades and comes back."""
    return np.asarray((np.arange(count) % 20) / 19)


def _acts(rng: np.random.Generator, *, is_liked: bool, may_buy: bool, keenness: float) -> Iterator[tuple[str, float]]:
    """One card's actions, with their seconds after it appeared; a purchase follows within the hour."""
    if rng.random() < (0.45 if is_liked else 0.08):
        yield "view", 0
    yield ("right" if is_liked else "left"), 1
    if is_liked and rng.random() < 0.2:
        yield "click", 3
        if may_buy and rng.random() < 0.5 * keenness:
            yield "purchase", float(rng.uniform(120, 3_000))
