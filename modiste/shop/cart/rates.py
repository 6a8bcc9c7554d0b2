"""Exchange rates as the cart uses them; unknown ones leave amounts unconverted."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from modiste.shop.kit.money import exponent
from modiste.shop.prices.models import ExchangeRate

EURO = "EUR"


@dataclass(frozen=True, slots=True)
class Rates:
    """How many units of a currency one euro is, and the day on which the source says so."""

    day: date | None
    per_euro: Mapping[str, float]

    def convert(self, amount: int, currency: str, into: str) -> int | None:
        """`amount` minor units of `currency` in minor units of `into`; None where there is no rate."""
        if currency == into:
            return amount
        one, other = self._of(currency), self._of(into)
        if one is None or other is None:
            return None
        major = Decimal(amount).scaleb(-exponent(currency)) / one * other
        return int(major.scaleb(exponent(into)).to_integral_value(ROUND_HALF_EVEN))

    def _of(self, currency: str) -> Decimal | None:
        if currency == EURO:
            return Decimal(1)
        known = self.per_euro.get(currency)
        return None if known is None else Decimal(str(known))


def rates_of(session: Session) -> Rates:
    """The rates that we have."""
    rows = session.execute(select(ExchangeRate.currency, ExchangeRate.per_euro, ExchangeRate.day)).all()
    return Rates(min((row.day for row in rows), default=None), {row.currency: row.per_euro for row in rows})
