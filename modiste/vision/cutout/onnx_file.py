"""Any network for salient objects as an ONNX file of one's own: U²-Net's kind or BiRefNet's.

Nothing is fetched: who has such a file, and the right to use it, names its path. Both kinds take colours less the mean
over ImageNet, divided by its spread, (1, 3, side, side); the first output is the map. U²-Net's (320 pixels) ends in a
sigmoid and is stretched to 0…1 as its authors do; BiRefNet's (1,024) gives log odds. Which of the two is seen from the
values.
"""

from pathlib import Path

import numpy as np

from modiste.vision._networks import open_network_file
from modiste.vision.arrays import Pixels, Plane
from modiste.vision.cutout.base import Cutout, checked_photo
from modiste.vision.errors import ModelMissing, NoGarment, VisionError

MEAN, SPREAD = (0.485, 0.456, 0.406), (0.229, 0.224, 0.225)  # of ImageNet's red, green, blue
_SIDE = 320  # pixels, where the file leaves the size open
_LEAST, _MOST = 0.004, 0.97  # of the picture, as in local.py
NONE = "The model finds no garment that stands out in this photo: take it from above, on a plain ground."


class OnnxFileCutout:
    """Cuts out with the network in one file; `name` says which, by the file's name."""

    def __init__(self, path: str | Path) -> None:
        """Raises ModelMissing where the file is not there, is no ONNX file, or is a network of another kind."""
        self.path = Path(path)
        self.name = f"onnx-{self.path.stem}"
        self._session = open_network_file(self.path)
        taken = self._session.get_inputs()[0]
        shape = taken.shape
        if len(shape) != 4 or shape[1] not in (3, "3") or taken.type != "tensor(float)":
            raise ModelMissing(
                f"{self.path.name} takes {taken.type} {shape}: (1, 3, height, width) of floats is needed."
            )
        self._input = taken.name
        self._size = tuple(side if isinstance(side, int) and side > 0 else _SIDE for side in shape[2:])

    def cut_out(self, photo: Pixels) -> Cutout:
        """The outline in `photo`, (height, width, 3) bytes. Raises NoGarment, InvalidImage, VisionError.

        The confidence is the share of what was found that the network is sure of: not calibrated, as local.py's is.
        """
        import cv2  # noqa: PLC0415 - heavy: only who cuts out pays for it

        checked_photo(photo)
        small = cv2.resize(photo, self._size[::-1], interpolation=cv2.INTER_AREA).astype(np.float32) / 255
        scaled = (small - np.array(MEAN, np.float32)) / np.array(SPREAD, np.float32)
        seen = np.asarray(scaled.transpose(2, 0, 1)[None], np.float32)
        chance = self._chance(seen)
        height, width = photo.shape[:2]
        alpha = np.clip(cv2.resize(chance, (width, height), interpolation=cv2.INTER_LINEAR), 0, 1)
        inside = alpha > 0.5
        if not _LEAST <= inside.mean() <= _MOST:
            raise NoGarment(NONE)
        sure = np.count_nonzero(alpha > 0.9) / np.count_nonzero(alpha > 0.1)
        return Cutout(np.asarray(alpha, np.float32), float(sure), self.name)

    def _chance(self, seen: Plane) -> Plane:
        """The first output as chances, (height, width)."""
        said = np.asarray(self._session.run(None, {self._input: seen})[0], np.float32)
        if said.ndim not in (3, 4) or said.shape[0] != 1 or (said.ndim == 4 and said.shape[1] != 1):
            raise VisionError(f"{self.path.name} gives {said.shape}: (1, 1, height, width) is needed.")
        plane = said.reshape(said.shape[-2:])
        least, most = float(plane.min()), float(plane.max())
        if not np.isfinite([least, most]).all():
            raise VisionError(f"{self.path.name} gives values that are no numbers.")
        if least < -0.01 or most > 1.01:
            return np.asarray(1 / (1 + np.exp(-np.clip(plane, -30, 30))), np.float32)
        # A map without any height has nothing to be stretched: there is no garment.
        return (plane - least) / (most - least) if most - least > 0.1 else np.zeros_like(plane)
