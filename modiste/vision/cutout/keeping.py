"""What is kept of a cut-out: the garment alone, or on a ground of one colour, cut to its size; files: images.py."""

import numpy as np
from PIL import Image

from modiste.vision.arrays import Pixels, Plane, checked
from modiste.vision.errors import InvalidImage, NoGarment

APP_WHITE = (255, 255, 255)  # red, green, blue of the cards' ground
_SEEN = 0.05  # opacity from which on a pixel is part of the garment


def flatten(photo: Pixels, alpha: Plane, colour: tuple[int, int, int] = APP_WHITE) -> Pixels:
    """The garment on one colour, (height, width, 3). Raises InvalidImage where photo and alpha differ in size."""
    _check(photo, alpha)
    share = alpha[..., None].astype(np.float32)
    ground = np.array(colour, np.float32)
    return np.asarray(photo[..., :3] * share + ground * (1 - share) + 0.5).astype(np.uint8)


def transparent(photo: Pixels, alpha: Plane) -> Pixels:
    """The garment with its opacity, (height, width, 4); what is not seen at all is blanked, not only hidden."""
    _check(photo, alpha)
    opacity = np.asarray(alpha * 255 + 0.5).astype(np.uint8)
    shown = np.where(opacity[..., None] > 0, photo[..., :3], 0)
    return np.concatenate([shown, opacity[..., None]], axis=2).astype(np.uint8)


def crop_box(alpha: Plane, margin: float = 0.04) -> tuple[int, int, int, int]:
    """Top, bottom, left, right of the garment with a margin, a share of its longer side, within the picture.

    Raises NoGarment where nothing can be seen.
    """
    rows, columns = (np.flatnonzero((alpha > _SEEN).any(axis)) for axis in (1, 0))
    if not len(rows):
        raise NoGarment("Nothing of the garment would be left: its cut-out is empty.")
    top, bottom, left, right = int(rows[0]), int(rows[-1]) + 1, int(columns[0]), int(columns[-1]) + 1
    room = round(margin * max(bottom - top, right - left))
    height, width = alpha.shape
    return max(0, top - room), min(height, bottom + room), max(0, left - room), min(width, right + room)


def in_card(image: Pixels, ratio: float = 3 / 4) -> Pixels:
    """A cut-out (height, width, 4) amid so much nothing that its width is `ratio` of its height, as cards are."""
    height, width = checked(image).shape[:2]
    tall, wide = max(height, round(width / ratio)), max(width, round(height * ratio))
    above, left = (tall - height) // 2, (wide - width) // 2
    return np.pad(image, ((above, tall - height - above), (left, wide - width - left), (0, 0)))


def alpha_of_mask(mask: Pixels, height: int, width: int) -> Plane:
    """What somebody has drawn as an opacity of that size: of a mask (height, width, 4) its opacity, of one without any
    its brightness, 0 to 1. Raises InvalidImage."""
    drawn = checked(mask)[..., 3] if mask.shape[2] == 4 else mask[..., :3].mean(axis=2).astype(np.uint8)
    enlarged = Image.fromarray(drawn).resize((width, height), Image.Resampling.BILINEAR)
    return np.asarray(enlarged, np.float32) / np.float32(255)


def _check(photo: Pixels, alpha: Plane) -> None:
    if checked(photo).shape[:2] != alpha.shape:
        raise InvalidImage(f"The photo is {photo.shape[:2]} pixels high and wide, its cut-out {alpha.shape}.")
