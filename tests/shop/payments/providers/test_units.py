"""The same price in the units of each provider, exactly there and exactly back."""

import importlib
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modiste.shop.kit.money import exponent
from modiste.shop.payments.opening import list_providers
from modiste.shop.payments.providers.base import NO_AMOUNT, ProviderRefused
from modiste.shop.payments.providers.flutterwave import UNITS as FLUTTERWAVE
from modiste.shop.payments.providers.paystack import UNITS as PAYSTACK
from modiste.shop.payments.providers.stripe import UNITS as STRIPE
from modiste.shop.payments.providers.units import Units
from tests.shop.payments.providers.conftest import charge, paid

NOT_TAKEN = None
TABLE = [  # currency, ISO minor units; what is sent to Stripe, Paystack and Flutterwave
    *[(currency, 1_234, 1234, 1234, 12.34) for currency in ("USD", "GHS", "KES", "ZAR")],
    ("NGN", 12_345, 12345, 12345, 123.45),
    ("NGN", 1_234, 1234, NOT_TAKEN, 12.34),  # Paystack takes 50 naira at least
    ("EUR", 1_234, 1234, NOT_TAKEN, 12.34),
    ("JPY", 500, 500, NOT_TAKEN, 500),
    ("KRW", 500, 500, NOT_TAKEN, 500),
    ("XOF", 500, 500, 50000, 500),
    ("UGX", 500, 50000, NOT_TAKEN, 500),
    ("ISK", 40, 4000, NOT_TAKEN, NOT_TAKEN),
    ("KWD", 1_230, 1230, NOT_TAKEN, 1.23),
    ("KWD", 1_234, NOT_TAKEN, NOT_TAKEN, 1.234),  # Stripe: the last digit is 0
    ("BHD", 1_234, NOT_TAKEN, NOT_TAKEN, 1.234),
    ("MGA", 1_200, 12, NOT_TAKEN, NOT_TAKEN),  # ISO 4217 has two decimals, Stripe none
    ("MGA", 1_234, NOT_TAKEN, NOT_TAKEN, NOT_TAKEN),
    ("IQD", 1_000, NOT_TAKEN, NOT_TAKEN, NOT_TAKEN),
    ("EUR", 0, NOT_TAKEN, NOT_TAKEN, NOT_TAKEN),
    ("USD", 199, 199, NOT_TAKEN, 1.99),
    ("XOF", 1, 1, 100, 1),
]
TABLES = {"stripe": STRIPE, "paystack": PAYSTACK, "flutterwave": FLUTTERWAVE}


@pytest.mark.parametrize("name", list_providers())
@pytest.mark.parametrize("row", TABLE, ids=lambda row: f"{row[0]} {row[1]}")
def test_a_price_as_each_provider_writes_it(open_provider: Any, name: str, row: tuple[Any, ...]) -> None:
    currency, minor, *written = row
    expected = dict(zip(("stripe", "paystack", "flutterwave"), written, strict=True))[name]
    provider, server = open_provider(name)
    assert provider.takes(minor, currency) is (expected is not NOT_TAKEN)
    asked = charge(amount=minor, currency=currency)
    if expected is NOT_TAKEN:
        with pytest.raises(ProviderRefused):
            provider.create_checkout(asked)
        return
    url = provider.create_checkout(asked).url
    sent = server.page(url)
    assert (sent.amount, sent.currency.upper()) == (expected, currency)
    assert type(sent.amount) is type(expected)
    assert paid(provider, server, asked).currency == currency
    assert provider.verify(asked.reference, "").amount == minor


@pytest.mark.parametrize("name", list_providers())
def test_a_part_goes_back_in_the_same_units(open_provider: Any, name: str) -> None:
    provider, server = open_provider(name)
    asked = paid(provider, server, charge(amount=5_000, currency="XOF"))
    made = provider.refund(asked)
    assert made.amount == asked.amount == 2_000
    assert provider.find_refund(asked, made.provider_id).amount == 2_000


def test_a_small_refund_is_no_small_charge(open_provider: Any) -> None:
    provider, server = open_provider("paystack")
    asked = paid(provider, server)
    assert not provider.takes(1, "NGN")
    small = type(asked)("key-9", asked.reference, asked.provider_id, asked.capture_id, 1, "NGN")
    assert provider.refund(small).amount == 1


@pytest.mark.parametrize(
    ("name", "currency", "number"),
    [
        ("stripe", "ISK", 4_050),
        ("stripe", "UGX", 1),
        ("stripe", "JPY", Decimal("1.5")),
        ("paystack", "XOF", 150),
        ("paystack", "NGN", Decimal("0.5")),
        ("flutterwave", "JPY", Decimal("0.1")),
        ("stripe", "EUR", -1),
        ("stripe", "EUR", 10**30),
        ("stripe", "EUR", Decimal("NaN")),
        ("stripe", "EUR", Decimal("Infinity")),
    ],
)
def test_what_is_no_minor_unit_equals_no_amount(name: str, currency: str, number: Any) -> None:
    assert Units(TABLES[name]).read(number, currency) == NO_AMOUNT


def test_reads_a_currency_that_it_did_not_ask_for() -> None:
    assert Units(PAYSTACK).read(500, "JPY") == 500


@pytest.mark.parametrize("name", sorted(TABLES))
@given(data=st.data())
def test_every_amount_that_is_taken_comes_back(name: str, data: st.DataObject) -> None:
    currency = data.draw(st.sampled_from(sorted(TABLES[name])))
    minor = data.draw(st.integers(-10, 10**12) | st.integers(0, 10**6).map(lambda n: n * 100))
    units = Units(TABLES[name])
    if units.takes(minor, currency):
        written = units.write(minor, currency)
        assert units.read(written, currency) == minor
        # what the provider takes it for is the same price
        assert Decimal(written).scaleb(-TABLES[name][currency].decimals) == Decimal(minor).scaleb(-exponent(currency))


def test_every_file_has_a_table() -> None:
    for name in list_providers():
        assert importlib.import_module(f"modiste.shop.payments.providers.{name}").UNITS
