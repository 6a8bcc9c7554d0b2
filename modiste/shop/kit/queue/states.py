"""The life of a job, every allowed step a guarded UPDATE: whoever lost the lease can write nothing any more.

queued ──claim──► running ──finish──► done
  ▲                 │  │ └──fail────► failed ◄── bury (its last attempt died too)
  └────put_back─────┘  └─claim (the lease ran out: the next attempt)
queued | running ──cancel──► cancelled
"""

import uuid
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, CursorResult, and_, or_, update
from sqlalchemy.orm import Session

from modiste.shop.kit import clock
from modiste.shop.kit.queue.models import Job, JobState
from modiste.shop.kit.queue.registry import JobKind

NOTE_LENGTH, ERROR_LENGTH = 200, 500


def claim(session: Session, job_id: uuid.UUID, kind: JobKind) -> Job | None:
    """Take the job's next attempt and its lease; None when it is not to be had (held, ended, not due)."""
    moment = clock.now()
    values = {
        "state": JobState.RUNNING,
        "attempt": Job.attempt + 1,
        "lease_until": moment + timedelta(seconds=kind.lease_seconds),
        "started_at": moment,
        "progress": 0.0,
        "note": "",
        "version": Job.version + 1,
    }
    statement = update(Job).where(Job.id == job_id, may_be_claimed(moment), Job.attempt < kind.attempts)
    fresh = {"synchronize_session": False, "populate_existing": True}
    return session.scalars(statement.values(values).returning(Job), execution_options=fresh).one_or_none()


def bury(session: Session, job_id: uuid.UUID, kind: JobKind) -> bool:
    """Fail a job whose last allowed attempt died without a word."""
    moment = clock.now()
    words = f"Given up: the worker died in each of {kind.attempts} attempts"
    spent = (Job.id == job_id, may_be_claimed(moment), Job.attempt >= kind.attempts)
    return _step(session, and_(*spent), _end(JobState.FAILED, moment) | {"error": words})


def finish(session: Session, job_id: uuid.UUID, attempt: int, result: dict[str, Any] | None) -> bool:
    """Write the good end of this attempt."""
    end = _end(JobState.DONE, clock.now()) | {"result": result, "progress": 1.0, "error": None}
    return _step(session, is_held(job_id, attempt), end)


def fail(session: Session, job_id: uuid.UUID, attempt: int, error: str) -> bool:
    """Write the bad end of this attempt."""
    end = _end(JobState.FAILED, clock.now()) | {"error": _storable(error, ERROR_LENGTH)}
    return _step(session, is_held(job_id, attempt), end)


def put_back(session: Session, job_id: uuid.UUID, attempt: int, *, seconds: float, note: str) -> bool:
    """Queue the job again, to be due in `seconds`; the sweeper publishes it then."""
    values = {
        "state": JobState.QUEUED,
        "lease_until": None,
        "published_at": None,
        "due_at": clock.now() + timedelta(seconds=seconds),
        "note": _storable(note, NOTE_LENGTH),
    }
    return _step(session, is_held(job_id, attempt), values)


def extend(session: Session, job_id: uuid.UUID, attempt: int, until: datetime) -> bool:
    """Keep the lease; False when it is no longer ours."""
    statement = update(Job).where(is_held(job_id, attempt)).values(lease_until=until)
    return _count(session, statement) == 1


def report(session: Session, job_id: uuid.UUID, attempt: int, progress: float, note: str) -> bool:
    """Tell watchers how far this attempt has come."""
    values = {"progress": min(1.0, max(0.0, progress)), "note": _storable(note, NOTE_LENGTH)}
    return _step(session, is_held(job_id, attempt), values)


def cancel(session: Session, job_id: uuid.UUID) -> bool:
    """Close a job that has not ended; a running one is told at its next report or heartbeat."""
    is_open = and_(Job.id == job_id, Job.state.in_((JobState.QUEUED, JobState.RUNNING)))
    return _step(session, is_open, _end(JobState.CANCELLED, clock.now()))


def is_held(job_id: uuid.UUID, attempt: int) -> ColumnElement[bool]:
    """Whether this attempt still holds the job: the fence in front of every write of a worker."""
    return and_(Job.id == job_id, Job.attempt == attempt, Job.state == JobState.RUNNING)


def may_be_claimed(moment: datetime) -> ColumnElement[bool]:
    """Whether a job waits and is due, or runs on a lease that has run out."""
    waits = and_(Job.state == JobState.QUEUED, Job.due_at <= moment)
    return or_(waits, and_(Job.state == JobState.RUNNING, Job.lease_until <= moment))


def _end(state: JobState, moment: datetime) -> dict[str, Any]:
    return {"state": state, "finished_at": moment, "lease_until": None}


def _step(session: Session, where: ColumnElement[bool], values: dict[str, Any]) -> bool:
    return _count(session, update(Job).where(where).values(values | {"version": Job.version + 1})) == 1


def _count(session: Session, statement: Any) -> int:
    done = session.execute(statement, execution_options={"synchronize_session": False})
    assert isinstance(done, CursorResult)
    return done.rowcount


def _storable(text: str, length: int) -> str:
    """PostgreSQL stores neither NUL nor lone surrogates; an error's text may hold both."""
    return text.replace("\x00", "\ufffd").encode("utf-8", "replace").decode()[:length]
