"""Buyers of other web processes: each process has many of them, in threads with connections of their own."""

import uuid
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from modiste.shop.kit.db import Database, DatabaseUnavailable
from modiste.shop.kit.errors import ShopError
from modiste.shop.orders.checkout import checkout_of
from modiste.shop.orders.placing import place_order
from modiste.shop.orders.schemas import CheckoutIn, OrderIn
from modiste.shop.orders.service import cancel_unpaid, order_of
from tests.shop.forks import forks
from tests.shop.orders.shop import ADDRESS

PROCESSES, THREADS = 2, 12
TRIES = 3
PATIENCE = 100


@dataclass(frozen=True)
class Basket:
    """What somebody wants to have; who `thinks_twice` cancels the order at once."""

    user_id: int
    lines: Sequence[dict[str, Any]]
    thinks_twice: bool = False


def buy_in_processes(database_url: str, rounds: Sequence[Sequence[Basket]]) -> list[Counter[str]]:
    """How the baskets of each round ended, by the name of the error, or `bought`. All of a round are bought at once."""
    start, answers = forks.Barrier(PROCESSES), forks.Queue()
    parts = [[list(baskets[n::PROCESSES]) for baskets in rounds] for n in range(PROCESSES)]
    processes = [
        forks.Process(target=_buy_all, args=(database_url, part, start, answers), daemon=True) for part in parts
    ]
    for process in processes:
        process.start()
    found = [answers.get(timeout=PATIENCE) for _ in processes]
    for process in processes:
        process.join()
    return [sum(ends, Counter()) for ends in zip(*found, strict=True)]


def _buy_all(database_url: str, rounds: Sequence[Sequence[Basket]], start: Any, answers: Any) -> None:
    database = Database(database_url, connections=THREADS)
    ends = []
    with ThreadPoolExecutor(THREADS) as threads:
        for baskets in rounds:
            seen = [_look(database, basket) for basket in baskets]
            start.wait(PATIENCE)
            ends.append(Counter(threads.map(_buy, [database] * len(baskets), baskets, seen)))
    answers.put(ends)
    database.close()


def _look(database: Database, basket: Basket) -> str:
    with database.reading() as session:
        asked = CheckoutIn.model_validate({"lines": basket.lines})
        return checkout_of(session, basket.user_id, asked).version()


def _buy(database: Database, basket: Basket, seen: str) -> str:
    """Buy what was seen; who is told that something has changed looks again, and buys what is left. Who waited too
    long for a lock on a busy machine comes back, as clients are told to; a deadlock is never excused."""
    tries, end = 0, ""
    while tries < TRIES:
        asked = OrderIn.model_validate({"lines": basket.lines, "version": seen, "address": ADDRESS})
        try:
            with database.transaction() as session:
                order_id = place_order(session, basket.user_id, asked).id
            if basket.thinks_twice:
                _cancel(database, basket.user_id, order_id)
            return "bought"
        except DatabaseUnavailable as late:
            if _is_deadlock(late):
                return "deadlock"
        except ShopError as refused:
            tries, end = tries + 1, type(refused).__name__
        seen = _look(database, basket)
    return end


def _cancel(database: Database, user_id: int, order_id: uuid.UUID) -> None:
    while True:
        try:
            with database.transaction() as session:
                cancel_unpaid(session, order_of(session, user_id, order_id, to_change=True), actor="shopper")
            return
        except DatabaseUnavailable as late:
            if _is_deadlock(late):
                raise


def _is_deadlock(error: DatabaseUnavailable) -> bool:
    return getattr(getattr(error.__cause__, "orig", None), "sqlstate", None) == "40P01"
