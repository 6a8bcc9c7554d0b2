"""The end of the deck says what was seen and what would open more, and what it promises is true."""

from typing import Any

import pytest
from starlette.testclient import TestClient

from modiste.shop.kit.db import Database
from tests.shop.recommendations.conftest import Deck
from tests.shop.swipes.shop import make_items, swipe


@pytest.fixture
def pieces(database: Database) -> list[int]:
    """Ten dresses from 10 to 100 euros and five coats of 200; three of the dresses come in 36, the others in 40."""
    dresses = [
        {"category": "dress", "price": 1_000 * number, "sizes": ["36" if number <= 3 else "40"]}
        for number in range(1, 11)
    ]
    return make_items(database, dresses + [{"category": "coat", "price": 20_000}] * 5)


def end_of(client: TestClient, **asked: Any) -> Any:
    answer = client.get("recommendations/items", params={"limit": 50} | asked)
    assert answer.status_code == 200, answer.text
    return answer.json()["end"]


def test_a_full_hand_has_no_end(shopper: TestClient) -> None:
    assert end_of(shopper, limit=15) is None
    assert end_of(shopper, limit=5, category="coat") is None


def test_the_end_counts_what_was_seen_of_what_was_asked_for(shopper: TestClient, pieces: list[int]) -> None:
    for item in (pieces[0], pieces[1], pieces[12]):
        swipe(shopper, item, "left")
    assert end_of(shopper)["seen_in_filter"] == 3
    assert end_of(shopper, category="dress")["seen_in_filter"] == 2
    assert end_of(shopper, category="dress", price_max=1_500)["seen_in_filter"] == 1
    assert end_of(shopper)["widen"] == []


def test_a_higher_price_opens_what_it_says(shopper: TestClient, deck: Deck) -> None:
    [widening] = end_of(shopper, price_max=2_500)["widen"]
    assert widening == {"kind": "price_max", "new_count": 13, "value": 20_000}
    assert len(deck(limit=50, price_max=20_000)) == len(deck(limit=50, price_max=2_500)) + 13


def test_a_higher_price_opens_some_thirty_cards_and_not_the_whole_shop(
    shopper: TestClient, database: Database, deck: Deck
) -> None:
    make_items(database, [{"price": 30_000 + 90 * number} for number in range(100)])
    shopper.app.state.serving.refresh()
    [widening] = end_of(shopper, price_max=20_000)["widen"]
    assert widening["value"] == 33_000 and widening["new_count"] == 34
    assert len(deck(limit=50, price_max=33_000)) == 15 + 34


def test_other_kinds_and_a_higher_price_are_counted_each_by_itself(shopper: TestClient, pieces: list[int]) -> None:
    swipe(shopper, pieces[14])
    dearer = {"kind": "price_max", "new_count": 1, "value": 10_000}
    assert end_of(shopper, category="dress", price_max=9_500)["widen"] == [dearer]  # coats are dearer still
    assert end_of(shopper, category="dress")["widen"] == [{"kind": "category", "new_count": 4, "value": None}]


def test_preferences_that_hide_cards_are_named(shopper: TestClient) -> None:
    profile = {"sizes": {"dress": ["36"]}, "price_ceiling": {"amount": 2_500, "currency": "EUR"}}
    shopper.patch("me", json={"preferences": profile})
    assert end_of(shopper, category="dress")["widen"] == [
        {"kind": "preferences", "new_count": 8, "value": ["sizes", "price_ceiling"]}
    ]
    # What is asked for now goes before the ceiling, so only the sizes hide anything.
    narrow = end_of(shopper, category="dress", price_max=4_000)
    assert {"kind": "preferences", "new_count": 1, "value": ["sizes"]} in narrow["widen"]


def test_what_is_sold_out_or_still_held_opens_nothing(
    shopper: TestClient, database: Database, pieces: list[int]
) -> None:
    make_items(database, [{"category": "hat", "in_stock": False}])
    shopper.app.state.serving.refresh()
    held = ",".join(map(str, pieces[10:13]))
    [category] = end_of(shopper, category="hat", exclude=held)["widen"]
    assert category == {"kind": "category", "new_count": 12, "value": None}


def test_when_everything_was_seen_there_is_nothing_to_widen(shopper: TestClient, pieces: list[int]) -> None:
    for item in pieces:
        swipe(shopper, item, "left")
    assert end_of(shopper, category="coat") == {"seen_in_filter": 5, "widen": []}
