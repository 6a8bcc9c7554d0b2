"""A street of small shops on loopback, and the vendors that speak with them: real sockets, answers that a test sets."""

import asyncio
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

from aiohttp import web

from modiste.matching.records import Match, ProductRecord, Reason, ReasonKind
from modiste.shop.kit.cache import Cache
from modiste.shop.kit.fetch.apart import ParserPool
from modiste.shop.kit.fetch.base import Policy
from modiste.shop.kit.fetch.fetcher import Fetcher
from modiste.shop.kit.fetch.settings import FetchSettings
from modiste.shop.kit.redis import Remote
from modiste.shop.prices.comparing import Comparer
from modiste.shop.prices.settings import PriceSettings
from tests.shop.prices.stalls import StallVendor

QUICK = Policy("", per_second=1000.0, burst=1000, concurrency=100, seconds=5.0)


@dataclass
class Stall:
    """What one shop of the street does: its offers, how long it takes, and how it misbehaves."""

    offers: list[dict[str, Any]] = field(default_factory=list)
    seconds: float = 0.0
    status: int = 200
    body: bytes | None = None
    content_type: str = "application/json"
    token: str = ""  # what opens it; empty: it is open
    searches: bool = False  # answers only with what was asked for
    asked: list[str] = field(default_factory=list)


class Street:
    """The server: a shop is a path."""

    def __init__(self) -> None:
        self.stalls: dict[str, Stall] = {}
        self.port = 0

    async def answer(self, request: web.BaseRequest) -> web.Response:
        """What the shop of this path says."""
        name, _, what = request.path.strip("/").partition("/")
        stall = self.stalls[name]
        stall.asked.append(what)
        await asyncio.sleep(stall.seconds)
        if what == "token":
            return web.json_response({"token": stall.token})
        if stall.token and request.headers.get("Authorization") != stall.token:
            return web.json_response({}, status=401)
        if stall.body is not None:
            return web.Response(body=stall.body, content_type=stall.content_type, status=stall.status)
        listed = [one for one in stall.offers if not stall.searches or what.endswith(one["title"])]
        return web.json_response({"offers": listed}, status=stall.status)

    @contextmanager
    def open(self) -> Iterator["Street"]:
        """Serve until the block ends."""
        ready = threading.Event()
        thread = threading.Thread(target=lambda: asyncio.run(self._serve(ready)), daemon=True)
        thread.start()
        assert ready.wait(5)
        try:
            yield self
        finally:
            self._loop.call_soon_threadsafe(self._closing.set)
            thread.join(5)

    async def _serve(self, ready: threading.Event) -> None:
        self._loop, self._closing = asyncio.get_running_loop(), asyncio.Event()
        runner = web.ServerRunner(web.Server(self.answer), shutdown_timeout=0.1)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        self.port = runner.addresses[0][1]
        ready.set()
        await self._closing.wait()
        await runner.cleanup()


class SameTitle:
    """A judge for tests of what is around it: one product when the title says so."""

    def compare_all(self, left: ProductRecord, rights: Sequence[ProductRecord]) -> list[Match]:
        """Equal titles are the same product."""
        return [
            Match(0.99 if is_same else 0.01, is_same, (Reason(ReasonKind.SAME_TITLE),) if is_same else ())
            for is_same in (left.title.casefold() in right.title.casefold() for right in rights)
        ]


def vendor(street: Street, name: str, **how: Any) -> StallVendor:
    """The vendor of a stall, which is set up if it does not stand yet."""
    street.stalls.setdefault(name, Stall())
    base = f"http://127.0.0.1:{street.port}/{name}"
    policy = replace(how.pop("policy", QUICK), name=name)
    return StallVendor(name, name.title(), base, policy, **how)


def comparer(street: Street, vendors: Sequence[StallVendor], *, remote: Remote | None = None, **set_: Any) -> Comparer:
    """A comparer over real sockets, whose guard lets the street through."""
    fetching = FetchSettings(_env_file=None, allowed_hosts=[f"127.0.0.1:{street.port}"], ports=[street.port])
    settings = PriceSettings(_env_file=None, **set_)
    fetcher, apart = Fetcher(fetching, remote), ParserPool(children=1)
    return Comparer(vendors, fetcher, apart, SameTitle, cache=Cache(remote), settings=settings, remote=remote)


def offer(title: str, price: int, **said: Any) -> dict[str, Any]:
    """What a shop says of one variant."""
    found = {
        "vendor_item_id": said.pop("vendor_item_id", "1"),
        "title": title,
        "url": "https://shop.example/1",
        "price": price,
        "currency": "EUR",
        "availability": "in_stock",
    }
    return {**found, **said}
