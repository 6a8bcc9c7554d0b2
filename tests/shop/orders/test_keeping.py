"""What was bought comes into the wardrobe when its parcel arrives, once, and leaves it when it goes back."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import update
from starlette.testclient import TestClient

from modiste.shop.catalogue.models import Item
from modiste.shop.kit import clock
from modiste.shop.kit.db import Database
from tests.shop.orders.shop import own, paid
from tests.shop.orders.test_fulfilment import SENT, send_back, step


@pytest.fixture
def owner(sign_in: Callable[..., TestClient], dress: int, database: Database) -> TestClient:
    with database.transaction() as session:
        facts = {"colours": ["Navy", "white"], "season": ["Summer", "holidays"], "material": "linen", "formality": 0.5}
        facts |= {"image_url": "/media/public/dress.webp"}
        session.execute(update(Item).where(Item.id == dress).values(**facts))
    return own(database, sign_in("boutique"))


def arrived(shopper: TestClient, owner: TestClient, database: Database, item_id: int) -> Any:
    """An order of two pieces in M that the boutique has delivered."""
    order = paid(shopper, database, lines=[{"item_id": item_id, "size": "M", "quantity": 2}])
    step(owner, order, "ship", **SENT)
    assert wardrobe(shopper) == [], "it is on its way"
    assert step(owner, order, "deliver").status_code == 200
    return order


def wardrobe(client: TestClient, **asked: Any) -> list[Any]:
    return list(client.get("garments", params=asked).json()["items"])


def test_a_parcel_that_arrives_fills_the_wardrobe(
    shopper: TestClient, owner: TestClient, dress: int, database: Database
) -> None:
    order = arrived(shopper, owner, database, dress)
    [card] = wardrobe(shopper)
    [line] = order["parcels"][0]["lines"]
    found = shopper.get(f"garments/{card['id']}").json()
    assert (found["name"], found["size"], found["quantity"]) == ("Wrap dress", "M", 2)
    assert found["price"] == {"amount": line["price"]["amount"], "currency": "EUR"}
    assert (found["item_id"], found["order_line_id"]) == (dress, line["id"])
    assert found["bought_on"] == clock.now().date().isoformat()
    assert (found["category"], found["colours"], found["season"]) == ("dress", ["navy", "white"], ["summer"])
    assert (found["material"], found["formality"], found["brand"]) == ("linen", 0.5, line["brand"])
    assert found["picture"]["url"] == "/media/public/dress.webp" and found["photos"] == []
    assert wardrobe(owner) == [], "the boutique has sold them"


def test_it_arrives_once_whoever_says_so(
    shopper: TestClient, owner: TestClient, dress: int, database: Database
) -> None:
    order = paid(shopper, database, lines=[{"item_id": dress, "size": "M"}])
    step(owner, order, "ship", **SENT)
    for _ in range(2):
        assert shopper.post(f"orders/{order['id']}/received", json={}).status_code == 200
    assert step(owner, order, "deliver").status_code == 200
    [card] = wardrobe(shopper)
    assert shopper.delete(f"garments/{card['id']}").status_code == 204
    assert step(owner, order, "deliver").status_code == 200
    assert wardrobe(shopper) == [], "what she gave up does not come back"


def test_what_goes_back_untouched_leaves_the_wardrobe(
    shopper: TestClient, owner: TestClient, dress: int, database: Database
) -> None:
    order = arrived(shopper, owner, database, dress)
    send_back(shopper, order)
    assert len(wardrobe(shopper)) == 1, "it is still hers"
    assert step(owner, order, "returned").status_code == 200
    assert wardrobe(shopper) == wardrobe(shopper, is_archived=True) == []


@pytest.mark.parametrize("touch", ["worn", "changed"])
def test_what_goes_back_touched_is_put_away(
    touch: str, shopper: TestClient, owner: TestClient, dress: int, database: Database
) -> None:
    order = arrived(shopper, owner, database, dress)
    path = f"garments/{wardrobe(shopper)[0]['id']}"
    if touch == "worn":
        shopper.post(f"{path}/wears", json={"stays_clean": True})
    else:
        shopper.patch(path, json={"notes": "For Eve's wedding"})
    send_back(shopper, order)
    assert step(owner, order, "returned").status_code == 200
    assert wardrobe(shopper) == [] and len(wardrobe(shopper, is_archived=True)) == 1
    kept = shopper.get(path).json()
    assert kept["wears"] == 1 if touch == "worn" else kept["notes"] == "For Eve's wedding"


def test_an_item_that_is_no_longer_there_is_kept_as_it_was_ordered(
    shopper: TestClient, owner: TestClient, dress: int, database: Database
) -> None:
    order = paid(shopper, database, lines=[{"item_id": dress, "size": "M"}])
    with database.transaction() as session:
        session.delete(session.get_one(Item, dress))
    step(owner, order, "ship", **SENT)
    assert step(owner, order, "deliver").status_code == 200
    [card] = wardrobe(shopper)
    assert (card["name"], card["category"], card["picture"]["url"]) == ("Wrap dress", None, "/media/public/dress.webp")
