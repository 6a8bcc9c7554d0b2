"""Blends that are no worse than their parts, and draws whose chances are as written down."""

from pathlib import Path

import numpy as np
import pytest

from modiste.recommender.artifacts import load_model, save_model
from modiste.recommender.blend import Blend, learn_weights, standardised
from modiste.recommender.ease import EASE
from modiste.recommender.errors import InvalidInput, NotFitted
from modiste.recommender.evaluate import evaluate
from modiste.recommender.exploration import explore
from modiste.recommender.interactions import Interactions
from modiste.recommender.neighbours import ItemNeighbours
from modiste.recommender.popularity import Popularity
from modiste.recommender.splits import at_random
from modiste.recommender.testing import planted_tastes


def test_a_blend_is_no_worse_than_its_parts_on_what_it_learnt_from() -> None:
    split = at_random(planted_tastes(users=400), test=0.3)
    models = [Popularity(), EASE(5.0), ItemNeighbours()]
    alone = [evaluate(model.fit(split.train), split.train, split.test, k=20).ndcg for model in models]
    weights = learn_weights(models, split.train, split.test, k=20)
    blend = Blend(models, weights=weights.tolist()).fit(split.train)
    assert evaluate(blend, split.train, split.test, k=20).ndcg >= max(alone) - 1e-9
    assert weights.sum() == pytest.approx(1.0) and (weights >= 0).all()


def test_the_weights_are_found_again_for_the_same_seed() -> None:
    first, second = (Blend([Popularity(), EASE(5.0)]).fit(planted_tastes()).weights_ for _ in range(2))
    assert first.tolist() == second.tolist()


def test_a_model_without_weight_changes_nothing() -> None:
    log = planted_tastes()
    blend = Blend([Popularity(), EASE(5.0)], weights=[0, 3]).fit(log)
    assert blend.score(log.csr) == pytest.approx(standardised(EASE(5.0).fit(log).score(log.csr)))


def test_where_nothing_can_be_held_out_all_count_alike() -> None:
    log = Interactions.from_events([0, 1, 2], [0, 1, 2])
    assert Blend([Popularity(), EASE()]).fit(log).weights_.tolist() == [0.5, 0.5]


def test_a_blend_of_blends_is_saved_with_its_parts(tmp_path: Path) -> None:
    log = planted_tastes()
    model = Blend([Blend([EASE(5.0), Popularity()], weights=[1, 1]), ItemNeighbours(7)], weights=[2, 1]).fit(log)
    save_model(model, tmp_path / "m", created_at="2026-01-01T00:00:00+00:00")
    again = load_model(tmp_path / "m", Blend)
    assert again.score(log.csr) == pytest.approx(model.score(log.csr), abs=1e-6)
    assert again.models[1].parameters()["neighbours"] == 7


@pytest.mark.parametrize("weights", [[1], [1, -1], [0, 0], [1, np.nan]])
def test_refuses_weights_that_do_not_fit(weights: list[float]) -> None:
    with pytest.raises(InvalidInput, match="one weight of at least 0 per model"):
        Blend([Popularity(), EASE()], weights=weights).fit(planted_tastes())


def test_a_blend_of_fitted_models_is_the_blend_that_learns_them_anew() -> None:
    log = planted_tastes()
    fitted = Blend.of_fitted([Popularity().fit(log), EASE(5.0).fit(log)], [1, 3])
    anew = Blend([Popularity(), EASE(5.0)], weights=[1, 3]).fit(log)
    assert fitted.score(log.csr) == pytest.approx(anew.score(log.csr), abs=1e-6)
    with pytest.raises(NotFitted):
        Blend.of_fitted([Popularity()], [1])
    with pytest.raises(InvalidInput, match="one catalogue"):
        Blend.of_fitted([Popularity().fit(log), Popularity().fit(planted_tastes(items=40))], [1, 1])


def test_refuses_a_blend_of_nothing() -> None:
    with pytest.raises(InvalidInput):
        Blend([]).fit(planted_tastes())


SCORES = np.array([1.0, 0.5, 0.0, -np.inf])


@pytest.mark.parametrize("epsilon", [0.0, 0.3, 1.0])
def test_items_are_drawn_as_often_as_their_propensity_says(epsilon: float) -> None:
    drawn = explore(np.tile(SCORES, (60_000, 1)), 2, temperature=0.7, epsilon=epsilon)
    for first in range(3):
        rows = drawn.items[:, 0] == first
        assert rows.mean() == pytest.approx(drawn.propensities[rows, 0][0], abs=0.01)
        for second in {0, 1, 2} - {first}:
            after = rows & (drawn.items[:, 1] == second)
            assert after.sum() / rows.sum() == pytest.approx(drawn.propensities[after, 1][0], abs=0.015)


def test_the_propensities_of_a_place_are_those_of_plackett_and_luce() -> None:
    drawn = explore(np.tile(SCORES, (50, 1)), 3)
    for items, chances in zip(drawn.items, drawn.propensities, strict=True):
        left = [0, 1, 2]
        for item, chance in zip(items.tolist(), chances.tolist(), strict=True):
            assert chance == pytest.approx(np.exp(SCORES[item]) / np.exp(SCORES[left]).sum())
            left.remove(item)


def test_the_log_tells_without_bias_what_another_ranking_would_have_earned() -> None:
    earns = np.array([0.1, 0.2, 0.9, 0.0])
    drawn = explore(np.tile(SCORES, (80_000, 1)), 1, epsilon=0.2)
    reward = earns[drawn.items[:, 0]]
    always_third = (drawn.items[:, 0] == 2) / drawn.propensities[:, 0]
    assert (always_third * reward).mean() == pytest.approx(0.9, rel=0.03)


def test_what_must_not_be_shown_never_is_and_empty_places_say_so() -> None:
    drawn = explore(np.tile(SCORES, (500, 1)), 5, epsilon=0.5)
    assert set(drawn.items[:, :3].ravel().tolist()) == {0, 1, 2}
    assert (drawn.items[:, 3:] == -1).all()
    assert (drawn.propensities[:, 3:] == 1).all()


def test_a_low_temperature_is_the_order_of_the_scores() -> None:
    assert explore(SCORES[None], 3, temperature=1e-6).items.tolist() == [[0, 1, 2]]
    assert explore(np.array([[1e6, -1e6, 0.0]]), 3).items.tolist() == [[0, 2, 1]]


def test_the_same_seed_draws_the_same_lists() -> None:
    scores = np.random.default_rng(0).normal(size=(20, 30))
    assert np.array_equal(explore(scores, 5).items, explore(scores, 5).items)
    assert not np.array_equal(explore(scores, 5).items, explore(scores, 5, random_state=1).items)


@pytest.mark.parametrize("wrong", [{"temperature": 0.0}, {"epsilon": 1.1}, {"k": 0}])
def test_refuses_settings_that_make_no_sense(wrong: dict[str, float]) -> None:
    with pytest.raises(InvalidInput):
        explore(SCORES[None], **{"k": 1} | wrong)  # type: ignore[arg-type]


def test_refuses_scores_that_are_no_numbers() -> None:
    with pytest.raises(InvalidInput, match="finite"):
        explore(np.array([[np.nan, 1.0]]), 1)
