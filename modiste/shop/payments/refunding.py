"""Giving money back: claimed from what was captured, asked of the provider by a job, booked when it is done."""

import uuid
from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from modiste.shop.kit import clock
from modiste.shop.kit.db import Database
from modiste.shop.kit.errors import Conflict, NotFound
from modiste.shop.kit.money import Money
from modiste.shop.kit.queue.later import later
from modiste.shop.kit.race import race_point
from modiste.shop.orders.models import Order, Parcel
from modiste.shop.orders.service import cancel_paid, cancel_unpaid
from modiste.shop.payments.ledger import SUSPENSE, boutique_account, write_refund
from modiste.shop.payments.models import Payment, Refund, RefundState
from modiste.shop.payments.providers.base import (
    PaymentProvider,
    ProviderRefused,
    RefundAsked,
    RefundStatus,
)
from modiste.shop.payments.providers.base import RefundState as Told
from modiste.shop.payments.refund_lines import keep_lines, price_of_lines
from modiste.shop.payments.schemas import RefundLineIn
from modiste.shop.payments.states import move_refund
from modiste.shop.webhooks.events import RefundData
from modiste.shop.webhooks.telling import tell_systems

FIRST_CHECK = timedelta(minutes=1)
BY_SHOPPER = "cancel:"  # how the keys of refunds begin that a shopper asked for
BY_BOUTIQUE = "boutique:"
CARRY_OUT = "carry_out_refund"  # the job in jobs.py, which this floor may not import


class TooMuchBack(Conflict):
    """More would go back than is left of what was paid."""

    title = "That is more than is left of what was paid"


class NothingPaid(NotFound):
    """The order was not paid, so that nothing can go back."""

    title = "Nothing was paid for this"


def ask_refund(
    session: Session, payment: Payment, amount: int, *, key: str, reason: str, parcel_id: uuid.UUID | None = None
) -> Refund:
    """Claim `amount` of what was captured and have it given back, if this transaction commits; the same `key` again is
    the same refund. Raises TooMuchBack."""
    known = session.scalar(select(Refund).where(Refund.payment_id == payment.id, Refund.key == key))
    if known is not None:
        return known
    claimed = session.execute(
        update(Payment)
        .where(Payment.id == payment.id, Payment.claimed + amount <= Payment.captured)
        .values(claimed=Payment.claimed + amount)
        .returning(Payment.id),
        execution_options={"synchronize_session": False},
    ).one_or_none()
    if claimed is None:
        raise TooMuchBack
    refund = Refund(
        payment_id=payment.id,
        parcel_id=parcel_id,
        key=key,
        reason=reason,
        amount=amount,
        currency=payment.currency,
        check_at=clock.now() + FIRST_CHECK,
    )
    session.add(refund)
    session.flush()
    session.refresh(payment, ["claimed"])
    later(session, CARRY_OUT, only_once=f"{CARRY_OUT}:{refund.id}", refund_id=str(refund.id))
    race_point("refund-asked")
    return refund


def refund_parcel(session: Session, parcel: Parcel, amount: int | None, *, key: str, reason: str) -> Refund:
    """Give back what a parcel cost, or a part of it. Raises NothingPaid, TooMuchBack."""
    payment = settling_payment_of(session, parcel.order_id)
    left = left_of(session, parcel, but=key)
    wanted = left if amount is None else amount
    if not 0 < wanted <= left:
        raise TooMuchBack(left=left)
    return ask_refund(session, payment, wanted, key=key, reason=reason, parcel_id=parcel.id)


def cancel_order(session: Session, order: Order, *, note: str = "") -> None:
    """Cancel an order for its shopper, paid or not, as long as nothing of it is packed; the money goes back.

    Raises NotNow.
    """
    if order.paid_at is None:
        cancel_unpaid(session, order, actor="shopper", note=note)
        return
    cancel_paid(session, order, actor="shopper", note=note)
    for parcel in order.parcels:
        refund_rest(session, parcel, key=f"{BY_SHOPPER}{parcel.id}", reason=note or "Cancelled by the shopper")


def refund_lines(session: Session, parcel: Parcel, lines: Sequence[RefundLineIn], *, key: str, reason: str) -> Refund:
    """Give back what some pieces of a parcel cost, each once.

    Raises NothingPaid, NotInParcel, GivenBackAlready, TooMuchBack.
    """
    settling_payment_of(session, parcel.order_id)
    amount = price_of_lines(session, parcel, lines, but=key)
    refund = refund_parcel(session, parcel, amount, key=key, reason=reason)
    keep_lines(session, refund, lines)
    return refund


