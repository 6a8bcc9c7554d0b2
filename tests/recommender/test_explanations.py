"""Explanations are the score itself, taken apart: the parts of every model sum to what it says."""

import numpy as np
import pytest

from modiste.recommender.als import ExplicitALS, ImplicitALS
from modiste.recommender.base import Recommender
from modiste.recommender.ease import EASE
from modiste.recommender.errors import InvalidInput, NotFitted
from modiste.recommender.explanations import contributions
from modiste.recommender.graph_filter import GraphFilter
from modiste.recommender.interactions import Interactions
from modiste.recommender.neighbours import ItemNeighbours
from modiste.recommender.popularity import Popularity
from modiste.recommender.testing import planted_tastes

HISTORY, WEIGHTS = [4, 8, 3, 20], [1.0, 2.0, -1.0, 0.5]
MODELS = [
    ImplicitALS(6, iterations=3),
    ExplicitALS(3, iterations=3),
    ItemNeighbours(neighbours=80),
    EASE(regularisation=5.0),
    EASE(regularisation=5.0, keep=10),
    GraphFilter(factors=12),
]


def graded() -> Interactions:
    log = planted_tastes()
    grades = np.random.default_rng(0).choice([1.0, 2.0, 5.0], len(log.csr.data))
    return Interactions.from_events(log.rows, log.csr.indices, grades, all_items=np.arange(log.shape[1]))


@pytest.mark.parametrize("model", MODELS, ids=lambda model: str(model.parameters().get("keep") or type(model).__name__))
def test_the_parts_sum_to_the_score(model: Recommender) -> None:
    model.fit(graded())
    scores = model.score(model.history(HISTORY, WEIGHTS))[0]
    parts = contributions(model, HISTORY, WEIGHTS, np.arange(80))
    assert parts.shape == (80, 4)
    assert np.allclose(parts.sum(1) + getattr(model, "mean_", 0.0), scores, rtol=1e-4, atol=1e-5)
    assert np.allclose(contributions(model, HISTORY, WEIGHTS, 12), parts[12], rtol=1e-5, atol=1e-7)
    assert np.abs(parts).max() > 1e-3


def test_an_item_of_the_same_taste_is_the_reason() -> None:
    for model in (ImplicitALS(6, iterations=5), ItemNeighbours(), EASE(regularisation=100.0)):
        model.fit(planted_tastes())
        parts = contributions(model, [0, 1, 2, 3], None, [8, 9, 10, 11])  # styles 0 … 3, four items of each
        assert np.argmax(parts, axis=1).tolist() == [0, 1, 2, 3], type(model).__name__


def test_an_empty_history_has_no_parts() -> None:
    for model in MODELS:
        assert contributions(model.fit(graded()), [], None, [3, 5]).shape == (2, 0)


def test_refuses_what_cannot_be_explained() -> None:
    with pytest.raises(NotFitted):
        contributions(EASE(), [1], None, 2)
    log = planted_tastes()
    with pytest.raises(InvalidInput, match="no sum"):
        contributions(Popularity().fit(log), [1], None, 2)
    fitted = ItemNeighbours().fit(log)
    for items, weights, wanted in (([1], [0.0], 2), ([1], None, 80), ([80], None, 2), ([1, 2], [1.0], 2)):
        with pytest.raises(InvalidInput):
            contributions(fitted, items, weights, wanted)
