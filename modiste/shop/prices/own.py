"""The item itself as an offer of its boutique: our own price is part of the comparison."""

from datetime import datetime

from modiste.shop.boutiques.models import Boutique
from modiste.shop.catalogue.models import Item
from modiste.shop.kit.money import Money
from modiste.shop.prices.landed import delivered_for
from modiste.shop.prices.schemas import DeliveryOut, MatchOut, OfferOut, ReasonOut, ShopReason

BOUTIQUE = "boutique"
ITSELF = ReasonOut(kind=ShopReason.ITSELF, about=None, ours=[], theirs=[], text="It is the item itself")


def own_offers(item: Item, boutique: Boutique, at: datetime) -> list[OfferOut]:
    """One offer for each size and colour that the boutique has, or one where it tells none apart."""
    variants = [(variant.size, variant.colour, variant.stock > 0) for variant in item.variants]
    return [
        _offer(item, boutique, at, size=size, colour=colour, has_it=item.in_stock and has_it)
        for size, colour, has_it in variants or [("", item.colour or "", item.in_stock)]
        if item.price > 0
    ]


def _offer(item: Item, boutique: Boutique, at: datetime, *, size: str, colour: str, has_it: bool) -> OfferOut:
    delivery = DeliveryOut(
        cost=boutique.delivery_cost,
        free_over=boutique.free_over,
        days_min=boutique.delivery_days_min,
        days_max=boutique.delivery_days_max,
    )
    return OfferOut(
        key=f"{BOUTIQUE}/{boutique.id}/{size}/{colour}",
        offer_id=None,
        item_id=item.id,
        vendor=BOUTIQUE,
        vendor_title=boutique.name,
        seller="",
        title=item.name,
        price=Money(amount=item.price, currency=item.currency),
        list_price=None,
        delivery=delivery,
        total=delivered_for(item.price, delivery.cost, delivery.free_over),
        converted=None,
        condition="new",
        availability="in_stock" if has_it else "out_of_stock",
        size=size,
        colour=colour,
        link=f"/items/{item.id}",
        image_url=item.image_url or "",
        attribution="",
        is_affiliate=False,
        seen_at=at,
        is_stale=False,
        match=MatchOut(probability=1.0, reasons=[ITSELF]),
        evidence=[],
    )
