"""How fast many vendors are asked at once, and what those that misbehave cost.

python -m benchmarks.fetching [--rounds 100] [--redis redis://…]
"""

import argparse
import asyncio
import itertools
import json
import random
import subprocess
import sys
import time
import uuid
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager

from aiohttp import web

from modiste.shop.kit.fetch.apart import ParserPool
from modiste.shop.kit.fetch.base import Answer, Policy, Request
from modiste.shop.kit.fetch.fetcher import Fetcher
from modiste.shop.kit.fetch.settings import FetchSettings
from modiste.shop.kit.redis import Remote

VENDORS, SECONDS, DEADLINE, DRILLS = 10, 0.1, 0.5, 40
OFFERS = json.dumps({"offers": [{"title": "A linen dress", "price": 4999, "currency": "EUR"}] * 60}).encode()
MOODS = ("hang", "drip", "error", "reset", "garbage")


async def answer(request: web.Request) -> web.StreamResponse:
    """Offers after a tenth of a second, or what the path says; with how long it took here."""
    began = time.perf_counter()
    mood = request.path.strip("/")
    if mood == "hang":
        await asyncio.sleep(30)
    if mood == "error":
        return web.Response(status=503)
    if mood in ("reset", "garbage") and request.transport is not None:
        if mood == "garbage":
            request.transport.write(bytes(range(256)))
        request.transport.abort() if mood == "reset" else request.transport.close()
    if mood == "drip":
        dripping = web.StreamResponse(headers={"Content-Type": "application/json"})
        await dripping.prepare(request)
        for _ in range(300):
            await dripping.write(b"x")
            await asyncio.sleep(0.1)
    await asyncio.sleep(SECONDS)
    took = f"{(time.perf_counter() - began) * 1000:.2f}"
    return web.Response(body=OFFERS, content_type="application/json", headers={"X-Took": took})


async def serve() -> None:
    """Ten vendors on ten ports, which are printed."""
    ports = []
    for _ in range(VENDORS):
        app = web.Application()
        app.router.add_get("/{mood:.*}", answer)
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        ports.append(runner.addresses[0][1])
    print(json.dumps(ports), flush=True)
    await asyncio.Event().wait()


@contextmanager
def vendors() -> Iterator[list[int]]:
    command = [sys.executable, "-m", "benchmarks.fetching", "--serve"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        assert process.stdout is not None
        yield json.loads(process.stdout.readline())
        process.kill()


def policies() -> list[Policy]:
    """Vendors that nobody asked before, and that may be asked as often as one likes."""
    run = uuid.uuid4().hex
    return [Policy(f"{run}-{n}", per_second=1e5, burst=10**5, concurrency=100) for n in range(VENDORS)]


def ask_all(fetcher: Fetcher, urls: list[str], rules: list[Policy], seconds: float) -> tuple[float, float, int]:
    """Milliseconds until all are answered or given up, those of the slowest as it says, and how many answered well."""
    began = time.perf_counter()
    tasks = {n: fetcher.fetch(Request(url), rule) for n, (url, rule) in enumerate(zip(urls, rules, strict=True))}
    found = fetcher.run(tasks, seconds=seconds)
    took = (time.perf_counter() - began) * 1000
    good = [one for one in found.values() if isinstance(one, Answer) and one.body == OFFERS]
    return took, max((float(one.headers["x-took"]) for one in good), default=0.0), len(good)


def percentile(values: list[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def measure_all(remote: Remote | None, ports: list[int], rounds: int) -> list[tuple[str, str, str]]:
    """The rows of one set-up."""
    fetcher = Fetcher(FetchSettings(allowed_hosts=[f"127.0.0.1:{port}" for port in ports]), remote)
    name = "Redis" if remote else "this process"
    urls, rules = [f"http://127.0.0.1:{port}/" for port in ports], policies()
    for _ in range(5):
        ask_all(fetcher, urls, rules, 2.0)
    times = [took - slowest for took, slowest, _ in (ask_all(fetcher, urls, rules, 2.0) for _ in range(rounds))]
    rows = [
        (
            f"ten vendors at 100 ms each, limits in {name}: beyond the slowest, p50 (p95)",
            f"{percentile(times, 0.5):.1f} ({percentile(times, 0.95):.1f}) ms",
            "≤ 10 ms",
        )
    ]
    late, missing = [], 0
    for bad in random.Random(5).sample(list(itertools.combinations(range(VENDORS), 5)), DRILLS):
        moods = dict(zip(bad, MOODS, strict=True))
        took, _, good = ask_all(
            fetcher, [f"{url}{moods.get(n, '')}" for n, url in enumerate(urls)], policies(), DEADLINE
        )
        late.append(took - DEADLINE * 1000)
        missing += VENDORS - len(bad) - good
    rows += [
        (f"five of ten misbehave, {DRILLS} draws, {name}: worst beyond the deadline", f"{max(late):.1f} ms", "≤ 20 ms"),
        ("healthy answers that were missing then", str(missing), "0"),
    ]
    moods, rules = dict(enumerate(MOODS)), policies()
    urls = [f"{url}{moods.get(n, '')}" for n, url in enumerate(urls)]
    times = [ask_all(fetcher, urls, rules, DEADLINE)[0] for _ in range(rounds // 2)]
    rows.append(
        (f"the same five all the time, with the breaker, {name}: p50", f"{percentile(times, 0.5):.0f} ms", "< 250 ms")
    )
    fetcher.close()
    return rows


def measure_parsers() -> tuple[str, str, str]:
    pool = ParserPool(children=1)
    times = asyncio.run(_pages(pool.parse))
    pool.close()
    return "a page of 400 KB to a parser's process and back: p50", f"{percentile(times, 0.5):.2f} ms", "–"


async def _pages(parse: Callable[..., Awaitable[object]]) -> list[float]:
    page, times = b"x" * 400_000, []
    for _ in range(300):
        began = time.perf_counter()
        await parse("builtins:len", page)
        times.append((time.perf_counter() - began) * 1000)
    return times


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=100)
    parser.add_argument("--redis", default="redis://127.0.0.1:6379/9")
    parser.add_argument("--serve", action="store_true", help="be the vendors")
    given = parser.parse_args()
    if given.serve:
        asyncio.run(serve())
        return
    remote = Remote(given.redis)
    with vendors() as ports:
        rows = [*measure_all(None, ports, given.rounds), *measure_all(remote, ports, given.rounds)]
    rows.append(measure_parsers())
    remote.close()
    print("| what | measured | goal |\n|---|--:|--:|")
    print("\n".join(f"| {what} | {value} | {goal} |" for what, value, goal in rows))


if __name__ == "__main__":
    main()
