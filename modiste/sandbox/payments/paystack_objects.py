"""Paystack's transactions, refunds and events, drawn from the book."""

from datetime import UTC, datetime
from typing import Any

from modiste.sandbox.payments.book import Payment, Refund, RefundStatus, Status
from modiste.sandbox.payments.desk import Desk, Happening
from modiste.sandbox.payments.units import to_paystack

Object = dict[str, Any]
# A transaction that nobody has tried to pay yet is called abandoned from the first second on.
STATUS = {
    Status.OPEN: "abandoned",
    Status.FAILED: "failed",
    Status.PENDING: "pending",
    Status.PAID: "success",
    Status.EXPIRED: "abandoned",
}
WORDS = {
    Status.OPEN: "The transaction was not completed",
    Status.FAILED: "Declined",
    Status.PENDING: "Transaction in progress",
    Status.PAID: "Successful",
    Status.EXPIRED: "The transaction was not completed",
}
REFUND_STATUS = {RefundStatus.PENDING: "pending", RefundStatus.DONE: "processed", RefundStatus.FAILED: "failed"}


def transaction_of(desk: Desk, payment: Payment) -> Object:
    """A transaction; one that went back whole is called reversed."""
    back = sum(refund.amount for refund in desk.book.refunds_of(payment) if refund.status is RefundStatus.DONE)
    is_back = payment.status is Status.PAID and back >= payment.taken
    asked = to_paystack(payment.amount, payment.currency)
    currency = payment.taken_currency or payment.currency
    return {
        "id": payment.numbers[0],
        "domain": "test",
        "status": "reversed" if is_back else STATUS[payment.status],
        "reference": payment.reference,
        "receipt_number": None,
        "amount": to_paystack(payment.taken, currency) if payment.status is Status.PAID else asked,
        "message": payment.reason or None,
        "gateway_response": WORDS[payment.status],
        "paid_at": moment(payment.paid) if payment.paid else None,
        "created_at": moment(payment.created),
        "channel": "bank_transfer" if payment.settles else "card",
        "currency": currency,
        "ip_address": "127.0.0.1",
        "metadata": payment.given["metadata"] if payment.given["metadata"] is not None else "",
        "fees": None,
        "customer": _customer(payment),
        "plan": None,
        "split": {},
        "order_id": None,
        "requested_amount": asked,
        "subaccount": {},
    }


def refund_of(desk: Desk, payment: Payment, refund: Refund, *, is_new: bool = False) -> Object:
    """A refund; the answer that makes one shows the whole transaction, later ones its number."""
    amount = to_paystack(refund.amount, refund.currency)
    return {
        "id": int(refund.id),
        "integration": 100_000,
        "domain": "test",
        "transaction": transaction_of(desk, payment) if is_new else payment.numbers[0],
        "dispute": None,
        "settlement": None,
        "amount": amount,
        "deducted_amount": 0 if refund.status is RefundStatus.PENDING else amount,
        "fully_deducted": refund.status is not RefundStatus.PENDING,
        "currency": refund.currency,
        "channel": "card",
        "status": REFUND_STATUS[refund.status],
        "refunded_by": "sandbox@modiste.example",
        "refunded_at": moment(refund.ends) if refund.status is RefundStatus.DONE and refund.ends else None,
        "expected_at": moment(refund.ends or refund.created),
        "customer_note": refund.given.get("customer_note", f"Refund for transaction {payment.reference}"),
        "merchant_note": refund.given.get("merchant_note", f"Refund for transaction {payment.reference}"),
        "createdAt": moment(refund.created),
        "updatedAt": moment(refund.created),
    }


def tell(desk: Desk, happening: Happening, payment: Payment, refund: Refund | None) -> list[tuple[str, Object]]:
    """The events of what happened: of payments only the successful ones are told."""
    if happening in (Happening.PAID, Happening.SETTLED):
        return [("charge.success", {"event": "charge.success", "data": transaction_of(desk, payment)})]
    if refund is None:
        return []
    if happening is Happening.REFUND_MADE:
        statuses = ["pending", "processing"]
    else:
        statuses = ["processed" if refund.status is RefundStatus.DONE else "failed"]
    return [_refund_event(payment, refund, status) for status in statuses]


def _refund_event(payment: Payment, refund: Refund, status: str) -> tuple[str, Object]:
    told = {
        "status": status,
        "transaction_reference": payment.reference,
        "refund_reference": f"TRF_{refund.id}",
        "amount": to_paystack(refund.amount, refund.currency),
        "currency": refund.currency,
        "processor": "sandbox",
        "customer": {"first_name": None, "last_name": None, "email": payment.given["email"]},
        "integration": 100_000,
        "domain": "test",
        "id": refund.id,
    }
    return f"refund.{status}", {"event": f"refund.{status}", "data": told}


def _customer(payment: Payment) -> Object:
    return {
        "id": payment.numbers[0] % 10**9,
        "email": payment.given["email"],
        "customer_code": f"CUS_{payment.id[:12]}",
    }


def moment(seconds: float) -> str:
    """Unix seconds as both JSON interfaces write times."""
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
