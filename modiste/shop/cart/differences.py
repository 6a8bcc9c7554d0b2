"""How baskets differ, in facts with their figures: what another parcel saves, what waiting saves, what is near."""

from collections.abc import Iterator, Sequence
from datetime import date

from modiste.shop.cart.difference_schemas import (
    DeliveryCounted,
    DifferenceKind,
    DifferenceOut,
    Faster,
    FreeDeliveryNear,
    MoreParcelsNeeded,
    ParcelsSave,
    Saves,
)
from modiste.shop.cart.schemas import BasketKind, BasketOut, ParcelOut
from modiste.shop.kit.money import Money

NEAR = 2  # times the delivery: to spend more than that for a free one is no advice


def differences_of(
    baskets: Sequence[BasketOut], current_total: Money | None, *, max_parcels: int | None = None
) -> Iterator[DifferenceOut]:
    """What a shopper should know before choosing one of the baskets."""
    by_kind = {basket.kind: basket for basket in baskets}
    cheapest, fewest = by_kind.get(BasketKind.CHEAPEST), by_kind.get(BasketKind.FEWEST_PARCELS)
    fastest = by_kind.get(BasketKind.FASTEST)
    if cheapest is None:
        if fewest is not None and max_parcels is not None:
            needed = len(fewest.parcels)
            yield MoreParcelsNeeded(kind=DifferenceKind.MORE_PARCELS_NEEDED, allowed=max_parcels, needed=needed)
        return
    if fewest is not None and len(cheapest.parcels) > len(fewest.parcels):
        yield ParcelsSave(
            kind=DifferenceKind.PARCELS_SAVE,
            parcels=len(cheapest.parcels),
            fewest=len(fewest.parcels),
            saving=_difference(fewest.total, cheapest.total),
        )
    if fastest is not None and fastest.arrives_by is not None and fastest.chosen != cheapest.chosen:
        yield _faster(fastest, cheapest, fastest.arrives_by)
    if current_total is not None and current_total.amount > cheapest.total.amount:
        yield Saves(kind=DifferenceKind.SAVES, saving=_difference(current_total, cheapest.total))
    for parcel in cheapest.parcels:
        yield from _about(parcel)


def _faster(fastest: BasketOut, cheapest: BasketOut, arrival: date) -> Faster:
    return Faster(
        kind=DifferenceKind.FASTER,
        days=None if cheapest.arrives_by is None else (cheapest.arrives_by - arrival).days,
        arrives_by=arrival,
        more=_difference(fastest.total, cheapest.total),
    )


def _about(parcel: ParcelOut) -> Iterator[DifferenceOut]:
    if parcel.delivery_estimate is not None:
        yield DeliveryCounted(
            kind=DifferenceKind.DELIVERY_COUNTED, shop_name=parcel.shop_name, delivery=parcel.delivery_estimate
        )
    missing, delivery = parcel.missing_to_free, parcel.delivery
    if missing is not None and delivery is not None and missing.amount <= NEAR * delivery.amount:
        yield FreeDeliveryNear(
            kind=DifferenceKind.FREE_DELIVERY_NEAR, shop_name=parcel.shop_name, missing=missing, delivery=delivery
        )


def _difference(dearer: Money, cheaper: Money) -> Money:
    return Money(amount=max(0, dearer.amount - cheaper.amount), currency=dearer.currency)
