"""A boutique's working day: parcels of paid orders are packed, sent, delivered and taken back, by their boutique."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from fastapi import FastAPI
from sqlalchemy import select, update
from starlette.testclient import TestClient

from modiste.shop.boutiques.terms import TERMS_VERSION
from modiste.shop.catalogue.models import Variant
from modiste.shop.kit import clock
from modiste.shop.kit.db import Database
from modiste.shop.orders.models import HoldState, Parcel, StockHold
from tests.shop.boutiques.people import join, with_key
from tests.shop.orders.shop import ADDRESS, cancel, counted, make_other_dress, own, paid, placed, stock_of, told

SENT = {"carrier": "DHL", "tracking": "JD0140", "tracking_url": "https://dhl.example/JD0140"}


@pytest.fixture
def owner(sign_in: Callable[..., TestClient], dress: int, database: Database) -> TestClient:
    return own(database, sign_in("boutique"))


def step(owner: TestClient, order: Any, name: str, **body: Any) -> Any:
    """The answer to a step of the order's only parcel."""
    [parcel] = order["parcels"]
    return owner.post(f"boutiques/me/parcels/{parcel['id']}/{name}", json=body or None)


def send_back(client: TestClient, order: Any, reason: str = "Too small") -> Any:
    [parcel] = order["parcels"]
    return client.post(f"orders/{order['id']}/parcels/{parcel['id']}/return", json={"reason": reason})


def arrived_days_ago(database: Database, days: int) -> None:
    with database.transaction() as session:
        session.execute(update(Parcel).values(delivered_at=clock.now() - timedelta(days=days)))


def test_a_parcel_is_packed_sent_and_delivered(
    shopper: TestClient, owner: TestClient, dress: int, database: Database
) -> None:
    order = paid(shopper, database, lines=[{"item_id": dress, "size": "M", "quantity": 2}])
    [listed] = owner.get("boutiques/me/parcels", params={"state": "to_pack"}).json()["items"]
    assert (listed["order_number"], listed["address"]["name"]) == (order["number"], ADDRESS["name"])
    assert [(line["title"], line["size"], line["quantity"]) for line in listed["lines"]] == [("Wrap dress", "M", 2)]
    assert step(owner, order, "pack").json()["state"] == "packed"
    assert cancel(shopper, order).status_code == 409, "it is packed already"
    sent = step(owner, order, "ship", **SENT).json()
    assert {name: sent[name] for name in SENT} == SENT
    assert sent["state"] == "shipped" and sent["shipped_at"]
    assert shopper.get(f"orders/{order['id']}").json()["parcels"][0]["tracking"] == "JD0140"
    there = step(owner, order, "deliver").json()
    assert [event["after"] for event in there["events"]] == ["to_pack", "packed", "shipped", "delivered"]
    assert shopper.get(f"orders/{order['id']}").json()["state"] == "completed"
    assert owner.get("boutiques/me/parcels", params={"state": "to_pack"}).json()["items"] == []


def test_a_step_asked_twice_answers_the_same(
    shopper: TestClient, owner: TestClient, dress: int, database: Database
) -> None:
    order = paid(shopper, database, lines=[{"item_id": dress, "size": "M"}])
    for name, body in (("pack", {}), ("ship", SENT), ("deliver", {})):
        first, again = step(owner, order, name, **body), step(owner, order, name, **body)
        assert (first.status_code, again.status_code, again.json()) == (200, 200, first.json())
    assert step(owner, order, "ship", **SENT).status_code == 200, "the same again, after it has arrived"
    other = step(owner, order, "ship", **SENT | {"tracking": "another"})
    assert (other.status_code, other.json()["detail"]) == (
        409,
        "This parcel was sent already, with another tracking number",
    )
    assert send_back(shopper, order).status_code == send_back(shopper, order).status_code == 200
    assert step(owner, order, "returned").json() == step(owner, order, "returned").json()
    assert stock_of(database, dress)["M"] == 3, "put back once"


def test_steps_are_not_taken_out_of_turn(
    shopper: TestClient, owner: TestClient, dress: int, database: Database
) -> None:
    order = paid(shopper, database, lines=[{"item_id": dress, "size": "M"}])
    assert [step(owner, order, name).status_code for name in ("deliver", "returned")] == [409, 409]
    assert shopper.post(f"orders/{order['id']}/received", json={}).status_code == 409
    assert send_back(shopper, order).status_code == 409
    assert step(owner, order, "ship", carrier="A courier").json()["state"] == "shipped", "packed and sent in one go"
    assert step(owner, order, "pack").status_code == 409


