"""Each step of an order tells the systems of the boutiques that it is of, once, in the transaction of the step."""

import json
import subprocess
import sys
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from fastapi import FastAPI
from sqlalchemy import select
from starlette.testclient import TestClient

from modiste.shop.catalogue.models import Variant
from modiste.shop.catalogue.stock import put_back, take_from_stock
from modiste.shop.kit.db import Database
from modiste.shop.kit.queue.later import later
from modiste.shop.orders import service as orders
from modiste.shop.webhooks.events import EVENTS, Event
from modiste.shop.webhooks.models import WebhookAttempt, WebhookDelivery, WebhookMessage
from modiste.shop.webhooks.telling import SEND
from tests.conftest import REPOSITORY
from tests.shop.orders.shop import ADDRESS, cancel, make_other_dress, own, paid, placed
from tests.shop.payments.test_paying import reference_of, start, tell, work_off
from tests.shop.payments.till import Till
from tests.shop.privacy.test_erasure import leave
from tests.shop.webhooks.conftest import add
from tests.shop.webhooks.receiver import Answer, Receiver

Send = Callable[[], int]
SENT = {"carrier": "DHL", "tracking": "JD0140", "tracking_url": "https://dhl.example/JD0140"}


@pytest.fixture
def till(app: FastAPI) -> Till:
    opened = Till()
    app.state.providers = {"till": opened}
    return opened


def step(owner: TestClient, order: Any, name: str, **body: Any) -> None:
    path = f"boutiques/me/parcels/{order['parcels'][0]['id']}/{name}"
    for _ in range(2):  # asked twice it happens once
        assert owner.post(path, json=body or None).status_code == 200


def test_an_order_is_told_step_by_step_in_the_shapes_that_are_documented(
    owner: TestClient,
    shopper: TestClient,
    receiver: Receiver,
    send: Send,
    dress: int,
    database: Database,
    *,
    webhook: Any,
) -> None:
    made = paid(shopper, database, lines=[{"item_id": dress, "size": "M", "quantity": 2}])
    step(owner, made, "pack")
    step(owner, made, "ship", **SENT)
    step(owner, made, "deliver")
    path = f"orders/{made['id']}/parcels/{made['parcels'][0]['id']}/return"
    assert shopper.post(path, json={"reason": "Too small"}).status_code == 200
    step(owner, made, "returned")
    send()
    heard = {one.event["type"]: one.event for one in receiver.heard}
    steps = ["packed", "shipped", "delivered", "return_requested", "returned"]
    assert sorted(receiver.events) == sorted(["order.paid", *(f"parcel.{name}" for name in steps)]), "each once"
    for name, event in heard.items():
        shape = Event[EVENTS[name]]  # type: ignore[index,misc]
        assert json.loads(shape.model_validate(event).model_dump_json()) == event, "all of it is documented"
        assert event["data"]["order_number"] == made["number"]
        assert event["data"]["parcel_id"] == made["parcels"][0]["id"]
    to_pack = heard["order.paid"]["data"]
    assert to_pack["address"] == ADDRESS | {"line2": "", "region": "", "phone": ""}
    [line] = to_pack["lines"]
    assert (line["item_id"], line["title"], line["size"], line["quantity"]) == (dress, "Wrap dress", "M", 2)
    assert line["external_id"] and to_pack["goods"] == 2 * line["price"] and to_pack["state"] == "to_pack"
    assert {name: heard["parcel.shipped"]["data"][name] for name in SENT} == SENT
    assert heard["parcel.return_requested"]["data"]["reason"] == "Too small"
    assert all("address" not in event["data"] for name, event in heard.items() if name != "order.paid")


def test_a_parcel_that_its_shopper_received_is_told(
    owner: TestClient, shopper: TestClient, receiver: Receiver, send: Send, dress: int, database: Database
) -> None:
    add(owner, receiver.url, "parcel.delivered")
    made = paid(shopper, database, lines=[{"item_id": dress, "size": "M"}])
    step(owner, made, "ship", **SENT)
    assert shopper.post(f"orders/{made['id']}/received", json={}).status_code == 200
    send()
    assert receiver.events == ["parcel.delivered"]


def test_each_boutique_hears_of_its_own_parcels_alone(
    owner: TestClient,
    sign_in: Callable[..., TestClient],
    shopper: TestClient,
    receiver: Receiver,
    other_receiver: Receiver,
    *,
    send: Send,
    dress: int,
    database: Database,
) -> None:
    add(owner, receiver.url, "order.paid")
    slip = make_other_dress(database)
    other = own(database, sign_in("boutique"), "lune")
    add(other, other_receiver.url, "order.paid")
    add(other, f"{other_receiver.url}/twice", "order.paid", "order.cancelled")
    add(other, f"{other_receiver.url}/never", "item.sold_out")
    paid(shopper, database, lines=[{"item_id": dress, "size": "M"}, {"item_id": slip, "size": "S"}])
    send()
    assert [one.event["data"]["lines"][0]["title"] for one in receiver.heard] == ["Wrap dress"]
    assert [one.event["data"]["lines"][0]["title"] for one in other_receiver.heard] == ["Slip dress"] * 2
    first, second = other_receiver.heard
    assert first.id == second.id and {first.path, second.path} == {"/modiste", "/modiste/twice"}
    assert first.headers["webhook-signature"] != second.headers["webhook-signature"]


