"""The cache costs speed when it fails, never correctness: with Redis, without, and with one that dies."""

import json
import os
import signal
import socket
import subprocess
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import redis
from structlog.testing import capture_logs

from modiste.shop.kit import cache as caching
from modiste.shop.kit.cache import Cache, price_comparisons_key, recommendations_key, session_key
from modiste.shop.kit.redis import RedisAway, Remote
from tests.conftest import skip_or_fail

REDIS = "redis://127.0.0.1:6379/9"
CLOSED = "redis://127.0.0.1:1/0"


@pytest.fixture
def client() -> Iterator[Any]:
    client = redis.Redis.from_url(REDIS)
    try:
        client.ping()
    except redis.RedisError:
        skip_or_fail("no Redis on 127.0.0.1:6379")
    yield client
    client.close()


@pytest.fixture
def key() -> str:
    return recommendations_key(uuid.uuid4().int)  # tests run side by side in one Redis


@pytest.fixture
def remote(client: Any, key: str) -> Iterator[Remote]:
    remote = Remote(REDIS, pause=0.1)
    yield remote
    client.delete(key)
    remote.close()


class Server:
    """A Redis of our own that may be killed."""

    def __init__(self, folder: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.folder = folder
        self.start()

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"

    def start(self) -> None:
        options = ["--port", str(self.port), "--bind", "127.0.0.1", "--appendonly", "yes", "--appendfsync", "always"]
        self.process = subprocess.Popen(
            ["redis-server", *options, "--dir", str(self.folder)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        with redis.Redis(port=self.port) as client:
            until = time.monotonic() + 5
            while time.monotonic() < until:
                try:
                    client.ping()
                    return
                except redis.RedisError:
                    time.sleep(0.02)
        raise RuntimeError("redis-server did not start")

    def kill(self) -> None:
        os.kill(self.process.pid, signal.SIGKILL)
        self.process.wait()


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    try:
        server = Server(tmp_path)
    except FileNotFoundError:
        skip_or_fail("no redis-server in the PATH")
    yield server
    server.kill()


@pytest.fixture(params=["in process", "redis", "closed port"])
def any_cache(request: pytest.FixtureRequest) -> Iterator[Cache]:
    if request.param == "in process":
        yield Cache()
        return
    remote = request.getfixturevalue("remote") if request.param == "redis" else Remote(CLOSED)
    yield Cache(remote)
    remote.close()


def test_the_keys_are_those_of_the_contract() -> None:
    assert (recommendations_key(7), price_comparisons_key(8)) == ("user:7:recommendations", "item:8:price_comparisons")
    assert session_key("0190-ab") == "session:0190-ab"
    assert (caching.RECOMMENDATIONS_SECONDS, caching.PRICE_COMPARISONS_SECONDS) == (86_400, 3_600)


def test_keeps_and_forgets(any_cache: Cache, key: str) -> None:
    value = {"items": [1, 2.5, "é", None, True], "empty": {}}
    assert any_cache.get(key) is None
    any_cache.set(key, value, seconds=60)
    assert any_cache.get(key) == value
    any_cache.set(key, [1], seconds=60)
    assert any_cache.get(key) == [1]
    any_cache.delete(key, "never:kept")
    assert any_cache.get(key) is None


def test_a_value_ends(any_cache: Cache, key: str) -> None:
    any_cache.set(key, 1, seconds=1)
    time.sleep(1.1)
    assert any_cache.get(key) is None


def test_what_is_given_out_is_nobodys_to_change(any_cache: Cache, key: str) -> None:
    any_cache.set(key, {"items": [1]}, seconds=60)
    any_cache.get(key)["items"].append(2)  # type: ignore[index]
    assert any_cache.get(key) == {"items": [1]}


def test_redis_holds_it_under_the_key_for_its_time(remote: Remote, client: Any, key: str) -> None:
    Cache(remote).set(key, [1, 2], seconds=86_400)
    assert json.loads(client.get(key)) == {"key": key, "value": [1, 2]}
    assert 86_390 < client.ttl(key) <= 86_400


def test_two_processes_share_what_redis_holds(remote: Remote, key: str) -> None:
    Cache(remote).set(key, "shared", seconds=60)
    assert Cache(remote).get(key) == "shared"


@pytest.mark.parametrize(
    "garbage", [b"", b"\xff\x00", b"{", b"null", b"[]", b"7", b'{"value": 1}', b'"text"', b"[" * 100_000, b'{"key": 1}']
)
def test_garbage_in_redis_is_a_miss(remote: Remote, client: Any, key: str, garbage: bytes) -> None:
    client.set(key, garbage)
    assert Cache(remote).get(key) is None


def test_a_key_of_another_type_is_a_miss_and_no_reason_to_shun_redis(remote: Remote, client: Any, key: str) -> None:
    client.lpush(key, "x")
    cache = Cache(remote)
    assert cache.get(key) is None
    cache.set(key, "better", seconds=60)
    assert json.loads(client.get(key))["value"] == "better"


def test_an_answer_meant_for_somebody_else_is_not_given_out(remote: Remote, client: Any, key: str) -> None:
    other = recommendations_key(1)
    client.set(key, json.dumps({"key": other, "value": ["their private things"]}))
    assert Cache(remote).get(key) is None


def test_redis_emptied_is_a_miss(remote: Remote, client: Any, key: str) -> None:
    cache = Cache(remote)
    cache.set(key, 1, seconds=60)
    client.delete(key)
    assert cache.get(key) is None


def test_a_redis_that_swallows_everything_costs_a_moment_once() -> None:
    with socket.socket() as hole:
        hole.bind(("127.0.0.1", 0))
        hole.listen(8)
        remote = Remote(f"redis://127.0.0.1:{hole.getsockname()[1]}/0")
        cache = Cache(remote)
        started = time.monotonic()
        cache.set("k", 1, seconds=60)
        assert time.monotonic() - started < 0.5
        started = time.monotonic()
        for _ in range(100):
            assert cache.get("k") == 1
        assert time.monotonic() - started < 0.1
        remote.close()


def test_the_outage_is_logged_once_and_its_end_too(server: Server) -> None:
    remote = Remote(server.url, pause=0.05)
    with capture_logs() as lines:
        server.kill()
        for _ in range(5):
            with pytest.raises(RedisAway):
                remote.ask(lambda client: client.get("k"))
            time.sleep(0.06)
        server.start()
        time.sleep(0.06)
        remote.ask(lambda client: client.get("k"))
    assert [line["event"] for line in lines] == ["redis is away; going on without it", "redis is back"]
    remote.close()


def test_while_redis_is_dead_all_goes_on_and_nothing_stale_comes_back(server: Server) -> None:
    remote = Remote(server.url, pause=0.05)
    cache = Cache(remote)
    for key, value in {"changed": "old", "deleted": "old", "kept": "old"}.items():
        cache.set(key, value, seconds=600)
    server.kill()
    assert cache.get("kept") is None
    cache.set("changed", "new", seconds=600)
    cache.delete("deleted")
    assert (cache.get("changed"), cache.get("deleted")) == ("new", None)
    server.start()  # its append-only file brings all three old values back
    time.sleep(0.06)
    assert (cache.get("kept"), cache.get("deleted"), cache.get("changed")) == ("old", None, None)
    remote.close()


def test_a_redis_that_dies_amidst_many_requests_disturbs_none(server: Server) -> None:
    remote = Remote(server.url, pause=0.05)
    cache = Cache(remote)
    errors: list[Exception] = []
    strangers: list[Any] = []
    until = time.monotonic() + 1.0

    def work(number: int) -> None:
        key = recommendations_key(number)
        try:
            while time.monotonic() < until:
                cache.set(key, number, seconds=60)
                if cache.get(key) not in (number, None):
                    strangers.append(cache.get(key))
                time.sleep(0.001)
        except Exception as error:  # noqa: BLE001  whatever it is, it would reach a shopper
            errors.append(error)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    time.sleep(0.3)
    server.kill()
    time.sleep(0.3)
    server.start()
    for thread in threads:
        thread.join()
    assert (errors, strangers) == ([], [])
    time.sleep(0.06)
    cache.set("k", 1, seconds=60)
    assert remote.ask(lambda client: client.exists("k")) == 1
    remote.close()


def test_after_very_many_changes_redis_forgets_all_of_ours(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(caching, "MOST_FORGOTTEN", 10)
    remote = Remote(server.url, pause=0.05)
    cache = Cache(remote)
    remote.ask(lambda client: client.mset({session_key(1): "old", recommendations_key(2): "old", "celery": "a task"}))
    server.kill()
    cache.delete(*(session_key(number) for number in range(50)))
    server.start()
    time.sleep(0.06)
    cache.get("anything")
    assert remote.ask(lambda client: client.keys("*")) == [b"celery"]
    assert cache._forgotten == set()
    remote.close()


def test_the_process_holds_a_bounded_number_of_values(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(caching, "MOST_ENTRIES", 100)
    cache = Cache()
    for number in range(1000):
        cache.set(f"k{number}", number, seconds=600)
    held = [number for number in range(1000) if cache.get(f"k{number}") == number]
    assert len(held) == 100


@pytest.mark.parametrize("act", [lambda c: c.get("k"), lambda c: c.set("k", 1, seconds=9), lambda c: c.delete("k")])
def test_a_closed_port_is_noticed_at_once(act: Callable[[Cache], object]) -> None:
    remote = Remote(CLOSED)
    started = time.monotonic()
    act(Cache(remote))
    assert time.monotonic() - started < 0.1
    remote.close()
