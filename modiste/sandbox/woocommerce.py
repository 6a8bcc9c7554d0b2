"""A shop on WooCommerce: strings of minor units, sizes as variations of their own, totals in headers."""

from functools import partial
from typing import Any

from aiohttp import web

from modiste.sandbox.chance import number_of
from modiste.sandbox.listings import Listing
from modiste.sandbox.stall import Stall, number_in, refused

ROOT = "/wp-json/wc/store/v1"
MOST = 100
ROBOTS = "User-agent: *\nDisallow: /wp-admin/\nDisallow: /cart/\nDisallow: /checkout/\n"


def routes(stall: Stall) -> list[web.RouteDef]:
    """The paths of the interface."""
    return [
        web.get(f"{ROOT}/products", partial(_list, stall)),
        web.get(f"{ROOT}/products/{{number}}", partial(_show, stall)),
        web.get("/wp-json/{rest:.*}", _no_route),
        web.get("/robots.txt", _tell_robots),
    ]


def product_number(listing: Listing) -> int:
    """The id of the whole product."""
    return number_of(listing.number, "woo", digits=6)


def variation_number(listing: Listing, size: str) -> int:
    """The id of one size."""
    return number_of(listing.number, size, "woo", digits=7)


async def _list(stall: Stall, request: web.Request) -> web.Response:
    stall.meter.take("products")
    per_page, page = number_in(request, "per_page", 10), number_in(request, "page", 1)
    if per_page is None or not 0 < per_page <= MOST or not page:
        words = "Invalid parameter(s): per_page"
        params = {"per_page": f"per_page must be between 1 (inclusive) and {MOST} (inclusive)"}
        data = {"status": 400, "params": params}
        return refused(400, {"code": "rest_invalid_param", "message": words, "data": data})
    found = _variations(stall, request) if request.query.get("type") == "variation" else _products(stall, request)
    pages = -(-len(found) // per_page)
    headers = {"X-WP-Total": str(len(found)), "X-WP-TotalPages": str(pages)}
    return web.json_response(found[(page - 1) * per_page : page * per_page], headers=headers)


def _products(stall: Stall, request: web.Request) -> list[dict[str, Any]]:
    query = request.query
    found = stall.shelves.search(query["search"]) if query.get("search") else list(stall.shelves.listings)
    if query.get("sku"):
        found = [each for each in found if _sku(each) == query["sku"]]
    if query.get("slug"):
        found = [each for each in found if each.slug == query["slug"]]
    told = [_product(stall, each) for each in found]
    if query.get("on_sale") == "true":
        told = [each for each in told if each["on_sale"]]
    if query.get("stock_status[]") == "instock":
        told = [each for each in told if each["is_in_stock"]]
    if query.get("orderby") == "price":
        told.sort(key=lambda each: int(each["prices"]["price"]), reverse=query.get("order") == "desc")
    return told


def _variations(stall: Stall, request: web.Request) -> list[dict[str, Any]]:
    parents = request.query.get("parent", "").split(",")
    listings = [each for each in stall.shelves.listings if str(product_number(each)) in parents]
    return [_variation(stall, each, size) for each in listings for size in each.sizes]


async def _show(stall: Stall, request: web.Request) -> web.Response:
    stall.meter.take("product")
    number = request.match_info["number"]
    for listing in stall.shelves.listings:
        if number in (str(product_number(listing)), listing.slug):
            return web.json_response(_product(stall, listing))
        for size in listing.sizes:
            if number == str(variation_number(listing, size)):
                return web.json_response(_variation(stall, listing, size))
    body = {"code": "woocommerce_rest_product_invalid_id", "message": "Invalid product ID.", "data": {"status": 404}}
    return refused(404, body)


async def _no_route(_request: web.Request) -> web.Response:
    words = "No route was found matching the URL and request method."
    return refused(404, {"code": "rest_no_route", "message": words, "data": {"status": 404}})


async def _tell_robots(_request: web.Request) -> web.Response:
    return web.Response(text=ROBOTS)


def _product(stall: Stall, listing: Listing) -> dict[str, Any]:
    has_sizes = len(listing.sizes) > 1
    return _shared(stall, listing, "") | {
        "id": product_number(listing),
        "name": listing.title,
        "parent": 0,
        "type": "variable" if has_sizes else "simple",
        "variation": "",
        "permalink": f"{stall.url}/product/{listing.slug}/",
        "sku": _sku(listing),
        "description": f"<p>{listing.product.description}</p>",
        "attributes": _attributes(listing),
        "variations": [
            {
                "id": variation_number(listing, size),
                "attributes": [{"name": "Size", "value": size}, {"name": "Colour", "value": listing.colour}],
            }
            for size in listing.sizes
            if has_sizes
        ],
        "has_options": has_sizes,
        "is_in_stock": listing.is_available(stall.day),
    }


def _variation(stall: Stall, listing: Listing, size: str) -> dict[str, Any]:
    number = variation_number(listing, size)
    return _shared(stall, listing, size) | {
        "id": number,
        "name": listing.title,
        "parent": product_number(listing),
        "type": "variation",
        "variation": f"Size: {size}, Colour: {listing.colour}",
        "permalink": f"{stall.url}/product/{listing.slug}/?attribute_pa_size={size.lower()}",
        "sku": f"{_sku(listing)}-{size}",
        "description": "",
        "attributes": [],
        "variations": [],
        "has_options": False,
        "is_in_stock": listing.has(size, stall.day),
    }


def _shared(stall: Stall, listing: Listing, size: str) -> dict[str, Any]:
    quote, image = listing.quote(stall.day, size), listing.product.image_url
    brands = [{"id": number_of(listing.product.brand, digits=4), "name": listing.product.brand}]
    return {
        "slug": listing.slug,
        "short_description": "",
        "on_sale": quote.list_price is not None,
        "prices": {
            "price": str(quote.price),
            "regular_price": str(quote.list_price or quote.price),
            "sale_price": str(quote.price),
            "price_range": None if size else _range(stall, listing),
            "currency_code": stall.shop.currency,
            "currency_symbol": "€",
            "currency_minor_unit": 2,
            "currency_decimal_separator": ",",
            "currency_thousand_separator": ".",
            "currency_prefix": "",
            "currency_suffix": " €",
        },
        "average_rating": "0",
        "review_count": 0,
        "images": [{"id": 1, "src": image, "thumbnail": image, "name": "", "alt": listing.title}] if image else [],
        "categories": [{"id": number_of(listing.product.category, digits=3), "name": listing.product.category}],
        "brands": brands,
        "is_purchasable": True,
        "low_stock_remaining": None,
    }


def _range(stall: Stall, listing: Listing) -> dict[str, str] | None:
    """The lowest and the highest price, where the sizes do not cost the same."""
    if not listing.dear_size:
        return None
    lowest, highest = listing.quote(stall.day), listing.quote(stall.day, listing.dear_size)
    return {"min_amount": str(lowest.price), "max_amount": str(highest.price)}


def _attributes(listing: Listing) -> list[dict[str, Any]]:
    values = {"Size": listing.sizes, "Colour": (listing.colour,)}
    return [
        {
            "id": place,
            "name": name,
            "taxonomy": f"pa_{name.lower()}",
            "has_variations": name == "Size" and len(listing.sizes) > 1,
            "terms": [{"id": number_of(name, each, digits=4), "name": each, "slug": each.lower()} for each in terms],
        }
        for place, (name, terms) in enumerate(values.items(), 1)
    ]


def _sku(listing: Listing) -> str:
    return listing.gtin or f"LH-{listing.number % 1_000_000}"
