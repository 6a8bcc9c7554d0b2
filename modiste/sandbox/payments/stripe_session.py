"""What Stripe says to a request for a Checkout Session: its typed parameters, then the rules between them."""

import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from stripe.params.checkout import SessionCreateParams

from modiste.sandbox.payments.book import Payment
from modiste.sandbox.payments.desk import new_id
from modiste.sandbox.payments.typed_params import Form, WrongParam, checked
from modiste.sandbox.payments.units import STRIPE_CURRENCIES, STRIPE_MOST, WrongAmount, from_stripe

SHORTEST, LONGEST = 30 * 60, 24 * 3600  # seconds a page may stay open
CLOCKS_DIFFER = 60  # seconds that the real one does not hold against a caller
# Real parameters that change the amount, or what the page is, in ways that the sandbox does not follow.
UNKNOWN_HERE = (
    "automatic_tax", "customer", "customer_account", "discounts", "optional_items", "setup_intent_data",
    "subscription_data", "tax_id_collection",
)  # fmt: skip
LEAST = {  # docs.stripe.com/currencies#minimum-and-maximum-charge-amounts, in Stripe's own unit
    "USD": 50, "AED": 200, "AUD": 50, "BRL": 50, "CAD": 50, "CHF": 50, "CZK": 1500, "DKK": 250, "EUR": 50, "GBP": 30,
    "HKD": 400, "HUF": 17500, "INR": 50, "JPY": 50, "MXN": 1000, "MYR": 200, "NOK": 300, "NZD": 50, "PLN": 200,
    "RON": 200, "SEK": 300, "SGD": 50, "THB": 1000,
}  # fmt: skip


def payment_from(form: Form) -> Payment:
    """The payment that a form asks for. Raises WrongParam."""
    params = checked(SessionCreateParams, form)
    _check_mode(params)
    _check_words(params)
    currency, subtotal = _total_of(params)
    total = subtotal + _shipping_of(params, currency)
    if total < (least := LEAST.get(currency, 1)):
        words = f"The Checkout Session's total amount due must add up to at least {least} (in the unit of {currency})"
        raise WrongParam("amount_too_small", words, "line_items")
    now = time.time()
    expires = _expiry_of(params, now)
    given = {**params, "subtotal": subtotal, "expires_at": expires}
    return Payment(
        provider="stripe",
        id=new_id("cs_test_"),
        reference=params.get("client_reference_id", ""),
        amount=_iso(total, currency, "line_items"),
        currency=currency,
        created=now,
        expires=expires,
        given=given,
    )


def _check_mode(params: Form) -> None:
    if "mode" not in params:
        raise WrongParam("parameter_missing", "Missing required param: mode.", "mode")
    if params["mode"] != "payment":
        raise WrongParam("parameter_invalid", "The sandbox takes one-time payments: mode must be payment", "mode")
    if params.get("ui_mode", "hosted_page") != "hosted_page":
        raise WrongParam("parameter_invalid", "The sandbox has hosted pages only", "ui_mode")
    for name in ("line_items", "success_url"):
        if not params.get(name):
            raise WrongParam("parameter_missing", f"Missing required param: {name}.", name)
    for name in UNKNOWN_HERE:
        if name in params:
            raise WrongParam("parameter_invalid", f"The sandbox does not know {name}", name)
    if params.get("payment_intent_data", {}).get("capture_method", "automatic") == "manual":
        raise WrongParam("parameter_invalid", "The sandbox captures at once", "payment_intent_data[capture_method]")


def _check_words(params: Form) -> None:
    for name in ("success_url", "cancel_url"):
        if name in params and (urlsplit(params[name]).scheme not in ("http", "https") or " " in params[name]):
            raise WrongParam("url_invalid", "Not a valid URL", name)
    if len(params.get("client_reference_id", "")) > 200:
        raise WrongParam(
            "parameter_invalid_string", "client_reference_id: at most 200 characters", "client_reference_id"
        )
    email = params.get("customer_email", "a@b")
    if not all(email.partition("@")) or " " in email:
        raise WrongParam("email_invalid", f"Invalid email address: {email}", "customer_email")
    check_metadata(params.get("metadata") or {}, "metadata")
    check_metadata(params.get("payment_intent_data", {}).get("metadata") or {}, "payment_intent_data[metadata]")


