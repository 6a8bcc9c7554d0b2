"""Payments and refunds as they go over the wire."""

import uuid
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from modiste.shop.kit.money import Money
from modiste.shop.payments.models import Payment, Refund
from modiste.shop.payments.schemas import PaymentOut, RefundLineOut, RefundOut


def show_payment(payment: Payment) -> PaymentOut:
    """An attempt to pay."""
    return PaymentOut(
        id=payment.id,
        provider=payment.provider,
        state=payment.state,
        amount=Money(amount=payment.amount, currency=payment.currency),
        url=payment.url,
        reason=payment.reason,
        expires_at=payment.expires_at,
    )


def show_refund(refund: Refund) -> RefundOut:
    """Money that goes back."""
    return RefundOut(
        id=refund.id,
        parcel_id=refund.parcel_id,
        state=refund.state,
        amount=Money(amount=refund.amount, currency=refund.currency),
        lines=[RefundLineOut.model_validate(line) for line in refund.lines],
        reason=refund.reason,
        created_at=refund.created_at,
        done_at=refund.done_at,
    )


def read_refund(session: Session, refund_id: uuid.UUID) -> RefundOut:
    """A refund with the pieces that it is for."""
    chosen = select(Refund).where(Refund.id == refund_id).options(selectinload(Refund.lines))
    return show_refund(session.scalars(chosen.execution_options(populate_existing=True)).one())


def list_payments(session: Session, order_id: uuid.UUID) -> Sequence[Payment]:
    """The attempts to pay an order, the newest first."""
    return session.scalars(select(Payment).where(Payment.order_id == order_id).order_by(Payment.id.desc())).all()


def list_refunds(session: Session, order_id: uuid.UUID) -> Sequence[Refund]:
    """What goes back of an order, the newest first."""
    mine = select(Refund).join(Payment, Payment.id == Refund.payment_id).where(Payment.order_id == order_id)
    return session.scalars(mine.options(selectinload(Refund.lines)).order_by(Refund.id.desc())).all()
