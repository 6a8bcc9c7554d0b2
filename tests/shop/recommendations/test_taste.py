"""What was learnt of a shopper: shown as it is used, taken out word by word, and forgotten when she starts over."""

import math
from typing import Any
from urllib.parse import quote

import pytest
from sqlalchemy import event, select
from starlette.testclient import TestClient

from modiste.shop.kit.db import Database
from modiste.shop.kit.settings import Settings
from modiste.shop.recommendations import removals
from modiste.shop.recommendations.candidates import Wish, history_of
from modiste.shop.recommendations.deck import recommend_items
from modiste.shop.recommendations.learnt import PRIOR, learnt_from
from modiste.shop.recommendations.told import Told, told_by
from modiste.shop.recommendations.training import train
from modiste.shop.swipes.models import Interaction
from modiste.shop.swipes.taste import like_counts, list_events, list_recent, taste_of
from tests.shop.recommendations.conftest import Deck, described
from tests.shop.recommendations.test_training import RECIPE, crowd
from tests.shop.swipes.shop import make_items, make_shopper, swipe


def of_kind(pieces: list[int], kind: str) -> list[int]:
    return [item for number, item in enumerate(pieces) if described(number)["category"] == kind]


def taste(client: TestClient) -> dict[str, Any]:
    answer = client.get("recommendations/taste")
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def learnt(client: TestClient) -> dict[tuple[str, str], dict[str, Any]]:
    return {(word["kind"], word["value"]): word for word in taste(client)["learnt"]}


def remove(client: TestClient, kind: str, value: str) -> Any:
    return client.post("recommendations/taste/removals", json={"kind": kind, "value": value})


@pytest.fixture
def opinions(shopper: TestClient, pieces: list[int]) -> TestClient:
    """A shopper who likes dresses and skips coats."""
    for item in of_kind(pieces, "dress")[:4]:
        swipe(shopper, item)
    for item in of_kind(pieces, "coat")[:4]:
        swipe(shopper, item, "left")
    return shopper


def test_of_a_newcomer_nothing_is_learnt(shopper: TestClient) -> None:
    assert taste(shopper) == {
        "swipe_count": 0,
        "liked_count": 0,
        "goal": 15,
        "is_learning": True,
        "learnt": [],
        "removed": [],
    }


def test_likes_and_dislikes_are_learnt_alike(opinions: TestClient) -> None:
    found = learnt(opinions)
    dress, coat = found["category", "dress"], found["category", "coat"]
    assert (dress["direction"], dress["liked"], dress["skipped"], dress["label"]) == ("more", 4, 0, "Dress")
    assert (coat["direction"], coat["liked"], coat["skipped"]) == ("less", 0, 4)
    assert dress["strength"] == pytest.approx(coat["strength"], abs=1e-3)
    strengths = [word["strength"] for word in found.values()]
    assert strengths == sorted(strengths, reverse=True) and len(strengths) <= 12
    assert taste(opinions)["swipe_count"] == 8


def test_two_swipes_are_too_few_to_say_anything(shopper: TestClient, pieces: list[int]) -> None:
    for item in of_kind(pieces, "dress")[:2]:
        swipe(shopper, item)
    assert learnt(shopper) == {}


def test_learning_ends_with_the_fifteenth_swipe(shopper: TestClient, pieces: list[int]) -> None:
    for item in pieces[:14]:
        swipe(shopper, item)
    assert taste(shopper)["is_learning"]
    swipe(shopper, pieces[14], "left")
    assert not taste(shopper)["is_learning"]


