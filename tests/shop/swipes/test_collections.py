"""Collections: named sets of favourites, each shopper's own, and true to what is a favourite."""

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import event
from starlette.testclient import TestClient

from modiste.shop.kit.db import Database
from modiste.shop.kit.settings import Settings
from modiste.shop.swipes.collections import MOST
from tests.shop.swipes.shop import headers_of, make_items, make_shopper, swipe


def start(client: TestClient, name: str = "Summer") -> dict[str, Any]:
    answer = client.post("collections", json={"name": name})
    assert answer.status_code == 201, answer.text
    return answer.json()


def put(client: TestClient, collection: dict[str, Any], *items: int) -> None:
    for item in items:
        assert client.put(f"collections/{collection['id']}/items/{item}").status_code == 204


def held(client: TestClient, collection: dict[str, Any], **more: Any) -> list[int]:
    page = client.get("favourites", params={"collection_id": collection["id"]} | more).json()
    return [card["item_id"] for card in page["items"]]


def listed(client: TestClient) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = client.get("collections").json()["items"]
    return items


@pytest.fixture
def other(open_client: Callable[[], TestClient], database: Database, settings: Settings) -> TestClient:
    """Somebody else, signed in."""
    client = open_client()
    client.headers.update(headers_of(database, settings, make_shopper(database, "zoe")))
    return client


def test_a_new_collection_is_empty_and_listed_first(shopper: TestClient) -> None:
    first, second = start(shopper), start(shopper, "  Office  ")
    assert (second["name"], second["item_count"], second["covers"]) == ("Office", 0, [])
    assert uuid.UUID(second["id"]).version == 7
    assert listed(shopper) == [second, first]


def test_putting_an_item_makes_it_a_favourite_and_counts_once(shopper: TestClient, items: list[int]) -> None:
    summer = start(shopper)
    put(shopper, summer, items[0], items[0])
    assert shopper.get(f"favourites/{items[0]}").json() == {
        "item_id": items[0],
        "is_favourite": True,
        "collection_ids": [summer["id"]],
    }
    assert listed(shopper)[0]["item_count"] == 1
    assert held(shopper, summer) == [items[0]]


def test_the_one_changed_last_comes_first(shopper: TestClient, items: list[int]) -> None:
    summer, office = start(shopper), start(shopper, "Office")
    put(shopper, summer, items[0])
    assert [row["id"] for row in listed(shopper)] == [summer["id"], office["id"]]
    renamed = shopper.patch(f"collections/{office['id']}", json={"name": "Work"}).json()
    assert renamed["name"] == "Work" and renamed["updated_at"] > office["updated_at"]
    assert [row["id"] for row in listed(shopper)] == [office["id"], summer["id"]]


def test_covers_show_the_four_put_there_last(shopper: TestClient, database: Database) -> None:
    colours = [f"#00000{number}" for number in range(6)]
    made = make_items(
        database,
        [{"image_url": f"/{c[1:]}.webp", "image_srcset": f"/{c[1:]}-s.webp 360w", "image_colour": c} for c in colours],
    )
    gone = make_items(database, [{"is_active": False}])[0]
    summer = start(shopper)
    put(shopper, summer, *made, gone)
    [shown] = listed(shopper)
    assert [cover["image_colour"] for cover in shown["covers"]] == colours[:1:-1]
    assert (shown["covers"][0]["image_url"], shown["covers"][0]["image_srcset"]) == (
        "/000005.webp",
        "/000005-s.webp 360w",
    )
    assert shown["item_count"] == 6  # what is no longer sold is neither counted nor shown
    assert held(shopper, summer) == made[::-1]


def test_names_differ_in_more_than_their_case(shopper: TestClient, other: TestClient) -> None:
    summer, straße = start(shopper, "Summer"), start(shopper, "Straße")
    for name in ("SUMMER", "summer ", "Ｓummer", "sum\u200bmer", "STRASSE"):
        expected = 201 if "\u200b" in name else 409
        assert shopper.post("collections", json={"name": name}).status_code == expected, name
    assert shopper.patch(f"collections/{summer['id']}", json={"name": "strasse"}).status_code == 409
    assert shopper.patch(f"collections/{straße['id']}", json={"name": "STRASSE"}).status_code == 200
    assert other.post("collections", json={"name": "Summer"}).status_code == 201


def test_refuses_what_is_no_name(shopper: TestClient) -> None:
    for wrong in (
        {},
        {"name": ""},
        {"name": " "},
        {"name": "x" * 81},
        {"name": "a\u0007"},
        {"name": "A", "user_id": 1},
    ):
        assert shopper.post("collections", json=wrong).status_code == 422, wrong
    assert start(shopper, "ﷺ" * 80)["name"] == "ﷺ" * 80  # its key is longer than its column, and cut


def test_a_hundred_collections_are_enough(shopper: TestClient) -> None:
    for number in range(MOST):
        start(shopper, f"Number {number}")
    refused = shopper.post("collections", json={"name": "One more"})
    assert refused.status_code == 409
    assert "delete one first" in refused.json()["detail"]
    shopper.delete(f"collections/{listed(shopper)[0]['id']}")
    start(shopper, "One more")


def test_deleting_a_collection_keeps_its_favourites(shopper: TestClient, items: list[int]) -> None:
    summer = start(shopper)
    put(shopper, summer, *items[:2])
    assert shopper.delete(f"collections/{summer['id']}").status_code == 204
    assert listed(shopper) == []
    assert shopper.delete(f"collections/{summer['id']}").status_code == 404
    assert [card["item_id"] for card in shopper.get("favourites").json()["items"]] == [items[1], items[0]]


