"""What the shop would have written down of a listing of the street, had it asked: offers, and how they moved."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from itertools import groupby, repeat
from typing import Any

from modiste.matching.records import Reason, ReasonKind, Subject
from modiste.sandbox import amazon, ebay_items, woocommerce
from modiste.sandbox.listings import Listing
from modiste.sandbox.prices import stock_of
from modiste.shop.prices.matching_offers import reason_out

DAYS = 180
GAP = ("fifth-and-dry", 70, 61)  # a shop that could not be reached from so many days ago to so many days ago
LOOK = timedelta(hours=6)  # prices were looked at so often
IN_THE_MORNING = time(6, tzinfo=UTC)
Day = tuple[int | None, bool | None]  # what it cost, and whether it was there, where that is told
STATES = {True: "in_stock", False: "out_of_stock", None: "unknown"}


@dataclass(frozen=True, slots=True)
class Variant:
    """One variant as the vendor's interface tells it: its id, and its size and colour where they are told."""

    vendor_item_id: str
    size: str
    colour: str
    asked_size: str
    link: str


def variants_of(listing: Listing, address: str, day: date) -> list[Variant]:
    """The variants of a listing, each with the words that its shop's interface has for it."""
    shop, sizes, colour = listing.shop, listing.sizes, listing.colour
    match shop.kind:
        case "ebay":
            told = [(ebay_items.item_id_of(listing, size), size, colour.title()) for size in sizes]
            told = told if len(sizes) > 1 else [(told[0][0], "", "")]
            links = [f"{address}/itm/{listing.number}"] * len(sizes)
        case "amazon":
            size = next((size for size in sizes if listing.has(size, day)), sizes[0])
            asin, sizes = amazon.asin_of(listing, size), (size,)
            told, links = [(asin, size, colour.title())], [f"{address}/dp/{asin}"]
        case "shopify":
            told = [(str(listing.variant_number(size)), size, colour.title()) for size in sizes]
            links = [f"{address}/products/{listing.slug}?variant={number}" for number, _, _ in told]
        case "woocommerce" if len(sizes) > 1:
            told = [(str(woocommerce.variation_number(listing, size)), size, colour) for size in sizes]
            links = [f"{address}/product/{listing.slug}/?attribute_pa_size={size.lower()}" for size in sizes]
        case "woocommerce":
            told, sizes = [(str(woocommerce.product_number(listing)), "", "")], ("",)
            links = [f"{address}/product/{listing.slug}/"]
        case _:
            told, sizes = _page_variants(listing)
            links = [f"{address}/p/{listing.slug}"] * len(told)
    return [Variant(*each, size, link) for each, size, link in zip(told, sizes, links, strict=True)]


def offer_row(listing: Listing, variant: Variant, day: date) -> dict[str, Any]:
    """An offer as it stands today, but for the item and the time."""
    shop, rule = listing.shop, listing.shop.delivery
    quote, cost = listing.quote(day, variant.asked_size), delivery_of(listing, listing.quote(day).price)
    is_terse = _is_untold(listing, variant)
    tells_days = shop.kind != "amazon" and (shop.kind != "ebay" or cost is not None)
    return {
        "vendor": shop.vendor,
        "vendor_name": shop.title,
        "vendor_item_id": variant.vendor_item_id,
        "size": variant.size,
        "colour": variant.colour,
        "title": listing.title,
        "brand": "" if is_terse or shop.name == "fifth-and-dry" else listing.product.brand,
        "gtin": "" if is_terse or (shop.kind == "woocommerce" and variant.size) else listing.gtin,
        "seller": listing.seller if shop.kind in ("ebay", "amazon") else "",
        "price": quote.price,
        "list_price": quote.list_price,
        "currency": shop.currency,
        "delivery": cost,
        "free_over": rule.free_over if shop.kind not in ("ebay", "amazon") else None,
        "days_min": rule.days_min if tells_days else None,
        "days_max": rule.days_max if tells_days else None,
        "condition": listing.condition,
        "availability": STATES[next(_stock(listing, variant, day))],
        "link": variant.link,
        "image_url": listing.product.image_url,
        "match_probability": 1.0 if listing.gtin else 0.99,
        "is_match": True,
        "match_reasons": [reason_out(_reason(listing)).model_dump(mode="json")],
        "evidence": {},
        "is_gone": False,
    }


