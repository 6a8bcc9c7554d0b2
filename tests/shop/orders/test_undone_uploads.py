"""Undoing an upload whose items were bought: what an order names stays, and no sold piece comes back."""

from collections.abc import Callable

from starlette.testclient import TestClient

from modiste.shop.kit.db import Database
from modiste.shop.kit.settings import Settings
from tests.shop.catalogue.uploading import OURS, open_own_boutique, shelf, step, upload
from tests.shop.orders.shop import placed

SignIn = Callable[..., TestClient]
CHANGED = OURS.replace("89.00", "79.00").replace("sand,S,4", "sand,S,9")


def applied(database: Database, settings: Settings, owner: TestClient, content: str) -> str:
    upload_id = str(upload(owner, content).json()["id"])
    for what in ("check", "apply"):
        step(database, settings, owner, upload_id, what)
    return upload_id


def test_new_items_that_were_ordered_are_hidden_and_the_others_removed(
    database: Database, settings: Settings, sign_in: SignIn, shopper: TestClient
) -> None:
    owner = sign_in(role="boutique")
    open_own_boutique(database, owner)
    upload_id = applied(database, settings, owner, OURS)
    dress = shelf(database)["dress"].id
    made = placed(shopper, lines=[{"item_id": dress, "size": "S"}])
    undone = step(database, settings, owner, upload_id, "undo")["undone"]
    assert undone == {"restored": 0, "kept_in_part": 0, "removed": 1, "hidden": 1}
    assert list(shelf(database)) == ["dress"]
    assert not shelf(database)["dress"].is_active
    [line] = shopper.get(f"orders/{made['id']}").json()["parcels"][0]["lines"]
    assert line["item_id"] == dress


def test_sold_pieces_do_not_come_back(
    database: Database, settings: Settings, sign_in: SignIn, shopper: TestClient
) -> None:
    owner = sign_in(role="boutique")
    open_own_boutique(database, owner)
    applied(database, settings, owner, OURS)
    second = applied(database, settings, owner, CHANGED)
    dress = shelf(database)["dress"].id
    placed(shopper, lines=[{"item_id": dress, "size": "S", "quantity": 3}])
    undone = step(database, settings, owner, second, "undo")["undone"]
    assert undone == {"restored": 0, "kept_in_part": 1, "removed": 0, "hidden": 0}
    after = shelf(database)["dress"]
    assert after.price == 8_900
    assert {variant.size: variant.stock for variant in after.variants} == {"S": 1, "M": 2}  # 4 were there, 3 were sold
    assert after.is_active
