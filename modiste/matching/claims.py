"""Claims: what one source on a page says of one fact, before the sources vote."""

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from modiste.matching.price_text import LARGEST, parse_price
from modiste.matching.records import Evidence

MOST_LETTERS = 12  # a machine's amount may name its currency, but tells no story


@dataclass(frozen=True, slots=True)
class Claim:
    """A value for a fact ("price", "sku", …) and where it was read; `trust` is from 0 to 1."""

    fact: str
    value: Any
    source: str
    text: str
    path: str = ""
    trust: float = 1.0

    def as_evidence(self) -> Evidence:
        """The claim as the page's reader may keep it."""
        return Evidence(self.fact, self.source, self.text[:200], self.path, round(self.trust, 3))


def read_amount(value: object) -> Decimal | None:
    """A machine-readable amount: a JSON number, or a text with a point for decimals; None when it is no price.

    Shops also write prices for people into their markup ("1.299,00 €"); those are read as texts.
    """
    if isinstance(value, bool) or not isinstance(value, int | float | str | Decimal):
        return None
    text = str(value).strip()[:64]
    try:
        amount = Decimal(text)
    except InvalidOperation:
        is_prose = sum(c.isalpha() for c in text) > MOST_LETTERS
        return None if is_prose else parse_price(text).amount
    return amount if amount.is_finite() and 0 <= amount < LARGEST else None