def refund_rest(session: Session, parcel: Parcel, *, key: str, reason: str) -> Refund | None:
    """Give back what is left of what a parcel cost; None where nothing is."""
    if left_of(session, parcel) == 0:
        return None
    return refund_parcel(session, parcel, None, key=key, reason=reason)


def forget_words(session: Session, user_id: int) -> None:
    """Empty what a shopper wrote as the reason of a refund; to be called before their orders are made nameless."""
    theirs = select(Payment.id).join(Order, Order.id == Payment.order_id).where(Order.user_id == user_id)
    written = (Refund.payment_id.in_(theirs), Refund.key.startswith(BY_SHOPPER))
    session.execute(update(Refund).where(*written).values(reason=""), execution_options={"synchronize_session": False})


def left_of(session: Session, parcel: Parcel, *, but: str = "") -> int:
    """What has not gone back of what a parcel cost, the refund of the key `but` not counted."""
    given = select(Refund.amount).where(
        Refund.parcel_id == parcel.id, Refund.state != RefundState.FAILED, Refund.key != but
    )
    return parcel.goods + parcel.delivery - sum(session.scalars(given))


def settling_payment_of(session: Session, order_id: uuid.UUID) -> Payment:
    """The payment that pays an order, locked. Raises NothingPaid."""
    found = session.scalar(select(Payment).where(Payment.settles == order_id).with_for_update())
    if found is None:
        raise NothingPaid
    return found


def carry_out_refund(database: Database, provider: PaymentProvider, refund_id: uuid.UUID) -> str:
    """Ask the provider to give the money back, or how far it is; returns the refund's state. Raises ProviderDown."""
    with database.reading() as session:
        refund, payment = _rows(session, refund_id)
        state = RefundState(refund.state)
        asked = RefundAsked(
            key=str(refund.id),
            reference=payment.reference,
            provider_id=payment.provider_id,
            capture_id=payment.capture_id,
            amount=refund.amount,
            currency=refund.currency,
        )
        known = refund.provider_id
    if state in (RefundState.DONE, RefundState.FAILED):
        return state
    try:
        told = provider.find_refund(asked, known) or provider.refund(asked)
    except ProviderRefused as refused:
        told = Told(RefundStatus.FAILED, known, asked.amount, refused.detail)
    race_point("refund-answered")
    with database.transaction() as session:
        refund, payment = _rows(session, refund_id, to_change=True)
        note_refund(session, refund, payment, told)
        return refund.state


def note_refund(session: Session, refund: Refund, payment: Payment, told: Told) -> None:
    """Move a refund to where the provider says it is, and book it when it is done."""
    if told.status is RefundStatus.PENDING:
        move_refund(session, refund, RefundState.PENDING, provider_id=told.provider_id)
        return
    if told.status is RefundStatus.FAILED:
        failed = {"provider_id": told.provider_id, "failure": told.reason[:500], "check_at": None}
        if move_refund(session, refund, RefundState.FAILED, **failed):
            back = update(Payment).where(Payment.id == payment.id).values(claimed=Payment.claimed - refund.amount)
            session.execute(back, execution_options={"synchronize_session": False})
        return
    done = {"provider_id": told.provider_id, "done_at": clock.now(), "check_at": None}
    if move_refund(session, refund, RefundState.DONE, **done):
        write_refund(session, payment, refund, _owed_by(session, refund, payment))
        _announce_refund(session, refund)
        race_point("refund-booked")


def _announce_refund(session: Session, refund: Refund) -> None:
    """Tell the systems of the parcel's boutique; money that paid no order is no boutique's."""
    if refund.parcel_id is None:
        return
    parcel = session.get_one(Parcel, refund.parcel_id)

    def data() -> RefundData:
        order = session.get_one(Order, parcel.order_id)
        amount = Money(amount=refund.amount, currency=refund.currency)
        named = {"parcel_id": parcel.id, "order_id": order.id, "order_number": order.number}
        return RefundData(refund_id=refund.id, amount=amount, **named)

    tell_systems(session, parcel.boutique_id, "refund.made", data, about=f"order:{parcel.order_id}")


def _owed_by(session: Session, refund: Refund, payment: Payment) -> dict[str, int]:
    """At whose cost the money goes back: the parcel's boutique's, or nobody's, where it paid no order."""
    if payment.settles is None:
        return {SUSPENSE: refund.amount}
    assert refund.parcel_id is not None, "what was paid for parcels goes back parcel by parcel"
    parcel = session.get_one(Parcel, refund.parcel_id)
    return {boutique_account(parcel.boutique_id): refund.amount}


def _rows(session: Session, refund_id: uuid.UUID, *, to_change: bool = False) -> tuple[Refund, Payment]:
    refund = session.get_one(Refund, refund_id, with_for_update=to_change)
    return refund, session.get_one(Payment, refund.payment_id, with_for_update=to_change)
