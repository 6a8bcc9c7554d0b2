"""Stripe's API, asked by its own SDK, and by hand where the SDK would not make the mistake."""

import copy
import time
from typing import Any

import pytest
import stripe

from tests.sandbox.payments.asking import stripe_params, stripe_session
from tests.sandbox.payments.world import World, until

UNIT_AMOUNT = "line_items[0][price_data][unit_amount]"


def fields(reference: str = "order-1") -> dict[str, str]:
    """A whole request as a form."""
    return {
        "mode": "payment",
        "success_url": "https://shop.example/back",
        "client_reference_id": reference,
        "line_items[0][quantity]": "1",
        "line_items[0][price_data][currency]": "eur",
        UNIT_AMOUNT: "1999",
        "line_items[0][price_data][product_data][name]": "Dress",
    }


def test_a_session_waits_until_it_is_paid_and_then_shows_its_intent(world: World) -> None:
    client = world.stripe()
    session = stripe_session(world)
    assert (session.status, session.payment_status, session.amount_total) == ("open", "unpaid", 1999)
    assert session.payment_intent is None
    assert session.url.startswith(world.origin)
    world.act("order-1", "pay")
    paid = client.checkout.sessions.retrieve(session.id, {"expand": ["payment_intent.latest_charge"]})
    assert (paid.status, paid.payment_status, paid.url) == ("complete", "paid", None)
    assert (paid.payment_intent.status, paid.payment_intent.latest_charge.amount_captured) == ("succeeded", 1999)
    intent = client.payment_intents.retrieve(paid.payment_intent.id)
    assert (intent.amount_received, intent.metadata["reference"]) == (1999, "order-1")


def test_a_refused_card_leaves_the_session_open(world: World) -> None:
    session = stripe_session(world)
    world.act("order-1", "fail")
    again = world.stripe().checkout.sessions.retrieve(session.id, {"expand": ["payment_intent"]})
    assert (again.status, again.payment_intent.status) == ("open", "requires_payment_method")
    assert again.payment_intent.last_payment_error.code == "card_declined"
    world.act("order-1", "pay")
    assert world.stripe().checkout.sessions.retrieve(session.id).payment_status == "paid"


@pytest.mark.parametrize(("settles_well", "seen"), [(True, "paid"), (False, "unpaid")])
def test_a_delayed_method_completes_unpaid_and_is_decided_later(world: World, settles_well: bool, seen: str) -> None:
    session = stripe_session(world)
    world.act("order-1", "delay", seconds=0.2, settles_well=settles_well)
    between = world.stripe().checkout.sessions.retrieve(session.id)
    assert (between.status, between.payment_status) == ("complete", "unpaid")
    end = "checkout.session.async_payment_" + ("succeeded" if settles_well else "failed")
    until(lambda: end in [one.type for one in world.heard])
    assert world.stripe().checkout.sessions.retrieve(session.id).payment_status == seen
    assert world.call("POST", "/_sandbox/pay", {"reference": "order-1", "how": "pay"}).status == 422


def test_an_open_session_expires_once(world: World) -> None:
    client, session = world.stripe(), stripe_session(world)
    expired = client.checkout.sessions.expire(session.id)
    assert (expired.status, expired.url) == ("expired", None)
    with pytest.raises(stripe.InvalidRequestError, match="can be expired"):
        client.checkout.sessions.expire(session.id)
    assert world.call("POST", "/_sandbox/pay", {"reference": "order-1", "how": "pay"}).status == 422
    assert [one.type for one in world.wait_for(1)] == ["checkout.session.expired"]


def test_lists_newest_first_and_page_by_page(world: World) -> None:
    client = world.stripe()
    made = [stripe_session(world, f"order-{number}").id for number in range(7)]
    world.act("order-3", "pay")
    listed = list(client.checkout.sessions.list({"limit": 3}).auto_paging_iter())
    assert [one.id for one in listed] == made[::-1]
    back = client.checkout.sessions.list({"limit": 2, "ending_before": made[1]})
    assert [one.id for one in back.data] == [made[3], made[2]]
    assert [one.id for one in client.checkout.sessions.list({"status": "complete"}).data] == [made[3]]
    assert client.checkout.sessions.list({"created": {"gt": int(time.time()) + 60}}).data == []
    assert client.checkout.sessions.list({"payment_link": "plink_1"}).data == []


def test_refunds_in_parts_never_exceed_what_was_taken(world: World) -> None:
    client = world.stripe()
    stripe_session(world)
    intent = world.act("order-1", "pay")["capture"]
    first = client.refunds.create({"payment_intent": intent, "amount": 500, "reason": "requested_by_customer"})
    assert (first.status, first.amount, client.refunds.retrieve(first.id).id) == ("succeeded", 500, first.id)
    with pytest.raises(stripe.InvalidRequestError, match="greater than unrefunded"):
        client.refunds.create({"payment_intent": intent, "amount": 1500})
    rest = client.refunds.create({"charge": first.charge, "metadata": {"key": "r-2"}})
    assert rest.amount == 1499
    with pytest.raises(stripe.InvalidRequestError) as refused:
        client.refunds.create({"payment_intent": intent})
    assert refused.value.code == "charge_already_refunded"
    listed = client.refunds.list({"payment_intent": intent})
    assert [one.id for one in listed.data] == [rest.id, first.id]
    assert world.book("order-1")["refunded"] == 1999


