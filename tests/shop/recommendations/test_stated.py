"""What a shopper says of herself shapes the deck softly, from the first hand on, which stays diverse."""

from typing import Any

import numpy as np
import pytest
from starlette.testclient import TestClient

from modiste.shop.kit.db import Database
from modiste.shop.recommendations.stated import stated_on
from tests.shop.recommendations.conftest import COLOURS, TAGS, Deck
from tests.shop.swipes.shop import make_items, swipe

MANY_KINDS = [f"kind-{letter}" for letter in "abcdefghijkl"]
FITS = ("slim-fit", "regular-fit", "oversized")
PATTERNS = ("plain", "plain", "plain", "stripe", "floral")


def wardrobe_piece(number: int) -> dict[str, Any]:
    """Half of the shop is of one kind, most is plain, and what is formal is dear."""
    return {
        "name": f"Wardrobe piece {number}",
        "category": "dress" if number % 2 else MANY_KINDS[number // 2 % 12],
        "colour": COLOURS[number % 5],
        "brand": f"Brand {number % 7}",
        "pattern": PATTERNS[number // 3 % 5],
        "tags": {TAGS[number % 7], FITS[number // 2 % 3]},
        "price": 1_000 + 500 * (number % 37),
        "formality": number % 37 / 36,
    }


@pytest.fixture
def pieces(database: Database) -> list[int]:
    return make_items(database, [wardrobe_piece(number) for number in range(400)])


@pytest.fixture
def worn(pieces: list[int]) -> dict[int, dict[str, Any]]:
    return {item: wardrobe_piece(number) for number, item in enumerate(pieces)}


def prefer(client: TestClient, **said: Any) -> None:
    answer = client.patch("me", json={"preferences": said})
    assert answer.status_code == 200, answer.text


def euros(amount: int) -> dict[str, Any]:
    return {"amount": amount * 100, "currency": "EUR"}


def drawn(cards: list[dict[str, Any]], worn: dict[int, dict[str, Any]]) -> list[dict[str, Any]]:
    return [worn[card["item_id"]] for card in cards]


def test_the_first_fifteen_cards_show_the_breadth_of_the_shop(
    sign_in, deck: Deck, worn: dict[int, dict[str, Any]]
) -> None:
    for _ in range(6):
        answer = sign_in("user").get("recommendations/items", params={"limit": 15}).json()
        cards = drawn(answer["items"], worn)
        assert len(cards) == 15
        assert len({card["category"] for card in cards}) >= 8
        assert {card["colour"] for card in cards} == set(COLOURS)
        assert {card["pattern"] for card in cards} == set(PATTERNS)
        edges = np.quantile([piece["price"] for piece in worn.values()], (0.25, 0.5, 0.75))
        assert len(set(np.searchsorted(edges, [card["price"] for card in cards]).tolist())) == 4


def test_the_first_hand_follows_the_quiz_and_stays_diverse(
    shopper: TestClient, deck: Deck, worn: dict[int, dict[str, Any]]
) -> None:
    def count(name: str, fits: Any) -> int:
        return sum(fits(card[name]) for card in drawn(deck(limit=15), worn))

    questions: list[tuple[dict[str, Any], str, Any]] = [
        ({"fit": "slim"}, "tags", lambda tags: "slim-fit" in tags),
        ({"fit": "relaxed"}, "tags", lambda tags: "slim-fit" not in tags),
        ({"occasions": ["festive", "evening"]}, "formality", lambda formality: formality > 0.6),
        ({"occasions": ["weekend"]}, "formality", lambda formality: formality < 0.4),
        ({"budget": euros(50)}, "price", lambda price: price <= 5_000),
        ({"preferred_colours": ["Olive"]}, "colour", lambda colour: colour == "olive"),
        ({"favourite_styles": ["linen"]}, "tags", lambda tags: "linen" in tags),
    ]
    nothing: dict[str, Any] = {"fit": None, "occasions": [], "budget": None}
    nothing |= {"preferred_colours": [], "favourite_styles": []}
    for said, name, fits in questions:
        prefer(shopper, **nothing)
        before = count(name, fits)
        prefer(shopper, **said)
        assert count(name, fits) > before, said
        assert len({card["category"] for card in drawn(deck(limit=15), worn)}) >= 8


def test_a_budget_hides_nothing_and_a_ceiling_does(
    shopper: TestClient, deck: Deck, worn: dict[int, dict[str, Any]]
) -> None:
    prefer(shopper, budget=euros(20))
    held: list[int] = []
    while (cards := deck(limit=50, exclude=",".join(map(str, held)))) and len(held) < 200:
        held += [card["item_id"] for card in cards]
    assert any(worn[item]["price"] > 2_000 for item in held)
    prefer(shopper, price_ceiling=euros(20))
    assert all(card["price"]["amount"] <= 2_000 for card in deck(limit=50))


def test_what_was_said_goes_on_counting_after_the_first_swipes(
    shopper: TestClient, deck: Deck, worn: dict[int, dict[str, Any]]
) -> None:
    for card in deck(limit=6):
        swipe(shopper, card["item_id"], "right" if card["item_id"] % 2 else "left")

    def dear() -> int:
        return sum(card["price"] > 6_000 for card in drawn(deck(limit=20), worn))

    before = dear()
    prefer(shopper, budget=euros(30), fit="slim")
    assert dear() < before
    named = {(reason["kind"], reason["value"]) for card in deck(limit=20) for reason in card["reasons"]}
    assert ("preference", "slim") in named
    for card in deck(limit=20):
        assert sum(reason["share"] for reason in card["reasons"]) <= 1 + 1e-9


def test_of_several_occasions_the_best_one_counts(shopper: TestClient, pieces: list[int]) -> None:
    snapshot = shopper.app.state.serving.current()
    rows = np.arange(37)
    one, other = (stated_on(snapshot, {"occasions": [name]}, rows).score for name in ("office", "festive"))
    both = stated_on(snapshot, {"occasions": ["office", "festive"]}, rows)
    assert np.allclose(both.score, np.maximum(one, other))
    assert stated_on(snapshot, {}, rows).score.tolist() == [0.0] * 37


def test_items_without_formality_suit_no_occasion_by_chance(
    shopper: TestClient, database: Database, pieces: list[int]
) -> None:
    plain, tagged = make_items(database, [{}, {"tags": ["office"]}])
    shopper.app.state.serving.refresh()
    snapshot = shopper.app.state.serving.current()
    rows, _ = snapshot.shelf.rows_of([plain, tagged])
    points = stated_on(snapshot, {"occasions": ["office"]}, rows).score
    assert points[0] == 0 < points[1]


def test_what_she_removed_is_no_preference_of_hers_any_more(
    shopper: TestClient, deck: Deck, worn: dict[int, dict[str, Any]]
) -> None:
    before = [card["item_id"] for card in deck(limit=15)]
    prefer(shopper, preferred_colours=["Olive"])
    assert [card["item_id"] for card in deck(limit=15)] != before
    shopper.post("recommendations/taste/removals", json={"kind": "colour", "value": "olive"})
    assert [card["item_id"] for card in deck(limit=15)] == before


def test_the_quiz_is_kept_with_the_profile(shopper: TestClient) -> None:
    fresh = shopper.get("me").json()["preferences"]
    defaults = {"fit": None, "budget": None, "occasions": [], "quiz_done": False}
    defaults |= {"theme": "system", "haptics": True, "language": None}
    assert {name: fresh[name] for name in defaults} == defaults
    answers = {"fit": "relaxed", "budget": euros(80), "occasions": ["office", "weekend"], "quiz_done": True}
    prefer(shopper, **answers)
    prefer(shopper, theme="dark", haptics=False, language="fr")
    kept = shopper.get("me").json()["preferences"]
    expected = answers | {"theme": "dark", "haptics": False, "language": "fr"}
    assert {name: kept[name] for name in expected} == expected


def test_refuses_answers_that_the_quiz_does_not_have(shopper: TestClient) -> None:
    for wrong in (
        {"fit": "tight"},
        {"occasions": ["beach"]},
        {"occasions": ["office"] * 6},
        {"budget": {"amount": -1, "currency": "EUR"}},
        {"budget": 80},
        {"theme": "sepia"},
        {"language": "es"},
        {"haptics": None},
        {"quiz_done": "later"},
    ):
        assert shopper.patch("me", json={"preferences": wrong}).status_code == 422, wrong
