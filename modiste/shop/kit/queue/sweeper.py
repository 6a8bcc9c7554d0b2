"""Finding lost work: a job whose message was lost, or whose worker died, gets another message."""

import uuid
from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, or_, select, update
from sqlalchemy.orm import Session

from modiste.shop.kit import clock
from modiste.shop.kit.db import Database
from modiste.shop.kit.errors import Unavailable
from modiste.shop.kit.queue.later import Post
from modiste.shop.kit.queue.models import Job, JobState
from modiste.shop.kit.queue.states import may_be_claimed

AT_ONCE = 500  # jobs in one sweep
LONGEST_PAUSE = timedelta(minutes=5)
A_MOMENT = 5.0  # seconds that a message may be under way


def sweep(database: Database, publish: Post, *, republish_seconds: float) -> int:
    """Publish every job that could be claimed and has no fresh message; returns how many.

    Several sweepers share the work: a row is marked as published in the transaction that found it, before the message
    is sent. Raises what `publish` raises (Unavailable); what was not sent is found by the next sweep.
    """
    moment = clock.now()
    with database.reading() as session:
        if session.scalar(select(Job.id).where(_is_forgotten(moment, republish_seconds)).limit(1)) is None:
            return 0
    with database.transaction() as session:
        found = [(job.id, job.queue) for job in _take_forgotten(session, moment, republish_seconds)]
    for sent, (job_id, queue) in enumerate(found):
        try:
            publish(job_id, queue)
        except Unavailable:
            _forget_marks(database, [unsent for unsent, _ in found[sent:]])
            raise
    return len(found)


def _forget_marks(database: Database, unsent: list[uuid.UUID]) -> None:
    with database.transaction() as session:
        session.execute(update(Job).where(Job.id.in_(unsent)).values(published_at=None))


def has_unheard(database: Database, queues: Collection[str], seconds: float) -> bool:
    """Whether a job of these queues is due for so long and was published, not just now, but nobody has claimed it."""
    moment = clock.now()
    query = select(Job.id).where(
        Job.state == JobState.QUEUED,
        Job.queue.in_(queues),
        Job.due_at <= moment - timedelta(seconds=seconds),
        Job.published_at <= moment - timedelta(seconds=A_MOMENT),
    )
    with database.reading() as session:
        return session.scalar(query.limit(1)) is not None


def _take_forgotten(session: Session, moment: datetime, republish_seconds: float) -> list[Job]:
    query = select(Job).where(_is_forgotten(moment, republish_seconds)).order_by(Job.published_at.nulls_first())
    rows = session.scalars(query.limit(AT_ONCE).with_for_update(skip_locked=True)).all()
    due = [row for row in rows if _is_overdue(row, moment)]
    for row in due:
        row.published_at = moment
    return due


def _is_forgotten(moment: datetime, republish_seconds: float) -> ColumnElement[bool]:
    stale = moment - timedelta(seconds=republish_seconds)
    return and_(may_be_claimed(moment), or_(Job.published_at.is_(None), Job.published_at <= stale))


def _is_overdue(row: Job, moment: datetime) -> bool:
    """In a long backlog the pauses between messages double, so that a job gets a handful, not hundreds."""
    if row.published_at is None or row.lease_until is not None:
        return True
    return moment - row.published_at >= min(row.published_at - row.due_at, LONGEST_PAUSE)
