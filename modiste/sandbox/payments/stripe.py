"""Stripe's API: Checkout Sessions, PaymentIntents and refunds, with idempotency keys and Stripe's own errors."""

import hashlib
import json
import re
import time
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from aiohttp import web

from modiste.sandbox.payments import stripe_lists, stripe_refunds, till
from modiste.sandbox.payments.book import Answered, Payment
from modiste.sandbox.payments.desk import Desk, new_id
from modiste.sandbox.payments.keys import API_KEYS
from modiste.sandbox.payments.stripe_errors import Refusal, missing
from modiste.sandbox.payments.stripe_form import decoded
from modiste.sandbox.payments.stripe_objects import Object, intent_of, session_of
from modiste.sandbox.payments.stripe_session import payment_from
from modiste.sandbox.payments.typed_params import Form, WrongParam

KEY_LENGTH, KEPT_SECONDS = 255, 24 * 3600
VERSION = re.compile(r"\d{4}-\d{2}-\d{2}(\.\w+)?")
Handler = Callable[[Desk, Mapping[str, str], Form], Object]


def routes(desk: Desk) -> list[web.RouteDef]:
    """The paths of the interface."""
    sessions = "/stripe/v1/checkout/sessions"
    return [
        web.post(sessions, partial(_answer, desk, _create_session)),
        web.get(sessions, partial(_answer, desk, stripe_lists.list_sessions)),
        web.get(sessions + "/{id}", partial(_answer, desk, _show_session)),
        web.post(sessions + "/{id}/expire", partial(_answer, desk, _expire_session)),
        web.get("/stripe/v1/payment_intents/{id}", partial(_answer, desk, _show_intent)),
        web.post("/stripe/v1/refunds", partial(_answer, desk, stripe_refunds.create_refund)),
        web.get("/stripe/v1/refunds", partial(_answer, desk, stripe_lists.list_refunds)),
        web.get("/stripe/v1/refunds/{id}", partial(_answer, desk, stripe_refunds.show_refund)),
        web.route("*", "/stripe/v1/{rest:.*}", partial(_answer, desk, _no_such_path)),
    ]


async def _answer(desk: Desk, handler: Handler, request: web.Request) -> web.Response:
    """Let in who has the key, repeat what was answered before, and answer otherwise."""
    body = (await request.read()).decode(errors="replace")
    key = request.headers.get("Idempotency-Key", "") if request.method == "POST" else ""
    headers = {"Request-Id": new_id("req_"), "Stripe-Version": request.headers.get("Stripe-Version", "")}
    try:
        _let_in(request, key)
        asked = hashlib.sha256(f"{request.method} {request.path}\n{body}".encode()).hexdigest()
        before = _before(desk, key, asked)
        if before is not None:
            headers |= {"Idempotency-Key": key, "Idempotent-Replayed": "true"}
            return web.json_response(text=before.body, status=before.status, headers=headers)
        form = decoded(body if request.method == "POST" else request.rel_url.raw_query_string)
        status, told = _done(desk, handler, request.match_info, form)
    except Refusal as refusal:  # before any work began: not kept under the key
        return web.json_response(refusal.told(), status=refusal.status, headers=headers)
    except WrongParam as wrong:
        return web.json_response(Refusal.of(wrong).told(), status=400, headers=headers)
    if key:
        headers["Idempotency-Key"] = key
        desk.book.put(Answered("stripe", key, asked, status, json.dumps(told), time.time()))
    await desk.deliveries.post_early()
    return web.json_response(told, status=status, headers=headers)


def _let_in(request: web.Request, key: str) -> None:
    given = request.headers.get("Authorization", "")
    if not given:
        words = "You did not provide an API key. You need to provide your API key in the Authorization header, using "
        raise Refusal(401, words + "Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY').")
    secret = given.removeprefix("Bearer ")
    if secret != API_KEYS["stripe"]:
        raise Refusal(401, f"Invalid API Key provided: {secret[:8]}****{secret[-4:]}")
    if len(key) > KEY_LENGTH:
        raise Refusal(400, f"Idempotency keys have at most {KEY_LENGTH} characters.", kind="idempotency_error")
    version = request.headers.get("Stripe-Version")
    if version is not None and not VERSION.fullmatch(version):
        raise Refusal(400, f"Invalid Stripe API version: {version}")


def _before(desk: Desk, key: str, asked: str) -> Answered | None:
    """What was answered under the key. Raises Refusal where something else was asked then."""
    before = desk.book.answered("stripe", key) if key else None
    if before is None or before.created < time.time() - KEPT_SECONDS:
        return None
    if before.asked != asked:
        words = "Keys for idempotent requests can only be used with the same parameters they were first used with. Try "
        words += f"using a key other than '{key}' if you meant to execute a different request."
        raise Refusal(400, words, kind="idempotency_error")
    return before


def _done(desk: Desk, handler: Handler, path: Mapping[str, str], form: Form) -> tuple[int, Object]:
    """The work, and the answer to it: what the state of things refuses is an answer as well."""
    try:
        return 200, handler(desk, path, form)
    except Refusal as refusal:
        return refusal.status, refusal.told()


def _create_session(desk: Desk, _path: Mapping[str, str], form: Form) -> Object:
    wanted = stripe_lists.expansions_in(form, stripe_lists.SESSION)
    payment = payment_from(form)
    till.open_page(desk, payment)
    session = stripe_lists.expanded(desk, session_of(desk, payment), wanted)
    till.hurry(desk, payment)
    return session


def _show_session(desk: Desk, path: Mapping[str, str], form: Form) -> Object:
    wanted = stripe_lists.only_expansions_in(form, stripe_lists.SESSION)
    return stripe_lists.expanded(desk, session_of(desk, _session(desk, path["id"])), wanted)


def _expire_session(desk: Desk, path: Mapping[str, str], form: Form) -> Object:
    wanted, payment = stripe_lists.only_expansions_in(form, stripe_lists.SESSION), _session(desk, path["id"])
    try:
        till.expire(desk, payment)
    except till.PageIsClosed:
        status = session_of(desk, payment)["status"]
        words = (
            'Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of '
        )
        raise Refusal(400, f"{words}{status}.") from None
    return stripe_lists.expanded(desk, session_of(desk, payment), wanted)


def _show_intent(desk: Desk, path: Mapping[str, str], form: Form) -> Object:
    form.pop("client_secret", None)
    wanted = stripe_lists.only_expansions_in(form, stripe_lists.INTENT)
    payment = desk.book.payment_also_called("stripe", path["id"])
    if payment is None:
        raise missing("payment_intent", path["id"], "intent")
    return stripe_lists.expanded(desk, intent_of(payment), wanted)


def _session(desk: Desk, id: str) -> Payment:
    payment = desk.book.payment("stripe", id)
    if payment is None:
        raise missing("checkout.session", id, "session")
    return payment


def _no_such_path(_desk: Desk, path: Mapping[str, Any], _form: Form) -> Object:
    raise Refusal(404, f"Unrecognized request URL (/v1/{path['rest']}).")
