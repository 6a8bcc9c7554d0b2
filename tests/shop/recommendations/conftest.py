"""A shop of sixty pieces in six kinds, a signed-in shopper, and a deck to draw from."""

from collections.abc import Callable
from typing import Any

import pytest
from starlette.testclient import TestClient

from modiste.shop.kit.db import Database
from modiste.shop.kit.settings import Settings
from modiste.shop.recommendations.serving import Serving
from tests.shop.swipes.shop import make_items, make_shopper
from tests.shop.swipes.shop import sign_in as sign_shopper_in

KINDS = ("dress", "coat", "shirt", "skirt", "trousers", "shoes")
COLOURS = ("black", "sand", "olive", "red", "blue")
TAGS = ("linen", "wool", "minimal", "party", "office", "summer", "sport")


def described(number: int) -> dict[str, Any]:
    """The number-th piece: kinds, colours, tags and prices go round at different paces."""
    return {
        "name": f"Piece {number}",
        "category": KINDS[number % 6],
        "colour": COLOURS[number % 5],
        "brand": f"Brand {number % 4}",
        "tags": {TAGS[number % 7], TAGS[(number // 2) % 7]},
        "price": 1_000 + 700 * (number % 11),
    }


@pytest.fixture
def pieces(database: Database) -> list[int]:
    return make_items(database, [described(number) for number in range(60)])


@pytest.fixture
def shopper_id(database: Database) -> int:
    return make_shopper(database)


@pytest.fixture
def shopper(
    client: TestClient, database: Database, settings: Settings, shopper_id: int, pieces: list[int]
) -> TestClient:
    """Signed in, to a service that has read the catalogue."""
    client.app.state.serving.refresh()
    return sign_shopper_in(client, database, settings, shopper_id)


@pytest.fixture
def serving(database: Database, settings: Settings) -> Serving:
    """The serving state without its thread: `refresh` when the test says so."""
    return Serving(database, settings.data_dir)


Deck = Callable[..., list[dict[str, Any]]]


@pytest.fixture
def deck(shopper: TestClient) -> Deck:
    """The next cards: `deck(limit=5)`."""

    def draw(**parameters: Any) -> list[dict[str, Any]]:
        answer = shopper.get("recommendations/items", params=parameters)
        assert answer.status_code == 200, answer.text
        return answer.json()["items"]

    return draw
