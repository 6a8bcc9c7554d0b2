"""What a cut-out model is given and what it gives."""

from dataclasses import dataclass
from typing import Protocol

from modiste.vision.arrays import Pixels, Plane, checked
from modiste.vision.errors import InvalidImage


@dataclass(frozen=True)
class Cutout:
    """The garment's outline in a photo, and how much it can be trusted.

    `alpha` has the photo's height and width, 0 for ground and 1 for garment, in between at the edge. `confidence` is
    the calibrated probability that nobody would have to mend it (an intersection over union above 0.93); below a
    half it ought to be looked at. `model` names who drew it, with its version.
    """

    alpha: Plane
    confidence: float
    model: str


def checked_photo(photo: Pixels) -> Pixels:
    """`photo` itself; raises InvalidImage unless it is (height, width, 3) of bytes."""
    if checked(photo).shape[2] != 3:
        raise InvalidImage("A photo to cut a garment out of has three channels; flatten its opacity first.")
    return photo


class CutoutModel(Protocol):
    """Finds the one garment in a photo."""

    @property
    def name(self) -> str:
        """The model and its version, as it stands beside every cut-out that it drew."""
        ...

    def cut_out(self, photo: Pixels) -> Cutout:
        """The outline in `photo`, (height, width, 3) bytes. Raises NoGarment where there is none to be found."""
        ...
