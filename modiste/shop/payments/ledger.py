"""The double-entry ledger: every movement of money from one account to others, sums to zero, written once.

capture  the provider has the money, and we owe it     +provider:NAME   −suspense
settle   it pays an order: boutiques are owed it        +suspense        −boutique:ID …
return   it goes back for a parcel                      +boutique:ID     −provider:NAME
reject   it goes back because it paid no order          +suspense        −provider:NAME
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from modiste.shop.orders.models import Order
from modiste.shop.payments.models import LedgerEntry, Payment, Refund, RefundState

SUSPENSE = "suspense"


class Unbalanced(ValueError):
    """Entries that do not sum to zero: a programming error."""


def write_capture(session: Session, payment: Payment) -> None:
    """The provider has taken the money."""
    _write(session, f"capture:{payment.id}", payment, {_at(payment): payment.captured, SUSPENSE: -payment.captured})


def write_settlement(session: Session, payment: Payment, order: Order) -> None:
    """The money pays the order: each boutique is owed what its parcel costs."""
    owed: dict[str, int] = {}
    for parcel in order.parcels:
        account = boutique_account(parcel.boutique_id)
        owed[account] = owed.get(account, 0) - parcel.goods - parcel.delivery
    entries = {account: amount for account, amount in owed.items() if amount} | {SUSPENSE: order.total}
    _write(session, f"settle:{payment.id}", payment, entries)


def write_refund(session: Session, payment: Payment, refund: Refund, owed_by: Mapping[str, int]) -> None:
    """The money went back, at the cost of the accounts in `owed_by`."""
    _write(session, f"refund:{refund.id}", payment, dict(owed_by) | {_at(payment): -refund.amount})


def boutique_account(boutique_id: int | None) -> str:
    """What a boutique is owed; one that is closed leaves it to the shop."""
    return f"boutique:{boutique_id}" if boutique_id is not None else "boutique:closed"


@dataclass(frozen=True, slots=True)
class Break:
    """Something that does not add up: `what` in words, `about` the row."""

    what: str
    about: str


def check_ledger(session: Session) -> list[Break]:
    """What does not add up, by the tables alone: empty when nothing was lost or doubled."""
    return [*_unbalanced(session), *_unlike_payments(session), *_unsettled(session)]


def _unbalanced(session: Session) -> Sequence[Break]:
    total = func.sum(LedgerEntry.amount)
    grouped = select(LedgerEntry.effect, total).group_by(LedgerEntry.effect, LedgerEntry.currency).having(total != 0)
    return [Break(f"entries sum to {amount}", effect) for effect, amount in session.execute(grouped)]


def _unlike_payments(session: Session) -> Sequence[Break]:
    """Captured minus refunded is what lies at the provider."""
    back = select(Refund.payment_id, func.sum(Refund.amount).label("amount"))
    back_of = back.where(Refund.state == RefundState.DONE).group_by(Refund.payment_id).subquery()
    there = select(LedgerEntry.payment_id, func.sum(LedgerEntry.amount).label("amount"))
    there_of = there.where(LedgerEntry.account.startswith("provider:")).group_by(LedgerEntry.payment_id).subquery()
    expected = Payment.captured - func.coalesce(back_of.c.amount, 0)
    seen = func.coalesce(there_of.c.amount, 0)
    rows = session.execute(
        select(Payment.id, expected, seen)
        .outerjoin(back_of, back_of.c.payment_id == Payment.id)
        .outerjoin(there_of, there_of.c.payment_id == Payment.id)
        .where(expected != seen)
    )
    return [Break(f"captured less refunded is {due}, the ledger says {said}", str(key)) for key, due, said in rows]


def _unsettled(session: Session) -> Sequence[Break]:
    """Every paid order is paid by one payment of its total, and by no order that is not paid money was kept."""
    rows = session.execute(
        select(Order.id, Order.state, Order.total, Payment.captured)
        .outerjoin(Payment, Payment.settles == Order.id)
        .where(
            (Order.paid_at.is_not(None) & (func.coalesce(Payment.captured, 0) != Order.total))
            | (Order.paid_at.is_(None) & Payment.id.is_not(None))
        )
    )
    return [Break(f"an order that is {state} costs {total} and got {got}", str(key)) for key, state, total, got in rows]


def _at(payment: Payment) -> str:
    return f"provider:{payment.provider}"


def _write(session: Session, effect: str, payment: Payment, entries: Mapping[str, int]) -> None:
    """The unique (effect, account) refuses what was written before: an effect happens once."""
    if sum(entries.values()) != 0:
        raise Unbalanced(f"{effect}: {dict(entries)}")
    session.add_all(
        LedgerEntry(effect=effect, account=account, amount=amount, currency=payment.currency, payment_id=payment.id)
        for account, amount in entries.items()
        if amount
    )
    session.flush()
