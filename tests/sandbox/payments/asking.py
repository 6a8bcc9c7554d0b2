"""The requests that a shop makes, as small as they can be."""

from typing import Any

from tests.sandbox.payments.world import World

BACK = "https://shop.example/back"


def stripe_params(reference: str = "order-1", amount: int = 1999, currency: str = "eur") -> dict[str, Any]:
    price = {"currency": currency, "unit_amount": amount, "product_data": {"name": "Wrap <midi> dress"}}
    return {
        "mode": "payment",
        "line_items": [{"quantity": 1, "price_data": price}],
        "client_reference_id": reference,
        "customer_email": "ada@example.org",
        "success_url": f"{BACK}?session={{CHECKOUT_SESSION_ID}}",
        "cancel_url": f"{BACK}?left=1",
        "metadata": {"reference": reference},
        "payment_intent_data": {"metadata": {"reference": reference}},
    }


def stripe_session(world: World, reference: str = "order-1", amount: int = 1999, currency: str = "eur") -> Any:
    return world.stripe().checkout.sessions.create(stripe_params(reference, amount, currency))


def paystack_body(reference: str = "order-1", amount: int = 500_000, currency: str = "NGN") -> dict[str, Any]:
    return {
        "email": "ada@example.org",
        "amount": amount,
        "currency": currency,
        "reference": reference,
        "callback_url": f"{BACK}?from=paystack",
    }


def paystack_page(world: World, reference: str = "order-1", amount: int = 500_000, currency: str = "NGN") -> Any:
    answer = world.call("POST", "/paystack/transaction/initialize", paystack_body(reference, amount, currency))
    assert answer.status == 200, answer.body
    return answer.body["data"]


def flutterwave_body(reference: str = "order-1", amount: float = 49.99, currency: str = "NGN") -> dict[str, Any]:
    return {
        "tx_ref": reference,
        "amount": amount,
        "currency": currency,
        "redirect_url": BACK,
        "customer": {"email": "ada@example.org"},
        "customizations": {"title": "Order 1"},
    }


def flutterwave_page(world: World, reference: str = "order-1", amount: float = 49.99, currency: str = "NGN") -> str:
    answer = world.call("POST", "/flutterwave/v3/payments", flutterwave_body(reference, amount, currency))
    assert answer.status == 200, answer.body
    return str(answer.body["data"]["link"])


def page_at(world: World, provider: str, reference: str = "order-1") -> None:
    """A page of whichever provider."""
    {"stripe": stripe_session, "paystack": paystack_page, "flutterwave": flutterwave_page}[provider](world, reference)
