"""Which providers are on, and what does not start."""

import subprocess
import sys
from typing import Any

import pytest

from modiste.shop.doctor import _payments
from modiste.shop.kit.fetch.fetcher import Fetcher
from modiste.shop.kit.fetch.settings import FetchSettings
from modiste.shop.kit.settings import UnsafeSettings
from modiste.shop.payments.opening import Payments, check_provider, check_providers, list_providers, open_providers
from modiste.shop.payments.settings import PaymentSettings
from tests.shop.payments.providers.conftest import no_settings  # noqa: F401  (the fixture)

SECRETS = {
    "MODISTE_STRIPE_SECRET_KEY": "sk_test_hush",
    "MODISTE_STRIPE_WEBHOOK_SECRET": "whsec_hush",
    "MODISTE_PAYSTACK_SECRET_KEY": "sk_test_hush",
    "MODISTE_FLUTTERWAVE_SECRET_KEY": "FLWSECK_TEST-hush",
    "MODISTE_FLUTTERWAVE_SECRET_HASH": "hush",
}


@pytest.fixture
def with_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in SECRETS.items():
        monkeypatch.setenv(name, value)


def opened(*names: str) -> dict[str, Any]:
    return open_providers(names, Fetcher(FetchSettings(_env_file=None)))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("", ()),
        (" , ", ()),
        ("stripe", ("stripe",)),
        (" Paystack , stripe,paystack", ("paystack", "stripe")),
    ],
)
def test_reads_which_are_on_and_in_which_order(
    monkeypatch: pytest.MonkeyPatch, text: str, names: tuple[str, ...]
) -> None:
    assert PaymentSettings().payments == ()
    monkeypatch.setenv("MODISTE_PAYMENTS", text)
    assert PaymentSettings().payments == names


@pytest.mark.usefixtures("with_secrets")
def test_opens_what_is_named_in_that_order() -> None:
    assert list(opened("stripe", "paystack")) == ["stripe", "paystack"]
    assert list(opened(*list_providers())) == list_providers()
    assert opened() == {}


@pytest.mark.usefixtures("with_secrets")
@pytest.mark.parametrize("variable", SECRETS)
@pytest.mark.parametrize(("value", "word"), [("", "is missing"), ("hush\nhush", "characters"), ("hüsh", "characters")])
def test_does_not_start_without_a_secret(monkeypatch: pytest.MonkeyPatch, variable: str, value: str, word: str) -> None:
    monkeypatch.setenv(variable, value)
    name = variable.split("_")[1].lower()
    with pytest.raises(UnsafeSettings, match=f"^Modiste refuses to start: {variable} .*{word}") as refused:
        opened(name)
    assert "hush" not in str(refused.value)
    assert opened(*(other for other in list_providers() if other != name))


@pytest.mark.usefixtures("with_secrets")
@pytest.mark.parametrize(
    ("variable", "value", "words"),
    [
        ("MODISTE_STRIPE_BASE_URL", "http://api.stripe.example", "MODISTE_STRIPE_BASE_URL must be an https"),
        ("MODISTE_STRIPE_BASE_URL", "http://10.0.0.1", "must be an https"),
        ("MODISTE_STRIPE_BASE_URL", "ftp://127.0.0.1", "must be an https"),
        ("MODISTE_STRIPE_BASE_URL", "https://", "must be an https"),
        ("MODISTE_STRIPE_BASE_URL", "https://user:hush@api.example", "must be an https"),
        ("MODISTE_STRIPE_PER_SECOND", "0", "MODISTE_STRIPE_PER_SECOND"),
        ("MODISTE_PAYSTACK_CURRENCIES", "NGN,EUR", "MODISTE_PAYSTACK_CURRENCIES names EUR"),
    ],
)
def test_does_not_start_with_a_mistake(monkeypatch: pytest.MonkeyPatch, variable: str, value: str, words: str) -> None:
    monkeypatch.setenv(variable, value)
    with pytest.raises(UnsafeSettings, match=words) as refused:
        opened("stripe", "paystack")
    assert "hush" not in str(refused.value)


@pytest.mark.usefixtures("with_secrets")
@pytest.mark.parametrize("value", ["http://127.0.0.1:8500/", "http://[::1]:8500", "https://stripe.example/v3/"])
def test_a_sandbox_may_stand_in_on_this_machine(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("MODISTE_STRIPE_BASE_URL", value)
    assert opened("stripe")


@pytest.mark.usefixtures("with_secrets")
def test_an_app_opens_what_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    assert Payments(None).providers == {}
    check_providers()
    monkeypatch.setenv("MODISTE_PAYMENTS", "paystack,stripe")
    check_providers()
    payments = Payments(None)
    assert list(payments.providers) == ["paystack", "stripe"]
    payments.close()
    monkeypatch.setenv("MODISTE_PAYMENTS", "paystack,strip")
    for opening in (check_providers, lambda: Payments(None)):
        with pytest.raises(UnsafeSettings, match="strip"):
            opening()


def test_does_not_start_with_a_name_that_nobody_has() -> None:
    for name in ("strip", "base", "../stripe", "units"):
        with pytest.raises(UnsafeSettings, match="MODISTE_PAYMENTS names .*there are flutterwave, paystack, stripe"):
            opened(name)


def test_secrets_are_shown_nowhere(monkeypatch: pytest.MonkeyPatch, with_secrets: None) -> None:
    for name in list_providers():
        settings = check_provider(name)
        assert "hush" not in f"{settings!r} {settings} {vars(opened(name)[name])}"


def test_the_doctor_has_a_line_for_each_provider(monkeypatch: pytest.MonkeyPatch) -> None:
    assert {finding.name: finding.mark for finding in _payments()} == dict.fromkeys(list_providers(), "--")
    monkeypatch.setenv("MODISTE_PAYMENTS", "paystack,stripe,strip")
    monkeypatch.setenv("MODISTE_PAYSTACK_SECRET_KEY", "sk_test_hush")
    lines = {finding.name: (finding.mark, finding.words) for finding in _payments()}
    assert list(lines) == ["paystack", "stripe", "strip", "flutterwave"]
    assert lines["paystack"] == ("ok", "takes payments through api.paystack.co")
    assert lines["stripe"][0] == "!!"
    assert "MODISTE_STRIPE_SECRET_KEY is missing" in lines["stripe"][1]
    assert lines["strip"][0] == "!!"
    assert lines["flutterwave"][0] == "--"
    assert "MODISTE_PAYMENTS" in lines["flutterwave"][1]


def test_the_sdk_is_not_loaded_before_it_is_needed() -> None:
    asked = "import sys; import modiste.cli, modiste.shop.doctor; print('stripe' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
