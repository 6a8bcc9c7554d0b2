"""What packshots show, without any learnt file: colours, weave and outline of a garment on a plain ground."""

import io
import zipfile
from pathlib import Path

import numpy as np
from PIL import Image

from modiste.vision import looks
from modiste.vision.lab import lab_of
from modiste.vision.subject import plain_ground_mask

SIZE = (96, 134)  # pixels across and down: half of the packshots' own


def image_features(archive: Path, names: list[str]) -> np.ndarray:
    """One row per picture, float32, shape (n, f); as raw as measured, to be standardised by who learns from it."""
    with zipfile.ZipFile(archive) as pictures:
        return np.stack([features_of(Image.open(io.BytesIO(pictures.read(name)))) for name in names])


def features_of(picture: Image.Image) -> np.ndarray:
    """Colours, weave and outline of one picture, float32, shape (f,)."""
    lab = lab_of(np.asarray(picture.convert("RGB").resize(SIZE, Image.Resampling.BOX), dtype=np.float32) / 255)
    mask = plain_ground_mask(lab)
    box = looks.cut_to(mask)
    shape = [looks.weave(lab[..., 0], mask), looks.outline(mask, box)]
    parts = [looks.colours(lab, mask), looks.small_picture(lab[box], mask[box]), *shape]
    return np.concatenate(parts).astype(np.float32)
