"""Every provider's file and the sandbox, a process of its own, understand each other: the book is what counts."""

import threading
import uuid
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

import pytest

from modiste.demo.payments import settings_of_providers
from modiste.sandbox.payments import signatures
from modiste.sandbox.payments.keys import addresses_of
from modiste.shop.kit.fetch.fetcher import Fetcher
from modiste.shop.kit.fetch.settings import FetchSettings
from modiste.shop.payments.opening import list_providers, open_providers
from modiste.shop.payments.providers.base import (
    ForgedWebhook,
    Heard,
    PaymentProvider,
    PaymentStatus,
    ProviderDown,
    ProviderRefused,
    RefundAsked,
    RefundStatus,
)
from tests.sandbox.payments.process import sandbox_process
from tests.sandbox.payments.world import World, until
from tests.shop.payments.providers.conftest import charge
from tests.shop.payments.providers.test_units import NOT_TAKEN, TABLE


class Ears:
    """What is posted here, as it came."""

    def __init__(self) -> None:
        self.heard: list[Heard] = []
        ears = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                ears.heard.append(Heard(body, {name.lower(): value for name, value in self.headers.items()}))
                self.send_response(204)
                self.end_headers()

            def log_message(self, *_: Any) -> None:
                return

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}/"
        self._thread = threading.Thread(target=self.server.serve_forever, args=(0.05,))
        self._thread.start()

    def close(self) -> None:
        self.server.shutdown()
        self._thread.join()
        self.server.server_close()


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    with sandbox_process() as origin:
        yield World(origin)


@pytest.fixture
def ears() -> Iterator[Ears]:
    opened = Ears()
    yield opened
    opened.close()


@pytest.fixture(params=list_providers())
def provider(
    request: pytest.FixtureRequest, world: World, monkeypatch: pytest.MonkeyPatch
) -> Iterator[PaymentProvider]:
    """Each file in turn, told of the sandbox as the demo tells it."""
    name: str = request.param
    assert name in addresses_of(world.origin), f"the sandbox does not speak {name}"
    for variable, value in settings_of_providers(world.origin).items():
        monkeypatch.setenv(variable, value)
    monkeypatch.setenv(f"MODISTE_{name.upper()}_PER_SECOND", "1000")
    fetcher = Fetcher(FetchSettings(_env_file=None, allowed_hosts=[urlsplit(world.origin).netloc]))
    world.behave(name, refund_seconds=0)
    world.deliver(name, copies=0)
    yield open_providers([name], fetcher)[name]
    world.behave(name)
    fetcher.close()


def new_reference() -> str:
    return f"modiste-{uuid.uuid4().hex}"


def paid(provider: PaymentProvider, world: World, **more: Any) -> RefundAsked:
    """What a refund of a new payment names."""
    asked = charge(new_reference(), **more)
    page = provider.create_checkout(asked)
    world.act(asked.reference, "pay")
    state = provider.verify(asked.reference, page.provider_id)
    assert state is not None
    assert state.status is PaymentStatus.CAPTURED
    return RefundAsked("", asked.reference, state.provider_id, state.capture_id, 2_000, asked.currency)


def test_a_payment_is_told_as_the_book_has_it(provider: PaymentProvider, world: World) -> None:
    asked = charge(new_reference())
    page = provider.create_checkout(asked)
    world.act(asked.reference, "pay")
    theirs = world.book(asked.reference)
    for known in (page.provider_id, ""):
        state = provider.verify(asked.reference, known)
        assert state is not None
        assert (state.amount, state.currency, state.capture_id) == (
            theirs["taken"],
            theirs["taken_currency"],
            theirs["capture"],
        )
    assert (theirs["amount"], theirs["currency"]) == (asked.amount, asked.currency)


@pytest.mark.parametrize(
    ("acts", "expected"),
    [
        ([{"how": "fail"}], {PaymentStatus.PENDING, PaymentStatus.FAILED}),
        ([{"how": "fail"}, {"how": "pay"}], {PaymentStatus.CAPTURED}),
        ([{"how": "delay", "seconds": 60}], {PaymentStatus.PENDING}),
        ([{"how": "expire"}], {PaymentStatus.PENDING, PaymentStatus.EXPIRED, None}),
    ],
)
def test_what_happens_on_the_page_is_told(
    provider: PaymentProvider, world: World, acts: list[dict[str, Any]], expected: set[PaymentStatus | None]
) -> None:
    asked = charge(new_reference())
    page = provider.create_checkout(asked)
    for act in acts:
        world.act(asked.reference, **act)
    state = provider.verify(asked.reference, page.provider_id)
    assert (state and state.status) in expected


