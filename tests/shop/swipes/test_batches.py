"""Batches of a client that was offline: every swipe gets a result, a wrong one harms no other."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from sqlalchemy import func, select
from starlette.testclient import TestClient

from modiste.shop.kit import clock
from modiste.shop.kit.db import Database
from modiste.shop.swipes import batches
from modiste.shop.swipes.models import Favourite, Interaction
from modiste.shop.swipes.schemas import SwipeIn
from modiste.shop.swipes.taste import taste_of


def a_swipe(item_id: int, direction: str = "right", **more: object) -> dict[str, object]:
    return {"item_id": item_id, "direction": direction, "client_id": str(uuid.uuid4())} | more


def test_each_swipe_of_a_batch_has_its_result(
    shopper: TestClient, database: Database, shopper_id: int, items: list[int]
) -> None:
    yesterday = clock.now() - timedelta(days=1)
    good = a_swipe(items[0], swiped_at=yesterday.isoformat())
    swipes = [good, a_swipe(999), good, a_swipe(items[1], swiped_at="2020-01-01T00:00:00Z"), a_swipe(items[2], "left")]
    results = shopper.post("swipes/batch", json={"swipes": swipes}).json()["results"]
    assert [result["status"] for result in results] == ["recorded", "refused", "known", "refused", "recorded"]
    assert [result["client_id"] for result in results] == [one["client_id"] for one in swipes]
    assert all(result["detail"] for result in results if result["status"] == "refused")
    with database.reading() as session:
        assert taste_of(session, shopper_id).weights == {items[0]: 1.0, items[2]: -1.0}
        kept = session.scalar(select(Interaction.created_at).where(Interaction.item_id == items[0]))
        assert kept == yesterday


def test_a_batch_sent_again_is_known(shopper: TestClient, items: list[int]) -> None:
    body = {"swipes": [a_swipe(item) for item in items]}
    shopper.post("swipes/batch", json=body)
    again = shopper.post("swipes/batch", json=body).json()["results"]
    assert {result["status"] for result in again} == {"known"}


def test_the_last_swipe_about_an_item_decides_the_favourite(
    shopper: TestClient, database: Database, items: list[int]
) -> None:
    swipes = [a_swipe(items[0]), a_swipe(items[0], "left"), a_swipe(items[1], "left"), a_swipe(items[1])]
    shopper.post("swipes/batch", json={"swipes": swipes})
    with database.reading() as session:
        assert session.scalars(select(Favourite.item_id)).all() == [items[1]]


def test_refuses_an_empty_and_an_endless_batch(shopper: TestClient, items: list[int]) -> None:
    assert shopper.post("swipes/batch", json={"swipes": []}).status_code == 422
    assert shopper.post("swipes/batch", json={"swipes": [a_swipe(items[0])] * 101}).status_code == 422


def test_the_same_batch_in_parallel_and_in_another_order_counts_once(
    database: Database, shopper_id: int, items: list[int]
) -> None:
    swipes = [SwipeIn.model_validate(a_swipe(item)) for item in items]

    def send(number: int) -> None:
        with database.transaction() as session:
            batches.record_swipes(session, shopper_id, swipes if number % 2 else swipes[::-1])

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(send, range(12)))
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Interaction)) == len(items)
