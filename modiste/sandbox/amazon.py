"""A shop with Amazon's Creators API: sign-in, a throttle, one ASIN a size under a parent, errors beside answers."""

import json
from collections.abc import Awaitable, Callable, Iterable
from functools import partial
from typing import Any

from aiohttp import web

from modiste.sandbox.chance import pick
from modiste.sandbox.listings import Listing
from modiste.sandbox.stall import Stall, refused
from modiste.sandbox.street import CLIENT_ID, CLIENT_SECRET
from modiste.sandbox.tokens import is_valid, mint_token

SECONDS = 3600
A_PAGE, MOST_IDS = 10, 10
ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
Handler = Callable[[Stall, dict[str, Any]], Awaitable[web.Response]]


def routes(stall: Stall) -> list[web.RouteDef]:
    """The paths of the interface; both kinds of credentials find their token."""
    return [
        web.post("/auth/o2/token", partial(_give_token, stall)),
        web.post("/oauth2/token", partial(_give_token, stall)),
        web.post("/catalog/v1/searchItems", partial(_admitted, "searchItems", _search, stall)),
        web.post("/catalog/v1/getItems", partial(_admitted, "getItems", _get_items, stall)),
        web.post("/catalog/v1/getVariations", partial(_admitted, "getVariations", _get_variations, stall)),
    ]


def asin_of(listing: Listing, size: str = "") -> str:
    """The ASIN of one size, or of the parent of all."""
    return "B0" + "".join(pick(ALPHABET, listing.number, size, place) for place in range(8))


async def _give_token(stall: Stall, request: web.Request) -> web.Response:
    given = dict(await request.post()) or _json(await request.read())
    if (given.get("client_id"), given.get("client_secret")) != (CLIENT_ID, CLIENT_SECRET):
        return refused(401, {"error": "invalid_client", "error_description": "Client authentication failed"})
    if given.get("grant_type") != "client_credentials":
        return refused(400, {"error": "unsupported_grant_type", "error_description": "Only client_credentials"})
    token = mint_token(stall.shop.name, seconds=SECONDS)
    return web.json_response({"access_token": token, "expires_in": SECONDS, "token_type": "bearer"})


async def _admitted(operation: str, handler: Handler, stall: Stall, request: web.Request) -> web.Response:
    """Let in who has a token, names the marketplace, and does not come too often."""
    token = request.headers.get("Authorization", "").removeprefix("Bearer ").partition(",")[0]
    if not is_valid(stall.shop.name, token):
        return _fault(401, "UnauthorizedException", "The token is not valid", reason="TokenExpired")
    if not request.headers.get("x-marketplace"):
        return _fault(400, "ValidationException", "x-marketplace is missing", fieldList=[{"name": "x-marketplace"}])
    why = stall.meter.take(operation)
    if why:
        quota = {"serviceCode": "CreatorsAPI", "quotaCode": "RequestsPerDay"} if why == "quota" else {}
        return _fault(429, "ThrottleException", "The request was denied due to request throttling.", **quota)
    return await handler(stall, _json(await request.read()))


async def _search(stall: Stall, asked: dict[str, Any]) -> web.Response:
    words = " ".join(str(asked[name]) for name in ("keywords", "brand", "title") if asked.get(name))
    if not words:
        return _fault(400, "ValidationException", "Say keywords, brand or title", fieldList=[{"name": "keywords"}])
    page, count = _whole(asked, "itemPage", 1), min(_whole(asked, "itemCount", A_PAGE), A_PAGE)
    found = stall.shelves.search(words)
    shown = found[(page - 1) * count : page * count]
    if not shown:
        return web.json_response({"errors": [{"code": "NoResults", "message": "No results found for your request."}]})
    items = [_item(stall, each, _shown_size(stall, each)) for each in shown]
    return web.json_response({"searchResult": {"totalResultCount": len(found), "items": items}})


async def _get_items(stall: Stall, asked: dict[str, Any]) -> web.Response:
    ids = [str(each) for each in asked.get("itemIds", [])]
    if not 1 <= len(ids) <= MOST_IDS:
        return _fault(400, "ValidationException", "Name 1 to 10 itemIds", fieldList=[{"name": "itemIds"}])
    known = {asin_of(each, size): (each, size) for each in stall.shelves.listings for size in each.sizes}
    answer: dict[str, Any] = {"itemsResult": {"items": [_item(stall, *known[each]) for each in ids if each in known]}}
    missing = [each for each in ids if each not in known]
    if missing:
        words = "The itemId {} provided in the request is invalid."
        answer["errors"] = [{"code": "InvalidParameterValue", "message": words.format(each)} for each in missing]
    return web.json_response(answer)


