"""Carrying out one job: claim it, do it, write its end; whatever happens the table says what became of it."""

import json
import os
import random
import subprocess
import time
import uuid
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import structlog

from modiste.shop.kit.db import Database
from modiste.shop.kit.errors import ShopError, Unavailable
from modiste.shop.kit.queue import states
from modiste.shop.kit.queue.leases import Lease, LeaseKeeper
from modiste.shop.kit.queue.models import Job, JobState
from modiste.shop.kit.queue.registry import JobKind, find_kind
from modiste.shop.kit.queue.work import Stopped, Work
from modiste.shop.kit.settings import Settings
from modiste.shop.kit.supervisor import CHILD_MARK

log = structlog.get_logger(__name__)
LONGEST_PAUSE = 300.0  # seconds between two attempts
END_PAUSES = (0.0, 0.5, 1.0, 2.0)  # seconds before each try to write an end


class Runner:
    """Carries out jobs in this process, or has a child process carry out those that want to be apart."""

    def __init__(self, database: Database, settings: Settings, keeper: LeaseKeeper, apart: Sequence[str]) -> None:
        self._database, self._settings, self._keeper, self._apart = database, settings, keeper, apart
        self._heard_at = time.monotonic()

    def run(self, job_id: uuid.UUID) -> None:
        """Carry out this job if it is to be had; a message too many does nothing."""
        self._heard_at = time.monotonic()
        try:
            found = self._claim(job_id)
        except Unavailable as error:  # the row waits; the sweeper sends another message
            log.warning("job not claimed", job=str(job_id), error=str(error))
            return
        if found is None:
            return
        job, kind = found
        with self._keeper.holding(Lease(job.id, job.attempt, kind.lease_seconds)) as lease:
            if kind.apart:
                self._carry_out_apart(lease, kind)
            else:
                carry_out(Work(self._database, self._settings, lease), kind, job.arguments)

    def is_quiet(self, seconds: float) -> bool:
        """Whether no message came for so long, though nothing is under way."""
        return self._keeper.held == 0 and time.monotonic() - self._heard_at > seconds

    def _claim(self, job_id: uuid.UUID) -> tuple[Job, JobKind] | None:
        with self._database.transaction() as session:
            row = session.get(Job, job_id)
            if row is None or row.state not in (JobState.QUEUED, JobState.RUNNING):
                return None
            kind = find_kind(row.name) or JobKind(row.name, _refuse_unknown)
            job = states.claim(session, job_id, kind)
            if job is None and states.bury(session, job_id, kind):
                log.error("job given up: its workers died", job=str(job_id), name=kind.name)
        return None if job is None else (job, kind)

    def _carry_out_apart(self, lease: Lease, kind: JobKind) -> None:
        environment = os.environ | self._settings.as_environment() | {CHILD_MARK: "1"}
        command = [*self._apart, str(lease.job_id), str(lease.attempt)]
        deadline = time.monotonic() + kind.time_limit
        with subprocess.Popen(command, stdin=subprocess.PIPE, env=environment) as child:
            while (code := _wait(child, 0.2)) is None:
                if lease.lost.is_set() or time.monotonic() > deadline:
                    child.kill()
                    code = child.wait()
                    break
        if code != 0 and not lease.lost.is_set():
            late = time.monotonic() > deadline
            words = f"took longer than {kind.time_limit:.0f} s" if late else f"ended with status {code}"
            _try_again(self._database, lease, kind, Unavailable(f"The process of this job {words}"))


def carry_out(work: Work, kind: JobKind, arguments: dict[str, Any]) -> None:
    """Call the job's function and write the end of this attempt."""
    lease = Lease(work.job_id, work.attempt, kind.lease_seconds)
    try:
        result = kind.do(work, **arguments)
        json.dumps(result, allow_nan=False)
    except Stopped:
        log.info("job stopped: cancelled or taken over", job=str(work.job_id), name=kind.name)
    except Unavailable as error:
        _try_again(work.database, lease, kind, error)
    except ShopError as error:
        _write(work.database, partial(states.fail, error=error.detail), lease)
    except Exception as error:  # noqa: BLE001 - the queue's outermost frame: no job may leave its row without an end
        log.error("job failed", job=str(work.job_id), name=kind.name, exc_info=error)
        words = f"Something broke on our side ({type(error).__name__}); the log has it under job {work.job_id}"
        _write(work.database, partial(states.fail, error=words), lease)
    else:
        _write(work.database, partial(states.finish, result=result), lease)


def _try_again(database: Database, lease: Lease, kind: JobKind, error: Unavailable) -> None:
    """Queue the job again with growing pauses; after its last attempt it has failed."""
    if lease.attempt >= kind.attempts:
        words = f"Given up after {lease.attempt} attempts: {error.detail}"
        _write(database, partial(states.fail, error=words), lease)
        return
    pause = max(error.retry_after, 2.0**lease.attempt) * random.uniform(1.0, 1.25)
    note = f"Attempt {lease.attempt} of {kind.attempts}: {error.detail}"
    _write(database, partial(states.put_back, seconds=min(pause, LONGEST_PAUSE), note=note), lease)


def _write(database: Database, step: Callable[..., bool], lease: Lease) -> None:
    """Take a last step of this attempt; a database that is away for long leaves it to the next attempt."""
    for pause in END_PAUSES:
        time.sleep(pause)
        try:
            with database.transaction() as session:
                is_ours = step(session, lease.job_id, lease.attempt)
        except Unavailable as error:
            log.warning("end of job not written yet", job=str(lease.job_id), error=str(error))
            continue
        if not is_ours:
            log.info("end of job not ours to write", job=str(lease.job_id), attempt=lease.attempt)
        return


def _wait(child: subprocess.Popen[bytes], seconds: float) -> int | None:
    try:
        return child.wait(seconds)
    except subprocess.TimeoutExpired:
        return None


def _refuse_unknown(_work: Work, **_: Any) -> None:
    raise Unavailable("No worker of this version knows this job: start workers of the version that asked for it")
