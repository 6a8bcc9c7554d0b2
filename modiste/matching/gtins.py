"""GTINs: numbers of 8, 12, 13 or 14 digits whose check digit is right, found in a text."""

import re

from stdnum import ean
from stdnum.exceptions import ValidationError

_DIGITS = re.compile(r"(?<!\d)(?<!\d[.,])\d(?:[\d -]{6,16})\d(?![.,]?\d)")


def find_gtins(text: str) -> list[str]:
    """Every GTIN in a short text as digits; ISBN-13 is one, and zeros alone are none.

    >>> find_gtins("EAN: 4054278533728, art. 123456")
    ['4054278533728']
    """
    found = [re.sub(r"\D", "", match) for match in _DIGITS.findall(text[:200])]
    return [digits for digits in found if is_gtin(digits)]


def is_gtin(digits: str) -> bool:
    """Whether digits are a GTIN: a right length, a right check digit, not all the same digit."""
    if len(digits) not in {8, 12, 13, 14} or len(set(digits)) < 2:
        return False
    try:
        ean.validate(digits)
    except ValidationError:
        return False
    return True
