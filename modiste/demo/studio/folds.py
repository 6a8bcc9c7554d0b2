"""How cloth lies: fields of folds, made once per process and then looked at through a different window for each piece.

A field is a height map whose standard deviation is 1, one pixel to the unit of the drawings, and repeats seamlessly.
"""

from dataclasses import dataclass
from functools import cache
from math import cos, pi, sin

import numpy as np
import scipy.fft

from modiste.demo.studio.fabrics import FABRICS
from modiste.demo.studio.scene import Piece
from modiste.vision.arrays import Plane
from modiste.vision.raster import Texture, doubled

SIDE = 768  # units after which a field repeats
_SEED = 20260
_LOWEST = 0.06  # units: folds that are lower are not seen
_FINEST = 0.6  # units to the pixel: the fields hold nothing finer than that
_NAMES = ("soft", "drape", "crumple", "crinkle")


@dataclass(frozen=True, slots=True)
class Strokes:
    """A heap of folds: how many, their length and half width in units, their way (0 hangs) and how sharp they are."""

    count: int
    length: tuple[float, float]
    width: tuple[float, float]
    height: float
    spread: float
    sharpness: float
    bend: float = 0.25


_HEAPS = {
    "drape": (
        Strokes(46, (260, 460), (16, 30), 1.0, 0.13, 0.2),
        Strokes(90, (120, 280), (7, 13), 0.32, 0.2, 0.5),
    ),
    "crumple": (
        Strokes(110, (90, 200), (9, 20), 1.0, pi, 0.6),
        Strokes(300, (40, 100), (4, 9), 0.36, pi, 0.8),
        Strokes(500, (18, 46), (2, 4), 0.12, pi, 0.8),
    ),
    "crinkle": (
        Strokes(700, (22, 60), (2.2, 4.5), 1.0, pi, 0.8),
        Strokes(900, (12, 28), (1.4, 2.4), 0.4, pi, 0.8),
    ),
}


@cache
def fold_field(name: str) -> Texture:
    """A field by name, laid out twice each way and a little more: a window may begin anywhere within the first."""
    rng = np.random.default_rng(_SEED + sum(name.encode()))
    field = _waves(rng, 170, 230) if name == "soft" else np.zeros((SIDE, SIDE), np.float32)
    for heap in _HEAPS.get(name, ()):
        _lay(rng, field, heap)
    field -= field.mean()
    field /= field.std()
    return Texture(np.tile(field, (3, 3))[: 2 * SIDE + 320, : 2 * SIDE + 320])


def _waves(rng: np.random.Generator, across: float, down: float) -> Plane:
    """Noise whose waves are about `across` units wide and `down` units long."""
    fx = scipy.fft.rfftfreq(SIDE)[None, :] * across
    fy = scipy.fft.fftfreq(SIDE)[:, None] * down
    weights = np.exp(-((np.sqrt(fx * fx + fy * fy) - 1) ** 2) / 0.35)
    waves = scipy.fft.rfft2(rng.standard_normal((SIDE, SIDE), dtype=np.float32))
    return np.asarray(scipy.fft.irfft2(waves * weights.astype(np.float32), (SIDE, SIDE)), dtype=np.float32)


def _lay(rng: np.random.Generator, field: Plane, heap: Strokes) -> None:
    """Add the folds of one heap to the field, each around a gently bent spine that fades at both ends."""
    for _ in range(heap.count):
        length, width = rng.uniform(*heap.length), rng.uniform(*heap.width)
        angle = pi / 2 + rng.uniform(-heap.spread, heap.spread)
        fold = _fold(length, width, angle, bend=rng.uniform(-heap.bend, heap.bend), sharpness=heap.sharpness)
        top, left = rng.integers(0, SIDE, 2)
        rows = (np.arange(fold.shape[0]) + top) % SIDE
        columns = (np.arange(fold.shape[1]) + left) % SIDE
        field[np.ix_(rows, columns)] += fold * np.float32(heap.height * rng.choice((1, 1, -0.7)))


def _fold(length: float, width: float, angle: float, *, bend: float, sharpness: float) -> Plane:
    cosine, sine = np.float32(np.cos(angle)), np.float32(np.sin(angle))
    reach = 4 * width + abs(bend) * length * 0.3
    half_width = int(abs(cosine) * length / 2 + abs(sine) * reach) + 2
    half_height = int(abs(sine) * length / 2 + abs(cosine) * reach) + 2
    x = np.arange(-half_width, half_width + 1, dtype=np.float32)[None, :]
    y = np.arange(-half_height, half_height + 1, dtype=np.float32)[:, None]
    along = (x * cosine + y * sine) * np.float32(2 / length)
    inside = np.clip(1 - along * along, 0, 1)
    aside = y * cosine - x * sine - np.float32(bend * length * 0.3) * inside
    aside /= np.float32(width) * (0.45 + 0.55 * inside)
    aside *= np.where(aside > 0, np.float32(1.25), np.float32(0.8))  # one side is steeper, as of a fold that leans
    soft = np.float32(1.1 - sharpness)
    crest = np.exp(soft - np.sqrt(aside * aside + soft * soft)) * np.clip(1 - aside * aside / 10, 0, 1)
    return np.asarray(crest * inside * inside)


def window(name: str, at: tuple[float, float], turn: tuple[float, float], step: float, shape: tuple[int, int]) -> Plane:
    """A view (height, width) of a field: `step` units to the pixel, its corner showing `at`, turned by (cos, sin)."""
    height, width = shape
    cosine, sine = turn
    # A turned window reaches back beyond its corner, so that begins a little inside the field.
    x = 160 + (cosine * at[0] + sine * at[1]) % SIDE
    y = 160 + (cosine * at[1] - sine * at[0]) % SIDE
    return fold_field(name).seen((cosine * step, sine * step, x, -sine * step, cosine * step, y), width, height)


# How strongly each kind of piece shows the soft waves, hanging folds, crumples and crinkles of its fabric.
_KINDS = {
    "body": (0.72, 0.8, 1.0, 1.0),
    "sleeve": (0.5, 0.8, 1.1, 1.0),
    "skirt": (0.6, 1.5, 0.6, 0.8),
    "leg": (0.6, 1.1, 0.9, 1.0),
    "small": (0.25, 0.0, 0.35, 1.0),
    "stiff": (0.5, 0.1, 0.25, 0.5),
    "flat": (0.0, 0.0, 0.0, 0.4),
}


def lie_of(piece: Piece, shape: tuple[int, int], at: tuple[float, float], step: float, seed: int) -> Plane:
    """The heights of a piece that lies as its `folds` say, over a window of this shape; `step` units to the pixel."""
    if step < _FINEST:
        height, width = shape
        coarse = lie_of(piece, ((height + 1) // 2, (width + 1) // 2), at, 2 * step, seed)
        return doubled(coarse)[:height, :width]
    fabric = FABRICS[piece.stuff.fabric]
    kind = _KINDS[piece.folds]
    turn = piece.turn * pi / 180
    way = (cos(turn), sin(turn))
    heights = np.zeros(shape, np.float32)
    strengths = (fabric.soft, fabric.drape, fabric.crumple, fabric.crinkle)
    for number, (name, strength, share) in enumerate(zip(_NAMES, strengths, kind, strict=True)):
        high = strength * share
        if high > _LOWEST:
            away = seed * (0.37 + 0.11 * number) + piece.turn * 11
            heights += window(name, (at[0] + away, at[1] + away * 1.7), way, step, shape) * np.float32(high)
    return heights
