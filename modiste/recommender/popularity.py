"""The baseline that must stand in every table: what most people liked, lately if one wants."""

from collections.abc import Mapping
from typing import Any, ClassVar, Self

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array
from typing_extensions import override

from modiste.recommender.arrays import FloatArray, IntArray
from modiste.recommender.base import Recommender
from modiste.recommender.errors import InvalidInput
from modiste.recommender.interactions import Interactions


class Popularity(Recommender):
    """Score every item by the likes it has, the same for everybody.

    Parameters
    ----------
    half_life : float, optional
        Seconds after which a like counts half; needs timestamps. None: all likes count alike.

    Attributes
    ----------
    popularity_ : float64 array, shape (items,)

    Examples
    --------
    >>> log = Interactions.from_events([1, 2, 3], ["coat", "coat", "hat"])
    >>> Popularity().fit(log).popularity_.tolist()
    [2.0, 1.0]
    """

    is_personal: ClassVar[bool] = False

    def __init__(self, half_life: float | None = None) -> None:
        self.half_life = half_life

    def fit(self, interactions: Interactions) -> Self:
        """Count the likes; dislikes (negative weights) take nothing away.

        Raises
        ------
        InvalidInput
            When a half-life is asked for and there are no timestamps, or it is not positive.
        """
        counted = np.maximum(interactions.csr.data, 0.0).astype(np.float64)
        if self.half_life is not None:
            if interactions.timestamps is None or self.half_life <= 0:
                raise InvalidInput("half_life needs timestamps and must be greater than 0 seconds.")
            age = interactions.timestamps.max() - interactions.timestamps
            counted *= np.exp2(-age / self.half_life)
        self.n_items_ = interactions.shape[1]
        self.popularity_ = np.bincount(interactions.csr.indices, counted, minlength=self.n_items_)
        return self

    @override
    def score(self, histories: csr_array, users: IntArray | None = None) -> FloatArray:
        """Return the same scores for every history, shape (n, items)."""
        self.check_histories(histories)
        return np.tile(self.popularity_.astype(np.float32), (histories.shape[0], 1))

    def state(self) -> dict[str, npt.NDArray[Any]]:
        """Return the counts."""
        self.check_fitted()
        return {"popularity": self.popularity_}

    @classmethod
    @override
    def from_state(cls, parameters: Mapping[str, Any], state: Mapping[str, npt.NDArray[Any]]) -> Self:
        """Return the fitted model."""
        model = cls(**parameters)
        model.popularity_ = state["popularity"]
        model.n_items_ = len(model.popularity_)
        return model