def test_a_refund_may_wait_and_fail(world: World) -> None:
    stripe_session(world)
    intent = world.act("order-1", "pay")["capture"]
    world.behave("stripe", refund_seconds=0.2, refund_ends_well=False)
    refund = world.stripe().refunds.create({"payment_intent": intent})
    assert refund.status == "pending"
    until(lambda: "refund.failed" in [one.type for one in world.heard])
    assert world.stripe().refunds.retrieve(refund.id).status == "failed"
    assert world.book("order-1")["refunded"] == 0


def test_what_is_not_paid_is_not_given_back(world: World) -> None:
    stripe_session(world)
    intent = world.act("order-1", "fail")["capture"]
    with pytest.raises(stripe.InvalidRequestError, match="successful charge"):
        world.stripe().refunds.create({"payment_intent": intent})


def test_the_same_key_gives_the_same_answer_and_other_words_an_error(world: World) -> None:
    client, options = world.stripe(), {"idempotency_key": "order-1"}
    first = client.checkout.sessions.create(stripe_params(), options)
    world.act("order-1", "pay")
    again = client.checkout.sessions.create(stripe_params(), options)
    assert (again.id, again.status) == (first.id, "open")  # as it was answered then
    assert again.last_response.headers["Idempotent-Replayed"] == "true"
    with pytest.raises(stripe.IdempotencyError) as refused:
        client.checkout.sessions.create(stripe_params(amount=2000), options)
    assert refused.value.http_status == 400
    assert len(client.checkout.sessions.list().data) == 1


def test_a_wrong_request_uses_up_no_key_but_a_refused_refund_does(world: World) -> None:
    wrong = fields() | {"mode": "gift"}
    assert world.form("/v1/checkout/sessions", wrong, Idempotency_Key="k").status == 400
    assert world.form("/v1/checkout/sessions", fields(), Idempotency_Key="k").status == 200
    ask = {"payment_intent": "pi_nobody"}
    assert world.form("/v1/refunds", ask, Idempotency_Key="r").status == 404
    assert world.form("/v1/refunds", ask, Idempotency_Key="r").headers["Idempotent-Replayed"] == "true"


def test_an_answer_that_was_lost_is_found_again_by_the_sdk_itself(world: World) -> None:
    world.behave("stripe", chaos="lost", times=1)
    session = world.stripe(max_network_retries=2).checkout.sessions.create(stripe_params())
    assert [one.id for one in world.stripe().checkout.sessions.list().data] == [session.id]


@pytest.mark.parametrize(
    ("change", "code", "param"),
    [
        ({"colour": "red"}, "parameter_unknown", "colour"),
        ({"api_key": "sk"}, "parameter_unknown", "api_key"),
        ({"line_items[0][size]": "S"}, "parameter_unknown", "line_items[0][size]"),
        ({"mode": "gift"}, "parameter_invalid", "mode"),
        ({"mode": "subscription"}, "parameter_invalid", "mode"),
        ({"mode": ""}, "parameter_invalid", "mode"),
        ({"success_url": ""}, "parameter_missing", "success_url"),
        ({"success_url": "back"}, "url_invalid", "success_url"),
        ({"customer_email": "ada"}, "email_invalid", "customer_email"),
        ({UNIT_AMOUNT: "19.99"}, "parameter_invalid_integer", UNIT_AMOUNT),
        ({UNIT_AMOUNT: "20.0"}, "parameter_invalid_integer", UNIT_AMOUNT),
        ({UNIT_AMOUNT: "2_000"}, "parameter_invalid_integer", UNIT_AMOUNT),
        ({UNIT_AMOUNT: "-1"}, "parameter_invalid_integer", UNIT_AMOUNT),
        ({UNIT_AMOUNT: "10"}, "amount_too_small", "line_items"),
        ({UNIT_AMOUNT: "100000000"}, "amount_too_large", UNIT_AMOUNT),
        ({"line_items[0][price_data][currency]": "xyz"}, "parameter_invalid", "line_items[0][price_data][currency]"),
        ({"line_items[0][quantity]": "0"}, "parameter_invalid_integer", "line_items[0][quantity]"),
        ({"line_items[0]": "dress"}, "parameter_invalid", "line_items[0]"),
        ({"line_items": "dress"}, "parameter_invalid", "line_items"),
        ({"line_items[0][price]": "price_1"}, "resource_missing", "line_items[0][price]"),
        ({"discounts[0][coupon]": "SALE"}, "parameter_invalid", "discounts"),
        ({"allow_promotion_codes": "on"}, "parameter_invalid_boolean", "allow_promotion_codes"),
        ({"expand[]": "customer"}, "parameter_invalid", "expand[0]"),
        ({"metadata[k]": "x" * 501}, "parameter_invalid", "metadata[k]"),
        ({"payment_intent_data[capture_method]": "later"}, "parameter_invalid", "payment_intent_data[capture_method]"),
        ({"expires_at": "1"}, "parameter_invalid", "expires_at"),
        ({"expires_at": str(int(time.time()) + 90_000)}, "parameter_invalid", "expires_at"),
        ({"expires_at": "soon"}, "parameter_invalid_integer", "expires_at"),
    ],
)  # fmt: skip
def test_refuses_a_wrong_parameter_as_stripe_words_it(
    world: World, change: dict[str, str], code: str, param: str
) -> None:
    answer = world.form("/v1/checkout/sessions", fields() | change)
    error = answer.body["error"]
    assert (answer.status, error["type"], error["code"]) == (400, "invalid_request_error", code), error
    assert error["param"] == param
    assert world.call("GET", "/_sandbox/book").body["payments"] == []


