"""Webhooks: each is written down once, answered at once, and taken for a hint to ask the provider."""

import uuid
from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from modiste.shop.kit import clock
from modiste.shop.kit.db import Database
from modiste.shop.kit.errors import NotFound
from modiste.shop.kit.queue.later import later
from modiste.shop.kit.race import race_point
from modiste.shop.kit.tokens import new_id
from modiste.shop.payments.models import HeardWebhook, Payment, Refund
from modiste.shop.payments.providers.base import Heard, Hint, PaymentProvider
from modiste.shop.payments.refunding import CARRY_OUT

VERIFY = "verify_payment"  # the job in jobs.py, which this floor may not import


class NoSuchProvider(NotFound):
    """No provider of this name is switched on."""

    title = "This shop takes no payments by this provider"


def hear_webhook(database: Database, providers: Mapping[str, PaymentProvider], name: str, heard: Heard) -> bool:
    """Write a webhook down, with the job that asks the provider; returns whether it is new to us.

    Raises NoSuchProvider, ForgedWebhook.
    """
    provider = providers.get(name)
    if provider is None:
        raise NoSuchProvider
    hint = provider.parse_webhook(heard)
    if hint is None:
        return False
    with database.transaction() as session:
        is_new = _write_down(session, name, hint)
        race_point("webhook-heard")
    return is_new


def _write_down(session: Session, provider: str, hint: Hint) -> bool:
    payment = _payment_of(session, provider, hint)
    values = {
        "id": new_id(),
        "provider": provider,
        "dedupe_key": hint.dedupe_key[:255],
        "reference": hint.reference[:60],
        "provider_id": hint.provider_id[:255],
        "refund_id": hint.refund_id[:255],
        "payment_id": payment,
        "heard_at": clock.now(),
    }
    dialect = sqlite if session.get_bind().dialect.name == "sqlite" else postgresql
    insert = dialect.insert(HeardWebhook).values(**values)
    if session.scalar(insert.on_conflict_do_nothing().returning(HeardWebhook.id)) is None:
        return False
    if payment is not None:
        # One for each webhook: a verification under way may have asked the provider just before this came to be true.
        later(session, VERIFY, payment_id=str(payment))
        for refund in _open_refunds(session, payment) if hint.refund_id else ():
            later(session, CARRY_OUT, only_once=f"{CARRY_OUT}:{refund}", refund_id=str(refund))
    return True


def _payment_of(session: Session, provider: str, hint: Hint) -> uuid.UUID | None:
    """The attempt that a hint is about: by our reference, or by what the provider calls it."""
    ours = select(Payment.id).where(Payment.provider == provider)
    if hint.reference:
        return session.scalars(ours.where(Payment.reference == hint.reference)).one_or_none()
    if not hint.provider_id:
        return None
    theirs = (Payment.provider_id == hint.provider_id) | (Payment.capture_id == hint.provider_id)
    return session.scalars(ours.where(theirs)).first()


def _open_refunds(session: Session, payment_id: uuid.UUID) -> list[uuid.UUID]:
    mine = (Refund.payment_id == payment_id, Refund.state.in_(["asked", "pending"]))
    return list(session.scalars(select(Refund.id).where(*mine)))
