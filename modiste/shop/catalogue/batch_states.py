"""The life of an uploaded file: every allowed step in one table, each a guarded UPDATE.

uploaded ──► checking ──► checked ──► applying ──► applied ──► undoing ──► undone
                ▲            │            │                       │
                └────────────┘            ▼                       │
             failed ◄── whichever was under way when its job failed, or was cancelled

After a failure the same step may be asked for again and goes on where it stopped; what was applied in part may be
undone. What is under way is known by the job: a step whose job has ended without moving the batch on has failed.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from sqlalchemy import CursorResult, update
from sqlalchemy.orm import Session

from modiste.shop.catalogue.models import ImportBatch
from modiste.shop.kit.errors import Conflict
from modiste.shop.kit.queue.later import OPEN
from modiste.shop.kit.queue.models import Job


class BatchState(StrEnum):
    """Where a batch stands."""

    UPLOADED = "uploaded"
    CHECKING = "checking"
    CHECKED = "checked"
    APPLYING = "applying"
    APPLIED = "applied"
    UNDOING = "undoing"
    UNDONE = "undone"
    FAILED = "failed"


class NotNow(Conflict):
    """The batch's state does not allow this."""

    title = "This is not possible in the state that the upload is in"


_S = BatchState
NEXT: Mapping[BatchState, frozenset[BatchState]] = {
    _S.UPLOADED: frozenset({_S.CHECKING}),
    _S.CHECKING: frozenset({_S.CHECKED, _S.FAILED}),
    _S.CHECKED: frozenset({_S.CHECKING, _S.APPLYING}),
    _S.APPLYING: frozenset({_S.APPLIED, _S.FAILED}),
    _S.APPLIED: frozenset({_S.UNDOING}),
    _S.UNDOING: frozenset({_S.UNDONE, _S.FAILED}),
    _S.UNDONE: frozenset(),
}
AFTER_FAILURE: Mapping[BatchState, frozenset[BatchState]] = {
    _S.CHECKING: frozenset({_S.CHECKING}),
    _S.APPLYING: frozenset({_S.APPLYING, _S.UNDOING}),
    _S.UNDOING: frozenset({_S.UNDOING}),
}
UNDER_WAY = frozenset({_S.CHECKING, _S.APPLYING, _S.UNDOING})


def next_states(batch: ImportBatch) -> frozenset[BatchState]:
    """What may follow."""
    if batch.state == BatchState.FAILED:
        return AFTER_FAILURE[BatchState(batch.failed_in or BatchState.CHECKING)]
    return NEXT[BatchState(batch.state)]


def move(session: Session, batch: ImportBatch, to: BatchState, **values: Any) -> None:
    """Take a step. Raises NotNow when it is not allowed, or somebody else took one in the meantime."""
    if to not in next_states(batch):
        raise NotNow(f"The upload is {batch.state}", state=batch.state)
    here = update(ImportBatch).where(ImportBatch.id == batch.id, ImportBatch.version == batch.version)
    values |= {"state": to, "version": batch.version + 1}
    done = session.execute(here.values(values), execution_options={"synchronize_session": False})
    assert isinstance(done, CursorResult)
    if done.rowcount != 1:
        raise NotNow("Something else has just begun with this upload")
    session.refresh(batch)


def has_stopped(session: Session, batch: ImportBatch) -> bool:
    """Whether a step is written down as under way, and its job has ended (failed, cancelled, forgotten)."""
    if batch.state not in UNDER_WAY:
        return False
    job = None if batch.job_id is None else session.get(Job, batch.job_id)
    return job is None or job.state not in OPEN


def settle(session: Session, batch: ImportBatch) -> None:
    """Write down that a step has failed, if it has."""
    if has_stopped(session, batch):
        move(session, batch, BatchState.FAILED, failed_in=batch.state)
