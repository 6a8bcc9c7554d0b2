"""How baskets differ, in sentences with their figures: what another parcel saves, what waiting saves, what is near."""

from collections.abc import Iterator, Sequence
from datetime import date

from modiste.shop.cart.schemas import BasketKind, BasketOut, ParcelOut
from modiste.shop.kit.money import Money, written

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
NEAR = 2  # times the delivery: to spend more than that for a free one is no advice


def explain(baskets: Sequence[BasketOut], current_total: Money | None, *, max_parcels: int | None = None) -> list[str]:
    """What a shopper should know before choosing one of the baskets."""
    by_kind = {basket.kind: basket for basket in baskets}
    cheapest, fewest = by_kind.get(BasketKind.CHEAPEST), by_kind.get(BasketKind.FEWEST_PARCELS)
    fastest = by_kind.get(BasketKind.FASTEST)
    said: list[str] = []
    if cheapest is None:
        if fewest is not None and max_parcels is not None:
            said.append(f"{_parcels(max_parcels)} cannot hold everything: it takes {_counted(len(fewest.parcels))}.")
        return said
    if fewest is not None and len(cheapest.parcels) > len(fewest.parcels):
        saved = _difference(fewest.total, cheapest.total)
        said.append(f"{_parcels(len(cheapest.parcels))} save {saved} against {_counted(len(fewest.parcels))}.")
    if fastest is not None and fastest.arrives_by is not None and fastest.chosen != cheapest.chosen:
        said.append(_faster(fastest, cheapest, fastest.arrives_by))
    if current_total is not None and current_total.amount > cheapest.total.amount:
        saved = _difference(current_total, cheapest.total)
        said.append(f"The cheapest basket saves {saved} against the shops you have chosen.")
    return said + [sentence for parcel in cheapest.parcels for sentence in _about(parcel)]


def _faster(fastest: BasketOut, cheapest: BasketOut, arrival: date) -> str:
    more = _difference(fastest.total, cheapest.total)
    costs = f"costs {more} more" if fastest.total.amount > cheapest.total.amount else "costs no more"
    if cheapest.arrives_by is None:
        return f"The fastest basket is there by {arrival.isoformat()} and {costs}; the cheapest does not say when."
    days = (cheapest.arrives_by - arrival).days
    return f"The fastest basket is there {days} {'day' if days == 1 else 'days'} earlier and {costs}."


def _about(parcel: ParcelOut) -> Iterator[str]:
    if parcel.delivery_estimate is not None:
        counted = written(parcel.delivery_estimate.amount, parcel.delivery_estimate.currency)
        yield f"{parcel.shop_name} does not say what delivery costs: {counted} are counted for it."
    missing, delivery = parcel.missing_to_free, parcel.delivery
    if missing is not None and delivery is not None and missing.amount <= NEAR * delivery.amount:
        more, cost = written(missing.amount, missing.currency), written(delivery.amount, delivery.currency)
        yield f"Adding {more} at {parcel.shop_name} would make its delivery of {cost} free."


def _difference(dearer: Money, cheaper: Money) -> str:
    return written(dearer.amount - cheaper.amount, dearer.currency)


def _parcels(count: int) -> str:
    return f"{_counted(count).capitalize()} {'parcel' if count == 1 else 'parcels'}"


def _counted(count: int) -> str:
    return NUMBERS[count] if count < len(NUMBERS) else str(count)
