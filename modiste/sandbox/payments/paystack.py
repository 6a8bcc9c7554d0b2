"""Paystack's API: transactions and refunds in subunits; the shop's own reference is unique and stands for a key."""

import json
import time
from collections.abc import Mapping
from functools import partial
from typing import Any, Literal

from aiohttp import web
from pydantic import Field

from modiste.sandbox.payments import till
from modiste.sandbox.payments.book import Payment, Refund, Status
from modiste.sandbox.payments.desk import Desk, new_id, new_number
from modiste.sandbox.payments.json_api import (
    Email,
    Handler,
    Object,
    Refused,
    Strict,
    Url,
    asked_in,
    body_of,
    is_let_in,
    whole_in,
)
from modiste.sandbox.payments.paystack_objects import refund_of, transaction_of
from modiste.sandbox.payments.units import PAYSTACK_LEAST, from_paystack

MOST = 1_000_000_000  # ten million of any currency
USUAL_PAGE = 50
NEXT_STEP = "Try again with the values that this call asks for"
Currency = Literal["NGN", "USD", "GHS", "ZAR", "KES", "XOF"]
Amount = int | str  # the description says integer, its examples send digits in quotes; both are taken
Channel = Literal[
    "card", "bank", "apple_pay", "ussd", "qr", "mobile_money", "bank_transfer", "eft", "capitec_pay", "payattitude"
]


class Initialize(Strict):
    """`TransactionInitialize` of Paystack's OpenAPI description, without plans and splits, which no sandbox has."""

    email: Email
    amount: Amount
    currency: Currency = "NGN"
    reference: str = Field("", pattern=r"^[A-Za-z0-9.=-]*$", max_length=100)
    callback_url: Url | None = None
    channels: list[Channel] | None = None
    metadata: Object | str | None = None
    bearer: Literal["account", "subaccount"] | None = None
    label: str | None = None


class GiveBack(Strict):
    """`RefundCreate`."""

    transaction: str | int
    amount: Amount | None = None
    currency: Currency | None = None
    customer_note: str | None = None
    merchant_note: str | None = None


def routes(desk: Desk) -> list[web.RouteDef]:
    """The paths of the interface."""
    return [
        web.post("/paystack/transaction/initialize", partial(_answer, desk, _initialize)),
        web.get("/paystack/transaction/verify/{reference}", partial(_answer, desk, _verify)),
        web.get("/paystack/transaction/{number}", partial(_answer, desk, _fetch)),
        web.get("/paystack/transaction", partial(_answer, desk, _list)),
        web.post("/paystack/refund", partial(_answer, desk, _give_back)),
        web.get("/paystack/refund", partial(_answer, desk, _list_refunds)),
        web.get("/paystack/refund/{id}", partial(_answer, desk, _fetch_refund)),
    ]


async def _answer(desk: Desk, handler: Handler, request: web.Request) -> web.Response:
    if not is_let_in("paystack", request):
        return _error(Refused(401, "Invalid key", "invalid_Key"))
    try:
        words, data = handler(desk, request.match_info, await body_of(request))
    except Refused as refused:
        return _error(refused)
    await desk.deliveries.post_early()
    if isinstance(data, list):
        return web.json_response({"status": True, "message": words, "data": data, "meta": {"total": len(data)}})
    return web.json_response({"status": True, "message": words, "data": data})


def _error(refused: Refused) -> web.Response:
    kind = "api_error" if refused.status == 401 else "validation_error"
    told = {"status": False, "message": str(refused), "meta": {"nextStep": NEXT_STEP}, "type": kind}
    return web.json_response(told | {"code": refused.code}, status=refused.status)


def _initialize(desk: Desk, _path: Mapping[str, str], body: Object) -> tuple[str, Object]:
    asked = asked_in(Initialize, body)
    amount = _subunits(asked.amount)
    if amount < PAYSTACK_LEAST[asked.currency] or amount > MOST:
        raise Refused(400, f"Invalid Amount Sent: {amount} in {asked.currency}", "invalid_amount")
    reference = asked.reference or new_id("T")
    if desk.book.payment_by_reference("paystack", reference) is not None:
        raise Refused(400, "Duplicate Transaction Reference", "duplicate_reference")
    given = asked.model_dump(exclude_none=True) | {"metadata": _metadata(asked.metadata)}
    payment = Payment(
        provider="paystack",
        id=new_id(""),
        reference=reference,
        amount=from_paystack(amount, asked.currency),
        currency=asked.currency,
        created=time.time(),
        given=given,
    )
    till.open_page(desk, payment)
    till.hurry(desk, payment)
    url = f"{desk.origin}/paystack/pay/{payment.id}"
    told = {"authorization_url": url, "access_code": payment.id, "reference": reference}
    return "Authorization URL created", told


