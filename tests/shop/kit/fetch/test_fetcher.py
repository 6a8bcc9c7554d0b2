"""Many questions at once from synchronous code: one deadline, every healthy answer, and nobody's fault spreads."""

import os
import threading
import time
from collections.abc import Callable

import pytest

from modiste.shop.kit.errors import Unavailable
from modiste.shop.kit.fetch.base import FailureKind, FetchFailed, Request
from modiste.shop.kit.fetch.fetcher import Fetcher
from modiste.shop.kit.fetch.tally import Rules
from modiste.shop.kit.redis import Remote
from tests.shop.kit.fetch.conftest import ask, kind_of, policy
from tests.shop.kit.fetch.shops import Shop, dripping, raw, reset, said


def test_answers_by_the_deadline_with_what_is_done_and_names_the_rest(shop: Shop, fetcher: Fetcher) -> None:
    shop.answers |= {
        "/hang": lambda connection: time.sleep(3),
        "/drip": dripping(b"O", pause=0.05, head=b"HTTP/1.1 200 "),
        "/garbage": raw(b"garbage\r\n\r\n"),
        "/503": said(b"", status="503 Service Unavailable"),
        "/reset": reset,
    }
    paths = [*shop.answers, *(f"/good/{number}" for number in range(5))]
    found = fetcher.run({path: fetcher.fetch(Request(shop.url(path)), policy()) for path in paths}, seconds=0.5)
    assert {path: kind_of(outcome) for path, outcome in found.items()} == {
        "/hang": FailureKind.TIMEOUT,
        "/drip": FailureKind.TIMEOUT,
        "/garbage": FailureKind.BROKEN,
        "/503": 503,
        "/reset": FailureKind.UNREACHABLE,
    } | {f"/good/{number}": 200 for number in range(5)}


def test_does_nothing_when_there_is_nothing_to_do(fetcher: Fetcher) -> None:
    assert fetcher.run({}, seconds=1) == {}


def test_a_fault_of_ours_with_one_vendor_leaves_the_others(fetcher: Fetcher) -> None:
    async def broken() -> int:
        raise KeyError("price")

    async def unreadable() -> int:
        raise Unavailable("no price in it", retry_after=7)

    async def good() -> int:
        return 1

    found = fetcher.run({"broken": broken(), "unreadable": unreadable(), "good": good()}, seconds=2)
    assert found["good"] == 1
    assert isinstance(found["broken"], FetchFailed)
    assert found["broken"].kind is FailureKind.BROKEN
    assert isinstance(found["unreadable"], FetchFailed)
    assert (found["unreadable"].detail, found["unreadable"].retry_after) == ("no price in it", 7)


def test_a_task_that_blocks_the_loop_does_not_hold_up_the_caller(fetcher: Fetcher) -> None:
    may_end = threading.Event()

    async def blocking() -> None:
        may_end.wait(10)

    async def good() -> int:
        return 1

    found = fetcher.run({"good": good(), "blocking": blocking()}, seconds=0.3)
    may_end.set()
    assert found["good"] == 1
    assert isinstance(found["blocking"], FetchFailed)


