"""A product page whose facts stand in JSON-LD: a product group with a variant a size, delivery and the price before."""

import json
from html import escape
from typing import Any

from modiste.sandbox.html import image, link, page
from modiste.sandbox.listings import Listing
from modiste.sandbox.stall import Stall, major

SCHEMA = "https://schema.org"


def render(stall: Stall, listing: Listing) -> str:
    """The page."""
    quote, currency = listing.quote(stall.day), stall.shop.currency
    before = f"<s>{currency} {major(quote.list_price)}</s> " if quote.list_price else ""
    options = "".join(
        f"<option{'' if listing.has(size, stall.day) else ' disabled'}>{escape(size)}</option>"
        for size in listing.sizes
    )
    rule = stall.shop.delivery
    free = f", free from {currency} {major(rule.free_over)}" if rule.free_over else ""
    body = (
        f"<header>{link('/', stall.shop.title)}</header><main><h1>{escape(listing.title)}</h1>"
        f"{image(listing.product.image_url, listing.title)}<p>{before}<b>{currency} {major(quote.price)}</b></p>"
        f"<label>Size <select>{options}</select></label><p>{escape(listing.product.description)}</p>"
        f"<p>Delivery {currency} {major(rule.cost)}{free} · {rule.days_min} to {rule.days_max} working days</p></main>"
    )
    told = json.dumps(_told(stall, listing), ensure_ascii=False).replace("</", "<\\/")
    return page(listing.title, body, head=f'<script type="application/ld+json">{told}</script>')


def _told(stall: Stall, listing: Listing) -> dict[str, Any]:
    product, url = listing.product, f"{stall.url}/p/{listing.slug}"
    shared: dict[str, Any] = {
        "name": listing.title,
        "brand": {"@type": "Brand", "name": product.brand},
        "color": listing.colour,
        "description": product.description,
    }
    shared |= {"image": [product.image_url]} if product.image_url else {}
    shared |= {"gtin13": listing.gtin} if listing.gtin else {}
    variants = [
        {"@type": "Product", "sku": f"{listing.number}-{size}", "size": size, "offers": _offer(stall, listing, size)}
        | shared
        for size in listing.sizes
    ]
    if len(variants) == 1:
        return {"@context": SCHEMA, **variants[0], "url": url}
    group = {"@type": "ProductGroup", "productGroupID": str(listing.number), "url": url, "variesBy": [f"{SCHEMA}/size"]}
    return {"@context": SCHEMA, **group, **shared, "hasVariant": variants}


def _offer(stall: Stall, listing: Listing, size: str) -> dict[str, Any]:
    quote, currency, rule = listing.quote(stall.day), stall.shop.currency, stall.shop.delivery
    state = "InStock" if listing.has(size, stall.day) else "OutOfStock"
    cost = 0 if rule.free_over is not None and quote.price >= rule.free_over else rule.cost
    days = {"@type": "QuantitativeValue", "minValue": rule.days_min, "maxValue": rule.days_max, "unitCode": "DAY"}
    offer: dict[str, Any] = {
        "@type": "Offer",
        "url": f"{stall.url}/p/{listing.slug}",
        "price": major(quote.price),
        "priceCurrency": currency,
        "availability": f"{SCHEMA}/{state}",
        "itemCondition": f"{SCHEMA}/{'UsedCondition' if listing.condition == 'used' else 'NewCondition'}",
        "shippingDetails": {
            "@type": "OfferShippingDetails",
            "shippingRate": {"@type": "MonetaryAmount", "value": major(cost), "currency": currency},
            "shippingDestination": {"@type": "DefinedRegion", "addressCountry": "DE"},
            "deliveryTime": {"@type": "ShippingDeliveryTime", "transitTime": days},
        },
    }
    if quote.list_price:
        kind = f"{SCHEMA}/StrikethroughPrice"
        before = {"@type": "UnitPriceSpecification", "priceType": kind, "price": major(quote.list_price)}
        offer["priceSpecification"] = before | {"priceCurrency": currency}
    return offer
