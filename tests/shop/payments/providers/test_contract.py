"""Every file of the folder is a provider's and keeps what `base.py` promises: a new one is tested by lying there."""

import importlib
import inspect
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from modiste.shop.payments.opening import list_providers
from modiste.shop.payments.providers.base import (
    NO_AMOUNT,
    Charge,
    ForgedWebhook,
    Heard,
    PaymentProvider,
    PaymentState,
    PaymentStatus,
    ProviderDown,
    ProviderRefused,
    RefundAsked,
    RefundState,
    RefundStatus,
)
from modiste.shop.payments.providers.settings import ProviderSettings
from tests.conftest import REPOSITORY
from tests.shop.kit.fetch.shops import Canary
from tests.shop.payments.providers.conftest import QUICK, charge, paid
from tests.shop.payments.providers.servers.base import ENDLESS, LOSES_ANSWERS, MOODS, Server

ASKED = RefundAsked("key-1", "modiste-1", "modiste-1", "12", 2_000, "NGN")
CALLS: dict[str, Callable[[PaymentProvider], object]] = {
    "create_checkout": lambda provider: provider.create_checkout(charge()),
    "verify": lambda provider: provider.verify("modiste-1", "modiste-1"),
    "verify what was lost": lambda provider: provider.verify("modiste-1", ""),
    "refund": lambda provider: provider.refund(ASKED),
    "find_refund": lambda provider: provider.find_refund(ASKED, "12"),
    "find_refund that was lost": lambda provider: provider.find_refund(ASKED, ""),
}
SLACK = 4.0  # seconds that a busy machine may take besides; what drips or hangs would do so for half a minute
NAMES = (
    "status data id reference tx_ref amount amount_total currency message code type error object url link "
    "authorization_url payment_status payment_intent client_reference_id has_more metadata key comments tx_id "
    "amount_refunded merchant_note meta page_info total_pages"
).split()
WORDS = "success successful error paid open complete pending completed list checkout.session refund NGN ngn 12".split()
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9) | st.sampled_from(WORDS),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(NAMES), inner, max_size=9),
    max_leaves=25,
)


def test_is_named_as_its_file_and_documented(provider: PaymentProvider) -> None:
    module = importlib.import_module(type(provider).__module__)
    assert module.__name__.rpartition(".")[2] == provider.name
    assert module.__doc__
    assert provider.title
    page = (REPOSITORY / "docs" / "how-to" / "take-payments.md").read_text()
    prefix = module.Settings.model_config["env_prefix"]
    assert prefix == f"MODISTE_{provider.name.upper()}_"
    own = set(module.Settings.model_fields) - (set(ProviderSettings.model_fields) - {"base_url"})
    assert {f"{prefix}{name.upper()}" for name in own if f"`{prefix}{name.upper()}`" not in page} == set()
    assert provider.title in page


def test_has_the_calls_of_the_contract(provider: PaymentProvider) -> None:
    for name, promised in inspect.getmembers(PaymentProvider, inspect.isfunction):
        if not name.startswith("_"):
            assert list(inspect.signature(getattr(provider, name)).parameters) == [
                parameter for parameter in inspect.signature(promised).parameters if parameter != "self"
            ]


def test_a_charge_is_paid_and_told_as_it_was_asked(provider: PaymentProvider, server: Server) -> None:
    checkout = provider.create_checkout(charge())
    assert checkout.url in server.pages
    before = provider.verify("modiste-1", checkout.provider_id)
    assert before is None or before.status is PaymentStatus.PENDING
    server.page(checkout.url).status = "paid"
    state = provider.verify("modiste-1", checkout.provider_id)
    assert state is not None
    assert (state.status, state.amount, state.currency, state.reference) == (
        PaymentStatus.CAPTURED,
        12_000,
        "NGN",
        "modiste-1",
    )
    assert state.capture_id
    assert provider.verify("modiste-1", state.provider_id) == state