def test_another_sum_or_currency_is_told_as_it_was_taken(provider: PaymentProvider, world: World) -> None:
    asked = charge(new_reference())
    page = provider.create_checkout(asked)
    world.act(asked.reference, "pay", amount=7_000, currency="USD")
    state = provider.verify(asked.reference, page.provider_id)
    assert state is not None
    assert (state.status, state.amount, state.currency) == (PaymentStatus.CAPTURED, 7_000, "USD")


def test_webhooks_hint_at_payments_and_refunds_and_forged_ones_at_nothing(
    provider: PaymentProvider, world: World, ears: Ears
) -> None:
    world.deliver(provider.name, url=ears.url)
    asked = paid(provider, world)
    until(lambda: ears.heard)
    hints = [provider.parse_webhook(heard) for heard in ears.heard]
    assert asked.reference in {hint.reference for hint in hints if hint}
    told = provider.refund(replace(asked, key="key-1"))
    found = until(
        lambda: [
            hint for hint in map(provider.parse_webhook, ears.heard) if hint and hint.refund_id == told.provider_id
        ]
    )
    assert {found[0].reference, found[0].provider_id} & {asked.reference, asked.capture_id}
    for kind in signatures.forgeries_of(provider.name):
        body, headers = signatures.forged(provider.name, ears.heard[0].body, kind)
        with pytest.raises(ForgedWebhook):
            provider.parse_webhook(Heard(body, {name.lower(): value for name, value in headers.items()}))


def test_money_goes_back_in_parts_and_once_for_each_key(provider: PaymentProvider, world: World) -> None:
    asked = paid(provider, world)
    keys = [uuid.uuid4().hex for _ in range(3)]
    for key in (keys[0], keys[0], keys[1]):
        told = provider.refund(replace(asked, key=key))
        assert provider.find_refund(replace(asked, key=key), told.provider_id) == provider.find_refund(
            replace(asked, key=key), ""
        )
    with pytest.raises(ProviderRefused):
        provider.refund(replace(asked, key=uuid.uuid4().hex, amount=8_001))
    rest = provider.refund(replace(asked, key=keys[2], amount=8_000))
    assert provider.find_refund(replace(asked, key=keys[2], amount=8_000), rest.provider_id).status is RefundStatus.DONE  # type: ignore[union-attr]
    theirs = world.book(asked.reference)
    assert sorted(refund["amount"] for refund in theirs["refunds"]) == [2_000, 2_000, 8_000]


def test_an_answer_that_is_lost_opens_no_second_attempt_and_gives_nothing_back_twice(
    provider: PaymentProvider, world: World
) -> None:
    asked = charge(new_reference())
    world.behave(provider.name, chaos="lost", times=1, only="POST", refund_seconds=0)
    with pytest.raises(ProviderDown):
        provider.create_checkout(asked)
    page = provider.create_checkout(asked)
    world.act(page.provider_id, "pay", provider=provider.name)
    state = provider.verify(asked.reference, "")
    assert state is not None
    assert (state.status, state.reference) == (PaymentStatus.CAPTURED, asked.reference)
    back = RefundAsked("key", asked.reference, state.provider_id, state.capture_id, 2_000, asked.currency)
    back = replace(back, key=uuid.uuid4().hex)
    world.behave(provider.name, chaos="lost", times=1, only="POST", refund_seconds=0)
    with pytest.raises(ProviderDown):
        provider.refund(back)
    assert provider.refund(back).amount == 2_000
    pages = world.call("GET", f"/_sandbox/book?provider={provider.name}").body["payments"]
    [mine] = [one for one in pages if one["capture"] == state.capture_id]
    assert [refund["amount"] for refund in mine["refunds"]] == [2_000]


@pytest.mark.parametrize("row", TABLE, ids=lambda row: f"{row[0]} {row[1]}")
def test_the_sandbox_reads_each_amount_as_it_was_meant(
    provider: PaymentProvider, world: World, row: tuple[Any, ...]
) -> None:
    currency, minor, *written = row
    spelled = dict(zip(("stripe", "paystack", "flutterwave"), written, strict=True))[provider.name]
    if spelled is NOT_TAKEN:
        assert not provider.takes(minor, currency)
        return
    asked = charge(new_reference(), amount=minor, currency=currency)
    page = provider.create_checkout(asked)
    world.act(asked.reference, "pay")
    theirs = world.book(asked.reference)
    assert (theirs["taken"], theirs["taken_currency"], theirs["spelled"]) == (minor, currency, spelled)
    state = provider.verify(asked.reference, page.provider_id)
    assert state is not None
    assert (state.amount, state.currency) == (minor, currency)
    back = RefundAsked(uuid.uuid4().hex, asked.reference, state.provider_id, state.capture_id, minor, currency)
    assert provider.refund(back).amount == minor
    assert world.book(asked.reference)["refunded"] == minor
