"""Hundreds of buyers for the last pieces: each piece is sold, and none twice."""

import argparse
import sys
import time
import uuid
from dataclasses import dataclass

from benchmarks.proofs.racers import Ask, Got, Racers, counted
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

SOLD, REFUSED = 201, 409


@dataclass
class Outcome:
    """What became of so many rounds; all but the times must be 0."""

    rounds: int
    buyers: int
    stock: int
    oversold: int = 0
    undersold: int = 0
    strange: int = 0  # answers that are neither an order nor "sold out"
    deadlocks: int = 0
    turned_away: int = 0
    seconds: float = 0.0
    slowest: float = 0.0

    @property
    def is_broken(self) -> bool:
        """Whether the promise was."""
        return bool(self.oversold or self.undersold or self.strange or self.deadlocks)


def race_for_last(settings: Settings, *, rounds: int, buyers: int, stock: int, processes: int = 3) -> Outcome:
    """So many rounds, each for an item of its own."""
    shop = build_shop(settings, buyers=buyers, stocks=[stock] * rounds)
    database = Database(settings.resolved_database_url)
    outcome = Outcome(rounds, buyers, stock)
    with served(settings, processes=processes) as base, Racers(base) as racers:
        for number in range(rounds):
            _play(shop, racers, number, outcome)
    for variant, left in stock_left(database, shop.variants).items():
        taken = pieces_taken(database, [variant])[variant]
        outcome.oversold += max(0, taken - stock)
        outcome.undersold += max(0, min(stock, buyers) - taken)
        outcome.strange += left != stock - taken
    outcome.deadlocks = deadlocks_of(database)
    database.close()
    return outcome


def _play(shop: Shop, racers: Racers, number: int, outcome: Outcome) -> None:
    lines = [shop.line(number)]
    seen = racers.ask(Ask("POST", "checkout", shop.buyers[0], {"lines": lines})).body["version"]
    wanted = {"version": seen, "address": ADDRESS, "lines": lines}
    began = time.perf_counter()
    answers = racers.race([Ask("POST", "orders", one, wanted, uuid.uuid4().hex) for one in shop.buyers])
    outcome.seconds += time.perf_counter() - began
    _count(answers, outcome)


def _count(answers: list[Got], outcome: Outcome) -> None:
    statuses = counted(answers)
    outcome.oversold += max(0, statuses[SOLD] - outcome.stock)
    outcome.undersold += max(0, min(outcome.stock, len(answers)) - statuses[SOLD])
    outcome.strange += len(answers) - statuses[SOLD] - statuses[REFUSED]
    outcome.turned_away += sum(answer.turned_away for answer in answers)
    outcome.slowest = max(outcome.slowest, *(answer.seconds for answer in answers))
    for answer in answers:
        if answer.status not in (SOLD, REFUSED):
            print(f"strange: {answer.status} {answer.body}", file=sys.stderr)


def main() -> None:
    """Print a table; status 1 when a piece was sold twice or not at all."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--buyers", type=int, default=500)
    options.add_argument("--rounds", type=int, default=200)
    options.add_argument("--hundreds", type=int, default=20, help="rounds with 100 pieces")
    options.add_argument("--database", choices=KINDS, action="append")
    given = options.parse_args()
    print(
        "| database | pieces × buyers × rounds | oversold | undersold | strange answers | deadlocks | told to come back"
        " | ms a round | slowest answer, ms |\n|---|--:|--:|--:|--:|--:|--:|--:|--:|"
    )
    is_broken = False
    for kind in given.database or KINDS:
        for stock, rounds in [(1, given.rounds)] * bool(given.rounds) + [(100, given.hundreds)] * bool(given.hundreds):
            with fresh_settings(kind) as settings:
                done = race_for_last(settings, rounds=rounds, buyers=given.buyers, stock=stock)
            is_broken |= done.is_broken
            print(
                f"| {kind} | {stock} × {done.buyers} × {rounds} | {done.oversold} | {done.undersold} | {done.strange} |"
                f" {done.deadlocks} | {done.turned_away} | {done.seconds / rounds * 1e3:.0f} |"
                f" {done.slowest * 1e3:.0f} |",
                flush=True,
            )
    sys.exit(is_broken)


if __name__ == "__main__":
    main()
