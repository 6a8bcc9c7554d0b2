"""Stripe's refunds: whole or in parts, never more than was taken."""

import time
from collections.abc import Mapping

from stripe.params import RefundCreateParams

from modiste.sandbox.payments import till
from modiste.sandbox.payments.book import Payment, Refund, Status
from modiste.sandbox.payments.desk import Desk, new_id
from modiste.sandbox.payments.stripe_errors import Refusal, missing
from modiste.sandbox.payments.stripe_lists import REFUND, expanded, expansions_in, only_expansions_in
from modiste.sandbox.payments.stripe_objects import Object, charge_id, refund_of
from modiste.sandbox.payments.stripe_session import check_metadata
from modiste.sandbox.payments.typed_params import Form, WrongParam, checked
from modiste.sandbox.payments.units import WrongAmount, from_stripe, in_words

UNKNOWN_HERE = ("customer", "origin", "instructions_email", "refund_application_fee", "reverse_transfer")


def create_refund(desk: Desk, _path: Mapping[str, str], form: Form) -> Object:
    wanted = expansions_in(form, REFUND)
    params = checked(RefundCreateParams, form)
    for name in UNKNOWN_HERE:
        if name in params:
            raise WrongParam("parameter_invalid", f"The sandbox does not know {name}", name)
    check_metadata(params.get("metadata") or {}, "metadata")
    payment = _paid(desk, params)
    amount = _amount(desk, payment, params)
    refund = Refund("stripe", new_id("re_"), payment.id, amount, payment.taken_currency, time.time(), given=params)
    till.give_back(desk, payment, refund)
    return expanded(desk, refund_of(payment, refund), wanted)


def show_refund(desk: Desk, path: Mapping[str, str], form: Form) -> Object:
    wanted, refund = only_expansions_in(form, REFUND), desk.book.refund("stripe", path["id"])
    payment = desk.book.payment("stripe", refund.payment_id) if refund else None
    if refund is None or payment is None:
        raise missing("refund", path["id"])
    return expanded(desk, refund_of(payment, refund), wanted)


def _paid(desk: Desk, params: Form) -> Payment:
    if ("payment_intent" in params) == ("charge" in params):
        raise WrongParam(
            "parameter_missing", "One of the following params should be provided: payment_intent or charge.", ""
        )
    kind, param = ("payment_intent", "payment_intent") if "payment_intent" in params else ("charge", "charge")
    named = str(params[param])
    payment = desk.book.payment_also_called(
        "stripe", named if kind == "payment_intent" else named.replace("ch_", "pi_")
    )
    if payment is None or named not in (payment.capture, charge_id(payment)):
        raise missing(kind, named, param)
    if payment.status is not Status.PAID:
        raise Refusal(400, f"This {kind} ({named}) does not have a successful charge to refund.", param=param)
    return payment


def _amount(desk: Desk, payment: Payment, params: Form) -> int:
    left = payment.taken - desk.book.refunded(payment)
    if left <= 0:
        words = f"Charge {charge_id(payment)} has already been refunded."
        raise Refusal(400, words, code="charge_already_refunded")
    if "amount" not in params:
        return left
    try:
        amount = from_stripe(params["amount"], payment.taken_currency)
    except WrongAmount as error:
        raise WrongParam("parameter_invalid_integer", str(error), "amount") from None
    if amount > left:
        over = (
            f"Refund amount ({in_words(amount, payment.taken_currency)}) is greater than unrefunded amount on charge "
        )
        raise Refusal(400, f"{over}({in_words(left, payment.taken_currency)})", param="amount")
    return amount
