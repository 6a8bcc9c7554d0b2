"""The first page of a boutique's morning: what waits, what runs out, and nobody else's."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import event, update
from starlette.testclient import TestClient

from modiste.shop.boutiques.models import Boutique
from modiste.shop.cart.models import CartLine
from modiste.shop.catalogue.models import Item, Variant
from modiste.shop.insights.home import read_home
from modiste.shop.insights.schemas import HomeOut
from modiste.shop.kit.db import Database
from modiste.shop.swipes.models import Favourite
from tests.shop.insights.shop import days_ago, make_boutique, sell
from tests.shop.orders.shop import own


def home(database: Database, boutique_id: int, *, low_stock: int = 3) -> HomeOut:
    with database.reading() as session:
        return read_home(session, session.get_one(Boutique, boutique_id), days=7, low_stock=low_stock)


def stock(database: Database, item_id: int, **sizes: int) -> None:
    with database.transaction() as session:
        session.add_all(Variant(item_id=item_id, size=size, stock=left) for size, left in sizes.items())


def test_what_waits_is_counted_with_the_oldest(database: Database, ours: int, items: list[int]) -> None:
    for days in (1, 3, 2):
        sell(database, ours, {items[0]: (1, 5_000)}, days_ago(days), state="to_pack")
    sell(database, ours, {items[0]: (1, 5_000)}, days_ago(9), state="packed")
    sell(database, ours, {items[0]: (1, 5_000)}, days_ago(20), state="return_requested")
    sell(database, ours, {items[0]: (1, 5_000)}, None, state="waiting")
    to_do = home(database, ours).to_do
    assert (to_do.to_pack.count, to_do.to_pack.oldest) == (3, days_ago(3))
    assert (to_do.to_send.count, to_do.returns.count, to_do.returns.oldest) == (1, 1, days_ago(20))


def test_what_runs_out_is_listed_with_the_most_wanted_first(
    database: Database, ours: int, items: list[int], shoppers: list[int]
) -> None:
    stock(database, items[0], S=3, M=0, L=4)
    stock(database, items[1], S=1, M=9)
    stock(database, items[2], S=0)
    with database.transaction() as session:
        session.add_all(Favourite(user_id=who, item_id=items[1]) for who in shoppers[:2])
        for owner in ({"user_id": shoppers[0]}, {"guest_id": "g" * 64}):  # the first likes it too
            session.add(CartLine(item_id=items[1], price_at_adding=1, currency="EUR", **owner))
        session.add(Favourite(user_id=shoppers[3], item_id=items[2]))
    found = home(database, ours)
    assert [(one.item_id, one.size, one.stock, one.wanted) for one in found.low_stock.lines] == [
        (items[1], "S", 1, 3),
        (items[0], "S", 3, 0),
    ]
    assert [(one.item_id, one.size, one.wanted) for one in found.sold_out.lines] == [
        (items[2], "S", 1),
        (items[0], "M", 0),
    ]
    assert (found.low_stock.count, found.sold_out.count, found.low_stock_at) == (2, 2, 3)
    assert home(database, ours, low_stock=1).low_stock.count == 1


def test_many_sizes_are_counted_and_the_first_shown(database: Database, ours: int, items: list[int]) -> None:
    stock(database, items[0], **{f"S{number}": 2 for number in range(20)})
    found = home(database, ours)
    assert (found.low_stock.count, len(found.low_stock.lines), found.sold_out.count) == (20, 6, 0)


def test_only_what_is_for_sale_runs_out(database: Database, ours: int, items: list[int]) -> None:
    stock(database, items[0], S=0)
    with database.transaction() as session:
        session.execute(update(Item).where(Item.id == items[0]).values(is_active=False))
        session.execute(update(Item).where(Item.id == items[1]).values(in_stock=False))  # comes in no sizes
    found = home(database, ours)
    assert [(one.item_id, one.size, one.stock) for one in found.sold_out.lines] == [(items[1], "", 0)]
    assert found.items == 2


def test_nothing_of_others_is_told(database: Database, ours: int, items: list[int]) -> None:
    other = make_boutique(database, "lune")
    stock(database, items[0], S=0)
    sell(database, ours, {items[0]: (1, 5_000)}, days_ago(1), state="to_pack")
    found = home(database, other)
    assert (found.items, found.to_do.to_pack.count, found.sold_out.count, found.sales.now.orders) == (0, 0, 0, 0)


@pytest.mark.usefixtures("items")
def test_the_route_answers_the_owner_alone(database: Database, sign_in: Callable[..., TestClient]) -> None:
    owner = own(database, sign_in("boutique"))
    found = owner.get("boutiques/me/home", params={"days": 90}).json()
    assert (found["items"], len(found["sales"]["days"]), found["period"]["days"]) == (3, 90, 90)
    assert len(owner.get("boutiques/me/home").json()["sales"]["days"]) == 30
    assert owner.get("boutiques/me/home", params={"days": 31}).status_code == 422
    assert sign_in("boutique").get("boutiques/me/home").status_code == 404
    assert sign_in("user").get("boutiques/me/home").status_code == 403


def test_it_takes_four_queries_however_much_there_is(database: Database, ours: int, items: list[int]) -> None:
    stock(database, items[0], **{f"S{number}": 2 for number in range(20)})
    for days in range(5):
        sell(database, ours, {items[0]: (1, 5_000)}, days_ago(days), state="to_pack")
    asked: list[str] = []

    def note(*about: Any) -> None:
        asked.append(about[2])

    with database.reading() as session:
        boutique = session.get_one(Boutique, ours)
        event.listen(database.engine, "before_cursor_execute", note)
        read_home(session, boutique, days=90, low_stock=3)
        event.remove(database.engine, "before_cursor_execute", note)
    assert len(asked) == 4
