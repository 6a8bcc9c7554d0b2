"""A shopper who is signed in, and a dress in two sizes."""

import pytest

from modiste.shop.kit.db import Database
from tests.shop.cart.shop import make_dress
from tests.shop.swipes.conftest import shopper, shopper_id  # noqa: F401 - fixtures


@pytest.fixture
def dress(database: Database) -> int:
    return make_dress(database)
