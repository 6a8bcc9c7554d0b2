"""An embedding without anybody's help: a garment's colours, weave, outline and edges on axes on which photos differ.

The axes are those on which garments differ and photos of one garment do not (whitened within, then principal axes:
Fukunaga 1990, chapter 10), and those that tell the categories of `tagging.local` apart; both were found on CC0 photos
and drawn garments by `python -m benchmarks.teach_looks`.
"""

from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from modiste.vision.arrays import Pixels
from modiste.vision.embedding.base import Vector, normalised
from modiste.vision.linear import Scale
from modiste.vision.looks import Seen, looks_of, seen

WEIGHTS = Path(__file__).with_name("weights.npz")

Axes = tuple[Scale, npt.NDArray[np.float32]]


class LocalEmbedder:
    """Embeds in about a twentieth of a CPU second; `axes`: a scale and (f, dimensions), by default those that ship."""

    name = "modiste-looks-1"

    def __init__(self, axes: Axes | None = None) -> None:
        self._scale, self._axes = shipped_axes() if axes is None else axes

    @property
    def dimensions(self) -> int:
        """How many axes there are."""
        return int(self._axes.shape[1])

    def embed(self, photo: Pixels) -> Vector:
        """The looks of the garment in `photo`, and in its mirror; raises InvalidImage, NoGarment."""
        garment = seen(photo)
        looks = looks_of(garment) + looks_of(Seen(garment.lab[:, ::-1], garment.mask[:, ::-1]))
        return normalised(self._scale.of(looks / 2) @ self._axes)


@cache
def shipped_axes() -> Axes:
    """The scale and the axes in the package."""
    with np.load(WEIGHTS) as file:
        scale = Scale(file["mean"].astype(np.float32), file["spread"].astype(np.float32))
        return scale, file["axes"].astype(np.float32)
