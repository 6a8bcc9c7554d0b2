"""A shop on loopback, and a fetcher that may reach it and nothing else that is private."""

import socket
import uuid
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import redis

from modiste.shop.kit.fetch.base import Answer, FailureKind, FetchFailed, Policy, Request
from modiste.shop.kit.fetch.fetcher import Fetcher
from modiste.shop.kit.fetch.settings import FetchSettings
from modiste.shop.kit.redis import Remote
from tests.conftest import skip_or_fail
from tests.shop.kit.fetch.shops import Shop

REDIS = "redis://127.0.0.1:6379/9"


def no_names(host: str, port: int, **options: Any) -> list[tuple[Any, ...]]:
    """A name server that knows no name, only how numbers are written."""
    return socket.getaddrinfo(host, port, flags=socket.AI_NUMERICHOST, **options)


@pytest.fixture
def shop() -> Iterator[Shop]:
    opened = Shop()
    yield opened
    opened.close()


@pytest.fixture
def open_fetcher(shop: Shop) -> Iterator[Callable[..., Fetcher]]:
    opened: list[Fetcher] = []

    def open_one(remote: Remote | None = None, *, ports: tuple[int, ...] = (80, 443), **options: Any) -> Fetcher:
        said = {"public_url": options.pop("public_url")} if "public_url" in options else {}
        settings = FetchSettings(
            _env_file=None, allowed_hosts=[shop.address], ports=list(ports), contact="a test", **said
        )
        opened.append(Fetcher(settings, remote, **({"look_up": no_names} | options)))
        return opened[-1]

    yield open_one
    for one in opened:
        one.close()


@pytest.fixture
def fetcher(open_fetcher: Callable[..., Fetcher]) -> Fetcher:
    return open_fetcher()


@pytest.fixture
def redis_remote() -> Iterator[Remote]:
    try:
        with redis.Redis.from_url(REDIS) as client:
            client.ping()
    except redis.RedisError:
        skip_or_fail("no Redis on 127.0.0.1:6379")
    remote = Remote(REDIS)
    yield remote
    remote.close()


def policy(**options: Any) -> Policy:
    """A vendor that nobody asked before."""
    return Policy(uuid.uuid4().hex, **({"per_second": 1000.0, "burst": 1000, "concurrency": 100} | options))


def ask(fetcher: Fetcher, request: Request | str, rules: Policy | None = None, *, seconds: float = 5.0) -> Any:
    """The answer, or the failure."""
    question = Request(request) if isinstance(request, str) else request
    return fetcher.run({1: fetcher.fetch(question, rules or policy())}, seconds=seconds)[1]


def kind_of(outcome: Answer | FetchFailed) -> FailureKind | int:
    """Why there is no answer, or the answer's status."""
    return outcome.kind if isinstance(outcome, FetchFailed) else outcome.status
