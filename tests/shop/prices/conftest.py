"""A street of shops for each test, and comparers over it that are closed at the end."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from modiste.shop.kit.db import Database
from modiste.shop.prices.comparing import Comparer
from tests.shop.catalogue.shop import goods, open_boutique, sell
from tests.shop.prices.stalls import StallVendor
from tests.shop.prices.street import Street, comparer


@pytest.fixture
def street() -> Iterator[Street]:
    with Street().open() as opened:
        yield opened


@pytest.fixture
def compare(street: Street) -> Iterator[Callable[..., Comparer]]:
    """Makes comparers over vendors of the street."""
    made: list[Comparer] = []

    def one(*vendors: StallVendor, **set_: Any) -> Comparer:
        made.append(comparer(street, vendors, **set_))
        return made[-1]

    yield one
    for opened in made:
        opened.close()


@pytest.fixture
def item_id(database: Database) -> int:
    """A linen shirt of 49.00 EUR in sizes M and L, of a boutique that delivers for 4.90."""
    boutique = open_boutique(database)
    sell(database, boutique, goods("A1", "Linen shirt", price=4900, category="Shirt", sizes=[("M", 2), ("L", 0)]))
    return 1
