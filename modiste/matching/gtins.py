"""GTINs: which numbers are valid, where they stand in a text, and what two records' numbers say of each other."""

import re
from collections.abc import Iterable

from stdnum import ean

from modiste.matching.records import Reason, ReasonKind, Subject

# GS1 lends these to shops and companies for numbers of their own: two shops' equal ones mean nothing.
OWN_PREFIXES = ("02", "04", "2")
LENGTHS = frozenset({8, 12, 13, 14})
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
    return digits.isascii() and len(digits) in LENGTHS and len(set(digits)) > 1 and bool(ean.is_valid(digits))


def valid_gtins(texts: Iterable[str]) -> frozenset[str]:
    """The numbers with a right check digit that no shop made for itself, as 14 digits."""
    valid = (digits.zfill(14) for digits in map(ean.compact, texts) if is_gtin(digits))
    return frozenset(number for number in valid if not number[1:].startswith(OWN_PREFIXES))


def decide_by_gtin(left: Iterable[str], right: Iterable[str]) -> tuple[bool, Reason] | None:
    """Whether two records are the same by their numbers, and why; None where one of them has no valid number."""
    a, b = valid_gtins(left), valid_gtins(right)
    if not a or not b:
        return None
    if both := a & b:
        return True, Reason(ReasonKind.SAME, Subject.GTIN, (_shown(min(both)),))
    return False, Reason(ReasonKind.DIFFERS, Subject.GTIN, (_shown(min(a)),), (_shown(min(b)),))


def _shown(number: str) -> str:
    return number.lstrip("0").zfill(8) if len(number.lstrip("0")) <= 8 else number.lstrip("0").zfill(13)
