"""How an item stands for somebody who waits for it: the best price with delivery that may be relied on, and stock."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from modiste.shop.boutiques.models import Boutique
from modiste.shop.catalogue.models import Item
from modiste.shop.prices.landed import delivered_for, same_size
from modiste.shop.prices.models import Offer
from modiste.shop.prices.rates import Rates

OLDEST = timedelta(days=7)  # an offer that nobody has seen for longer says nothing of today
IN_STOCK = "in_stock"


@dataclass(frozen=True, slots=True)
class Bid:
    """What one shop asks for one size, delivered; `total` None: the delivery is unknown, and so is what it costs."""

    shop: str
    total: int | None
    currency: str
    size: str
    is_in_stock: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """The best total (None: nobody has it at a known one), whose it is, and whether anybody has it in stock.

    `is_converted` says that an exchange rate stands in between, which moves without any shop changing its price.
    """

    total: int | None = None
    shop: str = ""
    is_in_stock: bool = False
    is_converted: bool = False


def bids_of(session: Session, item_ids: Sequence[int], *, now: datetime) -> Mapping[int, list[Bid]]:
    """What the boutique and the vendors ask for each item that is sold.

    Vendors count with what is surely the same product, new, still shown and seen lately.
    """
    items = select(Item, Boutique).join(Boutique, Boutique.id == Item.boutique_id)
    items = items.where(Item.id.in_(item_ids), Item.is_active).options(selectinload(Item.variants))
    fresh = {"populate_existing": True}  # not what this session knew before it waited for another
    found = {item.id: _own_bids(item, boutique) for item, boutique in session.execute(items, execution_options=fresh)}
    offers = select(Offer).where(
        Offer.item_id.in_(found),
        Offer.is_match,
        Offer.is_gone.is_(False),
        Offer.condition == "new",
        Offer.seen_at >= now - OLDEST,
    )
    for offer in session.scalars(offers.order_by(Offer.id), execution_options=fresh):
        found[offer.item_id].append(_bid_of(offer))
    return found


def _own_bids(item: Item, boutique: Boutique) -> list[Bid]:
    is_told = item.currency == boutique.currency  # what the boutique says of delivery is in its own currency
    cost, free_over = (boutique.delivery_cost, boutique.free_over) if is_told else (None, None)
    total = delivered_for(item.price, cost, free_over)
    sizes = [(variant.size, variant.stock > 0) for variant in item.variants] or [("", True)]
    return [Bid(boutique.name, total, item.currency, size, item.in_stock and has_it) for size, has_it in sizes]


def _bid_of(offer: Offer) -> Bid:
    total = delivered_for(offer.price, offer.delivery, offer.free_over)
    return Bid(offer.vendor_name, total, offer.currency, offer.size, offer.availability == IN_STOCK)


def standing_of(bids: Iterable[Bid], rates: Rates, *, size: str, currency: str) -> Standing:
    """How an item stands in a size (empty: any) and a currency; of equal totals the first shop is named."""
    held = [bid for bid in bids if bid.is_in_stock and (not size or same_size(bid.size, size))]
    priced = []
    for bid in held:
        total = None if bid.total is None else rates.convert(bid.total, bid.currency, currency)
        if total is not None and total > 0:
            priced.append((total, bid))
    if not priced:
        return Standing(is_in_stock=bool(held), shop=held[0].shop if held else "")
    total, best = min(priced, key=lambda one: one[0])
    return Standing(total, best.shop, is_in_stock=True, is_converted=best.currency != currency)
