"""Google's Gemini paints the ground of a photo in one key colour, and what is left of it is the garment.

`pip install modiste[gemini]`, and an API key. A model that makes pictures may move, mend or invent what it was to leave
alone: its picture is used for the outline only, and is refused where the garment in it is not the one in the photo.
"""

import math
import time
from collections.abc import Callable

import numpy as np
from PIL import Image
from scipy import ndimage

from modiste.vision._gemini import LONGEST, Gemini
from modiste.vision.arrays import Pixels, Plane, Planes
from modiste.vision.cutout.base import Cutout, checked_photo
from modiste.vision.errors import BadAnswer, NoGarment
from modiste.vision.lab import lab_of

PROMPT = """Edit this photo: paint everything that is not the garment in plain pure {name} ({hex}), with no shadow, no
texture and no gradient, also where the ground shows through openings. Leave the garment exactly as it is: the same
place, size, shape, colours, folds and light. Do not crop, move, straighten, complete or retouch anything."""

RATIOS = ("9:16", "2:3", "3:4", "4:5", "1:1", "5:4", "4:3", "3:2", "16:9")  # the pictures that the API makes
KEYS = {"green": (0, 255, 0), "magenta": (255, 0, 255), "blue": (0, 0, 255)}

_KEY_STRAYS = 40.0  # ΔE that the painted ground may lie from the key colour
_GROUND, _GARMENT = 0.15, 0.6  # of the way from the ground to what lies inside: surely ground, surely garment
_OTHER = 22.0  # ΔE between the photo and what came back, light apart, at which a place of the garment is another
_AGREES = 0.9  # of the garment that has to be the same
_LEAST, _MOST = 0.01, 0.97  # of the photo that can be garment
_UNMEASURED = 0.49  # the most that such an outline is trusted: none has been measured, so that each is looked at


class GeminiCutter:
    """Outlines by `model`, any that edits pictures.

    `base_url`, `deadline` (seconds for one photo, with all attempts) and `wait` are as for `Gemini`. Raises
    Misconfigured without a key, ModelMissing without the SDK.
    """

    def __init__(
        self,
        api_key: str,
        model: str = "gemini-nano-banana-2.1",
        *,
        base_url: str | None = None,
        deadline: float = 120.0,
        wait: Callable[[float], None] = time.sleep,
    ) -> None:
        self._gemini = Gemini(api_key, model, base_url=base_url, deadline=deadline, wait=wait)
        self.name = model

    def cut_out(self, photo: Pixels) -> Cutout:
        """The outline in `photo`, (height, width, 3); raises InvalidImage, NoGarment, and the kinds of ModelFailed."""
        key = _key_for(checked_photo(photo))
        ratio = nearest_ratio(photo.shape[1], photo.shape[0])
        sent, place = _framed(_within(photo, LONGEST), ratio, KEYS[key])
        colour = "#{:02x}{:02x}{:02x}".format(*KEYS[key])
        drawn = self._gemini.ask_picture(PROMPT.format(name=key, hex=colour), sent, aspect_ratio=ratio)
        drawn = _as_large_as(drawn[..., :3], sent)[place]
        alpha = _alpha_of(drawn, KEYS[key])
        agreement = _agreement(sent[place], drawn, alpha)
        if agreement < _AGREES:
            raise BadAnswer(f"{self.name} gave back another garment, or moved it: its outline does not fit the photo.")
        whole = Image.fromarray(alpha).resize(photo.shape[1::-1], Image.Resampling.BILINEAR)
        return Cutout(np.asarray(whole, dtype=np.float32), _UNMEASURED * agreement, self.name)

    def close(self) -> None:
        """Hang up."""
        self._gemini.close()


def nearest_ratio(width: int, height: int) -> str:
    """The shape of picture, of those the API makes, that lies nearest to this one."""
    return min(RATIOS, key=lambda ratio: abs(math.log(_value(ratio) * height / width)))


def _value(ratio: str) -> float:
    across, down = ratio.split(":")
    return int(across) / int(down)