def test_what_waits_for_its_money_is_pending(provider: PaymentProvider, server: Server) -> None:
    checkout = provider.create_checkout(charge())
    server.page(checkout.url).status = "waiting"
    state = provider.verify("modiste-1", checkout.provider_id)
    assert state is not None
    assert (state.status, state.amount, state.capture_id) == (PaymentStatus.PENDING, 12_000, "")


def test_a_declined_card_is_no_capture_and_a_later_try_may_be(provider: PaymentProvider, server: Server) -> None:
    checkout = provider.create_checkout(charge())
    server.page(checkout.url).status = "declined"
    declined = provider.verify("modiste-1", checkout.provider_id)
    assert declined is not None
    assert declined.status in (PaymentStatus.FAILED, PaymentStatus.PENDING)
    server.page(checkout.url).status = "paid"
    state = provider.verify("modiste-1", checkout.provider_id)
    assert state is not None
    assert state.status is PaymentStatus.CAPTURED


def test_the_same_reference_again_leads_to_one_attempt(provider: PaymentProvider, server: Server) -> None:
    asked = charge()
    provider.create_checkout(asked)
    again = provider.create_checkout(asked)
    server.page(again.url).status = "paid"
    for known in (again.provider_id, ""):
        state = provider.verify("modiste-1", known)
        assert state is not None
        assert (state.status, state.reference) == (PaymentStatus.CAPTURED, "modiste-1")
    assert provider.parse_webhook(server.hear(server.charge_event(again.url))).reference == "modiste-1"  # type: ignore[union-attr]


def test_a_lost_answer_is_asked_for_again(provider: PaymentProvider, server: Server) -> None:
    asked = charge()
    server.mood = LOSES_ANSWERS
    with pytest.raises(ProviderDown):
        provider.create_checkout(asked)
    server.mood = ""
    assert len(server.pages) == 1
    checkout = provider.create_checkout(asked)
    server.page(checkout.url).status = "paid"
    for known in (checkout.provider_id, ""):
        state = provider.verify("modiste-1", known)
        assert state is not None
        assert (state.status, state.reference, state.amount) == (PaymentStatus.CAPTURED, "modiste-1", 12_000)


def test_knows_nothing_of_what_was_never_asked(provider: PaymentProvider, server: Server) -> None:
    provider.create_checkout(charge("modiste-2"))
    assert provider.verify("modiste-1", "") is None
    assert provider.verify("modiste-1", "modiste-1") is None
    for refund_id in ("", "12"):
        assert provider.find_refund(ASKED, refund_id) is None


def test_another_amount_or_currency_or_reference_is_told_as_it_is(provider: PaymentProvider, server: Server) -> None:
    checkout = provider.create_checkout(charge())
    page = server.page(checkout.url)
    page.status, page.amount, page.currency = "paid", page.amount * 2, "USD"
    state = provider.verify("modiste-1", checkout.provider_id)
    assert state is not None
    assert (state.status, state.amount, state.currency) == (PaymentStatus.CAPTURED, 24_000, "USD")


def test_an_amount_that_is_no_minor_unit_equals_none(provider: PaymentProvider, server: Server) -> None:
    checkout = provider.create_checkout(charge())
    page = server.page(checkout.url)
    page.status, page.amount = "paid", page.amount + 0.001
    state = provider.verify("modiste-1", checkout.provider_id)
    assert state is not None
    assert state.amount == NO_AMOUNT


@pytest.mark.parametrize("wrong", [{"amount": 0}, {"amount": -1}, {"amount": 10**13}, {"currency": "XXX"}])
def test_does_not_ask_for_what_it_does_not_take(provider: PaymentProvider, server: Server, wrong: Any) -> None:
    asked = replace(charge(), **wrong)
    assert not provider.takes(asked.amount, asked.currency)
    with pytest.raises(ProviderRefused):
        provider.create_checkout(asked)
    assert server.asked == []


