"""The street and the shop's vendors: what the real adapters read there is what the demo's history was written as."""

import asyncio
from collections.abc import Sequence

import aiohttp
import pytest

from modiste.demo.garments import demo_items
from modiste.demo.street import product_of, settings_of_vendors
from modiste.demo.street_offers import offer_row, variants_of
from modiste.sandbox.listings import Listing
from modiste.sandbox.server import open_stalls, street_open
from modiste.sandbox.stall import Stall
from modiste.sandbox.street import SHOPS
from modiste.shop.kit.fetch.base import Answer, Request
from modiste.shop.prices.vendors.base import Found, Question, Vendor
from modiste.shop.prices.vendors.choice import open_all
from tests.sandbox.street import free_port

GOODS = [product_of(item) for item in demo_items()[::9]]
COMPARED = ("title", "price", "list_price", "currency", "condition", "availability", "link")


def test_every_shop_of_the_street_is_a_vendor(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in settings_of_vendors(8700).items():
        monkeypatch.setenv(name, value)
    assert {vendor.name for vendor in open_all().on} == {shop.vendor for shop in SHOPS}


@pytest.mark.parametrize("name", [shop.name for shop in SHOPS])
def test_vendors_read_what_the_history_says(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    port = free_port()
    for key, value in settings_of_vendors(port).items():
        monkeypatch.setenv(key, value)
    stall, pairs = asyncio.run(_look_around(name, port))
    assert len(pairs) > 5
    for listing, found in pairs:
        read = {(one.vendor_item_id, one.size, one.colour): one for one in found}
        for variant in variants_of(listing, stall.url, stall.day):
            row = offer_row(listing, variant, stall.day)
            one = read.get((row["vendor_item_id"], row["size"], row["colour"]))
            assert one is not None, f"{row['vendor_item_id']} {row['size']} {row['colour']} is not in {sorted(read)}"
            said = {each: getattr(one, "url" if each == "link" else each) for each in COMPARED}
            assert said == {each: row[each] for each in COMPARED}
            cost = (one.delivery.cost, one.delivery.free_over, one.delivery.days_min, one.delivery.days_max)
            assert cost == (row["delivery"], row["free_over"], row["days_min"], row["days_max"])
            assert (one.brand, one.gtins[:1]) == (row["brand"], (row["gtin"],) if row["gtin"] else ())


async def _look_around(name: str, port: int) -> tuple[Stall, list[tuple[Listing, Sequence[Found]]]]:
    """Ask one shop through its vendor for each product that it sells; what came back beside what it sells."""
    stalls = open_stalls(GOODS, port)
    stall = stalls[name]
    stall.meter.per_second = None  # the vendor's own limits are the door's business, which is not asked here
    vendor = next(vendor for vendor in open_all().on if vendor.name == stall.shop.vendor)
    new = [each for each in stall.shelves.listings if not each.lookalike_of and each.condition == "new"]
    async with street_open({name: stall}, port), aiohttp.ClientSession() as client:
        token = ""
        if (request := vendor.token_request()) is not None:
            token = vendor.parse_token(await _fetch(client, request)).value
        return stall, [(each, await _ask(client, vendor, _question(each), token)) for each in new[:12]]


def _question(listing: Listing) -> Question:
    product = listing.product
    return Question(f"{product.brand} {product.name}", brand=product.brand, gtin=product.gtin, colour=product.colour)


async def _ask(client: aiohttp.ClientSession, vendor: Vendor, question: Question, token: str) -> list[Found]:
    waiting, found = list(vendor.build_requests(question, token=token)), list[Found]()
    while waiting:
        findings = vendor.parse(await _fetch(client, waiting.pop(0)), question, token=token)
        found += findings.offers
        waiting += findings.next_requests
    return found


async def _fetch(client: aiohttp.ClientSession, request: Request) -> Answer:
    async with client.request(
        request.method, request.url, headers=dict(request.headers), data=request.body or None
    ) as answer:
        headers = {name.lower(): value for name, value in answer.headers.items()}
        return Answer(answer.status, headers, await answer.read(), str(answer.url))
