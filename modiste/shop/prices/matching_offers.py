"""Which of the findings are the item that was asked about; wrong ones are left out, right ones say why."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from modiste.matching.records import Match, ProductRecord, Reason
from modiste.shop.catalogue.models import Item
from modiste.shop.kit.money import exponent
from modiste.shop.kit.sound import fault_in
from modiste.shop.prices.doors import Judge
from modiste.shop.prices.schemas import ReasonOut
from modiste.shop.prices.vendors.base import Found, Question
from modiste.shop.prices.vendors.guards import DEAREST, link_of

LONGEST_ID = 200


@dataclass(frozen=True, slots=True)
class Judged:
    """A finding, and how sure it is that it is the item."""

    found: Found
    match: Match


def question_about(item: Item, *, country: str, postcode: str = "") -> Question:
    """What to ask vendors about an item."""
    has_brand = item.brand.casefold() in item.name.casefold()
    return Question(
        text=item.name if has_brand else f"{item.brand} {item.name}",
        brand=item.brand,
        gtin=item.gtin or "",
        colour=item.colour or "",
        currency=item.currency,
        country=country,
        postcode=postcode,
    )


def same_products(judge: Judge, item: Item, found: Sequence[Found]) -> list[Judged]:
    """The findings that are the item, each with its probability and reasons."""
    sound = [one for one in found if is_sound(one)]
    matches = judge.compare_all(record_of_item(item), [record_of(one) for one in sound]) if sound else []
    return [Judged(one, match) for one, match in zip(sound, matches, strict=True) if match.is_same]


def is_sound(found: Found) -> bool:
    """Whether a finding can be kept and shown: a price, a currency, a link that opens in a browser, clean words."""
    amounts = [found.price, found.list_price, found.delivery.cost, found.delivery.free_over]
    words = (found.vendor_item_id, found.title, found.url, found.currency, found.size, found.colour, found.seller)
    return (
        0 < found.price
        and all(0 <= amount <= DEAREST for amount in amounts if amount is not None)
        and len(found.currency) == 3
        and found.currency.isupper()
        and 0 < len(found.vendor_item_id) <= LONGEST_ID
        and bool(link_of(found.url))
        and bool(found.title.strip())
        and not any(fault_in(word) for word in words)
    )


def record_of_item(item: Item) -> ProductRecord:
    """An item of the catalogue as the matcher reads it."""
    return ProductRecord(
        title=item.name,
        brand=item.brand,
        description=item.description,
        category=item.category.name,
        gtins=(item.gtin,) if item.gtin else (),
        colour=item.colour or "",
        price=_major(item.price, item.currency),
        currency=item.currency,
    )


def record_of(found: Found) -> ProductRecord:
    """A finding as the matcher reads it."""
    return ProductRecord(
        title=found.title,
        brand=found.brand,
        gtins=found.gtins,
        mpn=found.mpn,
        colour=found.colour,
        size=found.size,
        price=_major(found.price, found.currency),
        currency=found.currency,
    )


def reason_out(reason: Reason) -> ReasonOut:
    """A reason of the matcher as it is kept and goes over the wire."""
    return ReasonOut(
        kind=reason.kind, about=reason.about, ours=list(reason.ours), theirs=list(reason.theirs), text=str(reason)
    )


def _major(amount: int, currency: str) -> Decimal:
    return Decimal(amount).scaleb(-exponent(currency))
