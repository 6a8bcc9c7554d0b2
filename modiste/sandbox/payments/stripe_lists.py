"""Stripe's lists, newest first, a page at a time, and what `expand` puts in the place of an id."""

from collections.abc import Mapping
from typing import Any

from stripe.params import RefundListParams
from stripe.params.checkout import SessionListParams

from modiste.sandbox.payments.desk import Desk
from modiste.sandbox.payments.stripe_errors import missing
from modiste.sandbox.payments.stripe_objects import Object, charge_of, intent_of, refund_of, session_of
from modiste.sandbox.payments.typed_params import Form, WrongParam, checked

USUAL, MOST = 10, 100
INTENT = {"latest_charge"}
SESSION = {"payment_intent", "payment_intent.latest_charge"}
REFUND = {"payment_intent", "payment_intent.latest_charge", "charge"}


def list_sessions(desk: Desk, _path: Mapping[str, str], form: Form) -> Object:
    wanted = expansions_in(form, SESSION, ahead="data.")
    params = checked(SessionListParams, form)
    found = [session_of(desk, payment) for payment in reversed(desk.book.payments("stripe"))]
    if (email := params.pop("customer_details", {}).get("email")) is not None:
        found = [one for one in found if (one["customer_details"] or {}).get("email") == email]
    return _page(desk, found, params, wanted, "/v1/checkout/sessions")


def list_refunds(desk: Desk, _path: Mapping[str, str], form: Form) -> Object:
    wanted = expansions_in(form, REFUND, ahead="data.")
    params = checked(RefundListParams, form)
    pairs = [(desk.book.payment("stripe", refund.payment_id), refund) for refund in desk.book.refunds("stripe")]
    found = [refund_of(payment, refund) for payment, refund in reversed(pairs) if payment is not None]
    return _page(desk, found, params, wanted, "/v1/refunds")


def _page(desk: Desk, found: list[Object], params: Form, wanted: list[str], url: str) -> Object:
    limit = int(params.pop("limit", USUAL))
    if not 1 <= limit <= MOST:
        raise WrongParam("parameter_invalid_integer", f"This value must be between 1 and {MOST}.", "limit")
    after, before = params.pop("starting_after", None), params.pop("ending_before", None)
    created = params.pop("created", {})
    found = [one for one in found if _is_within(one["created"], created)]
    # A filter by what no object of the sandbox has (a subscription, a payment link) finds nothing, as it should.
    found = [one for one in found if all(one.get(name) == value for name, value in params.items())]
    has_more = False
    if before is not None:
        found = found[: _place(found, before, "ending_before")]
        has_more, page = len(found) > limit, found[-limit:]
    else:
        found = found[_place(found, after, "starting_after") + 1 :] if after is not None else found
        has_more, page = len(found) > limit, found[:limit]
    return {"object": "list", "data": [expanded(desk, one, wanted) for one in page], "has_more": has_more, "url": url}


def _is_within(created: int, bounds: int | dict[str, int]) -> bool:
    if isinstance(bounds, int):
        return created == bounds
    holds = {"gt": created.__gt__, "gte": created.__ge__, "lt": created.__lt__, "lte": created.__le__}
    return all(holds[name](value) for name, value in bounds.items())


def _place(found: list[Object], id: str, param: str) -> int:
    for number, one in enumerate(found):
        if one["id"] == id:
            return number
    raise missing("object", id, param)


def expansions_in(form: Form, known: set[str], *, ahead: str = "") -> list[str]:
    """Take `expand` out of the form; in lists its items begin with `data.`. Raises WrongParam for unknown ones."""
    wanted = form.pop("expand", [])
    if not isinstance(wanted, list):
        raise WrongParam("parameter_invalid", "Invalid array", "expand")
    for number, path in enumerate(wanted):
        if not isinstance(path, str) or not path.startswith(ahead) or path.removeprefix(ahead) not in known:
            raise WrongParam("parameter_invalid", f"This property cannot be expanded ({path}).", f"expand[{number}]")
    return [path.removeprefix(ahead) for path in wanted]


def only_expansions_in(form: Form, known: set[str]) -> list[str]:
    """The same where a request has no other parameters. Raises WrongParam."""
    wanted = expansions_in(form, known)
    for name in form:
        raise WrongParam("parameter_unknown", f"Received unknown parameter: {name}", name)
    return wanted


def expanded(desk: Desk, one: Object, wanted: list[str]) -> Object:
    """`one` with objects in the place of the ids that `wanted` names, such as `payment_intent.latest_charge`."""
    for path in wanted:
        name, _, rest = path.partition(".")
        inner: Any = one[name]
        if isinstance(inner, str):
            inner = _object_called(desk, name, inner)
        one = one | {name: expanded(desk, inner, [rest]) if rest and inner else inner}
    return one


def _object_called(desk: Desk, name: str, id: str) -> Object:
    payment = desk.book.payment_also_called("stripe", id.replace("ch_", "pi_"))
    assert payment is not None  # the id came from the book
    return intent_of(payment) if name == "payment_intent" else charge_of(desk, payment)
