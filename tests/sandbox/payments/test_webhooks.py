"""Webhooks: once, twice, late, never, out of order, early, tried again, sent by hand and forged."""

import base64
import hashlib
import hmac
import time
from typing import Any

import pytest
import stripe

from modiste.sandbox.payments import deliveries, signatures
from modiste.sandbox.payments.keys import PROVIDERS, WEBHOOK_SECRETS
from tests.sandbox.payments.asking import page_at, paystack_body, stripe_params
from tests.sandbox.payments.world import Heard, World, until, world_open

FIRST = {"stripe": "payment_intent.succeeded", "paystack": "charge.success", "flutterwave": "charge.completed"}
OF_A_PAYMENT = {"stripe": 3, "paystack": 1, "flutterwave": 1}


def events(world: World) -> Any:
    return world.call("GET", "/_sandbox/webhooks").body["events"]


def is_genuine(heard: Heard) -> bool:
    """What a careful shop decides."""
    secret = WEBHOOK_SECRETS[heard.provider]
    if heard.provider == "stripe":
        header = heard.headers.get("stripe-signature", "")
        try:
            stripe.WebhookSignature.verify_header(heard.body, header, secret, 300)
        except (stripe.SignatureVerificationError, ValueError, TypeError):
            return False
        return int(header[2:].partition(",")[0]) < time.time() + 300
    if heard.provider == "paystack":
        expected = hmac.new(secret.encode(), heard.body, hashlib.sha512).hexdigest()
        return hmac.compare_digest(heard.headers.get("x-paystack-signature", "").encode(), expected.encode())
    return hmac.compare_digest(heard.headers.get("verif-hash", "").encode(), secret.encode())


@pytest.mark.parametrize("provider", PROVIDERS)
def test_once_and_at_once_unless_told_otherwise(world: World, provider: str) -> None:
    page_at(world, provider)
    world.act("order-1", "pay")
    heard = world.wait_for(OF_A_PAYMENT[provider])
    assert heard[0].type == FIRST[provider]
    assert all(map(is_genuine, heard))
    until(lambda: not any(event["is_owed"] for event in events(world)))
    assert [event["tries"] for event in events(world)] == [[200]] * OF_A_PAYMENT[provider]


@pytest.mark.parametrize("provider", PROVIDERS)
def test_twice(world: World, provider: str) -> None:
    world.deliver(provider, copies=2)
    page_at(world, provider)
    world.act("order-1", "pay")
    heard = world.wait_for(2 * OF_A_PAYMENT[provider])
    assert heard[0].body == heard[1].body
    assert len({one.body for one in heard}) == OF_A_PAYMENT[provider]


def test_late(world: World) -> None:
    world.deliver("paystack", after=0.5)
    page_at(world, "paystack")
    begun = time.monotonic()
    world.act("order-1", "pay")
    assert world.book("order-1")["status"] == "paid"
    assert world.wait_for(1)[0].at - begun >= 0.5


def test_never(world: World) -> None:
    world.deliver("paystack", copies=0)
    page_at(world, "paystack")
    world.act("order-1", "pay")
    time.sleep(0.2)
    assert world.heard == []
    assert [(event["type"], event["tries"]) for event in events(world)] == [("charge.success", [])]


def test_out_of_order(world: World) -> None:
    world.deliver("stripe", is_reversed=True)
    page_at(world, "stripe")
    world.act("order-1", "fail")
    world.act("order-1", "pay")
    kinds = [one.type for one in world.wait_for(5)]
    assert kinds == [
        "checkout.session.completed", "charge.succeeded", "payment_intent.succeeded",
        "charge.failed", "payment_intent.payment_failed",
    ]  # fmt: skip


def test_before_the_call_has_answered(world: World) -> None:
    """The shopper pays, and the shop hears of it, before the shop knows the page's address."""
    world.deliver("stripe", is_early=True)
    world.deliver("paystack", is_early=True)
    world.behave("stripe", at_once="pay")
    world.behave("paystack", at_once="pay")
    session = world.stripe().checkout.sessions.create(stripe_params())
    answered = time.monotonic()
    assert [one.told["data"]["object"]["id"] for one in world.heard][2] == session.id
    assert all(one.at < answered for one in world.heard)
    assert (session.status, session.payment_status) == ("open", "unpaid")  # the answer is older than the news
    world.call("POST", "/paystack/transaction/initialize", paystack_body("order-2"))
    assert world.heard[3].told["data"]["reference"] == "order-2"
    world.stripe().refunds.create({"payment_intent": world.book("order-1")["capture"]})
    assert [one.type for one in world.heard[4:]] == ["refund.created", "charge.refunded", "refund.updated"]


