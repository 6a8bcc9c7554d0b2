"""Limits of one vendor: the same rules in Redis and in this process, and over many processes exactly."""

import subprocess
import sys
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import time_machine

from modiste.shop.kit.fetch.fetcher import Fetcher
from modiste.shop.kit.fetch.limiter import RemoteTally
from modiste.shop.kit.fetch.tally import LocalTally, Outcome, Rules, Verdict
from modiste.shop.kit.redis import Remote
from tests.conftest import REPOSITORY
from tests.shop.kit.fetch.conftest import REDIS, ask, kind_of, policy
from tests.shop.kit.fetch.shops import Shop

Tally = LocalTally | RemoteTally
RULES = Rules(strikes=3, pause=0.8, longest_pause=1.2)
GO, BUSY, QUOTA, PAUSED = Verdict.GO, Verdict.BUSY, Verdict.QUOTA, Verdict.PAUSED
ASKER = """
import sys
from modiste.shop.kit.fetch.base import Policy
from modiste.shop.kit.fetch.fetcher import Fetcher
from modiste.shop.kit.fetch.limiter import RemoteTally
from modiste.shop.kit.fetch.tally import Outcome, Rules, Verdict
from modiste.shop.kit.redis import Remote
name, process = sys.argv[1:]
tally = RemoteTally(Remote(%r), Rules())
vendor = Policy(name, per_second=1e6, burst=10**6, per_day=1000, concurrency=10**6)
count = 0
print("ready", flush=True)
sys.stdin.readline()
for number in range(400):
    verdict, _ = tally.enter(vendor, f"{process}-{number}")
    if verdict is Verdict.GO:
        count += 1
        tally.leave(vendor, f"{process}-{number}", Outcome.ANSWERED, 0.0)
print(count)
"""


@pytest.fixture(params=["in process", "redis"])
def tally(request: pytest.FixtureRequest) -> Iterator[Tally]:
    if request.param == "in process":
        yield LocalTally(RULES)
    else:
        yield RemoteTally(request.getfixturevalue("redis_remote"), RULES)


def test_a_burst_goes_out_and_then_one_at_a_time(tally: Tally) -> None:
    vendor = policy(per_second=1.0, burst=3)
    verdicts = [tally.enter(vendor, str(number)) for number in range(4)]
    assert [verdict for verdict, _ in verdicts] == [GO, GO, GO, BUSY]
    assert 0.0 < verdicts[3][1] <= 1.0
    time.sleep(verdicts[3][1] + 0.01)
    assert [tally.enter(vendor, str(number))[0] for number in (5, 6)] == [GO, BUSY]


def test_no_more_are_out_at_once_than_allowed(tally: Tally) -> None:
    vendor = policy(concurrency=2)
    assert [tally.enter(vendor, name)[0] for name in "abc"] == [GO, GO, BUSY]
    tally.leave(vendor, "a", Outcome.ANSWERED, 0.0)
    assert [tally.enter(vendor, name)[0] for name in "de"] == [GO, BUSY]


def test_a_lease_that_nobody_gives_back_ends_by_itself(tally: Tally, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Rules, "lease_of", lambda rules, vendor: 0.5)
    vendor = policy(concurrency=1)
    assert [tally.enter(vendor, name)[0] for name in "ab"] == [GO, BUSY]
    time.sleep(0.52)
    assert tally.enter(vendor, "c")[0] is GO


def test_the_quota_of_a_day_is_kept_and_refusals_cost_nothing(tally: Tally) -> None:
    vendor = policy(per_day=3, concurrency=1)
    for _ in range(3):
        assert tally.enter(vendor, "a")[0] is GO
        assert tally.enter(vendor, "b")[0] in (BUSY, QUOTA)
        tally.leave(vendor, "a", Outcome.ANSWERED, 0.0)
    verdict, wait = tally.enter(vendor, "c")
    assert verdict is QUOTA
    assert 0 < wait <= 24 * 3600


def test_the_quota_begins_anew_at_midnight_in_utc() -> None:
    tally, vendor = LocalTally(RULES), policy(per_day=1)
    with time_machine.travel("2026-11-27T23:59:50Z", tick=False) as clock:
        assert tally.enter(vendor, "a")[0] is GO
        assert tally.enter(vendor, "b") == (QUOTA, 10.0)
        clock.shift(10)
        assert tally.enter(vendor, "c")[0] is GO


