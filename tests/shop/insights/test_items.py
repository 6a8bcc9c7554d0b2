"""Each item's way from being seen to being bought, in shoppers counted by hand."""

from collections.abc import Callable, Mapping
from types import SimpleNamespace
from typing import Any

from sqlalchemy import delete, event, update
from starlette.testclient import TestClient

from modiste.shop.accounts.models import User
from modiste.shop.boutiques.models import Boutique
from modiste.shop.catalogue.models import Item
from modiste.shop.insights.items import list_item_figures
from modiste.shop.insights.schemas import Days, FunnelSort, ItemFiguresOut, ItemFiguresPage, ItemsQuery
from modiste.shop.kit.db import Database
from modiste.shop.prices.vendors.base import Terms
from tests.shop.cart.shop import make_offer
from tests.shop.insights.shop import NOW, days_ago, did, make_boutique, put_into_cart, sell
from tests.shop.orders.shop import own

STREET: Mapping[str, Any] = {name: SimpleNamespace(terms=Terms()) for name in ("nord", "sued")}


def page(database: Database, boutique_id: int, **asked: Any) -> ItemFiguresPage:
    with database.reading() as session:
        query = ItemsQuery(**({"days": Days.WEEK} | asked))
        return list_item_figures(session, session.get_one(Boutique, boutique_id), query, vendors=STREET)


def figures(database: Database, boutique_id: int, item_id: int, **asked: Any) -> ItemFiguresOut:
    return next(one for one in page(database, boutique_id, **asked).items if one.item_id == item_id)


def steps(found: ItemFiguresOut) -> tuple[int, ...]:
    return found.seen, found.liked, found.disliked, found.in_cart, found.bought, found.pieces


def test_shoppers_are_counted_once_on_each_step(
    database: Database, ours: int, items: list[int], shoppers: list[int]
) -> None:
    ann, bea, cleo, dana = shoppers
    did(database, ann, items[0], "view", "right", "click", at=days_ago(1))
    did(database, ann, items[0], "view", at=days_ago(2))
    did(database, bea, items[0], "left", at=days_ago(3))
    did(database, cleo, items[0], "right", at=days_ago(3), is_undone=True)
    did(database, dana, items[0], "favourite", at=days_ago(4))
    put_into_cart(database, ann, items[0], at=days_ago(1))
    put_into_cart(database, dana, items[0], at=days_ago(1))
    sell(database, ours, {items[0]: (2, 5_000)}, days_ago(0), by=ann)
    sell(database, ours, {items[0]: (1, 5_000)}, days_ago(1), by=ann)
    found = figures(database, ours, items[0])
    assert steps(found) == (4, 2, 1, 2, 1, 3)
    assert found.liked_rate is not None
    assert (found.liked_rate.share, found.liked_rate.low, found.liked_rate.high) == (0.5, 0.15, 0.85)
    assert steps(figures(database, ours, items[1])) == (0, 0, 0, 0, 0, 0)
    assert figures(database, ours, items[1]).liked_rate is None


def test_who_bought_has_seen_it_and_had_it_in_the_cart(
    database: Database, ours: int, items: list[int], shoppers: list[int]
) -> None:
    sell(database, ours, {items[0]: (1, 5_000)}, days_ago(0), by=shoppers[0])
    put_into_cart(database, shoppers[1], items[0], at=days_ago(0))
    assert steps(figures(database, ours, items[0])) == (2, 0, 0, 2, 1, 1)


def test_orders_of_shoppers_who_left_count_as_somebodys(
    database: Database, ours: int, items: list[int], shoppers: list[int]
) -> None:
    did(database, shoppers[0], items[0], "right", at=days_ago(1))
    put_into_cart(database, shoppers[0], items[0], at=days_ago(1))
    for _ in range(2):
        sell(database, ours, {items[0]: (1, 5_000)}, days_ago(0), by=shoppers[0])
    assert steps(figures(database, ours, items[0])) == (1, 1, 0, 1, 1, 2)
    with database.transaction() as session:
        session.execute(delete(User).where(User.id == shoppers[0]))
    assert steps(figures(database, ours, items[0])) == (2, 0, 0, 2, 2, 2)


def test_only_the_days_that_were_asked_for_count(
    database: Database, ours: int, items: list[int], shoppers: list[int]
) -> None:
    did(database, shoppers[0], items[0], "right", at=days_ago(6, hour=0))
    did(database, shoppers[1], items[0], "right", at=days_ago(7, hour=23))
    put_into_cart(database, shoppers[1], items[0], at=days_ago(7, hour=23))
    sell(database, ours, {items[0]: (1, 5_000)}, days_ago(29), by=shoppers[2])
    sell(database, ours, {items[0]: (1, 5_000)}, days_ago(2), by=shoppers[2], state="cancelled")
    assert steps(figures(database, ours, items[0])) == (1, 1, 0, 0, 0, 0)
    assert steps(figures(database, ours, items[0], days=Days.MONTH)) == (3, 2, 0, 2, 1, 1)


