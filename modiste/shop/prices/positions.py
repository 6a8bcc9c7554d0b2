"""How our price of an item stands among the shops that sell the same product: which place it has, and how far off."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from modiste.shop.prices.landed import TOO_GOOD, delivered_for
from modiste.shop.prices.models import Offer
from modiste.shop.prices.rates import Rates, rates_of
from modiste.shop.prices.standings import IN_STOCK, OLDEST
from modiste.shop.prices.vendors.base import Vendor


@dataclass(frozen=True, slots=True)
class Asked:
    """What we ask for an item: its price, and its total with delivery where that is known."""

    item_id: int
    price: int
    total: int | None
    currency: str


@dataclass(frozen=True, slots=True)
class Position:
    """The place of our price, 1 where nobody is cheaper; money in the item's currency.

    `of` counts us too, `left_out` those shops that do not say what is compared. `as_of`: the oldest price among them.
    """

    rank: int
    of: int
    own: int
    lowest: int
    lowest_vendor: str
    with_delivery: bool
    left_out: int
    as_of: datetime


@dataclass(frozen=True, slots=True)
class Rival:
    """A shop's cheapest offer, in the item's currency; `total` None: its delivery is unknown."""

    vendor: str
    price: int
    total: int | None
    seen_at: datetime


def positions_of(
    session: Session, asked: Iterable[Asked], vendors: Mapping[str, Vendor], *, at: datetime
) -> Mapping[int, Position]:
    """The place of each item's price, where any of `vendors` sells the same product new and in stock; two queries.

    An offer counts for a week, and no longer than its vendor's terms let its price be kept.
    """
    wanted = {one.item_id: one for one in asked}
    if not wanted:
        return {}
    rates, rivals = rates_of(session), {item_id: list[Rival]() for item_id in wanted}
    for row in session.execute(_offers(list(wanted), at)):
        vendor = vendors.get(row.vendor)
        if vendor is not None and (rival := _rival(row, vendor, wanted[row.item_id].currency, rates, at)):
            rivals[row.item_id].append(rival)
    found = {item_id: _place(wanted[item_id], theirs) for item_id, theirs in rivals.items() if theirs}
    return {item_id: position for item_id, position in found.items() if position is not None}


def _offers(item_ids: Sequence[int], at: datetime) -> Any:
    columns = (
        Offer.item_id,
        Offer.vendor,
        Offer.vendor_name,
        Offer.price,
        Offer.currency,
        Offer.delivery,
        Offer.free_over,
        Offer.seen_at,
    )
    return select(*columns).where(
        Offer.item_id.in_(item_ids),
        Offer.is_match,
        Offer.is_gone.is_(False),
        Offer.condition == "new",
        Offer.availability == IN_STOCK,
        Offer.seen_at >= at - OLDEST,
    )


def _rival(row: Any, vendor: Vendor, currency: str, rates: Rates, at: datetime) -> Rival | None:
    terms = vendor.terms
    if not terms.may_keep_history and at - row.seen_at > timedelta(seconds=terms.longest_age):
        return None
    price = rates.convert(row.price, row.currency, currency)
    total = delivered_for(row.price, row.delivery, row.free_over)
    whole = None if total is None else rates.convert(total, row.currency, currency)
    return None if price is None else Rival(row.vendor_name, price, whole, row.seen_at)


def _place(ours: Asked, rivals: Sequence[Rival]) -> Position | None:
    """By totals where we and another know ours, else by bare prices; each shop once, with what is cheapest there."""
    prices = sorted([ours.price, *(rival.price for rival in rivals)])
    floor = TOO_GOOD * prices[len(prices) // 2]  # so cheap an offer is shown to shoppers, and never compared with
    sound = [rival for rival in rivals if rival.price >= floor]
    with_delivery = ours.total is not None and any(rival.total is not None for rival in sound)
    own = ours.total if with_delivery and ours.total is not None else ours.price
    cheapest: dict[str, tuple[int, datetime]] = {}
    for rival in sound:
        amount = rival.total if with_delivery else rival.price
        if amount is not None and (rival.vendor not in cheapest or amount < cheapest[rival.vendor][0]):
            cheapest[rival.vendor] = (amount, rival.seen_at)
    if not cheapest:
        return None
    lowest_vendor = min(cheapest, key=lambda name: (cheapest[name][0], name))
    return Position(
        rank=1 + sum(amount < own for amount, _ in cheapest.values()),
        of=1 + len(cheapest),
        own=own,
        lowest=cheapest[lowest_vendor][0],
        lowest_vendor=lowest_vendor,
        with_delivery=with_delivery,
        left_out=len({rival.vendor for rival in sound} - cheapest.keys()),
        as_of=min(seen_at for _, seen_at in cheapest.values()),
    )
