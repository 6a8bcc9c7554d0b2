"""A past is written with the clock turned back, here and nowhere else."""

import threading
from datetime import UTC, datetime, timedelta

from modiste.shop.kit import clock

THEN = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)


def test_the_clock_is_turned_back_for_the_block_alone() -> None:
    with clock.turned_back(THEN):
        assert clock.now() == THEN
        assert not clock.is_past(THEN + timedelta(seconds=1))
        with clock.turned_back(THEN - timedelta(days=1)):
            assert clock.now() == THEN - timedelta(days=1)
        assert clock.now() == THEN
    assert clock.now() > THEN


def test_others_do_not_notice() -> None:
    seen: list[datetime] = []
    with clock.turned_back(THEN):
        other = threading.Thread(target=lambda: seen.append(clock.now()))
        other.start()
        other.join()
    assert seen[0] > THEN
