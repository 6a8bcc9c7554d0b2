"""Flutterwave's transactions, refunds and events of v3, drawn from the book."""

from typing import Any

from modiste.sandbox.payments.book import Payment, Refund, RefundStatus, Status
from modiste.sandbox.payments.desk import Desk, Happening
from modiste.sandbox.payments.paystack_objects import moment
from modiste.sandbox.payments.units import to_flutterwave

Object = dict[str, Any]
STATUS = {Status.PENDING: "pending", Status.PAID: "successful"}  # all else is a failed try
# A bare "completed" says that the money has been set aside for the refund, the longer word that it went back.
REFUND_STATUS = {
    RefundStatus.PENDING: "completed",
    RefundStatus.DONE: "completed-mpgs",
    RefundStatus.FAILED: "failed",
}
ACCOUNT = 100_000


def transaction_of(payment: Payment, number: int) -> Object:
    """One try to pay, by its number; earlier tries than the last have failed."""
    is_last = number == payment.numbers[-1]
    status = STATUS.get(payment.status, "failed") if is_last else "failed"
    is_paid = status == "successful"
    currency = payment.taken_currency if is_paid else payment.currency
    amount = to_flutterwave(payment.taken if is_paid else payment.amount, currency)
    customer = payment.given["customer"]
    return {
        "id": number,
        "tx_ref": payment.reference,
        "flw_ref": f"FLW-MOCK-{payment.id}",
        "device_fingerprint": "N/A",
        "amount": amount,
        "currency": currency,
        "charged_amount": amount,
        "app_fee": 0,
        "merchant_fee": 0,
        "processor_response": "Approved by Financial Institution" if is_paid else payment.reason or "Pending",
        "auth_model": "PIN",
        "ip": "127.0.0.1",
        "narration": "Sandbox",
        "status": status,
        "payment_type": "bank_transfer" if payment.settles else "card",
        "created_at": moment(payment.paid or payment.created),
        "account_id": ACCOUNT,
        "meta": payment.given.get("meta"),
        "amount_settled": amount if is_paid else 0,
        "customer": {
            "id": payment.numbers[0] % 10**9,
            "name": customer.get("name", "Anonymous customer"),
            "phone_number": customer.get("phonenumber", customer.get("phone_number", "N/A")),
            "email": customer["email"],
            "created_at": moment(payment.created),
        },
    }


def new_refund_of(payment: Payment, refund: Refund) -> Object:
    """A refund as the call that makes it answers."""
    return {
        "id": int(refund.id),
        "account_id": ACCOUNT,
        "tx_id": payment.numbers[-1],
        "flw_ref": f"FLW-MOCK-{payment.id}",
        "wallet_id": ACCOUNT,
        "amount_refunded": to_flutterwave(refund.amount, refund.currency),
        "status": REFUND_STATUS[refund.status],
        "destination": "payment_source",
        "meta": {"source": "availablebalance"},
        "created_at": moment(refund.created),
    }


def listed_refund_of(payment: Payment, refund: Refund) -> Object:
    """A refund as lists and webhooks show it: other letters, the same facts, and the comments."""
    return {
        "id": int(refund.id),
        "AmountRefunded": to_flutterwave(refund.amount, refund.currency),
        "status": REFUND_STATUS[refund.status],
        "FlutterRef": f"FLW-MOCK-{payment.id}",
        "destination": "payment_source",
        "comments": refund.given.get("comments", ""),
        "settlement_id": "NEW",
        "createdAt": moment(refund.created),
        "updatedAt": moment(refund.created),
        "AccountId": ACCOUNT,
        "TransactionId": payment.numbers[-1],
    }


def tell(_desk: Desk, happening: Happening, payment: Payment, refund: Refund | None) -> list[tuple[str, Object]]:
    """The events of what happened: of each try its end, of each refund its end, and nothing of pages that expire."""
    if happening is Happening.REFUND_ENDED and refund is not None:
        return [("refund.completed", listed_refund_of(payment, refund))]
    if happening in (Happening.EXPIRED, Happening.REFUND_MADE):
        return []
    about = transaction_of(payment, payment.numbers[-1])
    return [("charge.completed", {"event": "charge.completed", "data": about, "event.type": "CARD_TRANSACTION"})]
