"""Processes full of clients: they are told requests, send them all at the same moment and tell what was answered."""

import asyncio
import multiprocessing
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from types import TracebackType
from typing import Any

import aiohttp

MOST_TURNS = 60


@dataclass(frozen=True)
class Ask:
    """A request, by whom, and with which Idempotency-Key."""

    method: str
    path: str
    token: str
    body: dict[str, Any] | None = None
    key: str = ""


@dataclass(frozen=True)
class Got:
    """An answer; `turned_away` counts how often it was told to come back before."""

    status: int
    body: Any
    headers: dict[str, str] = field(default_factory=dict)
    seconds: float = 0.0
    turned_away: int = 0


class Racers:
    """Clients in several processes, ready to start; use it as a context."""

    def __init__(self, base: str, *, processes: int = 2, connections: int = 128) -> None:
        self._base, self._processes, self._connections = base, processes, connections

    def __enter__(self) -> "Racers":
        start = multiprocessing.get_context("spawn")
        self._lines: list[Connection] = []
        self._clients = []
        for _ in range(self._processes):
            here, there = start.Pipe()
            client = start.Process(
                target=_work, args=(there, self._base, self._connections // self._processes), daemon=True
            )
            client.start()
            there.close()
            self._lines.append(here)
            self._clients.append(client)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        for line in self._lines:
            line.close()
        for client in self._clients:
            client.join(10)

    def race(self, asks: Sequence[Ask]) -> list[Got]:
        """What was answered to each, in their order."""
        parts = [list(asks[n :: self._processes]) for n in range(self._processes)]
        for line, part in zip(self._lines, parts, strict=True):
            line.send(part)
        answers: list[Got | None] = [None] * len(asks)
        for n, line in enumerate(self._lines):
            answers[n :: self._processes] = line.recv()
        return [answer for answer in answers if answer is not None]

    def ask(self, ask: Ask) -> Got:
        """One answer."""
        return self.race([ask])[0]


def counted(answers: Iterable[Got]) -> Counter[int]:
    """How often each status came."""
    return Counter(answer.status for answer in answers)


def _work(line: Connection, base: str, connections: int) -> None:
    asyncio.run(_serve(line, base, connections))


async def _serve(line: Connection, base: str, connections: int) -> None:
    connector = aiohttp.TCPConnector(limit=connections)
    async with aiohttp.ClientSession(base + "/", connector=connector, timeout=aiohttp.ClientTimeout(120)) as http:
        while True:
            try:
                asks: list[Ask] = await asyncio.to_thread(line.recv)
            except EOFError:
                return
            line.send(await asyncio.gather(*(send(http, ask) for ask in asks)))


async def send(http: aiohttp.ClientSession, ask: Ask) -> Got:
    """The answer to a request; whoever is turned away, or loses the connection, comes back with the same key."""
    headers = {"Authorization": f"Bearer {ask.token}"} | ({"Idempotency-Key": ask.key} if ask.key else {})
    turned_away = 0
    while True:
        began = time.perf_counter()
        try:
            async with http.request(ask.method, ask.path, json=ask.body, headers=headers) as answer:
                told = await answer.json(content_type=None)
                seconds = time.perf_counter() - began
        except aiohttp.ClientConnectionError:
            if turned_away == MOST_TURNS:
                raise
            wait = 1.0
        else:
            # The crowd is too big, or a lock was not to be had in time: nothing was done.
            may_return = answer.status == 503 and "Retry-After" in answer.headers
            if not may_return or turned_away == MOST_TURNS:
                kept = {name.lower(): value for name, value in answer.headers.items()}
                return Got(answer.status, told, kept, seconds, turned_away)
            wait = float(answer.headers["Retry-After"])
        turned_away += 1
        await asyncio.sleep(wait)
