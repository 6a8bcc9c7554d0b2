"""States of orders and parcels move by compare-and-set: who read an older row moves nothing."""

import uuid

import pytest
from sqlalchemy import select
from starlette.testclient import TestClient

from modiste.shop.kit.db import Database
from modiste.shop.orders.models import Order, OrderState, Parcel, ParcelState
from modiste.shop.orders.states import ORDER, PARCEL, NotNow, move_order, move_parcel
from tests.shop.orders.shop import paid, placed


def test_an_order_that_somebody_else_moved_is_not_moved_by_who_read_it_before(
    shopper: TestClient, dress: int, database: Database
) -> None:
    made = placed(shopper, lines=[{"item_id": dress, "size": "M"}])
    with database.reading() as session:
        stale = session.get_one(Order, uuid.UUID(made["id"]))
    with database.transaction() as session:
        move_order(session, session.get_one(Order, stale.id), OrderState.EXPIRED, actor="clock")
    with pytest.raises(NotNow), database.transaction() as session:
        session.add(stale)
        move_order(session, stale, OrderState.PAID, actor="payment")
    assert shopper.get(f"orders/{made['id']}").json()["state"] == "expired"


def test_a_parcel_that_was_packed_and_cancelled_at_once_is_one_of_both(
    shopper: TestClient, dress: int, database: Database
) -> None:
    paid(shopper, database, lines=[{"item_id": dress, "size": "M"}])
    with database.reading() as session:
        stale = session.scalars(select(Parcel)).one()
    with database.transaction() as session:
        move_parcel(session, session.get_one(Parcel, stale.id), ParcelState.PACKED, actor="boutique")
    with pytest.raises(NotNow), database.transaction() as session:
        session.add(stale)
        move_parcel(session, stale, ParcelState.CANCELLED, actor="shopper")
    with database.reading() as session:
        assert session.scalars(select(Parcel.state)).one() == "packed"


def test_no_state_is_reached_that_the_tables_do_not_lead_to(
    shopper: TestClient, dress: int, database: Database
) -> None:
    made = paid(shopper, database, lines=[{"item_id": dress, "size": "M"}])
    with database.transaction() as session:
        order, [parcel] = session.get_one(Order, uuid.UUID(made["id"])), session.scalars(select(Parcel)).all()
        for state in set(OrderState) - ORDER[OrderState.PAID]:
            with pytest.raises(NotNow):
                move_order(session, order, state, actor="clock")
        for state in set(ParcelState) - PARCEL[ParcelState.TO_PACK]:
            with pytest.raises(NotNow):
                move_parcel(session, parcel, state, actor="clock")
        assert (order.state, parcel.state) == ("paid", "to_pack")
