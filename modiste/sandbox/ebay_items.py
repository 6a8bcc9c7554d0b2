"""How eBay's Browse API words a listing: as a summary in a search, and as an item with everything known."""

from datetime import timedelta
from typing import Any

from modiste.sandbox.chance import draw
from modiste.sandbox.listings import Listing
from modiste.sandbox.stall import Stall, major

CONDITIONS = {"new": ("New", "1000"), "used": ("Pre-owned", "3000")}
CALCULATED = 0.2  # of the sellers' listings do not say what delivery costs


def find_variant(stall: Stall, item_id: str) -> tuple[Listing, str] | None:
    """The listing and size behind `v1|<listing>|<size, or 0>`."""
    version, _, rest = item_id.partition("|")
    number, _, variant = rest.partition("|")
    listing = stall.shelves.by_number.get(int(number)) if version == "v1" and number.isdecimal() else None
    if listing is None:
        return None
    return next(((listing, size) for size in listing.sizes if _variant(listing, size) == variant), None)


def item_id_of(listing: Listing, size: str) -> str:
    """The interface's id of one size of a listing."""
    return f"v1|{listing.number}|{_variant(listing, size)}"


def summary_of(stall: Stall, listing: Listing) -> dict[str, Any]:
    """What a search shows of a listing; where it has sizes, the first that is there stands for all."""
    size = next((size for size in listing.sizes if listing.has(size, stall.day)), listing.sizes[0])
    item_id = item_id_of(listing, size)
    told = _shared(stall, listing, "") | {
        "itemId": item_id,
        "itemHref": f"{stall.url}/buy/browse/v1/item/{item_id}",
        "categories": [{"categoryId": "15724"}],
        "itemLocation": {"postalCode": "10***", "country": "DE"},
        "priorityListing": False,
        "adultOnly": False,
    }
    if len(listing.sizes) > 1:
        group = f"{stall.url}/buy/browse/v1/item/get_items_by_item_group?item_group_id={listing.number}"
        told |= {"itemGroupHref": group, "itemGroupType": "SELLER_DEFINED_VARIATIONS"}
    return told


def item_of(stall: Stall, listing: Listing, size: str) -> dict[str, Any]:
    """Everything that is known of one size."""
    product, is_there = listing.product, listing.has(size, stall.day)
    aspects = {"Brand": product.brand, "Color": listing.colour.title(), "Size": size, "Type": product.category}
    aspects |= {"Material": product.material} if product.material else {}
    told = _shared(stall, listing, size) | {
        "itemId": item_id_of(listing, size),
        "brand": product.brand,
        "color": listing.colour.title(),
        "size": size,
        "localizedAspects": [{"type": "STRING", "name": name, "value": value} for name, value in aspects.items()],
        "estimatedAvailabilities": [
            {
                "deliveryOptions": ["SHIP_TO_HOME"],
                "estimatedAvailabilityStatus": "IN_STOCK" if is_there else "OUT_OF_STOCK",
                "estimatedAvailableQuantity": int(is_there),
            }
        ],
        "itemLocation": {"city": "Berlin", "postalCode": "10***", "country": "DE"},
        "description": product.description,
        "returnTerms": {"returnsAccepted": True, "returnPeriod": {"value": 30, "unit": "CALENDAR_DAY"}},
        "quantityLimitPerBuyer": 1,
    }
    told |= {"gtin": listing.gtin} if listing.gtin else {}
    if len(listing.sizes) > 1:
        told["primaryItemGroup"] = {
            "itemGroupId": str(listing.number),
            "itemGroupType": "SELLER_DEFINED_VARIATIONS",
            "itemGroupHref": f"{stall.url}/buy/browse/v1/item/get_items_by_item_group?item_group_id={listing.number}",
            "itemGroupTitle": listing.title,
        }
    return told


def names_delivery(listing: Listing) -> bool:
    """Whether the seller says what delivery costs; others let eBay calculate it at the till."""
    return draw(listing.number, "calculated") >= CALCULATED


def _variant(listing: Listing, size: str) -> str:
    return str(listing.variant_number(size)) if len(listing.sizes) > 1 else "0"


def _shared(stall: Stall, listing: Listing, size: str) -> dict[str, Any]:
    quote = listing.quote(stall.day, size)
    condition, condition_id = CONDITIONS[listing.condition]
    told: dict[str, Any] = {
        "legacyItemId": str(listing.number),
        "title": listing.title,
        "price": _amount(stall, quote.price),
        "condition": condition,
        "conditionId": condition_id,
        "buyingOptions": ["FIXED_PRICE"],
        "itemWebUrl": f"{stall.url}/itm/{listing.number}",
        "seller": {"username": listing.seller, "feedbackPercentage": "99.1", "feedbackScore": 2317},
        "shippingOptions": [_shipping(stall, listing)],
    }
    if listing.product.image_url:
        told["image"] = {"imageUrl": listing.product.image_url}
    if quote.list_price:
        off = quote.list_price - quote.price
        told["marketingPrice"] = {
            "originalPrice": _amount(stall, quote.list_price),
            "discountPercentage": str(round(100 * off / quote.list_price)),
            "discountAmount": _amount(stall, off),
            "priceTreatment": "STRIKETHROUGH",
        }
    return told


def _shipping(stall: Stall, listing: Listing) -> dict[str, Any]:
    rule = stall.shop.delivery
    days = {"min": rule.days_min, "max": rule.days_max}
    dates = {
        f"{end}EstimatedDeliveryDate": f"{stall.day + timedelta(days=count):%Y-%m-%d}T00:00:00.000Z"
        for end, count in days.items()
    }
    if not names_delivery(listing):
        return {"shippingCostType": "CALCULATED", "guaranteedDelivery": False, **dates}
    cost = _amount(stall, rule.cost)
    return {"shippingCostType": "FIXED", "shippingCost": cost, "guaranteedDelivery": False, **dates}


def _amount(stall: Stall, minor: int) -> dict[str, str]:
    return {"value": major(minor), "currency": stall.shop.currency}