def _reason(listing: Listing) -> Reason:
    """The weightiest reason why a listing is the item: the street sells this very product."""
    if listing.gtin:
        return Reason(ReasonKind.SAME, Subject.GTIN, (listing.gtin,))
    return Reason(ReasonKind.SAME, Subject.KIND, (listing.product.category,))


def delivery_of(listing: Listing, price: int) -> int | None:
    """What delivery costs as the interface tells it; a marketplace does not always."""
    shop, rule = listing.shop, listing.shop.delivery
    if shop.kind == "amazon" or (shop.kind == "ebay" and not ebay_items.names_delivery(listing)):
        return None
    is_free = rule.free_over is not None and price >= rule.free_over
    return 0 if is_free and shop.name == "galerie-mode" else rule.cost  # whose pages reckon it for the one product


def point_rows(listing: Listing, variant: Variant, until: datetime, prices: Sequence[int]) -> Iterator[dict[str, Any]]:
    """How an offer moved until it was last seen: a row for each change, and none for days that nobody looked at.

    `prices` are the listing's lowest ones of the last DAYS days.
    """
    first = until.date() - timedelta(days=DAYS - 1)
    more = listing.quote(first, variant.asked_size).price - prices[0]
    stock = _stock(listing, variant, first)
    told: list[Day | None] = [
        (None if there is False else price + more, there) for price, there in zip(prices, stock, strict=False)
    ]
    name, gap_began, gap_ended = GAP
    if listing.shop.name == name:
        told[DAYS - 1 - gap_began : DAYS - gap_ended] = [None] * (gap_began - gap_ended + 1)
    mornings, following = _mornings(first), 0
    for day, run in groupby(told):
        number, following = following, following + len(list(run))
        if day is None:
            continue
        last_at = min(mornings[following - 1], until)
        yield {
            "began_at": min(mornings[number], until),
            "last_seen_at": max(last_at, min(last_at + timedelta(days=1) - LOOK, until)),
            "price": day[0],
            "delivery": delivery_of(listing, prices[number]),
            "availability": STATES[day[1]],
        }


def prices_of(listing: Listing, until: date) -> list[int]:
    """What a listing's cheapest size cost on each of the last DAYS days."""
    return list(listing.prices(until - timedelta(days=DAYS - 1), DAYS))


@lru_cache(maxsize=4)  # all have the same days, but for midnight
def _mornings(first: date) -> list[datetime]:
    return [datetime.combine(first + timedelta(days=number), IN_THE_MORNING) for number in range(DAYS)]


def _stock(listing: Listing, variant: Variant, first: date) -> Iterator[bool | None]:
    """Whether it was there on each day, or None where a search does not tell."""
    if _is_untold(listing, variant):
        return repeat(None)
    sizes = (variant.asked_size,) if variant.asked_size else listing.sizes
    return map(any, zip(*(stock_of(listing.shop, listing.product, size, first) for size in sizes), strict=True))


def _is_untold(listing: Listing, variant: Variant) -> bool:
    return listing.shop.kind == "ebay" and not variant.size


def _page_variants(listing: Listing) -> tuple[list[tuple[str, str, str]], tuple[str, ...]]:
    """The variants that can be read on a page: all sizes where its markup tells them apart, else the page as one."""
    if listing.shop.name == "galerie-mode":
        return [(f"{listing.number}-{size}", size, listing.colour) for size in listing.sizes], listing.sizes
    if listing.shop.name == "casa-bruna":
        return [(f"CB{listing.number}", "", listing.colour)], ("",)
    return [(str(listing.number % 1_000_000), "", "")], ("",)
