"""Models judged on the shop's own events: every protocol, side by side, and a search that never sees the last likes."""

import pytest

from modiste.recommender.measurement import Settings as Measured
from modiste.recommender.tune import Search
from modiste.shop.kit.db import Database
from modiste.shop.recommendations.comparison import TooLittleToJudge
from modiste.shop.recommendations.judging import PROTOCOLS, Question, evaluate_models, tune_model
from tests.shop.recommendations.test_training import RECIPE, crowd, states

QUICK = Measured(k=10, depth=20, resamples=100)


def test_five_models_stand_side_by_side_and_nothing_is_written(database: Database, pieces: list[int]) -> None:
    crowd(database, pieces)
    notes: list[float] = []
    question = Question(settings={"als": RECIPE}, measured=QUICK)
    found = evaluate_models(database, question, report=lambda part, _: notes.append(part))
    assert [entry.model for entry in found.measurements] == ["popularity", "content", "neighbours", "ease", "als"]
    assert found.protocol.facts()["users_asked"] == 60
    assert found.best().model != "popularity"
    assert found.measurements[0].beyond["miscalibration"] is not None
    assert notes == sorted(notes) and notes[-1] == 1.0
    assert states(database) == []


@pytest.mark.parametrize("protocol", sorted(set(PROTOCOLS) - {"cold-items"}))
def test_every_protocol_can_be_asked(database: Database, pieces: list[int], protocol: str) -> None:
    crowd(database, pieces)
    found = evaluate_models(database, Question(["popularity", "neighbours"], protocol, measured=QUICK))
    assert found.protocol.name.replace(" ", "-") == protocol


def test_a_hybrid_knows_what_the_items_are_like(database: Database, pieces: list[int]) -> None:
    crowd(database, pieces)
    found = evaluate_models(database, Question(["popularity", "hybrid"], measured=QUICK))
    assert found.best().model == "hybrid"


def test_a_search_looks_at_the_last_but_one_likes(database: Database, pieces: list[int]) -> None:
    crowd(database, pieces)
    found = tune_model(database, "als", Search(seconds=60.0, trials=3, k=10), fixed={"factors": 8, "iterations": 3})
    assert found.value >= found.default_value
    assert (found.settings["factors"], found.settings["iterations"]) == (8, 3)
    assert {"alpha", "regularisation"} <= set(found.settings)


def test_with_too_few_likes_nothing_is_judged(database: Database, pieces: list[int]) -> None:
    crowd(database, pieces, shoppers=3)
    for act in (lambda: evaluate_models(database), lambda: tune_model(database, "als", Search())):
        with pytest.raises(TooLittleToJudge, match="too few likes"):
            act()
