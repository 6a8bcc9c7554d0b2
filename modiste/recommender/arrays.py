"""The array types that the library's signatures speak of, and the checks for item numbers and for parameters."""

import math
from typing import Any

import numpy as np
import numpy.typing as npt

from modiste.recommender.errors import InvalidInput

FloatArray = npt.NDArray[np.floating[Any]]
IntArray = npt.NDArray[np.integer[Any]]
BoolArray = npt.NDArray[np.bool_]


def as_item_indices(items: npt.ArrayLike, n_items: int) -> npt.NDArray[np.int64]:
    """Return `items` as an int64 vector of indices that lie in 0 … n_items - 1.

    Raises
    ------
    InvalidInput
        When it is not one-dimensional, not whole numbers, or out of range.
    """
    given = np.asarray(items)
    if given.size == 0:
        return np.zeros(0, dtype=np.int64)
    if given.ndim != 1 or given.dtype.kind not in "iu":
        raise InvalidInput(f"Items must be a list of whole numbers, not {given.dtype} of shape {given.shape}.")
    if given.min() < 0 or given.max() >= n_items:
        raise InvalidInput(f"Item indices must lie between 0 and {n_items - 1}; the model knows no others.")
    return given.astype(np.int64, copy=False)


def check_at_least(least: float, **given: float | None) -> None:
    """Check parameters, given by their names; None, for one that is not set, passes.

    Raises
    ------
    InvalidInput
        When one is below `least`, NaN or infinite; the text names it.

    Examples
    --------
    >>> check_at_least(1, neighbours=0)
    Traceback (most recent call last):
    modiste.recommender.errors.InvalidInput: neighbours must be at least 1, not 0.
    """
    for name, value in given.items():
        if value is not None and not least <= value < math.inf:
            raise InvalidInput(f"{name} must be at least {least}, not {value}.")