async def _get_variations(stall: Stall, asked: dict[str, Any]) -> web.Response:
    asin, page = str(asked.get("asin", "")), _whole(asked, "variationPage", 1)
    family = {name: each for each in stall.shelves.listings for name in _family(each)}
    if asin not in family:
        return _fault(404, "ResourceNotFoundException", "No such item", resourceType="ASIN")
    listing = family[asin]
    shown = listing.sizes[(page - 1) * A_PAGE : page * A_PAGE]
    summary = {"variationCount": len(listing.sizes), "pageCount": -(-len(listing.sizes) // A_PAGE)}
    items = [_item(stall, listing, size) for size in shown]
    return web.json_response({"variationsResult": {"items": items, "variationSummary": summary}})


def _family(listing: Listing) -> Iterable[str]:
    return (asin_of(listing), *(asin_of(listing, size) for size in listing.sizes))


def _shown_size(stall: Stall, listing: Listing) -> str:
    """The size that a search shows for the whole family: the first that is there."""
    return next((size for size in listing.sizes if listing.has(size, stall.day)), listing.sizes[0])


def _item(stall: Stall, listing: Listing, size: str) -> dict[str, Any]:
    product, asin = listing.product, asin_of(listing, size)
    facts: dict[str, Any] = {
        "title": {"displayValue": listing.title, "label": "Title", "locale": "en_GB"},
        "byLineInfo": {"brand": {"displayValue": product.brand, "label": "Brand", "locale": "en_GB"}},
        "productInfo": {
            "color": {"displayValue": listing.colour.title(), "label": "Color", "locale": "en_GB"},
            "size": {"displayValue": size, "label": "Size", "locale": "en_GB"},
        },
    }
    if listing.gtin:
        facts["externalIds"] = {"eans": {"displayValues": [listing.gtin], "label": "EAN", "locale": "en_US"}}
    told: dict[str, Any] = {
        "asin": asin,
        "parentASIN": asin_of(listing),
        "detailPageURL": f"{stall.url}/dp/{asin}",
        "itemInfo": facts,
    }
    if product.image_url:
        told["images"] = {"primary": {"large": {"url": product.image_url, "width": 500, "height": 667}}}
    return told | {"offersV2": {"listings": [_offer(stall, listing, size)]}}


def _offer(stall: Stall, listing: Listing, size: str) -> dict[str, Any]:
    quote, is_there = listing.quote(stall.day), listing.has(size, stall.day)
    price: dict[str, Any] = {"money": _money(stall, quote.price)}
    if quote.list_price:
        off = quote.list_price - quote.price
        price["savingBasis"] = {"money": _money(stall, quote.list_price), "savingBasisType": "LIST_PRICE"}
        price["savings"] = {"money": _money(stall, off), "percentage": round(100 * off / quote.list_price)}
    stock = {"type": "IN_STOCK", "message": "In stock", "minOrderQuantity": 1, "maxOrderQuantity": 5}
    return {
        "availability": stock if is_there else {"type": "OUT_OF_STOCK", "message": "Currently unavailable"},
        "condition": {"value": "New", "subCondition": "Unknown"},
        "isBuyBoxWinner": True,
        "merchantInfo": {"id": "A3JWKAKR8XB7XF", "name": stall.shop.title},
        "price": price,
        "type": "BUYABLE",
        "violatesMAP": False,
    }


def _money(stall: Stall, minor: int) -> dict[str, Any]:
    currency = stall.shop.currency
    return {"amount": minor / 100, "currency": currency, "displayAmount": f"{minor / 100:.2f} {currency}"}


def _json(body: bytes) -> dict[str, Any]:
    try:
        given = json.loads(body or b"{}")
    except ValueError:
        return {}
    return given if isinstance(given, dict) else {}


def _whole(asked: dict[str, Any], name: str, default: int) -> int:
    value = asked.get(name)
    return value if isinstance(value, int) and value > 0 else default


def _fault(status: int, kind: str, words: str, **more: Any) -> web.Response:
    return refused(status, {"type": kind, "message": words, **more})
