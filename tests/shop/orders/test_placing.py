"""Placing orders: at the prices that were shown, from the pieces that are there, once."""

import threading
import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import update
from starlette.testclient import TestClient

from modiste.shop.catalogue.models import Item
from modiste.shop.kit import clock
from modiste.shop.kit.db import Database
from modiste.shop.orders import service
from modiste.shop.orders.checkout import checkout_of
from modiste.shop.orders.models import Order
from modiste.shop.orders.placing import place_order
from modiste.shop.orders.schemas import CheckoutIn, OrderIn
from modiste.shop.payments.ledger import check_ledger
from tests.shop.cart.shop import add, make_dress, make_offer, set_delivery
from tests.shop.orders.shop import ADDRESS, counted, look, order, placed, stock_of


def test_a_cart_becomes_an_order_with_its_pieces_held(shopper: TestClient, dress: int, database: Database) -> None:
    add(shopper, dress, size="M", quantity=2)
    made = placed(shopper)
    assert made["state"] == "awaiting_payment"
    assert (made["goods"]["amount"], made["delivery"]["amount"], made["total"]["amount"]) == (10_000, 0, 10_000)
    [parcel] = made["parcels"]
    assert [(line["title"], line["size"], line["quantity"]) for line in parcel["lines"]] == [("Wrap dress", "M", 2)]
    assert stock_of(database, dress) == {"S": 3, "M": 1}
    assert shopper.get("cart").json()["lines"] == []
    assert [event["after"] for event in made["events"]] == ["awaiting_payment"]


def test_an_item_is_bought_without_the_cart(shopper: TestClient, dress: int) -> None:
    add(shopper, dress, size="S")
    made = placed(shopper, lines=[{"item_id": dress, "size": "M"}])
    assert made["total"]["amount"] == 5_490
    assert len(shopper.get("cart").json()["lines"]) == 1


def test_what_a_vendor_sells_is_left_out_with_its_link(shopper: TestClient, dress: int, database: Database) -> None:
    offer = make_offer(database, dress)
    add(shopper, dress, size="M", offer_id=offer)
    seen = look(shopper)
    assert seen["parcels"] == []
    [left] = seen["left_out"]
    assert (left["reason"], left["link"]) == ("vendor", f"https://nord.example/{dress}")
    assert order(shopper).status_code == 409


def test_a_price_that_moved_is_shown_before_buying(shopper: TestClient, dress: int, database: Database) -> None:
    add(shopper, dress, size="M")
    seen = look(shopper)
    with database.transaction() as session:
        session.execute(update(Item).where(Item.id == dress).values(price=5_500))
    answer = order(shopper, version=seen["version"])
    assert answer.status_code == 409
    told = answer.json()["checkout"]
    assert told["goods"]["amount"] == 5_500
    assert told["parcels"][0]["lines"][0]["before"]["amount"] == 5_000
    assert stock_of(database, dress)["M"] == 3
    assert order(shopper, version=told["version"]).status_code == 201


def test_too_few_are_left_out_with_how_many_there_are(shopper: TestClient, dress: int) -> None:
    seen = look(shopper, lines=[{"item_id": dress, "size": "M", "quantity": 4}])
    assert [(left["reason"], left["left"]) for left in seen["left_out"]] == [("too_few", 3)]


def test_the_same_key_orders_once_and_another_body_is_refused(
    shopper: TestClient, dress: int, database: Database
) -> None:
    lines = [{"item_id": dress, "size": "M"}]
    seen = look(shopper, lines=lines)["version"]
    first = order(shopper, key="one", version=seen, lines=lines)
    again = order(shopper, key="one", version=seen, lines=lines)
    assert (first.status_code, again.json()["id"]) == (201, first.json()["id"])
    assert stock_of(database, dress)["M"] == 2
    other = order(shopper, key="one", lines=[{"item_id": dress, "size": "S"}])
    assert other.status_code == 422


def test_without_a_key_no_order_is_placed(shopper: TestClient, dress: int) -> None:
    body = {"version": "x", "address": ADDRESS, "lines": [{"item_id": dress, "size": "M"}]}
    assert shopper.post("orders", json=body).status_code == 422


def test_somebody_elses_order_does_not_exist(
    shopper: TestClient, sign_in: Callable[..., TestClient], dress: int
) -> None:
    made = placed(shopper, lines=[{"item_id": dress, "size": "M"}])
    other = sign_in("user")
    assert other.get(f"orders/{made['id']}").status_code == 404
    assert other.get("orders").json()["items"] == []
    assert [one["number"] for one in shopper.get("orders").json()["items"]] == [made["number"]]


