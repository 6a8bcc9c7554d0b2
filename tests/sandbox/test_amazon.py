"""The fake Creators API: sign-in of both kinds, a throttle, and errors beside answers."""

from typing import Any

import aiohttp
import pytest

from modiste.sandbox.meter import Meter
from modiste.sandbox.stall import Stall
from modiste.sandbox.street import CLIENT_ID, CLIENT_SECRET
from tests.sandbox.street import visit

KEYS = {"grant_type": "client_credentials", "client_id": CLIENT_ID, "client_secret": CLIENT_SECRET}


async def ask(
    stall: Stall, client: aiohttp.ClientSession, operation: str, asked: dict[str, Any]
) -> tuple[int, dict[str, Any]]:
    async with client.post(f"{stall.url}/auth/o2/token", json=KEYS) as answer:
        token = (await answer.json())["access_token"]
    headers = {"Authorization": f"Bearer {token}", "x-marketplace": "www.amazon.de"}
    async with client.post(f"{stall.url}/catalog/v1/{operation}", json=asked, headers=headers) as answer:
        return answer.status, await answer.json()


def test_finds_one_size_of_each_family_and_all_of_them_as_variations() -> None:
    async def errand(stalls: dict[str, Stall], client: aiohttp.ClientSession) -> tuple[Any, Any]:
        _, found = await ask(stalls["amazon"], client, "searchItems", {"keywords": "wrap dress"})
        asin = found["searchResult"]["items"][0]["asin"]
        return found, (await ask(stalls["amazon"], client, "getVariations", {"asin": asin}))[1]

    found, family = visit(errand)
    first = found["searchResult"]["items"][0]
    listing = first["offersV2"]["listings"][0]
    assert listing["price"]["money"]["currency"] == "EUR"
    assert isinstance(listing["price"]["money"]["amount"], float)
    sizes = [each["itemInfo"]["productInfo"]["size"]["displayValue"] for each in family["variationsResult"]["items"]]
    assert sizes == ["S", "M", "L"]
    assert {each["parentASIN"] for each in family["variationsResult"]["items"]} == {first["parentASIN"]}


def test_tells_what_is_wrong_with_single_items_beside_the_others() -> None:
    async def errand(stalls: dict[str, Stall], client: aiohttp.ClientSession) -> tuple[str, Any]:
        _, found = await ask(stalls["amazon"], client, "searchItems", {"keywords": "wrap dress"})
        asin = found["searchResult"]["items"][0]["asin"]
        return asin, await ask(stalls["amazon"], client, "getItems", {"itemIds": [asin, "B000000000"]})

    asin, (status, answer) = visit(errand)
    assert status == 200
    assert [each["asin"] for each in answer["itemsResult"]["items"]] == [asin]
    assert "B000000000" in answer["errors"][0]["message"]


@pytest.mark.parametrize(
    ("operation", "asked", "status", "kind"),
    [
        ("searchItems", {}, 400, "ValidationException"),
        ("getItems", {"itemIds": []}, 400, "ValidationException"),
        ("getVariations", {"asin": "B000000000"}, 404, "ResourceNotFoundException"),
    ],
)
def test_refuses_as_amazon_does(operation: str, asked: dict[str, Any], status: int, kind: str) -> None:
    async def errand(stalls: dict[str, Stall], client: aiohttp.ClientSession) -> tuple[int, dict[str, Any]]:
        return await ask(stalls["amazon"], client, operation, asked)

    given, answer = visit(errand)
    assert (given, answer["type"]) == (status, kind)


def test_gives_a_token_to_both_kinds_of_credentials_and_to_no_others() -> None:
    async def errand(stalls: dict[str, Stall], client: aiohttp.ClientSession) -> list[int]:
        url = stalls["amazon"].url
        statuses = []
        for path, body in (
            ("/auth/o2/token", {"json": KEYS}),
            ("/oauth2/token", {"data": KEYS}),
            ("/oauth2/token", {}),
        ):
            async with client.post(url + path, **body) as answer:
                statuses.append(answer.status)
        async with client.post(f"{url}/catalog/v1/searchItems", json={"keywords": "a"}) as answer:
            return [*statuses, answer.status]

    assert visit(errand) == [200, 200, 401, 401]


def test_throttles_who_comes_too_often() -> None:
    now = 0.0
    meter = Meter(None, 2.0, clock=lambda: now)
    assert [meter.take("a") for _ in range(3)] == ["", "", "throttle"]
    now = 0.5
    assert [meter.take("a") for _ in range(2)] == ["", "throttle"]
    assert meter.told()["calls"] == 3
