"""Pieces are taken and put back in one order by everybody, so that nobody waits in a circle."""

import threading
import time
from collections.abc import Callable, Mapping

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from modiste.shop.catalogue.models import Variant
from modiste.shop.catalogue.stock import SoldOut, put_back, take_from_stock
from modiste.shop.kit.db import Database
from tests.shop.cart.shop import make_dress

Act = Callable[[Session, Mapping[int, int]], None]


@pytest.mark.parametrize("act", [take_from_stock, put_back])
def test_two_who_name_the_same_sizes_in_another_order_do_not_lock_each_other_out(act: Act, database: Database) -> None:
    make_dress(database)
    with database.reading() as session:
        first, second = session.scalars(select(Variant.id).order_by(Variant.id)).all()
    failed: list[BaseException] = []

    def backwards() -> None:
        try:
            with database.transaction() as session:
                act(session, {second: 1, first: 1})
        except Exception as error:  # noqa: BLE001 - told to the test's own thread
            failed.append(error)

    other = threading.Thread(target=backwards)
    with database.transaction() as session:
        act(session, {first: 1})
        other.start()
        time.sleep(0.2)  # the other one waits for the first size, and must not hold the second meanwhile
        act(session, {second: 1})
    other.join()
    assert failed == []


def test_what_is_not_there_is_not_taken_and_said_so(database: Database) -> None:
    make_dress(database)
    with database.reading() as session:
        small, medium = session.scalars(select(Variant.id).order_by(Variant.id)).all()
    with pytest.raises(SoldOut) as told, database.transaction() as session:
        take_from_stock(session, {small: 2, medium: 4})
    assert told.value.extensions["variants"] == {str(small): 3, str(medium): 3}
    with database.reading() as session:
        assert session.scalars(select(Variant.stock)).all() == [3, 3]
