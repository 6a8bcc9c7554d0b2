"""What a job gets: the database, the settings, and a way to say how far it has come."""

import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from sqlalchemy.orm import Session

from modiste.shop.kit import clock
from modiste.shop.kit.db import Database
from modiste.shop.kit.queue import states
from modiste.shop.kit.queue.leases import Lease
from modiste.shop.kit.settings import Settings

REPORT_EVERY = 0.5  # seconds; a tight loop may report as often as it likes


class Stopped(Exception):
    """The job was cancelled, or another attempt has taken it over: end without writing anything."""


class Work:
    """One attempt of one job, in the hands of the function that carries it out."""

    def __init__(self, database: Database, settings: Settings, lease: Lease) -> None:
        self.database = database
        self.settings = settings
        self._lease = lease
        self._last_report = float("-inf")

    @property
    def job_id(self) -> uuid.UUID:
        return self._lease.job_id

    @property
    def attempt(self) -> int:
        return self._lease.attempt

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """A writing transaction that commits only while this attempt holds the job; else raises Stopped.

        A worker may die between this commit and the end of the job, and the next attempt then does the work again: make
        effects idempotent by a unique key.
        """
        self.go_on()
        with self.database.transaction() as session:
            yield session
            until = clock.now() + timedelta(seconds=self._lease.seconds)
            self._must(states.extend(session, self.job_id, self.attempt, until))

    def report(self, progress: float, note: str = "") -> None:
        """Tell watchers how far the work is (0 to 1) and keep the lease; raises Stopped when it is no longer ours.

        Written at most twice a second, in a short transaction of its own.
        """
        self.go_on()
        now = time.monotonic()
        if now - self._last_report < REPORT_EVERY and progress < 1:
            return
        self._last_report = now
        with self.database.transaction() as session:
            is_ours = states.report(session, self.job_id, self.attempt, progress, note)
            until = clock.now() + timedelta(seconds=self._lease.seconds)
            self._must(is_ours and states.extend(session, self.job_id, self.attempt, until))

    def go_on(self) -> None:
        """Raise Stopped when the job was cancelled or taken over; costs nothing, for use in loops."""
        if self._lease.lost.is_set():
            raise Stopped

    def _must(self, is_ours: bool) -> None:
        if not is_ours:
            self._lease.lost.set()
            raise Stopped
