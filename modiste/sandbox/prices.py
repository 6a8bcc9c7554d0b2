"""What a shop asks for a product on a day: prices that move every few days, sales, fake sales, and sold-out sizes.

Nothing is stored: a price is a pure function of shop, product and day, so that a history can be told backwards.
"""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import repeat

from modiste.sandbox.catalogue import Product
from modiste.sandbox.chance import draw, era_of, pick
from modiste.sandbox.street import PER_EURO, Mood, Shop

DRIFT = {Mood.STEADY: 0.03, Mood.RESTLESS: 0.1, Mood.PREMIUM: 0.02, Mood.SEASONAL: 0.04, Mood.ALWAYS_ON_SALE: 0.02}
RHYTHM = {Mood.STEADY: 21, Mood.RESTLESS: 6, Mood.PREMIUM: 30, Mood.SEASONAL: 14, Mood.ALWAYS_ON_SALE: 30}  # days
PROMOTED = {Mood.STEADY: 0.2, Mood.RESTLESS: 0.35, Mood.PREMIUM: 0.0, Mood.SEASONAL: 0.2, Mood.ALWAYS_ON_SALE: 0.0}
PROMOTION_CYCLE, STOCK_CYCLE = 40, 9  # days
FAKE_CYCLE, FAKE_RAISE, FAKE_SALE = 30, 11, 16  # days; the price is raised on the 12th and "reduced" on the 17th
SOLD_OUT = 0.12


@dataclass(frozen=True, slots=True)
class Quote:
    """A price in minor units of the shop's currency, and the crossed-out one beside it."""

    price: int
    list_price: int | None = None


def price_of(shop: Shop, product: Product, day: date) -> int:
    """What the shop asks on that day, in minor units of its currency."""
    return quote_of(shop, product, day).price


def quote_of(shop: Shop, product: Product, day: date) -> Quote:
    """What the shop asks on that day, and what it claims to have asked before."""
    usual = _usual_price(shop, product, day)
    if shop.mood is Mood.ALWAYS_ON_SALE:
        return _fake_sale(shop, product, day, usual)
    off = _reduction(shop, product, day)
    reduced, full = _printed(shop, usual * (1 - off)), _printed(shop, usual)
    return Quote(reduced, full if reduced < full else None)


def prices_of(shop: Shop, product: Product, first: date, days: int) -> Iterator[int]:
    """What the shop asks on `first`, and on each of so many days: price_of, reckoned once for days that are alike."""
    day, last = first, first + timedelta(days=days)
    while day < last:
        alike = min(_stands_for(shop, product, day), (last - day).days)
        yield from repeat(price_of(shop, product, day), alike)
        day += timedelta(days=alike)


def is_there(shop: Shop, product: Product, size: str, day: date) -> bool:
    """Whether the shop has this size on that day."""
    return next(stock_of(shop, product, size, day))


def stock_of(shop: Shop, product: Product, size: str, first: date) -> Iterator[bool]:
    """Whether the shop has this size on `first`, and on each day after it, without end."""
    key = (shop.name, product.id, size, "stock")
    era, position = era_of(first, STOCK_CYCLE, *key)
    while True:
        yield from repeat(draw(*key, era) >= SOLD_OUT, STOCK_CYCLE - position)
        era, position = era + 1, 0


def history_of(shop: Shop, product: Product, days: int, until: date) -> Iterator[tuple[date, Quote]]:
    """The days on which the price changed, first the oldest, within the `days` that end with `until`."""
    last = None
    for day in (until - timedelta(days=back) for back in range(days - 1, -1, -1)):
        quote = quote_of(shop, product, day)
        if quote != last:
            yield day, quote
            last = quote


def _usual_price(shop: Shop, product: Product, day: date) -> float:
    era, _ = era_of(day, RHYTHM[shop.mood], shop.name, product.id)
    rate = PER_EURO[shop.currency] / PER_EURO[product.currency]
    return product.price * rate * _usual_level(shop, product.id, era)


@lru_cache(maxsize=2**12)  # a period has many days
def _usual_level(shop: Shop, product_id: str, era: int) -> float:
    """The unreduced price for one euro of the maker's, which drifts: one period brings a new one, another keeps it."""
    key = (shop.name, product_id)
    own = 1 + shop.spread * (2 * draw(*key, "level") - 1)
    while draw(*key, "moves", era) < 0.5:
        era -= 1
    return shop.level * own * (1 + DRIFT[shop.mood] * (2 * draw(*key, "drift", era) - 1))


def _reduction(shop: Shop, product: Product, day: date) -> float:
    """The share that is off today: a promotion of a few days, or the season's sale."""
    key = (shop.name, product.id, "promotion")
    cycle, position = era_of(day, PROMOTION_CYCLE, *key)
    begins, ends, off = _promotion(shop, product.id, cycle)
    off = off if begins <= position < ends else 0.0
    if shop.mood is Mood.SEASONAL and day.month in (1, 7) and draw(*key, "season", day.year, day.month) < 0.5:
        off = max(off, 0.3)
    if shop.mood is not Mood.PREMIUM and day.month == 11 and day.day >= 20 and draw(*key, "november", day.year) < 0.35:
        off = max(off, 0.15)
    return off


@lru_cache(maxsize=2**12)
def _promotion(shop: Shop, product_id: str, cycle: int) -> tuple[int, int, float]:
    """The days of a cycle on which a promotion begins and is over, and the share that is off."""
    key = (shop.name, product_id, "promotion")
    if draw(*key, cycle) >= PROMOTED[shop.mood]:
        return 0, 0, 0.0
    begins, lasts = int(25 * draw(*key, "begins", cycle)), 5 + int(8 * draw(*key, "lasts", cycle))
    return begins, begins + lasts, pick((0.1, 0.15, 0.2, 0.25), *key, "off", cycle)


def _stands_for(shop: Shop, product: Product, day: date) -> int:
    """For how many days, this one among them, nothing begins or ends that could move the price."""
    key, length = (shop.name, product.id), RHYTHM[shop.mood]
    left = [length - era_of(day, length, *key)[1]]
    if shop.mood is Mood.ALWAYS_ON_SALE:
        _, position = era_of(day, FAKE_CYCLE, *key)
        edges: tuple[int, ...] = (FAKE_RAISE, FAKE_SALE, FAKE_CYCLE)
    else:
        cycle, position = era_of(day, PROMOTION_CYCLE, *key, "promotion")
        edges = (*_promotion(shop, product.id, cycle)[:2], PROMOTION_CYCLE)
        sale = 20 if day.month == 11 and day.day < 20 else monthrange(day.year, day.month)[1] + 1
        left.append(sale - day.day)
    return min(left + [edge - position for edge in edges if edge > position])


def _fake_sale(shop: Shop, product: Product, day: date, usual: float) -> Quote:
    _, position = era_of(day, FAKE_CYCLE, shop.name, product.id)
    if position < FAKE_RAISE:
        return Quote(_printed(shop, usual))
    raised = _printed(shop, usual * 1.35)
    return Quote(raised) if position < FAKE_SALE else Quote(_printed(shop, usual * 1.02), raised)


def _printed(shop: Shop, minor: float) -> int:
    """The nearest price that the shop would print, such as 39.90."""
    whole = max(round(minor / 100), 2)
    return whole * 100 - (100 - shop.ending if shop.ending else 0)
