"""What is due is asked anew, within the vendors' quotas and licences."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import insert, select

from modiste.shop.catalogue.models import Item
from modiste.shop.kit import clock
from modiste.shop.kit.db import Database
from modiste.shop.prices import refreshing
from modiste.shop.prices.comparing import Comparer
from modiste.shop.prices.models import Alert, Offer, PriceCheck, PricePoint
from modiste.shop.prices.vendors.base import Terms
from tests.shop.catalogue.shop import goods, open_boutique, sell
from tests.shop.prices.clock import wait_hours
from tests.shop.prices.street import QUICK, Street, offer, vendor


def offered(database: Database, item_ids: list[int], **said: object) -> None:
    """Each of these items was once found at shop `one`, for 40.00 EUR."""
    row = {
        "vendor": "one",
        "vendor_name": "One",
        "vendor_item_id": "1",
        "size": "",
        "colour": "",
        "title": "Linen shirt",
        "price": 4000,
        "currency": "EUR",
        "link": "https://shop.example/1",
        "seen_at": clock.now() - timedelta(hours=48),
    }
    with database.transaction() as session:
        session.execute(insert(Offer), [{**row, "item_id": item_id, **said} for item_id in item_ids])


def check(database: Database, item_id: int, *, hours: float) -> None:
    at = clock.now() - timedelta(hours=hours)
    with database.transaction() as session:
        session.add(PriceCheck(item_id=item_id, vendor="one", slot=int(at.timestamp()) // 3600, checked_at=at))


def due(database: Database) -> list[int]:
    with database.reading() as session:
        return list(refreshing.due_items(session, at=clock.now(), limit=100))


@pytest.fixture
def shirts(database: Database) -> list[int]:
    """Five items."""
    boutique = open_boutique(database)
    sell(database, boutique, *(goods(f"A{n}", f"Linen shirt {n}", price=4900) for n in range(5)))
    with database.reading() as session:
        return list(session.scalars(select(Item.id).order_by(Item.id)))


def test_asks_for_quiet_items_daily_and_for_moving_ones_sooner(database: Database, shirts: list[int]) -> None:
    offered(database, shirts[:4])
    for item_id, hours in zip(shirts, (25, 10, 10, 2, 100), strict=True):
        check(database, item_id, hours=hours)
    with database.transaction() as session:
        moving = session.scalars(select(Offer).where(Offer.item_id == shirts[2])).one()
        began_at = clock.now() - timedelta(days=1)
        session.add(PricePoint(offer_id=moving.id, began_at=began_at, last_seen_at=clock.now(), price=4000))
    assert due(database) == [shirts[0], shirts[2]]


def test_asks_for_watched_items_first(database: Database, shirts: list[int], sign_in: Callable[..., object]) -> None:
    offered(database, shirts[:3])
    for item_id, hours in zip(shirts, (30, 4, 2), strict=False):
        check(database, item_id, hours=hours)
    sign_in()
    with database.transaction() as session:
        for item_id in (shirts[1], shirts[2], shirts[4]):
            session.add(Alert(user_id=1, item_id=item_id, kind="any_change", currency="EUR"))
    assert due(database) == [shirts[4], shirts[1], shirts[0]]


def test_leaves_a_share_of_the_quota_to_shoppers(
    database: Database, street: Street, compare: Callable[..., Comparer], shirts: list[int]
) -> None:
    limited = vendor(street, "one", policy=QUICK.__class__(name="", per_day=20))
    comparer = compare(limited, vendor(street, "two"), quota_share=0.5)
    for number in range(4):
        with database.reading() as session:
            allowed = refreshing.vendors_with_quota(session, comparer, at=clock.now())
        assert allowed == ["one", "two"]
        check(database, shirts[number], hours=0)
    with database.reading() as session:
        assert refreshing.vendors_with_quota(session, comparer, at=clock.now()) == ["two"]


def test_forgets_what_a_licence_does_not_let_us_keep(
    database: Database, street: Street, compare: Callable[..., Comparer], shirts: list[int]
) -> None:
    brief = compare(vendor(street, "one", terms=Terms(longest_age=3600, may_keep_history=False)))
    offered(database, shirts[:1])
    offered(database, shirts[1:2], seen_at=clock.now())
    with database.transaction() as session:
        refreshing.forget_what_may_not_be_kept(session, brief, at=clock.now())
    with database.reading() as session:
        assert session.scalars(select(Offer.item_id)).all() == [shirts[1]]


def test_refreshes_an_item_behind_the_shopper(
    database: Database, street: Street, compare: Callable[..., Comparer], item_id: int
) -> None:
    comparer = compare(vendor(street, "one"))
    street.stalls["one"].offers = [offer("Linen shirt", 4000)]
    assert refreshing.ask_anew(database, comparer, item_id, seconds=2.0) == 1
    wait_hours(2, database)
    street.stalls["one"].offers = [offer("Linen shirt", 3500)]
    assert refreshing.ask_anew(database, comparer, item_id, seconds=2.0, names=["other"]) == 0
    assert refreshing.ask_anew(database, comparer, item_id, seconds=2.0, names=["one"]) == 1
