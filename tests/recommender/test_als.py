"""Implicit ALS and ALS-NCG against dense references, finite differences and their own promises."""

from pathlib import Path

import numpy as np
import pytest
from scipy.sparse import csr_array

from modiste.recommender._factors import STEPS
from modiste.recommender._ncg import lowest_point
from modiste.recommender._objective import Objective, Point, Side, way_of
from modiste.recommender._workers import Workers
from modiste.recommender.als import ImplicitALS
from modiste.recommender.errors import InvalidInput
from modiste.recommender.interactions import Interactions
from modiste.recommender.testing import check_model, planted_tastes

ALPHA, LAMBDA, NU = 0.2, 0.05, 1.0


@pytest.fixture
def matrix() -> csr_array:
    """A small matrix with likes of several strengths and dislikes; one user and one item have nothing."""
    rng = np.random.default_rng(3)
    dense = np.where(rng.random((14, 9)) < 0.45, rng.choice([-1.5, 0.5, 1.0, 2.0], size=(14, 9)), 0.0)
    dense[5], dense[:, 4] = 0.0, 0.0
    return csr_array(dense)


def objective_of(matrix: csr_array, solver: str = "exact") -> Objective:
    """The implicit objective in float64, so that it can be held against dense references."""
    confidence = csr_array((np.abs(matrix.data), matrix.indices, matrix.indptr), matrix.shape)
    target = (matrix.data > 0).astype(np.float64)
    return Objective.of(confidence, target, (ALPHA, LAMBDA, NU), way_of(solver, STEPS), Workers(1))


@pytest.fixture
def objective(matrix: csr_array) -> Objective:
    return objective_of(matrix)


def ridge(frequency: np.ndarray, other_side: int) -> np.ndarray:
    return LAMBDA * (frequency + ALPHA * other_side) ** NU


def some_point(matrix: csr_array, seed: int, d: int = 4) -> Point:
    rng = np.random.default_rng(seed)
    return Point(rng.standard_normal((matrix.shape[0], d)), rng.standard_normal((matrix.shape[1], d)))


def dense_value(matrix: csr_array, point: Point) -> float:
    """The objective as it stands in the paper, over the full matrix."""
    weights = matrix.toarray()
    scores = point.x @ point.y.T
    observed = np.abs(weights) * ((weights > 0) - scores) ** 2
    users = ridge(np.abs(weights).sum(axis=1), weights.shape[1])
    items = ridge(np.abs(weights).sum(axis=0), weights.shape[0])
    return float(
        observed.sum() + ALPHA * (scores**2).sum() + users @ (point.x**2).sum(axis=1) + items @ (point.y**2).sum(axis=1)
    )


def test_the_value_equals_the_dense_objective(matrix: csr_array, objective: Objective) -> None:
    point = some_point(matrix, 1)
    assert objective.value(point) == pytest.approx(dense_value(matrix, point), rel=1e-12)


def test_the_gradient_equals_finite_differences(matrix: csr_array, objective: Objective) -> None:
    point, move = some_point(matrix, 1), some_point(matrix, 2)
    h = 1e-6
    slope = (dense_value(matrix, point.plus(move, h)) - dense_value(matrix, point.plus(move, -h))) / (2 * h)
    assert objective.gradient(point).dot(move) == pytest.approx(slope, rel=1e-6)


def test_the_course_along_a_direction_is_the_quartic(matrix: csr_array, objective: Objective) -> None:
    point, move = some_point(matrix, 1), some_point(matrix, 2)
    course = objective.along(point, move)
    for step in (-1.3, -0.2, 0.0, 0.4, 2.0):
        expected = dense_value(matrix, point.plus(move, step))
        assert np.polynomial.polynomial.polyval(step, course) == pytest.approx(expected, rel=1e-9)


