"""Pieces leave the shelf while others take the last of another size, or the boutique fills it."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import Any

import pytest
from sqlalchemy import event, select

from modiste.shop.boutiques.models import Boutique
from modiste.shop.catalogue.models import Item, Variant
from modiste.shop.catalogue.stock import take_from_stock
from modiste.shop.catalogue.stocking import Goods, Stock, stock_items
from modiste.shop.kit.db import Database
from tests.shop.cart.shop import make_dress

SOON = 0.3  # seconds in which whoever is not held up is done
Taking = Callable[[int, int], "Future[None]"]


@pytest.fixture
def taking(database: Database) -> Iterator[Taking]:
    """Somebody else takes so many pieces of a variant, and has long begun when this returns."""
    with ThreadPoolExecutor(1) as others:

        def take(variant_id: int, pieces: int) -> None:
            with database.transaction() as session:
                take_from_stock(session, {variant_id: pieces})

        def begin(variant_id: int, pieces: int) -> "Future[None]":
            begun = others.submit(take, variant_id, pieces)
            wait([begun], SOON)
            return begun

        yield begin


def variants_of(database: Database, item_id: int) -> dict[str, int]:
    with database.reading() as session:
        rows = session.execute(select(Variant.size, Variant.id).where(Variant.item_id == item_id))
        return {size: variant_id for size, variant_id in rows}


def test_whoever_takes_the_last_of_one_size_sees_that_the_other_is_gone(database: Database, taking: Taking) -> None:
    dress = make_dress(database, sizes=("S", "M"))
    ids = variants_of(database, dress)
    with database.transaction() as session:
        take_from_stock(session, {ids["S"]: 3})
        other = taking(ids["M"], 3)
    other.result()
    with database.reading() as session:
        item = session.get_one(Item, dress)
        assert (item.in_stock, item.version) == (False, 2)


def test_who_buys_while_the_boutique_fills_the_shelf_waits_and_has_it(database: Database, taking: Taking) -> None:
    dress = make_dress(database, sizes=("M",))
    variant_id = variants_of(database, dress)["M"]
    with database.reading() as session:
        boutique_id = session.scalars(select(Boutique.id)).one()
        name = session.get_one(Item, dress).external_id
    others: list[Future[None]] = []

    def come_now(*about: Any) -> None:
        """The item is written, its stock is not yet."""
        if about[2].startswith("UPDATE items") and not others:
            others.append(taking(variant_id, 2))

    event.listen(database.engine, "after_cursor_execute", come_now)
    goods = Goods(name, name="Wrap dress", category="dress", price=4_500, stocks=[Stock("M", "", 2)])
    with database.transaction() as session:
        stock_items(session, boutique_id, [goods], currency="EUR", brand="Plain")
    [other] = others
    other.result()
    with database.reading() as session:
        item = session.get_one(Item, dress)
        stock = session.get_one(Variant, variant_id).stock
        assert (item.price, item.in_stock, stock) == (4_500, False, 0)
