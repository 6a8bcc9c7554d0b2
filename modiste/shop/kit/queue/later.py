"""Asking for work: a row in the caller's transaction, and after its commit a message that carries only the row's id."""

import inspect
import json
import uuid
from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from modiste.shop.kit import clock
from modiste.shop.kit.db import Database, after_commit
from modiste.shop.kit.queue.models import Job, JobState
from modiste.shop.kit.queue.registry import Do, JobKind, kind_of
from modiste.shop.kit.tokens import new_id

Post = Callable[[uuid.UUID, str], None]  # sends the message of a job to a queue, never blocks, never raises
POST = "post_job"
OPEN = (JobState.QUEUED, JobState.RUNNING)


def post_through(database: Database, post: Post) -> None:
    """From now on the sessions of `database` send the messages of their jobs through `post`."""
    database.sessions.configure(info={POST: post})


def later(
    session: Session,
    work: str | Do,
    *,
    owner: int | None = None,
    only_once: str | None = None,
    due_at: datetime | None = None,
    **arguments: Any,
) -> Job:
    """Have `work` (a registered name or function) done with `arguments`, if this transaction commits.

    With `only_once`, work of that name which is still open is returned instead of a second one: put the owner's id into
    the name unless it may be shared. Without a broker nothing fails: a worker's sweeper finds the row.
    """
    kind = kind_of(work)
    _check(kind, arguments)
    for _ in range(3):
        known = _find_open(session, only_once)
        if known is not None:
            return known
        row = Job(
            id=new_id(),
            name=kind.name,
            queue=kind.queue,
            owner=owner,
            only_once=only_once,
            arguments=arguments,
            due_at=due_at or clock.now(),
        )
        if _add(session, row):
            _announce(session, row)
            return row
    raise RuntimeError(f"{only_once!r} was opened and closed by others three times in a row")


def _check(kind: JobKind, arguments: dict[str, Any]) -> None:
    inspect.signature(kind.do).bind(None, **arguments)  # a wrong argument fails here, not hours later in a worker
    try:
        json.dumps(arguments, allow_nan=False)
    except (TypeError, ValueError) as error:
        raise TypeError(f"The arguments of job {kind.name!r} must be plain JSON: {error}") from error


def _find_open(session: Session, only_once: str | None) -> Job | None:
    if only_once is None:
        return None
    return session.scalars(select(Job).where(Job.only_once == only_once, Job.state.in_(OPEN))).one_or_none()


def _add(session: Session, row: Job) -> bool:
    if row.only_once is None:
        session.add(row)
        session.flush()
        return True
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError:  # somebody opened it between our look and our insert
        return False
    return True


def _announce(session: Session, row: Job) -> None:
    post: Post | None = session.info.get(POST)
    if post is not None and clock.is_past(row.due_at):
        row.published_at = clock.now()
        after_commit(session, partial(post, row.id, row.queue))
