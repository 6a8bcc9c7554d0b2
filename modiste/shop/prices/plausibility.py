"""Whether a price can be believed at first sight: one that cannot waits until a second look confirms it."""

from collections.abc import Sequence
from datetime import datetime

from modiste.shop.prices.models import Offer
from modiste.shop.prices.rates import Rates
from modiste.shop.prices.vendors.base import Found

FACTOR = 4  # a price moves by less than this between two looks: more is a slipped comma, or another product
FLOOR = 0.3  # of the usual price
SAME = 0.02  # two looks agree when their prices differ by less than this share
HELD = "held"  # the key in an offer's evidence


def is_plausible(price: int, *, before: int | None, usual: Sequence[int]) -> bool:
    """Whether `price` fits the one before it and the usual ones."""
    if before is not None and not before < price * FACTOR < before * FACTOR * FACTOR:
        return False
    if not usual:
        return True
    ordered = sorted(usual)
    return price >= FLOOR * ordered[len(ordered) // 2]


def confirms(offer: Offer | None, found: Found) -> bool:
    """Whether this look repeats what an earlier one saw and did not believe."""
    held = None if offer is None else offer.evidence.get(HELD)
    if held is None or held["currency"] != found.currency:
        return False
    return bool(abs(found.price - held["price"]) <= SAME * held["price"])


def held_price(found: Found, at: datetime) -> dict[str, object]:
    """What an offer remembers of a price that is not believed yet."""
    return {"price": found.price, "currency": found.currency, "seen_at": at.isoformat()}


def in_currency_of(found: Found, amount: int, currency: str, rates: Rates) -> int | None:
    """Another amount in the finding's currency, to compare it with; None where there is no rate."""
    return rates.convert(amount, currency, found.currency)
