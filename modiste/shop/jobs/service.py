"""Watching and cancelling work, each person their own."""

import uuid
from datetime import timedelta

from sqlalchemy import CursorResult, delete, select
from sqlalchemy.orm import Session

from modiste.shop.accounts.principals import Principal
from modiste.shop.kit import clock
from modiste.shop.kit.errors import Conflict, NotFound
from modiste.shop.kit.queue import states
from modiste.shop.kit.queue.models import Job, JobState

KEPT_DAYS = 30
ENDED = (JobState.DONE, JobState.FAILED, JobState.CANCELLED)


class NoSuchJob(NotFound):
    """There is no such job, or somebody else asked for it."""

    title = "There is no such job of yours"


class JobEnded(Conflict):
    """The job has ended before it could be cancelled."""

    title = "This job has already ended"


def job_of(session: Session, who: Principal, job_id: uuid.UUID) -> Job:
    """The job that `who` asked for; admins see every job. Raises NoSuchJob."""
    query = select(Job).where(Job.id == job_id)
    if not who.is_admin:
        query = query.where(Job.owner == who.id)
    found = session.scalars(query).one_or_none()
    if found is None:
        raise NoSuchJob
    return found


def cancel_job(session: Session, who: Principal, job_id: uuid.UUID) -> Job:
    """Cancel a job that has not ended; doing it twice is no error. Raises NoSuchJob, JobEnded."""
    job = job_of(session, who, job_id)
    states.cancel(session, job_id)
    session.refresh(job)
    if job.state != JobState.CANCELLED:
        raise JobEnded(f"This job has already ended: it is {job.state}")
    return job


def erase_jobs_of(session: Session, user_id: int) -> int:
    """Delete the jobs that somebody asked for, and those of others that are about them (`user_id`); returns how many.

    A worker that has one in hand finds its lease gone and stops.
    """
    about_them = Job.arguments["user_id"].as_integer() == user_id
    gone = session.execute(delete(Job).where((Job.owner == user_id) | about_them))
    assert isinstance(gone, CursorResult)
    return gone.rowcount


def forget_ended_jobs(session: Session) -> int:
    """Delete jobs that ended more than 30 days ago; returns how many."""
    long_ago = clock.now() - timedelta(days=KEPT_DAYS)
    done = session.execute(delete(Job).where(Job.state.in_(ENDED), Job.finished_at < long_ago))
    assert isinstance(done, CursorResult)
    return done.rowcount
