"""How prices moved, what a reduction is worth, and whether a deal is real."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import pytest
from starlette.testclient import TestClient

from modiste.shop.kit import clock
from modiste.shop.kit.db import Database
from modiste.shop.prices.models import Offer, PricePoint
from tests.shop.catalogue.shop import goods, open_boutique, sell

Past = Sequence[tuple[float, float, int | None]]  # from so many days ago, to so many days ago, a price


def remember(database: Database, item_id: int, vendor: str, past: Past, **said: Any) -> None:
    """An offer with this history, looked at twice a day."""
    now = clock.now()
    with database.transaction() as session:
        last = next(price for _, _, price in reversed(past) if price is not None)
        offered = Offer(
            item_id=item_id,
            vendor=vendor,
            vendor_name=vendor.title(),
            vendor_item_id=str(said.pop("vendor_item_id", "1")),
            title="Linen shirt",
            price=last,
            currency="EUR",
            link="https://shop.example/1",
            **said,
        )
        session.add(offered)
        session.flush()
        for since, until, price in past:
            session.add(
                PricePoint(
                    offer_id=offered.id,
                    began_at=now - timedelta(days=since),
                    last_seen_at=now - timedelta(days=until),
                    price=price,
                )
            )


@pytest.fixture
def item_id(database: Database) -> int:
    """A linen shirt that our boutique never had in stock: all that is known are the vendors' prices."""
    sell(database, open_boutique(database), goods("A1", "Linen shirt", price=4900, sizes=[("M", 0)]))
    return 1


def days_ago(moment: str) -> float:
    return round((clock.now() - datetime.fromisoformat(moment)) / timedelta(days=1), 1)


def steps(segments: list[dict[str, Any]]) -> list[tuple[float, float, int]]:
    return [(days_ago(one["began_at"]), days_ago(one["ended_at"]), one["price"]) for one in segments]


def test_steps_touch_and_gaps_stay_gaps(client: TestClient, database: Database, item_id: int) -> None:
    remember(database, item_id, "one", [(60, 40.5, 5000), (40, 30, 4500), (20, 10.5, None), (10, 0, 4000)])
    answer = client.get(f"items/{item_id}/price-history").json()
    assert steps(answer["series"][0]["segments"]) == [(60, 40, 5000), (40, 30, 4500), (10, 0, 4000)]
    assert answer["series"][0]["is_now"]


def test_a_vendor_has_one_line_and_the_lowest_of_all_is_drawn(
    client: TestClient, database: Database, item_id: int
) -> None:
    remember(database, item_id, "one", [(50, 0, 5000)])
    remember(database, item_id, "one", [(40, 20, 4800)], vendor_item_id="2", size="L")
    remember(database, item_id, "two", [(30, 10, 4700), (9.9, 0, 5200)])
    answer = client.get(f"items/{item_id}/price-history").json()
    assert {one["vendor"]: steps(one["segments"]) for one in answer["series"]} == {
        "one": [(50, 40, 5000), (40, 20, 4800), (20, 0, 5000)],
        "two": [(30, 9.9, 4700), (9.9, 0, 5200)],
    }
    assert steps(answer["lowest"]) == [(50, 40, 5000), (40, 30, 4800), (30, 9.9, 4700), (9.9, 0, 5000)]
    assert [one["vendor"] for one in answer["series"]] == ["one", "two"]


def test_windows_weigh_prices_by_time(client: TestClient, database: Database, item_id: int) -> None:
    remember(database, item_id, "one", [(90, 30.1, 6000), (30, 25.1, 9000), (25, 0, 5000)])
    answer = client.get(f"items/{item_id}/price-history").json()
    windows = {one["days"]: (one["lowest"], one["median"], one["highest"]) for one in answer["windows"]}
    assert windows == {30: (5000, 5000, 9000), 90: (5000, 6000, 9000), 365: (5000, 6000, 9000)}
    assert round(answer["windows"][2]["covered"], 2) == round(90 / 365, 2)