def check_metadata(metadata: dict[str, str], name: str) -> None:
    """Raises WrongParam beyond 50 keys of 40 characters with values of 500."""
    if len(metadata) > 50:
        raise WrongParam("parameter_invalid", "Metadata can have at most 50 keys", name)
    for key, value in metadata.items():
        if len(key) > 40 or len(value) > 500:
            raise WrongParam(
                "parameter_invalid", "Metadata keys have at most 40 characters, values 500", f"{name}[{key}]"
            )


def _total_of(params: Form) -> tuple[str, int]:
    """The one currency, and the sum of the lines in Stripe's unit."""
    lines = list(_lines_of(params["line_items"]))
    currencies = {currency for currency, _ in lines}
    if len(currencies) > 1:
        words = "All prices on a Checkout Session must have the same currency"
        raise WrongParam("parameter_invalid", words, "line_items")
    return currencies.pop(), sum(amount for _, amount in lines)


def _lines_of(items: list[dict[str, Any]]) -> Iterator[tuple[str, int]]:
    for number, item in enumerate(items):
        where = f"line_items[{number}]"
        for name in ("adjustable_quantity", "dynamic_tax_rates", "tax_rates"):
            if name in item:
                raise WrongParam("parameter_invalid", f"The sandbox does not know {name}", f"{where}[{name}]")
        if "price" in item:
            raise WrongParam("resource_missing", f"No such price: '{item['price']}'", f"{where}[price]")
        price = item.get("price_data")
        if price is None or "unit_amount" not in price:
            wanted = f"{where}[price_data]" + ("" if price is None else "[unit_amount]")
            raise WrongParam("parameter_missing", f"Missing required param: {wanted}.", wanted)
        if item.get("quantity", 0) < 1:
            raise WrongParam(
                "parameter_invalid_integer", "This value must be greater than or equal to 1.", f"{where}[quantity]"
            )
        if not price.get("product_data", {}).get("name"):
            wanted = f"{where}[price_data][product_data][name]"
            raise WrongParam("parameter_missing", f"Missing required param: {wanted}.", wanted)
        currency = _currency_of(price["currency"], f"{where}[price_data][currency]")
        if price["unit_amount"] < 0:
            words = "This value must be greater than or equal to 0."
            raise WrongParam("parameter_invalid_integer", words, f"{where}[price_data][unit_amount]")
        if price["unit_amount"]:
            _iso(price["unit_amount"], currency, f"{where}[price_data][unit_amount]")
        yield currency, price["unit_amount"] * item["quantity"]


def _currency_of(given: str, name: str) -> str:
    currency = given.upper()
    if currency not in STRIPE_CURRENCIES:
        raise WrongParam("parameter_invalid", f"Invalid currency: {given}.", name)
    return currency


def _shipping_of(params: Form, currency: str) -> int:
    """What the first way of delivery costs, which is the one that the page has chosen."""
    for option in params.get("shipping_options", [])[:1]:
        where = "shipping_options[0][shipping_rate_data][fixed_amount]"
        fixed = option.get("shipping_rate_data", {}).get("fixed_amount")
        if fixed is None:
            raise WrongParam("parameter_missing", f"Missing required param: {where}.", where)
        if fixed["currency"].upper() != currency:
            words = "All prices on a Checkout Session must have the same currency"
            raise WrongParam("parameter_invalid", words, where)
        if fixed["amount"] < 0:
            raise WrongParam("parameter_invalid_integer", "This value must be greater than or equal to 0.", where)
        return int(fixed["amount"])
    return 0


def _iso(amount: int, currency: str, name: str) -> int:
    try:
        return from_stripe(amount, currency)
    except WrongAmount as error:
        code = "amount_too_large" if amount > STRIPE_MOST else "invalid_amount"
        raise WrongParam(code, str(error), name) from None


def _expiry_of(params: Form, now: float) -> int:
    expires = int(params.get("expires_at", now + LONGEST))
    if expires < now + SHORTEST - CLOCKS_DIFFER:
        words = "The `expires_at` timestamp must be at least 30 minutes from Checkout Session creation."
        raise WrongParam("parameter_invalid", words, "expires_at")
    if expires > now + LONGEST + CLOCKS_DIFFER:
        words = "The `expires_at` timestamp must be less than 24 hours from Checkout Session creation."
        raise WrongParam("parameter_invalid", words, "expires_at")
    return expires
