"""Keeping the leases of running jobs: one thread extends them all, and tells a job that has lost its own."""

import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import structlog

from modiste.shop.kit import clock
from modiste.shop.kit.db import Database
from modiste.shop.kit.errors import Unavailable
from modiste.shop.kit.queue import states

log = structlog.get_logger(__name__)
BEATS = 3  # extensions per lease: two may fail before it runs out


class Lease:
    """The right to carry out one attempt of a job."""

    def __init__(self, job_id: uuid.UUID, attempt: int, seconds: float) -> None:
        self.job_id, self.attempt, self.seconds = job_id, attempt, seconds
        self.lost = threading.Event()
        self.next_beat = time.monotonic() + seconds / BEATS


class LeaseKeeper:
    """Extends the leases of this process; `keep` is the body of its thread."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._leases: set[Lease] = set()
        self._changed = threading.Condition()
        self._stopped = False

    @contextmanager
    def holding(self, lease: Lease) -> Iterator[Lease]:
        """Keep `lease` alive until the block ends."""
        with self._changed:
            self._leases.add(lease)
            self._changed.notify()
        try:
            yield lease
        finally:
            with self._changed:
                self._leases.discard(lease)

    def keep(self) -> None:
        """Extend each lease in time, until `stop`."""
        while True:
            with self._changed:
                now = time.monotonic()
                due = [lease for lease in self._leases if lease.next_beat <= now and not lease.lost.is_set()]
                if self._stopped:
                    return
                if not due:
                    waits = (lease.next_beat - now for lease in self._leases if not lease.lost.is_set())
                    self._changed.wait(min(waits, default=None))
                    continue
            for lease in due:
                self._extend(lease)

    def stop(self) -> None:
        with self._changed:
            self._stopped = True
            self._changed.notify()

    @property
    def held(self) -> int:
        """How many jobs are under way."""
        return len(self._leases)

    def hand_back(self) -> int:
        """Queue every held job again at once (the worker must stop); returns how many."""
        with self._changed:
            held = list(self._leases)
        given = 0
        for lease in held:
            lease.lost.set()
            with self._database.transaction() as session:
                note = "The worker was stopped; another one goes on"
                given += states.put_back(session, lease.job_id, lease.attempt, seconds=0, note=note)
        return given

    def _extend(self, lease: Lease) -> None:
        lease.next_beat = time.monotonic() + lease.seconds / BEATS
        try:
            with self._database.transaction() as session:
                until = clock.now() + timedelta(seconds=lease.seconds)
                is_ours = states.extend(session, lease.job_id, lease.attempt, until)
        except Unavailable as error:  # the next beat tries again; if none succeeds the lease runs out, as it should
            log.warning("lease not extended", job=str(lease.job_id), error=str(error))
            return
        if not is_ours:
            lease.lost.set()
