"""Flutterwave's API v3: hosted payments ("Standard"), verification and refunds, in major units."""

import re
import time
from collections.abc import Mapping
from decimal import Decimal
from functools import partial

from aiohttp import web
from pydantic import Field

from modiste.sandbox.payments import till
from modiste.sandbox.payments.book import Payment, Refund, Status
from modiste.sandbox.payments.desk import Desk, new_id, new_number
from modiste.sandbox.payments.flutterwave_objects import listed_refund_of, new_refund_of, transaction_of
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
from modiste.sandbox.payments.units import FLUTTERWAVE_CURRENCIES, WrongAmount, from_flutterwave

LONGEST_SESSION = 1440  # minutes
PAGE = 10
NUMBER = re.compile(r"\d{1,15}(\.\d{1,4})?")
Amount = int | float | str  # numbers, and numbers in quotes
Minutes = Field(None, ge=1, le=LONGEST_SESSION)


class Customer(Strict):
    """Who pays."""

    email: Email
    name: str | None = None
    phonenumber: str | None = None
    phone_number: str | None = None


class Customizations(Strict):
    """How the page looks."""

    title: str | None = None
    logo: str | None = None
    description: str | None = None


class Configurations(Strict):
    """How long the page waits, and for how many tries."""

    session_duration: int | None = Minutes
    max_retry_attempt: int | None = Field(None, ge=1)


class Pay(Strict):
    """The parameters of the Standard guide; subaccounts and payment plans no sandbox has."""

    tx_ref: str = Field(min_length=1, max_length=100)
    amount: Amount
    currency: str = "NGN"
    redirect_url: Url
    customer: Customer
    customizations: Customizations | None = None
    configurations: Configurations | None = None
    session_duration: int | None = Minutes
    max_retry_attempt: int | None = Field(None, ge=1)
    payment_options: str | None = None
    meta: Object | list[Object] | None = None


class GiveBack(Strict):
    """A refund, of the whole where no amount is named."""

    amount: Amount | None = None
    comments: str | None = None


def routes(desk: Desk) -> list[web.RouteDef]:
    """The paths of the interface."""
    transactions = "/flutterwave/v3/transactions"
    return [
        web.post("/flutterwave/v3/payments", partial(_answer, desk, _make_page)),
        web.get(transactions + "/verify_by_reference", partial(_answer, desk, _verify_by_reference)),
        web.get(transactions + "/{number}/verify", partial(_answer, desk, _verify)),
        web.post(transactions + "/{number}/refund", partial(_answer, desk, _give_back)),
        web.get("/flutterwave/v3/refunds", partial(_answer, desk, _list_refunds)),
        web.get("/flutterwave/v3/refunds/{id}", partial(_answer, desk, _fetch_refund)),
    ]


async def _answer(desk: Desk, handler: Handler, request: web.Request) -> web.Response:
    if not is_let_in("flutterwave", request):
        return _error(Refused(401, "Invalid authorization key"))
    try:
        words, data = handler(desk, request.match_info, await body_of(request))
    except Refused as refused:
        return _error(refused)
    await desk.deliveries.post_early()
    told = {"status": "success", "message": words}
    return web.json_response(told | (data if "meta" in data and "data" in data else {"data": data}))


def _error(refused: Refused) -> web.Response:
    return web.json_response({"status": "error", "message": str(refused), "data": None}, status=refused.status)


def _make_page(desk: Desk, _path: Mapping[str, str], body: Object) -> tuple[str, Object]:
    """A page; asked for again before anybody tried to pay, the same one, with what was asked last."""
    asked = asked_in(Pay, body)
    if asked.currency not in FLUTTERWAVE_CURRENCIES:
        raise Refused(400, f"currency is invalid: {asked.currency}")
    amount = _amount(asked.amount, asked.currency)
    known = desk.book.payment_by_reference("flutterwave", asked.tx_ref)
    if known is not None and (known.tries or not known.is_waiting):
        raise Refused(400, "Duplicate transaction reference: a transaction with this tx_ref already exists")
    configured = asked.configurations or Configurations()
    minutes = configured.session_duration or asked.session_duration
    now = time.time()
    payment = Payment(
        provider="flutterwave",
        id=known.id if known is not None else new_id(""),
        reference=asked.tx_ref,
        amount=amount,
        currency=asked.currency,
        created=now,
        expires=now + 60 * minutes if minutes else None,
        given=asked.model_dump(exclude={"amount"}, exclude_none=True),
    )
    payment.given["most_tries"] = configured.max_retry_attempt or asked.max_retry_attempt
    till.open_page(desk, payment)
    till.hurry(desk, payment)
    return "Hosted Link", {"link": f"{desk.origin}/flutterwave/pay/{payment.id}"}