def test_a_shop_that_fails_is_asked_again(world: World) -> None:
    world.shop_says[:] = [500, 302]
    page_at(world, "paystack")
    world.act("order-1", "pay")
    heard = world.wait_for(3)
    assert len({one.body for one in heard}) == 1
    until(lambda: not events(world)[0]["is_owed"])
    assert events(world)[0]["tries"] == [500, 302, 200]
    assert heard[1].at - heard[0].at >= deliveries.RETRIES[0]


def test_each_try_is_signed_with_its_own_time(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deliveries, "RETRIES", (1.1,))
    world.shop_says[:] = [503]
    page_at(world, "stripe")
    world.act("order-1", "fail")
    same = [one for one in world.wait_for(3) if one.type == "payment_intent.payment_failed"]
    assert same[0].headers["stripe-signature"] != same[1].headers["stripe-signature"]
    assert all(map(is_genuine, same))


def test_a_shop_that_is_not_there_is_given_up_in_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deliveries, "RETRIES", (0.01, 0.01))
    with world_open(url="http://127.0.0.1:9/{provider}") as world:
        page_at(world, "paystack")
        world.act("order-1", "pay")
        until(lambda: events(world)[0]["tries"] == [0, 0, 0] and not events(world)[0]["is_owed"])


def test_one_shop_in_trouble_does_not_hold_up_the_next_event(world: World) -> None:
    world.shop_says[:] = [500]
    page_at(world, "stripe")
    world.act("order-1", "pay")
    kinds = [one.type for one in world.wait_for(4)]
    assert kinds[:3] == ["payment_intent.succeeded", "charge.succeeded", "checkout.session.completed"]
    assert kinds[3] == "payment_intent.succeeded"


def test_an_event_is_sent_again_by_hand(world: World) -> None:
    page_at(world, "stripe")
    world.act("order-1", "pay")
    first = world.wait_for(3)[0]
    again = world.call("POST", "/_sandbox/webhooks", {"provider": "stripe", "id": first.told["id"]})
    assert again.body == {"status": 200}
    assert world.heard[3].body == first.body
    assert is_genuine(world.heard[3])


def test_any_body_is_sent_by_hand(world: World) -> None:
    event = {"event": "charge.dispute.create", "data": {"id": 5}}
    world.call("POST", "/_sandbox/webhooks", {"provider": "paystack", "event": event})
    assert world.heard[0].told == event
    assert is_genuine(world.heard[0])


@pytest.mark.parametrize(
    ("provider", "kind"), [(each, kind) for each in PROVIDERS for kind in signatures.forgeries_of(each)]
)
def test_a_careful_shop_sees_through_every_forgery(world: World, provider: str, kind: str) -> None:
    page_at(world, provider)
    world.act("order-1", "pay")
    genuine = world.wait_for(OF_A_PAYMENT[provider])[-1]
    name = until(lambda: events(world)[-1]["id"])
    answer = world.call("POST", "/_sandbox/webhooks", {"provider": provider, "id": name, "forgery": kind})
    assert answer.body == {"status": 200}, answer.body
    forged = world.heard[-1]
    assert is_genuine(genuine)
    assert not is_genuine(forged)
    assert (forged.body, forged.headers) != (genuine.body, genuine.headers)


def test_there_are_ten_forgeries_at_least() -> None:
    assert all(len(signatures.forgeries_of(provider)) >= 10 for provider in PROVIDERS)


def test_the_other_signature_of_flutterwave_is_not_what_v3_sends(world: World) -> None:
    page_at(world, "flutterwave")
    world.act("order-1", "pay")
    heard = world.wait_for(1)[0]
    signed = base64.b64encode(hmac.new(WEBHOOK_SECRETS["flutterwave"].encode(), heard.body, hashlib.sha256).digest())
    assert signed.decode() not in heard.headers.values()


@pytest.mark.parametrize(
    "said",
    [
        {"provider": "stripe", "id": "evt_nobody"},
        {"provider": "paystack", "event": {}, "forgery": "stale"},
        {"provider": "visa", "event": {}},
        {"provider": "stripe", "event": {}, "loudly": True},
    ],
)
def test_refuses_what_it_does_not_understand(world: World, said: dict[str, Any]) -> None:
    assert world.call("POST", "/_sandbox/webhooks", said).status == 422
    assert world.heard == []


def test_without_an_address_nothing_is_posted() -> None:
    with world_open(hears=False) as world:
        page_at(world, "stripe")
        world.act("order-1", "pay")
        assert [event["is_owed"] for event in events(world)] == [False] * 3
        assert world.call("POST", "/_sandbox/webhooks", {"provider": "stripe", "event": {}}).status == 422


def test_signing_takes_the_raw_body() -> None:
    assert signatures.signed("paystack", b'{"a": 1}') != signatures.signed("paystack", b'{"a":1}')
