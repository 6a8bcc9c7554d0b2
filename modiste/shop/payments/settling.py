"""What the provider's book says of an attempt, written into ours: the one place where money and orders meet."""

import uuid

import structlog
from sqlalchemy import select
from sqlalchemy.orm import Session

from modiste.shop.kit import clock
from modiste.shop.kit.db import Database
from modiste.shop.kit.race import race_point
from modiste.shop.orders.models import Order, OrderState
from modiste.shop.orders.service import any_order_of, mark_paid
from modiste.shop.payments.ledger import write_capture, write_settlement
from modiste.shop.payments.models import Payment, PaymentState
from modiste.shop.payments.providers.base import PaymentProvider, PaymentStatus
from modiste.shop.payments.providers.base import PaymentState as Told
from modiste.shop.payments.refunding import ask_refund
from modiste.shop.payments.states import move_payment

log = structlog.get_logger(__name__)
WRONG_MONEY = "The money came in another currency, or a sum that the currency does not have"


def verify_payment(database: Database, provider: PaymentProvider, payment_id: uuid.UUID) -> PaymentState:
    """Ask the provider where an attempt is, and write it down; returns our state then. Raises ProviderDown."""
    with database.reading() as session:
        payment = session.get_one(Payment, payment_id)
        reference, provider_id = payment.reference, payment.provider_id
    told = provider.verify(reference, provider_id)  # no transaction is open meanwhile
    race_point("payment-verified")
    with database.transaction() as session:
        return note_state(session, payment_id, told)


def note_state(session: Session, payment_id: uuid.UUID, told: Told | None) -> PaymentState:
    """Move a payment to where the provider says it is; captured money pays its order, or goes back."""
    order_id = session.scalars(select(Payment.order_id).where(Payment.id == payment_id)).one()
    order = any_order_of(session, order_id)  # the order first, then its payments: everybody locks in this order
    payment = session.get_one(Payment, payment_id, with_for_update=True)
    if told is None or told.reference != payment.reference:
        if told is not None:
            log.error("the provider answers about another payment", payment=str(payment.id), told=told.reference)
        if clock.is_past(payment.expires_at):
            move_payment(session, payment, PaymentState.EXPIRED, check_at=None)
    elif told.status is PaymentStatus.FAILED:
        move_payment(session, payment, PaymentState.FAILED, provider_id=told.provider_id, reason=told.reason[:500])
    elif told.status is PaymentStatus.EXPIRED:
        move_payment(session, payment, PaymentState.EXPIRED, provider_id=told.provider_id, check_at=None)
    elif told.status is PaymentStatus.CAPTURED:
        capture = {"captured": told.amount, "captured_at": clock.now(), "check_at": None}
        ids = {"provider_id": told.provider_id, "capture_id": told.capture_id}
        if told.currency == payment.currency and told.amount > 0:
            if move_payment(session, payment, PaymentState.CAPTURED, **capture, **ids):
                write_capture(session, payment)
                race_point("payment-captured")
                _settle(session, payment, order)
        elif payment.reason != WRONG_MONEY:
            log.error("other money came than was asked for: see to it by hand", payment=str(payment.id))
            payment.reason = WRONG_MONEY
    session.flush()
    return PaymentState(payment.state)


def _settle(session: Session, payment: Payment, order: Order) -> None:
    if payment.captured == order.total and mark_paid(session, order):
        payment.settles = order.id
        session.flush()
        write_settlement(session, payment, order)
        return
    why = "Another sum was paid than was asked for" if payment.captured != order.total else _why_not(order.state)
    ask_refund(session, payment, payment.captured, key="unsettled", reason=why)


def _why_not(state: str) -> str:
    if state == OrderState.EXPIRED:
        return "The payment came late, and a piece was sold meanwhile"
    return f"The order was {state} already"
