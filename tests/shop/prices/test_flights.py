"""One ask at a time for each thing, over threads and over processes."""

import threading
import time
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
import redis

from modiste.shop.kit.redis import Remote
from modiste.shop.prices.flights import Flights
from tests.conftest import skip_or_fail
from tests.shop.prices.askers import ask_in_processes
from tests.shop.prices.street import Stall, Street, offer

REDIS, NOBODY = "redis://127.0.0.1:6379/9", "redis://127.0.0.1:1/0"
PROCESSES = 8


@pytest.fixture
def remote() -> Iterator[Remote]:
    try:
        with redis.Redis.from_url(REDIS) as client:
            client.ping()
    except redis.RedisError:
        skip_or_fail("no Redis on 127.0.0.1:6379")
    opened = Remote(REDIS)
    yield opened
    opened.close()


@pytest.fixture
def key() -> str:
    return f"test:{uuid.uuid4().hex}"


class Asking:
    """Takes a while, counts itself, and finds out but once, as `ask` shall."""

    def __init__(self, seconds: float = 0.1) -> None:
        self.count, self.known, self.seconds = 0, 0, seconds
        self.is_broken = False

    def __call__(self) -> int:
        if self.known:
            return self.known
        self.count += 1
        time.sleep(self.seconds)
        if self.is_broken:
            raise OSError("the database is away")
        self.known = 7
        return self.known


@pytest.mark.parametrize("what", ["item", "words"])
def test_a_vendor_hears_one_question_of_eight_processes(
    database_url: str, item_id: int, street: Street, remote: Remote, what: str
) -> None:
    name, words = f"shop-{uuid.uuid4().hex}", f"linen shirt {uuid.uuid4().hex[:8]}"
    street.stalls[name] = Stall([offer(f"Linen shirt {words}", 4000)], seconds=0.5)
    asked = item_id if what == "item" else words
    how = {"database_url": database_url, "redis_url": REDIS, "shop": (name, street.port)}
    assert ask_in_processes(PROCESSES, asked, **how) == [[4000]] * PROCESSES
    assert len(street.stalls[name].asked) == 1


def test_without_redis_every_process_asks_for_itself(database_url: str, item_id: int, street: Street) -> None:
    name = f"shop-{uuid.uuid4().hex}"
    street.stalls[name] = Stall([offer("Linen shirt", 4000)], seconds=0.5)
    how = {"database_url": database_url, "redis_url": NOBODY, "shop": (name, street.port)}
    assert ask_in_processes(2, item_id, **how) == [[4000]] * 2
    assert len(street.stalls[name].asked) == 2


def test_threads_of_all_processes_get_one_answer(remote: Remote, key: str) -> None:
    asking, flights = Asking(), [Flights(8, remote) for _ in range(4)]  # each knows the others only through Redis
    with ThreadPoolExecutor(16) as threads:
        found = list(threads.map(lambda n: flights[n % 4].join(key, asking, seconds=5.0), range(16)))
    assert found == [7] * 16
    assert asking.count == 1
    assert remote.ask(lambda client: client.exists(f"flight:{key}")) == 0


def test_when_the_one_who_asks_fails_another_one_asks(remote: Remote, key: str) -> None:
    first, second = Asking(), Asking()
    first.is_broken = True
    with ThreadPoolExecutor(1) as threads:
        failing = threads.submit(Flights(8, remote).join, key, first, seconds=5.0)
        eventually(lambda: first.count == 1)
        assert Flights(8, remote).join(key, second, seconds=5.0) == 7
        assert isinstance(failing.exception(5), OSError)
    assert second.count == 1


def test_one_who_died_asking_holds_nobody_up_for_longer_than_allowed(remote: Remote, key: str) -> None:
    remote.ask(lambda client: client.set(f"flight:{key}", "the dead", px=300))
    began = time.monotonic()
    assert Flights(8, remote).join(key, Asking(0.0), seconds=5.0) == 7
    assert 0.2 < time.monotonic() - began < 2.0


def test_who_waits_too_long_is_told_to_come_back(remote: Remote, key: str) -> None:
    remote.ask(lambda client: client.set(f"flight:{key}", "somebody", px=5_000))
    asking = Asking()
    assert Flights(8, remote).join(key, asking, seconds=0.1) is None
    assert asking.count == 0


def test_a_lease_that_ran_out_is_not_taken_from_who_has_it_now(remote: Remote, key: str) -> None:
    def ask() -> int:
        remote.ask(lambda client: client.set(f"flight:{key}", "another"))  # ours ended meanwhile
        return 7

    assert Flights(8, remote).join(key, ask, seconds=1.0) == 7
    assert remote.ask(lambda client: client.getdel(f"flight:{key}")) == b"another"


def test_only_so_many_wait_in_one_process(key: str) -> None:
    flights, may_end = Flights(1), threading.Event()
    with ThreadPoolExecutor(1) as threads:
        held = threads.submit(flights.join, key, lambda: may_end.wait(5), seconds=5.0)
        eventually(lambda: not held.done() and held.running())
        assert flights.join("another", Asking(), seconds=1.0) is None
        may_end.set()
        assert held.result(5) is True


def eventually(is_so: Callable[[], bool]) -> None:
    until = time.monotonic() + 10
    while not is_so():
        assert time.monotonic() < until
        time.sleep(0.005)
