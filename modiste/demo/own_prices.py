"""How the demo's boutiques changed their own prices over half a year, until what each asks today."""

from datetime import UTC, datetime, time, timedelta
from typing import Any

from modiste.demo.item import DemoItem
from modiste.sandbox.chance import draw, pick

DAYS = 180
IN_THE_MORNING = time(6, tzinfo=UTC)
Step = tuple[int, float]  # from so many days ago on, so many times today's price

# How many of the items went which way; the rest never moved.
ON_OFFER_ONCE, REDUCED, IN_TWO_STEPS, RAISED_BEFORE, DEARER_NOW = 0.15, 0.18, 0.07, 0.07, 0.08


def own_price_rows(item: DemoItem, *, listed_at: datetime, until: datetime) -> list[dict[str, Any]]:
    """The item's change points before `until`, but for its number: since it was listed, half a year ago at the most.

    What it costs from `until` on is not among them: the shop wrote that down when the item came to the shelf.
    """
    first = max(until - timedelta(days=DAYS), listed_at)
    days = [(until - timedelta(days=ago), share) for ago, share in _steps(item)]
    # Of the steps before it was listed the last one is what it was listed at.
    began = {max(datetime.combine(day, IN_THE_MORNING), first): share for day, share in days}
    return [
        {"began_at": moment, "price": _printed(item, share), "currency": item.currency}
        for moment, share in began.items()
        if moment < until
    ]


def _steps(item: DemoItem) -> list[Step]:
    """Today's price and the ones before it, the oldest first."""
    key = (item.external_id, "own price")
    way, lately, before = draw(*key, "way"), draw(*key, "lately"), draw(*key, "before")
    recent, off = 3 + int(19 * lately), pick((0.1, 0.15, 0.2, 0.25, 0.3), *key, "off")
    if (way := way - REDUCED) < 0:
        return [(DAYS, 1 / (1 - off)), (recent, 1)]
    if (way := way - IN_TWO_STEPS) < 0:
        return [(DAYS, 1.4), (recent + 5 + int(10 * before), 1.2), (recent, 1)]
    if (way := way - RAISED_BEFORE) < 0:
        return [(DAYS, 1), (recent + 6 + int(14 * before), 1.3), (recent, 1)]
    if (way := way - ON_OFFER_ONCE) < 0:
        began = 60 + int(80 * before)
        return [(DAYS, 1), (began, 1 - off), (began - 7 - int(8 * lately), 1)]
    if way - DEARER_NOW < 0:
        return [(DAYS, 0.9), (35 + int(90 * before), 1)]
    return [(DAYS, 1)]


def _printed(item: DemoItem, share: float) -> int:
    """A price that ends as today's does."""
    ending = item.price_minor % 100
    return round((item.price_minor * share - ending) / 100) * 100 + ending
