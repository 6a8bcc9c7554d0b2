"""Comparing prices over ten shops on loopback: how fast, and how well when shops misbehave or Redis is down.

python -m benchmarks.offers [--rounds 100]
"""

import argparse
import asyncio
import contextlib
import json
import statistics
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from aiohttp import web
from fastapi import FastAPI
from sqlalchemy import update
from starlette.testclient import TestClient

from modiste.matching.same_product import Matcher
from modiste.shop.app import create_app
from modiste.shop.boutiques.models import Boutique
from modiste.shop.catalogue.models import Item
from modiste.shop.catalogue.stocking import Goods, stock_items
from modiste.shop.kit.cache import Cache
from modiste.shop.kit.db import Database
from modiste.shop.kit.fetch.apart import ParserPool
from modiste.shop.kit.fetch.base import Answer, Policy, Request
from modiste.shop.kit.fetch.fetcher import Fetcher
from modiste.shop.kit.fetch.settings import FetchSettings
from modiste.shop.kit.migrations import migrate
from modiste.shop.kit.redis import Remote
from modiste.shop.kit.settings import Settings
from modiste.shop.prices.comparing import Comparer, Heard
from modiste.shop.prices.settings import PriceSettings
from modiste.shop.prices.vendors.base import Delivery, Findings, Found, Question, Terms, Token

SHOPS = 10
SECONDS = 0.1  # what a healthy shop takes
DEADLINE = 1.0
NOBODY = "redis://127.0.0.1:1/0"  # a port where nothing listens
SHIRT = Question("Linen shirt")
GTIN = "4006381333931"


@dataclass
class Street:
    """Ten shops in one server, each at a port of its own; those in `bad` misbehave, each in its way."""

    bad: set[int] = field(default_factory=set)
    ports: list[int] = field(default_factory=list)

    async def answer(self, request: web.BaseRequest) -> web.StreamResponse:
        """A tenth of a second later, twenty offers; or a hang, a reset, an error, garbage, or a byte now and then."""
        number = int(request.path.strip("/"))
        await asyncio.sleep(SECONDS)
        if number in self.bad:
            return await self._misbehave(request, number)
        offers = [{"id": f"{number}-{n}", "price": 4000 + 10 * number + n} for n in range(20)]
        return web.json_response({"offers": offers})

    async def _misbehave(self, request: web.BaseRequest, number: int) -> web.StreamResponse:
        if number % 5 == 0:
            await asyncio.sleep(60)
        if number % 5 == 1 and request.transport is not None:
            request.transport.abort()
        if number % 5 == 2:
            return web.Response(status=503)
        if number % 5 == 3:
            return web.Response(body=b"{not json", content_type="application/json")
        dripping = web.StreamResponse(headers={"Content-Type": "application/json"})
        with contextlib.suppress(ConnectionError):
            await dripping.prepare(request)
            for _ in range(600):
                await dripping.write(b" ")
                await asyncio.sleep(0.1)
        return dripping

    @contextlib.contextmanager
    def open(self) -> Iterator["Street"]:
        """Serve in a thread until the block ends."""
        ready = threading.Event()
        thread = threading.Thread(target=lambda: asyncio.run(self._serve(ready)), daemon=True)
        thread.start()
        ready.wait()
        yield self
        self._loop.call_soon_threadsafe(self._closing.set)
        thread.join(5)

    async def _serve(self, ready: threading.Event) -> None:
        self._loop, self._closing = asyncio.get_running_loop(), asyncio.Event()
        runner = web.ServerRunner(web.Server(self.answer), shutdown_timeout=0.1)
        await runner.setup()
        for _ in range(SHOPS):
            await web.TCPSite(runner, "127.0.0.1", 0).start()
        self.ports = [address[1] for address in runner.addresses]
        ready.set()
        await self._closing.wait()
        await runner.cleanup()


@dataclass
class Shop:
    """The vendor of one shop in the street."""

    number: int
    port: int
    terms: Terms = Terms()
    parses_pages: bool = False

    def __post_init__(self) -> None:
        self.name, self.title = f"shop-{self.number}", f"Shop {self.number}"
        self.policy = Policy(self.name, per_second=1000.0, burst=1000, concurrency=50)

    def token_request(self) -> Request | None:
        """None is needed."""
        return None

    def parse_token(self, answer: Answer) -> Token:
        """Never called."""
        return Token(answer.url)

    def build_requests(self, question: Question, *, token: str = "") -> Sequence[Request]:
        """One question."""
        return [Request(f"http://127.0.0.1:{self.port}/{self.number}", headers={"Token": token, "Q": question.text})]

    def parse(self, answer: Answer, question: Question, *, token: str = "") -> Findings:
        """Twenty shirts."""
        listed = json.loads(answer.body)["offers"]
        return Findings(tuple(_found(one, question.text + token) for one in listed))


def _found(one: dict[str, object], title: str) -> Found:
    price = int(str(one["price"]))
    url = f"https://shop.example/{one['id']}"
    said = {"gtins": (GTIN,), "availability": "in_stock", "delivery": Delivery(cost=490)}
    return Found(str(one["id"]), title, url, price, "EUR", **said)  # type: ignore[arg-type]


