"""What tells a print from a plain cloth: how light and colour change over a garment, how fast, which way and where."""

import numpy as np
import numpy.typing as npt
from PIL import Image
from scipy import ndimage

from modiste.vision.arrays import Pixels, Plane
from modiste.vision.lab import lab_of
from modiste.vision.looks import Numbers, Seen, cut_to, scaled, weave

_SIZE = (192, 256)  # pixels across and down: twice as fine as shapes are looked at
_RINGS = np.array([3, 6, 10, 16, 26, 44])  # waves across the garment's box
_WAYS = 12
_BOX = (96, 96)


def cloth_of(photo: Pixels, garment: Seen) -> Numbers:
    """Numbers about the cloth of the garment in `photo`, (f,), as raw as measured."""
    lab = lab_of(np.asarray(Image.fromarray(photo[..., :3]).resize(_SIZE, Image.Resampling.BOX), np.float32) / 255)
    mask = np.asarray(Image.fromarray(garment.mask.astype(np.float32)).resize(_SIZE, Image.Resampling.BILINEAR))
    inner = ndimage.minimum_filter((mask > 0.6).astype(np.float32), 9)
    if inner.sum() < 400:
        inner = (mask > 0.5).astype(np.float32) + np.float32(1e-3)
    box = cut_to(inner)
    main = np.array([np.median(lab[..., axis][inner > 0.5]) if (inner > 0.5).any() else 0 for axis in range(3)])
    strangeness = np.sqrt((((lab - main) * (0.5, 1, 1)) ** 2).sum(axis=2)).astype(np.float32)
    parts = [_waves(lab[..., 0], inner, box), _waves(strangeness, inner, box), _places(strangeness, inner, box)]
    fine = weave(lab[..., 0], inner)[72:]  # strengths and local binary patterns, without the places
    return np.concatenate([*parts, fine]).astype(np.float32)


def _waves(plane: Plane, inner: Plane, box: tuple[slice, slice]) -> npt.NDArray[np.floating]:
    """For each ring of the spectrum: its strength, how much of it goes one way, how much of that crosses it, and
    whether that way is upright or level."""
    around = ndimage.gaussian_filter(inner, 8) + 1e-3
    level = ndimage.gaussian_filter(plane * inner, 8) / around
    change = ((plane - level) * inner)[box]
    square = np.asarray(Image.fromarray(change.astype(np.float32)).resize(_BOX, Image.Resampling.BILINEAR))
    power = np.abs(np.fft.fftshift(np.fft.fft2(square * np.outer(np.hanning(96), np.hanning(96))))) ** 2
    y, x = np.mgrid[-48:48, -48:48]
    ring, way = np.digitize(np.hypot(x, y), _RINGS), ((np.arctan2(y, x) % np.pi) / np.pi * _WAYS).astype(int) % _WAYS
    share = float(inner[box].mean()) + 1e-3
    found: list[float] = []
    for number in range(1, len(_RINGS)):
        ways = np.bincount(way[ring == number], power[ring == number], minlength=_WAYS) + 1e-6
        total = ways.sum()
        best = int(ways.argmax())
        upright, level_way = ways[[0, -1, 1]].sum(), ways[[5, 6, 7]].sum()
        crossing = ways[(best + _WAYS // 2) % _WAYS]
        found += [float(np.log(total / share / 96**2 + 1)), ways[best] / total, crossing / ways[best]]
        found += [upright / total, level_way / total]
    return np.array(found)


def _places(strangeness: Plane, inner: Plane, box: tuple[slice, slice]) -> npt.NDArray[np.floating]:
    """Where the garment is of another colour than its main one: everywhere alike, or in the middle of the chest."""
    parts: list[npt.NDArray[np.floating]] = []
    for least in (8.0, 18.0, 32.0):
        other = ((strangeness > least) * inner)[box]
        cells = scaled(other, 6, 4) / (scaled(inner[box], 6, 4) + 0.05)
        total = float(other.sum() / (inner[box].sum() + 1e-6))
        _, count = ndimage.label(other > 0.5)
        parts.append(np.array([total, float(cells.std()), float(np.log1p(count)), float(cells[1:4, 1:3].mean())]))
        parts.append(np.sort(cells.ravel())[[2, 6, 12, 18, 22]])
    return np.concatenate(parts)
