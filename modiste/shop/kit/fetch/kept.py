"""Whole files that many questions read, such as a shop's feed: fetched by one, shown old rather than late, failures
remembered for a moment too. Kept in this process, on the loop of the fetcher, which needs no locks."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from contextvars import Context
from dataclasses import dataclass

from cachetools import LRUCache

from modiste.shop.kit.fetch.base import Answer, FailureKind, FetchFailed, Policy, Request

LARGEST_KEPT = 64 * 1024 * 1024  # bytes of all that is kept
STALE_FACTOR = 24  # times its freshness a file is still shown while a newer one is fetched
FAILURE_SECONDS = 60.0  # how long a failure is told again instead of asking once more

Fetch = Callable[[Request, Policy], Awaitable[Answer]]


@dataclass(slots=True)
class _Held:
    answer: Answer
    fresh_until: float
    gone_at: float


class Kept:
    """Answers by address, for requests that say how long theirs may be kept (`Request.keep`, in seconds)."""

    def __init__(self, fetch: Fetch) -> None:
        self._fetch = fetch
        self._held: LRUCache[str, _Held] = LRUCache(LARGEST_KEPT, getsizeof=lambda held: len(held.answer.body))
        self._failed: LRUCache[str, tuple[FetchFailed, float]] = LRUCache(1_000)
        self._under_way: dict[str, asyncio.Task[Answer]] = {}

    async def get(self, request: Request, policy: Policy) -> Answer:
        """The answer, fetched by the first who asks while the others wait for it; raises FetchFailed."""
        now = time.monotonic()
        held = self._held.get(request.url)
        if held is not None and now < held.gone_at:
            if now >= held.fresh_until and not self._has_failed(request.url, now):
                self._begin(request, policy)
            return held.answer
        if self._has_failed(request.url, now):
            raise self._failed[request.url][0]
        return await asyncio.shield(self._begin(request, policy))  # whose deadline ends leaves it to the others

    def _has_failed(self, url: str, now: float) -> bool:
        return url in self._failed and now < self._failed[url][1]

    def _begin(self, request: Request, policy: Policy) -> asyncio.Task[Answer]:
        task = self._under_way.get(request.url)
        if task is None:
            # In a context of its own: who waits may have little time, and what comes serves those after them too.
            renewing = asyncio.create_task(self._renew(request, policy), context=Context())
            task = self._under_way[request.url] = renewing
            task.add_done_callback(lambda done: self._end(request.url, done))
        return task

    async def _renew(self, request: Request, policy: Policy) -> Answer:
        answer = await self._fetch(request, policy)
        if answer.status == 200 and len(answer.body) <= LARGEST_KEPT:
            now = time.monotonic()
            self._held[request.url] = _Held(answer, now + request.keep, now + STALE_FACTOR * request.keep)
        return answer

    def _end(self, url: str, task: asyncio.Task[Answer]) -> None:
        self._under_way.pop(url, None)
        error = None if task.cancelled() else task.exception()  # asked for, so that nobody is told it was not
        if isinstance(error, FetchFailed) and error.kind is not FailureKind.BUSY:
            self._failed[url] = error, time.monotonic() + FAILURE_SECONDS
