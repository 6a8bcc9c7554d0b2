"""Money is an integer of minor units, whatever the currency."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from modiste.shop.kit.money import LARGEST, Money, as_text, exponent, from_major, to_major


@pytest.mark.parametrize(("currency", "decimals"), [("EUR", 2), ("JPY", 0), ("KWD", 3), ("CLF", 4), ("NGN", 2)])
def test_each_currency_has_its_exponent(currency: str, decimals: int) -> None:
    assert exponent(currency) == decimals


@pytest.mark.parametrize(
    ("text", "currency", "amount"),
    [
        ("49.90", "EUR", 4990),
        ("49.9", "EUR", 4990),
        (" 1e2 ", "EUR", 10000),
        ("4990", "JPY", 4990),
        ("1.234", "KWD", 1234),
    ],
)
def test_reads_what_people_write(text: str, currency: str, amount: int) -> None:
    assert from_major(text, currency) == amount


@pytest.mark.parametrize(
    ("text", "currency"),
    [
        ("1.5", "JPY"),
        *((text, "EUR") for text in "49.999 NaN Infinity 1e30 1e999999999 1e-999999999 1,5 0x1 abc".split()),
    ]
    + [("", "EUR"), ("4 9", "EUR")],
)
def test_refuses_what_is_no_amount(text: str, currency: str) -> None:
    with pytest.raises(ValueError, match=r"not a|more decimals"):
        from_major(text, currency)


@given(st.integers(0, 10**12), st.sampled_from(["EUR", "JPY", "KWD"]))
def test_minor_to_major_and_back_is_exact(amount: int, currency: str) -> None:
    assert from_major(repr(to_major(amount, currency)), currency) == amount


@pytest.mark.parametrize(
    "wrong",
    [
        {"amount": -1},
        {"amount": LARGEST + 1},
        {"amount": 1.5},
        {"currency": "eur"},
        {"currency": "EURO"},
        {"currency": "EU\n"},
    ],
)
def test_a_wrong_amount_is_no_money(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Money.model_validate({"amount": 1, "currency": "EUR"} | wrong)


def test_sentences_have_as_many_decimals_as_the_currency() -> None:
    amounts = [(4_900, "EUR"), (0, "EUR"), (5, "KWD"), (1_200, "JPY"), (10**12, "EUR")]
    assert [as_text(*amount) for amount in amounts] == [
        "49.00 EUR",
        "0.00 EUR",
        "0.005 KWD",
        "1200 JPY",
        "10000000000.00 EUR",
    ]
