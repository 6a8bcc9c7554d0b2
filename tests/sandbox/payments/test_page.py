"""The hosted page, as a shopper's browser uses it."""

import re
import urllib.parse
import urllib.request

import pytest

from tests.sandbox.payments.asking import (
    BACK,
    flutterwave_body,
    flutterwave_page,
    paystack_body,
    paystack_page,
    stripe_params,
    stripe_session,
)  # fmt: skip
from tests.sandbox.payments.world import Answer, World, until

PROVIDERS = {
    "stripe": lambda world: stripe_session(world).url,
    "paystack": lambda world: paystack_page(world)["authorization_url"],
    "flutterwave": flutterwave_page,
}


def press(world: World, url: str, how: str, **more: str) -> Answer:
    data = urllib.parse.urlencode({"how": how, **more}).encode()
    return world.raw(urllib.request.Request(url, data, method="POST"))


def see(world: World, url: str) -> str:
    answer = world.raw(urllib.request.Request(url))
    assert answer.status == 200
    return str(answer.body)


@pytest.mark.parametrize(
    ("provider", "amount"), [("stripe", "EUR 19.99"), ("paystack", "NGN 5,000.00"), ("flutterwave", "NGN 49.99")]
)
def test_says_what_is_paid_to_whom_and_that_no_money_moves(world: World, provider: str, amount: str) -> None:
    text = see(world, PROVIDERS[provider](world))
    for words in (
        "Sandbox: no money moves",
        f"Pay {amount}",
        "Modiste",
        "order-1",
        "Pay later",
        "Leave without paying",
    ):
        assert words in text
    assert re.search(r'<html lang="en">.*<meta name="viewport"', text, re.S)
    assert '<label for="seconds">' in text and "<script" not in text
    assert "<midi>" not in text


@pytest.mark.parametrize(
    ("provider", "how", "query"),
    [
        ("paystack", "pay", {"from": "paystack", "trxref": "order-1", "reference": "order-1"}),
        ("paystack", "delay", {"from": "paystack", "trxref": "order-1", "reference": "order-1"}),
        ("flutterwave", "pay", {"status": "successful", "tx_ref": "order-1", "transaction_id": "…"}),
        ("flutterwave", "delay", {"status": "pending", "tx_ref": "order-1", "transaction_id": "…"}),
        ("flutterwave", "abandon", {"status": "cancelled", "tx_ref": "order-1"}),
        ("stripe", "pay", {"session": "…"}),
        ("stripe", "delay", {"session": "…"}),
        ("stripe", "abandon", {"left": "1"}),
    ],
)
def test_leads_back_as_the_provider_does(world: World, provider: str, how: str, query: dict[str, str]) -> None:
    url = PROVIDERS[provider](world)
    answer = press(world, url, how)
    assert answer.status == 303
    base, _, asked = answer.headers["Location"].partition("?")
    told = dict(urllib.parse.parse_qsl(asked))
    names = {"session": world.book("order-1")["id"], "transaction_id": world.book("order-1")["capture"]}
    assert base == BACK
    assert told == {name: names[name] if value == "…" else value for name, value in query.items()}


@pytest.mark.parametrize("provider", PROVIDERS)
def test_after_a_refusal_the_shopper_stays_and_may_pay(world: World, provider: str) -> None:
    url = PROVIDERS[provider](world)
    refused = press(world, url, "fail")
    assert (refused.status, "Your card was declined" in refused.body) == (200, True)
    assert press(world, url, "pay").status == 303
    assert world.book("order-1")["status"] == "paid"
    assert "This payment is complete" in see(world, url)
    again = press(world, url, "pay")
    assert (again.status, "This payment is complete" in again.body) == (409, True)


def test_the_last_try_leads_back_as_failed(world: World) -> None:
    body = flutterwave_body() | {"configurations": {"max_retry_attempt": 2}}
    url = world.call("POST", "/flutterwave/v3/payments", body).body["data"]["link"]
    assert press(world, url, "fail").status == 200
    assert "status=failed" in press(world, url, "fail").headers["Location"]


def test_leaving_paystack_leads_where_the_shop_said(world: World) -> None:
    url = paystack_page(world)["authorization_url"]
    left = press(world, url, "abandon")
    assert (left.status, "You have left" in left.body, "<form" in left.body) == (200, True, False)
    assert "<form" in see(world, url)  # it waits on
    body = paystack_body("order-2") | {"metadata": {"cancel_action": "https://shop.example/left"}}
    other = world.call("POST", "/paystack/transaction/initialize", body).body["data"]["authorization_url"]
    assert press(world, other, "abandon").headers["Location"] == "https://shop.example/left"


def test_a_shop_without_a_way_back_keeps_the_shopper_here(world: World) -> None:
    params = {name: value for name, value in stripe_params().items() if name != "cancel_url"}
    url = world.stripe().checkout.sessions.create(params).url
    assert "You have left" in press(world, url, "abandon").body


def test_later_is_when_the_shopper_says(world: World) -> None:
    url = stripe_session(world).url
    press(world, url, "delay", seconds="0.2")
    assert "on its way" in see(world, url)
    until(lambda: world.book("order-1")["status"] == "paid")


@pytest.mark.parametrize(
    "form",
    [
        {"how": "steal"},
        {"how": "expire"},
        {"how": "delay", "seconds": "soon"},
        {"how": "delay", "seconds": "-1"},
        {"how": "delay", "seconds": "nan"},
    ],
)
def test_refuses_what_is_no_choice(world: World, form: dict[str, str]) -> None:
    url = stripe_session(world).url
    assert press(world, url, **form).status == 400
    assert world.book("order-1")["status"] == "open"


def test_there_is_no_page_for_nobody(world: World) -> None:
    assert world.raw(urllib.request.Request(f"{world.origin}/stripe/pay/cs_test_nobody")).status == 404
