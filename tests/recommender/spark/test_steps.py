"""What a block does in a round, without Spark: with one block a side it is what the local trainer does."""

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from modiste.recommender._ncg import lowest_point
from modiste.recommender._objective import Objective, Point, Side
from modiste.recommender._spectral import spectral_items
from modiste.recommender._workers import Workers
from modiste.recommender.als import ImplicitALS
from modiste.recommender.testing import planted_tastes

if TYPE_CHECKING:
    from modiste.recommender.spark._blocks import Block
    from modiste.recommender.spark._steps import Penalty

pytestmark = pytest.mark.usefixtures("ready")
LOG, MODEL, D = planted_tastes(400, 80), ImplicitALS(4, solver="exact"), 4


@pytest.fixture
def objective() -> Objective:
    return MODEL._objective(LOG, np.ones(LOG.csr.nnz, np.float32), Workers(1))


def block_of(side: Side) -> "Block":
    from modiste.recommender.spark._blocks import Block, Inside

    indptr, _, confidence, _ = side.pairs
    frequency = np.add.reduceat(confidence.astype(np.float64), indptr[:-1])
    return Block(0, Inside(side.pairs, frequency, np.array([0])), {0: np.arange(len(side.ridge))})


def penalties() -> "tuple[Penalty, Penalty]":
    from modiste.recommender.spark._steps import Penalty

    users, items = (Penalty(MODEL.alpha, MODEL.regularisation, MODEL.exponent, n) for n in reversed(LOG.shape))
    return users, items


def test_the_spectral_start_is_the_local_one(objective: Objective) -> None:
    from modiste.recommender.spark import _spectral

    users, items = block_of(objective.users), block_of(objective.items)
    of_users, of_items = penalties()
    none, mix = np.zeros((0, 0)), np.eye(D)
    y: Any = _spectral.Scatter(of_items, D, 0)(items, {}, none).rows
    for _ in range(_spectral.PASSES):
        x: Any = _spectral.Pass(of_users, mix)(users, {}, y).rows
        told = _spectral.Pass(of_items, np.eye(D))(items, {}, x)
        y, (whitened, sent) = told.rows, told.sums.reshape(2, D, D)
        mix, sigma = _spectral.directions(whitened)
    mix = mix * np.sqrt(np.maximum(sigma - 1, _spectral.NARROWEST))
    asked = _spectral.Measure(of_users, mix, sigma)(users, {}, y).sums
    length = _spectral.best_length(asked, mix, (whitened, sent), MODEL.alpha)
    found = _spectral.Turn(mix * length)(items, {"here": y}, none).rows
    expected = spectral_items(objective, D, 0)
    scale = np.linalg.norm(expected) / np.linalg.norm(found)
    assert scale == pytest.approx(1, abs=0.05)  # each asks a sample of its own how far to go
    assert np.allclose(found @ found.T * scale**2, expected @ expected.T, atol=1e-3 * np.abs(expected).max() ** 2)


def test_one_iteration_of_ncg_goes_to_the_lowest_point_of_the_local_course(objective: Objective) -> None:
    from modiste.recommender.spark._descent import BETAS
    from modiste.recommender.spark._steps import Direct

    rng = np.random.default_rng(1)
    states = [
        {name: rng.standard_normal((n, D)).astype(np.float32) * np.float32(0.3) for name in ("here", "bar", "move")}
        for n in LOG.shape
    ]
    (of_users, of_items), beta = penalties(), 0.4
    told = Direct(of_items, beta, sends=True)(block_of(objective.items), states[1], np.zeros((0, 0)))
    assert told.rows is not None
    rest = Direct(of_users, beta, sends=False)(block_of(objective.users), states[0], told.rows)
    course = told.sums[:5] + rest.sums[:5]
    for i, x_gram in enumerate(rest.sums[5:].reshape(3, D, D)):
        for j, y_gram in enumerate(told.sums[5:].reshape(3, D, D)):
            course[i + j] += MODEL.alpha * np.vdot(x_gram, y_gram)
    here = Point(*(state["here"] for state in states))
    move = Point(*(np.float32(beta) * state["move"] - state["bar"] for state in states))
    assert course == pytest.approx(objective.along(here, move), rel=1e-4)
    assert lowest_point(course)[1] < course[0]
    assert set(BETAS) == {"polak-ribiere", "fletcher-reeves", "hestenes-stiefel"}
