"""A start near the solution: the leading singular vectors of the matrix that the objective sees near the origin.

With x' = Λ_u^½ x and y' = Λ_i^½ y, f is −2⟨Λ_u^−½ (C∘T) Λ_i^−½, X'Y'ᵀ⟩ + ‖X'‖² + ‖Y'‖² up to terms of fourth order, so
the directions that leave the origin are its singular vectors with values above 1, found by subspace iteration (Halko,
Martinsson, Tropp 2011). Two passes of it cost about as much as one sweep.
"""

import numpy as np

from modiste.recommender._als import Array, Doubles, sum_rows
from modiste.recommender._course import observed_quartic
from modiste.recommender._objective import Objective, Side, squares

SAMPLE = 16  # one row in so many tells how far to go along the directions found
NARROWEST = 0.05  # how far beyond 1 a singular value counts as being at least: no direction begins at nothing
SHORTEST = 1e-3  # where even the start would rather shrink to nothing


def spectral_items(objective: Objective, factors: int, random_state: int, passes: int = 2) -> Array:
    """Return item vectors (items, d) to begin with; their length is where f is lowest along the directions found."""
    users, items = objective.users, objective.items
    per_user, per_item = 1 / np.sqrt(users.ridge)[:, None], 1 / np.sqrt(items.ridge)[:, None]
    y: Array = np.random.default_rng(random_state).random((len(per_item), factors), np.float32) - np.float32(0.5)
    y = y.astype(per_item.dtype, copy=False)
    y *= per_item
    for _ in range(passes):
        x = _times(objective, users, y)
        x *= per_user * per_user
        y = _times(objective, items, x)
        y *= per_item
        powers, basis = np.linalg.eigh(objective.workers.gram(y))  # in the end of (AᵀA)V
        powers = powers.clip(min=1e-9 * max(float(powers[-1]), 1e-30))
        objective.workers.turn(y, basis / np.sqrt(powers))
        y *= per_item
    sigma = powers**0.25  # singular values of A
    y *= np.sqrt(np.maximum(sigma - 1, NARROWEST)).astype(y.dtype)
    y *= y.dtype.type(max(_best_length(objective, y, sigma), SHORTEST))
    return y


def _best_length(objective: Objective, y: Array, sigma: Doubles) -> float:
    """Return the length a at which f(aX, aY) is lowest, where X is the other side of Y: on a sample of the users.

    f(aX, aY) = f(0) + c₂a² + c₄a⁴, so a² = −c₂ / 2c₄.
    """
    users, items = objective.users, objective.items
    sample = np.arange(0, len(users.ridge), SAMPLE)
    x = np.zeros((len(users.ridge), y.shape[1]), y.dtype)
    sum_rows(sample, users.pairs, y, x)
    x /= users.ridge[:, None] * sigma.astype(y.dtype)
    course = np.zeros((len(x), 5))
    observed_quartic(sample, users.pairs, np.zeros_like(x), np.zeros_like(y), x, y, course)
    square, fourth = course[:, 2].sum(), course[:, 4].sum()
    square += users.ridge @ squares(x, x) + items.ridge @ squares(y, y) * len(sample) / len(x)
    fourth += objective.alpha * np.vdot(objective.workers.gram(x[sample]), objective.workers.gram(y))
    return float(np.sqrt(max(-square, 0.0) / (2 * fourth))) if fourth > 0 else 1.0


def _times(objective: Objective, side: Side, fixed: Array) -> Array:
    out = np.empty((len(side.ridge), fixed.shape[1]), fixed.dtype)
    objective.workers.each(lambda rows: sum_rows(rows, side.pairs, fixed, out), side.blocks)
    return out
