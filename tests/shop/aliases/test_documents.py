"""A client of each requirement document finds the paths, bodies and answers that the document names."""

from collections.abc import Callable

import pytest
from starlette.testclient import TestClient

from modiste.shop.catalogue.stocking import Goods, Stock
from modiste.shop.kit.db import Database
from tests.shop.catalogue.shop import open_boutique, sell

SignIn = Callable[..., TestClient]


@pytest.fixture
def shop(database: Database) -> Database:
    kinds = ("Dress", "Coat", "Shoes", "Hat")
    goods = [
        Goods(
            f"D{number}",
            f"{kinds[number % 4]} {number}",
            kinds[number % 4],
            price=4990 + number,
            tags=["linen", "summer"] if number % 4 == 0 else ["wool"],
            stocks=[Stock("M", "", 2)],
            description="Nice.",
        )
        for number in range(24)
    ]
    sell(database, open_boutique(database), *goods)
    return database


def register(client: TestClient) -> int:
    answer = client.post(
        "register", json={"username": "alice", "email": "alice@example.com", "password": "a-good-long-one"}
    )
    assert answer.status_code == 201, answer.text
    logged_in = client.post("login", json={"email": "alice@example.com", "password": "a-good-long-one"}).json()
    client.headers["Authorization"] = f"Bearer {logged_in['access_token']}"
    return int(answer.json()["user_id"])


def test_document_1_swipe_and_get_recommendations(shop: Database, client: TestClient) -> None:
    user_id = register(client)
    items = client.get("recommendations", params={"user_id": user_id}).json()["items"]
    assert {"item_id", "name", "image_url", "price", "brand", "category", "score", "reasons"} <= set(items[0])
    assert isinstance(items[0]["price"], float) and 49 < items[0]["price"] < 51
    for item, direction in ((items[0], "right"), (items[1], "left")):
        body = {"user_id": user_id, "item_id": item["item_id"], "swipe_direction": direction}
        assert client.post("item/swipe", json=body).status_code == 201
    favorites = client.get("favorites", params={"user_id": user_id}).json()["favorites"]
    assert [favorite["item_id"] for favorite in favorites] == [items[0]["item_id"]]
    assert {"item_id", "name", "image_url", "price"} <= set(favorites[0])
    again = client.get("recommendations", params={"user_id": user_id}).json()["items"]
    assert {items[0]["item_id"], items[1]["item_id"]}.isdisjoint(item["item_id"] for item in again)


def test_document_1_logout_ends_the_session_at_once(shop: Database, client: TestClient) -> None:
    register(client)
    assert client.post("logout").json()["message"]
    assert client.get("favorites").status_code == 401


def test_document_2_scores_now_or_a_job(shop: Database, client: TestClient) -> None:
    user_id = register(client)
    now = client.get("recommendations", params={"user_id": user_id}).json()
    assert all(isinstance(item["score"], float) for item in now["items"])
    later = client.get("recommendations", params={"user_id": user_id, "mode": "async"})
    assert later.status_code == 202
    job = client.get(f"jobs/{later.json()['job_id']}").json()
    assert job["state"] == "queued"
    assert job["name"] == "make_recommendations"


def test_document_4_greeting_products_and_categories(shop: Database, client: TestClient) -> None:
    assert client.get("").status_code in (200, 404)
    assert client.get("/").json()["status"] == "running"
    page = client.get("products", params={"limit": 10}).json()
    assert page["count"] == len(page["products"]) == 10
    assert {"id", "name", "category", "price", "description", "tags"} <= set(page["products"][0])
    rest = client.get("products", params={"limit": 100, "cursor": page["next_cursor"]}).json()
    assert rest["count"] == 14
    first = page["products"][0]
    assert client.get(f"products/{first['id']}").json() == first
    assert client.get("products/999999").status_code == 404
    assert {kind["name"] for kind in client.get("categories").json()} == {"Dress", "Coat", "Shoes", "Hat"}


def test_document_4_recommends_by_content_with_points(shop: Database, client: TestClient) -> None:
    user_id = register(client)
    dresses = [p for p in client.get("products", params={"limit": 100}).json()["products"] if p["category"] == "Dress"]
    for product in dresses[:2]:
        client.post("interactions", json={"item_id": product["id"], "action": "purchase"})
    answer = client.get(f"recommend/{user_id}", params={"top_n": 3}).json()
    assert set(answer) == {
        "user_id",
        "user_name",
        "recommended_products",
        "llm_explanation",
        "user_behavior_summary",
    }
    assert [p["score"] for p in answer["recommended_products"]] == [16.0, 16.0, 16.0]  # a dress, linen, summer
    assert {p["category"] for p in answer["recommended_products"]} == {"Dress"}
    assert "Recently purchased: Dress" in answer["user_behavior_summary"]
    assert answer["user_name"] in answer["llm_explanation"]


def test_document_4_recommends_the_popular_to_a_stranger(shop: Database, client: TestClient) -> None:
    user_id = register(client)
    answer = client.get(f"recommend/{user_id}").json()
    assert len(answer["recommended_products"]) == 5
    assert answer["user_behavior_summary"] == "No interactions yet"


@pytest.mark.parametrize("path", ["recommendations?user_id={}", "favorites?user_id={}", "recommend/{}"])
def test_another_users_id_is_refused_but_an_admin_may(
    path: str, shop: Database, client: TestClient, sign_in: SignIn
) -> None:
    user_id = register(client)
    assert sign_in("user").get(path.format(user_id)).status_code == 403
    admin = sign_in("admin")
    assert admin.get(path.format(user_id)).status_code == 200
    assert admin.get(path.format(999_999)).status_code == 404


def test_nobody_swipes_for_somebody_else(shop: Database, client: TestClient, sign_in: SignIn) -> None:
    user_id = register(client)
    body = {"user_id": user_id, "item_id": 1, "swipe_direction": "right"}
    assert sign_in("admin").post("item/swipe", json=body).status_code == 403


def test_users_are_listed_for_admins(shop: Database, client: TestClient, sign_in: SignIn) -> None:
    register(client)
    assert client.get("users").status_code == 403
    listed = sign_in("admin").get("users").json()
    assert listed["count"] == 2
    assert {"id", "name"} <= set(listed["users"][0])