@contextlib.contextmanager
def comparer(street: Street, *, redis_url: str = "") -> Iterator[Comparer]:
    """A comparer over the street."""
    remote = Remote(redis_url) if redis_url else None
    fetching = FetchSettings(allowed_hosts=[f"127.0.0.1:{port}" for port in street.ports], ports=street.ports)
    shops = [Shop(number, port) for number, port in enumerate(street.ports)]
    settings = PriceSettings(deadline_seconds=DEADLINE)
    tools = Fetcher(fetching, remote), ParserPool(children=1), Matcher.load
    made = Comparer(shops, *tools, cache=Cache(remote), settings=settings)
    yield made
    made.close()


def timed(rounds: int, act: Callable[[], object]) -> list[float]:
    """Milliseconds of each round."""
    taken = []
    for _ in range(rounds):
        began = time.perf_counter()
        act()
        taken.append(1000 * (time.perf_counter() - began))
    return taken


def spread(taken: list[float]) -> str:
    """Median, 95th percentile and maximum."""
    ordered = sorted(taken)
    return f"{statistics.median(ordered):.1f} | {ordered[int(0.95 * (len(ordered) - 1))]:.1f} | {ordered[-1]:.1f}"


def ask(made: Comparer) -> list[Heard]:
    """All ten shops at once."""
    return made.ask(SHIRT, seconds=DEADLINE)


def healthy(heard: list[Heard]) -> int:
    """How many shops answered whole."""
    return sum(len(one.found) == 20 for one in heard)


def measure_asking(rounds: int) -> Iterator[str]:
    """Ten healthy shops, with and without a Redis that is down."""
    for words, url in (("ten healthy shops, 100 ms each", ""), ("the same, Redis down", NOBODY)):
        with Street().open() as street, comparer(street, redis_url=url) as made:
            ask(made)
            taken = timed(rounds, lambda made=made: ask(made))  # type: ignore[misc]
            yield f"| {words} | p50 ≤ 110 | {spread(taken)} | {healthy(ask(made))} of 10 |"


def measure_misbehaviour(rounds: int) -> Iterator[str]:
    """Five shops that hang, reset, fail, send garbage or drip: before their breakers open, and behind those."""
    first, late, answered = [], [], []
    for _ in range(max(5, rounds // 10)):
        with Street(bad={0, 1, 2, 3, 4}).open() as street, comparer(street) as made:
            began = time.perf_counter()
            answered.append(healthy(ask(made)))
            first.append(1000 * (time.perf_counter() - began))
    with Street(bad={0, 1, 2, 3, 4}).open() as street, comparer(street) as made:
        for _ in range(4):
            ask(made)
        late = timed(rounds, lambda: answered.append(healthy(ask(made))))
    yield f"| five of ten misbehave, deadline 1,000 ms | max ≤ 1,020 | {spread(first)} | {min(answered)} of 5 healthy |"
    yield f"| the same, once their breakers are open | p50 ≤ 250 | {spread(late)} | {min(answered)} of 5 healthy |"


def measure_service(rounds: int) -> Iterator[str]:
    """The routes: the first answer for an item, and the remembered one."""
    with tempfile.TemporaryDirectory() as folder, Street().open() as street, comparer(street) as made:
        app = service(Path(folder))
        app.state.comparer.close()
        app.state.comparer = made
        app.state.limits.hit = lambda *_, **__: None  # one address asks here for all shoppers
        with TestClient(app, base_url="http://testserver/api/v1") as client:
            made.judge.compare_all  # noqa: B018 - loads the model, as the first shopper of a process does
            client.headers["Accept-Encoding"] = "identity"  # a proxy compresses, or the browser is on this machine
            first = timed(1, lambda: client.get("items/1/offers").raise_for_status())
            again = timed(10 * rounds, lambda: client.get("items/1/offers").raise_for_status())
            found = client.get("items/1/offers").json()
            searched = timed(10 * rounds, lambda: client.get("offers", params={"query": "linen shirt"}))
        yield f"| GET /items/1/offers, the first | | {spread(first)} | {len(found['offers'])} offers |"
        yield f"| GET /items/1/offers, remembered | p95 ≤ 5 | {spread(again)} | {len(found['offers'])} offers |"
        yield f"| GET /offers?query=, remembered | p95 ≤ 5 | {spread(searched[1:])} | |"


def service(folder: Path) -> FastAPI:
    """The shop with one shirt, on SQLite."""
    settings = Settings(data_dir=folder, database_url=f"sqlite:///{folder / 'shop.sqlite3'}")
    database = Database(settings.resolved_database_url)
    migrate(database, folder)
    with database.transaction() as session:
        session.add(Boutique(slug="lune", name="Lune"))
        session.flush()
        shirt = Goods("A1", "Linen shirt", "Shirt", price=4900)
        stock_items(session, 1, [shirt], currency="EUR", brand="Lune")
        session.execute(update(Item).values(gtin=GTIN))
    database.close()
    return create_app(settings)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=100)
    rounds = parser.parse_args().rounds
    print("| | goal, ms | p50, ms | p95 | max | answered |\n|---|---|--:|--:|--:|---|")
    # The service first: shops that misbehave leave threads behind that its answers would share the interpreter with.
    for part in (measure_service, measure_asking, measure_misbehaviour):
        for line in part(rounds):
            print(line)


if __name__ == "__main__":
    main()
