"""Watching one job: its states as they come, without holding a thread or a connection in between."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from time import monotonic
from weakref import WeakKeyDictionary

import anyio
import anyio.to_thread

from modiste.shop.jobs.service import ENDED
from modiste.shop.kit.errors import TooMany, Unavailable
from modiste.shop.kit.queue.models import Job

SHORTEST_PAUSE, LONGEST_PAUSE = 0.25, 1.0  # seconds between two looks: short after a change, then longer
LIFE = 600.0  # seconds; a client then comes back with Last-Event-ID, and is asked again who it is
READERS = 2  # looks at a time, so that a crowd of watchers cannot take the request's connections
IN_ALL, PER_PERSON = 128, 8


class TooManyWatchers(TooMany):
    """So many event streams are open that another one is refused."""

    title = "Too many event streams are open: close one, or ask for the job itself"


class Watchers:
    """Who watches how many jobs in this process."""

    def __init__(self) -> None:
        self._open: Counter[int] = Counter()

    @contextmanager
    def place(self, person: int) -> Iterator[None]:
        """One place for this person; raises TooManyWatchers."""
        if self._open.total() >= IN_ALL or self._open[person] >= PER_PERSON:
            raise TooManyWatchers(retry_after=5)
        self._open[person] += 1
        try:
            yield
        finally:
            self._open[person] -= 1
            self._open += Counter()  # drops people who watch nothing


WATCHERS = Watchers()
_readers: WeakKeyDictionary[asyncio.AbstractEventLoop, anyio.CapacityLimiter] = WeakKeyDictionary()


async def changes_of(read: Callable[[], Job | None], *, since: int = -1) -> AsyncIterator[Job]:
    """The job whenever its version passed `since`; ends after its end, when it is gone, or after ten minutes."""
    limiter = _readers.setdefault(asyncio.get_running_loop(), anyio.CapacityLimiter(READERS))
    pause, until = SHORTEST_PAUSE, monotonic() + LIFE
    while monotonic() < until:
        try:
            job = await anyio.to_thread.run_sync(read, limiter=limiter)
        except Unavailable:  # the stream outlives a database that is away for a moment
            await anyio.sleep(LONGEST_PAUSE)
            continue
        if job is None:
            return
        has_ended = job.state in ENDED
        pause = SHORTEST_PAUSE if job.version > since else min(pause * 1.25, LONGEST_PAUSE)
        if job.version > since or has_ended:
            yield job
        if has_ended:
            return
        since = job.version
        await anyio.sleep(pause)