@pytest.mark.parametrize(
    ("currency", "amount", "iso"),
    [
        ("usd", 1234, 1234), ("jpy", 500, 500), ("krw", 500, 500), ("xof", 500, 500), ("ugx", 50000, 500),
        ("isk", 4000, 40), ("kwd", 1230, 1230), ("bhd", 1230, 1230), ("mga", 500, 50000),
    ],
)  # fmt: skip
def test_amounts_are_read_in_stripes_unit(world: World, currency: str, amount: int, iso: int) -> None:
    session = stripe_session(world, "order-1", amount, currency)
    assert session.amount_total == amount
    world.act("order-1", "pay")
    told = world.book("order-1")
    assert (told["amount"], told["taken"], told["spelled"]) == (iso, iso, amount)
    refund = world.stripe().refunds.create({"payment_intent": told["capture"], "amount": amount})
    assert (refund.amount, world.book("order-1")["refunded"]) == (amount, iso)


@pytest.mark.parametrize(("currency", "amount"), [("isk", 4050), ("ugx", 50050), ("kwd", 1234)])
def test_amounts_that_the_currency_has_not_are_refused(world: World, currency: str, amount: int) -> None:
    with pytest.raises(stripe.InvalidRequestError) as refused:
        stripe_session(world, "order-1", amount, currency)
    assert refused.value.code == "invalid_amount"


def test_without_the_key_nobody_is_let_in(world: World) -> None:
    path = "/stripe/v1/checkout/sessions"
    wrong = world.call("GET", path, key="sk_test_of_somebody_else")
    assert (wrong.status, wrong.body["error"]["type"]) == (401, "invalid_request_error")
    assert "else" in wrong.body["error"]["message"] and "somebody" not in wrong.body["error"]["message"]


def test_what_there_is_not_is_missing(world: World) -> None:
    client = world.stripe()
    for ask in (client.checkout.sessions.retrieve, client.payment_intents.retrieve, client.refunds.retrieve):
        with pytest.raises(stripe.InvalidRequestError) as missing:
            ask("nobody")
        assert (missing.value.http_status, missing.value.code) == (404, "resource_missing")
    assert world.call("GET", "/stripe/v1/subscriptions").status == 404


def test_totals_add_up_over_lines_and_delivery(world: World) -> None:
    params: dict[str, Any] = copy.deepcopy(stripe_params())
    params["line_items"] *= 2
    params["line_items"][0] = params["line_items"][0] | {"quantity": 3}
    rate = {"display_name": "Parcel", "fixed_amount": {"amount": 495, "currency": "eur"}}
    params["shipping_options"] = [{"shipping_rate_data": rate}]
    session = world.stripe().checkout.sessions.create(params)
    assert (session.amount_subtotal, session.amount_total) == (4 * 1999, 4 * 1999 + 495)
    assert world.book("order-1")["amount"] == 4 * 1999 + 495


def test_the_sdk_verifies_the_webhooks(world: World) -> None:
    stripe_session(world)
    world.act("order-1", "pay")
    world.stripe().refunds.create({"payment_intent": world.book("order-1")["capture"], "amount": 100})
    events = []
    for heard in world.wait_for(6):
        header = heard.headers["stripe-signature"]
        events.append(stripe.Webhook.construct_event(heard.body, header, "whsec_modiste_sandbox_only"))
        assert header == stripe.WebhookSignature.generate_signature_header(
            heard.body.decode(), "whsec_modiste_sandbox_only", int(header[2:12])
        )
    assert [event.type for event in events] == [
        "payment_intent.succeeded", "charge.succeeded", "checkout.session.completed",
        "refund.created", "charge.refunded", "refund.updated",
    ]  # fmt: skip
    assert events[2].data.object.client_reference_id == "order-1"
    assert len({event.id for event in events}) == 6
    with pytest.raises(stripe.SignatureVerificationError):
        stripe.Webhook.construct_event(world.heard[0].body, world.heard[0].headers["stripe-signature"], "whsec_other")
