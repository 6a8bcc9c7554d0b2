"""A shop with eBay's Browse API: sign-in, quotas, listings with sizes as an item group, second-hand things."""

import base64
from collections.abc import Awaitable, Callable
from datetime import date
from functools import partial
from typing import Any

from aiohttp import web

from modiste.sandbox import ebay_items
from modiste.sandbox.listings import Listing
from modiste.sandbox.stall import Stall, number_in, refused
from modiste.sandbox.street import CLIENT_ID, CLIENT_SECRET
from modiste.sandbox.tokens import SECONDS, is_valid, mint_token

ROOT = "/buy/browse/v1"
MOST, DEEPEST = 200, 10_000
BASIC = "Basic " + base64.b64encode(f"{CLIENT_ID}:{CLIENT_SECRET}".encode()).decode()
Handler = Callable[[Stall, web.Request], Awaitable[web.Response]]


def routes(stall: Stall) -> list[web.RouteDef]:
    """The paths of the interface."""
    return [
        web.post("/identity/v1/oauth2/token", partial(_give_token, stall)),
        web.get(f"{ROOT}/item_summary/search", partial(_admitted, _search, stall)),
        web.get(f"{ROOT}/item/get_items_by_item_group", partial(_admitted, _show_group, stall)),
        web.get(f"{ROOT}/item/{{item_id}}", partial(_admitted, _show_item, stall)),
        web.get("/developer/analytics/v1_beta/rate_limit/", partial(_tell_limits, stall)),
    ]


async def _give_token(stall: Stall, request: web.Request) -> web.Response:
    if request.headers.get("Authorization") != BASIC:
        words = "client authentication failed"
        return refused(401, {"error": "invalid_client", "error_description": words})
    form = await request.post()
    if form.get("grant_type") != "client_credentials" or not form.get("scope"):
        words = "grant_type must be client_credentials, with a scope"
        return refused(400, {"error": "invalid_request", "error_description": words})
    token = mint_token(stall.shop.name)
    return web.json_response({"access_token": token, "expires_in": SECONDS, "token_type": "Application Access Token"})


async def _admitted(handler: Handler, stall: Stall, request: web.Request) -> web.Response:
    """Let in who has a token and something left of the quota."""
    token = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if not is_valid(stall.shop.name, token):
        return _error(401, 1001, "OAuth", "Invalid access token", category="REQUEST")
    operation = "search" if handler is _search else "group" if handler is _show_group else "item"
    if stall.meter.take(operation):
        words = "Too many requests. The request limit has been reached for the resource."
        return _error(429, 2001, "ACCESS", words, category="REQUEST")
    return await handler(stall, request)


async def _search(stall: Stall, request: web.Request) -> web.Response:
    query = request.query.get("q") or request.query.get("gtin", "")
    limit, offset = number_in(request, "limit", 50), number_in(request, "offset", 0)
    if not (query or request.query.get("epid") or request.query.get("category_ids")):
        words = "The call must have a valid 'q', 'category_ids', 'epid' or 'gtin' query parameter."
        return _error(400, 12001, "API_BROWSE", words)
    if limit is None or not 1 <= limit <= MOST:
        return _error(400, 12006, "API_BROWSE", f"The 'limit' value should be between 1 and {MOST}.")
    if offset is None or offset >= DEEPEST:
        return _error(400, 12005, "API_BROWSE", "The 'offset' value is out of range.")
    wanted, warnings = _filters(request.query.get("filter", ""))
    found = [each for each in stall.shelves.search(query) if not wanted or each.condition in wanted]
    if request.query.get("sort") in ("price", "-price"):
        found.sort(key=partial(_price_on, stall.day), reverse=request.query["sort"] == "-price")
    page = [ebay_items.summary_of(stall, each) for each in found[offset : offset + limit]]
    answer: dict[str, Any] = {"href": str(request.url), "total": len(found), "limit": limit, "offset": offset}
    if page:
        answer["itemSummaries"] = page
    if offset + limit < len(found):
        answer["next"] = str(request.url.update_query(offset=offset + limit))
    return web.json_response(answer | ({"warnings": warnings} if warnings else {}))


def _price_on(day: date, listing: Listing) -> int:
    return listing.quote(day).price


def _filters(text: str) -> tuple[set[str], list[dict[str, Any]]]:
    """The conditions that a filter wants, and what the interface warns of in it."""
    wanted = set()
    if "conditions:{" in text:
        names = text.partition("conditions:{")[2].partition("}")[0].split("|")
        wanted = {name.lower() for name in names}
    if ("price:[" in text) == ("priceCurrency:" in text):
        return wanted, []
    words = "The filter price and priceCurrency must be provided together."
    return wanted, [_fault(12012, "API_BROWSE", words)]


async def _show_item(stall: Stall, request: web.Request) -> web.Response:
    found = ebay_items.find_variant(stall, request.match_info["item_id"])
    if found is None:
        return _error(404, 11001, "API_BROWSE", "The specified item Id was not found.")
    return web.json_response(ebay_items.item_of(stall, *found))


async def _show_group(stall: Stall, request: web.Request) -> web.Response:
    number = request.query.get("item_group_id", "")
    listing = stall.shelves.by_number.get(int(number)) if number.isdecimal() else None
    if listing is None or len(listing.sizes) < 2:
        return _error(404, 11006, "API_BROWSE", "The legacy Id is invalid or not an item group.")
    items = [ebay_items.item_of(stall, listing, size) for size in listing.sizes]
    text = {"description": listing.product.description, "itemIds": [item["itemId"] for item in items]}
    return web.json_response({"items": items, "commonDescriptions": [text]})


async def _tell_limits(stall: Stall, request: web.Request) -> web.Response:
    if not is_valid(stall.shop.name, request.headers.get("Authorization", "").removeprefix("Bearer ")):
        return _error(401, 1001, "OAuth", "Invalid access token")
    rate = {"limit": stall.meter.per_day, "remaining": stall.meter.left, "timeWindow": 86_400}
    resource = {"name": "buy.browse", "rates": [rate]}
    limits = [{"apiContext": "buy", "apiName": "Browse", "apiVersion": "v1", "resources": [resource]}]
    return web.json_response({"rateLimits": limits})


def _error(status: int, number: int, domain: str, words: str, *, category: str = "REQUEST") -> web.Response:
    return refused(status, {"errors": [_fault(number, domain, words, category=category)]})


def _fault(number: int, domain: str, words: str, *, category: str = "REQUEST") -> dict[str, Any]:
    return {"errorId": number, "domain": domain, "category": category, "message": words, "longMessage": words}
