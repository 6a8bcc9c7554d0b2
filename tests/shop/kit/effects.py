"""A worker for the tests: `python -m tests.shop.kit.effects`, with jobs whose effects can be counted."""

import sys
import time
import uuid
from typing import Any

from sqlalchemy import text

from modiste.shop.kit.queue import worker
from modiste.shop.kit.queue.caretaker import Plan
from modiste.shop.kit.queue.registry import job
from modiste.shop.kit.queue.work import Work
from modiste.shop.kit.settings import Settings


@job("leave_effect", lease_seconds=2.0)
def leave_effect(work: Work, number: int, seconds: float) -> dict[str, Any]:
    """Take a while, then write one row that no second attempt can write again."""
    time.sleep(seconds)
    with work.transaction() as session:
        written = session.execute(
            text("INSERT INTO effects (number, started) VALUES (:n, :t) ON CONFLICT DO NOTHING RETURNING number"),
            {"n": number, "t": time.time()},
        )
        return {"is_first": written.first() is not None}


@job("leave_effect_apart", queue="train", lease_seconds=2.0, attempts=3, apart=True)
def leave_effect_apart(work: Work, number: int, seconds: float) -> dict[str, Any]:
    """The same in a process of its own, telling how far it is."""
    for step in range(10):
        time.sleep(seconds / 10)
        work.report((step + 1) / 10, f"step {step + 1}")
    return leave_effect(work, number, 0.0)


@job("die", queue="train", lease_seconds=1.0, attempts=2, apart=True)
def die(work: Work) -> None:
    """Poison: takes its process with it, as the kernel does when memory runs out."""
    import os

    os.kill(os.getpid(), 9)


if __name__ == "__main__":
    if len(sys.argv) == 3:
        worker.run_one(Settings(), uuid.UUID(sys.argv[1]), int(sys.argv[2]))
    else:
        sys.exit(worker.run(Settings(), Plan(apart=(sys.executable, "-m", "tests.shop.kit.effects"))))
