"""Checkout at 30 a second: three lines of two boutiques become an order; and, measured apart, its payment is opened."""

import argparse
import asyncio
import random
import sys
import time
import uuid
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import numpy as np
from sqlalchemy import insert, select

from benchmarks.proofs.racers import Ask, Got, send
from benchmarks.proofs.serving import cpu_seconds, free_port, sandbox_served, served
from benchmarks.proofs.shop import ADDRESS, KINDS, SIZE, Shop, build_shop, fresh_settings
from modiste.shop.accounts.models import User
from modiste.shop.cart.models import CartLine
from modiste.shop.kit import clock, tokens
from modiste.shop.kit.db import Database
from modiste.shop.kit.settings import Settings

GOAL = 200  # p99 of an order, in milliseconds
ITEMS, LINES, STOCK = 300, 3, 10_000
WARM = 60  # checkouts before anything is measured
PAYING_RATE = 10
PLACED = 201


@dataclass
class Times:
    """Seconds of each request, by its name, and how often each status came."""

    seconds: dict[str, list[float]] = field(default_factory=dict)
    statuses: Counter[int] = field(default_factory=Counter)
    cpu: float = 0.0  # what the shop's processes worked for all of it

    def note(self, name: str, got: Got, seconds: float) -> None:
        """Note an answer."""
        self.seconds.setdefault(name, []).append(seconds)
        self.statuses[got.status] += 1


def measure(settings: Settings, *, rate: int, seconds: int, processes: int) -> tuple[Times, Times]:
    """The times of looking and ordering, and those of opening a payment."""
    shop = build_shop(settings, buyers=WARM + rate * seconds, stocks=[STOCK] * ITEMS)
    fill_carts(settings, shop)
    port = free_port()
    with (
        sandbox_served(port) as (_, more),
        served(settings, processes=processes, port=port, more=more) as base,
    ):
        return asyncio.run(_drive(base, port, shop, rate=rate, seconds=seconds))


def fill_carts(settings: Settings, shop: Shop) -> None:
    """Three pieces in each buyer's cart, of both boutiques."""
    chance, rows = random.Random(7), []
    database = Database(settings.resolved_database_url)
    with database.transaction() as session:
        for user_id in session.scalars(select(User.id).where(User.username.startswith("buyer")).order_by(User.id)):
            first = chance.randrange(0, ITEMS, 2)
            for number in (first, first + 1, (first + 2 * chance.randrange(1, ITEMS // 2)) % ITEMS):
                rows.append(_line(user_id, shop, number))
        session.execute(insert(CartLine), rows)
    database.close()


def _line(user_id: int, shop: Shop, number: int) -> dict[str, Any]:
    now = clock.now()
    what = {"item_id": shop.items[number], "variant_id": shop.variants[number], "size": SIZE, "title": "Piece"}
    seen = {"price_at_adding": 2_000 + number, "currency": "EUR", "added_at": now, "updated_at": now}
    return {"id": tokens.new_id(), "user_id": user_id} | what | seen


async def _drive(base: str, port: int, shop: Shop, *, rate: int, seconds: int) -> tuple[Times, Times]:
    buying, paying, orders = Times(), Times(), list[tuple[str, str]]()
    timeout, connector = aiohttp.ClientTimeout(30), aiohttp.TCPConnector(limit=0)
    async with aiohttp.ClientSession(base + "/", timeout=timeout, connector=connector) as http:

        async def buy(buyer: str, due: float, times: Times) -> None:
            seen = await send(http, Ask("POST", "checkout", buyer, {}))
            times.note("look", seen, time.perf_counter() - due)
            body = {"version": seen.body["version"], "address": ADDRESS}
            began = time.perf_counter()
            got = await send(http, Ask("POST", "orders", buyer, body, uuid.uuid4().hex))
            times.note("order", got, time.perf_counter() - began)
            times.note("both", got, time.perf_counter() - due)
            if got.status == PLACED:
                orders.append((buyer, got.body["id"]))
            else:
                print(f"strange: {got.status} {got.body}", file=sys.stderr)

        async def pay(order: tuple[str, str], due: float, times: Times) -> None:
            path = f"orders/{order[1]}/payments"
            got = await send(http, Ask("POST", path, order[0], {"provider": "stripe"}, uuid.uuid4().hex))
            times.note("pay", got, time.perf_counter() - due)

        await _open_loop(shop.buyers[:WARM], rate, buy, Times())
        before = cpu_seconds(port)
        await _open_loop(shop.buyers[WARM:], rate, buy, buying)
        buying.cpu = cpu_seconds(port) - before
        await _open_loop(orders[:WARM], PAYING_RATE, pay, Times())
        before = cpu_seconds(port)
        await _open_loop(orders[WARM : WARM + PAYING_RATE * seconds // 2], PAYING_RATE, pay, paying)
        paying.cpu = cpu_seconds(port) - before
    return buying, paying


async def _open_loop(
    whom: Sequence[Any], rate: int, act: Callable[[Any, float, Times], Awaitable[None]], times: Times
) -> None:
    """Begin so many a second, whatever the answers do; a late start counts as waiting."""
    began, under_way = time.perf_counter(), []
    for number, one in enumerate(whom):
        due = began + number / rate
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
        under_way.append(asyncio.create_task(act(one, due, times)))  # type: ignore[arg-type]
    await asyncio.gather(*under_way)


def main() -> None:
    """Print a table; status 1 when a checkout failed (a slow one is shown, not punished: machines differ)."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rate", type=int, default=30)
    options.add_argument("--seconds", type=int, default=60)
    options.add_argument("--workers", type=int, default=1)
    options.add_argument("--database", choices=KINDS, action="append")
    given = options.parse_args()
    print("| database | what | p50 ms | p95 ms | p99 ms | max ms | goal p99 | CPU ms | failed |")
    print("|---|---|--:|--:|--:|--:|--:|--:|--:|")
    names = {
        "look": f"the checkout is shown, {given.rate}/s",
        "order": f"the order is placed, {given.rate}/s",
        "both": "one after the other",
        "pay": f"its payment is opened at a sandbox, {PAYING_RATE}/s",
    }
    has_failed = False
    for kind in given.database or KINDS:
        with fresh_settings(kind) as settings:
            parts = measure(settings, rate=given.rate, seconds=given.seconds, processes=given.workers)
        for times in parts:
            failed = sum(number for status, number in times.statuses.items() if status not in (200, 201))
            has_failed |= failed > 0
            for name, found in times.seconds.items():
                p50, p95, p99 = np.percentile(np.array(found) * 1e3, [50, 95, 99])
                cpu = "–" if name in ("look", "order") else f"{times.cpu / len(found) * 1e3:.1f}"
                goal = f"≤ {GOAL}" if name == "order" else "–"
                print(
                    f"| {kind} | {names[name]} | {p50:.1f} | {p95:.1f} | {p99:.1f} | {max(found) * 1e3:.1f} | {goal} |"
                    f" {cpu} | {failed} |",
                    flush=True,
                )
    sys.exit(has_failed)


if __name__ == "__main__":
    main()
