"""Are a model's scores honest as probabilities? Learnt on one half of the users, looked at on the other."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from modiste.recommender.arrays import BoolArray, FloatArray

Values = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Reliability:
    """Places of lists in bins by the probability that was said; what came true, and how far that is off.

    Attributes
    ----------
    said, came_true, low, high : float64 arrays, shape (bins,)
        The mean probability said, the share of hits, and its 95 % interval (Wilson 1927).
    count : int64 array, shape (bins,)
    error : float
        Expected calibration error: the mean of |said − came true| over places.
    """

    said: Values
    came_true: Values
    low: Values
    high: Values
    count: npt.NDArray[np.int64]
    error: float


def reliability(scores: FloatArray, hits: BoolArray, *, bins: int = 10, random_state: int = 0) -> Reliability | None:
    """Return how honest scores are once a logistic curve has turned them into probabilities (Platt 1999).

    The curve has two parameters and is fitted on a random half of the users; the other half is put into bins of equal
    size by what the curve says. A model whose scores mean the same for everybody lies on the diagonal.

    Parameters
    ----------
    scores : array, shape (users, k)
        Of the items of each list; -inf in empty places.
    hits : bool array, shape (users, k)
    bins : int
        At least 1.

    Returns
    -------
    Reliability, or None
        None when a half has no hit, or nothing but hits: then there is no curve.
    """
    half = np.random.default_rng(random_state).permutation(len(scores)) % 2 == 0
    values, labels = scores.astype(np.float64), hits
    shown = np.isfinite(values)
    learnt, seen = shown & half[:, None], shown & ~half[:, None]
    if not all(labels[part].any() and not labels[part].all() for part in (learnt, seen)):
        return None
    mean, spread = values[learnt].mean(), values[learnt].std() or 1.0
    slope, offset = _logistic((values[learnt] - mean) / spread, labels[learnt].astype(np.float64))
    said = 1 / (1 + np.exp(-(slope * (values[seen] - mean) / spread + offset)))
    return _binned(said, labels[seen].astype(np.float64), bins)


def _logistic(x: Values, y: Values, rounds: int = 25) -> tuple[float, float]:
    """Slope and offset of the most likely logistic curve, by Newton's method; a trace of ridge keeps it finite."""
    design = np.stack([x, np.ones_like(x)], axis=1)  # (n, 2)
    w = np.array([0.0, np.log(y.mean() / (1 - y.mean()))])
    for _ in range(rounds):
        p = 1 / (1 + np.exp(-np.clip(design @ w, -30, 30)))
        gradient = design.T @ (p - y) + 1e-3 * w
        curvature = (design.T * (p * (1 - p))) @ design + 1e-3 * np.eye(2)
        step = np.linalg.solve(curvature, gradient)
        w -= step
        if np.abs(step).max() < 1e-8:
            break
    return float(w[0]), float(w[1])


def _binned(said: Values, hits: Values, bins: int) -> Reliability:
    order = np.argsort(said, kind="stable")
    parts = [part for part in np.array_split(order, bins) if len(part)]
    count = np.array([len(part) for part in parts])
    predicted, true = (np.array([values[part].mean() for part in parts]) for values in (said, hits))
    z = 1.96
    centre = (true + z**2 / (2 * count)) / (1 + z**2 / count)
    reach = z / (1 + z**2 / count) * np.sqrt(true * (1 - true) / count + z**2 / (4 * count**2))
    error = float((count * np.abs(predicted - true)).sum() / count.sum())
    return Reliability(predicted, true, np.maximum(centre - reach, 0), np.minimum(centre + reach, 1), count, error)
