"""The door: one question with every limit, and many at once from synchronous code with one deadline."""

import asyncio
import contextlib
import os
import socket
import time
from collections.abc import AsyncIterator, Coroutine, Hashable, Mapping
from concurrent.futures import TimeoutError as TooLate
from contextvars import ContextVar
from dataclasses import dataclass, replace
from datetime import UTC
from email.utils import parsedate_to_datetime
from typing import Any, TypeVar

import structlog
from yarl import URL

from modiste.shop.kit import clock
from modiste.shop.kit.errors import Unavailable
from modiste.shop.kit.fetch.base import Answer, FailureKind, FetchFailed, Policy, Request
from modiste.shop.kit.fetch.kept import Kept
from modiste.shop.kit.fetch.limiter import Limiter
from modiste.shop.kit.fetch.loop import LoopThread
from modiste.shop.kit.fetch.robots import Robots
from modiste.shop.kit.fetch.settings import FetchSettings
from modiste.shop.kit.fetch.sockets import LookUp
from modiste.shop.kit.fetch.tally import Outcome, Rules
from modiste.shop.kit.fetch.wire import ConnectionLost, Permit, Wire
from modiste.shop.kit.redis import Remote

K = TypeVar("K", bound=Hashable)
T = TypeVar("T")

HAND_OVER = 0.01  # seconds before the caller's deadline at which a question ends, so that its failure is told by name
FAIR_CHANCE = 0.4  # seconds after which silence is the vendor's fault, even if the caller wanted to wait longer
STAY_AWAY, LONGEST_STAY_AWAY = 5.0, 24 * 3600.0  # seconds after a 429 that does not say how long
BLAMED = frozenset({FailureKind.UNREACHABLE, FailureKind.BROKEN, FailureKind.TOO_LARGE})

log = structlog.get_logger(__name__)
_deadline: ContextVar[float | None] = ContextVar("deadline", default=None)


@dataclass(frozen=True, slots=True)
class _Tools:
    """What belongs to one event loop, and so to one process."""

    wire: Wire
    robots: Robots
    limiter: Limiter
    kept: Kept


class Fetcher:
    """Asks the open web. `fetch` is for coroutines given to `run`; `run` may be called by any thread, at the same time.

    For pages the limits hold for each host, under the vendor's name: a shop that is down says nothing of the others.
    """

    def __init__(
        self,
        settings: FetchSettings,
        remote: Remote | None = None,
        *,
        rules: Rules | None = None,
        look_up: LookUp = socket.getaddrinfo,
    ) -> None:
        self._settings, self._remote, self._rules, self._look_up = settings, remote, rules, look_up
        self._loop = LoopThread("fetch")
        self._tools: dict[int, _Tools] = {}  # by process: after a fork the parent's are kept, never used or closed

    async def fetch(self, request: Request, policy: Policy) -> Answer:
        """The answer to `request`, of whatever status, within `policy`, or the one that is kept; raises FetchFailed."""
        if request.keep > 0 and request.method == "GET":
            return await self._tools_here().kept.get(request, policy)
        return await self._fetch(request, policy)

    async def _fetch(self, request: Request, policy: Policy) -> Answer:
        now = time.monotonic()
        until = min(now + policy.seconds, _deadline.get() or now + policy.seconds)
        tools = self._tools_here()
        url = tools.wire.check(request.url)
        if request.is_page:
            async with _within(until):
                delay = await tools.robots.check(url)
            policy = _for_host(policy, url, delay)
        try:
            return await self._attempt(tools, request, policy, until)
        except ConnectionLost:
            if request.method != "GET":
                raise
        return await self._attempt(tools, request, policy, until)

    def run(self, tasks: Mapping[K, Coroutine[Any, Any, T]], *, seconds: float) -> dict[K, T | FetchFailed]:
        """Do all `tasks` at once and answer within `seconds` with what is done; the rest is cancelled, and TIMEOUT."""
        if not tasks:
            return {}
        board: dict[K, T | FetchFailed] = {}
        running = self._loop.submit(_do_all(tasks, board, time.monotonic() + seconds))
        try:
            running.result(seconds)
        except TooLate:
            running.cancel()
        found = dict(board)  # tasks that end from here on write into a board that nobody reads
        return {key: found[key] if key in found else _late() for key in tasks}

    def close(self) -> None:
        """Close every connection and end the threads."""
        tools = self._tools.pop(os.getpid(), None)
        if tools is not None:
            self._loop.submit(_close(tools)).result(5)
        self._loop.stop()
        if tools is not None:
            tools.limiter.close()

    async def _attempt(self, tools: _Tools, request: Request, policy: Policy, until: float) -> Answer:
        # At most half of the time left is spent waiting for our turn: the vendor must get its chance.
        lease = await tools.limiter.enter(policy, patience=(until - time.monotonic()) / 2)
        began, outcome, stay_away = time.monotonic(), Outcome.UNASKED, 0.0
        permit = _permit(tools.robots) if request.is_page else None
        try:
            async with _within(until):
                answer = await tools.wire.ask(request, permit)
            outcome = Outcome.FAILED if answer.status >= 500 else Outcome.ANSWERED
            stay_away = _stay_away(answer)
            return answer
        except FetchFailed as failure:
            had_its_chance = time.monotonic() - began >= min(FAIR_CHANCE, policy.seconds / 2)
            if failure.kind in BLAMED or (failure.kind is FailureKind.TIMEOUT and had_its_chance):
                outcome = Outcome.FAILED
            log.info("vendor did not answer", vendor=policy.name, kind=failure.kind, host=URL(request.url).host)
            raise
        finally:
            tools.limiter.leave(lease, outcome, stay_away)

    def _tools_here(self) -> _Tools:
        process = os.getpid()
        tools = self._tools.get(process)
        if tools is None:
            wire = Wire(self._settings, self._look_up)
            tools = self._tools[process] = _Tools(
                wire, Robots(wire.ask), Limiter(self._remote, self._rules), Kept(self._fetch)
            )
        return tools


