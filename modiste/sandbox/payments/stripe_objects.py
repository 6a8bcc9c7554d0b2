"""Stripe's objects as its API of 2026-10-28 shows them, drawn from the book."""

import time
from typing import Any

import stripe

from modiste.sandbox.payments.book import Payment, Refund, RefundStatus, Status
from modiste.sandbox.payments.desk import Desk, Happening, new_id
from modiste.sandbox.payments.units import to_stripe

Object = dict[str, Any]
PI_STATUS = {
    Status.OPEN: "requires_payment_method",
    Status.FAILED: "requires_payment_method",
    Status.PENDING: "processing",
    Status.PAID: "succeeded",
    Status.EXPIRED: "canceled",
}
REFUND_STATUS = {RefundStatus.PENDING: "pending", RefundStatus.DONE: "succeeded", RefundStatus.FAILED: "failed"}
EVENTS = {
    Happening.PAID: ("payment_intent.succeeded", "charge.succeeded", "checkout.session.completed"),
    Happening.REFUSED: ("payment_intent.payment_failed", "charge.failed"),
    Happening.DELAYED: ("payment_intent.processing", "checkout.session.completed"),
    Happening.SETTLED: (
        "payment_intent.succeeded", "charge.succeeded", "checkout.session.async_payment_succeeded",
    ),
    Happening.BOUNCED: (
        "payment_intent.payment_failed", "charge.failed", "checkout.session.async_payment_failed",
    ),
    Happening.EXPIRED: ("checkout.session.expired",),
    Happening.REFUND_MADE: ("refund.created", "charge.refunded"),
}  # fmt: skip


def _money_of(payment: Payment) -> tuple[int, str]:
    """Amount and currency as Stripe writes them: what was taken, or what is asked while nothing is."""
    is_paid = payment.status is Status.PAID
    currency = payment.taken_currency if is_paid else payment.currency
    return to_stripe(payment.taken if is_paid else payment.amount, currency), currency.lower()


def session_of(desk: Desk, payment: Payment) -> Object:
    """A Checkout Session; it has no PaymentIntent before somebody tries to pay."""
    given, (total, currency) = payment.given, _money_of(payment)
    status = "open" if payment.is_waiting else "expired" if payment.status is Status.EXPIRED else "complete"
    return {
        "id": payment.id,
        "object": "checkout.session",
        "amount_subtotal": given["subtotal"],
        "amount_total": total,
        "cancel_url": given.get("cancel_url"),
        "client_reference_id": given.get("client_reference_id"),
        "created": int(payment.created),
        "currency": currency,
        "customer": None,
        "customer_details": {"email": given.get("customer_email")} if payment.tries else None,
        "customer_email": given.get("customer_email"),
        "expires_at": given["expires_at"],
        "livemode": False,
        "locale": given.get("locale"),
        "metadata": given.get("metadata", {}),
        "mode": "payment",
        "payment_intent": payment.capture or None,
        "payment_method_types": ["card"],
        "payment_status": "paid" if payment.status is Status.PAID else "unpaid",
        "status": status,
        "success_url": given["success_url"],
        "total_details": {"amount_discount": 0, "amount_shipping": total - given["subtotal"], "amount_tax": 0},
        "ui_mode": "hosted_page",
        "url": f"{desk.origin}/stripe/pay/{payment.id}" if status == "open" else None,
    }


def intent_of(payment: Payment) -> Object:
    """The PaymentIntent of a session that somebody tried to pay."""
    data, (amount, currency) = payment.given.get("payment_intent_data", {}), _money_of(payment)
    refused = {"type": "card_error", "code": "card_declined", "decline_code": "generic_decline"}
    return {
        "id": payment.capture,
        "object": "payment_intent",
        "amount": amount,
        "amount_received": amount if payment.status is Status.PAID else 0,
        "canceled_at": int(payment.expires) if payment.status is Status.EXPIRED and payment.expires else None,
        "capture_method": "automatic_async",
        "client_secret": f"{payment.capture}_secret_sandbox",
        "created": int(payment.created),
        "currency": currency,
        "description": data.get("description"),
        "last_payment_error": refused | {"message": payment.reason} if payment.reason else None,
        "latest_charge": charge_id(payment),
        "livemode": False,
        "metadata": data.get("metadata", {}),
        "payment_method_types": ["card"],
        "receipt_email": payment.given.get("customer_email"),
        "status": PI_STATUS[payment.status],
        "transfer_group": data.get("transfer_group"),
    }


def charge_id(payment: Payment) -> str | None:
    return payment.capture.replace("pi_", "ch_") or None


def charge_of(desk: Desk, payment: Payment) -> Object:
    """The Charge of the latest try."""
    (amount, currency), back = _money_of(payment), desk.book.refunded(payment)
    is_paid = payment.status is Status.PAID
    return {
        "id": charge_id(payment),
        "object": "charge",
        "amount": amount,
        "amount_captured": amount if is_paid else 0,
        "amount_refunded": to_stripe(back, payment.taken_currency or payment.currency),
        "captured": is_paid,
        "created": int(payment.paid or payment.created),
        "currency": currency,
        "disputed": False,
        "failure_message": payment.reason or None,
        "livemode": False,
        "metadata": payment.given.get("payment_intent_data", {}).get("metadata", {}),
        "paid": is_paid,
        "payment_intent": payment.capture,
        "refunded": is_paid and back >= payment.taken,
        "status": "succeeded" if is_paid else "pending" if payment.status is Status.PENDING else "failed",
        "transfer_group": payment.given.get("payment_intent_data", {}).get("transfer_group"),
    }


def refund_of(payment: Payment, refund: Refund) -> Object:
    """A Refund."""
    shown = {
        "id": refund.id,
        "object": "refund",
        "amount": to_stripe(refund.amount, refund.currency),
        "balance_transaction": None,
        "charge": charge_id(payment),
        "created": int(refund.created),
        "currency": refund.currency.lower(),
        "metadata": refund.given.get("metadata", {}),
        "payment_intent": payment.capture,
        "reason": refund.given.get("reason"),
        "receipt_number": None,
        "status": REFUND_STATUS[refund.status],
    }
    return shown | ({"failure_reason": "unknown"} if refund.status is RefundStatus.FAILED else {})


def tell(desk: Desk, happening: Happening, payment: Payment, refund: Refund | None) -> list[tuple[str, Object]]:
    """The events of what happened, each with its object as it is at this moment."""
    if happening is Happening.REFUND_ENDED:
        assert refund is not None
        names: tuple[str, ...] = ("refund.updated",)
        if refund.status is RefundStatus.FAILED:
            names = ("refund.updated", "refund.failed")
    else:
        names = EVENTS[happening]
    return [(name, _event(name, _object_of(desk, name, payment, refund))) for name in names]


def _object_of(desk: Desk, name: str, payment: Payment, refund: Refund | None) -> Object:
    if name.startswith("refund."):
        assert refund is not None
        return refund_of(payment, refund)
    if name.startswith("charge."):
        return charge_of(desk, payment)
    return intent_of(payment) if name.startswith("payment_intent.") else session_of(desk, payment)


def _event(name: str, about: Object) -> Object:
    return {
        "id": new_id("evt_"),
        "object": "event",
        "api_version": stripe.api_version,
        "created": int(time.time()),
        "data": {"object": about},
        "livemode": False,
        "pending_webhooks": 1,
        "request": {"id": None, "idempotency_key": None},
        "type": name,
    }