def _verify(desk: Desk, path: Mapping[str, str], _query: Object) -> tuple[str, Object]:
    payment = _transaction(desk, path["number"])
    return "Transaction fetched successfully", transaction_of(payment, int(path["number"]))


def _verify_by_reference(desk: Desk, _path: Mapping[str, str], query: Object) -> tuple[str, Object]:
    if not query.get("tx_ref"):
        raise Refused(400, "tx_ref is required")
    payment = desk.book.payment_by_reference("flutterwave", query["tx_ref"])
    if payment is None or not payment.numbers:  # a page that nobody has tried to pay on is no transaction
        raise Refused(400, "No transaction was found for this id")
    return "Transaction fetched successfully", transaction_of(payment, payment.numbers[-1])


def _give_back(desk: Desk, path: Mapping[str, str], body: Object) -> tuple[str, Object]:
    asked, payment = asked_in(GiveBack, body), _transaction(desk, path["number"])
    if payment.status is not Status.PAID or payment.numbers[-1] != int(path["number"]):
        raise Refused(400, "Only successful transactions can be refunded")
    left = payment.taken - desk.book.refunded(payment)
    if left <= 0:
        raise Refused(400, "Transaction has been fully refunded")
    amount = left if asked.amount is None else _amount(asked.amount, payment.taken_currency)
    if amount > left:
        raise Refused(400, "Refund amount cannot be greater than what is left of the transaction")
    given = asked.model_dump(include={"comments"}, exclude_none=True)
    refund = Refund(
        "flutterwave", str(new_number()), payment.id, amount, payment.taken_currency, time.time(), given=given
    )
    till.give_back(desk, payment, refund)
    return "Transaction refund initiated", new_refund_of(payment, refund)


def _list_refunds(desk: Desk, _path: Mapping[str, str], query: Object) -> tuple[str, Object]:
    found = desk.book.refunds("flutterwave")
    if "id" in query:
        payment = desk.book.payment_also_called("flutterwave", query["id"])
        found = desk.book.refunds_of(payment) if payment else []
    number = whole_in(query, "page", 1)
    rows = [_listed(desk, refund) for refund in reversed(found)][(number - 1) * PAGE : number * PAGE]
    pages = {"total": len(found), "current_page": number, "total_pages": -(-len(found) // PAGE)}
    return "Transaction refunds fetched", {"meta": {"page_info": pages}, "data": rows}


def _fetch_refund(desk: Desk, path: Mapping[str, str], _query: Object) -> tuple[str, Object]:
    refund = desk.book.refund("flutterwave", path["id"])
    if refund is None:
        raise Refused(404, "Refund not found")
    return "Refund fetched", _listed(desk, refund)


def _listed(desk: Desk, refund: Refund) -> Object:
    payment = desk.book.payment("flutterwave", refund.payment_id)
    assert payment is not None
    return listed_refund_of(payment, refund)


def _transaction(desk: Desk, number: str) -> Payment:
    payment = desk.book.payment_also_called("flutterwave", number) if number.isdecimal() else None
    if payment is None:
        raise Refused(400, "No transaction was found for this id")
    return payment


def _amount(given: Amount, currency: str) -> int:
    text = str(given)  # of a float the shortest one that means it: what was sent, up to fifteen digits
    if isinstance(given, bool) or not NUMBER.fullmatch(text):
        raise Refused(400, f"amount is invalid: {given}")
    try:
        return from_flutterwave(Decimal(text), currency)
    except WrongAmount as error:
        raise Refused(400, str(error)) from None
