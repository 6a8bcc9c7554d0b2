"""Webhooks on their way: once and at once, or twice, late, never, out of order or before the API's own answer."""

import asyncio
import time
from collections import defaultdict, deque
from collections.abc import Coroutine, Mapping
from dataclasses import dataclass
from typing import Any

import aiohttp

from modiste.sandbox.payments import signatures
from modiste.sandbox.payments.book import Book, Event

# The providers try again over hours and days (Stripe up to three days, Paystack 72 hours); here the waits are seconds.
RETRIES = (0.5, 1.0, 2.0, 4.0, 8.0)
TIMEOUT = 5.0
GATHERED = 0.3  # seconds for which events are gathered that go out in reverse
OK = range(200, 300)


@dataclass(slots=True)
class Plan:
    """How one provider delivers. `copies` 0 is never; `after` is in seconds."""

    url: str = ""
    copies: int = 1
    after: float = 0.0
    is_reversed: bool = False  # what comes within `after` (or a moment) goes out newest first
    is_early: bool = False  # posted, and waited for, before the call that caused it is answered

    @property
    def is_on(self) -> bool:
        return bool(self.url) and self.copies > 0


class Deliveries:
    """Posts the events of the book. One line a provider: without a plan to the contrary they arrive in their order."""

    def __init__(self, book: Book, plans: dict[str, Plan]) -> None:
        self.book, self.plans = book, plans
        self._client: aiohttp.ClientSession | None = None
        self._lines: defaultdict[str, deque[Event]] = defaultdict(deque)
        self._early: list[Event] = []
        self._tasks: set[asyncio.Task[None]] = set()
        self._running: dict[str, asyncio.Task[None]] = {}

    async def start(self) -> None:
        """Open the client, and take up what an earlier sandbox still owed."""
        self._client = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(TIMEOUT))
        for event in self.book.events():
            if event.is_owed and self.plans[event.provider].is_on:
                self._line_up(event)

    async def stop(self) -> None:
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._client is not None:
            await self._client.close()

    def announce(self, event: Event) -> None:
        """Write an event down and deliver it as planned."""
        plan = self.plans[event.provider]
        event.is_owed = plan.is_on
        self.book.put(event)
        if not plan.is_on:
            return
        if plan.is_early:
            self._early.append(event)
        else:
            self._line_up(event)

    async def post_early(self) -> None:
        """Post what has to arrive before the answer that is about to be given."""
        events, self._early = self._early, []
        for event in events:
            await self._deliver(event, self.plans[event.provider])

    async def post_again(self, event: Event) -> int:
        """Post one more copy now; its answer's status, 0 for none."""
        body = event.body.encode()
        return await self.post(event.provider, body, signatures.signed(event.provider, body))

    async def post(self, provider: str, body: bytes, headers: Mapping[str, str]) -> int:
        """Post whatever is given; the answer's status, 0 where there was none."""
        assert self._client is not None
        headers = {"Content-Type": "application/json; charset=utf-8", **headers}
        try:
            async with self._client.post(
                self.plans[provider].url, data=body, headers=headers, allow_redirects=False
            ) as answer:
                return answer.status
        except (aiohttp.ClientError, TimeoutError):
            return 0

    def _line_up(self, event: Event) -> None:
        self._lines[event.provider].append(event)
        running = self._running.get(event.provider)
        if running is None or running.done():
            self._running[event.provider] = self._spawn(self._work_off(event.provider))

    async def _work_off(self, provider: str) -> None:
        line = self._lines[provider]
        while line:
            plan = self.plans[provider]
            if plan.is_reversed:
                await asyncio.sleep(max(plan.after, GATHERED))
                batch = list(reversed(line))
                line.clear()
            else:
                await asyncio.sleep(max(0.0, line[0].created + plan.after - time.time()))
                batch = [line.popleft()]
            for event in batch:
                await self._deliver(event, plan)

    async def _deliver(self, event: Event, plan: Plan) -> None:
        """The planned copies, one after the other; where the last of them fails, further tries later."""
        for _ in range(plan.copies):
            event.tries.append(await self.post_again(event))
        if event.tries[-1] in OK:
            self._settle(event)
        else:
            self.book.put(event)
            self._spawn(self._retry(event))

    async def _retry(self, event: Event) -> None:
        for wait in RETRIES:
            await asyncio.sleep(wait)
            event.tries.append(await self.post_again(event))
            if event.tries[-1] in OK:
                break
        self._settle(event)

    def _settle(self, event: Event) -> None:
        """Delivered, or given up."""
        event.is_owed = False
        self.book.put(event)

    def _spawn(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task
