"""A shop on Shopify: cents in one interface, strings in the other, and the currency in neither."""

import zlib
from functools import partial
from typing import Any

from aiohttp import web

from modiste.sandbox.listings import Listing
from modiste.sandbox.stall import Stall, major, number_in, refused

MOST_SUGGESTED, MOST_LISTED = 10, 250
ROBOTS = "User-agent: *\nDisallow: /admin\nDisallow: /cart\nDisallow: /checkout\nDisallow: /policies/\n"
SINCE = "2026-03-02T09:00:00+01:00"


def routes(stall: Stall) -> list[web.RouteDef]:
    """The paths of the interface."""
    return [
        web.get("/search/suggest.json", partial(_suggest, stall)),
        web.get("/products/{handle}.js", partial(_show_in_cents, stall)),
        web.get("/products/{handle}.json", partial(_show_in_strings, stall)),
        web.get("/products.json", partial(_list, stall)),
        web.get("/meta.json", partial(_tell_meta, stall)),
        web.get("/robots.txt", _tell_robots),
    ]


async def _suggest(stall: Stall, request: web.Request) -> web.Response:
    stall.meter.take("suggest")
    query, limit = request.query.get("q", ""), number_in(request, "resources[limit]", MOST_SUGGESTED)
    if not query or limit is None or not 1 <= limit <= MOST_SUGGESTED:
        words = "Invalid parameter error"
        return refused(422, {"status": 422, "message": words, "description": "q, or a limit from 1 to 10"})
    found = stall.shelves.search(query)
    if request.query.get("resources[options][unavailable_products]") == "hide":
        found = [each for each in found if each.is_available(stall.day)]
    products = [_suggested(stall, each) for each in found[:limit]]
    return web.json_response({"resources": {"results": {"products": products}}})


async def _show_in_cents(stall: Stall, request: web.Request) -> web.Response:
    stall.meter.take("product.js")
    listing = stall.shelves.by_slug.get(request.match_info["handle"])
    if listing is None:
        return refused(404, {"status": 404, "message": "Not Found", "description": "Not Found"})
    quote, variants = listing.quote(stall.day), _variants(stall, listing)
    for variant in variants:
        variant |= {"price": quote.price, "compare_at_price": quote.list_price, "barcode": listing.gtin or None}
    told = _product(listing) | {
        "description": listing.product.description,
        "type": listing.product.category,
        "price": quote.price,
        "price_min": quote.price,
        "price_max": quote.price,
        "price_varies": False,
        "available": listing.is_available(stall.day),
        "compare_at_price": quote.list_price,
        "variants": variants,
        "images": [listing.product.image_url] if listing.product.image_url else [],
        "featured_image": listing.product.image_url or None,
        "url": f"/products/{listing.slug}",
    }
    return web.json_response(told)


async def _show_in_strings(stall: Stall, request: web.Request) -> web.Response:
    stall.meter.take("product.json")
    listing = stall.shelves.by_slug.get(request.match_info["handle"])
    if listing is None:
        return refused(404, {"errors": "Not Found"})
    return web.json_response({"product": _in_strings(stall, listing)})


async def _list(stall: Stall, request: web.Request) -> web.Response:
    stall.meter.take("products.json")
    limit, page = number_in(request, "limit", 30), number_in(request, "page", 1)
    if not limit or not page:
        return refused(400, {"errors": "Bad Request"})
    limit = min(limit, MOST_LISTED)
    shown = stall.shelves.listings[(page - 1) * limit : page * limit]
    return web.json_response({"products": [_in_strings(stall, each) for each in shown]})


async def _tell_meta(stall: Stall, _request: web.Request) -> web.Response:
    shop = stall.shop
    told = {
        "id": zlib.crc32(shop.name.encode()),
        "name": shop.title,
        "city": "",
        "country": "",
        "currency": shop.currency,
    }
    ships = ["AT", "BE", "DE", "ES", "FR", "GB", "IT", "NL", "PT"]
    more = {"domain": stall.url.partition("//")[2], "url": stall.url, "ships_to_countries": ships}
    money = {"money_format": "£{{amount}}" if shop.currency == "GBP" else "€{{amount}}"}
    return web.json_response(told | more | money | {"published_products_count": len(stall.shelves.listings)})


async def _tell_robots(_request: web.Request) -> web.Response:
    return web.Response(text=ROBOTS)


def _product(listing: Listing) -> dict[str, Any]:
    return {
        "id": listing.number,
        "title": listing.title,
        "handle": listing.slug,
        "vendor": listing.product.brand,
        "tags": [listing.product.category, listing.colour],
        "options": [
            {"name": "Color", "position": 1, "values": [listing.colour.title()]},
            {"name": "Size", "position": 2, "values": list(listing.sizes)},
        ],
        "published_at": SINCE,
        "created_at": SINCE,
    }


def _variants(stall: Stall, listing: Listing) -> list[dict[str, Any]]:
    colour = listing.colour.title()
    return [
        {
            "id": listing.variant_number(size),
            "title": f"{colour} / {size}",
            "option1": colour,
            "option2": size,
            "option3": None,
            "sku": f"{listing.number % 100_000}-{size}",
            "requires_shipping": True,
            "taxable": True,
            "available": listing.has(size, stall.day),
        }
        for size in listing.sizes
    ]


def _in_strings(stall: Stall, listing: Listing) -> dict[str, Any]:
    quote = listing.quote(stall.day)
    prices = {"price": major(quote.price), "compare_at_price": major(quote.list_price) if quote.list_price else None}
    variants = [
        variant | prices | {"position": place, "product_id": listing.number, "grams": 400}
        for place, variant in enumerate(_variants(stall, listing), 1)
    ]
    images = [{"id": listing.number + 1, "position": 1, "src": listing.product.image_url, "width": 640, "height": 853}]
    return _product(listing) | {
        "body_html": f"<p>{listing.product.description}</p>",
        "product_type": listing.product.category,
        "variants": variants,
        "images": images if listing.product.image_url else [],
    }


def _suggested(stall: Stall, listing: Listing) -> dict[str, Any]:
    quote = listing.quote(stall.day)
    before = major(quote.list_price) if quote.list_price else "0.00"
    return {
        "available": listing.is_available(stall.day),
        "body": f"<p>{listing.product.description}</p>",
        "compare_at_price_max": before,
        "compare_at_price_min": before,
        "handle": listing.slug,
        "id": listing.number,
        "image": listing.product.image_url or None,
        "price": major(quote.price),
        "price_max": major(quote.price),
        "price_min": major(quote.price),
        "tags": [listing.product.category],
        "title": listing.title,
        "type": listing.product.category,
        "url": f"/products/{listing.slug}?_pos=1&_psq={listing.slug}&_ss=e&_v=1.0",
        "variants": _variants_in_brief(stall, listing),
        "vendor": listing.product.brand,
    }


def _variants_in_brief(stall: Stall, listing: Listing) -> list[dict[str, Any]]:
    return [{"id": each["id"], "sku": each["sku"], "title": each["title"]} for each in _variants(stall, listing)]
