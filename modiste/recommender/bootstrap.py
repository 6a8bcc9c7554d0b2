"""How sure is a mean over users? Confidence intervals by drawing the users again, with replacement."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from modiste.recommender.errors import InvalidInput

CELLS_AT_ONCE = 4_000_000
Values = npt.NDArray[np.float64]


class Interval(NamedTuple):
    """A mean and the ends of its confidence interval."""

    mean: float
    low: float
    high: float


def resampled_means(values: npt.ArrayLike, *, resamples: int = 1_000, random_state: int = 0) -> Values:
    """Return the means of `resamples` samples of the users, drawn with replacement (Efron 1979).

    Equal seeds and numbers of users draw the same users, so the resampled means of two models are paired.

    Parameters
    ----------
    values : array, shape (users,) or (users, m)
    resamples : int
        At least 1.

    Returns
    -------
    float64 array, shape (resamples,) or (resamples, m)

    Raises
    ------
    InvalidInput
        When there are no users, a value is not finite, or `resamples` below 1.

    Examples
    --------
    >>> resampled_means([1.0, 1.0, 1.0], resamples=2).tolist()
    [1.0, 1.0]
    """
    given = np.asarray(values, dtype=np.float64)
    users = len(given)
    if not users or resamples < 1 or not np.isfinite(given).all():
        raise InvalidInput("A bootstrap needs finite values of at least one user, and at least one resample.")
    rng = np.random.default_rng(random_state)
    batch = max(1, CELLS_AT_ONCE // users)
    means = []
    for start in range(0, resamples, batch):
        rows = min(batch, resamples - start)
        drawn = rng.integers(users, size=(rows, users)) + users * np.arange(rows)[:, None]
        times = np.bincount(drawn.ravel(), minlength=rows * users).reshape(rows, users)
        means.append(times @ given / users)
    return np.concatenate(means)


def interval(
    values: npt.ArrayLike, *, confidence: float = 0.95, resamples: int = 1_000, random_state: int = 0
) -> Interval:
    """Return the mean over users and its percentile interval (Efron 1979).

    Parameters
    ----------
    values : array, shape (users,)
    confidence : float
        The share of the resampled means that lies within.
    resamples : int
        At least 1.

    Raises
    ------
    InvalidInput
        As `resampled_means`.

    Examples
    --------
    >>> mean, low, high = interval(np.arange(100) % 2)
    >>> mean, low < 0.5 < high
    (0.5, True)
    """
    means = resampled_means(values, resamples=resamples, random_state=random_state)
    low, high = np.quantile(means, [(1 - confidence) / 2, (1 + confidence) / 2])
    return Interval(float(np.mean(np.asarray(values, dtype=np.float64))), float(low), float(high))
