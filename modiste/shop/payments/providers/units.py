"""How a provider writes an amount: its decimals beside those of ISO 4217, exactly there and exactly back."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal

from modiste.shop.kit.money import LARGEST, exponent
from modiste.shop.payments.providers.base import NO_AMOUNT, ProviderRefused

MOST_DIGITS = 12  # no provider takes more, and as a JSON number all of them are exact


@dataclass(frozen=True, slots=True)
class Unit:
    """How a currency is written: in units with so many `decimals`, in multiples of `step` of them, `least` or more."""

    decimals: int
    step: int = 1
    least: int = 1


class Units:
    """A provider's table: the currencies that it knows, each with its unit."""

    def __init__(self, table: Mapping[str, Unit], taken: Collection[str] = ()) -> None:
        """`taken` narrows the table to what an account takes; empty: all of it."""
        self._table = table
        self._taken = frozenset(taken or table) & table.keys()

    def takes(self, amount: int, currency: str) -> bool:
        """Whether `amount` (ISO minor units) can be written exactly, and is one that may be charged."""
        return currency in self._taken and (self._written(amount, currency) or 0) >= self._table[currency].least

    def write_charge(self, amount: int, currency: str) -> int:
        """An amount to charge (ISO minor units) in the provider's units; raises ProviderRefused where not taken."""
        if not self.takes(amount, currency):
            raise ProviderRefused("This provider does not take this amount in this currency")
        return self.write(amount, currency)

    def write(self, amount: int, currency: str) -> int:
        """`amount` (ISO minor units) in the provider's units; raises ProviderRefused where it cannot be written."""
        written = self._written(amount, currency)
        if written is None:
            raise ProviderRefused("This provider cannot move this amount in this currency")
        return written

    def read(self, number: int | Decimal, currency: str) -> int:
        """A number in the provider's units as ISO minor units; NO_AMOUNT where it is no whole number of them.

        A currency that is not in the table is read as ISO 4217 has it: it was not asked for, so it matches nothing.
        """
        unit = self._table.get(currency, Unit(exponent(currency)))
        minor = _scaled(number, exponent(currency) - unit.decimals)
        if not minor.is_finite() or not 0 <= minor <= LARGEST or minor != minor.to_integral_value():
            return NO_AMOUNT
        return int(minor)

    def _written(self, amount: int, currency: str) -> int | None:
        unit = self._table.get(currency)
        if unit is None or not 0 < amount <= LARGEST:
            return None
        number = _scaled(amount, unit.decimals - exponent(currency))
        is_exact = number == number.to_integral_value() and number % unit.step == 0
        return int(number) if is_exact and number < 10**MOST_DIGITS else None


def _scaled(number: int | Decimal, digits: int) -> Decimal:
    return Decimal(number).scaleb(digits)
