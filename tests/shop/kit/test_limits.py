"""How often something may happen, with Redis and without."""

import threading
import time
import uuid
from collections.abc import Iterator

import pytest
import redis
import time_machine

from modiste.shop.kit import limits as limiting
from modiste.shop.kit.errors import TooMany
from modiste.shop.kit.limits import Limits
from modiste.shop.kit.redis import Remote
from tests.conftest import skip_or_fail

REDIS = "redis://127.0.0.1:6379/9"
NOON = 1_800_000_000  # a multiple of 60: the start of a window


@pytest.fixture(params=["in process", "redis", "closed port"])
def limits(request: pytest.FixtureRequest) -> Iterator[Limits]:
    if request.param == "in process":
        yield Limits()
        return
    remote = Remote(REDIS if request.param == "redis" else "redis://127.0.0.1:1/0")
    if request.param == "redis":
        try:
            with redis.Redis.from_url(REDIS) as client:
                client.ping()
        except redis.RedisError:
            skip_or_fail("no Redis on 127.0.0.1:6379")
    yield Limits(remote)
    remote.close()


@pytest.fixture
def name() -> str:
    return uuid.uuid4().hex


def allowed(limits: Limits, name: str, key: object, tries: int) -> int:
    count = 0
    for _ in range(tries):
        try:
            limits.hit(name, key, times=5, seconds=60)
            count += 1
        except TooMany:
            pass
    return count


def test_lets_through_just_as_many_as_it_says(limits: Limits, name: str) -> None:
    with time_machine.travel(NOON + 20, tick=False):
        assert allowed(limits, name, "a@example.com", 8) == 5
        assert allowed(limits, name, "b@example.com", 8) == 5
        assert allowed(limits, name + "other", "a@example.com", 8) == 5


def test_says_what_the_limit_is(limits: Limits, name: str) -> None:
    with time_machine.travel(NOON + 20, tick=False), pytest.raises(TooMany, match="No more than 5 in a minute"):
        for _ in range(6):
            limits.hit(name, 1, times=5, seconds=60)


@pytest.mark.parametrize("second", [0, 20, 59])
@pytest.mark.parametrize("earlier", [0, 3, 5])
def test_who_comes_back_when_told_is_let_in_and_a_second_earlier_not(
    limits: Limits, name: str, second: int, earlier: int
) -> None:
    with time_machine.travel(NOON - 1, tick=False) as clock:
        for _ in range(earlier):
            limits.hit(name, 1, times=5, seconds=60)
        clock.move_to(NOON + second)
        allowed(limits, name, 1, 5)
        with pytest.raises(TooMany) as refused:
            limits.hit(name, 1, times=5, seconds=60)
        clock.move_to(NOON + second + refused.value.retry_after - 1)
        assert allowed(limits, name, 1, 1) == 0
        clock.shift(1)
        assert allowed(limits, name, 1, 1) == 1


def test_the_window_slides_instead_of_opening_at_once(limits: Limits, name: str) -> None:
    with time_machine.travel(NOON + 59, tick=False) as clock:
        assert allowed(limits, name, 1, 8) == 5
        clock.move_to(NOON + 61)
        assert allowed(limits, name, 1, 8) == 0  # two seconds later the five still count
        clock.move_to(NOON + 60 + 40)
        assert allowed(limits, name, 1, 8) == 3
        clock.move_to(NOON + 240)
        assert allowed(limits, name, 1, 8) == 5


def test_refused_attempts_lock_nobody_out(limits: Limits, name: str) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        allowed(limits, name, 1, 100)
        clock.move_to(NOON + 119)
        assert allowed(limits, name, 1, 8) >= 4


def test_a_success_clears_the_count(limits: Limits, name: str) -> None:
    with time_machine.travel(NOON, tick=False):
        allowed(limits, name, 1, 5)
        limits.clear(name, 1, seconds=60)
        assert allowed(limits, name, 1, 8) == 5


def test_many_at_once_get_no_more(limits: Limits, name: str) -> None:
    counts: list[int] = []
    with time_machine.travel(NOON, tick=False):
        threads = [threading.Thread(target=lambda: counts.append(allowed(limits, name, 1, 5))) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert sum(counts) == 5


def test_a_flood_of_keys_takes_bounded_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limiting, "MOST_KEYS", 100)
    limits = Limits()
    for number in range(1000):
        limits.hit("login", number, times=5, seconds=60)
    assert len(limits._counts) == 100


def test_with_redis_away_each_process_still_counts(name: str) -> None:
    remote = Remote("redis://127.0.0.1:1/0")
    limits = Limits(remote)
    started = time.monotonic()
    assert allowed(limits, name, 1, 100) in {5, 10}  # ten, when the minute ends in between
    assert time.monotonic() - started < 1.0
    remote.close()


@pytest.mark.parametrize("seconds", [0, -1, limiting.LONGEST + 1])
def test_a_window_without_sense_is_the_programmers_error(seconds: int) -> None:
    with pytest.raises(ValueError, match="window"):
        Limits().hit("n", 1, times=1, seconds=seconds)