def test_takes_only_the_currencies_of_the_account(open_provider: Any) -> None:
    for name in list_providers():
        provider, _ = open_provider(name, currencies="usd, zar")
        assert [provider.takes(12_000, currency) for currency in ("USD", "ZAR", "NGN")] == [True, True, False]


def test_a_refusal_is_told_in_the_providers_words(provider: PaymentProvider) -> None:
    with pytest.raises(ProviderRefused, match="(?i)email"):
        provider.create_checkout(replace(charge(), email="nobody"))


def test_money_is_given_back_once_for_each_key(provider: PaymentProvider, server: Server) -> None:
    asked = paid(provider, server)
    first = provider.refund(asked)
    assert (first.status, first.amount) == (RefundStatus.PENDING, 2_000)
    assert provider.refund(asked) == first
    second = provider.refund(replace(asked, key="key-2"))
    third = provider.refund(replace(asked, key="key-3", amount=8_000))
    assert len({first.provider_id, second.provider_id, third.provider_id}) == 3
    assert len(server.refunds) == 3
    assert provider.find_refund(asked, first.provider_id) == first
    assert provider.find_refund(asked, "") == first
    assert provider.find_refund(replace(asked, key="key-3"), "") == third
    assert provider.find_refund(replace(asked, key="key-4"), "") is None
    server.settle_refunds()
    assert provider.find_refund(asked, first.provider_id) == replace(first, status=RefundStatus.DONE)


def test_a_refund_whose_answer_was_lost_is_not_made_twice(provider: PaymentProvider, server: Server) -> None:
    asked = paid(provider, server)
    server.mood = LOSES_ANSWERS
    with pytest.raises(ProviderDown):
        provider.refund(asked)
    server.mood = ""
    assert len(server.refunds) == 1
    assert provider.refund(asked).amount == 2_000
    assert len(server.refunds) == 1


def test_more_than_was_paid_is_not_given_back(provider: PaymentProvider, server: Server) -> None:
    asked = paid(provider, server)
    with pytest.raises(ProviderRefused) as refused:
        provider.refund(replace(asked, amount=12_001))
    assert "amount" in refused.value.detail.lower()
    assert server.refunds == []


@pytest.mark.parametrize("mood", MOODS)
@pytest.mark.parametrize("call", CALLS)
def test_whatever_is_no_answer_is_down_and_in_time(
    provider: PaymentProvider, server: Server, request: pytest.FixtureRequest, call: str, mood: str
) -> None:
    server.mood = mood
    if mood in ENDLESS:  # a busy machine has ten seconds to bring what does come
        request.getfixturevalue("quick")
    began = time.monotonic()
    with pytest.raises(ProviderDown):
        CALLS[call](provider)
    assert time.monotonic() - began < QUICK + SLACK
    assert server.is_asked()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(body=VALUES, status=st.sampled_from([200, 200, 201, 400, 402, 404, 409]))
def test_whatever_json_comes_nothing_else_is_raised(
    provider: PaymentProvider, server: Server, quick: None, body: Any, status: int
) -> None:
    server.canned = lambda asked: (status, body)
    for call in CALLS.values():
        try:
            found = call(provider)
        except (ProviderDown, ProviderRefused):
            continue
        if isinstance(found, PaymentState | RefundState):
            assert isinstance(found.amount, int) and found.amount >= NO_AMOUNT


def test_a_private_address_is_asked_only_where_that_is_allowed(open_provider: Any) -> None:
    canary = Canary(("127.0.0.1", 0))
    for name in list_providers():
        provider, server = open_provider(name, is_allowed=False, base_url=f"http://127.0.0.1:{canary.port}")
        with pytest.raises(ProviderDown):
            provider.create_checkout(charge())
        assert server.asked == []
    assert canary.settle() == 0
    canary.close()


