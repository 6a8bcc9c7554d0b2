"""Random histories of payments with three providers: does the shop end where the sandbox's own book does?

python -m benchmarks.payment_histories [--histories 1000] [--seed 1] [--database sqlite] [--provider stripe]
python -m benchmarks.payment_histories --replay stripe:17 --seed 1 --database sqlite

Orders are paid, refused, abandoned, delayed, paid with another sum or currency, paid twice, cancelled and given back;
webhooks come shuffled, doubled, late, before the answer of the call that caused them, or never, and are forged in every
way that the sandbox knows. The sandbox runs as a process of its own. Ends with 1 where anything differs.
"""

import argparse
import contextlib
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import structlog
from sqlalchemy import create_engine, text

from modiste.shop.kit.db import Database
from modiste.shop.kit.migrations import migrate
from tests.sandbox.payments.process import sandbox_process
from tests.shop.payments.histories.judging import faults_of, faults_of_books, told
from tests.shop.payments.histories.living import Life
from tests.shop.payments.histories.stage import Stage, stage_open
from tests.shop.payments.histories.stories import PROVIDERS, draw
from tests.shop.postgres import SERVER

DATABASES = ("sqlite", "postgresql")


@dataclass
class Sum:
    """What the histories of one provider on one database came to."""

    histories: int = 0
    copies: int = 0
    events: int = 0
    forged: int = 0
    accepted: int = 0
    paid: int = 0
    seconds: float = 0.0
    faults: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return (
            f"{self.histories:,} | {self.paid:,} | {self.events:,} in {self.copies:,} | {self.accepted} of "
            f"{self.forged:,} | {len(self.faults)} | {self.seconds:,.0f}"
        )


def main() -> int:
    """Play the histories and print a table; returns how the process is to end."""
    asked = _asked()
    structlog.configure(logger_factory=structlog.ReturnLoggerFactory())
    if asked.replay:
        provider, _, number = asked.replay.partition(":")
        with _stage_opened(asked.database or "sqlite") as stage:
            sums = play(stage, provider, asked.seed, range(int(number), int(number) + 1), is_told=True)
        print("\n".join(sums.faults) or "all is well")
        return bool(sums.faults)
    print(f"Seed {asked.seed}. A fault is any difference from the book, or in the shop's own books.\n")
    print("| database | provider | histories | orders paid | webhooks | forgeries believed | faults | s |")
    print("|---|---|--:|--:|--:|--:|--:|--:|", flush=True)
    faults: list[str] = []
    for kind in [asked.database] if asked.database else DATABASES:
        for provider in [asked.provider] if asked.provider else PROVIDERS:
            with _stage_opened(kind) as stage:
                sums = play(stage, provider, asked.seed, range(asked.histories))
            print(f"| {kind} | {provider} | {sums} |", flush=True)
            faults += sums.faults
    for fault in faults:
        print(fault, file=sys.stderr)
    return bool(faults)


def play(stage: Stage, provider: str, seed: int, numbers: range, *, is_told: bool = False) -> Sum:
    """Play the histories of these numbers, one after the other."""
    sums, began = Sum(), time.monotonic()
    for number in numbers:
        story = draw(seed, provider, number)
        if is_told:
            print(story)
        life = Life(stage, story)
        life.play()
        if faults := faults_of(life):
            sums.faults.append(told(faults, life))
            print(sums.faults[-1], file=sys.stderr, flush=True)
        facts = life.facts
        sums.histories += 1
        sums.copies, sums.events = sums.copies + facts.copies, sums.events + len(facts.heard)
        sums.forged, sums.accepted = sums.forged + facts.forged, sums.accepted + len(facts.accepted)
        sums.paid += any(payment.settles for payment in life.payments())
    with stage.database.reading() as session:
        sums.faults += faults_of_books(session)
    sums.seconds = time.monotonic() - began
    return sums


@contextlib.contextmanager
def _stage_opened(kind: str) -> Iterator[Stage]:
    with _database_opened(kind) as database, sandbox_process() as origin, stage_open(database, origin) as stage:
        yield stage


@contextlib.contextmanager
def _database_opened(kind: str) -> Iterator[Database]:
    """A new, migrated database, gone afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        if kind == "sqlite":
            database = Database(f"sqlite:///{folder}/histories.sqlite3")
            migrate(database, Path(folder))
            yield database
            database.close()
            return
        server, name = create_engine(f"{SERVER}/postgres", isolation_level="AUTOCOMMIT"), f"modiste_{uuid.uuid4().hex}"
        with server.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name}"))
        database = Database(f"{SERVER}/{name}")
        try:
            migrate(database, Path(folder))
            yield database
        finally:
            database.close()
            with server.connect() as connection:
                connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
            server.dispose()


def _asked() -> argparse.Namespace:
    asking = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asking.add_argument("--histories", type=int, default=1_000, help="of each provider on each database")
    asking.add_argument("--seed", type=int, default=1)
    asking.add_argument("--database", choices=DATABASES)
    asking.add_argument("--provider", choices=PROVIDERS)
    asking.add_argument("--replay", default="", help="one history, such as stripe:17")
    return asking.parse_args()


if __name__ == "__main__":
    sys.exit(main())
