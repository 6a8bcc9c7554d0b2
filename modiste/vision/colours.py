"""The colour that a picture is remembered by: that of what is shown, not of the ground it lies on."""

import numpy as np

from modiste.vision.arrays import Pixels, Planes

_STEPS = 12  # boxes per channel in which similar colours are counted together
_SUBJECT_FROM, _SUBJECT_TO = 10.0, 40.0  # distances from the ground: surely ground, surely subject
_LEAST = 0.01  # of the picture: with less subject than this the ground is what is shown


def dominant_colour(image: Pixels) -> str:
    """#rrggbb of a small picture; the ground is what its border shows, or what is transparent."""
    colours = image[..., :3].reshape(-1, 3).astype(np.float32)
    weights = image[..., 3].reshape(-1).astype(np.float32) / 255 if image.shape[2] == 4 else _subject(image)
    if weights.mean() < _LEAST:
        weights = np.ones(len(colours), np.float32)
    boxes = (colours * (_STEPS / 256)).astype(np.int64) @ np.array([_STEPS * _STEPS, _STEPS, 1])
    counts = np.bincount(boxes, weights, minlength=_STEPS**3)
    centre = np.average(colours[boxes == counts.argmax()], axis=0)
    # The fullest box cuts through a shade: what lies near its middle belongs to it too.
    near = weights * np.exp(-(((colours - centre) / 36) ** 2).sum(axis=1))
    red, green, blue = np.average(colours, axis=0, weights=near + 1e-9).round().astype(int)
    return f"#{red:02x}{green:02x}{blue:02x}"


def _subject(image: Pixels) -> Planes:
    """How surely each pixel is not the ground, 0 to 1, more in the middle than at the edges."""
    height, width = image.shape[:2]
    colours = image[..., :3].astype(np.float32)
    border = np.concatenate([colours[0], colours[-1], colours[:, 0], colours[:, -1]])
    distance = np.sqrt(((colours - np.median(border, axis=0)) ** 2).sum(axis=2))
    surely = np.clip((distance - _SUBJECT_FROM) / (_SUBJECT_TO - _SUBJECT_FROM), 0, 1)
    across, down = np.linspace(-1, 1, width), np.linspace(-1, 1, height)[:, None]
    middle = np.clip(1.25 - across**2 * 0.6 - down**2 * 0.6, 0.1, 1)
    return np.asarray((surely * middle).reshape(-1), dtype=np.float32)
