"""Document 1's cart: its paths and shapes over the one implementation."""

from collections.abc import Callable

from starlette.testclient import TestClient

from modiste.shop.kit.db import Database
from tests.shop.cart.shop import make_dress, make_offer

SignIn = Callable[..., TestClient]


def test_the_documents_cart_compares_prices_of_each_item(sign_in: SignIn, database: Database) -> None:
    shopper = sign_in()
    user_id, dress = shopper.get("me").json()["id"], make_dress(database, sizes=("M",))
    make_offer(database, dress)
    make_offer(database, dress, "sold", availability="out_of_stock")
    assert shopper.post("cart/add", json={"user_id": user_id, "item_id": dress}).status_code == 201
    [item] = shopper.get("cart", params={"user_id": user_id}).json()["items"]
    assert (item["item_id"], item["name"], item["price"], item["quantity"]) == (dress, "Wrap dress", 50.0, 1)
    assert [(one["vendor"], one["price"]) for one in item["price_comparison"]] == [("Nord", 45.0), ("Atelier", 50.0)]
    assert item["price_comparison"][0]["link"] == f"https://nord.example/{dress}"
    assert item["price_comparison"][1]["link"].endswith(f"/items/{dress}")


def test_without_a_user_id_the_path_is_the_carts_own(sign_in: SignIn) -> None:
    assert "parcels" in sign_in().get("cart").json()


def test_refuses_anothers_user_id_and_nobody(sign_in: SignIn, client: TestClient, database: Database) -> None:
    ann, zoe = sign_in(), sign_in()
    zoes = zoe.get("me").json()["id"]
    assert ann.get("cart", params={"user_id": zoes}).status_code == 403
    assert ann.post("cart/add", json={"user_id": zoes, "item_id": make_dress(database)}).status_code == 403
    assert sign_in("admin").get("cart", params={"user_id": zoes}).json() == {"items": []}
    assert client.get("cart", params={"user_id": zoes}).status_code == 401
    assert ann.get("cart", params={"user_id": "x"}).status_code == 422