def _verify(desk: Desk, path: Mapping[str, str], _query: Object) -> tuple[str, Object]:
    payment = desk.book.payment_by_reference("paystack", path["reference"])
    if payment is None:
        raise Refused(400, "Transaction reference not found.", "transaction_not_found")
    return "Verification successful", transaction_of(desk, payment)


def _fetch(desk: Desk, path: Mapping[str, str], _query: Object) -> tuple[str, Object]:
    if not path["number"].isdecimal():
        raise Refused(400, "Transaction ID should be numeric.")
    payment = desk.book.payment_also_called("paystack", path["number"])
    if payment is None:
        raise Refused(404, "Transaction ID or code specified is invalid", "transaction_not_found")
    return "Transaction retrieved", transaction_of(desk, payment)


def _list(desk: Desk, _path: Mapping[str, str], query: Object) -> tuple[str, list[Object]]:
    found = [transaction_of(desk, payment) for payment in reversed(desk.book.payments("paystack"))]
    found = [one for one in found if query.get("status") in (None, one["status"])]
    return "Transactions retrieved", _page(found, query)


def _give_back(desk: Desk, _path: Mapping[str, str], body: Object) -> tuple[str, Object]:
    asked = asked_in(GiveBack, body)
    payment = _transaction(desk, str(asked.transaction))
    if payment is None:
        raise Refused(404, "Transaction ID or reference specified is invalid", "transaction_not_found")
    if payment.status is not Status.PAID:
        raise Refused(400, "Transaction has not been paid for", "invalid_transaction_status")
    left = payment.taken - desk.book.refunded(payment)
    if left <= 0:
        raise Refused(400, "Transaction has been fully reversed", "transaction_reversed")
    if asked.currency not in (None, payment.taken_currency):
        raise Refused(400, "Currency is not that of the transaction", "invalid_currency")
    amount = left if asked.amount is None else from_paystack(_subunits(asked.amount), payment.taken_currency)
    if amount > left:
        raise Refused(400, "Refund amount cannot be more than what is left of the transaction", "invalid_amount")
    refund = Refund("paystack", str(new_number()), payment.id, amount, payment.taken_currency, time.time())
    refund.given = asked.model_dump(include={"customer_note", "merchant_note"}, exclude_none=True)
    till.give_back(desk, payment, refund)
    return "Refund has been queued for processing", refund_of(desk, payment, refund, is_new=True)


def _list_refunds(desk: Desk, _path: Mapping[str, str], query: Object) -> tuple[str, list[Object]]:
    if "transaction" in query:
        payment = _transaction(desk, query["transaction"])
        found = [(payment, refund) for refund in desk.book.refunds_of(payment)] if payment else []
    else:
        pairs = ((desk.book.payment("paystack", one.payment_id), one) for one in desk.book.refunds("paystack"))
        found = [(payment, refund) for payment, refund in pairs if payment is not None]
    told = [refund_of(desk, payment, refund) for payment, refund in reversed(found)]
    return "Refunds retrieved", _page([one for one in told if query.get("currency") in (None, one["currency"])], query)


def _fetch_refund(desk: Desk, path: Mapping[str, str], _query: Object) -> tuple[str, Object]:
    refund = desk.book.refund("paystack", path["id"])
    payment = desk.book.payment("paystack", refund.payment_id) if refund else None
    if refund is None or payment is None:
        raise Refused(404, "Refund not found", "refund_not_found")
    return "Refund retrieved", refund_of(desk, payment, refund)


def _transaction(desk: Desk, named: str) -> Payment | None:
    """The payment with that reference, or that number."""
    by_number = desk.book.payment_also_called("paystack", named)
    return by_number or desk.book.payment_by_reference("paystack", named)


def _subunits(amount: Amount) -> int:
    text = str(amount)
    if isinstance(amount, bool) or not (text.isascii() and text.isdecimal()) or int(text) == 0:
        raise Refused(400, f"Invalid Amount Sent: {amount}", "invalid_amount")
    return int(text)


def _metadata(given: Object | str | None) -> Any:
    """Metadata may be JSON in a string."""
    if not isinstance(given, str):
        return given
    try:
        return json.loads(given)
    except ValueError:
        return given


def _page(found: list[Object], query: Object) -> list[Object]:
    size, number = whole_in(query, "perPage", USUAL_PAGE), whole_in(query, "page", 1)
    return found[(number - 1) * size : number * size]
