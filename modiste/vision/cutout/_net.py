"""The small network that tells garment from ground: what it is shown of a photo, and what it says."""

from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any

import numpy as np

from modiste.vision.arrays import Pixels, Plane, Planes
from modiste.vision.cutout import _ground
from modiste.vision.errors import VisionError

SIDE, CHANNELS = 128, 7
SHA256 = ""


def shown(photo: Pixels) -> Planes:
    """What the network sees of a photo, (CHANNELS, SIDE, SIDE) float32 about 0, squeezed to a square.

    Red, green, blue; how unlike the border's colours; how far from the border, both by colour; the place across, down.
    """
    import cv2  # noqa: PLC0415 - heavy: only who cuts out pays for it

    small = cv2.resize(photo, (SIDE, SIDE), interpolation=cv2.INTER_AREA)
    return with_places(small, *facts(small))


def facts(small: Pixels) -> tuple[Plane, Plane]:
    """The two planes beside the colours, 0 to 1, of a picture of SIDE × SIDE."""
    lab = _ground.lab_of(small)
    unlike = np.minimum(_ground.unlike_border(lab) / 8, 1)
    far = np.minimum(_ground.far_from_border(lab) / 60, 1)
    return unlike, far


def with_places(small: Pixels, unlike: Plane, far: Plane) -> Planes:
    """The planes together, the places added."""
    place = np.broadcast_to(np.linspace(-1, 1, SIDE, dtype=np.float32), (SIDE, SIDE))
    colours = (small.astype(np.float32) / 127.5 - 1).transpose(2, 0, 1)
    return np.stack([*colours, 2 * unlike - 1, 2 * far - 1, place, place.T]).astype(np.float32)


def chances(photo: Pixels) -> Plane:
    """Each pixel's chance to be garment as the network sees it, (height, width) of `photo`; also seen in a mirror.

    Raises VisionError when the file of the weights is not the one that was made.
    """
    import cv2  # noqa: PLC0415

    seen = shown(photo)
    mirrored = seen[:, :, ::-1].copy()
    mirrored[5] *= -1
    said = _session().run(None, {"picture": np.stack([seen, mirrored])})[0][:, 0]
    mean = (said[0] + said[1][:, ::-1]) / 2
    height, width = photo.shape[:2]
    return np.asarray(np.clip(cv2.resize(mean, (width, height), interpolation=cv2.INTER_CUBIC), 0, 1), np.float32)


@cache
def _session() -> Any:
    import onnxruntime  # noqa: PLC0415 - heavy

    content = weights()
    if sha256(content).hexdigest() != SHA256:
        raise VisionError("The cut-out's weights are not those that were made: install Modiste again.")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1  # a worker's other threads have their own photos
    return onnxruntime.InferenceSession(content, options, providers=["CPUExecutionProvider"])


def weights() -> bytes:
    """The file of the weights, as it ships."""
    return files("modiste.vision.cutout").joinpath("weights", "garment.onnx").read_bytes()
