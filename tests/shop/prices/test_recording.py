"""What vendors say is written down once, as change points; what cannot be believed waits for a second look."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from modiste.shop.kit.db import Database
from modiste.shop.prices import refreshing
from modiste.shop.prices.comparing import Comparer
from modiste.shop.prices.models import Offer, PriceCheck, PricePoint
from modiste.shop.prices.vendors.base import Terms
from tests.shop.prices.clock import wait_hours
from tests.shop.prices.street import Street, offer, vendor

Look = Callable[..., int]


@pytest.fixture
def look(database: Database, street: Street, compare: Callable[..., Comparer], item_id: int) -> Look:
    """Looks at shop `one`, which asks a price (or nothing any more), some hours after the last look."""
    comparer = compare(vendor(street, "one"), vendor(street, "brief", terms=Terms(may_keep_history=False)))

    def at(price: int | None, *, hours: float = 2, **said: object) -> int:
        wait_hours(hours, database)
        street.stalls["one"].offers = [] if price is None else [offer("Linen shirt", price, **said)]
        return refreshing.ask_anew(database, comparer, item_id, seconds=2.0)

    return at


def points(database: Database) -> list[tuple[int | None, int | None]]:
    with database.reading() as session:
        found = session.scalars(select(PricePoint).order_by(PricePoint.began_at))
        return [(point.price, point.delivery) for point in found]


def shown(database: Database) -> tuple[int, bool]:
    with database.reading() as session:
        offered = session.scalars(select(Offer)).one()
        return offered.price, offered.is_match


def test_a_new_point_begins_only_when_something_changed(database: Database, look: Look) -> None:
    changes = [look(4000), look(4000), look(3900), look(3900), look(3900, delivery={"cost": 0}), look(4000)]
    assert changes == [1, 0, 1, 0, 1, 1]
    assert points(database) == [(4000, None), (3900, None), (3900, 0), (4000, None)]
    with database.reading() as session:
        first = session.scalars(select(PricePoint).order_by(PricePoint.began_at)).first()
        assert first is not None
        assert round((first.last_seen_at - first.began_at).total_seconds() / 3600) == 2


def test_a_price_that_comes_back_after_a_gap_begins_anew(database: Database, look: Look) -> None:
    look(4000)
    assert look(4000, hours=24 * 5) == 0
    assert points(database) == [(4000, None), (4000, None)]


def test_what_is_sold_out_or_gone_has_no_price(database: Database, look: Look) -> None:
    assert look(4000) == 1
    assert look(4000, availability="out_of_stock") == 1
    assert look(4000) == 1
    assert look(None) == 0, "one search may leave it out"
    assert look(None, hours=30) == 1
    assert points(database) == [(4000, None), (None, None), (4000, None), (None, None)]
    assert look(4000) == 1
    assert shown(database) == (4000, True)


def test_a_slipped_comma_waits_for_a_second_look(database: Database, look: Look) -> None:
    look(4000)
    assert look(40) == 0
    assert shown(database) == (4000, True)
    assert look(4100) == 1
    assert points(database) == [(4000, None), (4100, None)]


def test_a_price_that_two_looks_agree_on_is_believed(database: Database, look: Look) -> None:
    look(4000)
    assert look(900) == 0
    assert look(900) == 1
    assert points(database) == [(4000, None), (900, None)]


def test_a_first_price_far_from_ours_is_not_shown_before_a_second_look(database: Database, look: Look) -> None:
    assert look(490) == 0
    assert shown(database) == (490, False)
    assert points(database) == []
    assert look(490) == 1
    assert shown(database) == (490, True)


def test_asking_twice_in_an_hour_writes_once(
    database: Database, street: Street, compare: Callable[..., Comparer], item_id: int
) -> None:
    one = compare(vendor(street, "one"))
    street.stalls["one"].offers = [offer("Linen shirt", 4000)]
    for _ in range(3):
        refreshing.ask_anew(database, one, item_id, seconds=2.0)
    assert len(street.stalls["one"].asked) == 1
    assert points(database) == [(4000, None)]


def test_an_hour_that_failed_may_be_tried_again(database: Database, street: Street, look: Look) -> None:
    street.stalls["one"].status = 500
    assert look(4000) == 0
    street.stalls["one"].status = 200
    assert look(4000, hours=0.2) == 1
    with database.reading() as session:
        checks = session.scalars(select(PriceCheck).where(PriceCheck.vendor == "one")).all()
        assert [(check.failure, check.changes) for check in checks] == [("", 1)]


def test_a_failed_look_makes_nothing_disappear(database: Database, street: Street, look: Look) -> None:
    look(4000)
    street.stalls["one"].status = 500
    assert look(4000, hours=48) == 0
    assert points(database) == [(4000, None)]


def test_what_a_licence_forbids_to_keep_has_no_history(database: Database, street: Street, look: Look) -> None:
    street.stalls["brief"].offers = [offer("Linen shirt", 4000)]
    look(None)
    street.stalls["brief"].offers = [offer("Linen shirt", 3900)]
    look(None)
    assert shown(database) == (3900, True)
    assert points(database) == []
