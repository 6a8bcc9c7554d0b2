"""The jobs table: the truth about all work for later; messages are only hints."""

import uuid
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from modiste.shop.kit import clock
from modiste.shop.kit.db import Base
from modiste.shop.kit.tokens import new_id


class JobState(StrEnum):
    """queued → running → done | failed; running → queued when its worker died; queued | running → cancelled."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


class Job(Base):
    """One piece of work. `attempt` is the fencing number: only the attempt that holds the lease may write its end.

    `owner` is the id of the account that asked (no foreign key: the kit knows no accounts), None for the clock's work.
    `only_once` names work of which at most one may be open at a time, such as `train`. `version` counts what a watcher
    can see change (not the lease), so it serves as ETag and as the id of server-sent events.
    """

    __tablename__ = "jobs"
    __table_args__ = (
        CheckConstraint("state IN ('queued','running','done','failed','cancelled')", name="state"),
        CheckConstraint("progress >= 0 AND progress <= 1", name="progress"),
        Index("ix_jobs_state_due_at", "state", "due_at"),
        Index("ix_jobs_owner_created_at", "owner", "created_at"),
        Index(
            "uq_jobs_only_once_open",
            "only_once",
            unique=True,
            sqlite_where=text("state IN ('queued', 'running')"),
            postgresql_where=text("state IN ('queued', 'running')"),
        ),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    name: Mapped[str] = mapped_column(String(80))
    queue: Mapped[str] = mapped_column(String(40), default="default")
    owner: Mapped[int | None]
    only_once: Mapped[str | None] = mapped_column(String(80))
    arguments: Mapped[dict[str, Any]] = mapped_column(default=dict)
    state: Mapped[str] = mapped_column(String(16), default=JobState.QUEUED)
    attempt: Mapped[int] = mapped_column(default=0)
    version: Mapped[int] = mapped_column(default=0)
    due_at: Mapped[datetime] = mapped_column(default=clock.now)
    published_at: Mapped[datetime | None]
    lease_until: Mapped[datetime | None]
    progress: Mapped[float] = mapped_column(default=0.0)
    note: Mapped[str] = mapped_column(String(200), default="")
    result: Mapped[dict[str, Any] | None]
    error: Mapped[str | None] = mapped_column(String(500))
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    started_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]


class ClockMark(Base):
    """When the timetable last asked for something: whoever moves the mark first (compare-and-set) does the asking."""

    __tablename__ = "clock_marks"

    name: Mapped[str] = mapped_column(String(80), primary_key=True)
    last_at: Mapped[datetime]
