"""The table behind `Idempotency-Key`."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Index, String, Text, delete
from sqlalchemy.orm import Mapped, Session, mapped_column

from modiste.shop.kit import clock
from modiste.shop.kit.db import Base


class KeptAnswer(Base):
    """The answer to a request that carried an Idempotency-Key; written in the same transaction as its work.

    `body` is text, not JSON, so that a repeated answer is the first one byte for byte.
    """

    __tablename__ = "idempotency_keys"
    __table_args__ = (Index("ix_idempotency_keys_created_at", "created_at"),)

    principal: Mapped[str] = mapped_column(String(64), primary_key=True)
    route: Mapped[str] = mapped_column(String(120), primary_key=True)
    key: Mapped[str] = mapped_column(String(255), primary_key=True)
    request_hash: Mapped[str] = mapped_column(String(64))
    status: Mapped[int]
    body: Mapped[str] = mapped_column(Text)
    headers: Mapped[dict[str, Any]] = mapped_column(default=dict)
    created_at: Mapped[datetime] = mapped_column(default=clock.now)


def forget_kept_answers(session: Session, *, older_than: timedelta = timedelta(hours=48)) -> int:
    """Delete the answers that nobody will ask for again; returns how many."""
    deleted: Any = session.execute(delete(KeptAnswer).where(KeptAnswer.created_at < clock.now() - older_than))
    return int(deleted.rowcount)


def erase_kept_answers(session: Session, principal: str) -> None:
    """Delete the answers kept for somebody who leaves: they say what was ordered, and where it goes."""
    session.execute(delete(KeptAnswer).where(KeptAnswer.principal == principal))