async def _close(tools: _Tools) -> None:
    """Cancel what is under way, which gives its leases back, and wait until that is noted."""
    await tools.wire.close()
    under_way = asyncio.all_tasks() - {asyncio.current_task()}
    for task in under_way:
        task.cancel()
    await asyncio.gather(*under_way, return_exceptions=True)
    await tools.limiter.drain()


async def _do_all(tasks: Mapping[K, Coroutine[Any, Any, T]], board: dict[K, T | FetchFailed], until: float) -> None:
    _deadline.set(until - HAND_OVER)

    async def keep(key: K, work: Coroutine[Any, Any, T]) -> None:
        board[key] = await work  # at once: should another task block the loop from here on, this is known

    running = {asyncio.create_task(keep(key, work)): key for key, work in tasks.items()}

    def note(task: asyncio.Task[None]) -> None:
        error = None if task.cancelled() else task.exception()
        if error is not None:
            board[running[task]] = _told(error)

    for task in running:
        task.add_done_callback(note)
    try:
        await asyncio.wait(running)
    finally:
        for task in running:
            task.cancel()


def _told(error: BaseException) -> FetchFailed:
    if isinstance(error, FetchFailed):
        return error
    if isinstance(error, Unavailable):
        return FetchFailed(FailureKind.BROKEN, error.detail, retry_after=error.retry_after)
    # A fault of ours with one vendor must not cost the offers of the others, nor go unseen.
    log.error("asking a vendor broke", exc_info=error)
    return FetchFailed(FailureKind.BROKEN, "The answer could not be understood.")


@contextlib.asynccontextmanager
async def _within(until: float) -> AsyncIterator[None]:
    try:
        async with asyncio.timeout(max(0.0, until - time.monotonic())):
            yield
    except TimeoutError as error:
        raise _late() from error


def _permit(robots: Robots) -> Permit:
    async def ask_robots(url: URL) -> None:
        await robots.check(url)

    return ask_robots


def _for_host(policy: Policy, url: URL, delay: float) -> Policy:
    name = f"{policy.name}@{url.host}:{url.port}"
    if delay <= 0.0:
        return replace(policy, name=name)
    return replace(policy, name=name, per_second=min(policy.per_second, 1.0 / delay), burst=1)


def _stay_away(answer: Answer) -> float:
    """How many seconds the vendor wants to be left alone."""
    if answer.status not in (429, 503):
        return 0.0
    text = answer.headers.get("retry-after", "").strip()
    if text.isdecimal() and len(text) < 10:
        return min(float(text), LONGEST_STAY_AWAY)
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return STAY_AWAY if answer.status == 429 else 0.0
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return min(max((moment - clock.now()).total_seconds(), 0.0), LONGEST_STAY_AWAY)


def _late() -> FetchFailed:
    return FetchFailed(FailureKind.TIMEOUT, "The shop took too long.")
