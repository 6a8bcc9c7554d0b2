"""Reasons are what carried the score: take the named cause away and the score falls."""

import numpy as np
import pytest
from starlette.testclient import TestClient

from modiste.shop.kit.db import Database
from modiste.shop.kit.settings import Settings
from modiste.shop.recommendations.candidates import Wish, find_candidates, history_of, may_be_shown
from modiste.shop.recommendations.ranking import rank
from modiste.shop.recommendations.reasons import reasons_for
from modiste.shop.recommendations.serving import Serving
from modiste.shop.recommendations.snapshot import Snapshot
from modiste.shop.recommendations.training import train
from modiste.shop.swipes.taste import Taste
from tests.shop.recommendations.conftest import Deck
from tests.shop.recommendations.test_training import RECIPE, crowd
from tests.shop.swipes.shop import swipe


@pytest.fixture
def snapshot(database: Database, settings: Settings, pieces: list[int], serving: Serving) -> Snapshot:
    crowd(database, pieces)
    train(database, settings, recipe=RECIPE)
    serving.refresh()
    return serving.current()


def liking(items: list[int], disliked: tuple[int, ...] = ()) -> Taste:
    weights = dict.fromkeys(items, 1.0) | dict.fromkeys(disliked, -1.0)
    return Taste(weights, list(weights))


def test_shares_are_positive_and_sum_to_at_most_one(snapshot: Snapshot, pieces: list[int]) -> None:
    for likes in (pieces[:1], pieces[:4], pieces[0:30:3]):
        known = liking(likes, tuple(pieces[40:44]))
        history = history_of(snapshot, known)
        rows = find_candidates(snapshot, history, may_be_shown(snapshot, known, Wish()), Wish())
        for reasons in reasons_for(snapshot, history, rank(snapshot, history, rows)):
            assert 1 <= len(reasons) <= 3
            assert all(0 < reason.share <= 1 for reason in reasons)
            assert sum(reason.share for reason in reasons) <= 1 + 1e-9


def test_without_the_named_liked_item_the_models_score_falls(snapshot: Snapshot, pieces: list[int]) -> None:
    likes = [pieces[0], pieces[6], pieces[1], pieces[14], pieces[33]]
    known = liking(likes)
    history = history_of(snapshot, known)
    rows = find_candidates(snapshot, history, may_be_shown(snapshot, known, Wish()), Wish())
    ranked = rank(snapshot, history, rows)
    tried = 0
    for place, reasons in enumerate(reasons_for(snapshot, history, ranked)):
        named = next((reason.item_id for reason in reasons if reason.kind == "liked_item"), None)
        if named is None:
            continue
        without = history_of(snapshot, liking([item for item in likes if item != named]))
        vector = snapshot.vectors[ranked.rows[place]]
        assert vector @ without.vector < vector @ history.vector
        tried += 1
    assert tried >= 10


def test_the_named_liked_item_is_the_one_that_matters_most(snapshot: Snapshot, pieces: list[int]) -> None:
    """One dress and two skirts were liked: a dress is explained by the dress."""
    known = liking([pieces[0], pieces[3], pieces[9]])
    history = history_of(snapshot, known)
    rows, _ = snapshot.shelf.rows_of([pieces[12]])
    [reasons] = reasons_for(snapshot, history, rank(snapshot, history, rows))
    parts = snapshot.als.contributions(history.rows, history.weights, rows)[0]
    assert int(np.argmax(parts)) == 0
    assert next(reason.item_id for reason in reasons if reason.kind == "liked_item") == pieces[0]


def test_without_the_named_word_the_content_score_falls(snapshot: Snapshot, pieces: list[int]) -> None:
    known = liking(pieces[0:30:7])
    history = history_of(snapshot, known)
    rows = find_candidates(snapshot, history, may_be_shown(snapshot, known, Wish()), Wish())
    ranked = rank(snapshot, history, rows)
    dictionary = snapshot.shelf.dictionary
    seen = set()
    for place, reasons in enumerate(reasons_for(snapshot, history, ranked)):
        for reason in reasons:
            if reason.kind in ("category", "colour", "brand"):
                word = dictionary.find(reason.kind, reason.value or "")
                assert word in snapshot.shelf.words.of_row(int(ranked.rows[place]))
                assert ranked.profile[word] > 0
                seen.add(reason.kind)
    assert seen


def test_a_dislike_is_never_given_as_a_liking(snapshot: Snapshot, pieces: list[int]) -> None:
    known = liking([pieces[0], pieces[1]], (pieces[6], pieces[12]))
    history = history_of(snapshot, known)
    rows = np.flatnonzero(may_be_shown(snapshot, known, Wish()))
    named = {
        reason.item_id
        for reasons in reasons_for(snapshot, history, rank(snapshot, history, rows))
        for reason in reasons
        if reason.kind == "liked_item"
    }
    assert named and named <= {pieces[0], pieces[1]}


def test_reasons_are_sentences_with_the_names_of_liked_items(
    deck: Deck, shopper: TestClient, database: Database, settings: Settings, pieces: list[int]
) -> None:
    crowd(database, pieces)
    train(database, settings, recipe=RECIPE)
    shopper.app.state.serving.refresh()
    for piece in pieces[0:18:6]:
        swipe(shopper, piece)
    reasons = [reason for card in deck(limit=20) for reason in card["reasons"]]
    liked = [reason for reason in reasons if reason["kind"] == "liked_item"]
    assert {reason["text"] for reason in liked} <= {f"Because you liked Piece {number}" for number in (0, 6, 12)}
    assert liked and all(reason["item_id"] in pieces[0:18:6] for reason in liked)
    assert {"liked_item", "category"} <= {reason["kind"] for reason in reasons}
    for card in deck(limit=20):
        assert sum(reason["share"] for reason in card["reasons"]) <= 1 + 1e-9


def test_a_newcomers_cards_do_not_pretend_to_know_her(deck: Deck) -> None:
    texts = {reason["text"] for card in deck(limit=12) for reason in card["reasons"]}
    assert all(text.startswith("To learn your taste") for text in texts)
