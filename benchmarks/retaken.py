"""A photo as if it had been taken again: turned a little, nearer or further, in other light."""

import cv2
import numpy as np

from modiste.vision.arrays import Pixels


def retaken(photo: Pixels, rng: np.random.Generator) -> Pixels:
    """`photo` (height, width, 3 or 4): turned, scaled and shifted, mirrored half of the time, brighter or warmer,
    blurred or grained; its opacity moves with it."""
    height, width = photo.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), rng.uniform(-8, 8), rng.uniform(0.85, 1.12))
    turn[:, 2] += rng.uniform(-0.04, 0.04, 2) * (width, height)
    view = cv2.warpAffine(photo, turn, (width, height), flags=cv2.INTER_AREA, borderMode=cv2.BORDER_REFLECT)
    if photo.shape[2] == 4:
        view[..., 3] = cv2.warpAffine(photo[..., 3], turn, (width, height), flags=cv2.INTER_LINEAR)
    if rng.random() < 0.5:
        view = view[:, ::-1]
    light = (view[..., :3].astype(np.float32) / 255) ** rng.uniform(0.8, 1.25) * rng.uniform(0.85, 1.12)
    light *= rng.uniform(0.94, 1.06, 3)
    light += rng.normal(0, rng.uniform(0, 0.03), light.shape)
    made = np.clip(cv2.GaussianBlur(light, (0, 0), rng.uniform(0.3, 1.2)) * 255, 0, 255).astype(np.uint8)
    return np.dstack([made, view[..., 3]]) if photo.shape[2] == 4 else made


def nearer(photo: Pixels, rng: np.random.Generator, share: float = 0.6) -> Pixels:
    """A part of `photo` with this share of each side, from somewhere in it: sleeves and hems are cut off."""
    height, width = photo.shape[:2]
    tall, wide = round(share * height), round(share * width)
    top, left = (int(rng.integers(room + 1)) for room in (height - tall, width - wide))
    return photo[top : top + tall, left : left + wide]