def test_the_strength_is_the_formula_of_the_docstring(
    opinions: TestClient, database: Database, shopper_id: int
) -> None:
    snapshot = opinions.app.state.serving.current()
    with database.reading() as session:
        found = learnt_from(snapshot, history_of(snapshot, taste_of(session, shopper_id)))
    dress = next(word for word in found if word.value == "dress")
    a, absent_liked, absent_skipped = PRIOR / 6, 4 + PRIOR - (4 + PRIOR / 6), 4 + PRIOR - PRIOR / 6
    difference = math.log((4 + a) / absent_liked) - math.log(a / absent_skipped)
    deviation = math.sqrt(1 / (4 + a) + 1 / absent_liked + 1 / a + 1 / absent_skipped)
    assert dress.strength == pytest.approx(math.erf(difference / deviation / math.sqrt(2)), abs=1e-3)


def shares(cards: list[dict[str, Any]], category: str) -> float:
    return sum(card["category"] == category for card in cards) / len(cards)


@pytest.mark.parametrize("with_model", [False, True])
def test_a_removed_liking_is_neither_pushed_nor_named(
    with_model: bool, opinions: TestClient, deck: Deck, database: Database, settings: Settings, pieces: list[int]
) -> None:
    if with_model:
        crowd(database, pieces)
        train(database, settings, recipe=RECIPE)
        opinions.app.state.serving.refresh()
    more = make_items(database, [described(6 * number) | {"name": f"Dress {number}"} for number in range(30)])
    more += make_items(database, [described(6 * number + 2) | {"name": f"Shirt {number}"} for number in range(30)])
    opinions.app.state.serving.refresh()
    before = deck(limit=30)
    assert any(reason["value"] == "dress" for card in before for reason in card["reasons"])
    assert remove(opinions, "category", "dress").json() == {"kind": "category", "value": "dress"}
    after = deck(limit=30)
    assert shares(after, "Dress") < 0.7 * shares(before, "Dress")
    reasons = [reason for card in after for reason in card["reasons"]]
    assert not any(reason["value"] == "dress" or "Dress" in reason["text"].split(", ") for reason in reasons)
    assert ("category", "dress") not in learnt(opinions)
    told = opinions.get("recommendations/items", params={"explain": True}).json()
    assert "Interested in: Dress" not in told["behaviour"]


def test_a_removed_disliking_holds_nothing_back(opinions: TestClient, deck: Deck, pieces: list[int]) -> None:
    def place_of_coats() -> float:
        cards = deck(limit=50)
        return sum(number for number, card in enumerate(cards) if card["category"] == "Coat") + 50 * (
            6 - sum(card["category"] == "Coat" for card in cards)
        )

    before = place_of_coats()
    assert remove(opinions, "category", "coat").status_code == 201
    assert place_of_coats() < before


def test_giving_a_word_back_gives_the_old_deck_back(opinions: TestClient, deck: Deck) -> None:
    before = [card["item_id"] for card in deck(limit=20)]
    assert [remove(opinions, "category", "Dress").status_code for _ in range(2)] == [201, 201]
    remove(opinions, "tag", "linen")
    assert taste(opinions)["removed"] == [
        {"kind": "category", "value": "dress", "label": "Dress"},
        {"kind": "tag", "value": "linen", "label": "linen"},
    ]
    assert [card["item_id"] for card in deck(limit=20)] != before
    for path in ("category/dress", "tag/linen"):
        for _ in range(2):
            assert opinions.delete(f"recommendations/taste/removals/{path}").status_code == 204
    assert taste(opinions)["removed"] == []
    assert [card["item_id"] for card in deck(limit=20)] == before


def test_a_word_may_hold_any_letter(opinions: TestClient) -> None:
    for value in ("black/white", "50 % silk?", "soie d’été", "a&b=c#d"):
        assert remove(opinions, "colour", value).json()["value"] == value
        assert taste(opinions)["removed"][0]["value"] == value
        opinions.delete(f"recommendations/taste/removals/colour/{quote(value, safe='')}")
        assert taste(opinions)["removed"] == []


