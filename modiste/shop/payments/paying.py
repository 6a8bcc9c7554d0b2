"""Asking for the money of an order: an attempt in our book first, then the provider's page, then where that is."""

import secrets
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from modiste.shop.kit import clock
from modiste.shop.kit.db import Database
from modiste.shop.kit.errors import Conflict, Invalid, NotFound
from modiste.shop.kit.race import race_point
from modiste.shop.orders.models import Order, OrderState
from modiste.shop.orders.service import order_of
from modiste.shop.payments.models import Payment, PaymentState
from modiste.shop.payments.providers.base import Charge, PaymentProvider, ProviderRefused
from modiste.shop.payments.states import move_payment

PAGE_LIVES = timedelta(minutes=30)  # the shortest that every provider allows
FIRST_CHECK = timedelta(minutes=1)


class ProviderUnknown(Invalid):
    """The shop does not take money by this provider."""

    title = "This shop takes no payments by this provider"


class CannotTake(Conflict):
    """The provider cannot take this amount in this currency."""

    title = "This provider cannot take this amount in this currency: choose another"


class NotPayable(Conflict):
    """The order is paid, cancelled or expired."""

    title = "This order cannot be paid any more"


class PaymentUnknown(NotFound):
    """The order has no such payment."""

    title = "This order has no such payment"


@dataclass(frozen=True, slots=True)
class Asker:
    """Whoever pays, and where the provider's page sends them back to."""

    user_id: int
    public_url: str


def start_payment(
    database: Database, providers: Mapping[str, PaymentProvider], who: Asker, order_id: uuid.UUID, name: str
) -> uuid.UUID:
    """Begin to pay an order, or go on with the attempt that is open; returns the payment's id.

    No transaction is open while the provider is asked. A process that dies in between leaves an attempt that the next
    press of the button, or the timetable, takes up again: the provider knows it by our reference.
    Raises OrderUnknown, ProviderUnknown, CannotTake, NotPayable, ProviderDown, ProviderRefused.
    """
    provider = providers.get(name)
    if provider is None:
        raise ProviderUnknown(f"This shop takes payments by: {', '.join(sorted(providers)) or 'nobody yet'}")
    with database.transaction() as session:
        payment, charge = _attempt(session, provider, who, order_id)
    if payment.url:
        return payment.id
    race_point("payment-created")
    try:
        checkout = provider.create_checkout(charge)
    except ProviderRefused as refused:
        with database.transaction() as session:
            row = session.get_one(Payment, payment.id, with_for_update=True)
            # It is checked all the same: a page that was opened before, by an answer that was lost, may be paid.
            move_payment(session, row, PaymentState.FAILED, reason=refused.detail[:500])
        raise
    race_point("payment-answered")
    with database.transaction() as session:
        row = session.get_one(Payment, payment.id, with_for_update=True)
        page = {"url": checkout.url, "provider_id": checkout.provider_id}
        if not move_payment(session, row, PaymentState.PENDING, **page):  # a webhook was quicker
            row.url, row.provider_id = checkout.url, row.provider_id or checkout.provider_id
    return payment.id


def payment_of(session: Session, order: Order, payment_id: uuid.UUID) -> Payment:
    """A payment of an order. Raises PaymentUnknown."""
    found = session.scalar(select(Payment).where(Payment.id == payment_id, Payment.order_id == order.id))
    if found is None:
        raise PaymentUnknown
    return found


def _attempt(session: Session, provider: PaymentProvider, who: Asker, order_id: uuid.UUID) -> tuple[Payment, Charge]:
    order = order_of(session, who.user_id, order_id, to_change=True)
    is_held = order.state == OrderState.AWAITING_PAYMENT and not clock.is_past(order.held_until)
    if not is_held:
        raise NotPayable(f"This order is {order.state.replace('_', ' ')}", state=order.state)
    if not provider.takes(order.total, order.currency):
        raise CannotTake
    payment = _open_attempt(session, order, provider) or _new_attempt(session, order, provider)
    back = f"{who.public_url.rstrip('/')}/orders/{order.id}"
    charge = Charge(
        reference=payment.reference,
        amount=payment.amount,
        currency=payment.currency,
        title=f"Order {order.number}",
        email=order.email,
        return_url=back,
        expires_at=payment.expires_at,
    )
    return payment, charge


def _open_attempt(session: Session, order: Order, provider: PaymentProvider) -> Payment | None:
    mine = (Payment.order_id == order.id, Payment.provider == provider.name)
    is_open = Payment.state.in_([PaymentState.CREATED, PaymentState.PENDING])
    found = session.scalar(select(Payment).where(*mine, is_open).with_for_update())
    if found is not None and clock.is_past(found.expires_at):
        move_payment(session, found, PaymentState.EXPIRED)
        return None
    return found


def _new_attempt(session: Session, order: Order, provider: PaymentProvider) -> Payment:
    payment = Payment(
        order_id=order.id,
        provider=provider.name,
        reference=f"modiste-{secrets.token_hex(16)}",
        amount=order.total,
        currency=order.currency,
        check_at=clock.now() + FIRST_CHECK,
        expires_at=clock.now() + PAGE_LIVES,
    )
    session.add(payment)
    session.flush()
    return payment
