"""Why one item: the reasons of the deck's model for any item of the shop."""

import numpy as np
import pytest
from starlette.testclient import TestClient

from modiste.shop.accounts.models import User
from modiste.shop.kit.db import Database
from modiste.shop.kit.settings import Settings
from modiste.shop.recommendations.serving import Serving
from modiste.shop.recommendations.snapshot import Snapshot
from modiste.shop.recommendations.told import Told
from modiste.shop.recommendations.training import train
from modiste.shop.recommendations.why import reasons_of
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


def liking(*items: int) -> Taste:
    return Taste(dict.fromkeys(items, 1.0), list(items))


def test_an_item_in_the_deck_has_the_reasons_of_its_card(
    deck: Deck, shopper: TestClient, database: Database, settings: Settings, pieces: list[int]
) -> None:
    crowd(database, pieces)
    train(database, settings, recipe=RECIPE)
    shopper.app.state.serving.refresh()
    for piece in pieces[0:18:6]:
        swipe(shopper, piece)
    for card in deck(limit=12):
        answer = shopper.get(f"recommendations/items/{card['item_id']}/reasons")
        assert answer.status_code == 200, answer.text
        kinds = [(reason["kind"], reason["text"]) for reason in answer.json()["items"]]
        assert kinds == [(reason["kind"], reason["text"]) for reason in card["reasons"]]


def test_an_item_that_was_swiped_has_reasons_but_is_none_itself(snapshot: Snapshot, pieces: list[int]) -> None:
    taste = liking(pieces[0], pieces[12], pieces[24])
    reasons = reasons_of(snapshot, taste, Told(), pieces[12])
    named = {reason.item_id for reason in reasons if reason.item_id is not None}
    assert named and named <= {pieces[0], pieces[24]}
    assert all(0 < reason.share <= 1 for reason in reasons) and sum(reason.share for reason in reasons) <= 1 + 1e-9
    assert reasons_of(snapshot, liking(pieces[12]), Told(), pieces[12]) == []


def test_nothing_speaks_for_an_item_when_nothing_is_known(shopper: TestClient, pieces: list[int]) -> None:
    assert shopper.get(f"recommendations/items/{pieces[0]}/reasons").json() == {"items": []}


def test_what_a_newcomer_told_us_speaks_for_an_item(
    shopper: TestClient, shopper_id: int, database: Database, pieces: list[int]
) -> None:
    with database.transaction() as session:
        session.get_one(User, shopper_id).preferences = {"preferred_colours": ["black"]}
    said = shopper.get(f"recommendations/items/{pieces[0]}/reasons").json()["items"]
    assert [(reason["kind"], reason["value"]) for reason in said][:1] == [("preference", "black")]
    other = shopper.get(f"recommendations/items/{pieces[1]}/reasons").json()["items"]
    assert "preference" not in {reason["kind"] for reason in other}


def test_a_removed_word_is_no_reason(snapshot: Snapshot, pieces: list[int]) -> None:
    taste = liking(*pieces[0:60:12])
    before = reasons_of(snapshot, taste, Told(), pieces[6])
    words = [(reason.kind, str(reason.value)) for reason in before if reason.kind in ("category", "colour", "brand")]
    assert words
    after = reasons_of(snapshot, taste, Told(removed=tuple(words)), pieces[6])
    assert not {(reason.kind, reason.value) for reason in after} & set(words)


def test_an_item_that_is_not_sold_or_newer_than_the_model(
    shopper: TestClient, snapshot: Snapshot, pieces: list[int]
) -> None:
    assert shopper.get("recommendations/items/999999/reasons").status_code == 404
    assert reasons_of(snapshot, liking(pieces[0]), Told(), int(np.max(pieces)) + 1) == []
