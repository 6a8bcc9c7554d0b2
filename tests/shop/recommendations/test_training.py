"""Training: proven on held-out likes, promoted when not worse, refused when worse, served without a restart."""

import time
import uuid
from datetime import timedelta

import numpy as np
import pytest
from sqlalchemy import insert, select
from starlette.testclient import TestClient

from modiste.recommender.artifacts import read_artifact
from modiste.shop.kit import clock
from modiste.shop.kit.db import Database
from modiste.shop.kit.settings import Settings
from modiste.shop.recommendations import promotion
from modiste.shop.recommendations.comparison import TooLittleToJudge, compare
from modiste.shop.recommendations.learning import gather
from modiste.shop.recommendations.models import ModelState, TrainedModel
from modiste.shop.recommendations.serving import Serving
from modiste.shop.recommendations.training import train
from modiste.shop.swipes.models import Interaction
from tests.shop.recommendations.conftest import KINDS, Deck
from tests.shop.swipes.shop import make_items, make_shopper, swipe

RECIPE = {"factors": 8, "alpha": 0.1, "regularisation": 0.01, "iterations": 6}
POOR = {"factors": 1, "alpha": 50.0, "regularisation": 50.0, "iterations": 1}


def crowd(database: Database, pieces: list[int], shoppers: int = 60) -> None:
    """Shoppers who like two kinds each and dislike another, so that there is a taste to learn."""
    rng = np.random.default_rng(7)
    rows = []
    for number in range(shoppers):
        user_id = make_shopper(database, f"crowd-{number}")
        kinds = number % 6, (number + 1) % 6
        liked = [piece for place, piece in enumerate(pieces) if place % 6 in kinds]
        events = [(int(piece), "right") for piece in rng.choice(liked, 9, replace=False)]
        disliked = [piece for place, piece in enumerate(pieces) if place % 6 == (number + 3) % 6]
        events += [(int(piece), "left") for piece in rng.choice(disliked, 3, replace=False)]
        rng.shuffle(events)
        rows += [
            {
                "user_id": user_id,
                "item_id": int(item),
                "interaction": str(action),
                "client_id": uuid.uuid4(),
                "created_at": clock.now() - timedelta(hours=len(events) - place),
            }
            for place, (item, action) in enumerate(events)
        ]
    with database.transaction() as session:
        session.execute(insert(Interaction), rows)


def states(database: Database) -> list[str]:
    with database.reading() as session:
        return list(session.scalars(select(TrainedModel.state).order_by(TrainedModel.created_at)))


def test_the_first_model_serves_and_beats_popularity(database: Database, settings: Settings, pieces: list[int]) -> None:
    crowd(database, pieces)
    notes: list[tuple[float, str]] = []
    outcome = train(database, settings, recipe=RECIPE, report=lambda part, note: notes.append((part, note)))
    assert any("round 6 of 6, loss " in note for _, note in notes)
    assert any(note.startswith("held-out NDCG@20: popularity ") for _, note in notes)
    assert outcome.is_serving
    assert outcome.metrics["als"]["ndcg"] > 1.2 * outcome.metrics["popularity"]["ndcg"]
    assert outcome.metrics["als"]["users"] == 60
    parts = [part for part, _ in notes]
    assert parts == sorted(parts) and parts[-1] == 1.0
    assert (settings.data_dir / "models" / str(outcome.model_id)).is_dir()


def test_training_again_on_the_same_events_is_not_worse(
    database: Database, settings: Settings, pieces: list[int]
) -> None:
    """The model that serves has learnt the held-out likes by heart; the comparison must not be with that."""
    crowd(database, pieces)
    assert [train(database, settings, recipe=RECIPE).is_serving for _ in range(3)] == [True, True, True]
    assert states(database) == [ModelState.RETIRED, ModelState.RETIRED, ModelState.SERVING]


