"""What a basket is: an offer for each line of a cart, packed into a parcel for each shop, and what that costs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any


@dataclass(frozen=True, slots=True)
class Offer:
    """One way to buy one line whole. `price` is of all its pieces, in the basket's currency.

    `counted` is the same in the shop's own money, in which its threshold for free delivery stands. `delivery` is what a
    parcel with it costs at least, `is_estimate` when the shop does not say and this is an upper estimate; `days` until
    it is there at the latest (None: the shop does not say). `key` is the caller's.
    """

    line: int
    shop: str
    price: int
    counted: int
    delivery: int
    days: int | None = None
    is_estimate: bool = False
    key: int | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """The lines to buy, the offers for them, and from which `counted` on each shop delivers free, if ever."""

    lines: tuple[int, ...]
    offers: tuple[Offer, ...]
    free_over: Mapping[str, int]

    def without_hope(self) -> list[int]:
        """The lines that nobody offers."""
        offered = {offer.line for offer in self.offers}
        return [line for line in self.lines if line not in offered]

    def solvable(self) -> "Problem":
        """The same without the lines that nobody offers."""
        return replace(self, lines=tuple(sorted({offer.line for offer in self.offers})))

    def within(self, days: int) -> "Problem":
        """The same with what is there after so many days; a shop that does not say when is not counted on."""
        offers = tuple(offer for offer in self.offers if offer.days is not None and offer.days <= days)
        return replace(self, offers=offers)


@dataclass(frozen=True, slots=True)
class Parcel:
    """What one shop sends at once; `missing` is how much more, in the shop's own money, would make delivery free."""

    shop: str
    offers: tuple[Offer, ...]
    goods: int
    delivery: int
    is_estimate: bool
    missing: int | None

    @property
    def days(self) -> int | None:
        return latest(offer.days for offer in self.offers)


@dataclass(frozen=True, slots=True)
class Basket:
    """An offer for each line, packed into parcels; `is_proven`: none costs less."""

    parcels: tuple[Parcel, ...]
    is_proven: bool = True

    @property
    def goods(self) -> int:
        return sum(parcel.goods for parcel in self.parcels)

    @property
    def delivery(self) -> int:
        return sum(parcel.delivery for parcel in self.parcels)

    @property
    def total(self) -> int:
        return self.goods + self.delivery

    @property
    def days(self) -> int | None:
        return latest(parcel.days for parcel in self.parcels)

    @property
    def offers(self) -> list[Offer]:
        """The offers taken, by line."""
        return sorted((offer for parcel in self.parcels for offer in parcel.offers), key=lambda offer: offer.line)


def latest(days: Any) -> int | None:
    """The latest of some days; None when one of them is unknown."""
    known = list(days)
    return None if None in known else max(known, default=None)


def pack_parcels(offers: Sequence[Offer], free_over: Mapping[str, int]) -> tuple[Parcel, ...]:
    """The parcels of these offers: one a shop, at the dearest delivery among what is in it, or free."""
    parcels = []
    for shop, group in groupby(sorted(offers, key=lambda offer: (offer.shop, offer.line)), lambda offer: offer.shop):
        inside = tuple(group)
        counted, threshold = sum(offer.counted for offer in inside), free_over.get(shop)
        is_free = threshold is not None and counted >= threshold
        delivery = 0 if is_free else max(offer.delivery for offer in inside)
        missing = threshold - counted if threshold is not None and delivery else None
        is_estimate = not is_free and any(offer.is_estimate for offer in inside)
        parcels.append(Parcel(shop, inside, sum(o.price for o in inside), delivery, is_estimate, missing))
    return tuple(parcels)
