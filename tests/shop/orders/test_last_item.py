"""Buyers in several processes race for the last pieces: every piece is sold, none twice, and nobody sees a deadlock.

`python -m benchmarks proofs.last_item proofs.baskets` does it with hundreds of buyers over HTTP.
"""

import random
from collections import Counter

from sqlalchemy import func, select, text

from modiste.shop.catalogue.models import Item, Variant
from modiste.shop.kit.db import Database
from modiste.shop.orders.models import HoldState, OrderLine, StockHold
from tests.shop.cart.shop import make_dress
from tests.shop.orders.buyers import Basket, buy_in_processes
from tests.shop.orders.shop import make_other_dress, stock_of
from tests.shop.swipes.shop import make_shopper

REFUSED = {"SoldOut", "CheckoutChanged", "NothingToBuy"}


def test_the_last_pieces_are_sold_and_none_twice(database: Database, database_url: str) -> None:
    buyers = [make_shopper(database, f"buyer{n}") for n in range(40)]
    dresses = [make_dress(database, sizes=("M",)) for _ in range(5)]
    rounds = [[Basket(one, [{"item_id": dress, "size": "M"}]) for one in buyers] for dress in dresses]
    for ends in buy_in_processes(database_url, rounds):
        assert ends["bought"] == 3
        assert ends.keys() <= REFUSED | {"bought"}
    assert [stock_of(database, dress) for dress in dresses] == [{"M": 0}] * 5
    with database.reading() as session:
        assert session.scalar(select(func.sum(OrderLine.quantity))) == 15


def test_mixed_baskets_end_with_the_stock_exact_and_without_a_deadlock(database: Database, database_url: str) -> None:
    chance = random.Random(7)
    dresses = [make_dress(database) for _ in range(6)] + [make_other_dress(database)]
    _fill(database, 12)
    shelf = [(dress, size) for dress in dresses for size in ("S", "M")]
    buyers = [make_shopper(database, f"buyer{n}") for n in range(25)]
    baskets = [
        Basket(
            buyers[n % len(buyers)],
            [
                {"item_id": dress, "size": size, "quantity": chance.randint(1, 2)}
                for dress, size in chance.sample(shelf, chance.randint(1, 4))
            ],
            thinks_twice=n % 5 == 0,
        )
        for n in range(150)
    ]
    [ends] = buy_in_processes(database_url, [baskets])
    assert ends.keys() <= REFUSED | {"bought"}
    assert ends["bought"] > len(baskets) // 4
    _assert_exact(database, 12)


def _fill(database: Database, pieces: int) -> None:
    with database.transaction() as session:
        session.execute(text("UPDATE variants SET stock = :pieces"), {"pieces": pieces})


def _assert_exact(database: Database, pieces: int) -> None:
    with database.reading() as session:
        held = select(StockHold.variant_id, StockHold.quantity).where(StockHold.state != HoldState.RELEASED)
        taken: Counter[int | None] = Counter()
        for variant_id, quantity in session.execute(held):
            taken[variant_id] += quantity
        for variant in session.scalars(select(Variant)):
            assert variant.stock == pieces - taken[variant.id] >= 0
        left = select(Variant.item_id, func.sum(Variant.stock)).group_by(Variant.item_id)
        has_some = {item_id: int(stock) > 0 for item_id, stock in session.execute(left)}
        assert {item.id: item.in_stock for item in session.scalars(select(Item))} == has_some
        if not database.is_sqlite:
            asked = text("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()")
            assert session.execute(asked).scalar_one() == 0
