"""Each provider with its server on loopback, and no settings but those of the test."""

import importlib
import os
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest

from modiste.shop.kit import clock
from modiste.shop.kit.fetch.fetcher import Fetcher
from modiste.shop.kit.fetch.settings import FetchSettings
from modiste.shop.payments.opening import list_providers, open_providers
from modiste.shop.payments.providers import asking
from modiste.shop.payments.providers.base import Charge, PaymentProvider, RefundAsked
from tests.shop.payments.providers.servers.base import Server

QUICK = 0.5


@pytest.fixture(autouse=True)
def no_settings(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Neither the shell's settings nor those of a `.env`."""
    monkeypatch.chdir(tmp_path_factory.mktemp("empty"))
    for name in [name for name in os.environ if name.startswith("MODISTE_")]:
        monkeypatch.delenv(name)


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Half a second has to be enough for a call."""
    monkeypatch.setattr(asking, "SECONDS", QUICK)


@pytest.fixture
def open_provider(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., tuple[PaymentProvider, Server]]]:
    """Opens a provider beside a server of its own, with further settings of its own."""
    opened: list[Any] = []

    def open_one(name: str, *, is_allowed: bool = True, **more: str) -> tuple[PaymentProvider, Server]:
        module = importlib.import_module(f"tests.shop.payments.providers.servers.{name}")
        server: Server = module.Server()
        prefix = f"MODISTE_{name.upper()}_"
        given = module.ENVIRONMENT | {f"{prefix}{key.upper()}": value for key, value in more.items()}
        for variable, value in ({f"{prefix}BASE_URL": server.base_url, f"{prefix}PER_SECOND": "1000"} | given).items():
            monkeypatch.setenv(variable, value)
        allowed = [server.address] if is_allowed else []
        fetcher = Fetcher(FetchSettings(_env_file=None, allowed_hosts=allowed))
        opened.extend([fetcher, server])
        return open_providers([name], fetcher)[name], server

    yield open_one
    for one in opened:
        one.close()


@pytest.fixture(params=list_providers())
def pair(request: pytest.FixtureRequest, open_provider: Any) -> tuple[PaymentProvider, Server]:
    """A provider and its server: every file of the folder in turn."""
    return open_provider(request.param)


@pytest.fixture
def provider(pair: tuple[PaymentProvider, Server]) -> PaymentProvider:
    return pair[0]


@pytest.fixture
def server(pair: tuple[PaymentProvider, Server]) -> Server:
    return pair[1]


def charge(reference: str = "modiste-1", **more: Any) -> Charge:
    """120.00 NGN, which every provider takes."""
    values: dict[str, Any] = {
        "reference": reference,
        "amount": 12_000,
        "currency": "NGN",
        "title": "Order M-1",
        "email": "ada@example.com",
        "return_url": "https://shop.example/orders/1",
        "expires_at": clock.now().replace(microsecond=0) + timedelta(minutes=30),
    }
    return Charge(**(values | more))


def paid(provider: PaymentProvider, server: Server, asked: Charge | None = None) -> RefundAsked:
    """What a refund of a payment names, once it is paid."""
    asked = asked or charge()
    checkout = provider.create_checkout(asked)
    server.page(checkout.url).status = "paid"
    state = provider.verify(asked.reference, checkout.provider_id)
    assert state is not None
    return RefundAsked("key-1", asked.reference, state.provider_id, state.capture_id, 2_000, asked.currency)
