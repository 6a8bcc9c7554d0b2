"""Asking by ourselves: attempts and refunds that nobody told us about, at 1, 5 and 30 minutes, 2 and 24 hours."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from modiste.shop.kit.queue.later import later
from modiste.shop.payments.hearing import VERIFY
from modiste.shop.payments.models import Payment, Refund
from modiste.shop.payments.refunding import CARRY_OUT

CHECKS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 1440))  # after the attempt began
AT_ONCE = 200

Row = TypeVar("Row", Payment, Refund)


def ask_for_checks(session: Session, *, at: datetime) -> int:
    """Have every attempt and refund verified that is due for it; returns how many, at most twice AT_ONCE."""
    payments, refunds = _due(session, Payment, at), _due(session, Refund, at)
    for payment in payments:
        later(session, VERIFY, only_once=f"{VERIFY}:{payment.id}", payment_id=str(payment.id))
    for refund in refunds:
        later(session, CARRY_OUT, only_once=f"{CARRY_OUT}:{refund.id}", refund_id=str(refund.id))
    return len(payments) + len(refunds)


def _due(session: Session, table: type[Row], at: datetime) -> Sequence[Row]:
    """The rows that are due, each with the time of its next check noted; None after the last."""
    chosen = select(table).where(table.check_at <= at).order_by(table.check_at).limit(AT_ONCE)
    rows = session.scalars(chosen.with_for_update(skip_locked=True)).all()
    for row in rows:
        row.checks += 1
        row.check_at = row.created_at + CHECKS[row.checks] if row.checks < len(CHECKS) else None
    session.flush()
    return rows
