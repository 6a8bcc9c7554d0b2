"""Money back for some of a parcel's pieces: each piece once, at what it cost, and never more than was paid."""

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select
from starlette.testclient import TestClient

from modiste.shop.kit.db import Database
from modiste.shop.payments.models import RefundLine
from tests.shop.orders.shop import make_other_dress, own, placed
from tests.shop.payments.test_paying import assert_adds_up, reference_of, start, tell, work_off
from tests.shop.payments.till import Till


@pytest.fixture
def owner(sign_in: Callable[..., TestClient], dress: int, database: Database) -> TestClient:
    return own(database, sign_in("boutique"))


@pytest.fixture
def made(shopper: TestClient, dress: int, till: Till, database: Database) -> Any:
    """A paid order of three pieces in two sizes, in one parcel."""
    order = placed(shopper, lines=[{"item_id": dress, "size": "M", "quantity": 2}, {"item_id": dress, "size": "S"}])
    reference = reference_of(database, start(shopper, order["id"]).json()["id"])
    till.pay(reference)
    tell(shopper, reference)
    work_off(database, till)
    return shopper.get(f"orders/{order['id']}").json()


def give_back(client: TestClient, order: Any, *, key: str | None = None, **asked: Any) -> Any:
    path = f"boutiques/me/parcels/{order['parcels'][0]['id']}/refunds"
    headers = {"Idempotency-Key": key or uuid.uuid4().hex}
    return client.post(path, json={"reason": "A stain"} | asked, headers=headers)


def line(order: Any, size: str, quantity: int = 1) -> dict[str, Any]:
    [found] = [one["id"] for one in order["parcels"][0]["lines"] if one["size"] == size]
    return {"line_id": found, "quantity": quantity}


def test_a_piece_goes_back_at_what_it_cost_and_only_once(
    shopper: TestClient, owner: TestClient, made: Any, till: Till, database: Database
) -> None:
    price = made["parcels"][0]["lines"][0]["price"]["amount"]
    first = give_back(owner, made, key="a", lines=[line(made, "M")])
    assert (first.status_code, first.json()["amount"]["amount"]) == (201, price)
    assert first.json()["lines"] == [line(made, "M")]
    assert give_back(owner, made, key="a", lines=[line(made, "M")]).json() == first.json()
    assert give_back(owner, made, lines=[line(made, "M"), line(made, "S")]).status_code == 201
    late = give_back(owner, made, lines=[line(made, "M")])
    assert (late.status_code, late.json()["left"]) == (409, 0)
    with database.reading() as session:
        assert sum(session.scalars(select(RefundLine.quantity))) == 3
    work_off(database, till)
    assert sum(refund.amount for refund in till.refunds.values()) == 3 * price
    shown = shopper.get(f"orders/{made['id']}/refunds").json()
    assert sorted(len(refund["lines"]) for refund in shown) == [1, 2]
    assert_adds_up(database)


def test_pieces_cost_no_more_than_is_left_of_the_parcel(owner: TestClient, made: Any) -> None:
    parcel = made["parcels"][0]
    assert (
        give_back(owner, made, amount=parcel["goods"]["amount"] + parcel["delivery"]["amount"] - 1).status_code == 201
    )
    assert give_back(owner, made, lines=[line(made, "M")]).status_code == 409


def test_a_refund_that_failed_leaves_its_pieces_to_be_given_back(
    owner: TestClient, made: Any, till: Till, database: Database
) -> None:
    till.refuses_refunds = True
    assert give_back(owner, made, lines=[line(made, "S")]).status_code == 201
    work_off(database, till)
    till.refuses_refunds = False
    assert give_back(owner, made, lines=[line(made, "S")]).status_code == 201


@pytest.mark.parametrize(
    "asked",
    [
        {"lines": []},
        {"lines": [{"line_id": str(uuid.uuid4())}]},
        {"lines": [{"line_id": str(uuid.uuid4()), "quantity": 0}]},
        {"lines": [{"line_id": str(uuid.uuid4())}], "amount": 1},
    ],
)
def test_what_makes_no_sense_is_refused(owner: TestClient, made: Any, asked: dict[str, Any]) -> None:
    assert give_back(owner, made, **asked).status_code == 422


def test_a_line_of_another_parcel_or_named_twice_is_refused(
    shopper: TestClient, owner: TestClient, made: Any, database: Database
) -> None:
    other = placed(shopper, lines=[{"item_id": make_other_dress(database), "size": "M"}])
    assert give_back(owner, made, lines=[line(other, "M")]).status_code == 422
    assert give_back(owner, made, lines=[line(made, "M"), line(made, "M")]).status_code == 422
