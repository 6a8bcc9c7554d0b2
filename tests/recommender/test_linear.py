"""EASE and item neighbours against the formulas of their papers, written out densely."""

import numpy as np
import pytest

from modiste.recommender import ease
from modiste.recommender.artifacts import read_artifact, save_model
from modiste.recommender.ease import EASE
from modiste.recommender.errors import InvalidInput
from modiste.recommender.interactions import Interactions
from modiste.recommender.neighbours import ItemNeighbours
from modiste.recommender.testing import planted_tastes


def steck(x: np.ndarray, regularisation: float) -> np.ndarray:
    """B as in the paper's listing."""
    inverse = np.linalg.inv(x.T @ x + regularisation * np.eye(x.shape[1]))
    weights = inverse / -np.diag(inverse)
    np.fill_diagonal(weights, 0)
    return weights


def test_ease_equals_the_papers_listing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ease, "BLOCK", 7)  # so that blocks end within the matrix
    log = planted_tastes()
    model = EASE(regularisation=3.0).fit(log)
    assert model.weights_ == pytest.approx(steck(log.csr.toarray().astype(float), 3.0), abs=1e-5)


def test_dropout_adds_to_the_ridge_of_frequent_items() -> None:
    log = planted_tastes()
    x = log.csr.toarray().astype(float)
    gram = x.T @ x
    inverse = np.linalg.inv(gram + 3.0 * np.eye(80) + 0.25 / 0.75 * np.diag(np.diag(gram)))
    expected = inverse / -np.diag(inverse)
    np.fill_diagonal(expected, 0)
    assert EASE(3.0, dropout=0.25).fit(log).weights_ == pytest.approx(expected, abs=1e-5)


def test_with_exponent_one_every_shopper_has_one_vote() -> None:
    log = planted_tastes()
    x = log.csr.toarray().astype(float)
    scaled = x / np.sqrt(x.sum(axis=1, keepdims=True))
    assert EASE(0.5, user_exponent=1.0).fit(log).weights_ == pytest.approx(steck(scaled, 0.5), abs=1e-5)


def test_keeping_all_weights_changes_nothing_and_keeping_few_keeps_the_greatest(tmp_path: object) -> None:
    log = planted_tastes()
    dense = EASE(3.0).fit(log)
    assert EASE(3.0, keep=80).fit(log).score(log.csr) == pytest.approx(dense.score(log.csr), abs=1e-5)
    few = EASE(3.0, keep=5).fit(log).weights_
    assert few.nnz == 5 * 80
    column = few.toarray()[:, 11]
    assert np.abs(column[column != 0]).min() >= np.sort(np.abs(dense.weights_[:, 11]))[-5] - 1e-6


def test_a_sparse_ease_is_saved_without_its_zeros(tmp_path) -> None:
    log = planted_tastes()
    save_model(EASE(3.0, keep=5).fit(log), tmp_path / "m", created_at="2026-01-01T00:00:00+00:00")
    assert read_artifact(tmp_path / "m").arrays["weight_data"].shape == (400,)


def test_a_dislike_speaks_against_what_goes_with_it() -> None:
    log = planted_tastes()
    for model in (EASE(3.0).fit(log), ItemNeighbours().fit(log)):
        liked, disliked = model.score(model.history([4], [1.0])), model.score(model.history([4], [-1.0]))
        assert liked[0, 8] > 0 > disliked[0, 8]


@pytest.mark.parametrize("wrong", [{"regularisation": 0}, {"dropout": 1.0}, {"keep": 0}])
def test_ease_refuses_parameters_that_make_no_sense(wrong: dict[str, float]) -> None:
    with pytest.raises(InvalidInput):
        EASE(**wrong).fit(planted_tastes())  # type: ignore[arg-type]


def test_ease_refuses_a_catalogue_beyond_its_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ease, "MOST_ITEMS", 79)
    with pytest.raises(InvalidInput, match="80 items"):
        EASE().fit(planted_tastes())


def test_neighbours_are_the_shrunk_cosine() -> None:
    log = planted_tastes()
    x = log.csr.toarray().astype(float)
    norms = np.linalg.norm(x, axis=0)
    expected = x.T @ x / (np.outer(norms, norms) + 2.0)
    np.fill_diagonal(expected, 0)
    model = ItemNeighbours(80, shrinkage=2.0, user_exponent=0.0).fit(log)
    assert model.similarities_.toarray() == pytest.approx(expected, abs=1e-6)


def test_neighbours_are_the_random_walk_of_rp3beta() -> None:
    log = planted_tastes()
    x = log.csr.toarray().astype(float)
    step_to_user, step_to_item = x.T / x.sum(axis=0)[:, None], x / x.sum(axis=1)[:, None]
    expected = step_to_user @ step_to_item / x.sum(axis=0) ** 0.6
    np.fill_diagonal(expected, 0)
    model = ItemNeighbours(80, 0.0, user_exponent=1.0, history_exponent=1.0, target_exponent=0.6).fit(log)
    assert model.similarities_.toarray() == pytest.approx(expected, abs=1e-6)


def test_every_item_keeps_its_nearest_neighbours_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("modiste.recommender.neighbours.CELLS_AT_ONCE", 80 * 7)
    log = planted_tastes()
    few = ItemNeighbours(5).fit(log).similarities_.toarray()
    every = ItemNeighbours(80).fit(log).similarities_.toarray()
    assert (np.count_nonzero(few, axis=0) == 5).all()
    assert np.sort(few, axis=0)[-5:] == pytest.approx(np.sort(every, axis=0)[-5:])


def test_what_no_neighbour_speaks_for_goes_by_popularity() -> None:
    log = Interactions.from_events([0, 0, 1, 2, 3, 3, 4], list("abccdee"), timestamps=None, duplicates="sum")
    model = ItemNeighbours(shrinkage=0).fit(log)
    items, _ = model.recommend_for([log.item_index("a")], k=4)
    assert log.item_labels is not None
    assert log.item_labels[items].tolist() == ["b", "c", "e", "d"]


@pytest.mark.parametrize("wrong", [{"neighbours": 0}, {"shrinkage": -1}, {"user_exponent": -0.5}])
def test_neighbours_refuse_parameters_that_make_no_sense(wrong: dict[str, float]) -> None:
    with pytest.raises(InvalidInput):
        ItemNeighbours(**wrong).fit(planted_tastes())  # type: ignore[arg-type]


@pytest.mark.parametrize("value", [float("nan"), float("inf"), -1.0])
@pytest.mark.parametrize(
    "name", ["regularisation", "user_exponent", "shrinkage", "history_exponent", "target_exponent"]
)
def test_a_parameter_that_is_no_number_is_named(name: str, value: float) -> None:
    for kind in (EASE, ItemNeighbours):
        if name in kind().parameters():
            with pytest.raises(InvalidInput, match=name):
                kind(**{name: value}).fit(planted_tastes())


def test_only_likes_are_counted_per_item() -> None:
    log = Interactions.from_events([0, 1, 2, 2], [0, 0, 0, 1], [1, 2, -5, 0.5], dislikes=True, all_items=[0, 1, 2])
    assert log.likes_per_item().tolist() == [3.0, 0.5, 0.0]
