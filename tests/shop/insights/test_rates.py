"""Wilson's interval, against values that others have printed."""

import pytest

from modiste.shop.insights.rates import rate_of


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"),
    [  # R: prop.test(x, n, correct = FALSE)$conf.int
        (2, 10, 0.0567, 0.5098),
        (0, 10, 0.0, 0.2775),
        (10, 10, 0.7225, 1.0),
        (81, 263, 0.2553, 0.3662),  # Newcombe 1998, table I, method 3
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_the_interval_is_that_of_the_books(part: int, whole: int, low: float, high: float) -> None:
    found = rate_of(part, whole)
    assert found is not None
    assert (found.low, found.high) == pytest.approx((low, high), abs=0.0001)
    assert found.low <= found.share <= found.high
    assert found.of == whole


def test_of_nobody_there_is_no_share() -> None:
    assert rate_of(0, 0) is None