def test_a_worse_model_is_refused_with_the_reason(database: Database, settings: Settings, pieces: list[int]) -> None:
    crowd(database, pieces, shoppers=240)
    first = train(database, settings, recipe=RECIPE)
    worse = train(database, settings, recipe=POOR)
    assert not worse.is_serving
    assert "against" in worse.reason
    assert states(database) == [ModelState.SERVING, ModelState.REFUSED]
    assert [path.name for path in (settings.data_dir / "models").iterdir()] == [str(first.model_id)]


def test_too_few_likes_give_a_model_of_popularity(database: Database, settings: Settings, pieces: list[int]) -> None:
    crowd(database, pieces, shoppers=3)
    outcome = train(database, settings, recipe=RECIPE)
    assert (outcome.kind, outcome.is_serving, outcome.metrics["likes"]) == ("popularity", True, 27)
    with pytest.raises(TooLittleToJudge, match="too few likes"):
        compare(gather(database, lambda part, note: None), RECIPE, lambda part, note: None)


def test_an_empty_shop_can_be_trained(database: Database, settings: Settings) -> None:
    assert train(database, settings).kind == "popularity"


def test_too_few_likes_do_not_take_a_good_model_away(database: Database, settings: Settings, pieces: list[int]) -> None:
    crowd(database, pieces)
    train(database, settings, recipe=RECIPE)
    with database.transaction() as session:
        session.query(Interaction).update({"is_undone": True})
    outcome = train(database, settings, recipe=RECIPE)
    assert (outcome.kind, outcome.is_serving) == ("popularity", False)
    assert "stays" in outcome.reason


def test_of_two_trainings_at_once_the_later_is_refused(database: Database) -> None:
    def candidate() -> promotion.Candidate:
        return promotion.Candidate(uuid.uuid4(), "als", 0.5, 0.1, 100, "f", {}, {})

    early, late = candidate(), candidate()
    with database.transaction() as session:
        decision = promotion.decide(session, late, lambda folder: 0.0)
    with database.transaction() as session:
        promotion.record(session, early, promotion.decide(session, early, lambda folder: 0.0))
    with database.transaction() as session:
        assert promotion.record(session, late, decision).promote is False
    assert sorted(states(database)) == [ModelState.REFUSED, ModelState.SERVING]


def test_a_broken_serving_model_is_replaced(database: Database, settings: Settings, pieces: list[int]) -> None:
    crowd(database, pieces)
    first = train(database, settings, recipe=RECIPE)
    (settings.data_dir / "models" / str(first.model_id) / "tested_vectors.npy").write_bytes(b"nonsense")
    second = train(database, settings, recipe=RECIPE)
    assert second.is_serving
    assert "cannot be read" in second.reason


def test_serving_switches_to_a_new_model_without_a_restart(
    database: Database, settings: Settings, pieces: list[int], serving: Serving
) -> None:
    crowd(database, pieces)
    serving.refresh()
    assert serving.current().name == "none"
    first = train(database, settings, recipe=RECIPE)
    assert serving.refresh()
    assert serving.current().name == str(first.model_id)
    assert not serving.refresh()
    second = train(database, settings, recipe=RECIPE)
    before = serving.current()
    assert serving.refresh()
    assert serving.current().name == str(second.model_id)
    assert before.name == str(first.model_id)  # a request under way keeps its own


def test_a_running_service_takes_a_new_model_up_by_itself(
    shopper: TestClient, database: Database, settings: Settings, pieces: list[int]
) -> None:
    crowd(database, pieces)
    outcome = train(database, settings, recipe=RECIPE)
    until = time.monotonic() + 10
    while time.monotonic() < until:
        if shopper.get("recommendations/items").json()["model"] == str(outcome.model_id):
            return
        time.sleep(0.1)
    pytest.fail("the service still serves without the model after ten seconds")


def test_a_model_that_cannot_be_read_leaves_the_last_one_serving(
    database: Database, settings: Settings, pieces: list[int], serving: Serving
) -> None:
    crowd(database, pieces)
    first = train(database, settings, recipe=RECIPE)
    serving.refresh()
    second = train(database, settings, recipe=RECIPE)
    (settings.data_dir / "models" / str(second.model_id) / "vectors.npy").write_bytes(b"nonsense")
    serving.refresh()
    assert serving.current().name == str(first.model_id)