def test_items_are_sorted_and_paged(database: Database, ours: int, items: list[int], shoppers: list[int]) -> None:
    for who in shoppers[:2]:
        did(database, who, items[1], "left", at=days_ago(1))
    did(database, shoppers[0], items[0], "right", at=days_ago(1))

    def in_order(sort: FunnelSort) -> list[int]:
        found, cursor = [], None
        for _ in range(4):
            part = page(database, ours, sort=sort, limit=1, cursor=cursor)
            found += [one.item_id for one in part.items]
            cursor = part.next_cursor
            if cursor is None:
                break
        return found

    assert in_order(FunnelSort.SEEN) == [items[1], items[0], items[2]]
    assert in_order(FunnelSort.LIKED) == [items[0], items[2], items[1]]
    assert in_order(FunnelSort.NEWEST) == items[::-1]
    for sort in (FunnelSort.IN_CART, FunnelSort.BOUGHT):
        assert in_order(sort) == items[::-1], "none is before another: the newest first"


def test_what_is_no_longer_sold_is_listed_while_it_was_seen(
    database: Database, ours: int, items: list[int], shoppers: list[int]
) -> None:
    with database.transaction() as session:
        session.execute(update(Item).where(Item.id.in_(items[:2])).values(is_active=False))
    did(database, shoppers[0], items[0], "right", at=days_ago(1))
    assert {one.item_id: one.is_active for one in page(database, ours).items} == {items[0]: False, items[2]: True}


def test_the_price_has_a_place_among_those_of_other_shops(database: Database, ours: int, items: list[int]) -> None:
    make_offer(database, items[0], "nord", price=5_100, delivery=0, seen_at=NOW)
    make_offer(database, items[0], "sued", price=5_600, delivery=0, seen_at=days_ago(2))
    found = figures(database, ours, items[0]).position
    assert found is not None  # ours is 50.00 and 4.90 for its delivery
    assert (found.rank, found.of, found.own.amount, found.lowest.amount) == (2, 3, 5_490, 5_100)
    assert (found.above_lowest.amount, found.below_next.amount, found.lowest_vendor) == (390, 0, "Nord")
    assert (found.with_delivery, found.left_out, found.as_of) == (True, 0, days_ago(2))
    assert figures(database, ours, items[1]).position is None


def test_nothing_of_others_is_told(database: Database, ours: int, items: list[int], shoppers: list[int]) -> None:
    other = make_boutique(database, "lune")
    did(database, shoppers[0], items[0], "right", at=days_ago(1))
    assert page(database, other).items == []
    # Somebody else's parcel that names our item, as one could after the item changed hands, is theirs.
    sell(database, other, {items[0]: (1, 5_000)}, days_ago(0), by=shoppers[1])
    assert steps(figures(database, ours, items[0])) == (1, 1, 0, 0, 0, 0)


def test_the_route_pages_and_refuses_what_it_does_not_know(
    database: Database, items: list[int], sign_in: Callable[..., TestClient]
) -> None:
    owner = own(database, sign_in("boutique"))
    first = owner.get("boutiques/me/home/items", params={"limit": 2, "sort": "newest"}).json()
    assert [one["item_id"] for one in first["items"]] == [items[2], items[1]]
    rest = {"limit": 2, "sort": "newest", "cursor": first["next_cursor"]}
    last = owner.get("boutiques/me/home/items", params=rest).json()
    assert ([one["item_id"] for one in last["items"]], last["next_cursor"]) == ([items[0]], None)
    for wrong in ({"cursor": "rubbish"}, {"sort": "price"}, {"days": "1"}, {"limit": 0}):
        assert owner.get("boutiques/me/home/items", params=wrong).status_code == 422, wrong


def test_it_takes_three_queries_however_many_items(database: Database, ours: int, items: list[int]) -> None:
    for item in items:
        make_offer(database, item, "nord", price=5_100, delivery=0, seen_at=NOW)
    asked: list[str] = []

    def note(*about: Any) -> None:
        asked.append(about[2])

    with database.reading() as session:
        boutique = session.get_one(Boutique, ours)
        event.listen(database.engine, "before_cursor_execute", note)
        list_item_figures(session, boutique, ItemsQuery(), vendors=STREET)
        event.remove(database.engine, "before_cursor_execute", note)
    assert len(asked) == 3
