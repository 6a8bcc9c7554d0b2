"""Where a value stands on an axis, and which round numbers to write beside it."""

import math
from typing import NamedTuple


class Scale(NamedTuple):
    """A straight line from values to places in a drawing."""

    low: float
    high: float
    begin: float
    end: float

    def __call__(self, value: float) -> float:
        """Return the place of a value; values outside are held at the ends.

        Examples
        --------
        >>> Scale(0, 10, 100, 200)(5.0)
        150.0
        """
        share = (value - self.low) / ((self.high - self.low) or 1.0)
        return self.begin + min(max(share, 0.0), 1.0) * (self.end - self.begin)


def ticks(high: float, wanted: int = 4) -> list[float]:
    """Return about `wanted` round steps from 0 to the first at or above `high`.

    Examples
    --------
    >>> ticks(0.23)
    [0.0, 0.1, 0.2, 0.3]
    >>> ticks(0.0)
    [0.0, 1.0]
    """
    if not high > 0:
        return [0.0, 1.0]
    rough = high / wanted
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(factor * power for factor in (1, 2, 2.5, 5, 10) if factor * power >= rough * 0.999)
    count = math.ceil(high / step - 1e-9)
    return [round(step * number, 12) for number in range(count + 1)]


def short(value: float) -> str:
    """Return a number as an axis shows it, without zeros that say nothing.

    Examples
    --------
    >>> short(0.1), short(20.0), short(0.025)
    ('0.1', '20', '0.025')
    """
    return f"{value:.6g}"
