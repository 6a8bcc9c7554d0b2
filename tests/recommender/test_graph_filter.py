"""The graph filter against its formula, written out densely."""

import numpy as np
import pytest

from benchmarks.recommender import lightgcn
from modiste.recommender.als import ImplicitALS
from modiste.recommender.errors import InvalidInput
from modiste.recommender.graph_filter import GraphFilter
from modiste.recommender.interactions import Interactions
from modiste.recommender.testing import planted_tastes


def filtered(x: np.ndarray, a: float, b: float, q: float, ridge: float, keep: int) -> np.ndarray:
    """X N_i^−b V f(σ) Vᵀ N_i^q by a dense decomposition."""
    users, items = np.maximum(x.sum(axis=1), 1), np.maximum(x.sum(axis=0), 1)
    _, sigma, v = np.linalg.svd(x / users[:, None] ** a / items**b, full_matrices=False)
    shape = sigma[:keep] ** 2 / (sigma[:keep] ** 2 + ridge)
    return (x / items**b) @ (v[:keep].T * shape) @ v[:keep] * items**q


@pytest.mark.parametrize("exponents", [(0.5, 0.5, 0.5), (0.3, 0.6, 0.0), (0.0, 0.0, 0.2)])
def test_all_directions_are_the_dense_ridge_filter(exponents: tuple[float, float, float]) -> None:
    log = planted_tastes()
    expected = filtered(log.csr.toarray().astype(float), *exponents, 0.1, 80)
    model = GraphFilter(80, 0.1, *exponents).fit(log)
    assert model.score(log.csr) == pytest.approx(expected, abs=1e-4 * np.abs(expected).max())


def test_few_directions_are_the_leading_ones() -> None:
    log = planted_tastes()
    x = log.csr.toarray().astype(float)
    model = GraphFilter(4, 0.1, target_exponent=0.5).fit(log)
    assert model.spectrum_.shape == (4,)
    expected = filtered(x, 0.5, 0.5, 0.5, 0.1, 4)
    assert model.score(log.csr) == pytest.approx(expected, abs=1e-4 * np.abs(expected).max())


def test_the_first_singular_value_of_the_normalised_adjacency_is_one() -> None:
    spectrum = GraphFilter(80).fit(planted_tastes()).spectrum_
    assert spectrum[0] == pytest.approx(1.0, abs=1e-5)
    assert (np.diff(spectrum) <= 1e-6).all()


def test_the_result_does_not_depend_on_the_number_of_threads() -> None:
    log = planted_tastes()
    one, two = (GraphFilter(8).fit(log, threads=threads).score(log.csr[:5]) for threads in (1, 2))
    assert np.array_equal(one, two)


def test_a_dislike_speaks_against_what_goes_with_it() -> None:
    model = GraphFilter(8).fit(planted_tastes())
    liked, disliked = model.score(model.history([4], [1.0])), model.score(model.history([4], [-1.0]))
    assert liked[0, 8] > 0 > disliked[0, 8]


def test_a_shopper_without_history_is_shown_what_is_popular() -> None:
    log = Interactions.from_events([0, 1, 2, 2], ["hat", "hat", "hat", "coat"])
    items, _ = GraphFilter(2).fit(log).recommend_for([], k=2)
    assert log.item_labels is not None
    assert log.item_labels[items].tolist() == ["hat", "coat"]


@pytest.mark.parametrize("wrong", [{"factors": 0}, {"regularisation": 0}, {"target_exponent": -0.5}])
def test_refuses_parameters_that_make_no_sense(wrong: dict[str, float]) -> None:
    with pytest.raises(InvalidInput):
        GraphFilter(**wrong).fit(planted_tastes())  # type: ignore[arg-type]


def test_the_benchmark_measures_the_blend_that_would_be_served() -> None:
    log = planted_tastes()
    settings = {"als": {"factors": 8}, "filter": {"factors": 8, "target_exponent": 0.2}, "weight": 0.4}
    blend, _ = lightgcn.learnt(settings, log, seed=0)
    als, graph = blend.models
    assert isinstance(als, ImplicitALS)
    assert isinstance(graph, GraphFilter)
    x, y = lightgcn.joined(als, graph, 0.4, log)
    scores = x @ y.T
    centred = (scores - scores.mean(axis=1, keepdims=True)) / 1.4  # the blend's weights sum to 1
    assert blend.score(log.csr, np.arange(log.shape[0])) == pytest.approx(centred, abs=1e-3)
