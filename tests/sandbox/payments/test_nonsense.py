"""Whatever is sent, the interfaces answer in their own words: never with a failure of the sandbox itself."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.sandbox.payments.asking import flutterwave_body, paystack_body
from tests.sandbox.payments.test_stripe import fields
from tests.sandbox.payments.world import World

FEW = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
STRIPE_NAMES = [*fields(), "expires_at", "expand[]", "metadata[k]", "shipping_options[0][shipping_rate_data][type]"]
WORDS = st.sampled_from(
    ["", "0", "-1", "1", "999999999999", "1e3", "NaN", "true", "eur", "jpy", "payment", "é", "x" * 600]
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=5), inner, max_size=2),
    max_leaves=4,
)


@FEW
@given(
    change=st.dictionaries(st.sampled_from(STRIPE_NAMES) | st.text("ab[]0", min_size=1, max_size=6), WORDS, max_size=3)
)
def test_stripe(world: World, change: dict[str, str]) -> None:
    for path in ("/v1/checkout/sessions", "/v1/refunds"):
        answer = world.form(path, fields() | change)
        assert answer.status in (200, 400, 404), answer.body
        assert answer.status == 200 or answer.body["error"]["message"]


@FEW
@given(name=st.sampled_from([*paystack_body(), "metadata", "channels", "transaction"]), value=JSON)
def test_paystack(world: World, name: str, value: Any) -> None:
    for path in ("/paystack/transaction/initialize", "/paystack/refund"):
        answer = world.call("POST", path, paystack_body() | {name: value})
        assert answer.status in (200, 400, 404) and "message" in answer.body, answer.body
    assert world.call("GET", "/paystack/transaction").status == 200


@FEW
@given(name=st.sampled_from([*flutterwave_body(), "meta", "configurations", "session_duration"]), value=JSON)
def test_flutterwave(world: World, name: str, value: Any) -> None:
    answer = world.call("POST", "/flutterwave/v3/payments", flutterwave_body() | {name: value})
    assert answer.status in (200, 400) and "message" in answer.body, answer.body
    if answer.status == 200:
        page = answer.body["data"]["link"].rpartition("/")[2]
        told = world.call("POST", "/_sandbox/pay", {"reference": page, "how": "pay"})
        assert told.status == 200
        assert world.call("GET", f"/flutterwave/v3/transactions/{told.body['capture']}/verify").status == 200


@pytest.mark.parametrize("path", ["/paystack/transaction/initialize", "/paystack/refund", "/flutterwave/v3/payments"])
@pytest.mark.parametrize("body", [None, [], 5, "text"])
def test_a_body_that_is_no_object(world: World, path: str, body: Any) -> None:
    assert world.call("POST", path, body).status == 400


@pytest.mark.parametrize("said", [None, [], "text", {"reference": 5}])
@pytest.mark.parametrize("path", ["POST /_sandbox/pay", "POST /_sandbox/webhooks", "PUT /_sandbox/manners/stripe"])
def test_the_back_door_too(world: World, path: str, said: Any) -> None:
    assert world.call(*path.split(), said).status == 422
