"""Any TensorFlow Lite network that takes one picture and gives one vector, by its file's path.

Such as `mobilenet_v1_1.0_224_quant_embedding_extractor.tflite`. Needs ai-edge-litert: `pip install modiste[tflite]`.
"""

import threading
from pathlib import Path
from typing import Any

import numpy as np

from modiste.vision.arrays import Pixels
from modiste.vision.embedding._pictures import sized
from modiste.vision.embedding.base import Vector, normalised
from modiste.vision.errors import ModelMissing


class TfliteEmbedder:
    """The vector that the network in `path` gives; several threads may ask it.

    The file says how large its pictures are and whether they are bytes; of one that takes floats, `least` and `most`
    are what black and white are to it. Raises ModelMissing where there is no such file or library, or it is no network
    of one picture and one vector.
    """

    def __init__(self, path: Path, *, least: float = -1.0, most: float = 1.0) -> None:
        self._least, self._most, self._lock = least, most, threading.Lock()
        self._network = _opened(path)
        inputs, outputs = self._network.get_input_details(), self._network.get_output_details()
        shape = [int(side) for side in inputs[0]["shape"]]
        if len(inputs) != 1 or len(shape) != 4 or shape[0] != 1 or shape[3] != 3:
            raise ModelMissing(f"{path.name} takes something else than one picture of three channels.")
        self._input, self._output = inputs[0], outputs[0]
        self._height, self._width = shape[1], shape[2]
        self.name = path.stem
        self.dimensions = int(np.prod(self._output["shape"]))

    def embed(self, photo: Pixels) -> Vector:
        """What the network says of `photo`; raises InvalidImage."""
        pixels = sized(photo, self._width, self._height)[None]
        if self._input["dtype"] is not np.uint8:
            pixels = (self._least + pixels.astype(np.float32) / 255 * (self._most - self._least)).astype(np.float32)
        with self._lock:
            self._network.set_tensor(self._input["index"], pixels)
            self._network.invoke()
            found = self._network.get_tensor(self._output["index"]).astype(np.float32)
        _, zero = self._output["quantization"]
        return normalised(found - zero)  # the step between two values goes with the length


def _opened(path: Path) -> Any:
    if not path.is_file():
        raise ModelMissing(f"There is no file {path}: set the path of a .tflite file.")
    try:
        from ai_edge_litert.interpreter import Interpreter  # noqa: PLC0415
    except ImportError as error:
        raise ModelMissing("TensorFlow Lite files need ai-edge-litert: install modiste[tflite].") from error
    try:
        network = Interpreter(str(path), num_threads=1)
        network.allocate_tensors()
    except (ValueError, RuntimeError) as error:
        raise ModelMissing(f"{path.name} is no TensorFlow Lite network that can be run.") from error
    return network