def test_refuses_what_is_no_word(opinions: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    for kind, value in (("price", "low"), ("tag", ""), ("tag", "x" * 121), ("tag", "a\u0007")):
        assert remove(opinions, kind, value).status_code == 422
    assert opinions.delete("recommendations/taste/removals/price/low").status_code == 422
    monkeypatch.setattr(removals, "MOST", 2)
    assert [remove(opinions, "tag", value).status_code for value in "abac"] == [201, 201, 201, 409]


def test_one_shoppers_removal_is_nobody_elses(opinions: TestClient, sign_in) -> None:
    remove(opinions, "category", "dress")
    other = sign_in("user")
    assert taste(other)["removed"] == []
    other.delete("recommendations/taste/removals/category/dress")
    assert taste(opinions)["removed"] != []


def test_starting_over_makes_her_a_newcomer_with_favourites(
    opinions: TestClient, deck: Deck, database: Database, shopper_id: int, pieces: list[int], sign_in
) -> None:
    other = sign_in("user")
    swipe(other, pieces[20])
    remove(opinions, "tag", "linen")
    swiped = set(of_kind(pieces, "dress")[:4] + of_kind(pieces, "coat")[:4])
    assert opinions.delete("recommendations/taste").status_code == 204
    found = taste(opinions)
    assert (found["swipe_count"], found["learnt"], found["removed"]) == (0, [], [])
    answer = opinions.get("recommendations/items", params={"limit": 10}).json()
    assert (answer["strategy"], answer["seen_count"], answer["liked_count"]) == ("diverse", 0, 0)
    held: list[int] = []
    while cards := deck(limit=50, exclude=",".join(map(str, held))):
        held += [card["item_id"] for card in cards]
    assert swiped <= set(held)
    assert len(opinions.get("favourites").json()["items"]) == 4
    assert opinions.delete("swipes/last").status_code == 404
    with database.reading() as session:
        assert len(session.scalars(select(Interaction.id).where(Interaction.user_id == shopper_id)).all()) == 8
        assert {row.user_id for row in list_events(session)} == {taste_owner(other)}
        assert like_counts(session) == [(pieces[20], 1)]
        assert list_recent(session, shopper_id, limit=9) == []


def taste_owner(client: TestClient) -> int:
    return int(client.get("me").json()["id"])


def test_what_comes_after_starting_over_counts_and_can_be_undone(opinions: TestClient, pieces: list[int]) -> None:
    favourite = of_kind(pieces, "dress")[0]
    opinions.delete("recommendations/taste")
    swipe(opinions, favourite, "left")
    assert taste(opinions)["swipe_count"] == 1
    assert not opinions.get(f"favourites/{favourite}").json()["is_favourite"]
    assert opinions.delete("swipes/last").json()["item_id"] == favourite
    assert opinions.get(f"favourites/{favourite}").json()["is_favourite"]  # as it was before the swipe
    assert taste(opinions)["swipe_count"] == 0
    swipe(opinions, favourite)
    opinions.delete("recommendations/taste")
    assert taste(opinions)["swipe_count"] == 0


def test_starting_over_with_nothing_behind_one_is_no_error(shopper: TestClient, pieces: list[int]) -> None:
    assert [shopper.delete("recommendations/taste").status_code for _ in range(2)] == [204, 204]
    swipe(shopper, pieces[0])
    assert taste(shopper)["swipe_count"] == 1


def test_removals_cost_the_deck_no_query(opinions: TestClient, database: Database, shopper_id: int) -> None:
    serving = opinions.app.state.serving
    serving.stop()
    remove(opinions, "category", "dress")
    remove(opinions, "tag", "linen")
    asked: list[str] = []
    event.listen(database.engine, "before_cursor_execute", lambda *about: asked.append(about[2]))
    with database.reading() as session:
        recommend_items(session, serving, shopper_id, Wish(limit=10))
    assert sum("SELECT" in statement for statement in asked) == 3  # her swipes, what she told us, the cards


def test_who_has_told_us_nothing_and_who_does_not_exist_are_alike(database: Database) -> None:
    silent = make_shopper(database, "silent")
    with database.reading() as session:
        assert told_by(session, silent) == told_by(session, 999_999) == Told()
