"""Orders of who leaves: they stay for the books, and nobody can tell any more whose they were."""

import json
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from fastapi import FastAPI
from sqlalchemy import select
from starlette.testclient import TestClient

from modiste.shop.kit.db import Database
from modiste.shop.kit.web.models import KeptAnswer
from modiste.shop.orders.models import Address, Order, OrderEvent, OrderLine, Parcel
from modiste.shop.payments.models import Payment
from modiste.shop.privacy.schemas import ExportOut
from tests.shop.orders.shop import ADDRESS, own, paid, placed, stock_of
from tests.shop.payments.test_paying import start, tell, work_off
from tests.shop.payments.till import Till
from tests.shop.privacy.test_erasure import leave
from tests.shop.swipes.shop import make_items

SignIn = Callable[..., TestClient]


@pytest.fixture
def dress(database: Database) -> int:
    return make_items(database, [{"name": "Wrap dress", "price": 5_000, "sizes": ("M",)}])[0]


@pytest.fixture
def till(app: FastAPI) -> Till:
    opened = Till()
    app.state.providers = {"till": opened}
    return opened


def everything(database: Database) -> str:
    """All that the tables of orders say, and the answers that were kept."""
    tables = (Order, Parcel, OrderLine, OrderEvent, Address, KeptAnswer)
    with database.reading() as session:
        rows = [row._asdict() for table in tables for row in session.execute(select(*table.__table__.c))]
    return json.dumps(rows, default=str)


def test_a_finished_order_stays_without_whose_it_was(sign_in: SignIn, dress: int, database: Database) -> None:
    owner, ann = own(database, sign_in("boutique")), sign_in(email="ann@example.com")
    phone = ADDRESS | {"phone": "+49 30 1234567"}
    made = paid(ann, database, lines=[{"item_id": dress, "size": "M"}], address=phone, email="gift@example.com")
    ann.post("me/addresses", json=phone)
    path = f"boutiques/me/parcels/{made['parcels'][0]['id']}"
    owner.post(f"{path}/ship", json={"carrier": "DHL"})
    ann.post(f"orders/{made['id']}/parcels/{made['parcels'][0]['id']}/return", json={"reason": "Ada is taller"})
    assert leave(ann).status_code == 204
    left = everything(database)
    for word in ("Ada", "Byron", "Lindenstr", "Berlin", "1234567", "ann@example.com", "gift@example.com"):
        assert word not in left, word
    with database.reading() as session:
        order = session.scalars(select(Order)).one()
        assert (order.user_id, order.number, order.total) == (None, made["number"], made["total"]["amount"])
    seen = owner.get(path).json()
    assert (seen["state"], seen["address"]) == ("return_requested", None)
    assert owner.post(f"{path}/returned").status_code == 200
    assert stock_of(database, dress) == {"M": 3}


def test_what_was_not_paid_is_cancelled_and_its_pieces_are_back(
    sign_in: SignIn, dress: int, database: Database
) -> None:
    ann = sign_in()
    placed(ann, lines=[{"item_id": dress, "size": "M", "quantity": 2}])
    assert stock_of(database, dress) == {"M": 1}
    assert leave(ann).status_code == 204
    assert stock_of(database, dress) == {"M": 3}
    with database.reading() as session:
        assert session.scalars(select(Order.state)).all() == ["cancelled"]


def test_who_paid_and_was_sent_nothing_is_told_to_wait_or_cancel(
    app: FastAPI, sign_in: SignIn, dress: int, database: Database
) -> None:
    owner, ann = own(database, sign_in("boutique")), sign_in()
    made: Any = paid(ann, database, lines=[{"item_id": dress, "size": "M"}])
    unpaid = placed(ann, lines=[{"item_id": dress, "size": "M"}])
    path = f"boutiques/me/parcels/{made['parcels'][0]['id']}"
    for _ in ("to pack", "packed"):
        refused = leave(ann)
        assert (refused.status_code, refused.json()["orders"]) == (409, [made["number"]])
        owner.post(f"{path}/pack")
    assert owner.get(path).json()["address"]["name"] == ADDRESS["name"]
    assert ann.get(f"orders/{unpaid['id']}").json()["state"] == "awaiting_payment", "nothing was done by halves"
    owner.post(f"{path}/ship", json={"carrier": "DHL"})
    assert leave(ann).status_code == 204


def test_money_that_comes_after_its_shopper_left_goes_back(
    sign_in: SignIn, dress: int, till: Till, database: Database
) -> None:
    ann, other = sign_in(), sign_in()
    made = placed(ann, lines=[{"item_id": dress, "size": "M"}])
    payment = start(ann, made["id"]).json()["id"]
    with database.reading() as session:
        reference = session.get_one(Payment, uuid.UUID(payment)).reference
    assert leave(ann).status_code == 204
    till.pay(reference)
    tell(other, reference)
    work_off(database, till)
    assert [refund.amount for refund in till.refunds.values()] == [made["total"]["amount"]]


def test_the_export_has_the_payments_too(sign_in: SignIn, dress: int, till: Till, database: Database) -> None:
    ann, zoe = sign_in(), sign_in()
    orders = [placed(client, lines=[{"item_id": dress, "size": "M"}]) for client in (ann, zoe)]
    for client, order in zip((ann, zoe), orders, strict=True):
        payment = start(client, order["id"]).json()["id"]
        with database.reading() as session:
            reference = session.get_one(Payment, uuid.UUID(payment)).reference
        till.pay(reference, amount=100)  # not what was asked for: it goes back
        tell(client, reference)
    work_off(database, till)
    found = ExportOut.model_validate_json(ann.get("me/export").content)
    assert [(row.order_id, row.state, row.captured) for row in found.payments] == [
        (uuid.UUID(orders[0]["id"]), "captured", 100)
    ]
    assert [(row.state, row.amount) for row in found.refunds] == [("done", 100)]
