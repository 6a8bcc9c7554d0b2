"""The place of our price among other shops: totals where they are known, and nothing that cannot be compared."""

from collections.abc import Mapping
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from modiste.shop.kit import clock
from modiste.shop.kit.db import Database
from modiste.shop.prices.positions import Asked, Position, positions_of
from modiste.shop.prices.vendors.base import Terms
from tests.shop.cart.shop import make_dress, make_offer, set_rate

STREET: Mapping[str, Any] = {
    "nord": SimpleNamespace(terms=Terms()),
    "sued": SimpleNamespace(terms=Terms()),
    "brief": SimpleNamespace(terms=Terms(longest_age=3_600, may_keep_history=False)),
}


@pytest.fixture
def dress(database: Database) -> int:
    return make_dress(database)


def place(database: Database, item_id: int, *, total: int | None = 5_490, currency: str = "EUR") -> Position | None:
    with database.reading() as session:
        asked = [Asked(item_id, 5_000, total, currency)]
        return positions_of(session, asked, STREET, at=clock.now()).get(item_id)


def test_each_shop_counts_once_with_its_cheapest(database: Database, dress: int) -> None:
    make_offer(database, dress, "nord", price=5_000, delivery=490)
    make_offer(database, dress, "nord", price=5_200, delivery=0, size="S")
    make_offer(database, dress, "sued", price=5_490, delivery=0)
    found = place(database, dress)
    assert found is not None
    assert (found.rank, found.of, found.lowest, found.lowest_vendor) == (2, 3, 5_200, "Nord")
    assert place(database, dress, total=5_200) is not None
    assert (place(database, dress, total=5_200) or found).rank == 1, "an equal price is not a lower one"


def test_shops_that_do_not_tell_their_delivery_are_left_out_of_totals(database: Database, dress: int) -> None:
    make_offer(database, dress, "nord", price=5_600, delivery=0)
    make_offer(database, dress, "sued", price=4_000, delivery=None)
    found = place(database, dress)
    assert found is not None
    assert (found.rank, found.of, found.left_out, found.with_delivery) == (1, 2, 1, True)


def test_prices_are_compared_where_no_total_is_known(database: Database, dress: int) -> None:
    make_offer(database, dress, "nord", price=4_800, delivery=None)
    make_offer(database, dress, "sued", price=5_600, delivery=0)
    found = place(database, dress, total=None)
    assert found is not None
    assert (found.rank, found.of, found.own, found.lowest, found.with_delivery) == (2, 3, 5_000, 4_800, False)


@pytest.mark.parametrize(
    "fields",
    [
        {"is_match": False},
        {"is_gone": True},
        {"condition": "used"},
        {"availability": "out_of_stock"},
        {"availability": "unknown"},
        {"seen_at": clock.now() - timedelta(days=8)},
        {"currency": "USD"},  # no rate is known
        {"price": 900},  # too good to be the same
    ],
)
def test_what_cannot_be_compared_is_not(database: Database, dress: int, fields: dict[str, Any]) -> None:
    make_offer(database, dress, "nord", **fields)
    assert place(database, dress) is None


def test_a_vendor_is_forgotten_when_its_terms_say_so(database: Database, dress: int) -> None:
    make_offer(database, dress, "brief", seen_at=clock.now() - timedelta(minutes=50))
    assert place(database, dress) is not None
    make_offer(database, dress, "nord", seen_at=clock.now() - timedelta(days=2))
    found = place(database, dress)
    assert found is not None
    assert found.of == 3
    make_offer(database, dress, "closed")  # switched off since
    assert (place(database, dress) or found).of == 3


def test_a_price_that_its_vendor_no_longer_lets_us_keep_is_not_told(database: Database, dress: int) -> None:
    make_offer(database, dress, "brief", seen_at=clock.now() - timedelta(minutes=61))
    assert place(database, dress) is None


def test_other_currencies_are_converted(database: Database, dress: int) -> None:
    set_rate(database, "USD", 2.0, date(2026, 11, 1))
    make_offer(database, dress, "nord", price=9_000, delivery=1_000, currency="USD")
    found = place(database, dress)
    assert found is not None
    assert (found.rank, found.own, found.lowest) == (2, 5_490, 5_000)
