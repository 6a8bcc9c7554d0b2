"""Trade item numbers: which are valid, and what two records' numbers say of each other."""

from collections.abc import Iterable

from stdnum import ean

# GS1 lends these to shops and companies for numbers of their own: two shops' equal ones mean nothing.
OWN_PREFIXES = ("02", "04", "2")


def valid_gtins(texts: Iterable[str]) -> frozenset[str]:
    """The numbers with a right check digit that no shop made for itself, as 14 digits."""
    valid = (text.zfill(14) for text in map(ean.compact, texts) if _is_valid(text))
    return frozenset(number for number in valid if not number[1:].startswith(OWN_PREFIXES))


def _is_valid(text: str) -> bool:
    return text.isascii() and bool(ean.is_valid(text))


def decide_by_gtin(left: Iterable[str], right: Iterable[str]) -> tuple[bool, str] | None:
    """Whether two records are the same by their numbers, and why; None where one of them has no valid number."""
    a, b = valid_gtins(left), valid_gtins(right)
    if not a or not b:
        return None
    if both := a & b:
        return True, f"same GTIN {_shown(min(both))}"
    return False, f"GTIN differs: {_shown(min(a))} / {_shown(min(b))}"


def _shown(number: str) -> str:
    return number.lstrip("0").zfill(8) if len(number.lstrip("0")) <= 8 else number.lstrip("0").zfill(13)
