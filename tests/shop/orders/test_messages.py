"""What is told as an order goes its way: to the shopper and to the boutique, once, in words that can be read."""

import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select
from starlette.testclient import TestClient

from modiste.shop.kit import clock
from modiste.shop.kit.db import Database
from modiste.shop.notifications.models import Delivery
from modiste.shop.orders import service
from tests.shop.orders.shop import cancel, make_other_dress, own, paid, placed, told


@pytest.fixture
def owner(sign_in: Callable[..., TestClient], dress: int, database: Database) -> TestClient:
    return own(database, sign_in("boutique"))


def words(client: Any) -> dict[str, tuple[str, str]]:
    """Title and body of what the client was told, by kind."""
    items = client.get("notifications").json()["items"]
    return {one["kind"]: (one["title"], one["body"]) for one in items}


def test_each_step_is_told_to_whom_it_concerns(
    shopper: TestClient, owner: TestClient, dress: int, database: Database
) -> None:
    made = paid(shopper, database, lines=[{"item_id": dress, "size": "M", "quantity": 2}])
    parcel = made["parcels"][0]["id"]
    path, page = f"boutiques/me/parcels/{parcel}", f"/boutique/parcels/{parcel}"
    assert told(owner) == [("boutique_parcel_to_pack", page)]
    owner.post(f"{path}/pack")
    sent = {"carrier": "DHL", "tracking": "JD0140", "tracking_url": "https://dhl.example/JD0140"}
    for _ in range(2):  # asked twice, told once
        owner.post(f"{path}/ship", json=sent)
        owner.post(f"{path}/deliver")
    for _ in range(2):
        shopper.post(f"orders/{made['id']}/parcels/{parcel}/return", json={"reason": "Too small"})
    owner.post(f"{path}/returned")
    assert told(shopper) == [
        (kind, f"/orders/{made['id']}")
        for kind in (
            "order_placed",
            "order_paid",
            "parcel_shipped",
            "parcel_delivered",
            "parcel_return_asked",
            "parcel_returned",
        )
    ]
    assert told(owner) == [("boutique_parcel_to_pack", page), ("boutique_return_asked", page)]
    number = made["number"]
    said, heard = words(shopper), words(owner)
    assert said["order_placed"] == (
        f"Order {number} is placed",
        "We keep its pieces for you for 15 minutes. Pay 100.00 EUR within that time to have them sent.",
    )
    assert said["parcel_shipped"] == (
        "Your parcel from Atelier is on its way",
        f"Order {number}, sent with DHL.\nTracking number: JD0140\nhttps://dhl.example/JD0140",
    )
    assert heard["boutique_parcel_to_pack"] == (
        f"A new parcel to pack: order {number}",
        "Pieces: 2. Delivery: standard. Paid: 100.00 EUR.",
    )
    assert "Too small" not in str(heard), "the shopper's own words stand with the order, where they can be erased"


def test_a_parcel_without_a_number_to_follow_is_told_without(
    shopper: TestClient, owner: TestClient, dress: int, database: Database
) -> None:
    made = paid(shopper, database, lines=[{"item_id": dress, "size": "M"}])
    owner.post(f"boutiques/me/parcels/{made['parcels'][0]['id']}/ship", json={"carrier": "a courier"})
    assert words(shopper)["parcel_shipped"][1] == f"Order {made['number']}, sent with a courier."


def test_what_expired_and_what_was_cancelled_is_told(
    shopper: TestClient, owner: TestClient, dress: int, database: Database
) -> None:
    placed(shopper, lines=[{"item_id": dress, "size": "M"}])
    with database.transaction() as session:
        service.expire_order(session, at=clock.now() + timedelta(minutes=16))
    cancel(shopper, placed(shopper, lines=[{"item_id": dress, "size": "S"}]))
    made = paid(shopper, database, lines=[{"item_id": dress, "size": "M"}])
    with database.transaction() as session:
        service.cancel_paid(session, service.any_order_of(session, uuid.UUID(made["id"])), actor="shopper")
    kinds = [kind for kind, _ in told(shopper)]
    assert kinds == [
        *("order_placed", "order_expired"),
        *("order_placed", "order_cancelled"),
        *("order_placed", "order_paid", "order_paid_back"),
    ]
    assert [kind for kind, _ in told(owner)] == ["boutique_parcel_to_pack", "boutique_parcel_cancelled"]
    assert "54.90 EUR" in words(shopper)["order_paid_back"][1]


def test_each_boutique_is_told_of_its_own_parcel(
    shopper: TestClient, sign_in: Callable[..., TestClient], owner: TestClient, dress: int, database: Database
) -> None:
    slip = make_other_dress(database)
    lune = own(database, sign_in("boutique"), "lune")
    made = paid(shopper, database, lines=[{"item_id": one, "size": "M"} for one in (dress, slip)])
    links = {parcel["boutique_name"]: f"/boutique/parcels/{parcel['id']}" for parcel in made["parcels"]}
    assert [link for _, link in told(owner)] == [links["Atelier"]]
    assert [link for _, link in told(lune)] == [links["Lune"]]


def test_an_order_that_was_not_placed_is_not_told(shopper: TestClient, dress: int, database: Database) -> None:
    lines = [{"item_id": dress, "size": "M", "quantity": 4}]
    body = {"version": "x", "address_id": str(uuid.uuid4()), "lines": lines}
    assert shopper.post("orders", json=body, headers={"Idempotency-Key": "k"}).status_code == 409
    assert told(shopper) == []


def test_mails_go_with_what_is_told(shopper: TestClient, dress: int, database: Database) -> None:
    placed(shopper, lines=[{"item_id": dress, "size": "M"}])
    with database.reading() as session:
        assert session.scalar(select(func.count(Delivery.id)).where(Delivery.channel == "mail")) == 1
