"""A boutique with three items, four shoppers, and a morning on which nobody's clock moves."""

from collections.abc import Iterator

import pytest
import time_machine
from sqlalchemy import select

from modiste.shop.boutiques.models import Boutique
from modiste.shop.kit.db import Database
from tests.shop.insights.shop import NOW
from tests.shop.swipes.shop import make_items, make_shopper


@pytest.fixture(autouse=True)
def morning() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def items(database: Database) -> list[int]:
    """Three items of the boutique Atelier, at 50.00 each."""
    return make_items(database, [{"name": f"Piece {number}", "price": 5_000} for number in range(3)])


@pytest.fixture
def ours(database: Database, items: list[int]) -> int:
    """The boutique's id."""
    with database.reading() as session:
        found: int = session.scalars(select(Boutique.id)).one()
        return found


@pytest.fixture
def shoppers(database: Database) -> list[int]:
    return [make_shopper(database, name) for name in ("ann", "bea", "cleo", "dana")]
