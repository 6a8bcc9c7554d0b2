"""What may follow what: the state machines of payments and refunds, each in one table, moved by compare-and-set.

    payment  created → pending → captured      refund  asked → pending → done
             created, pending → failed, expired        asked, pending → failed → asked
             failed, expired → captured

Webhooks come in any order and twice, so a state is never set by one: it is what the provider's book says when asked,
and it only leads on. Money that was captured stays captured; refunds are rows of their own.
"""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import update
from sqlalchemy.orm import Session

from modiste.shop.kit import clock
from modiste.shop.payments.models import Payment, PaymentState, Refund, RefundState

PAYMENT: Mapping[PaymentState, frozenset[PaymentState]] = {
    PaymentState.CREATED: frozenset(
        {PaymentState.PENDING, PaymentState.FAILED, PaymentState.EXPIRED, PaymentState.CAPTURED}
    ),
    PaymentState.PENDING: frozenset({PaymentState.FAILED, PaymentState.EXPIRED, PaymentState.CAPTURED}),
    PaymentState.FAILED: frozenset({PaymentState.CAPTURED}),
    PaymentState.EXPIRED: frozenset({PaymentState.CAPTURED}),
    PaymentState.CAPTURED: frozenset(),
}
REFUND: Mapping[RefundState, frozenset[RefundState]] = {
    RefundState.ASKED: frozenset({RefundState.PENDING, RefundState.DONE, RefundState.FAILED}),
    RefundState.PENDING: frozenset({RefundState.DONE, RefundState.FAILED}),
    RefundState.DONE: frozenset(),
    RefundState.FAILED: frozenset({RefundState.ASKED}),
}


def move_payment(session: Session, payment: Payment, to: PaymentState, **values: Any) -> bool:
    """Move a payment on, with other columns set by the way; False when it does not lead there from where it is now."""
    return to in PAYMENT[PaymentState(payment.state)] and _swap(session, payment, to, values)


def move_refund(session: Session, refund: Refund, to: RefundState, **values: Any) -> bool:
    """Move a refund on, with other columns set by the way; False when it does not lead there from where it is now."""
    return to in REFUND[RefundState(refund.state)] and _swap(session, refund, to, values)


def _swap(session: Session, row: Payment | Refund, to: str, values: dict[str, Any]) -> bool:
    table = type(row)
    session.flush()
    wanted: dict[str, Any] = {"state": to, "version": row.version + 1, "updated_at": clock.now()} | values
    is_as_read = (table.id == row.id, table.state == row.state, table.version == row.version)
    moved = session.execute(
        update(table).where(*is_as_read).values(wanted).returning(table.id),
        execution_options={"synchronize_session": False},
    ).one_or_none()
    session.refresh(row)
    return moved is not None