def test_unpaid_orders_are_none_of_the_boutiques_business(shopper: TestClient, owner: TestClient, dress: int) -> None:
    order = placed(shopper, lines=[{"item_id": dress, "size": "M"}])
    parcel = order["parcels"][0]["id"]
    for _ in ("awaiting payment", "cancelled"):
        assert owner.get("boutiques/me/parcels").json()["items"] == []
        assert owner.get(f"boutiques/me/parcels/{parcel}").status_code == 404
        assert step(owner, order, "pack").status_code == 404
        cancel(shopper, order)


def test_somebody_elses_parcel_does_not_exist(
    shopper: TestClient, sign_in: Callable[..., TestClient], owner: TestClient, dress: int, database: Database
) -> None:
    order = paid(shopper, database, lines=[{"item_id": dress, "size": "M"}])
    other = sign_in("boutique")
    other.post("boutiques", json={"name": "Maison Lune", "terms_version": TERMS_VERSION})
    assert other.get("boutiques/me/parcels").json()["items"] == []
    assert other.get(f"boutiques/me/parcels/{order['parcels'][0]['id']}").status_code == 404
    tried = [step(other, order, name, **body) for name, body in (("pack", {}), ("ship", SENT), ("deliver", {}))]
    assert [answer.status_code for answer in tried] == [404] * 3
    stranger = sign_in("user")
    assert send_back(stranger, order).status_code == 404
    assert stranger.post(f"orders/{order['id']}/received", json={}).status_code == 404
    assert owner.get("boutiques/me/parcels").json()["items"][0]["state"] == "to_pack"


def test_a_parcel_of_another_order_is_not_in_this_one(
    shopper: TestClient, owner: TestClient, dress: int, database: Database
) -> None:
    mine, other = (paid(shopper, database, lines=[{"item_id": dress, "size": size}]) for size in ("S", "M"))
    step(owner, other, "ship", **SENT)
    path = f"orders/{mine['id']}/parcels/{other['parcels'][0]['id']}/return"
    assert shopper.post(path, json={"reason": "Too small"}).status_code == 404
    body = {"parcel_id": other["parcels"][0]["id"]}
    assert shopper.post(f"orders/{mine['id']}/received", json=body).status_code == 404


def test_what_comes_back_is_on_the_shelf_again(
    shopper: TestClient, owner: TestClient, dress: int, database: Database
) -> None:
    order = paid(shopper, database, lines=[{"item_id": dress, "size": "M", "quantity": 2}])
    step(owner, order, "ship", **SENT)
    step(owner, order, "deliver")
    asked = send_back(shopper, order).json()
    assert asked["parcels"][0]["state"] == "return_requested"
    assert asked["events"][-1]["note"] == "Too small"
    assert stock_of(database, dress)["M"] == 1, "it is on its way back"
    back = step(owner, order, "returned").json()
    assert back["state"] == "returned"
    assert stock_of(database, dress)["M"] == 3
    with database.reading() as session:
        assert session.scalars(select(StockHold.state)).all() == [HoldState.RELEASED]


def test_a_return_is_asked_for_in_time(shopper: TestClient, owner: TestClient, dress: int, database: Database) -> None:
    order = paid(shopper, database, lines=[{"item_id": dress, "size": "M"}])
    step(owner, order, "ship", **SENT)
    step(owner, order, "deliver")
    arrived_days_ago(database, 31)
    late = send_back(shopper, order)
    assert (late.status_code, late.json()["detail"]) == (
        409,
        "This parcel could be returned within 30 days after it arrived",
    )
    arrived_days_ago(database, 29)
    [parcel] = shopper.get(f"orders/{order['id']}").json()["parcels"]
    until = datetime.fromisoformat(parcel["return_until"]) - datetime.fromisoformat(parcel["delivered_at"])
    assert until == timedelta(days=30)
    assert send_back(shopper, order).status_code == 200


def test_a_parcel_is_returned_within_what_was_promised_when_it_was_ordered(
    shopper: TestClient, owner: TestClient, dress: int, database: Database, app: FastAPI
) -> None:
    app.state.settings = app.state.settings.model_copy(update={"return_days": 60})
    order = paid(shopper, database, lines=[{"item_id": dress, "size": "M"}])
    app.state.settings = app.state.settings.model_copy(update={"return_days": 14})
    assert order["parcels"][0]["return_until"] is None
    step(owner, order, "ship", **SENT)
    step(owner, order, "deliver")
    arrived_days_ago(database, 59)
    assert send_back(shopper, order).status_code == 200