def _key_for(photo: Pixels) -> str:
    """The key colour that the photo has least of, so that no cloth is taken for ground."""
    small = np.asarray(Image.fromarray(photo).resize((48, 48), Image.Resampling.BOX), dtype=np.float32) / 255
    lab = lab_of(small).reshape(-1, 3)
    nearest = {name: np.quantile(np.linalg.norm(lab - _lab(rgb), axis=1), 0.02) for name, rgb in KEYS.items()}
    return max(KEYS, key=lambda name: nearest[name])


def _lab(rgb: tuple[int, int, int]) -> Planes:
    return lab_of(np.array(rgb, dtype=np.float32) / 255)


def _within(photo: Pixels, longest: int) -> Pixels:
    share = min(1.0, longest / max(photo.shape[:2]))
    size = (max(1, round(photo.shape[1] * share)), max(1, round(photo.shape[0] * share)))
    return np.asarray(Image.fromarray(photo).resize(size, Image.Resampling.BOX))


def _framed(photo: Pixels, ratio: str, colour: tuple[int, int, int]) -> tuple[Pixels, tuple[slice, slice]]:
    """The photo in the middle of a picture of that ratio, and where: what the model makes is not cropped then."""
    height, width = photo.shape[:2]
    whole_width = max(width, round(height * _value(ratio)))
    whole_height = max(height, round(width / _value(ratio)))
    left, top = (whole_width - width) // 2, (whole_height - height) // 2
    framed = np.full((whole_height, whole_width, 3), colour, np.uint8)
    place = np.s_[top : top + height, left : left + width]
    framed[place] = photo
    return framed, place


def _as_large_as(drawn: Pixels, sent: Pixels) -> Pixels:
    """The picture that came back in the size of the one that went out; raises BadAnswer where it has another shape."""
    (height, width), (tall, wide) = sent.shape[:2], drawn.shape[:2]
    if abs(math.log(wide * height / (tall * width))) > 0.03:
        raise BadAnswer(f"A picture of {width} × {height} pixels came back as one of {wide} × {tall}.")
    return np.asarray(Image.fromarray(drawn).resize((width, height), Image.Resampling.BILINEAR))


def _alpha_of(drawn: Pixels, key: tuple[int, int, int]) -> Plane:
    """How little of each pixel is the key colour; raises BadAnswer where no ground was painted in it."""
    lab = lab_of(drawn.astype(np.float32) / 255)
    border = np.concatenate([lab[0], lab[-1], lab[:, 0], lab[:, -1]])
    near = border[np.linalg.norm(border - _lab(key), axis=1) < _KEY_STRAYS]
    if len(near) < 0.25 * len(border):
        raise BadAnswer("The ground did not come back in the colour that was asked for.")
    ground = np.median(near, axis=0)
    away = np.linalg.norm(lab - ground, axis=2) / np.linalg.norm(_lab(key) - _lab((128, 128, 128)))
    alpha = np.clip((away - _GROUND) / (_GARMENT - _GROUND), 0, 1).astype(np.float32)
    share = float(alpha.mean())
    if share < _LEAST:
        raise NoGarment(
            "No garment is left of this photo once its ground is away: take it again, of one garment alone."
        )
    if share > _MOST:
        raise BadAnswer("Nothing of the ground was painted over.")
    return alpha


def _agreement(photo: Pixels, drawn: Pixels, alpha: Plane) -> float:
    """The share of the outlined garment that is the same in both pictures, apart from light on the whole of it."""
    inner = ndimage.minimum_filter(alpha, 5) > 0.9
    if not inner.any():
        return 0.0
    both = [ndimage.gaussian_filter(lab_of(one.astype(np.float32) / 255), (1.5, 1.5, 0)) for one in (photo, drawn)]
    away = (both[0] - both[1])[inner]
    light = np.clip(np.median(away, axis=0), -_OTHER / 2, _OTHER / 2)
    return float((np.linalg.norm(away - light, axis=1) < _OTHER).mean())
