"""A shopper who is signed in and a few items to swipe."""

import pytest
from starlette.testclient import TestClient

from modiste.shop.kit.db import Database
from modiste.shop.kit.settings import Settings
from tests.shop.swipes.shop import make_items, make_shopper, sign_in


@pytest.fixture
def shopper_id(database: Database) -> int:
    return make_shopper(database)


@pytest.fixture
def shopper(client: TestClient, database: Database, settings: Settings, shopper_id: int) -> TestClient:
    return sign_in(client, database, settings, shopper_id)


@pytest.fixture
def items(database: Database) -> list[int]:
    return make_items(database, [{"name": f"Piece {number}"} for number in range(6)])