def test_a_cancelled_order_and_its_money_are_told(
    owner: TestClient,
    shopper: TestClient,
    receiver: Receiver,
    send: Send,
    dress: int,
    *,
    database: Database,
    till: Till,
) -> None:
    add(owner, receiver.url, "order.cancelled", "refund.made")
    made = placed(shopper, lines=[{"item_id": dress, "size": "M"}])
    reference = reference_of(database, start(shopper, made["id"]).json()["id"])
    till.pay(reference)
    tell(shopper, reference)
    work_off(database, till)
    assert cancel(shopper, made).status_code == 200
    work_off(database, till)  # whose jobs to send it throws away: the clock asks once a minute
    with database.transaction() as session:
        later(session, SEND)
    send()
    assert sorted(receiver.events) == ["order.cancelled", "refund.made"]
    [refund] = [one.event["data"] for one in receiver.heard if one.event["type"] == "refund.made"]
    assert refund["amount"] == made["total"], "the sum with its currency"
    assert refund["order_number"] == made["number"]


def test_an_order_that_was_never_paid_is_not_told_of(
    owner: TestClient, shopper: TestClient, receiver: Receiver, send: Send, dress: int, webhook: Any
) -> None:
    made = placed(shopper, lines=[{"item_id": dress, "size": "M"}])
    assert cancel(shopper, made).status_code == 200
    assert send() == 0 and receiver.heard == []


def test_an_item_is_told_when_its_last_piece_goes_and_not_before(
    owner: TestClient, receiver: Receiver, send: Send, dress: int, database: Database
) -> None:
    add(owner, receiver.url, "item.sold_out")
    with database.transaction() as session:
        rows = session.execute(select(Variant.id, Variant.stock).where(Variant.item_id == dress))
        stocks = {variant_id: stock for variant_id, stock in rows}
    first, *rest = stocks
    for wanted in ({first: stocks[first]}, {one: stocks[one] for one in rest}):
        assert receiver.heard == []
        with database.transaction() as session:
            take_from_stock(session, wanted)
        send()
    assert [one.event["data"]["item_id"] for one in receiver.heard] == [dress]
    with database.transaction() as session:
        put_back(session, {first: 1})
    assert send() == 0


def test_what_is_rolled_back_was_never_told(
    owner: TestClient, shopper: TestClient, send: Send, dress: int, database: Database, webhook: Any
) -> None:
    made = placed(shopper, lines=[{"item_id": dress, "size": "M"}])
    with pytest.raises(RuntimeError), database.transaction() as session:
        orders.mark_paid(session, orders.any_order_of(session, uuid.UUID(made["id"])))
        raise RuntimeError
    assert send() == 0


def test_who_leaves_is_taken_out_of_what_was_told_and_of_what_was_answered(
    owner: TestClient,
    sign_in: Callable[..., TestClient],
    receiver: Receiver,
    send: Send,
    dress: int,
    *,
    database: Database,
    webhook: Any,
) -> None:
    ann, ben = sign_in(email="ann@example.com"), sign_in(email="ben@example.com")
    receiver.answers = [Answer(200, b"stored for Ada Byron")]
    made = paid(ann, database, lines=[{"item_id": dress, "size": "M"}])
    step(owner, made, "ship", **SENT)
    reason = {"reason": "Ada is taller"}
    ann.post(f"orders/{made['id']}/parcels/{made['parcels'][0]['id']}/return", json=reason)
    send()
    receiver.answers = [Answer(200)]
    others = paid(ben, database, lines=[{"item_id": dress, "size": "M"}], address=ADDRESS | {"name": "Ben Nevis"})
    send()
    assert leave(ann).status_code == 204
    with database.reading() as session:
        tables = (WebhookMessage, WebhookDelivery, WebhookAttempt)
        rows = [row._asdict() for table in tables for row in session.execute(select(*table.__table__.c))]
        left = json.dumps(rows, default=str)
        about = session.scalars(select(WebhookMessage).where(WebhookMessage.about == f"order:{made['id']}")).all()
    for word in ("Ada", "taller"):
        assert word not in left, word
    assert "Ben Nevis" in left, "nobody else's were touched"
    assert {json.loads(one.payload)["data"].get("address", "none") for one in about} == {None, "none"}
    assert others["number"] in left and made["number"] in left


def test_what_had_not_been_sent_goes_without_who_left(
    owner: TestClient,
    sign_in: Callable[..., TestClient],
    receiver: Receiver,
    send: Send,
    dress: int,
    *,
    database: Database,
) -> None:
    add(owner, receiver.url, "order.paid")
    ann = sign_in(email="ann@example.com")
    made = paid(ann, database, lines=[{"item_id": dress, "size": "M"}])
    step(owner, made, "ship", **SENT)
    assert leave(ann).status_code == 204
    assert send() == 1
    [heard] = receiver.heard
    assert heard.event["data"]["address"] is None and b"Byron" not in heard.body


def test_a_process_that_serves_knows_who_sends() -> None:
    """Here every job is imported by the tests; there only what the application imports."""
    asked = (
        "from modiste.shop import app; from modiste.shop.kit.queue.registry import kind_of; kind_of('send_webhooks')"
    )
    subprocess.run([sys.executable, "-c", asked], check=True, cwd=REPOSITORY)
