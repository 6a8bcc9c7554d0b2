"""Payments and refunds as they go over the wire."""

import uuid
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from modiste.shop.kit import paging
from modiste.shop.kit.money import Money
from modiste.shop.orders.models import Order, Parcel
from modiste.shop.payments.models import Payment, Refund
from modiste.shop.payments.refunding import BY_BOUTIQUE, BY_SHOPPER
from modiste.shop.payments.schemas import (
    BoutiqueRefundOut,
    BoutiqueRefundsPage,
    PaymentOut,
    RefundedBy,
    RefundLineOut,
    RefundOut,
    RefundsQuery,
)


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


def list_boutique_refunds(session: Session, boutique_id: int, query: RefundsQuery) -> BoutiqueRefundsPage:
    """One page of what went back of a boutique's parcels, or is on its way; the newest first, two queries.

    Raises BadCursor.
    """
    mine = select(Refund, Order.number).options(selectinload(Refund.lines))
    mine = mine.join(Parcel, Parcel.id == Refund.parcel_id)
    mine = mine.join(Order, Order.id == Parcel.order_id).where(Parcel.boutique_id == boutique_id)
    if query.state is not None:
        mine = mine.where(Refund.state == query.state)
    if query.cursor is not None:
        mine = mine.where(Refund.id < paging.id_in(query.cursor))
    rows = session.execute(mine.order_by(Refund.id.desc()).limit(query.limit + 1)).all()
    page = rows[: query.limit]
    return BoutiqueRefundsPage(
        items=[_show_boutique_refund(refund, number) for refund, number in page],
        next_cursor=paging.encode(str(page[-1][0].id)) if len(rows) > query.limit else None,
    )


def _show_boutique_refund(refund: Refund, order_number: str) -> BoutiqueRefundOut:
    by = RefundedBy.SHOP
    if refund.key.startswith(BY_BOUTIQUE):
        by = RefundedBy.BOUTIQUE
    elif refund.key.startswith(BY_SHOPPER):
        by = RefundedBy.SHOPPER
    return BoutiqueRefundOut(
        **show_refund(refund).model_dump(), order_number=order_number, by=by, failure=refund.failure
    )
