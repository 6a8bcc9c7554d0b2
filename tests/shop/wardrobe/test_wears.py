"""Wears: counted by day, taken back, and what one of them cost."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from starlette.testclient import TestClient

from modiste.shop.kit import clock
from modiste.shop.wardrobe.schemas import MOST_TIMES
from tests.shop.wardrobe.closet import keep


def day(ago: int = 0) -> str:
    return (clock.now() - timedelta(days=ago)).date().isoformat()


def wear(client: TestClient, garment: Any, **said: Any) -> Any:
    return client.post(f"garments/{garment['id']}/wears", json=said)


def test_wearing_counts_and_makes_it_worn(ann: TestClient) -> None:
    garment = keep(ann, price={"amount": 10_000, "currency": "EUR"})
    first = wear(ann, garment)
    assert first.status_code == 201
    assert (first.json()["wears"], first.json()["last_worn_on"], first.json()["laundry"]) == (1, day(), "worn")
    assert first.json()["cost_per_wear"] == {"amount": 10_000, "currency": "EUR"}
    wear(ann, garment, times=2)
    third = wear(ann, garment, on=day(9)).json()
    assert (third["wears"], third["last_worn_on"], third["cost_per_wear"]["amount"]) == (4, day(), 2_500)
    assert ann.get(f"garments/{garment['id']}").json() == third
    [card] = ann.get("garments").json()["items"]
    assert (card["wears"], card["last_worn_on"]) == (4, day())
    history = ann.get(f"garments/{garment['id']}/wears").json()
    assert history["items"] == [{"worn_on": day(), "times": 3}, {"worn_on": day(9), "times": 1}]
    assert history["next_cursor"] is None


@pytest.mark.parametrize(
    ("paid", "pieces", "times", "each"),
    [(100, 1, 3, 33), (200, 1, 3, 67), (1, 1, 2, 1), (0, 1, 5, 0), (5_000, 3, 2, 7_500), (10**12, 1_000, 1, 10**15)],
)
def test_a_wear_costs_whole_minor_units(ann: TestClient, paid: int, pieces: int, times: int, each: int) -> None:
    garment = keep(ann, price={"amount": paid, "currency": "JPY"}, quantity=pieces)
    assert wear(ann, garment, times=times).json()["cost_per_wear"] == {"amount": each, "currency": "JPY"}


def test_without_a_price_or_wears_it_costs_nothing_that_is_known(ann: TestClient) -> None:
    assert wear(ann, keep(ann)).json()["cost_per_wear"] is None
    assert keep(ann, price={"amount": 1, "currency": "EUR"})["cost_per_wear"] is None


def test_laundry_follows_the_latest_day_only(ann: TestClient) -> None:
    garment = keep(ann)
    assert wear(ann, garment, stays_clean=True).json()["laundry"] == "clean"
    assert wear(ann, garment, on=day(5)).json()["laundry"] == "clean", "it may have been washed since"
    assert wear(ann, garment).json()["laundry"] == "worn"
    path = f"garments/{garment['id']}"
    assert ann.patch(path, json={"laundry": "in_laundry"}).json()["laundry"] == "in_laundry"
    assert wear(ann, garment).json()["laundry"] == "in_laundry"
    assert ann.patch(path, json={"laundry": "clean"}).json()["laundry"] == "clean"


def test_one_wear_is_taken_back_at_a_time(ann: TestClient) -> None:
    garment = keep(ann)
    wear(ann, garment, times=2)
    path = f"garments/{garment['id']}/wears/{day()}"
    assert ann.delete(path).json()["wears"] == 1
    last = ann.delete(path).json()
    assert (last["wears"], last["last_worn_on"]) == (0, None)
    assert ann.delete(path).status_code == 404
    assert ann.get(f"garments/{garment['id']}/wears").json()["items"] == []


def test_a_day_to_come_or_too_many_wears_are_refused(ann: TestClient) -> None:
    garment = keep(ann)
    assert wear(ann, garment, on=day(-2)).status_code == 422
    assert wear(ann, garment, on="1899-12-31").status_code == 422
    for times in (0, -1, MOST_TIMES + 1, True):
        assert wear(ann, garment, times=times).status_code == 422
    assert wear(ann, garment, times=MOST_TIMES).status_code == 201
    assert wear(ann, garment).status_code == 409
    assert ann.get(f"garments/{garment['id']}").json()["wears"] == MOST_TIMES


def test_today_where_the_day_begins_first_is_not_to_come(ann: TestClient) -> None:
    easternmost = (clock.now() + timedelta(hours=14)).date().isoformat()
    assert wear(ann, keep(ann), on=easternmost).status_code == 201


def test_a_wear_that_is_sent_again_with_its_key_counts_once(ann: TestClient) -> None:
    garment, key = keep(ann), {"Idempotency-Key": uuid.uuid4().hex}
    answers = [ann.post(f"garments/{garment['id']}/wears", json={}, headers=key) for _ in range(2)]
    assert [answer.json()["wears"] for answer in answers] == [1, 1]
    assert ann.get(f"garments/{garment['id']}").json()["wears"] == 1


def test_the_history_is_in_pages(ann: TestClient) -> None:
    garment = keep(ann)
    for ago in (3, 1, 2, 0):
        wear(ann, garment, on=day(ago))
    path, seen, cursor = f"garments/{garment['id']}/wears", [], None
    while True:
        page = ann.get(path, params={"limit": 3} | ({"cursor": cursor} if cursor else {})).json()
        seen += [row["worn_on"] for row in page["items"]]
        if not (cursor := page["next_cursor"]):
            break
    assert seen == [day(ago) for ago in range(4)]
    for nonsense in ("x", "WzFd", "WyJ4Il0"):
        assert ann.get(path, params={"cursor": nonsense}).status_code == 422