def test_a_true_reduction_is_lower_than_the_thirty_days_before(
    client: TestClient, database: Database, item_id: int
) -> None:
    remember(database, item_id, "one", [(100, 5.1, 6000), (5, 0, 4500)], list_price=6000)
    answer = client.get(f"items/{item_id}/price-history").json()
    (reduction,) = answer["reductions"]
    assert (reduction["price"], reduction["lowest_before"], reduction["claimed_before"]) == (4500, 6000, 6000)
    assert reduction["is_true"]
    assert answer["deal"]["verdict"] == "real"
    assert answer["deal"]["grounds"][0] == {
        "kind": "under_median",
        "median": 6000,
        "share": 0.25,
        "days": 90,
        "is_lowest": True,
    }
    before = next(ground for ground in answer["deal"]["grounds"] if ground["kind"] == "lowest_before")
    assert (before["price"], before["days"], days_ago(before["began_at"])) == (6000, 30, 5)


def test_a_price_raised_before_its_reduction_is_no_deal(client: TestClient, database: Database, item_id: int) -> None:
    past = [(110, 30.1, 5000), (30, 10.1, 8000), (10, 0, 5100)]
    remember(database, item_id, "one", past, list_price=8000)
    answer = client.get(f"items/{item_id}/price-history").json()
    (reduction,) = answer["reductions"]
    assert (reduction["lowest_before"], reduction["is_true"]) == (5000, False)
    deal = answer["deal"]
    assert deal["verdict"] == "inflated"
    ground = deal["grounds"][0]
    assert (ground["kind"], ground["vendor_title"]) == ("raised_before", "One")
    assert (ground["usual"], ground["raised"], ground["price"], days_ago(ground["raised_at"])) == (5000, 8000, 5100, 30)


def test_a_crossed_out_price_that_nobody_asked_is_told(client: TestClient, database: Database, item_id: int) -> None:
    remember(database, item_id, "one", [(100, 0, 5000)], list_price=9900)
    answer = client.get(f"items/{item_id}/price-history").json()
    assert answer["deal"]["verdict"] == "usual"
    unseen = next(ground for ground in answer["deal"]["grounds"] if ground["kind"] == "claim_unseen")
    assert (unseen["claimed"], days_ago(unseen["since"])) == (9900, 100)


def test_a_fall_in_steps_is_one_reduction(client: TestClient, database: Database, item_id: int) -> None:
    remember(database, item_id, "one", [(100, 20.1, 6000), (20, 10.1, 5000), (10, 0, 4000)])
    (reduction,) = client.get(f"items/{item_id}/price-history").json()["reductions"]
    assert days_ago(reduction["began_at"]) == 20
    assert reduction["lowest_before"] == 6000


@pytest.mark.parametrize(
    ("past", "verdict", "kind"),
    [
        ([(5, 0, 4000)], "unknown", "too_early"),
        ([(100, 10, 4000)], "unknown", "nobody_sells"),
        ([(100, 5.1, 4000), (5, 0, 5000)], "dear", "over_median"),
        ([(100, 5.1, 4000), (5, 0, 3950)], "usual", "near_median"),
        ([], "unknown", "nobody_sells"),
    ],
    ids=["too early", "sold out", "dear", "usual", "nothing known"],
)
def test_says_no_more_than_it_knows(
    client: TestClient, database: Database, item_id: int, past: Past, verdict: str, kind: str
) -> None:
    if past:
        remember(database, item_id, "one", past)
    answer = client.get(f"items/{item_id}/price-history").json()
    assert answer["deal"]["verdict"] == verdict
    assert answer["deal"]["grounds"][0]["kind"] == kind


def test_a_mismatched_offer_has_no_history(client: TestClient, database: Database, item_id: int) -> None:
    remember(database, item_id, "one", [(100, 0, 100)], is_match=False)
    assert client.get(f"items/{item_id}/price-history").json()["series"] == []