def test_an_unpaid_order_expires_and_its_pieces_come_back(shopper: TestClient, dress: int, database: Database) -> None:
    add(shopper, dress, size="M", quantity=2)
    made = placed(shopper)
    with database.transaction() as session:
        assert not service.expire_order(session, at=clock.now())
        assert service.expire_order(session, at=clock.now() + timedelta(minutes=16))
    assert shopper.get(f"orders/{made['id']}").json()["state"] == "expired"
    assert stock_of(database, dress) == {"S": 3, "M": 3}
    [line] = shopper.get("cart").json()["lines"]
    assert (line["size"], line["quantity"]) == ("M", 2)


def test_late_money_holds_the_pieces_again_where_they_are_still_there(
    shopper: TestClient, dress: int, database: Database
) -> None:
    ids = [placed(shopper, lines=[{"item_id": dress, "size": "M", "quantity": 2}])["id"]]
    _expire(database)
    ids.append(placed(shopper, lines=[{"item_id": dress, "size": "M", "quantity": 2}])["id"])
    assert _pay(database, ids[1])
    assert not _pay(database, ids[0]), "one is left, two are wanted"
    assert stock_of(database, dress)["M"] == 1
    assert shopper.get(f"orders/{ids[0]}").json()["state"] == "expired"
    third = placed(shopper, lines=[{"item_id": dress, "size": "M"}])["id"]
    _expire(database)
    assert _pay(database, third)
    assert stock_of(database, dress)["M"] == 0


@pytest.mark.parametrize("buyers", [12])
def test_the_last_piece_is_sold_once(sign_in: Callable[..., TestClient], database: Database, buyers: int) -> None:
    dress = make_dress(database, sizes=("M",))
    who = [sign_in("user") for _ in range(buyers)]
    lines = [{"item_id": dress, "size": "M"}]
    versions = [look(client, lines=lines)["version"] for client in who]
    answers: list[Any] = []
    threads = [
        threading.Thread(target=lambda c=client, v=version: answers.append(order(c, version=v, lines=lines)))  # type: ignore[misc]
        for client, version in zip(who, versions, strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    codes = sorted(answer.status_code for answer in answers)
    assert codes == [201] * 3 + [409] * (buyers - 3)
    assert stock_of(database, dress) == {"M": 0}


def test_what_costs_nothing_is_paid_at_once(shopper: TestClient, database: Database) -> None:
    gift = make_dress(database, price=0)
    set_delivery(database, delivery_cost=0)
    made = placed(shopper, lines=[{"item_id": gift, "size": "M"}])
    assert (made["state"], made["parcels"][0]["state"], made["total"]["amount"]) == ("paid", "to_pack", 0)
    with database.reading() as session:
        assert check_ledger(session) == []


def test_an_order_of_many_lines_asks_as_often_as_one_of_few(shopper_id: int, database: Database) -> None:
    needed = []
    for sizes in (("S",), tuple(f"size {number}" for number in range(12))):
        dress = make_dress(database, sizes=sizes)
        lines = [{"item_id": dress, "size": size} for size in sizes]
        with database.reading() as session:
            seen = checkout_of(session, shopper_id, CheckoutIn.model_validate({"lines": lines})).version()
        asked = OrderIn.model_validate({"version": seen, "lines": lines, "address": ADDRESS})
        with counted(database) as sent, database.transaction() as session:
            place_order(session, shopper_id, asked)
        taken = [statement for statement in sent if statement.startswith("UPDATE variants")]
        assert len(taken) == len(sizes)
        assert sent[-len(taken) :] == taken, "whoever wants the same piece waits from here on"
        needed.append(len(sent) - len(taken))
    assert needed[0] == needed[1]


def test_an_order_needs_exactly_one_address() -> None:
    with pytest.raises(ValueError, match="either address or address_id"):
        OrderIn.model_validate({"version": "x"})


def _expire(database: Database) -> None:
    with database.transaction() as session:
        service.expire_order(session, at=clock.now() + timedelta(minutes=16))


def _pay(database: Database, order_id: str) -> bool:
    with database.transaction() as session:
        found: Order = service.any_order_of(session, uuid.UUID(order_id))
        return service.mark_paid(session, found)
