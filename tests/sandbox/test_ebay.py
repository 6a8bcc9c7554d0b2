"""The fake eBay: its answers keep eBay's own contract, and it counts and refuses as eBay does."""

import gzip
import json
from pathlib import Path
from typing import Any

import aiohttp
import jsonschema
import pytest

from modiste.sandbox.ebay import BASIC
from modiste.sandbox.stall import Stall
from tests.sandbox.street import visit


async def sign_in(stall: Stall, client: aiohttp.ClientSession) -> dict[str, str]:
    form = {"grant_type": "client_credentials", "scope": "https://api.ebay.com/oauth/api_scope"}
    url = f"{stall.url}/identity/v1/oauth2/token"
    async with client.post(url, data=form, headers={"Authorization": BASIC}) as answer:
        return {"Authorization": f"Bearer {(await answer.json())['access_token']}"}


async def ask(stall: Stall, client: aiohttp.ClientSession, path: str, headers: dict[str, str]) -> tuple[int, Any]:
    async with client.get(f"{stall.url}/buy/browse/v1{path}", headers=headers) as answer:
        return answer.status, await answer.json()


@pytest.fixture(scope="module")
def contract(shared: Path) -> dict[str, Any]:
    file = shared / "data" / "vendor-fixtures" / "ebay-buy-browse-v1-openapi3.json.gz"
    return dict(json.loads(gzip.decompress(file.read_bytes())))


def check(contract: dict[str, Any], name: str, answer: Any) -> None:
    """Hold an answer against the contract, which lets other names pass: here every name must be in it."""
    _refuse_unknown(contract["components"]["schemas"], name, answer)
    schema = {"$ref": f"#/components/schemas/{name}", "components": contract["components"]}
    jsonschema.Draft202012Validator(schema).validate(answer)


def _refuse_unknown(schemas: dict[str, Any], name: str, value: Any) -> None:
    for key, inner in value.items():
        told = schemas[name]["properties"].get(key)
        assert told is not None, f"{name}.{key} is not in the contract"
        reference = (told.get("items") or told).get("$ref", "").split("/")[-1]
        for each in inner if isinstance(inner, list) else [inner]:
            if reference and isinstance(each, dict):
                _refuse_unknown(schemas, reference, each)


def test_search_item_and_group_keep_the_contract(contract: dict[str, Any]) -> None:
    async def errand(stalls: dict[str, Stall], client: aiohttp.ClientSession) -> list[tuple[str, int, Any]]:
        stall = stalls["ebay"]
        headers = await sign_in(stall, client)
        answers = [("SearchPagedCollection", *await ask(stall, client, "/item_summary/search?q=wrap+dress", headers))]
        for each in answers[0][2]["itemSummaries"]:
            answers.append(("Item", *await ask(stall, client, f"/item/{each['itemId']}", headers)))
            if "itemGroupHref" in each:
                group = f"/item/get_items_by_item_group?item_group_id={each['legacyItemId']}"
                answers.append(("ItemGroup", *await ask(stall, client, group, headers)))
        return answers

    answers = visit(errand)
    assert {name for name, _, _ in answers} == {"SearchPagedCollection", "Item", "ItemGroup"}
    for name, status, answer in answers:
        assert status == 200
        check(contract, name, answer)


def test_pages_through_a_search_and_sorts_it_by_price() -> None:
    async def errand(stalls: dict[str, Stall], client: aiohttp.ClientSession) -> tuple[Any, Any]:
        stall = stalls["ebay"]
        headers = await sign_in(stall, client)
        path = "/item_summary/search?q=dress&sort=price&limit=3"
        _, first = await ask(stall, client, path, headers)
        _, second = await ask(stall, client, f"{path}&offset=3", headers)
        return first, second

    first, second = visit(errand)
    prices = [float(each["price"]["value"]) for page in (first, second) for each in page["itemSummaries"]]
    assert len(prices) == 6
    assert prices == sorted(prices)
    assert first["next"].endswith("offset=3")
    assert first["total"] == second["total"] > 6


@pytest.mark.parametrize(
    ("path", "status", "number"),
    [
        ("/item_summary/search", 400, 12001),
        ("/item_summary/search?q=a&limit=500", 400, 12006),
        ("/item_summary/search?q=a&offset=10000", 400, 12005),
        ("/item/v1|1|0", 404, 11001),
        ("/item/get_items_by_item_group?item_group_id=1", 404, 11006),
    ],
)
def test_refuses_as_ebay_does(path: str, status: int, number: int) -> None:
    async def errand(stalls: dict[str, Stall], client: aiohttp.ClientSession) -> tuple[int, Any]:
        return await ask(stalls["ebay"], client, path, await sign_in(stalls["ebay"], client))

    given, answer = visit(errand)
    assert (given, answer["errors"][0]["errorId"]) == (status, number)


def test_warns_of_a_price_filter_without_currency() -> None:
    async def errand(stalls: dict[str, Stall], client: aiohttp.ClientSession) -> tuple[int, Any]:
        path = "/item_summary/search?q=dress&filter=price:[10..50]"
        return await ask(stalls["ebay"], client, path, await sign_in(stalls["ebay"], client))

    status, answer = visit(errand)
    assert (status, answer["warnings"][0]["errorId"]) == (200, 12012)


def test_refuses_wrong_keys_and_strange_tokens() -> None:
    async def errand(stalls: dict[str, Stall], client: aiohttp.ClientSession) -> list[int]:
        stall = stalls["ebay"]
        url = f"{stall.url}/identity/v1/oauth2/token"
        async with client.post(url, data={}, headers={"Authorization": "Basic YTpi"}) as answer:
            statuses = [answer.status]
        for token in ("", "Bearer 99999999999.0", "Bearer ü"):
            headers = {"Authorization": token} if token else {}
            statuses.append((await ask(stall, client, "/item_summary/search?q=a", headers))[0])
        return statuses

    assert visit(errand) == [401, 401, 401, 401]


def test_counts_exactly_and_refuses_what_is_over_the_quota() -> None:
    async def errand(stalls: dict[str, Stall], client: aiohttp.ClientSession) -> tuple[list[int], Any]:
        stall = stalls["ebay"]
        stall.meter.per_day = 3
        headers = await sign_in(stall, client)
        statuses = [(await ask(stall, client, "/item_summary/search?q=dress", headers))[0] for _ in range(5)]
        async with client.get(f"{stall.url}/_sandbox/counts") as answer:
            return statuses, await answer.json()

    statuses, counts = visit(errand)
    assert statuses == [200, 200, 200, 429, 429]
    assert (counts["calls"], counts["left"], counts["refused"]) == (3, 0, {"quota": 2})
