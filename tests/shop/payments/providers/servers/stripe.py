"""Stripe as its SDK types it: every request is checked against the SDK's own parameters."""

import re
import sys
import time
from collections.abc import Mapping
from functools import cache
from typing import Any
from urllib.parse import parse_qsl

import stripe
from pydantic import ConfigDict, TypeAdapter, ValidationError
from stripe.params import RefundCreateParams, RefundListParams
from stripe.params.checkout import SessionCreateParams, SessionListParams
from typing_extensions import is_typeddict

from modiste.shop.payments.providers.base import Heard
from tests.shop.payments.providers.servers.base import SECRET, WEBHOOK_SECRET, Asked, Object, Page
from tests.shop.payments.providers.servers.base import Server as Base

ENVIRONMENT = {"MODISTE_STRIPE_SECRET_KEY": SECRET, "MODISTE_STRIPE_WEBHOOK_SECRET": WEBHOOK_SECRET}
HALF_AN_HOUR, A_DAY = 30 * 60, 24 * 3600


class Server(Base):
    def answer(self, asked: Asked) -> tuple[int, Object]:
        if asked.headers.get("authorization") != f"Bearer {SECRET}":
            return 401, _refusal("Invalid API Key provided")
        assert asked.headers["stripe-version"]
        assert "x-stripe-client-user-agent" not in asked.headers
        form = structure(asked.body.decode())
        match asked.method, asked.path.strip("/").split("/")[1:]:
            case "POST", ["checkout", "sessions"]:
                return self._create(form, asked.headers["idempotency-key"])
            case "GET", ["checkout", "sessions"]:
                query = structure("&".join(f"{name}={value}" for name, value in asked.query.items()))
                check(SessionListParams, query)
                return 200, self._list([self.session(page) for page in self.pages.values()], query, asked.path)
            case "GET", ["checkout", "sessions", number]:
                page = next((page for page in self.pages.values() if _session_id(page) == number), None)
                return (200, self.session(page)) if page else _missing("checkout.session")
            case "GET", ["payment_intents", number]:
                page = next(page for page in self.pages.values() if _intent_id(page) == number)
                return 200, intent(page)
            case "POST", ["refunds"]:
                return self._refund(form, asked.headers["idempotency-key"])
            case "GET", ["refunds"]:
                check(RefundListParams, asked.query)
                rows = [row for row in self.refunds if row["payment_intent"] == asked.query["payment_intent"]]
                return 200, self._list(rows, asked.query, asked.path)
            case "GET", ["refunds", number]:
                row = next((row for row in self.refunds if row["id"] == number), None)
                return (200, row) if row else _missing("refund")
        return 404, _refusal("Unrecognized request URL")

    def session(self, page: Page) -> Object:
        status = {"": "open", "declined": "open", "expired": "expired"}.get(page.status, "complete")
        return page.answer | {
            "id": _session_id(page),
            "object": "checkout.session",
            "client_reference_id": page.name,
            "amount_total": page.amount,
            "currency": page.currency.lower(),
            "status": status,
            "payment_status": "paid" if page.status == "paid" else "unpaid",
            "payment_intent": _intent_id(page) if page.status in ("paid", "waiting", "bounced") else None,
            "metadata": {"reference": page.name},
        }

    def charge_event(self, url: str) -> Object:
        page = self.page(url)
        return _event(f"evt_{page.number}_{page.status}", "checkout.session.completed", self.session(page))

    def refund_event(self, refund: Object) -> Object:
        return _event(f"evt_{refund['id']}_{refund['status']}", "refund.updated", refund)

    def sign(self, body: bytes) -> Heard:
        header = stripe.WebhookSignature.generate_signature_header(body.decode(), WEBHOOK_SECRET)
        return Heard(body, {"stripe-signature": header})

    def settle_refunds(self) -> None:
        for refund in self.refunds:
            refund["status"] = "succeeded"

    def _create(self, form: Object, key: str) -> tuple[int, Object]:
        check(SessionCreateParams, form)
        (line,) = form["line_items"]
        price = line["price_data"]
        known = next((page for page in self.pages.values() if page.key == key), None)
        if known is not None:
            if known.answer["form"] != form:
                return 400, _refusal("Keys for idempotent requests can only be used with the same parameters")
            return 200, self.session(known)
        if "@" not in form["customer_email"]:
            return 400, _refusal(f"Invalid email address: {form['customer_email']}")
        if not HALF_AN_HOUR - 1 <= int(form["expires_at"]) - time.time() <= A_DAY:
            return 400, _refusal("The `expires_at` timestamp must be between 30 minutes and 24 hours from now.")
        number = len(self.pages) + 1
        url = f"https://checkout.stripe.com/c/pay/cs_test_{number}#{'x' * 400}"
        page = Page(number, form["client_reference_id"], int(price["unit_amount"]), price["currency"], key=key)
        page.answer = {"url": url, "created": int(time.time()), "form": form}
        self.pages[url] = page
        return 200, self.session(page)

    def _refund(self, form: Object, key: str) -> tuple[int, Object]:
        check(RefundCreateParams, form)
        known = next((row for row in self.refunds if row["key"] == key), None)
        if known is not None:
            return 200, known
        page = next((page for page in self.pages.values() if _intent_id(page) == form["payment_intent"]), None)
        if page is None or page.status != "paid":
            return _missing("payment_intent")
        of_it = [row["amount"] for row in self.refunds if row["payment_intent"] == form["payment_intent"]]
        if int(form["amount"]) > page.amount - sum(of_it):
            return 400, _refusal("Refund amount is greater than unrefunded amount on charge")
        row = {
            "id": f"re_{len(self.refunds) + 1}",
            "object": "refund",
            "key": key,
            "payment_intent": form["payment_intent"],
            "amount": int(form["amount"]),
            "currency": page.currency.lower(),
            "metadata": form["metadata"],
            "status": "pending",
        }
        self.refunds.append(row)
        return 200, row

    def _list(self, rows: list[Object], query: Object, path: str) -> Object:
        newest = rows[::-1]
        start = next((place + 1 for place, row in enumerate(newest) if row["id"] == query.get("starting_after")), 0)
        size = min(int(query["limit"]), 2)  # so that every list has more than one page
        page = newest[start : start + size]
        return {"object": "list", "url": path, "data": page, "has_more": start + size < len(newest)}


