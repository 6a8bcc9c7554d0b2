"""Offers as one shopper asked to see them: converted, with what is stale marked, in order, the best named."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from modiste.shop.kit import clock
from modiste.shop.prices.landed import best_of, cheapest_sizes, converted, fastest_of, in_order, same_size
from modiste.shop.prices.pictures import Picture
from modiste.shop.prices.rates import Rates
from modiste.shop.prices.schemas import DeliveryOut, OfferOut, OffersOut, OffersQuery

STALE_AFTER = timedelta(hours=24)
NOT_KNOWN = DeliveryOut(cost=None, free_over=None, days_min=None, days_max=None)


def show_picture(item_id: int, picture: Picture, asked: OffersQuery, *, home: str, is_refreshing: bool) -> OffersOut:
    """The offers for an item in the size, country and currency asked for."""
    currency = asked.currency or picture.currency
    rates = Rates(date.fromisoformat(picture.rate_day) if picture.rate_day else None, picture.per_euro)
    chosen = [offer for offer in picture.offers if not asked.size or _may_be(offer, asked.size)]
    if asked.country not in (None, home):
        chosen = [offer.model_copy(update={"delivery": NOT_KNOWN, "total": None}) for offer in chosen]
    offers = shown_in_order(chosen, currency, rates)
    best, fastest = best_of(offers, size=asked.size), fastest_of(offers, size=asked.size)
    return OffersOut(
        item_id=item_id,
        query="",
        offers=offers,
        best=None if best is None else best.key,
        fastest=None if fastest is None else fastest.key,
        cheapest_sizes=cheapest_sizes(offers),
        failures=picture.failures,
        currency=currency,
        as_of=picture.as_of,
        is_refreshing=is_refreshing,
    )


def shown_in_order(offers: Iterable[OfferOut], currency: str, rates: Rates) -> Sequence[OfferOut]:
    """Offers with their prices in one currency, in order, the old ones marked."""
    oldest = clock.now() - STALE_AFTER
    return in_order(
        offer.model_copy(
            update={
                "converted": converted(offer.price.amount, offer.total, offer.price.currency, currency, rates=rates),
                "is_stale": offer.seen_at < oldest,
            }
        )
        for offer in offers
    )


def _may_be(offer: OfferOut, size: str) -> bool:
    return not offer.size or same_size(offer.size, size)
