"""Which currency a printed symbol means, and where."""

import pytest

from modiste.matching.currencies import FORMER_CODES, ISO_CODES, LOCAL_CODES, SYMBOLS, country_of, iso_code


@pytest.mark.parametrize(
    ("url", "language", "country"),
    [
        ("https://shop.com.au/coat", "", "au"),
        ("https://www.shop.co.uk/coat", "", "gb"),
        ("https://shop.com/en-ca/coat", "", "ca"),
        ("https://shop.com/coat", "sv-SE", "se"),
        ("https://shop.com/coat", "en", ""),
    ],
)
def test_tells_the_country_of_a_shop(url: str, language: str, country: str) -> None:
    assert country_of(url, language) == country


def test_reads_dollars_and_crowns_by_the_country() -> None:
    assert iso_code("$", "ca") == "CAD"
    assert iso_code("kr", "no") == "NOK"
    assert (iso_code("$"), iso_code("kr")) == ("", "")


def test_names_only_currencies_of_iso_4217() -> None:
    local = {code for codes in LOCAL_CODES.values() for code in codes.values()}
    assert {*SYMBOLS.values(), *local} <= ISO_CODES | FORMER_CODES
