"""ALS-NCG on both objectives: never upwards, and further than plain ALS with as many sweeps."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array

from modiste.recommender._factors import ACCELERATIONS, STEPS
from modiste.recommender._ncg import BETAS, MIXED, conjugate_gradients, sweeps
from modiste.recommender._objective import Objective, Point, way_of
from modiste.recommender._workers import Workers
from modiste.recommender.als import ExplicitALS, ImplicitALS
from modiste.recommender.interactions import Interactions
from modiste.recommender.testing import planted_tastes

EVERY_BETA = [*BETAS, *(MIXED + beta for beta in BETAS)]


def a_problem(seed: int, is_implicit: bool, solver: str = "exact") -> tuple[Objective, Point]:
    """A small random problem in float64 and a place to begin."""
    rng = np.random.default_rng(seed)
    users, items, d = rng.integers(3, 30), rng.integers(3, 30), int(rng.integers(1, 6))
    dense = np.where(rng.random((users, items)) < 0.4, rng.uniform(0.2, 3.0, (users, items)), 0.0)
    dense[0, 0] = 1.0
    matrix = csr_array(dense)
    target = np.where(rng.random(matrix.nnz) < 0.8, 1.0, 0.0) if is_implicit else rng.normal(3, 1, matrix.nnz)
    penalty = (float(rng.uniform(0.01, 0.5)) if is_implicit else 0.0, float(10 ** rng.uniform(-3, 0)), 1.0)
    objective = Objective.of(matrix, target, penalty, way_of(solver, STEPS), Workers(1))
    return objective, Point(rng.standard_normal((users, d)), rng.standard_normal((items, d)))


@settings(max_examples=60, deadline=None)
@given(
    seed=st.integers(0, 2**32 - 1),
    is_implicit=st.booleans(),
    beta=st.sampled_from(EVERY_BETA),
    solver=st.sampled_from(["exact", "cg"]),
)
def test_the_loss_never_rises_whatever_the_problem(seed: int, is_implicit: bool, beta: str, solver: str) -> None:
    objective, point = a_problem(seed, is_implicit, solver)
    before = objective.value(point)
    for _, (place, loss) in zip(range(12), conjugate_gradients(objective, point, beta), strict=False):
        assert loss <= before * (1 + 1e-12)
        assert objective.value(place) == pytest.approx(loss, rel=1e-9)
        before = loss


@pytest.mark.parametrize("is_implicit", [True, False])
def test_the_gradient_of_both_objectives_equals_finite_differences(is_implicit: bool) -> None:
    objective, point = a_problem(5, is_implicit)
    _, move = a_problem(5, is_implicit)
    h = 1e-6
    slope = (objective.value(point.plus(move, h)) - objective.value(point.plus(move, -h))) / (2 * h)
    assert objective.gradient(point).dot(move) == pytest.approx(slope, rel=1e-6)


@pytest.mark.parametrize("beta", [beta for beta in EVERY_BETA if "fletcher" not in beta])  # it has no restart
@pytest.mark.parametrize("is_implicit", [True, False])
def test_it_is_lower_than_als_after_equally_many_sweeps(beta: str, is_implicit: bool) -> None:
    ends = []
    for run in (sweeps, lambda o, p: conjugate_gradients(o, p, beta)):
        objective, point = a_problem(11, is_implicit)
        *_, (_, (_, loss)) = zip(range(40), run(objective, point), strict=False)
        ends.append(loss)
    assert ends[1] <= ends[0] * (1 + 1e-6)


def test_every_name_of_an_acceleration_trains() -> None:
    assert set(EVERY_BETA) < set(ACCELERATIONS)
    for name in ACCELERATIONS:
        losses = ImplicitALS(4, iterations=5, accelerate=name).fit(planted_tastes()).losses_
        assert losses == sorted(losses, reverse=True)


@pytest.mark.parametrize("accelerate", [None, "ncg"])
@pytest.mark.parametrize("regularisation", [1.0, 30.0])
def test_a_ridge_that_leaves_nothing_ends_at_nothing(regularisation: float, accelerate: str | None) -> None:
    """The last steps of conjugate gradients are then so small that their squares are 0 in float32."""
    model = ImplicitALS(16, regularisation=regularisation, solver="cg", iterations=12, accelerate=accelerate)
    log = planted_tastes()
    model.fit(log)
    assert model.losses_[-1] == pytest.approx(log.csr.nnz)
    assert np.abs(model.item_factors_).max() < 1e-3


def ratings() -> Interactions:
    """Ratings of 30 × 20 with two planted factors."""
    rng = np.random.default_rng(2)
    truth = 3 + rng.standard_normal((30, 2)) @ rng.standard_normal((2, 20))
    users, items = np.nonzero(rng.random(truth.shape) < 0.5)
    weights = np.clip(truth[users, items], 0.5, None)
    return Interactions.from_events(users, items, weights=weights, all_items=np.arange(20))


def test_explicit_als_minimises_the_objective_of_the_paper() -> None:
    log = ratings()
    model = ExplicitALS(3, regularisation=0.02, iterations=200, centre=False).fit(log)
    x, y = model.user_factors_.astype(np.float64), model.item_factors_.astype(np.float64)
    known = log.csr.toarray() != 0
    error = np.where(known, log.csr.toarray() - x @ y.T, 0.0)
    penalty = 0.02 * (known.sum(1) @ (x**2).sum(1) + known.sum(0) @ (y**2).sum(1))
    assert (error**2).sum() + penalty == pytest.approx(model.losses_[-1], rel=1e-4)
    gradient = -2 * error.T @ x + 2 * 0.02 * known.sum(0)[:, None] * y
    assert np.abs(gradient).max() < 1e-2


def test_explicit_als_tells_ratings_it_has_not_seen() -> None:
    log = ratings()
    held = np.random.default_rng(0).random(log.csr.nnz) < 0.15
    model = ExplicitALS(2, regularisation=0.01, iterations=60).fit(log.where(~held))
    asked = log.where(held)
    told = model.score(log.where(~held).csr)[asked.rows, asked.csr.indices]
    spread = np.std(asked.csr.data)
    assert np.sqrt(np.mean((told - asked.csr.data) ** 2)) < 0.5 * spread


def test_a_sample_weight_of_two_is_a_rating_given_twice() -> None:
    log = ratings()
    weight = np.where(np.arange(log.csr.nnz) % 3, 1.0, 2.0)
    explicit = ExplicitALS(2, iterations=50, centre=False)
    assert explicit.fit(log, sample_weight=weight).losses_[-1] > explicit.fit(log).losses_[-1]
    doubled = Interactions.from_csr(log.csr.indptr, log.csr.indices, log.shape, weights=2 * np.ones(log.csr.nnz))
    ones = Interactions.from_csr(log.csr.indptr, log.csr.indices, log.shape)
    by_weight = ImplicitALS(4, iterations=3).fit(ones, sample_weight=np.full(log.csr.nnz, 2.0))
    assert np.allclose(by_weight.item_factors_, ImplicitALS(4, iterations=3).fit(doubled).item_factors_)
