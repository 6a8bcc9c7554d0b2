"""How a boutique's parcel can be delivered: by its own rule or one of its further methods, each with its price."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from modiste.shop.boutiques.delivery import list_open_methods
from modiste.shop.boutiques.models import STANDARD, Boutique, DeliveryMethod
from modiste.shop.kit.errors import Invalid
from modiste.shop.orders.schemas import CheckoutIn
from modiste.shop.prices.rates import Rates


class NotDeliveredThere(Invalid):
    """A chosen delivery method does not go to the country of the address."""

    title = "This way of delivery does not go to that country: choose another"


@dataclass(frozen=True, slots=True)
class Way:
    """A way to deliver a parcel; money in minor units of the checkout's currency.

    `cost` is what it takes for the goods at hand, `free_over` from which price of goods on it takes nothing (None:
    never). It goes to `countries`, or everywhere where there are none.
    """

    code: str
    name: str
    cost: int
    free_over: int | None
    days_min: int
    days_max: int
    countries: Sequence[str] = ()

    def goes_to(self, country: str | None) -> bool:
        """Whether it delivers to a country; to one that is not known yet it may."""
        return country is None or not self.countries or country in self.countries


@dataclass(frozen=True, slots=True)
class Delivering:
    """What is needed to say how parcels can be delivered: read once for a whole checkout."""

    methods: Mapping[int, Sequence[DeliveryMethod]]
    rates: Rates
    asked: CheckoutIn

    def ways_of(self, boutique: Boutique, goods: int, currency: str) -> list[Way]:
        """The ways for goods of this price, the boutique's own rule first; none where the price of delivery is not
        known in `currency`."""
        further = self.methods.get(boutique.id, ())
        ways = [_own_rule(boutique), *map(_way, further)]
        here = [self._priced(way, boutique.currency, goods, currency) for way in ways]
        return [way for way in here if way is not None and way.goes_to(self.asked.country)]

    def chosen_of(self, boutique: Boutique, ways: Sequence[Way]) -> Way:
        """What was asked for, or the first where that cannot be had (any more)."""
        code = self.asked.methods.get(boutique.id, STANDARD)
        return next((way for way in ways if way.code == code), ways[0])

    def _priced(self, way: Way, of: str, goods: int, currency: str) -> Way | None:
        cost = self.rates.convert(way.cost, of, currency)
        if cost is None:
            return None
        free_over = None if way.free_over is None else self.rates.convert(way.free_over, of, currency)
        is_free = free_over is not None and goods >= free_over
        return Way(way.code, way.name, 0 if is_free else cost, free_over, way.days_min, way.days_max, way.countries)


def delivering_of(session: Session, boutique_ids: Sequence[int], rates: Rates, asked: CheckoutIn) -> Delivering:
    """How these boutiques deliver; one query."""
    return Delivering(list_open_methods(session, boutique_ids), rates, asked)


def _own_rule(boutique: Boutique) -> Way:
    return Way(
        STANDARD,
        "Standard",
        boutique.delivery_cost,
        boutique.free_over,
        boutique.delivery_days_min,
        boutique.delivery_days_max,
    )


def _way(method: DeliveryMethod) -> Way:
    return Way(
        method.code,
        method.name,
        method.cost,
        method.free_over,
        method.days_min,
        method.days_max,
        method.countries,
    )