def intent(page: Page) -> Object:
    status = {"paid": "succeeded", "waiting": "processing", "bounced": "requires_payment_method"}[page.status]
    error = {"message": "The bank account has no money"} if page.status == "bounced" else None
    return {"id": _intent_id(page), "object": "payment_intent", "status": status, "last_payment_error": error}


def structure(text: str) -> Object:
    """`line_items[0][quantity]=1` as the structure that it stands for."""
    found: Object = {}
    for key, value in parse_qsl(text):
        *path, last = re.findall(r"[^\[\]]+", key)
        place = found
        for step in path:
            place = place.setdefault(step, {})
        place[last] = value
    return {name: _with_lists(value) for name, value in found.items()}


def check(typed: Any, given: Object) -> None:
    """Fail for a name that the SDK's type does not know, or a value of another type."""
    try:
        _adapter(typed).validate_python(given)
    except ValidationError as error:
        raise AssertionError(f"{typed.__name__}: {error}") from error


@cache
def _adapter(typed: Any) -> TypeAdapter[Any]:
    names = vars(sys.modules[typed.__module__])
    for one in names.values():
        if is_typeddict(one):
            one.__pydantic_config__ = ConfigDict(extra="forbid")
    # Names that the SDK imports for type checkers only; an object of its own is no more part of a form than a class.
    shim = {"StripeContext": str, "Mapping": Mapping, "UntypedStripeObject": type}
    adapter: TypeAdapter[Any] = TypeAdapter(typed)
    adapter.rebuild(_types_namespace={**names, **shim})
    return adapter


def _with_lists(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    inner = {name: _with_lists(each) for name, each in value.items()}
    return list(inner.values()) if all(name.isdecimal() for name in inner) else inner


def _session_id(page: Page) -> str:
    return f"cs_test_{page.number}"


def _intent_id(page: Page) -> str:
    return f"pi_{page.number}"


def _event(number: str, kind: str, thing: Object) -> Object:
    return {"id": number, "object": "event", "type": kind, "data": {"object": thing}}


def _missing(what: str) -> tuple[int, Object]:
    told = {"type": "invalid_request_error", "code": "resource_missing", "message": f"No such {what}"}
    return 404, {"error": told}


def _refusal(message: str) -> Object:
    return {"error": {"type": "invalid_request_error", "message": message}}
