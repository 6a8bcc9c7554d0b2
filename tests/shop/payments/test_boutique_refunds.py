"""A boutique's own list of what went back, with who made it go back, and nobody else's."""

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import update
from starlette.testclient import TestClient

from modiste.shop.kit.db import Database
from modiste.shop.orders.models import Parcel
from modiste.shop.payments import refunding
from modiste.shop.payments.models import Refund
from tests.shop.boutiques.people import open_boutique
from tests.shop.orders.shop import cancel, own, placed
from tests.shop.payments.test_paying import reference_of, start, tell, work_off
from tests.shop.payments.till import Till


@pytest.fixture
def owner(database: Database, sign_in: Callable[..., TestClient], dress: int) -> TestClient:
    assert dress
    client: TestClient = own(database, sign_in("boutique"))
    return client


def bought(shopper: TestClient, database: Database, till: Till, item_id: int) -> Any:
    """An order that was placed and paid."""
    made = placed(shopper, lines=[{"item_id": item_id, "size": "M"}])
    payment = start(shopper, made["id"]).json()
    till.pay(reference_of(database, payment["id"]))
    assert tell(shopper, reference_of(database, payment["id"])) == 204
    work_off(database, till)
    return shopper.get(f"orders/{made['id']}").json()


def give_back(owner: TestClient, parcel_id: str, amount: int, reason: str) -> Any:
    headers = {"Idempotency-Key": uuid.uuid4().hex}
    body = {"amount": amount, "reason": reason}
    answer = owner.post(f"boutiques/me/parcels/{parcel_id}/refunds", json=body, headers=headers)
    assert answer.status_code == 201, answer.text
    return answer.json()


def test_refunds_are_listed_with_who_made_them_and_how_far_they_are(
    shopper: TestClient, owner: TestClient, dress: int, till: Till, database: Database
) -> None:
    order = bought(shopper, database, till, dress)
    parcel_id = order["parcels"][0]["id"]
    give_back(owner, parcel_id, 500, "A stain")
    work_off(database, till)
    cancelled = bought(shopper, database, till, dress)
    assert cancel(shopper, cancelled, reason="Too late").status_code == 200
    with database.transaction() as session:
        parcel = session.get_one(Parcel, uuid.UUID(parcel_id))
        refunding.refund_parcel(session, parcel, 100, key="goodwill", reason="Sorry")
    found = owner.get("boutiques/me/refunds").json()["items"]
    assert [(one["order_number"], one["amount"]["amount"], one["by"], one["state"]) for one in found] == [
        (order["number"], 100, "shop", "asked"),
        (cancelled["number"], 5_490, "shopper", "asked"),
        (order["number"], 500, "boutique", "done"),
    ]
    assert [one["reason"] for one in found] == ["Sorry", "Too late", "A stain"]
    assert found[2]["parcel_id"] == parcel_id
    assert found[2]["done_at"] is not None


def test_refunds_come_in_pages_and_by_state(
    shopper: TestClient, owner: TestClient, dress: int, till: Till, database: Database
) -> None:
    parcel_id = bought(shopper, database, till, dress)["parcels"][0]["id"]
    for amount in (100, 200, 300):
        give_back(owner, parcel_id, amount, "A stain")
    with database.transaction() as session:
        failed = {"state": "failed", "failure": "The card is closed"}
        session.execute(update(Refund).where(Refund.amount == 200).values(**failed))
    first = owner.get("boutiques/me/refunds", params={"limit": 2}).json()
    rest = owner.get("boutiques/me/refunds", params={"limit": 2, "cursor": first["next_cursor"]}).json()
    assert [one["amount"]["amount"] for one in first["items"] + rest["items"]] == [300, 200, 100]
    assert rest["next_cursor"] is None
    [one] = owner.get("boutiques/me/refunds", params={"state": "failed"}).json()["items"]
    assert (one["amount"]["amount"], one["failure"]) == (200, "The card is closed")
    assert owner.get("boutiques/me/refunds", params={"cursor": "rubbish"}).status_code == 422


def test_nobody_reads_what_another_boutique_gave_back(
    shopper: TestClient,
    owner: TestClient,
    dress: int,
    till: Till,
    database: Database,
    sign_in: Callable[..., TestClient],
) -> None:
    parcel_id = bought(shopper, database, till, dress)["parcels"][0]["id"]
    give_back(owner, parcel_id, 100, "A stain")
    other = sign_in("boutique")
    assert other.get("boutiques/me/refunds").status_code == 404
    open_boutique(other, name="Lune")
    assert other.get("boutiques/me/refunds").json()["items"] == []
    assert shopper.get("boutiques/me/refunds").status_code == 403
