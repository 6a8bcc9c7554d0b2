"""Lists that try something: drawn by chance around the scores, with the exact chance of every place written down.

Whoever logs the propensities can later ask, from the log alone, how another ranking would have done (inverse propensity
scoring; Horvitz & Thompson 1952, Joachims et al. 2017).
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from modiste.recommender.arrays import FloatArray
from modiste.recommender.errors import InvalidInput


class Drawn(NamedTuple):
    """Lists that were drawn, best place first.

    Attributes
    ----------
    items : int64 array, shape (n, k)
        -1 where nothing was left.
    propensities : float64 array, shape (n, k)
        The chance of the item at its place, given those at the places before; 1 in empty places. The chance of the
        whole list is their product along the row.
    """

    items: npt.NDArray[np.int64]
    propensities: npt.NDArray[np.float64]


def explore(
    scores: FloatArray, k: int, *, temperature: float = 1.0, epsilon: float = 0.0, random_state: int = 0
) -> Drawn:
    """Draw lists of k different items, place by place.

    At each place, an item that is left has the chance

        (1 − ε) · exp(s_i / τ) / Σ_left exp(s_j / τ) + ε / #left,

    the Plackett–Luce model for ε = 0 (Luce 1959, Plackett 1975), uniform for ε = 1; τ → 0 is the order of the scores.

    Parameters
    ----------
    scores : array, shape (n, m)
        -inf marks what must not be shown.
    k : int
        At least 1.
    temperature : float
        τ, in the unit of the scores; greater than 0.
    epsilon : float
        ε, between 0 and 1: no item left has less than ε / #left, so that no weight 1 / propensity is beyond bounds.

    Raises
    ------
    InvalidInput
        When a parameter is out of range or a score is NaN or +inf.

    Examples
    --------
    >>> drawn = explore(np.array([[2.0, 1.0, -np.inf]]), 3, epsilon=1.0)
    >>> sorted(drawn.items[0].tolist()), drawn.propensities.tolist()
    ([-1, 0, 1], [[0.5, 1.0, 1.0]])
    """
    if k < 1 or temperature <= 0 or not 0 <= epsilon <= 1:
        raise InvalidInput("k must be at least 1, temperature greater than 0, epsilon between 0 and 1.")
    if np.isnan(scores).any() or np.isposinf(scores).any():
        raise InvalidInput("Scores must be finite, or -inf for what must not be shown.")
    rng = np.random.default_rng(random_state)
    n, m = scores.shape
    rows = np.arange(n)
    logits = scores.astype(np.float64) / temperature
    items = np.full((n, k), -1, np.int64)
    propensities = np.ones((n, k))
    for place in range(min(k, m)):
        chances = _chances(logits, epsilon)  # (n, m)
        edges = np.cumsum(chances, axis=1)
        drawn = (rng.random((n, 1)) * edges[:, -1:] >= edges).sum(axis=1)
        # Rounding may lead to the edge of what has no chance at all: take the last item that has one.
        last = m - 1 - np.argmax(chances[:, ::-1] > 0, axis=1)
        drawn = np.minimum(drawn, last)
        left = edges[:, -1] > 0
        items[left, place] = drawn[left]
        propensities[left, place] = chances[rows, drawn][left]
        logits[rows, drawn] = -np.inf
    return Drawn(items, propensities)


def _chances(logits: npt.NDArray[np.float64], epsilon: float) -> npt.NDArray[np.float64]:
    """Return the chance of each item that is left, rows of zeros where none is, shape (n, m)."""
    is_left = np.isfinite(logits)
    count = is_left.sum(axis=1, keepdims=True)
    top = np.where(count > 0, np.max(logits, axis=1, keepdims=True, initial=-np.inf), 0.0)
    raised = np.exp(np.where(is_left, logits - top, -np.inf))
    total = raised.sum(axis=1, keepdims=True)
    soft = np.divide(raised, total, out=np.zeros_like(raised), where=total > 0)
    return np.asarray((1 - epsilon) * soft + epsilon * is_left / np.maximum(count, 1))