def test_the_shopper_says_what_has_arrived(
    shopper: TestClient, sign_in: Callable[..., TestClient], owner: TestClient, dress: int, database: Database
) -> None:
    slip = make_other_dress(database)
    lune = own(database, sign_in("boutique"), "lune")
    order = paid(shopper, database, lines=[{"item_id": one, "size": "M"} for one in (dress, slip)])
    for client in (owner, lune):
        [parcel] = client.get("boutiques/me/parcels").json()["items"]
        client.post(f"boutiques/me/parcels/{parcel['id']}/ship", json=SENT)
    first = order["parcels"][0]["id"]
    seen = shopper.post(f"orders/{order['id']}/received", json={"parcel_id": first}).json()
    assert [(parcel["state"], bool(parcel["delivered_at"])) for parcel in seen["parcels"]] == [
        ("delivered", True),
        ("shipped", False),
    ]
    assert seen["state"] == "paid"
    rest = shopper.post(f"orders/{order['id']}/received", json={}).json()
    assert (rest["state"], {parcel["state"] for parcel in rest["parcels"]}) == ("completed", {"delivered"})
    assert shopper.post(f"orders/{order['id']}/received", json={}).json() == rest


def test_a_link_to_follow_a_parcel_is_a_link_of_the_web(
    shopper: TestClient, owner: TestClient, dress: int, database: Database
) -> None:
    order = paid(shopper, database, lines=[{"item_id": dress, "size": "M"}])
    for link in ("javascript:alert(1)", "dhl.example", "https://a b"):
        assert step(owner, order, "ship", carrier="DHL", tracking_url=link).status_code == 422


def test_lists_ask_as_many_queries_for_twenty_as_for_one(
    shopper: TestClient, owner: TestClient, dress: int, database: Database
) -> None:
    with database.transaction() as session:
        session.execute(update(Variant).where(Variant.item_id == dress).values(stock=50))
    sent: dict[int, list[int]] = {}
    for rows in (1, 20):
        while len(owner.get("boutiques/me/parcels", params={"limit": 100}).json()["items"]) < rows:
            paid(shopper, database, lines=[{"item_id": dress, "size": "M"}])
        sent[rows] = []
        for client, path in ((shopper, "orders"), (owner, "boutiques/me/parcels")):
            client.get(path)  # so that who asks is known, however long the orders before it took
            with counted(client.app.state.database) as statements:
                assert len(client.get(path).json()["items"]) == rows
            sent[rows].append(len(statements))
    assert sent[1] == sent[20]
    assert max(sent[20]) <= 4, sent


def test_parcels_are_paged(shopper: TestClient, owner: TestClient, dress: int, database: Database) -> None:
    orders = [paid(shopper, database, lines=[{"item_id": dress, "size": size}]) for size in ("S", "M", "S")]
    first = owner.get("boutiques/me/parcels", params={"limit": 2}).json()
    rest = owner.get("boutiques/me/parcels", params={"limit": 2, "cursor": first["next_cursor"]}).json()
    found = [parcel["order_number"] for parcel in first["items"] + rest["items"]]
    assert found == [order["number"] for order in reversed(orders)]
    assert rest["next_cursor"] is None
    assert owner.get("boutiques/me/parcels", params={"cursor": "x"}).status_code == 422


def test_staff_and_keys_work_with_parcels_and_staff_hear_of_them(
    shopper: TestClient,
    open_client: Callable[[], TestClient],
    sign_in: Callable[..., TestClient],
    owner: TestClient,
    dress: int,
    database: Database,
) -> None:
    staff, program = join(sign_in("user"), owner), with_key(open_client(), owner)
    order = paid(shopper, database, lines=[{"item_id": dress, "size": "M"}])
    link = f"/boutique/parcels/{order['parcels'][0]['id']}"
    assert told(staff) == told(owner) == [("boutique_parcel_to_pack", link)]
    assert step(staff, order, "pack").json()["state"] == "packed"
    assert step(program, order, "ship", **SENT).json()["state"] == "shipped"
    owner.delete(f"boutiques/me/staff/{staff.get('me').json()['id']}")
    assert step(staff, order, "deliver").status_code == 403
