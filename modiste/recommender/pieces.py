"""What is known of garments: the numbers of an encoder, and attributes that are counted."""

from dataclasses import dataclass

import numpy as np

from modiste.recommender.arrays import FloatArray, IntArray
from modiste.recommender.errors import InvalidInput


@dataclass(frozen=True, eq=False)
class Pieces:
    """What is known of n garments; a set is a list of their row numbers.

    Attributes
    ----------
    embeddings : float array, shape (n, e)
        Of their pictures or words, from any encoder; e may be 0.
    attributes : int array, shape (n, a)
        Colour, fabric, type and so on, each counted from 0; -1 where one is not told. a may be 0.

    Raises
    ------
    InvalidInput
        When shapes disagree, an embedding is NaN or infinite, or an attribute is no whole number from -1 on.
    """

    embeddings: FloatArray
    attributes: IntArray

    def __post_init__(self) -> None:
        e, a = self.embeddings, self.attributes
        if e.ndim != 2 or a.ndim != 2 or len(e) != len(a):
            raise InvalidInput(f"embeddings and attributes must be (n, e) and (n, a), not {e.shape} and {a.shape}.")
        if e.dtype.kind != "f" or not np.isfinite(e).all():
            raise InvalidInput("Embeddings must be finite floating-point numbers: some are not.")
        if a.dtype.kind not in "iu" or a.min(initial=-1) < -1:
            raise InvalidInput("Attributes must be whole numbers from 0 on, or -1 where one is not told.")

    def __len__(self) -> int:
        return len(self.embeddings)
