"""Thousands of mixed baskets with the same pieces in random order: no deadlock, and the stock exact to the piece."""

import argparse
import random
import sys
import time
import uuid
from collections import Counter
from collections.abc import Sequence
from typing import Any

from benchmarks.proofs.racers import Ask, Got, Racers
from benchmarks.proofs.serving import served
from benchmarks.proofs.shop import (
    ADDRESS,
    KINDS,
    Shop,
    build_shop,
    deadlocks_of,
    fresh_settings,
    pieces_taken,
    stock_left,
)
from modiste.shop.kit.db import Database
from modiste.shop.kit.settings import Settings

ITEMS, AT_ONCE, TRIES = 40, 500, 3
EXPECTED = {200, 201, 409}


def race_baskets(settings: Settings, *, baskets: int, stock: int, processes: int = 3) -> dict[str, Any]:
    """What became of them. Every fifth order is cancelled again while the others buy."""
    shop = build_shop(settings, buyers=AT_ONCE, stocks=[stock] * ITEMS, boutiques=4)
    chance, statuses = random.Random(7), Counter[int]()
    turned_away, began = 0, time.perf_counter()
    with served(settings, processes=processes) as base, Racers(base) as racers:
        for start in range(0, baskets, AT_ONCE):
            wanted = [_basket(shop, chance) for _ in range(min(AT_ONCE, baskets - start))]
            for answer in _buy(shop, racers, wanted):
                statuses[answer.status] += 1
                turned_away += answer.turned_away
    seconds = time.perf_counter() - began
    database = Database(settings.resolved_database_url)
    left, taken = stock_left(database, shop.variants), pieces_taken(database, shop.variants)
    found = {
        "orders": statuses[201],
        "cancelled": statuses[200],
        "refused": statuses[409],
        "strange": sum(number for status, number in statuses.items() if status not in EXPECTED),
        "wrong": sum(left[one] != stock - taken[one] or left[one] < 0 for one in shop.variants),
        "deadlocks": deadlocks_of(database),
        "turned_away": turned_away,
        "seconds": seconds,
    }
    database.close()
    return found


def _basket(shop: Shop, chance: random.Random) -> list[dict[str, Any]]:
    return [shop.line(n, chance.randint(1, 2)) for n in chance.sample(range(ITEMS), chance.randint(1, 5))]


def _buy(shop: Shop, racers: Racers, wanted: Sequence[list[dict[str, Any]]]) -> list[Got]:
    """All of them at once; who is told that something has changed buys what is left."""
    open_ones = dict(enumerate(wanted))
    seen = {n: "" for n in open_ones}  # nobody has looked yet: the first answer says what there is
    found: list[Got] = []
    for _ in range(TRIES):
        numbers = list(open_ones)
        answers = racers.race([_order(shop, n, open_ones[n], seen[n]) for n in numbers])
        cancelled = []
        for n, answer in zip(numbers, answers, strict=True):
            if answer.status == 409 and answer.body.get("checkout"):
                seen[n] = answer.body["checkout"]["version"]
                continue
            del open_ones[n]
            found.append(answer)
            if answer.status == 201 and n % 5 == 0:
                cancelled.append(_cancel(shop, n, answer))
        found += racers.race(cancelled)
    return found + [Got(409, None)] * len(open_ones)


def _order(shop: Shop, number: int, lines: list[dict[str, Any]], version: str) -> Ask:
    body = {"version": version or "not looked at", "address": ADDRESS, "lines": lines}
    return Ask("POST", "orders", shop.buyers[number], body, uuid.uuid4().hex)


def _cancel(shop: Shop, number: int, placed: Got) -> Ask:
    return Ask("POST", f"orders/{placed.body['id']}/cancel", shop.buyers[number], {}, uuid.uuid4().hex)


def main() -> None:
    """Print a table; status 1 when a piece is missing, or somebody saw more than "sold out"."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--baskets", type=int, default=5_000)
    options.add_argument("--stock", type=int, default=150, help="pieces of each of 40 items")
    options.add_argument("--database", choices=KINDS, action="append")
    given = options.parse_args()
    print(
        "| database | baskets | orders | of these cancelled | refused | variants with wrong stock | deadlocks"
        " | strange answers | told to come back | seconds |\n|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|"
    )
    is_broken = False
    for kind in given.database or KINDS:
        with fresh_settings(kind) as settings:
            done = race_baskets(settings, baskets=given.baskets, stock=given.stock)
        is_broken |= bool(done["wrong"] or done["deadlocks"] or done["strange"])
        print(
            f"| {kind} | {given.baskets} | {done['orders']} | {done['cancelled']} | {done['refused']} |"
            f" {done['wrong']} | {done['deadlocks']} | {done['strange']} | {done['turned_away']} |"
            f" {done['seconds']:.0f} |",
            flush=True,
        )
    sys.exit(is_broken)


if __name__ == "__main__":
    main()
