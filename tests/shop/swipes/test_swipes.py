"""Swipes: recorded once, taken back, and the favourites that follow from them."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import func, select
from starlette.testclient import TestClient

from modiste.shop.kit import clock
from modiste.shop.kit.db import Database
from modiste.shop.swipes import service
from modiste.shop.swipes.models import Action, Favourite, Interaction
from modiste.shop.swipes.schemas import SwipeIn
from modiste.shop.swipes.taste import taste_of
from tests.shop.swipes.shop import make_shopper, swipe


def favourites_of(database: Database, user_id: int) -> set[int]:
    with database.reading() as session:
        return set(session.scalars(select(Favourite.item_id).where(Favourite.user_id == user_id)))


def actions_of(database: Database, user_id: int) -> list[str]:
    with database.reading() as session:
        query = select(Interaction.interaction).where(Interaction.user_id == user_id).order_by(Interaction.id)
        return list(session.scalars(query))


def test_a_swipe_to_the_right_makes_a_favourite(
    shopper: TestClient, database: Database, shopper_id: int, items: list[int]
) -> None:
    answer = swipe(shopper, items[0])
    assert answer.status_code == 201
    assert answer.json()["is_favourite"] is True
    assert answer.json()["direction"] == "right"
    assert favourites_of(database, shopper_id) == {items[0]}


def test_a_swipe_to_the_left_takes_the_favourite_away(
    shopper: TestClient, database: Database, shopper_id: int, items: list[int]
) -> None:
    swipe(shopper, items[0])
    answer = swipe(shopper, items[0], "left")
    assert answer.json()["is_favourite"] is False
    assert favourites_of(database, shopper_id) == set()
    with database.reading() as session:
        assert taste_of(session, shopper_id).weights == {items[0]: -1.0}


def test_the_same_swipe_sent_again_is_the_same_swipe(
    shopper: TestClient, database: Database, shopper_id: int, items: list[int]
) -> None:
    client_id = str(uuid.uuid4())
    first = swipe(shopper, items[0], client_id=client_id)
    again = swipe(shopper, items[0], client_id=client_id)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    assert actions_of(database, shopper_id) == ["right"]


def test_a_client_id_cannot_stand_for_two_swipes(shopper: TestClient, items: list[int]) -> None:
    client_id = str(uuid.uuid4())
    swipe(shopper, items[0], client_id=client_id)
    assert swipe(shopper, items[1], client_id=client_id).status_code == 409
    assert swipe(shopper, items[0], "left", client_id=client_id).status_code == 409


def test_two_shoppers_may_use_the_same_client_id(database: Database, items: list[int]) -> None:
    one = SwipeIn(item_id=items[0], direction="right", client_id=uuid.uuid4())
    for name in ("ann", "bob"):
        user_id = make_shopper(database, name)
        with database.transaction() as session:
            assert service.record_swipe(session, user_id, one)[1] is True


def test_refuses_an_unknown_item(shopper: TestClient, database: Database, shopper_id: int) -> None:
    answer = swipe(shopper, 999)
    assert answer.status_code == 404
    assert actions_of(database, shopper_id) == []


@pytest.mark.parametrize("offset", [timedelta(days=-31), timedelta(minutes=6)])
def test_refuses_a_swipe_from_long_ago_or_from_the_future(
    shopper: TestClient, items: list[int], offset: timedelta
) -> None:
    answer = swipe(shopper, items[0], swiped_at=(clock.now() + offset).isoformat())
    assert answer.status_code == 422
    assert "swiped_at" in answer.json()["detail"]


def test_a_clock_that_is_a_little_fast_is_set_right(shopper: TestClient, items: list[int]) -> None:
    answer = swipe(shopper, items[0], swiped_at=(clock.now() + timedelta(minutes=2)).isoformat())
    assert answer.status_code == 201
    assert answer.json()["swiped_at"] <= clock.now().isoformat()


def test_a_time_without_a_zone_is_refused(shopper: TestClient, items: list[int]) -> None:
    assert swipe(shopper, items[0], swiped_at="2026-01-01T00:00:00").status_code == 422


def test_a_swipe_in_twenty_requests_at_once_counts_once(database: Database, shopper_id: int, items: list[int]) -> None:
    one = SwipeIn(item_id=items[0], direction="right", client_id=uuid.uuid4())

    def send(_: int) -> tuple[int, bool]:
        with database.transaction() as session:
            recorded, is_new = service.record_swipe(session, shopper_id, one)
            return recorded.id, is_new

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(send, range(20)))
    assert len({event_id for event_id, _ in answers}) == 1
    assert sum(is_new for _, is_new in answers) == 1
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Interaction)) == 1
        assert session.scalar(select(func.count()).select_from(Favourite)) == 1


def test_the_favourite_agrees_with_the_later_of_two_swipes_at_once(
    database: Database, shopper_id: int, items: list[int]
) -> None:
    def send(direction: str) -> None:
        with database.transaction() as session:
            service.record_swipe(
                session, shopper_id, SwipeIn(item_id=items[0], direction=direction, client_id=uuid.uuid4())
            )

    for _ in range(10):
        with ThreadPoolExecutor(2) as pool:
            list(pool.map(send, ["right", "left"]))
        likes = actions_of(database, shopper_id)[-1] == Action.RIGHT
        assert (items[0] in favourites_of(database, shopper_id)) is likes


def test_undo_takes_the_last_swipe_back(
    shopper: TestClient, database: Database, shopper_id: int, items: list[int]
) -> None:
    swipe(shopper, items[0])
    last = swipe(shopper, items[1]).json()
    undone = shopper.delete("swipes/last")
    assert undone.json() == {"item_id": items[1], "direction": "right", "client_id": last["client_id"]}
    assert favourites_of(database, shopper_id) == {items[0]}
    assert actions_of(database, shopper_id) == ["right", "right", "undo"]
    with database.reading() as session:
        taste = taste_of(session, shopper_id)
    assert taste.seen == [items[0]]


def test_undo_goes_on_until_nothing_is_left(shopper: TestClient, items: list[int]) -> None:
    swipe(shopper, items[0])
    swipe(shopper, items[1], "left")
    assert shopper.delete("swipes/last").json()["item_id"] == items[1]
    assert shopper.delete("swipes/last").json()["item_id"] == items[0]
    assert shopper.delete("swipes/last").status_code == 404


def test_undoing_a_dislike_brings_the_favourite_back(
    shopper: TestClient, database: Database, shopper_id: int, items: list[int]
) -> None:
    swipe(shopper, items[0])
    swipe(shopper, items[0], "left")
    shopper.delete("swipes/last")
    assert favourites_of(database, shopper_id) == {items[0]}


def test_undoing_one_swipe_again_changes_nothing(
    shopper: TestClient, database: Database, shopper_id: int, items: list[int]
) -> None:
    client_id = swipe(shopper, items[0]).json()["client_id"]
    first, again = shopper.delete(f"swipes/{client_id}"), shopper.delete(f"swipes/{client_id}")
    assert first.status_code == again.status_code == 200
    assert first.json() == again.json()
    assert actions_of(database, shopper_id) == ["right", "undo"]


def test_undo_does_not_reach_into_another_shoppers_swipes(
    shopper: TestClient, database: Database, items: list[int]
) -> None:
    other = make_shopper(database, "bob")
    theirs = SwipeIn(item_id=items[0], direction="right", client_id=uuid.uuid4())
    with database.transaction() as session:
        service.record_swipe(session, other, theirs)
    assert shopper.delete("swipes/last").status_code == 404
    assert shopper.delete(f"swipes/{theirs.client_id}").status_code == 404
    assert favourites_of(database, other) == {items[0]}


def test_parallel_undos_take_one_swipe_back_each(database: Database, shopper_id: int, items: list[int]) -> None:
    for item in items[:4]:
        with database.transaction() as session:
            service.record_swipe(session, shopper_id, SwipeIn(item_id=item, direction="left", client_id=uuid.uuid4()))

    def undo(_: int) -> int:
        with database.transaction() as session:
            return service.undo_last_swipe(session, shopper_id).item_id

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(undo, range(4))) == items[:4]


def test_a_stranger_may_not_swipe(client: TestClient, items: list[int]) -> None:
    assert swipe(client, items[0]).status_code == 401


def test_views_and_clicks_do_not_count_as_seen(
    shopper: TestClient, database: Database, shopper_id: int, items: list[int]
) -> None:
    for action in ("view", "click", "click"):
        assert shopper.post("interactions", json={"item_id": items[0], "action": action}).status_code == 201
    assert shopper.post("interactions", json={"item_id": items[1], "action": "purchase"}).status_code == 201
    with database.reading() as session:
        taste = taste_of(session, shopper_id)
    assert taste.seen == [items[1]]
    assert taste.weights == {items[0]: 0.3, items[1]: 2.5}
    assert taste.liked_count == 1


def test_an_interaction_sent_again_counts_once(
    shopper: TestClient, database: Database, shopper_id: int, items: list[int]
) -> None:
    body = {"item_id": items[0], "action": "click", "client_id": str(uuid.uuid4())}
    assert [shopper.post("interactions", json=body).status_code for _ in range(2)] == [201, 200]
    assert shopper.post("interactions", json=body | {"action": "view"}).status_code == 409
    assert actions_of(database, shopper_id) == ["click"]


def test_a_purchase_of_an_order_counts_once(database: Database, shopper_id: int, items: list[int]) -> None:
    line = uuid.uuid4()
    for _ in range(2):
        with database.transaction() as session:
            service.record_purchase(session, shopper_id, items[0], client_id=line)
    assert actions_of(database, shopper_id) == ["purchase"]
