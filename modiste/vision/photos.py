"""Photos that strangers send: looked at by their content alone, read within limits, turned upright, stripped bare.

What leaves this file is an array of pixels: no metadata, no colour profile, nothing hidden behind the picture. The
files themselves are opened in child processes (`apart.py`).
"""

import atexit

import numpy as np

from modiste.vision.apart import Decoders, Task
from modiste.vision.arrays import Pixels
from modiste.vision.errors import UnsuitablePhoto
from modiste.vision.images import WIDTHS
from modiste.vision.limits import MOST_SECONDS, Limits, PhotoFacts

GARMENT = Limits(12 * 1024 * 1024, shortest=200, most_slender=4, widest=max(WIDTHS))

_decoders = Decoders()
atexit.register(_decoders.close)


def check_photo(content: bytes, limits: Limits = GARMENT, *, seconds: float = MOST_SECONDS) -> PhotoFacts:
    """What the file says it is; no pixel is read. Raises UnreadableImage, UnsuitablePhoto."""
    _check_weight(content, limits)
    answer = _decoders.ask(Task.LOOK, content, limits, seconds)
    return PhotoFacts(answer.text, answer.width, answer.height)


def read_photo(content: bytes, limits: Limits = GARMENT, *, seconds: float = MOST_SECONDS) -> Pixels:
    """The photo upright, in sRGB, with opacity if it has any, not much wider than it is ever shown.

    An array (height, width, 3 or 4) of bytes. Of several pictures in a file the main one, of a moving one the first
    frame. Raises UnreadableImage, also when reading takes longer than `seconds` or too much memory; UnsuitablePhoto.
    """
    _check_weight(content, limits)
    answer = _decoders.ask(Task.READ, content, limits, seconds)
    return np.frombuffer(answer.body, np.uint8).reshape(answer.height, answer.width, -1)


def _check_weight(content: bytes, limits: Limits) -> None:
    if len(content) > limits.most_bytes:
        raise UnsuitablePhoto(f"The photo is larger than {limits.most_bytes / 1024 / 1024:g} MiB.")
