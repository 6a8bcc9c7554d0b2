"""Delivery in words: what is stated, and that silence stays unknown."""

from decimal import Decimal

import pytest

from modiste.matching.extraction.delivery import read_delivery_text
from modiste.matching.records import Delivery


@pytest.mark.parametrize(
    ("text", "delivery"),
    [
        ("+ £4.99 delivery", Delivery(cost=Decimal("4.99"))),
        ("Free delivery over £50", Delivery(free_over=Decimal(50))),
        ("Free delivery", Delivery(cost=Decimal(0))),
        ("Versandkosten: 4,95 €", Delivery(cost=Decimal("4.95"))),
        ("Delivery in 2-4 working days", Delivery(days_min=2, days_max=4)),
        ("Delivery calculated at checkout", Delivery()),
        ("Free shipping over $250.00. Arrives Friday", Delivery(free_over=Decimal("250.00"))),
        (
            "Delivery is free from EUR 79.00, in 2 to 4 days",
            Delivery(free_over=Decimal("79.00"), days_min=2, days_max=4),
        ),
        ("Shipping: €4.95, express on request", Delivery(cost=Decimal("4.95"))),
        ("Coat, £50", Delivery()),
    ],
)
def test_reads_what_a_line_states(text: str, delivery: Delivery) -> None:
    assert read_delivery_text(text) == delivery
