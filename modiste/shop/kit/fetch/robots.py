"""What a site's robots.txt wants (RFC 9309), asked once a day for each origin; a site that cannot say is not read."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from cachetools import TLRUCache
from protego import Protego
from yarl import URL

from modiste.shop.kit.fetch.base import Answer, FailureKind, FetchFailed, Request

NAME = "Modiste"
LARGEST = 512 * 1024  # RFC 9309, 2.5: 500 KiB at least
FRESH, FRESH_UNKNOWN = 24 * 3600.0, 300.0  # seconds a robots.txt is believed, and that it could not be had
PATIENCE = 10.0  # seconds for the robots.txt itself; who asked for the page may have gone by then
LONGEST_DELAY = 30.0  # seconds between two questions; who wants more than that does not want us
MOST_ORIGINS = 2_000

Ask = Callable[[Request], Awaitable[Answer]]


@dataclass(frozen=True, slots=True)
class _Wishes:
    rules: Protego | None  # None: unknown, so nothing is read
    seconds: float


class Robots:
    """The wishes of sites; `ask` fetches without asking robots.txt. Belongs to one event loop."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask
        self._known: TLRUCache[str, _Wishes] = TLRUCache(MOST_ORIGINS, ttu=lambda _, wishes, now: now + wishes.seconds)
        self._asking: dict[str, asyncio.Task[_Wishes]] = {}

    async def check(self, url: URL) -> float:
        """The seconds that the site wants between two questions (0: it does not say); raises FetchFailed(ROBOTS)."""
        wishes = await self._wishes_of(str(url.origin()))
        if wishes.rules is None:
            raise FetchFailed(FailureKind.ROBOTS, "The site does not say whether it may be read.", retry_after=300)
        delay = wishes.rules.crawl_delay(NAME) or 0.0
        if delay > LONGEST_DELAY or not wishes.rules.can_fetch(str(url), NAME):
            raise FetchFailed(FailureKind.ROBOTS, "The site does not want this page to be read by programs.")
        return delay

    async def _wishes_of(self, origin: str) -> _Wishes:
        known = self._known.get(origin)
        if known is not None:
            return known
        task = self._asking.get(origin)
        if task is None:
            task = self._asking[origin] = asyncio.create_task(self._find_out(origin))
            task.add_done_callback(lambda done: self._forget(origin, done))
        return await asyncio.shield(task)

    def _forget(self, origin: str, done: asyncio.Task[_Wishes]) -> None:
        self._asking.pop(origin, None)
        if not done.cancelled():
            done.exception()  # looked at, even if everybody who waited has gone

    async def _find_out(self, origin: str) -> _Wishes:
        try:
            async with asyncio.timeout(PATIENCE):
                answer = await self._ask(Request(f"{origin}/robots.txt", accepts=("*/*",), largest=LARGEST))
        except (FetchFailed, TimeoutError) as failure:
            if isinstance(failure, FetchFailed) and failure.kind is FailureKind.FORBIDDEN:
                raise  # not the open web: the same is to be said of the page itself
            wishes = _Wishes(None, FRESH_UNKNOWN)
        else:
            wishes = await _read(answer)
        self._known[origin] = wishes
        return wishes


async def _read(answer: Answer) -> _Wishes:
    if answer.status >= 500 or answer.status == 429:
        return _Wishes(None, FRESH_UNKNOWN)
    text = answer.body.decode("utf-8", "replace") if answer.status == 200 else ""  # none: all may be read
    return _Wishes(await asyncio.to_thread(Protego.parse, text), FRESH)