def test_the_model_learns_what_the_crowd_likes_together(
    deck: Deck, shopper: TestClient, database: Database, settings: Settings, pieces: list[int]
) -> None:
    """Dresses and coats are liked by the same shoppers: a dress alone brings coats before trousers."""
    crowd(database, pieces, shoppers=240)
    train(database, settings, recipe=RECIPE)
    shopper.app.state.serving.refresh()
    for piece in pieces[0:24:6]:
        swipe(shopper, piece)
    place = {card["item_id"]: number for number, card in enumerate(deck(limit=50))}
    mean = {
        kind: np.mean(
            [place.get(piece, 50) for number, piece in enumerate(pieces) if number % 6 == kind and number > 24]
        )
        for kind in range(6)
    }
    assert mean[0] < mean[3] and mean[1] < mean[3]
    assert KINDS[3] == "skirt"


def test_an_undone_swipe_and_a_view_are_not_asked_about(
    database: Database, settings: Settings, pieces: list[int]
) -> None:
    crowd(database, pieces)
    before = gather(database, lambda part, note: None)
    ann = make_shopper(database, "ann")
    with database.transaction() as session:
        for number, (action, is_undone) in enumerate(
            [("view", False), ("right", True), ("left", False), ("click", False)]
        ):
            session.add(
                Interaction(
                    user_id=ann,
                    item_id=pieces[number],
                    interaction=action,
                    client_id=uuid.uuid4(),
                    is_undone=is_undone,
                )
            )
    after = gather(database, lambda part, note: None)
    assert after.likes == before.likes
    assert after.log.csr.nnz == before.log.csr.nnz + 3
    assert after.test.csr.nnz == before.test.csr.nnz


def test_held_out_likes_are_not_in_what_was_learnt(database: Database, settings: Settings, pieces: list[int]) -> None:
    crowd(database, pieces)
    material = gather(database, lambda part, note: None)
    both = material.train.csr.multiply(material.test.csr)
    assert both.nnz == 0
    assert material.train.csr.nnz + material.test.csr.nnz == material.log.csr.nnz


def test_a_saved_model_holds_no_people_and_no_pickle(database: Database, settings: Settings, pieces: list[int]) -> None:
    crowd(database, pieces)
    outcome = train(database, settings, recipe=RECIPE)
    artifact = read_artifact(settings.data_dir / "models" / str(outcome.model_id))
    assert "user_factors" not in artifact.arrays
    assert max(array.shape[0] for array in artifact.arrays.values()) <= len(pieces)
    assert artifact.manifest["metrics"]["als"]["ndcg"] == outcome.metrics["als"]["ndcg"]


def test_a_new_item_is_placed_by_its_words(
    database: Database, settings: Settings, pieces: list[int], serving: Serving
) -> None:
    """Nobody has seen the two newcomers; the dress lies nearer to the dresses' vectors than the skirt does."""
    crowd(database, pieces, shoppers=240)
    train(database, settings, recipe=RECIPE)
    dress, skirt = make_items(
        database, [{"category": "dress", "tags": ["linen"]}, {"category": "skirt", "tags": ["linen"]}]
    )
    serving.refresh()
    snapshot = serving.current()
    rows, known = snapshot.shelf.rows_of([dress, skirt])
    assert known.all()
    liked, _ = snapshot.shelf.rows_of(pieces[0:24:6])
    vector = snapshot.als.fold_in(liked)
    scores = snapshot.vectors[rows] @ vector
    assert scores[0] > scores[1] + 0.05
    assert np.abs(snapshot.vectors[rows]).sum() > 0


def test_the_tolerance_narrows_with_the_shoppers_asked() -> None:
    assert promotion.tolerance(0.1, 100) == pytest.approx(0.01)
    assert promotion.tolerance(0.1, 10_000) == pytest.approx(0.002)