def best_users(matrix: csr_array, y: np.ndarray) -> np.ndarray:
    """The users given items, by normal equations built densely."""
    weights, d = matrix.toarray(), y.shape[1]
    expected = np.zeros((len(weights), d))
    for u, row in enumerate(weights):
        if row.any():
            system = (y.T * np.abs(row)) @ y + ALPHA * y.T @ y
            system += ridge(np.abs(row).sum(), len(row)) * np.eye(d)
            expected[u] = np.linalg.solve(system, y.T @ np.maximum(row, 0.0))
    return expected


@pytest.mark.parametrize("d", [2, 4, 12])
def test_a_sweep_solves_every_row_exactly(matrix: csr_array, objective: Objective, d: int) -> None:
    """d = 12 takes the dual (Woodbury) way, d = 2 the primal one."""
    y = some_point(matrix, 4, d).y
    x, turned = np.zeros((matrix.shape[0], d)), y.copy()
    objective.solve(objective.users, x, turned)
    assert np.allclose(x @ turned.T, best_users(matrix, y) @ y.T, atol=1e-10)


@pytest.mark.parametrize("solver", ["cg", "block"])
def test_steps_of_every_solver_lead_to_the_exact_rows(solver: str) -> None:
    log = planted_tastes(likes=30)
    matrix = csr_array(log.csr.astype(np.float64))
    y = some_point(matrix, 4, 100).y
    stepping, point = objective_of(matrix, solver), Point(np.zeros((matrix.shape[0], 100)), y.copy())
    for _ in range(40):
        stepping.solve(stepping.users, point.x, point.y)
    assert np.allclose(point.x @ point.y.T, best_users(matrix, y) @ y.T, atol=1e-6)


def test_the_loss_that_a_sweep_brings_along_is_the_loss(matrix: csr_array, objective: Objective) -> None:
    point = some_point(matrix, 1)
    loss, _ = objective.sweep(point)
    assert loss == pytest.approx(objective.value(point), rel=1e-12)


def test_a_sweep_turns_both_sides_by_the_rotation_it_tells(matrix: csr_array, objective: Objective) -> None:
    point = some_point(matrix, 1)
    once = point.copy()
    _, rotation = objective.sweep(once)
    assert np.allclose(rotation @ rotation.T, np.eye(4), atol=1e-12)
    again = Point(once.x @ rotation.T, once.y @ rotation.T)
    assert objective.value(again) == pytest.approx(objective.value(once), rel=1e-12)
    assert np.allclose(again.x, best_users(matrix, point.y), atol=1e-8)


def test_the_exact_line_search_finds_the_lowest_point() -> None:
    course = np.array([5.0, -1.0, -3.0, 0.2, 1.0])
    step, value = lowest_point(course)
    grid = np.linspace(-4, 4, 80_001)
    assert value == pytest.approx(np.polynomial.polynomial.polyval(grid, course).min(), abs=1e-6)
    assert np.polynomial.polynomial.polyval(step, course) == pytest.approx(value)


@pytest.mark.parametrize("accelerate", ["ncg", None])
def test_the_loss_never_rises(accelerate: str | None) -> None:
    model = ImplicitALS(8, iterations=15, accelerate=accelerate).fit(planted_tastes())
    assert all(later <= before + 1e-9 for before, later in zip(model.losses_, model.losses_[1:], strict=False))


def test_ncg_is_lower_than_als_after_equally_many_sweeps() -> None:
    log = planted_tastes(users=200, items=120)
    plain = ImplicitALS(12, regularisation=0.002, iterations=25, accelerate=None).fit(log).losses_[-1]
    accelerated = ImplicitALS(12, regularisation=0.002, iterations=25, accelerate="ncg").fit(log).losses_[-1]
    assert accelerated < plain


def test_the_number_of_threads_changes_nothing() -> None:
    log = planted_tastes(users=700)
    one, two = (ImplicitALS(8, iterations=4).fit(log, threads=n).item_factors_ for n in (1, 2))
    assert np.array_equal(one, two)