def test_serves_several_threads_at_once(shop: Shop, fetcher: Fetcher) -> None:
    kinds: list[object] = []
    threads = [
        threading.Thread(target=lambda: kinds.extend(kind_of(ask(fetcher, shop.url())) for _ in range(5)))
        for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert kinds == [200] * 40


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # that a process with threads forks: it is what we test
@pytest.mark.parametrize("has_redis", [False, True])
def test_a_forked_child_opens_a_door_of_its_own(
    shop: Shop, open_fetcher: Callable[..., Fetcher], redis_remote: Remote, has_redis: bool
) -> None:
    fetcher = open_fetcher(redis_remote if has_redis else None)
    assert kind_of(ask(fetcher, shop.url())) == 200
    child = os.fork()
    if child == 0:
        outcome = ask(fetcher, shop.url("/child"))
        os._exit(0 if kind_of(outcome) == 200 else 1)
    assert os.waitpid(child, 0)[1] == 0
    assert kind_of(ask(fetcher, shop.url("/parent"))) == 200
    assert [head.split(" ")[1] for head in shop.asked] == ["/", "/child", "/parent"]


def test_asks_without_redis_when_it_is_away(shop: Shop, open_fetcher: Callable[..., Fetcher]) -> None:
    remote = Remote("redis://127.0.0.1:1/0")
    fetcher = open_fetcher(remote)
    rules = policy(per_day=3)
    assert [kind_of(ask(fetcher, shop.url(), rules)) for _ in range(4)] == [200, 200, 200, FailureKind.QUOTA]
    remote.close()


def test_a_vendor_that_fails_is_left_alone_and_tried_again(shop: Shop, open_fetcher: Callable[..., Fetcher]) -> None:
    fetcher = open_fetcher(rules=Rules(strikes=3, pause=1.0))
    rules = policy()
    shop.otherwise = said(b"", status="500 Oh")
    assert [kind_of(ask(fetcher, shop.url(), rules)) for _ in range(5)] == [500] * 3 + [FailureKind.PAUSED] * 2
    assert len(shop.asked) == 3
    shop.otherwise = said()
    time.sleep(1.05)
    assert [kind_of(ask(fetcher, shop.url(), rules)) for _ in range(3)] == [200] * 3


def test_a_vendor_that_hangs_longer_than_callers_wait_is_left_alone_too(
    shop: Shop, open_fetcher: Callable[..., Fetcher]
) -> None:
    fetcher = open_fetcher()
    rules = policy(seconds=1.0)
    shop.otherwise = lambda connection: time.sleep(3)
    kinds = [kind_of(ask(fetcher, shop.url(), rules, seconds=0.6)) for _ in range(4)]
    assert kinds == [FailureKind.TIMEOUT] * 3 + [FailureKind.PAUSED]


def test_our_own_mistakes_are_not_the_vendors(shop: Shop, fetcher: Fetcher) -> None:
    rules = policy()
    for _ in range(5):
        assert kind_of(ask(fetcher, Request(shop.url(), method="PUT"), rules)) is FailureKind.FORBIDDEN
        assert kind_of(ask(fetcher, "http://127.0.0.1/", rules)) is FailureKind.FORBIDDEN
    assert kind_of(ask(fetcher, shop.url(), rules)) == 200


@pytest.mark.parametrize("status", ["429 Too Many Requests", "503 Service Unavailable"])
def test_a_vendor_that_asks_to_be_left_alone_is(shop: Shop, fetcher: Fetcher, status: str) -> None:
    rules = policy()
    shop.otherwise = said(b"", status=status, more=("Retry-After: 120",))
    ask(fetcher, shop.url(), rules)
    failure = ask(fetcher, shop.url(), rules)
    assert kind_of(failure) is FailureKind.PAUSED
    assert 115 <= failure.retry_after <= 121
    assert len(shop.asked) == 1


@pytest.mark.parametrize("text", ["", "soon", "-1", "Fri, 27 Nov 1998 10:00:00 GMT", "9" * 400])
def test_reads_any_retry_after(shop: Shop, fetcher: Fetcher, text: str) -> None:
    shop.otherwise = said(b"", status="429 Too Many Requests", more=(f"Retry-After: {text}",))
    assert kind_of(ask(fetcher, shop.url())) == 429


def test_waits_for_its_turn_while_that_helps(shop: Shop, fetcher: Fetcher) -> None:
    rules = policy(per_second=10.0, burst=1)
    tasks = {number: fetcher.fetch(Request(shop.url()), rules) for number in range(4)}
    assert [kind_of(outcome) for outcome in fetcher.run(tasks, seconds=5).values()] == [200] * 4
    slow = policy(per_second=0.1, burst=1)
    assert [kind_of(ask(fetcher, shop.url(), slow)) for _ in range(2)] == [200, FailureKind.BUSY]
