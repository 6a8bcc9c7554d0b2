"""Our own price in the history: no gaps, first of all lines, and the reduction that we owe a word about."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import delete, insert, update
from starlette.testclient import TestClient

from modiste.shop.catalogue.models import Item, ItemPrice
from modiste.shop.kit import clock
from modiste.shop.kit.db import Database
from modiste.shop.prices.models import ExchangeRate
from tests.shop.catalogue.shop import goods, sell
from tests.shop.prices.test_history import days_ago, remember, steps

Past = Sequence[tuple[float, int | None]]  # from so many days ago on, a price


def priced(database: Database, past: Past, *, currency: str = "EUR") -> None:
    """The item has cost this."""
    now = clock.now()
    rows = [
        {"item_id": 1, "began_at": now - timedelta(days=days), "price": price, "currency": currency}
        for days, price in past
    ]
    with database.transaction() as session:
        last = past[-1][1]
        session.execute(update(Item).values(price=last or 4900, in_stock=last is not None))
        session.execute(delete(ItemPrice))
        session.execute(insert(ItemPrice), rows)


def history(client: TestClient, **asked: Any) -> dict[str, Any]:
    answer: dict[str, Any] = client.get("items/1/price-history", params=asked).json()
    return answer


def test_our_price_is_the_first_line_without_gaps(client: TestClient, database: Database, item_id: int) -> None:
    priced(database, [(100, 5000), (60, 6000), (20, None), (10, 5500)])
    remember(database, item_id, "one", [(50, 0, 4000)])
    told = history(client)
    own = told["series"][0]
    assert (own["vendor"], own["vendor_title"], own["is_now"]) == ("boutique", "Lune", True)
    assert steps(own["segments"]) == [(90, 60, 5000), (60, 20, 6000), (10, 0, 5500)]
    assert steps(told["lowest"]) == [(90, 60, 5000), (60, 50, 6000), (50, 0, 4000)]
    assert told["windows"][1]["highest"] == 6000
    assert told["windows"][1]["covered"] == 1


def test_a_price_of_long_ago_still_stands(client: TestClient, database: Database, item_id: int) -> None:
    priced(database, [(900, 5500), (700, 5000)])
    (own,) = history(client, days=365)["series"]
    assert steps(own["segments"]) == [(365, 0, 5000)]


def test_a_size_that_we_do_not_have_is_not_for_sale_here(client: TestClient, database: Database, item_id: int) -> None:
    priced(database, [(100, 5000)])
    with database.transaction() as session:
        session.execute(update(Item).values(updated_at=clock.now() - timedelta(days=7)))
    (medium,) = history(client, size="m")["series"]
    (large,) = history(client, size="L")["series"]
    assert (medium["is_now"], steps(medium["segments"])) == (True, [(90, 0, 5000)])
    assert (large["is_now"], steps(large["segments"])) == (False, [(90, 7, 5000)])
    assert history(client, size="XXL")["series"] == []


def test_a_sold_out_item_has_a_past(client: TestClient, database: Database, item_id: int) -> None:
    priced(database, [(80, 5000), (30, None)])
    (own,) = history(client)["series"]
    assert (own["is_now"], steps(own["segments"])) == (False, [(80, 30, 5000)])
    assert history(client)["reductions"] == []


def test_is_converted_and_leaves_out_other_currencies(client: TestClient, database: Database, item_id: int) -> None:
    priced(database, [(50, 5000)])
    with database.transaction() as session:
        began = clock.now() - timedelta(days=80)
        session.execute(insert(ItemPrice).values(item_id=1, began_at=began, price=9, currency="GBP"))
        for currency, rate in (("USD", 1.2), ("GBP", 0.9)):
            session.add(ExchangeRate(currency=currency, per_euro=rate, day=clock.now().date()))
    told = history(client, currency="USD")
    assert steps(told["series"][0]["segments"]) == [(50, 0, 6000)]
    assert told["rate_day"]
    assert history(client, currency="ISK")["series"] == []


def test_deals_are_judged_by_our_price_too(client: TestClient, database: Database, item_id: int) -> None:
    priced(database, [(100, 6000), (5, 4500)])
    remember(database, item_id, "one", [(100, 0, 6000)])
    deal = history(client)["deal"]
    assert deal["verdict"] == "real"
    said = next(ground for ground in deal["grounds"] if ground["kind"] == "asked_now")
    assert (said["vendor_title"], said["price"]) == ("Lune", 4500)


@pytest.mark.parametrize(
    ("past", "expected"),
    [
        ([(100, 6000), (5, 4500)], (5, 6000, True)),
        ([(100, 6000), (15, 5000), (5, 4500)], (15, 6000, True)),
        ([(100, 6000), (33, 5000), (5, 4500)], (33, 6000, True)),
        ([(100, 6000), (50, 5000), (5, 4500)], (5, 5000, True)),
        ([(100, 6000), (31, 4500)], None),
        ([(100, 6000), (29, 4500)], (29, 6000, True)),
        ([(100, 5000), (20, 7000), (5, 5000)], (5, 5000, False)),
        ([(100, 5000), (20, 7000), (5, 4500)], (5, 5000, True)),
        ([(100, 6000), (25, 4000), (20, 6000), (5, 4500)], (5, 4000, False)),
        ([(100, 6000), (40, 4000), (36, 6000), (5, 4500)], (5, 6000, True)),
        ([(100, 6000), (5, 4500), (2, 5000)], None),
        ([(100, 6000), (10, 4500), (8, None), (4, 4500)], (10, 6000, True)),
        ([(100, 6000), (60, None), (5, 4500)], None),
        ([(7, 6000), (2, 4500)], (2, 6000, True)),
        ([(100, 6000)], None),
    ],
    ids=[
        "one step",
        "steps count from the first",
        "a first step of more than 30 days ago, and one soon after",
        "a step long after another is a reduction of its own",
        "over after 30 days",
        "on for 30 days",
        "raised before",
        "raised before, and lower than that",
        "cheaper within the 30 days",
        "cheaper before the 30 days",
        "raised again",
        "away for a while",
        "not for sale before",
        "new to the shop",
        "never moved",
    ],
)
def test_a_reduction_stands_beside_the_lowest_price_of_the_thirty_days_before(
    client: TestClient, database: Database, item_id: int, past: Past, expected: tuple[float, int, bool] | None
) -> None:
    """Directive 98/6/EC, article 6a, paragraphs 1, 2 and 5."""
    priced(database, past)
    found = [(days_ago(one["began_at"]), one["lowest_before"], one["is_true"]) for one in history(client)["reductions"]]
    assert found == ([] if expected is None else [expected])


def test_a_price_that_the_shop_lowers_is_a_reduction_at_once(
    client: TestClient, database: Database, item_id: int
) -> None:
    """From the boutique's file to the answer, by the way that every change goes."""
    assert history(client)["reductions"] == []
    sell(database, 1, goods("A1", "Linen shirt", price=3900, category="Shirt"))
    (reduction,) = history(client)["reductions"]
    assert (reduction["vendor"], reduction["price"], reduction["lowest_before"]) == ("boutique", 3900, 4900)
    assert reduction["is_true"]
