"""Providers that misbehave on demand."""

import time
import urllib.error
import urllib.request
from typing import Any

import pytest
import stripe

from modiste.sandbox.payments.keys import API_KEYS
from tests.sandbox.payments.asking import paystack_body, paystack_page, stripe_params, stripe_session
from tests.sandbox.payments.world import World


def suffer(world: World, path: str = "/paystack/transaction") -> str:
    """What a client sees that waits for a second."""
    headers = {"Authorization": f"Bearer {API_KEYS['paystack']}"}
    try:
        with urllib.request.urlopen(urllib.request.Request(world.origin + path, headers=headers), timeout=1) as answer:
            return f"{answer.status} {'json' if answer.read()[:1] == b'{' else 'noise'}"
    except urllib.error.HTTPError as error:
        with error:
            return str(error.code)
    except OSError as error:
        return "timeout" if "timed out" in str(error) else "reset"


@pytest.mark.parametrize(
    ("mode", "seen"),
    [
        ("none", "200 json"),
        ("hang", "timeout"),
        ("503", "503"),
        ("reset", "reset"),
        ("garbage", "200 noise"),
        ("slow", "timeout"),
    ],
)
def test_misbehaves_as_it_is_told(world: World, mode: str, seen: str) -> None:
    world.behave("paystack", chaos=mode)
    assert suffer(world) == seen


def test_the_others_and_the_pages_behave_meanwhile(world: World) -> None:
    page = paystack_page(world)["authorization_url"]
    world.behave("paystack", chaos="503")
    assert stripe_session(world).status == "open"
    assert world.raw(urllib.request.Request(page)).status == 200


def test_for_some_calls_only(world: World) -> None:
    world.behave("paystack", chaos="503", times=2, only="POST /paystack/transaction")
    assert suffer(world) == "200 json"
    statuses = [world.call("POST", "/paystack/transaction/initialize", paystack_body()).status for _ in range(3)]
    assert statuses == [503, 503, 200]


def test_a_slow_answer_is_right_in_the_end(world: World) -> None:
    world.behave("paystack", chaos="slow")
    begun = time.monotonic()
    assert world.call("GET", "/paystack/transaction").status == 200
    assert time.monotonic() - begun >= 2


def test_the_work_is_done_though_the_answer_is_lost(world: World) -> None:
    world.behave("stripe", chaos="lost", times=1)
    with pytest.raises(stripe.APIConnectionError):
        world.stripe().checkout.sessions.create(stripe_params(), {"idempotency_key": "order-1"})
    assert world.book("order-1")["status"] == "open"
    again = world.stripe().checkout.sessions.create(stripe_params(), {"idempotency_key": "order-1"})
    assert world.book("order-1")["id"] == again.id
    world.behave("paystack", chaos="lost", times=1, only="POST")
    assert suffer_post(world) == "reset"
    assert world.call("GET", "/paystack/transaction/verify/order-9").status == 200


def suffer_post(world: World) -> str:
    try:
        world.call("POST", "/paystack/transaction/initialize", paystack_body("order-9"))
    except OSError:
        return "reset"
    return "answered"


@pytest.mark.parametrize("said", [{"chaos": "party"}, {"times": -1}, {"at_once": "steal"}, {"loud": True}])
def test_refuses_manners_that_there_are_not(world: World, said: dict[str, Any]) -> None:
    assert world.call("PUT", "/_sandbox/manners/stripe", said).status == 422
    assert world.call("PUT", "/_sandbox/manners/visa", {}).status == 404


@pytest.mark.parametrize("said", [{"copies": -1}, {"after": "soon"}, {"often": 3}])
def test_refuses_deliveries_that_there_are_not(world: World, said: dict[str, Any]) -> None:
    assert world.call("PUT", "/_sandbox/webhooks/stripe", said).status == 422
