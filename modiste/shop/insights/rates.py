"""How many of how many, and how much of that may be chance."""

from math import sqrt

from modiste.shop.insights.schemas import RateOut

Z = 1.959963984540054  # 95 % of a normal distribution lie within so many standard deviations


def rate_of(part: int, whole: int) -> RateOut | None:
    """The share `part` of `whole` with its 95 % interval (Wilson 1927); None of nothing.

    >>> rate_of(2, 10)
    RateOut(share=0.2, low=0.0567, high=0.5098, of=10)
    """
    if whole == 0:
        return None
    share = part / whole
    scale = 1 + Z * Z / whole
    middle = (share + Z * Z / (2 * whole)) / scale
    reach = Z / scale * sqrt(share * (1 - share) / whole + Z * Z / (4 * whole * whole))
    low, high = max(0.0, middle - reach), min(1.0, middle + reach)
    # At the ends the bound is exact, and only the arithmetic is not.
    return RateOut(
        share=round(share, 4),
        low=0.0 if part == 0 else round(low, 4),
        high=1.0 if part == whole else round(high, 4),
        of=whole,
    )