def test_a_webhook_hints_at_the_attempt(provider: PaymentProvider, server: Server) -> None:
    checkout = provider.create_checkout(charge())
    server.page(checkout.url).status = "paid"
    heard = server.hear(server.charge_event(checkout.url))
    hint = provider.parse_webhook(heard)
    assert hint is not None
    assert (hint.reference, hint.refund_id) == ("modiste-1", "")
    assert provider.parse_webhook(heard) == hint
    server.page(checkout.url).status = "waiting"
    other = provider.parse_webhook(server.hear(server.charge_event(checkout.url)))
    assert other is not None
    assert hint.dedupe_key != other.dedupe_key
    assert 0 < len(hint.dedupe_key) <= 255


def test_a_webhook_hints_at_a_refund(provider: PaymentProvider, server: Server) -> None:
    asked = paid(provider, server)
    made = provider.refund(asked)
    hint = provider.parse_webhook(server.hear(server.refund_event(server.refunds[0])))
    assert hint is not None
    assert hint.refund_id == made.provider_id
    assert hint.reference == "modiste-1" or hint.provider_id == asked.capture_id


@pytest.mark.parametrize("body", [b"", b"null", b"[]", b"7", b"{}", b'{"data": []}', b'{"event": 7}', b"[" * 99_999])
def test_what_is_signed_and_about_nothing_is_no_hint(provider: PaymentProvider, server: Server, body: bytes) -> None:
    assert provider.parse_webhook(server.sign(body)) is None


def test_another_event_is_no_hint(provider: PaymentProvider, server: Server) -> None:
    event = {
        "id": "evt_1",
        "object": "event",
        "event": "transfer.success",
        "type": "customer.created",
        "data": {"id": 1},
    }
    assert provider.parse_webhook(server.hear(event)) is None


FORGERIES: dict[str, Callable[[str, str], dict[str, str]]] = {  # of a header's name and its true value
    "no header": lambda name, value: {},
    "an empty one": lambda name, value: {name: ""},
    "blanks": lambda name, value: {name: "   "},
    "cut short": lambda name, value: {name: value[:-1]},
    "longer": lambda name, value: {name: value + "0"},
    "one letter changed": lambda name, value: {name: value[:-2] + ("A" if value[-2] != "A" else "B") + value[-1]},
    "in capitals": lambda name, value: {name: value.swapcase()},
    "not ASCII": lambda name, value: {name: "é" * len(value)},
    "a lone surrogate": lambda name, value: {name: value + "\udcff"},
    "zero bytes": lambda name, value: {name: "\0" * len(value)},
    "zeros": lambda name, value: {name: "0" * len(value)},
    "None": lambda name, value: {name: "None"},
    "the scheme alone": lambda name, value: {name: "t=,v1="},
    "very long": lambda name, value: {name: value[:-1] * 10_000},
    "under another name": lambda name, value: {f"x-{name}": value},
}


@pytest.mark.parametrize("forgery", FORGERIES)
def test_refuses_a_forged_signature(provider: PaymentProvider, server: Server, forgery: str) -> None:
    true = server.sign(b'{"id": "evt_1"}')
    (header,) = true.headers.items()
    with pytest.raises(ForgedWebhook):
        provider.parse_webhook(Heard(true.body, FORGERIES[forgery](*header)))


@pytest.mark.parametrize("body", [b"", b'{"id": "evt_2"}', b'{"id": "evt_1"} ', b"\xff\xfe", b'{"id":"evt_1"}'])
def test_refuses_another_body_under_a_true_signature(provider: PaymentProvider, server: Server, body: bytes) -> None:
    true = server.sign(b'{"id": "evt_1"}')
    with pytest.raises(ForgedWebhook):
        provider.parse_webhook(Heard(body, true.headers))


def test_a_reference_that_a_provider_would_refuse_is_none() -> None:
    for wrong in ("", "a_b", "a.1", "é", "a b", "x" * 61):
        with pytest.raises(ValueError):
            charge(wrong)
    assert isinstance(charge("x" * 60), Charge)
