"""What runs beside the jobs in every worker: the sweeper, the timetable, and an ear for a worker gone deaf."""

import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass

import structlog

from modiste.shop.kit.db import Database
from modiste.shop.kit.errors import Unavailable
from modiste.shop.kit.queue.broker import Publisher
from modiste.shop.kit.queue.later import Post
from modiste.shop.kit.queue.registry import QUEUES
from modiste.shop.kit.queue.runner import Runner
from modiste.shop.kit.queue.sweeper import has_unheard, sweep
from modiste.shop.kit.queue.timetable import Every, tick
from modiste.shop.kit.settings import Settings

log = structlog.get_logger(__name__)
TICK_SECONDS = 10.0
DEAF_SECONDS = 60.0


class Deaf(RuntimeError):
    """Messages are waiting and this worker hears none: it must start again."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a worker does: which queues, how many jobs at once, its timetable, and how a job is started apart."""

    queues: Sequence[str] = QUEUES
    concurrency: int | None = None
    timetable: Sequence[Every] = ()
    apart: Sequence[str] = ()


class Caretaker:
    """Looks after the jobs table, every two seconds or so."""

    def __init__(
        self, database: Database, settings: Settings, plan: Plan, runner: Runner, stopping: threading.Event
    ) -> None:
        self._database, self._settings, self._plan = database, settings, plan
        self._runner, self._stopping = runner, stopping
        self._next_tick = 0.0

    def look_after(self) -> None:
        """Sweep, tick and listen until the worker stops; raises Deaf (the supervisor then starts the worker anew)."""
        publisher = Publisher(self._settings)
        while not self._stopping.wait(self._settings.queue_sweep_seconds):
            try:
                self._look_once(publisher.publish)
            except Unavailable as error:  # database or broker are away: the next sweep finds the same rows
                log.warning("sweep put off", error=str(error))
        publisher.close()

    def _look_once(self, publish: Post) -> None:
        if time.monotonic() >= self._next_tick:
            tick(self._database, self._plan.timetable)
            if self._runner.is_quiet(DEAF_SECONDS) and has_unheard(self._database, self._plan.queues, DEAF_SECONDS):
                raise Deaf(f"Messages are waiting, and none came here for {DEAF_SECONDS:.0f} seconds")
            self._next_tick = time.monotonic() + TICK_SECONDS
        sweep(self._database, publish, republish_seconds=self._settings.queue_republish_seconds)