def test_threads_share_every_row_out_once_and_the_heaviest_block_first() -> None:
    rng = np.random.default_rng(0)
    dense = rng.random((3_000, 50)) < 0.1
    dense[1_234] = True  # one row with ten times as many pairs as the others
    matrix = csr_array(dense.astype(np.float32))
    side = Side.of(matrix, np.ones(matrix.nnz, np.float32), np.ones(len(dense)))
    assert np.array_equal(np.sort(np.concatenate(side.blocks)), np.arange(len(dense)))
    assert all((np.diff(block) == 1).all() for block in side.blocks)
    pairs = [matrix[block].nnz + 8 * len(block) for block in side.blocks]
    assert pairs == sorted(pairs, reverse=True)
    assert len(pairs) > 32 and pairs[0] < 1.2 * sum(pairs) / len(pairs)


def test_folding_in_a_training_row_gives_its_vector() -> None:
    log = planted_tastes()
    model = ImplicitALS(8).fit(log)
    history = log.csr[[3]]
    assert np.allclose(model.fold_in(history.indices, history.data), model.user_factors_[3], atol=1e-5)


@pytest.mark.parametrize("likes", [1, 3, 30])
def test_contributions_add_up_to_the_score(likes: int) -> None:
    model = ImplicitALS(8).fit(planted_tastes())
    items = np.arange(likes)
    weights = np.where(np.arange(likes) % 3 == 2, -1.0, 1.5)
    score = model.fold_in(items, weights) @ model.item_factors_[41]
    parts = model.contributions(items, weights, 41)
    assert parts.sum() == pytest.approx(score, abs=1e-5)
    assert (parts[weights < 0] == 0).all()


def test_a_dislike_lowers_what_is_like_it() -> None:
    model = ImplicitALS(8).fit(planted_tastes())
    style = np.arange(0, 40, 4)
    before = model.fold_in([0, 1]) @ model.item_factors_[style].T
    after = model.fold_in([0, 1, 4], [1.0, 1.0, -2.0]) @ model.item_factors_[style].T
    assert after.mean() < before.mean()


def test_a_warm_start_begins_lower() -> None:
    log = planted_tastes()
    first = ImplicitALS(8, iterations=6).fit(log)
    again = ImplicitALS(8, iterations=1).fit(log, start=first.item_factors_)
    cold = ImplicitALS(8, iterations=1, random_state=1).fit(log)
    assert again.losses_[0] < cold.losses_[0]


def test_progress_is_told_and_may_end_the_training() -> None:
    def stop_at_two(iteration: int, loss: float) -> None:
        if iteration == 2:
            raise KeyboardInterrupt

    model = ImplicitALS(4, iterations=9)
    with pytest.raises(KeyboardInterrupt):
        model.fit(planted_tastes(), on_iteration=stop_at_two)
    assert len(model.losses_) == 2


@pytest.mark.parametrize("wrong", [{"factors": 0}, {"alpha": 0.0}, {"regularisation": -1.0}, {"accelerate": "warp"}])
def test_refuses_parameters_that_make_no_sense(wrong: dict[str, object]) -> None:
    with pytest.raises(InvalidInput):
        ImplicitALS(**wrong).fit(planted_tastes())  # type: ignore[arg-type]


@pytest.mark.parametrize(("items", "weights"), [([999], None), ([0], [0.0]), ([0], [float("nan")]), ([0, 1], [1.0])])
def test_refuses_histories_that_make_no_sense(items: list[int], weights: list[float] | None) -> None:
    model = ImplicitALS(4, iterations=2).fit(planted_tastes())
    with pytest.raises(InvalidInput):
        model.fold_in(items, weights)


def test_it_finds_the_planted_tastes() -> None:
    model = ImplicitALS(8).fit(planted_tastes())
    items, _ = model.recommend_for([0, 4, 8], k=8)
    assert np.mean(items % 4 == 0) >= 0.75


def test_it_keeps_the_house_rules(tmp_path: Path) -> None:
    check_model(lambda: ImplicitALS(8, iterations=5), tmp_path)


def test_a_model_of_only_dislikes_scores_nothing_up() -> None:
    log = Interactions.from_events([0, 1], ["a", "b"], weights=[-1.0, -1.0], dislikes=True)
    assert np.allclose(ImplicitALS(2).fit(log).user_factors_, 0.0)
