"""Alerts: one notification for each crossing, in the transaction that changed the price, on offers that hold."""

import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from modiste.shop.boutiques.models import Boutique
from modiste.shop.catalogue.models import Item, Variant
from modiste.shop.kit import clock
from modiste.shop.kit.db import Database
from modiste.shop.kit.queue.models import Job
from modiste.shop.notifications.models import Notification
from modiste.shop.prices.alert_list import set_alert
from modiste.shop.prices.alert_schemas import AlertIn
from modiste.shop.prices.alerts import fire_alerts
from modiste.shop.prices.models import Alert, ExchangeRate, Offer
from tests.conftest import REPOSITORY
from tests.shop.swipes.shop import make_items, make_shopper

NOW = clock.now()
DAYS = [NOW + timedelta(days=2 * number) for number in range(20)]


@pytest.fixture
def ann(database: Database) -> int:
    return make_shopper(database)


@pytest.fixture
def item(database: Database) -> int:
    [made] = make_items(database, [{"name": "Linen dress", "price": 9_000, "sizes": ["S", "M"]}])
    with database.transaction() as session:
        session.execute(update(Boutique).values(delivery_cost=0))
    return made


def offer(session: Session, item_id: int, price: int, **fields: Any) -> Offer:
    """Write what a vendor asks, as recording does: the same offer again is the same row."""
    same = {"item_id": item_id, "vendor": "atelier", "vendor_item_id": "1", "size": "", "colour": ""}
    same |= {name: fields.pop(name) for name in tuple(fields) if name in same}
    row = session.scalar(select(Offer).filter_by(**same)) or Offer(**same)
    values = {"vendor_name": "Atelier", "title": "Dress", "currency": "EUR", "delivery": 0, "link": "https://a.example"}
    values |= {"availability": "in_stock", "list_price": None, "free_over": None, "days_min": None, "days_max": None}
    for name, value in (values | {"price": price, "seen_at": NOW} | fields).items():
        setattr(row, name, value)
    session.add(row)
    session.flush()
    return row


def wait_for(database: Database, user_id: int, item_id: int, **wanted: Any) -> None:
    with database.transaction() as session:
        set_alert(session, user_id, AlertIn(**{"item_id": item_id, "kind": "target"} | wanted))


def price_moves(database: Database, item_id: int, price: int, *, at: datetime = NOW, **fields: Any) -> int:
    with database.transaction() as session:
        offer(session, item_id, price, seen_at=at, **fields)
        return fire_alerts(session, item_id, now=at)


def told(database: Database) -> list[tuple[str, str]]:
    with database.reading() as session:
        rows = session.execute(select(Notification.title, Notification.body).order_by(Notification.id))
        return [(row.title, row.body) for row in rows]


def test_a_price_that_falls_to_the_target_is_told_once(database: Database, ann: int, item: int) -> None:
    wait_for(database, ann, item, target=5_000)
    moves = [
        price_moves(database, item, price, at=day) for price, day in zip([6_000, 4_900, 4_800], DAYS, strict=False)
    ]
    assert moves == [0, 1, 0]
    assert told(database) == [
        (
            "Linen dress now costs 49.00 EUR",
            "Linen dress now costs 49.00 EUR at Atelier, and you waited for 50.00 EUR.",
        )
    ]


def test_the_total_with_delivery_counts(database: Database, ann: int, item: int) -> None:
    wait_for(database, ann, item, target=5_000)
    assert price_moves(database, item, 4_900, delivery=490) == 0
    assert price_moves(database, item, 4_900, delivery=490, free_over=4_900) == 1


@pytest.mark.parametrize(
    "fault",
    [
        {"is_match": False},
        {"is_gone": True},
        {"condition": "used"},
        {"condition": "unknown"},
        {"availability": "out_of_stock"},
        {"availability": "unknown"},
        {"delivery": None},
        {"currency": "XTS"},
        {"seen_at": NOW - timedelta(days=8)},
    ],
)
def test_an_offer_that_does_not_hold_is_not_told(
    database: Database, ann: int, item: int, fault: dict[str, Any]
) -> None:
    wait_for(database, ann, item, target=5_000)
    with database.transaction() as session:
        offer(session, item, 4_900, **fault)
        assert fire_alerts(session, item, now=NOW) == 0


def test_the_boutiques_own_price_counts_with_its_delivery(database: Database, ann: int, item: int) -> None:
    wait_for(database, ann, item, target=5_000)
    with database.transaction() as session:
        session.execute(update(Boutique).values(delivery_cost=490))
        session.execute(update(Item).where(Item.id == item).values(price=4_600))
        assert fire_alerts(session, item, now=NOW) == 0
        session.execute(update(Item).where(Item.id == item).values(price=4_500))
        assert fire_alerts(session, item, now=NOW) == 1
    assert "49.90 EUR at Atelier" in told(database)[0][1]


