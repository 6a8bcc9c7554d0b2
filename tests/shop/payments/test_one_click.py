"""One click is one order, one charge and one refund, however often its request arrives.

`python -m benchmarks proofs.one_click` does it over HTTP with several processes, and the payment sandbox in another.
"""

import uuid
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from fastapi import FastAPI
from sqlalchemy import func, select
from starlette.testclient import TestClient

from modiste.demo.payments import settings_of_providers
from modiste.shop.kit.db import Database
from modiste.shop.orders.models import Order
from modiste.shop.payments import refunding, settling
from modiste.shop.payments.ledger import check_ledger
from modiste.shop.payments.models import Payment, Refund
from tests.sandbox.payments.world import World, world_open
from tests.shop.cart.shop import make_dress
from tests.shop.orders.shop import ADDRESS, look, own

CLICKS, COPIES = 20, 10
PATIENT = 20  # times that somebody comes back who is told to


@pytest.fixture(autouse=True)
def world(monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    """The shop of these tests takes money by this sandbox."""
    with world_open() as opened:
        for name, value in settings_of_providers(opened.origin).items():
            monkeypatch.setenv(name, value)
        monkeypatch.setenv("MODISTE_STRIPE_PER_SECOND", "1000")
        monkeypatch.setenv("MODISTE_FETCH_ALLOWED_HOSTS", opened.origin.removeprefix("http://"))
        yield opened


Click = Callable[[], Any]


def pressed(clicks: Sequence[Click]) -> list[Any]:
    """The body that all copies of each click were answered with: the same, at once or after they came back."""
    with ThreadPoolExecutor(16) as threads:
        answers = list(threads.map(_patiently, [click for click in clicks for _ in range(COPIES)]))
    found = []
    for n in range(len(clicks)):
        mine = answers[n * COPIES : (n + 1) * COPIES]
        assert {answer.status_code for answer in mine} == {201}, [answer.text for answer in mine]
        assert len({answer.text for answer in mine}) == 1
        found.append(mine[0].json())
    return found


def _patiently(click: Click) -> Any:
    for _ in range(PATIENT):
        answer = click()
        if answer.status_code not in (409, 503) or "Retry-After" not in answer.headers:
            return answer
    return answer


def post(client: TestClient, path: str, body: dict[str, Any], key: str) -> Click:
    return lambda: client.post(path, json=body, headers={"Idempotency-Key": key})


def test_a_click_that_arrives_ten_times_is_done_once(
    sign_in: Callable[..., TestClient], database: Database, app: FastAPI, world: World
) -> None:
    shopper, other = sign_in("user"), sign_in("user")
    owner = own(database, sign_in("boutique"), slug=_shop(database))
    dresses = [make_dress(database, sizes=("M",)) for _ in range(CLICKS)]
    keys = [uuid.uuid4().hex for _ in dresses]
    bodies = [_wanted(shopper, dress) for dress in dresses]
    orders = pressed([post(shopper, "orders", body, key) for body, key in zip(bodies, keys, strict=True)])
    assert len({order["id"] for order in orders}) == CLICKS == _number(database, Order)
    changed = post(shopper, "orders", _wanted(shopper, dresses[1]), keys[0])()
    assert (changed.status_code, _number(database, Order)) == (422, CLICKS)
    stranger = post(other, "orders", bodies[0], keys[0])()
    assert stranger.status_code == 201
    assert stranger.json()["id"] not in {order["id"] for order in orders}

    paths = [f"orders/{order['id']}/payments" for order in orders]
    payments = pressed(
        [post(shopper, path, {"provider": "stripe"}, key) for path, key in zip(paths, keys, strict=True)]
    )
    charges = world.call("GET", "/_sandbox/book").body["payments"]
    assert len(payments) == len(charges) == CLICKS == _number(database, Payment)
    assert post(other, paths[0], {"provider": "stripe"}, keys[0])().status_code == 404

    for charge in charges:
        world.act(charge["reference"], "pay")
    _settle(database, app)
    parcels = [order["parcels"][0] for order in orders]
    asked = [f"boutiques/me/parcels/{parcel['id']}/refunds" for parcel in parcels]
    back = {"amount": 1_000, "reason": "A stain"}
    refunds = pressed([post(owner, path, back, key) for path, key in zip(asked, keys, strict=True)])
    assert len(refunds) == CLICKS == _number(database, Refund)
    assert post(owner, asked[0], back | {"amount": 2_000}, keys[0])().status_code == 422
    _give_back(database, app)
    book = world.call("GET", "/_sandbox/book").body["payments"]
    assert [sum(one["amount"] for one in charge["refunds"]) for charge in book] == [1_000] * CLICKS
    with database.reading() as session:
        assert check_ledger(session) == []


def _shop(database: Database) -> str:
    make_dress(database)
    return "atelier"


def _wanted(client: TestClient, dress: int) -> dict[str, Any]:
    lines = [{"item_id": dress, "size": "M"}]
    return {"version": look(client, lines=lines)["version"], "lines": lines, "address": ADDRESS}


def _number(database: Database, table: Any) -> int:
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def _settle(database: Database, app: FastAPI) -> None:
    """Do what a worker would do for every payment."""
    with database.reading() as session:
        found = session.scalars(select(Payment.id)).all()
    for payment in found:
        assert settling.verify_payment(database, app.state.providers["stripe"], payment) == "captured"


def _give_back(database: Database, app: FastAPI) -> None:
    with database.reading() as session:
        found = session.scalars(select(Refund.id)).all()
    for refund in found:
        refunding.carry_out_refund(database, app.state.providers["stripe"], refund)
