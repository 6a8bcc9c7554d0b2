"""Any ONNX network that takes one picture and gives one vector, by its file's path.

Such as a CLIP's or a ResNet's image half.
"""

from pathlib import Path

import numpy as np

from modiste.vision._networks import open_network_file
from modiste.vision.arrays import Pixels
from modiste.vision.embedding._pictures import sized
from modiste.vision.embedding.base import Vector, normalised
from modiste.vision.errors import ModelMissing

MEAN, SPREAD = (0.485, 0.456, 0.406), (0.229, 0.224, 0.225)  # of ImageNet, as torchvision has them


class OnnxEmbedder:
    """The vector that the network in `path` gives first; several threads may ask it.

    Pictures are (1, 3, height, width) floats, less `mean` and divided by `spread` a channel; a file that leaves its
    height and width open gets `size`. Raises ModelMissing where there is no such file or library, or it is no network
    of one picture and one vector.
    """

    def __init__(
        self,
        path: Path,
        *,
        mean: tuple[float, float, float] = MEAN,
        spread: tuple[float, float, float] = SPREAD,
        size: int = 224,
    ) -> None:
        self._mean, self._spread = np.array(mean, np.float32), np.array(spread, np.float32)
        self._session = open_network_file(path)
        inputs = self._session.get_inputs()
        shape = inputs[0].shape
        if len(inputs) != 1 or len(shape) != 4 or shape[1] != 3:
            raise ModelMissing(f"{path.name} takes something else than one picture of three channels.")
        self._height, self._width = (side if isinstance(side, int) else size for side in shape[2:])
        self._input = inputs[0].name
        self.name = path.stem
        self.dimensions = self._run(np.zeros((self._height, self._width, 3), np.uint8)).size

    def embed(self, photo: Pixels) -> Vector:
        """What the network says of `photo`; raises InvalidImage."""
        return normalised(self._run(sized(photo, self._width, self._height)))

    def _run(self, pixels: Pixels) -> Vector:
        planes = ((pixels.astype(np.float32) / 255 - self._mean) / self._spread).transpose(2, 0, 1)[None]
        found: Vector = np.asarray(self._session.run(None, {self._input: planes})[0]).ravel()
        return found
