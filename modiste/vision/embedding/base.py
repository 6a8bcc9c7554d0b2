"""What an embedding model is given and what it gives."""

from typing import Protocol

import numpy as np
import numpy.typing as npt

from modiste.vision.arrays import Pixels
from modiste.vision.errors import BadAnswer

Vector = npt.NDArray[np.float32]  # (dimensions,), of length 1


class EmbeddingModel(Protocol):
    """Puts a garment's looks into a vector; the dot product of two says how alike they look, at most 1."""

    @property
    def name(self) -> str:
        """The model and its version: vectors of different names cannot be compared."""
        ...

    @property
    def dimensions(self) -> int:
        """How many numbers each of its vectors has."""
        ...

    def embed(self, photo: Pixels) -> Vector:
        """The looks of the garment in `photo`, (height, width, 3) bytes or cut out with opacity as a fourth channel."""
        ...


def normalised(values: npt.ArrayLike) -> Vector:
    """`values` as a vector of length 1; raises BadAnswer where they have no direction, or are no numbers."""
    vector = np.asarray(values, dtype=np.float64).ravel()
    length = float(np.linalg.norm(vector))
    if not np.isfinite(length) or length == 0:
        raise BadAnswer("The embedding has no direction: all its numbers are zero, or some are none.")
    return (vector / length).astype(np.float32)
