"""The small network that tells garment from ground: what it is shown of a photo, and what it says."""

from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any

import numpy as np

from modiste.vision._networks import open_network
from modiste.vision.arrays import Pixels, Plane, Planes
from modiste.vision.cutout import _ground
from modiste.vision.errors import VisionError

SIDE, CHANNELS = 128, 7
_LOOKS = ((1, 1), (-1, 1), (1, -1), (-1, -1))
SHA256 = "3293d6014a9331fe733b8c394ef6cb7dd3849c25d0476802600ccbe3670b7531"


def shown(photo: Pixels) -> Planes:
    """What the network sees of a photo, (CHANNELS, SIDE, SIDE) float32 about 0, squeezed to a square.

    Red, green, blue; how unlike the border's colours; how far from the border, both by colour; the place across, down.
    """
    import cv2  # noqa: PLC0415 - heavy: only who cuts out pays for it

    small = np.asarray(cv2.resize(photo, (SIDE, SIDE), interpolation=cv2.INTER_AREA), np.uint8)
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
    """Each pixel's chance to be garment as the network sees it, (height, width) of `photo`.

    The mean of four looks, mirrored across and down. Raises VisionError when the weights are not those that were made.
    """
    import cv2  # noqa: PLC0415

    seen = shown(photo)
    looks = [_mirrored(seen, across, down) for across, down in _LOOKS]
    said = session().run(None, {"picture": np.stack(looks)})[0][:, 0]
    mean = np.mean([one[::down, ::across] for one, (across, down) in zip(said, _LOOKS, strict=True)], axis=0)
    height, width = photo.shape[:2]
    return np.asarray(np.clip(cv2.resize(mean, (width, height), interpolation=cv2.INTER_CUBIC), 0, 1), np.float32)


def _mirrored(seen: Planes, across: int, down: int) -> Planes:
    """What is seen with steps of 1 or -1 across and down; places stay places."""
    return np.concatenate([seen[:5, ::down, ::across], seen[5:]])


@cache
def session() -> Any:
    content = weights()
    if sha256(content).hexdigest() != SHA256:
        raise VisionError("The cut-out's weights are not those that were made: install Modiste again.")
    return open_network(content)


def weights() -> bytes:
    """The file of the weights, as it ships."""
    return files("modiste.vision.cutout").joinpath("weights", "garment.onnx").read_bytes()