def test_taking_an_item_out_keeps_it_a_favourite(shopper: TestClient, items: list[int]) -> None:
    summer = start(shopper)
    put(shopper, summer, *items[:2])
    assert [shopper.delete(f"collections/{summer['id']}/items/{items[0]}").status_code for _ in range(2)] == [204, 204]
    assert held(shopper, summer) == [items[1]]
    assert shopper.get(f"favourites/{items[0]}").json()["is_favourite"]


@pytest.mark.parametrize("how", ["button", "left swipe", "left swipe in a batch", "undo"])
def test_what_is_no_favourite_any_more_leaves_the_collections(how: str, shopper: TestClient, items: list[int]) -> None:
    summer, office = start(shopper), start(shopper, "Office")
    swipe(shopper, items[0])
    for collection in (summer, office):
        put(shopper, collection, items[0], items[1])
    if how == "button":
        shopper.delete(f"favourites/{items[0]}")
    if how == "left swipe":
        swipe(shopper, items[0], "left")
    if how == "left swipe in a batch":
        swipes = [{"item_id": items[0], "direction": "left", "client_id": str(uuid.uuid4())}]
        shopper.post("swipes/batch", json={"swipes": swipes})
    if how == "undo":
        shopper.delete("swipes/last")
    assert [row["item_count"] for row in listed(shopper)] == [1, 1]
    assert held(shopper, summer) == [items[1]]
    assert shopper.get(f"favourites/{items[0]}").json()["collection_ids"] == []


def test_somebody_elses_collection_does_not_exist(shopper: TestClient, other: TestClient, items: list[int]) -> None:
    hers = start(other)
    put(other, hers, items[0])
    assert listed(shopper) == []
    path = f"collections/{hers['id']}"
    assert shopper.patch(path, json={"name": "Mine"}).status_code == 404
    assert shopper.delete(path).status_code == 404
    assert shopper.put(f"{path}/items/{items[0]}").status_code == 404
    assert shopper.delete(f"{path}/items/{items[0]}").status_code == 404
    assert shopper.get("favourites", params={"collection_id": hers["id"]}).status_code == 404
    assert not shopper.get(f"favourites/{items[0]}").json()["is_favourite"]
    put(shopper, start(shopper), items[0])
    assert shopper.get(f"favourites/{items[0]}").json()["collection_ids"] != [hers["id"]]
    assert listed(other)[0]["item_count"] == 1


def test_an_unknown_item_cannot_be_put_into_a_collection(shopper: TestClient) -> None:
    summer = start(shopper)
    assert shopper.put(f"collections/{summer['id']}/items/999999").status_code == 404
    assert listed(shopper)[0]["updated_at"] == summer["updated_at"]


def test_a_hundred_collections_are_read_in_two_queries(shopper: TestClient, items: list[int]) -> None:
    for number in range(12):
        put(shopper, start(shopper, f"Number {number}"), *items)
    asked: list[str] = []
    engine = shopper.app.state.database.engine
    event.listen(engine, "before_cursor_execute", lambda *about: asked.append(about[2]))
    assert [row["item_count"] for row in listed(shopper)] == [6] * 12
    assert sum("collection" in statement for statement in asked) == 2


def test_favourites_are_sorted_filtered_and_paged_within_a_collection(shopper: TestClient, database: Database) -> None:
    described = [("Linen dress", "Lune", 300), ("Wool coat", "Atelier", 100), ("Silk dress", "Atelier", 200)]
    made = make_items(database, [{"name": n, "brand": b, "price": p} for n, b, p in described])
    outside = make_items(database, [{"name": "Red dress", "brand": "Lune", "price": 50}])[0]
    summer = start(shopper)
    swipe(shopper, outside)
    put(shopper, summer, *made)
    dress, coat, silk = made
    assert held(shopper, summer, sort="price_asc") == [coat, silk, dress]
    assert held(shopper, summer, sort="price_desc") == [dress, silk, coat]
    assert held(shopper, summer, q="DRESS") == [silk, dress]
    assert held(shopper, summer, q="dress atelier") == [silk]
    assert held(shopper, summer, q="100%") == []
    everything = shopper.get("favourites", params={"q": "dress", "sort": "price_asc"}).json()["items"]
    assert [card["item_id"] for card in everything] == [outside, silk, dress]
    for sort, expected in {"added": [silk, coat, dress], "price_asc": [coat, silk, dress]}.items():
        seen, cursor = [], None
        for _ in range(3):
            asked = {"collection_id": summer["id"], "sort": sort, "limit": 1} | ({"cursor": cursor} if cursor else {})
            page = shopper.get("favourites", params=asked).json()
            seen += [card["item_id"] for card in page["items"]]
            cursor = page["next_cursor"]
        assert seen == expected and cursor is None


def test_a_cursor_of_another_order_is_refused(shopper: TestClient, items: list[int]) -> None:
    put(shopper, start(shopper), *items)
    cursor = shopper.get("favourites", params={"limit": 1}).json()["next_cursor"]
    assert shopper.get("favourites", params={"cursor": cursor}).status_code == 200
    for sort in ("price_asc", "price_desc"):
        assert shopper.get("favourites", params={"cursor": cursor, "sort": sort}).status_code == 422
    assert shopper.get("favourites", params={"sort": "loudest"}).status_code == 422
