"""GTINs in texts: only numbers whose check digit is right."""

import pytest

from modiste.matching.gtins import find_gtins, is_gtin


@pytest.mark.parametrize("text", ["4054278533728", "EAN: 4054278533728, art. 123456", "978-0-552-17374-2"])
def test_finds_a_gtin_in_a_text(text: str) -> None:
    assert len(find_gtins(text)) == 1


@pytest.mark.parametrize("digits", ["4054278533729", "00000000", "123", "4054278533728.50", "1" * 200])
def test_refuses_numbers_that_are_no_gtin(digits: str) -> None:
    assert find_gtins(digits) == []
    assert not is_gtin(digits)
