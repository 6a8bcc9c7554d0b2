"""The fake Shopify and WooCommerce shops: each writes the same price its own way."""

from typing import Any

import aiohttp
import pytest

from modiste.sandbox.stall import Stall
from tests.sandbox.street import visit

SUGGEST = "/search/suggest.json?q=wrap+dress&resources[type]=product&resources[limit]=4"
STORE = "/wp-json/wc/store/v1/products"


async def ask(stall: Stall, client: aiohttp.ClientSession, path: str) -> tuple[int, Any]:
    async with client.get(stall.url + path) as answer:
        return answer.status, await answer.json()


@pytest.mark.parametrize(("name", "currency"), [("atelier-nord", "EUR"), ("thread-and-thimble", "GBP")])
def test_shopify_counts_cents_in_one_place_and_writes_texts_in_the_others(name: str, currency: str) -> None:
    async def errand(stalls: dict[str, Stall], client: aiohttp.ClientSession) -> list[Any]:
        stall = stalls[name]
        suggested = (await ask(stall, client, SUGGEST))[1]["resources"]["results"]["products"]
        handle = suggested[0]["handle"]
        paths = (f"/products/{handle}.js", f"/products/{handle}.json", "/products.json?limit=250", "/meta.json")
        return [suggested, *[(await ask(stall, client, path))[1] for path in paths]]

    suggested, script, product, listed, meta = visit(errand)
    cents = script["variants"][0]["price"]
    assert isinstance(cents, int)
    written = f"{cents / 100:.2f}"
    assert suggested[0]["price"] == product["product"]["variants"][0]["price"] == written
    assert written in [each["variants"][0]["price"] for each in listed["products"]]
    assert meta["currency"] == currency
    assert "currency" not in product["product"]
    assert len(suggested) == 4


@pytest.mark.parametrize(
    ("path", "status"),
    [("/search/suggest.json", 422), (f"{SUGGEST}0", 422), ("/products/none.js", 404), ("/products/none.json", 404)],
)
def test_shopify_refuses_what_it_does_not_know(path: str, status: int) -> None:
    async def errand(stalls: dict[str, Stall], client: aiohttp.ClientSession) -> int:
        return (await ask(stalls["atelier-nord"], client, path))[0]

    assert visit(errand) == status


def test_woocommerce_writes_minor_units_and_tells_totals_in_headers() -> None:
    async def errand(stalls: dict[str, Stall], client: aiohttp.ClientSession) -> tuple[Any, Any]:
        async with client.get(f"{stalls['lindenhof'].url}{STORE}?search=dress&per_page=2") as answer:
            return dict(answer.headers), await answer.json()

    headers, found = visit(errand)
    assert len(found) == 2
    assert int(headers["X-WP-TotalPages"]) == -(-int(headers["X-WP-Total"]) // 2)
    assert all(each["prices"]["price"].isdigit() and each["prices"]["currency_minor_unit"] == 2 for each in found)


def test_woocommerce_asks_more_for_one_size_and_says_so_in_a_range() -> None:
    async def errand(stalls: dict[str, Stall], client: aiohttp.ClientSession) -> tuple[Any, Any]:
        _, found = await ask(stalls["lindenhof"], client, f"{STORE}?per_page=100")
        ranged = next(each for each in found if each["prices"]["price_range"])
        return ranged, (await ask(stalls["lindenhof"], client, f"{STORE}?type=variation&parent={ranged['id']}"))[1]

    product, sizes = visit(errand)
    prices = {each["prices"]["price"] for each in sizes}
    assert {product["prices"]["price_range"][end] for end in ("min_amount", "max_amount")} == prices
    assert [each["variation"].partition(",")[0] for each in sizes] == ["Size: S", "Size: M", "Size: L"]


@pytest.mark.parametrize(
    ("path", "code"),
    [
        (f"{STORE}?per_page=500", "rest_invalid_param"),
        (f"{STORE}/12", "woocommerce_rest_product_invalid_id"),
        ("/wp-json/wc/store/v9/products", "rest_no_route"),
    ],
)
def test_woocommerce_refuses_in_its_own_words(path: str, code: str) -> None:
    async def errand(stalls: dict[str, Stall], client: aiohttp.ClientSession) -> Any:
        return (await ask(stalls["lindenhof"], client, path))[1]["code"]

    assert visit(errand) == code


def test_a_product_has_one_price_in_every_interface_of_the_street_at_once() -> None:
    async def errand(stalls: dict[str, Stall], client: aiohttp.ClientSession) -> tuple[list[str], list[int]]:
        prices = [each.quote(stalls["lindenhof"].day).price for each in stalls["lindenhof"].shelves.listings]
        _, found = await ask(stalls["lindenhof"], client, f"{STORE}?per_page=100")
        return [each["prices"]["price"] for each in found], prices

    told, prices = visit(errand)
    assert told == [str(price) for price in prices]
