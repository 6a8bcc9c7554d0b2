"""What an offer costs delivered, in one currency, and in which order offers stand."""

from collections.abc import Iterable

from modiste.shop.prices.rates import Rates
from modiste.shop.prices.schemas import CheapestSize, ConvertedOut, OfferOut

NOTHING_TO_BUY = frozenset({"out_of_stock"})
TOO_GOOD = 0.3  # of the median: so cheap an offer is shown, and never named the best


def delivered_for(price: int, cost: int | None, free_over: int | None) -> int | None:
    """What one piece costs with its delivery; None while that is unknown."""
    if free_over is not None and price >= free_over:
        return price
    return None if cost is None else price + cost


def converted(price: int, total: int | None, currency: str, into: str, *, rates: Rates) -> ConvertedOut | None:
    """Price and total in another currency, with the day of the rate; None where there is no rate."""
    shown = rates.convert(price, currency, into)
    if shown is None:
        return None
    whole = None if total is None else rates.convert(total, currency, into)
    return ConvertedOut(price=shown, total=whole, currency=into, rate_day=None if currency == into else rates.day)


def in_order(offers: Iterable[OfferOut]) -> list[OfferOut]:
    """Offers by total; ties by price, then by the vendor's name, never by what a vendor pays."""
    return sorted(offers, key=_place)


def _place(offer: OfferOut) -> tuple[int, int, int, str, str]:
    money = offer.converted
    if offer.availability in NOTHING_TO_BUY:
        group = 3
    elif money is None:
        group = 2
    else:
        group = 0 if money.total is not None else 1
    price = offer.price.amount if money is None else money.price
    total = price if money is None or money.total is None else money.total
    return group, total, price, offer.vendor_title, offer.key


def can_be_best(offer: OfferOut, *, size: str = "") -> bool:
    """Whether an offer may be named: its total known and comparable, new, in stock, seen lately, the size asked for."""
    return (
        offer.converted is not None
        and offer.converted.total is not None
        and offer.condition == "new"
        and offer.availability == "in_stock"
        and not offer.is_stale
        and (not size or same_size(offer.size, size))
    )


def best_of(offers: Iterable[OfferOut], *, size: str = "") -> OfferOut | None:
    """The cheapest delivered of those that may be named, if there is one."""
    named = [offer for offer in offers if can_be_best(offer, size=size)]
    prices = sorted(offer.converted.price for offer in named if offer.converted is not None)
    if not prices:
        return None
    floor = TOO_GOOD * prices[len(prices) // 2]
    trusted = [offer for offer in named if offer.converted is not None and offer.converted.price >= floor]
    return min(trusted, key=_place)


def fastest_of(offers: Iterable[OfferOut], *, size: str = "") -> OfferOut | None:
    """The one that arrives first of those that may be named; the cheaper one of two."""
    named = [offer for offer in offers if can_be_best(offer, size=size) and _days(offer) is not None]
    return min(named, key=lambda offer: (_days(offer) or 0, _place(offer)), default=None)


def cheapest_sizes(offers: Iterable[OfferOut]) -> list[CheapestSize]:
    """The first offer of each size that can be bought, of offers in order."""
    found: dict[str, CheapestSize] = {}
    for offer in offers:
        size = offer.size.strip().upper()
        if size and offer.availability not in NOTHING_TO_BUY and offer.converted is not None:
            found.setdefault(size, CheapestSize(size=offer.size, key=offer.key))
    return list(found.values())


def same_size(one: str, other: str) -> bool:
    """Whether two shops write the same size."""
    return "".join(one.split()).casefold() == "".join(other.split()).casefold()


def _days(offer: OfferOut) -> int | None:
    known = offer.delivery.days_max
    return offer.delivery.days_min if known is None else known
