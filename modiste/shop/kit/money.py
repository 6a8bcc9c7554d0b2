"""Money: an integer of the currency's minor unit and its ISO 4217 code; floats only at the aliases' edge."""

from decimal import ROUND_HALF_EVEN, Decimal
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

# ISO 4217:2015 exponents that are not 2 (list one, "minor unit").
EXPONENTS = {
    **dict.fromkeys(
        "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF".split(),
        0,
    ),
    **dict.fromkeys("BHD IQD JOD KWD LYD OMR TND".split(), 3),
    **dict.fromkeys("CLF UYW".split(), 4),
}
LARGEST = 2**53 - 1  # what every JSON client can hold exactly

Currency = Annotated[str, Field(pattern=r"^[A-Z]{3}$", examples=["EUR"])]


class Money(BaseModel):
    """An amount in minor units, as it goes over the wire."""

    model_config = ConfigDict(frozen=True)

    amount: Annotated[int, Field(ge=0, le=LARGEST, description="Minor units: 4900 is 49.00 EUR.")]
    currency: Currency


def exponent(currency: str) -> int:
    """How many decimals `currency` has."""
    return EXPONENTS.get(currency, 2)


def to_major(amount: int, currency: str) -> float:
    """Minor units as the number of major units that requirement documents show (49.0)."""
    return float(amount / 10 ** exponent(currency))


def from_major(text: str, currency: str) -> int:
    """Minor units of a decimal text such as `49.90`; raises ValueError when it is no amount of this currency."""
    try:
        number = Decimal(text.strip())
        scaled = number.scaleb(exponent(currency))
    except ArithmeticError as error:  # no number, or one beyond all exponents
        raise ValueError(f"{text!r} is not a number; write it like 49.90") from error
    if not scaled.is_finite() or abs(scaled) > LARGEST:
        raise ValueError(f"{text!r} is not a price")
    rounded = scaled.to_integral_value(ROUND_HALF_EVEN)
    if rounded != scaled or (number and not scaled):  # the second: so small that scaling made it nothing
        raise ValueError(f"{text!r} has more decimals than {currency} has ({exponent(currency)})")
    return int(rounded)


def as_text(amount: int, currency: str) -> str:
    """An amount as a sentence writes it: `49.90 EUR`."""
    places = exponent(currency)
    return f"{Decimal(amount).scaleb(-places):.{places}f} {currency}"
