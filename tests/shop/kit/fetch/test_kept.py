"""What many questions read is fetched by one of them: kept, shown old rather than late, failures told again."""

import asyncio
import time
from typing import Any

import pytest

from modiste.shop.kit.fetch import kept
from modiste.shop.kit.fetch.base import Answer, FailureKind, FetchFailed, Policy, Request
from modiste.shop.kit.fetch.fetcher import Fetcher
from modiste.shop.kit.fetch.kept import Kept
from tests.shop.kit.fetch.conftest import policy
from tests.shop.kit.fetch.shops import Shop, said

FEED = "http://shop.example/feed.xml"
POLICY = Policy("shop")


class Source:
    """Answers one number higher each time, or fails."""

    def __init__(self, seconds: float = 0.0) -> None:
        self.asked, self.fails, self.seconds = 0, False, seconds

    async def fetch(self, request: Request, _policy: Policy) -> Answer:
        self.asked += 1
        number = self.asked
        await asyncio.sleep(self.seconds)
        if self.fails:
            raise FetchFailed(FailureKind.UNREACHABLE, "gone")
        return Answer(200, {}, str(number).encode(), request.url)


async def read(files: Kept, keep: float = 60.0) -> int:
    return int((await files.get(Request(FEED, keep=keep), POLICY)).body)


def test_one_fetches_for_all_who_ask_at_the_same_time() -> None:
    async def play() -> None:
        source = Source(seconds=0.05)
        files = Kept(source.fetch)
        assert await asyncio.gather(*(read(files) for _ in range(20))) == [1] * 20
        assert await read(files) == 1
        assert source.asked == 1

    asyncio.run(play())


def test_what_is_old_is_given_at_once_and_renewed_behind() -> None:
    async def play() -> None:
        source = Source()
        files = Kept(source.fetch)
        await read(files, keep=0.05)
        source.seconds = 0.1
        await asyncio.sleep(0.06)
        began = time.monotonic()
        assert await read(files, keep=0.05) == 1
        assert time.monotonic() - began < 0.09
        await asyncio.sleep(0.15)
        assert await read(files, keep=0.05) == 2

    asyncio.run(play())


def test_a_failure_is_told_again_for_a_moment_and_an_old_file_outlives_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "FAILURE_SECONDS", 0.1)

    async def play() -> None:
        source = Source()
        source.fails = True
        files = Kept(source.fetch)
        for _ in range(3):
            with pytest.raises(FetchFailed, match="gone"):
                await read(files)
        assert source.asked == 1
        await asyncio.sleep(0.11)
        source.fails = False
        assert await read(files, keep=0.02) == 2
        source.fails = True
        await asyncio.sleep(0.03)
        assert await read(files, keep=0.02) == 2
        await asyncio.sleep(0.01)
        assert await read(files, keep=0.02) == 2
        assert source.asked == 3

    asyncio.run(play())


def test_who_has_no_time_left_leaves_the_file_to_those_after_them(shop: Shop, fetcher: Fetcher) -> None:
    def slowly(connection: Any) -> None:
        time.sleep(0.4)
        said(b"feed", kind="text/plain")(connection)

    shop.answers["/feed"] = slowly
    request = Request(shop.url("/feed"), accepts=("text/plain",), keep=60.0)
    first = fetcher.run({1: fetcher.fetch(request, policy())}, seconds=0.2)[1]
    assert isinstance(first, FetchFailed)
    assert first.kind is FailureKind.TIMEOUT
    second = fetcher.run({1: fetcher.fetch(request, policy())}, seconds=2.0)[1]
    assert isinstance(second, Answer)
    assert second.body == b"feed"
    assert sum("/feed" in head for head in shop.asked) == 1
