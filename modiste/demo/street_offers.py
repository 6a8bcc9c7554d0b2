"""What the shop would have written down of a listing of the street, had it asked: offers, and how they moved."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from modiste.sandbox import amazon, ebay_items, woocommerce
from modiste.sandbox.listings import Listing

DAYS = 180
GAP = ("fifth-and-dry", 70, 61)  # a shop that could not be reached from so many days ago to so many days ago
LOOK = timedelta(hours=6)  # prices were looked at so often
WHY = "the demo's street sells this very product"
BEFORE_NOON = time(6, tzinfo=UTC)


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
        case "woocommerce" if listing.dear_size:
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
    quote, cost = listing.quote(day, variant.asked_size), delivery_of(listing, day)
    tells_days = shop.kind != "amazon" and (shop.kind != "ebay" or cost is not None)
    return {
        "vendor": shop.vendor,
        "vendor_name": shop.title,
        "vendor_item_id": variant.vendor_item_id,
        "size": variant.size,
        "colour": variant.colour,
        "title": listing.title,
        "brand": listing.product.brand if shop.kind != "ebay" or variant.size else "",
        "gtin": listing.gtin if shop.kind != "ebay" or variant.size else "",
        "seller": listing.seller if shop.kind in ("ebay", "amazon") else "",
        "price": quote.price,
        "list_price": quote.list_price,
        "currency": shop.currency,
        "delivery": cost,
        "free_over": rule.free_over if shop.kind not in ("ebay", "amazon") else None,
        "days_min": rule.days_min if tells_days else None,
        "days_max": rule.days_max if tells_days else None,
        "condition": listing.condition,
        "availability": _availability(listing, variant, day),
        "link": variant.link,
        "image_url": listing.product.image_url,
        "match_probability": 1.0 if listing.gtin else 0.99,
        "is_match": True,
        "match_reasons": [f"same GTIN {listing.gtin}" if listing.gtin else WHY],
        "evidence": {},
        "is_gone": False,
    }


def delivery_of(listing: Listing, day: date) -> int | None:
    """What delivery costs as the interface tells it; a marketplace does not always."""
    shop, rule = listing.shop, listing.shop.delivery
    if shop.kind == "amazon" or (shop.kind == "ebay" and not ebay_items.names_delivery(listing)):
        return None
    is_free = rule.free_over is not None and listing.quote(day).price >= rule.free_over
    return 0 if is_free and shop.name == "galerie-mode" else rule.cost  # whose pages reckon it for the one product


def point_rows(listing: Listing, variant: Variant, until: datetime) -> Iterator[dict[str, Any]]:
    """How an offer moved until it was last seen: a row for each change, and none for days that nobody looked at."""
    first = until.date() - timedelta(days=DAYS - 1)
    open_row: dict[str, Any] | None = None
    for day in (first + timedelta(days=number) for number in range(DAYS)):
        if _is_in_gap(listing, day, until.date()):
            if open_row is not None:
                yield open_row
            open_row = None
            continue
        told, began_at = _told_on(listing, variant, day), min(datetime.combine(day, BEFORE_NOON), until)
        if open_row is not None and all(open_row[name] == value for name, value in told.items()):
            open_row["last_seen_at"] = max(began_at, min(began_at + timedelta(days=1) - LOOK, until))
            continue
        if open_row is not None:
            yield open_row
        ended_at = max(began_at, min(began_at + timedelta(days=1) - LOOK, until))
        open_row = {"began_at": began_at, "last_seen_at": ended_at, **told}
    if open_row is not None:
        yield open_row


def _told_on(listing: Listing, variant: Variant, day: date) -> Mapping[str, Any]:
    availability = _availability(listing, variant, day)
    is_there = availability != "out_of_stock"
    price = listing.quote(day, variant.asked_size).price if is_there else None
    return {"price": price, "delivery": delivery_of(listing, day), "availability": availability}


def _availability(listing: Listing, variant: Variant, day: date) -> str:
    if listing.shop.kind == "ebay" and not variant.size:
        return "unknown"  # a search does not tell
    is_there = listing.has(variant.asked_size, day) if variant.asked_size else listing.is_available(day)
    return "in_stock" if is_there else "out_of_stock"


def _is_in_gap(listing: Listing, day: date, today: date) -> bool:
    name, first, last = GAP
    return listing.shop.name == name and last <= (today - day).days <= first


def _page_variants(listing: Listing) -> tuple[list[tuple[str, str, str]], tuple[str, ...]]:
    """The variants that can be read on a page: all sizes where its markup tells them apart, else the page as one."""
    if listing.shop.name == "galerie-mode":
        return [(f"{listing.number}-{size}", size, listing.colour) for size in listing.sizes], listing.sizes
    number = f"CB{listing.number}" if listing.shop.name == "casa-bruna" else f"/p/{listing.slug}"
    return [(number, "", listing.colour)], ("",)
