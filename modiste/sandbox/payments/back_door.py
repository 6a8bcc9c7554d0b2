"""The back door: what tests and the demo read and change without being a shop or a shopper."""

import json
from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from typing import Any, Literal

from aiohttp import web
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from modiste.sandbox.payments import signatures, till
from modiste.sandbox.payments.book import Event, Payment, Refund
from modiste.sandbox.payments.deliveries import Plan
from modiste.sandbox.payments.desk import CHAOS, Desk, Manners
from modiste.sandbox.payments.till import How
from modiste.sandbox.payments.units import to_flutterwave, to_paystack, to_stripe

BACK_DOOR = "/_sandbox/"
SPELLED: dict[str, Callable[[int, str], int | float]] = {
    "stripe": to_stripe,
    "paystack": to_paystack,
    "flutterwave": to_flutterwave,
}
Provider = Literal["stripe", "paystack", "flutterwave"]


class Told(BaseModel):
    """What somebody at the back door says."""

    model_config = ConfigDict(extra="forbid")


class Pay(Told):
    """Act without the page. The payment is named by the shop's reference, or by the provider's id."""

    reference: str
    how: How
    provider: Provider | None = None
    seconds: float = Field(till.DELAY_SECONDS, ge=0)  # of a delay
    settles_well: bool = True  # whether the delayed money comes
    amount: int | None = Field(None, gt=0)  # taken, in ISO minor units, where it is not what was asked
    currency: str = ""


class Deliver(Told):
    """How webhooks go out from now on; what is left out goes back to once and at once."""

    url: str | None = None
    copies: int = Field(1, ge=0, le=100)
    after: float = Field(0.0, ge=0)
    is_reversed: bool = False
    is_early: bool = False


class Behave(Told):
    """How a provider behaves from now on; what is left out goes back to normal."""

    chaos: str = "none"
    times: int = Field(0, ge=0)
    only: str = ""
    at_once: Literal["", "pay", "fail", "delay"] = ""
    refund_seconds: float | None = Field(None, ge=0)
    refund_ends_well: bool = True


class Send(Told):
    """A webhook by hand: an event of the book once more, or `event` itself; forged where `forgery` names how."""

    provider: Provider
    id: str = ""
    event: dict[str, Any] | None = None
    forgery: str = ""


Handler = Callable[[Desk, web.Request], Awaitable[Any]]


class Nonsense(Exception):
    """What cannot be done, and why."""


def routes(desk: Desk) -> list[web.RouteDef]:
    """The paths of the back door."""
    named = "/{provider:stripe|paystack|flutterwave}"
    return [
        web.get(f"{BACK_DOOR}book", partial(_answer, desk, _tell_book)),
        web.post(f"{BACK_DOOR}pay", partial(_answer, desk, _pay)),
        web.get(f"{BACK_DOOR}webhooks", partial(_answer, desk, _tell_webhooks)),
        web.post(f"{BACK_DOOR}webhooks", partial(_answer, desk, _send)),
        web.put(f"{BACK_DOOR}webhooks{named}", partial(_answer, desk, _deliver)),
        web.put(f"{BACK_DOOR}manners{named}", partial(_answer, desk, _behave)),
    ]


async def _answer(desk: Desk, handler: Handler, request: web.Request) -> web.Response:
    try:
        return web.json_response(await handler(desk, request))
    except ValidationError as error:
        return web.json_response(
            {"refused": error.errors(include_url=False, include_context=False, include_input=False)}, status=422
        )
    except Nonsense as nonsense:
        return web.json_response({"refused": str(nonsense)}, status=422)


async def _tell_book(desk: Desk, request: web.Request) -> Any:
    """All payments, or those that the query's `provider` and `reference` name."""
    found = desk.book.payments(request.query.get("provider"))
    wanted = request.query.get("reference")
    return {"payments": [_payment_in_words(desk, one) for one in found if wanted in (None, one.reference)]}