def test_only_offers_in_the_size_count(database: Database, ann: int, item: int) -> None:
    wait_for(database, ann, item, target=5_000, size="m")
    assert price_moves(database, item, 4_900, size="S") == 0
    assert price_moves(database, item, 4_900, size="") == 0
    assert price_moves(database, item, 4_900, size="M ") == 1


def test_other_currencies_are_compared_by_their_rate(database: Database, ann: int, item: int) -> None:
    with database.transaction() as session:
        session.add(ExchangeRate(currency="USD", per_euro=1.25, day=date(2026, 11, 27)))
    wait_for(database, ann, item, target=5_000)
    assert price_moves(database, item, 6_300, currency="USD") == 0
    assert price_moves(database, item, 6_250, currency="USD") == 1


def test_back_in_stock_in_the_size(database: Database, ann: int, item: int) -> None:
    with database.transaction() as session:
        session.execute(update(Variant).where(Variant.item_id == item, Variant.size == "M").values(stock=0))
    wait_for(database, ann, item, kind="back_in_stock", size="M")
    assert price_moves(database, item, 9_900, size="M", availability="out_of_stock") == 0
    assert price_moves(database, item, 9_900, size="M", delivery=None) == 1
    assert told(database) == [("Linen dress is in stock again", "Linen dress in size M is in stock again at Atelier.")]


def test_one_item_speaks_to_one_person_once_a_day_of_all_it_has_to_say(database: Database, ann: int, item: int) -> None:
    wait_for(database, ann, item, target=5_000)
    wait_for(database, ann, item, kind="drop", percent=20)
    wait_for(database, ann, item, kind="any_change")
    assert price_moves(database, item, 4_500) == 1
    assert price_moves(database, item, 4_400, at=NOW + timedelta(hours=23)) == 0
    assert price_moves(database, item, 4_400, at=NOW + timedelta(hours=25)) == 1
    first, second = told(database)
    assert first[1].splitlines() == [
        "Linen dress now costs 45.00 EUR at Atelier, and you waited for 50.00 EUR.",
        "Linen dress now costs 45.00 EUR at Atelier, 50 % less than the 90.00 EUR when you set the alert.",
        "Linen dress now costs 45.00 EUR at Atelier, less than the 90.00 EUR that you know.",
    ]
    assert second[1] == "Linen dress now costs 44.00 EUR at Atelier, less than the 45.00 EUR that you know."


def test_a_transaction_that_is_lost_takes_the_alert_along_and_its_retry_tells_it_once(
    database: Database, ann: int, item: int
) -> None:
    wait_for(database, ann, item, target=5_000)

    def refresh(*, dies: bool) -> None:
        with database.transaction() as session:
            offer(session, item, 4_900)
            fire_alerts(session, item, now=NOW)
            if dies:
                raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        refresh(dies=True)
    assert told(database) == []
    for _ in range(3):
        refresh(dies=False)
    assert len(told(database)) == 1
    with database.reading() as session:
        assert session.scalars(select(func.count(Job.id)).where(Job.name == "deliver_notification")).one() == 1
        assert session.scalars(select(Alert.fired_count)).one() == 1


def test_a_killed_process_neither_loses_nor_doubles_an_alert(
    database: Database, database_url: str, ann: int, item: int
) -> None:
    wait_for(database, ann, item, target=5_000)

    def killed(moment: str) -> None:
        command = [sys.executable, "-m", "tests.shop.prices.dying", database_url, str(item), "4900", moment]
        assert subprocess.run(command, cwd=REPOSITORY, check=False).returncode == -signal.SIGKILL

    killed("before")
    assert told(database) == []
    killed("after")
    assert len(told(database)) == 1
    assert price_moves(database, item, 4_900) == 0
    assert len(told(database)) == 1


def test_refreshes_at_the_same_moment_tell_it_once(database: Database, ann: int, item: int) -> None:
    wait_for(database, ann, item, target=5_000)
    with ThreadPoolExecutor(4) as threads:
        fired = list(
            threads.map(lambda number: price_moves(database, item, 4_900 - number, vendor=f"shop {number}"), range(4))
        )
    assert sum(fired) == 1
    assert len(told(database)) == 1


def test_an_item_that_is_no_longer_sold_says_nothing(database: Database, ann: int, item: int) -> None:
    wait_for(database, ann, item, target=5_000)
    with database.transaction() as session:
        session.execute(update(Item).where(Item.id == item).values(is_active=False))
    assert price_moves(database, item, 4_900) == 0


def test_alerts_go_with_the_item(database: Database, ann: int, item: int) -> None:
    wait_for(database, ann, item, target=5_000)
    with database.transaction() as session:
        session.execute(delete(Item).where(Item.id == item))
    with database.reading() as session:
        assert session.scalars(select(func.count(Alert.id))).one() == 0
