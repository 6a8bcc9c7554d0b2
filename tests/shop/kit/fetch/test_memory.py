"""What was found out there, remembered: with Redis and without, by threads and by processes."""

import threading
import time
import uuid
from collections.abc import Callable, Iterator

import pytest

from modiste.shop.kit.cache import Cache, Json
from modiste.shop.kit.fetch.base import FailureKind, FetchFailed
from modiste.shop.kit.fetch.memory import Remembered
from modiste.shop.kit.redis import Remote
from tests.shop.kit.fetch.conftest import REDIS

AGES = {"fresh": 60.0, "stale": 60.0, "negative": 60.0}


class Making:
    """Makes 1, 2, 3 …, as slowly and as badly as is wanted."""

    def __init__(self) -> None:
        self.count, self.seconds, self.is_broken = 0, 0.0, False
        self._lock = threading.Lock()

    def __call__(self) -> Json:
        with self._lock:
            self.count += 1
            number = self.count
        time.sleep(self.seconds)
        if self.is_broken:
            raise FetchFailed(FailureKind.REFUSED, "The shop refuses our key.", retry_after=60, status=401)
        return {"number": number}


@pytest.fixture(params=["in process", "redis", "closed port"])
def open_memory(request: pytest.FixtureRequest) -> Iterator[Callable[[], Remembered]]:
    remotes: list[Remote] = []
    if request.param == "redis":
        request.getfixturevalue("redis_remote")

    def open_one() -> Remembered:
        if request.param == "in process":
            return Remembered()
        remotes.append(Remote(REDIS if request.param == "redis" else "redis://127.0.0.1:1/0"))
        return Remembered(remotes[-1], longest_making=5.0)

    yield open_one
    for remote in remotes:
        remote.close()


@pytest.fixture
def memory(open_memory: Callable[[], Remembered]) -> Remembered:
    return open_memory()


@pytest.fixture
def key() -> str:
    return f"test:{uuid.uuid4().hex}"


@pytest.fixture
def making() -> Making:
    return Making()


def eventually(is_so: Callable[[], bool]) -> bool:
    until = time.monotonic() + 10
    while not is_so() and time.monotonic() < until:
        time.sleep(0.01)
    return is_so()


def test_is_made_once_and_then_remembered(memory: Remembered, key: str, making: Making) -> None:
    assert [memory.get(key, making, **AGES) for _ in range(3)] == [{"number": 1}] * 3
    assert memory.get(key + "other", making, **AGES) == {"number": 2}


def test_is_made_anew_when_forgotten_or_gone(memory: Remembered, key: str, making: Making) -> None:
    memory.get(key, making, **AGES)
    memory.forget(key)
    assert memory.get(key, making, **AGES) == {"number": 2}


def test_many_threads_make_it_once(memory: Remembered, key: str, making: Making) -> None:
    making.seconds, found = 0.2, []
    threads = [threading.Thread(target=lambda: found.append(memory.get(key, making, **AGES))) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [{"number": 1}] * 16


def test_many_processes_make_it_once(redis_remote: Remote, key: str, making: Making) -> None:
    making.seconds, found = 0.2, []
    memories = [Remembered(redis_remote) for _ in range(6)]  # each knows the others only through Redis
    threads = [
        threading.Thread(target=lambda one=one: found.append(one.get(key, making, **AGES)))  # type: ignore[misc]
        for one in memories
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [{"number": 1}] * 6
    assert making.count == 1


def test_a_process_that_died_while_making_holds_nobody_up_for_long(
    redis_remote: Remote, key: str, making: Making
) -> None:
    redis_remote.ask(lambda client: client.set(f"making:{key}", "the dead", px=60_000))
    memory = Remembered(redis_remote, longest_making=0.3)
    assert memory.get(key, making, **AGES) == {"number": 1}


def test_an_old_value_is_given_at_once_and_made_anew_behind(memory: Remembered, key: str, making: Making) -> None:
    ages = AGES | {"fresh": 0.05}
    memory.get(key, making, **ages)
    time.sleep(0.1)
    making.seconds = 1.0
    assert [memory.get(key, making, **ages) for _ in range(5)] == [{"number": 1}] * 5
    assert eventually(lambda: memory.get(key, making, **AGES) != {"number": 1})


def test_an_old_value_outlives_a_failure(memory: Remembered, key: str, making: Making) -> None:
    ages = AGES | {"fresh": 0.05, "negative": 30.0}
    memory.get(key, making, **ages)
    making.is_broken = True
    time.sleep(0.1)
    assert memory.get(key, making, **ages) == {"number": 1}
    assert eventually(lambda: making.count == 2)
    time.sleep(0.1)
    assert [memory.get(key, making, **ages) for _ in range(5)] == [{"number": 1}] * 5
    assert making.count == 2  # not tried again at once


def test_a_failure_is_remembered_as_it_was(memory: Remembered, key: str, making: Making) -> None:
    making.is_broken = True
    for _ in range(3):
        with pytest.raises(FetchFailed) as failed:
            memory.get(key, making, **AGES)
        failure = failed.value
        assert (failure.kind, failure.status, failure.retry_after) == (FailureKind.REFUSED, 401, 60)
        assert failure.detail == "The shop refuses our key."
    assert making.count == 1


def test_a_failure_is_forgotten_after_its_time(memory: Remembered, key: str, making: Making) -> None:
    making.is_broken = True
    with pytest.raises(FetchFailed):
        memory.get(key, making, **AGES | {"stale": 0.0, "negative": 0.0})
    making.is_broken = False
    assert memory.get(key, making, **AGES) == {"number": 2}


def test_a_fault_of_ours_is_raised_to_everybody_and_not_remembered(
    memory: Remembered, key: str, making: Making
) -> None:
    def fault() -> Json:
        raise KeyError("price")

    with pytest.raises(KeyError):
        memory.get(key, fault, **AGES)
    assert memory.get(key, making, **AGES) == {"number": 1}


def test_what_somebody_else_left_under_the_key_is_not_taken(redis_remote: Remote, key: str, making: Making) -> None:
    for rubbish in ("text", {"value": 1}, [1], {"fresh_until": "soon"}):
        Cache(redis_remote).set(key, rubbish, seconds=60)
        memory = Remembered(redis_remote)
        assert memory.get(key, making, **AGES) == {"number": making.count}