def _payment_in_words(desk: Desk, payment: Payment) -> dict[str, Any]:
    """One payment; amounts in ISO minor units, and `spelled` as the provider says them."""
    currency = payment.taken_currency or payment.currency
    amount = payment.taken if payment.taken_currency else payment.amount
    return {
        "provider": payment.provider,
        "reference": payment.reference,
        "id": payment.id,
        "capture": payment.capture or (str(payment.numbers[-1]) if payment.numbers else ""),
        "amount": payment.amount,
        "currency": payment.currency,
        "spelled": SPELLED[payment.provider](amount, currency),
        "status": payment.status,
        "taken": payment.taken,
        "taken_currency": payment.taken_currency,
        "refunded": desk.book.refunded(payment),
        "refunds": [_refund_in_words(refund) for refund in desk.book.refunds_of(payment)],
    }


def _refund_in_words(refund: Refund) -> dict[str, Any]:
    return {"id": refund.id, "amount": refund.amount, "status": refund.status, "given": refund.given}


async def _pay(desk: Desk, request: web.Request) -> Any:
    told = Pay.model_validate_json(await request.read())
    payment = _named(desk, told)
    try:
        if told.how is How.PAY and (told.amount is not None or told.currency):
            till.pay(desk, payment, amount=told.amount, currency=told.currency)
        else:
            till.act(desk, payment, told.how, seconds=told.seconds, settles_well=told.settles_well)
    except till.PageIsClosed as closed:
        raise Nonsense(f"the payment is {closed}") from None
    await desk.deliveries.post_early()
    return _payment_in_words(desk, payment)


def _named(desk: Desk, told: Pay) -> Payment:
    found = {
        (payment.provider, payment.id): payment
        for provider in ([told.provider] if told.provider else desk.manners)
        for payment in (
            desk.book.payment_by_reference(provider, told.reference),
            desk.book.payment(provider, told.reference),
        )
        if payment is not None
    }
    if len(found) != 1:
        raise Nonsense(f"{len(found)} payments are called {told.reference!r}")
    return next(iter(found.values()))


async def _tell_webhooks(desk: Desk, request: web.Request) -> Any:
    """All events, or those of the payment (by the provider's id) that the query names, each with its body."""
    wanted = request.query.get("payment")
    found = [event for event in desk.book.events() if wanted in (None, event.payment_id)]
    rows = [_event_in_words(event) | ({"body": event.body} if wanted else {}) for event in found]
    kinds = {provider: list(signatures.forgeries_of(provider)) for provider in desk.manners}
    return {"events": rows, "forgeries": kinds}


def _event_in_words(event: Event) -> dict[str, Any]:
    return {
        "provider": event.provider,
        "id": event.id,
        "type": event.type,
        "payment": event.payment_id,
        "is_owed": event.is_owed,
        "tries": event.tries,
    }


async def _send(desk: Desk, request: web.Request) -> Any:
    told = Send.model_validate_json(await request.read())
    if not desk.deliveries.plans[told.provider].url:
        raise Nonsense(f"nobody said where {told.provider} posts its webhooks")
    body = _body_of(desk, told)
    if not told.forgery:
        headers: Mapping[str, str] = signatures.signed(told.provider, body)
    elif told.forgery in signatures.forgeries_of(told.provider):
        body, headers = signatures.forged(told.provider, body, told.forgery)
    else:
        raise Nonsense(f"no forgery is called {told.forgery!r}")
    return {"status": await desk.deliveries.post(told.provider, body, headers)}


def _body_of(desk: Desk, told: Send) -> bytes:
    if told.event is not None:
        return json.dumps(told.event).encode()
    event = desk.book.event(told.provider, told.id)
    if event is None:
        raise Nonsense(f"no event is called {told.id!r}")
    return event.body.encode()


async def _deliver(desk: Desk, request: web.Request) -> Any:
    told, provider = Deliver.model_validate_json(await request.read()), request.match_info["provider"]
    url = desk.deliveries.plans[provider].url if told.url is None else told.url
    desk.deliveries.plans[provider] = Plan(url, told.copies, told.after, told.is_reversed, told.is_early)
    return told.model_dump() | {"url": url}


async def _behave(desk: Desk, request: web.Request) -> Any:
    told, provider = Behave.model_validate_json(await request.read()), request.match_info["provider"]
    if told.chaos not in CHAOS:
        raise Nonsense(f"chaos is one of {', '.join(CHAOS)}")
    usual = Manners.of(provider)
    seconds = usual.refund_seconds if told.refund_seconds is None else told.refund_seconds
    desk.manners[provider] = Manners(told.chaos, told.times, told.only, told.at_once, seconds, told.refund_ends_well)
    return told.model_dump() | {"refund_seconds": seconds}
