"""Favourites: listed newest first, page by page, added and taken off without a swipe."""

from starlette.testclient import TestClient

from modiste.shop.kit.cache import recommendations_key
from modiste.shop.kit.db import Database
from modiste.shop.swipes.taste import taste_of
from tests.shop.swipes.shop import make_items, swipe


def test_favourites_come_newest_first_page_by_page(shopper: TestClient, items: list[int]) -> None:
    for item in items[:5]:
        swipe(shopper, item)
    seen, cursor = [], None
    for _ in range(3):
        page = shopper.get("favourites", params={"limit": 2} | ({"cursor": cursor} if cursor else {})).json()
        seen += [card["item_id"] for card in page["items"]]
        cursor = page["next_cursor"]
    assert seen == items[4::-1]
    assert cursor is None


def test_a_favourite_is_a_card_with_the_time_it_was_liked(shopper: TestClient, items: list[int]) -> None:
    liked = swipe(shopper, items[0]).json()
    card = shopper.get("favourites").json()["items"][0]
    assert card["name"] == "Piece 0"
    assert card["price"] == {"amount": 4900, "currency": "EUR"}
    assert card["favourited_at"] == liked["swiped_at"]


def test_what_is_no_longer_sold_is_not_listed(shopper: TestClient, database: Database, items: list[int]) -> None:
    gone = make_items(database, [{"name": "Gone", "is_active": False}])[0]
    swipe(shopper, gone)
    swipe(shopper, items[0])
    assert [card["item_id"] for card in shopper.get("favourites").json()["items"]] == [items[0]]


def test_refuses_a_cursor_of_another_list(shopper: TestClient) -> None:
    assert shopper.get("favourites", params={"cursor": "bm9uc2Vuc2U"}).status_code == 422


def test_adding_and_removing_twice_is_no_error(
    shopper: TestClient, database: Database, shopper_id: int, items: list[int]
) -> None:
    assert [shopper.put(f"favourites/{items[0]}").status_code for _ in range(2)] == [204, 204]
    with database.reading() as session:
        assert taste_of(session, shopper_id).weights == {items[0]: 1.0}
    assert [shopper.delete(f"favourites/{items[0]}").status_code for _ in range(2)] == [204, 204]
    with database.reading() as session:
        taste = taste_of(session, shopper_id)
    assert taste.weights == {items[0]: 0.0}
    assert taste.seen == [items[0]]


def test_an_item_says_whether_it_is_a_favourite(shopper: TestClient, items: list[int]) -> None:
    def is_favourite() -> bool:
        answer = shopper.get(f"favourites/{items[0]}").json()
        return bool(answer["is_favourite"])

    assert not is_favourite()
    swipe(shopper, items[0])
    assert is_favourite()
    shopper.delete(f"favourites/{items[0]}")
    assert not is_favourite()


def test_an_unknown_item_cannot_become_a_favourite(shopper: TestClient) -> None:
    assert shopper.put("favourites/999").status_code == 404


def test_undoing_a_swipe_leaves_the_buttons_favourite_alone(shopper: TestClient, items: list[int]) -> None:
    swipe(shopper, items[1], "left")
    shopper.put(f"favourites/{items[0]}")
    assert shopper.delete("swipes/last").json()["item_id"] == items[1]
    assert [card["item_id"] for card in shopper.get("favourites").json()["items"]] == [items[0]]


def test_every_change_of_taste_forgets_the_kept_recommendations(
    shopper: TestClient, shopper_id: int, items: list[int]
) -> None:
    cache, key = shopper.app.state.cache, recommendations_key(shopper_id)
    changes = [
        lambda: swipe(shopper, items[0]),
        lambda: shopper.delete("swipes/last"),
        lambda: shopper.put(f"favourites/{items[1]}"),
        lambda: shopper.delete(f"favourites/{items[1]}"),
        lambda: shopper.post("interactions", json={"item_id": items[2], "action": "view"}),
    ]
    for change in changes:
        cache.set(key, [1, 2, 3], seconds=60)
        assert change().is_success
        assert cache.get(key) is None
