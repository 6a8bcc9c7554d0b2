"""The jobs of payments: asking providers where money is, and giving it back."""

import uuid
from typing import Any

import structlog

from modiste.shop.kit import clock
from modiste.shop.kit.queue.registry import job
from modiste.shop.kit.queue.work import Work
from modiste.shop.payments import checking, ledger, refunding, settling
from modiste.shop.payments.models import Payment, Refund
from modiste.shop.payments.opening import shared_providers

log = structlog.get_logger(__name__)


@job("verify_payment", attempts=8)
def verify_payment(work: Work, payment_id: str) -> dict[str, Any]:
    """Ask the provider where an attempt is."""
    key = uuid.UUID(payment_id)
    with work.database.reading() as session:
        name = session.get_one(Payment, key).provider
    provider = shared_providers(work.settings.redis_url).get(name)
    if provider is None:
        return {"state": "unknown", "why": f"{name} is switched off"}
    return {"state": settling.verify_payment(work.database, provider, key)}


@job("carry_out_refund", attempts=8)
def carry_out_refund(work: Work, refund_id: str) -> dict[str, Any]:
    """Have the provider give money back, or ask how far it is."""
    key = uuid.UUID(refund_id)
    with work.database.reading() as session:
        name = session.get_one(Payment, session.get_one(Refund, key).payment_id).provider
    provider = shared_providers(work.settings.redis_url).get(name)
    if provider is None:
        return {"state": "unknown", "why": f"{name} is switched off"}
    return {"state": refunding.carry_out_refund(work.database, provider, key)}


@job("check_payments")
def check_payments(work: Work) -> dict[str, Any]:
    """Have attempts and refunds verified that nobody told us about."""
    with work.transaction() as session:
        return {"asked": checking.ask_for_checks(session, at=clock.now())}


@job("check_books")
def check_books(work: Work) -> dict[str, Any]:
    """Look whether payments, refunds, orders and the ledger add up; each break is an error in the log."""
    with work.database.reading() as session:
        breaks = ledger.check_ledger(session)
    for one in breaks:
        log.error("the books do not add up", about=one.about, what=one.what)
    return {"breaks": len(breaks)}