def test_three_failures_in_a_row_shut_the_breaker_and_one_tries_again(tally: Tally) -> None:
    vendor = policy()
    for outcome in (Outcome.FAILED, Outcome.FAILED, Outcome.ANSWERED, Outcome.FAILED, Outcome.UNASKED, Outcome.FAILED):
        assert tally.enter(vendor, "a")[0] is GO
        tally.leave(vendor, "a", outcome, 0.0)
    assert tally.enter(vendor, "last")[0] is GO
    tally.leave(vendor, "last", Outcome.FAILED, 0.0)
    verdict, wait = tally.enter(vendor, "b")
    assert verdict is PAUSED
    assert 0.0 < wait <= 0.8
    time.sleep(wait + 0.01)
    assert [tally.enter(vendor, name)[0] for name in ("probe", "other")] == [GO, PAUSED]
    tally.leave(vendor, "probe", Outcome.ANSWERED, 0.0)
    assert [tally.enter(vendor, name)[0] for name in "cdef"] == [GO] * 4


def test_a_probe_that_fails_shuts_the_breaker_for_longer(tally: Tally) -> None:
    vendor = policy()
    for _ in range(3):
        tally.enter(vendor, "a")
        tally.leave(vendor, "a", Outcome.FAILED, 0.0)
    time.sleep(0.81)
    assert tally.enter(vendor, "probe")[0] is GO
    tally.leave(vendor, "probe", Outcome.FAILED, 0.0)
    verdict, wait = tally.enter(vendor, "b")
    assert verdict is PAUSED
    assert 0.8 < wait <= 1.2


def test_stragglers_of_a_failing_vendor_count_once(tally: Tally) -> None:
    vendor = policy()
    for name in "abcdef":
        assert tally.enter(vendor, name)[0] is GO
    for name in "abcdef":
        tally.leave(vendor, name, Outcome.FAILED, 0.0)
    assert tally.enter(vendor, "g")[1] <= 0.8  # not the longer pause of a second time


def test_a_vendor_that_wants_to_be_left_alone_is_whatever_others_hear(tally: Tally) -> None:
    vendor = policy()
    assert [tally.enter(vendor, name)[0] for name in "ab"] == [GO, GO]
    tally.leave(vendor, "a", Outcome.ANSWERED, 60.0)
    tally.leave(vendor, "b", Outcome.ANSWERED, 0.0)
    verdict, wait = tally.enter(vendor, "c")
    assert verdict is PAUSED
    assert 30 < wait <= 60


def test_many_threads_get_no_more(tally: Tally) -> None:
    vendor, went = policy(per_day=50), []

    def enter() -> None:
        for _ in range(20):
            lease = uuid.uuid4().hex
            if tally.enter(vendor, lease)[0] is GO:
                went.append(lease)
                tally.leave(vendor, lease, Outcome.ANSWERED, 0.0)

    threads = [threading.Thread(target=enter) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(went) == 50


def test_eight_processes_share_a_quota_exactly(redis_remote: Remote) -> None:
    name = uuid.uuid4().hex
    askers = [
        subprocess.Popen(
            [sys.executable, "-c", ASKER % REDIS, name, str(number)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=REPOSITORY,
        )
        for number in range(8)
    ]
    for asker in askers:
        assert asker.stdout is not None
        assert asker.stdout.readline() == "ready\n"
    counts = [int(asker.communicate("go\n", timeout=60)[0]) for asker in askers]
    assert sum(counts) == 1000


def test_an_answer_does_not_wait_until_redis_has_heard_its_end(
    open_fetcher: Callable[..., Fetcher], redis_remote: Remote, shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    may_go_on, heard, ask_redis = threading.Event(), list[int](), redis_remote.ask

    def ask_slowly(act: Callable[[Any], Any]) -> Any:
        heard.append(len(heard))
        if len(heard) > 1:  # the first asks for leave, the second gives it back
            may_go_on.wait(10)
        return ask_redis(act)

    monkeypatch.setattr(redis_remote, "ask", ask_slowly)
    fetcher, vendor = open_fetcher(redis_remote), policy()
    assert kind_of(ask(fetcher, shop.url(), vendor, seconds=4.0)) == 200
    assert ask_redis(lambda client: client.zcard(f"fetch:{{{vendor.name}}}:leases")) == 1
    may_go_on.set()
    fetcher.close()
    assert ask_redis(lambda client: client.zcard(f"fetch:{{{vendor.name}}}:leases")) == 0
