"""Weaves seen from near: small seamless tiles of brightness around 1, lit from the upper left like everything else."""

from collections.abc import Callable
from functools import cache

import numpy as np
import numpy.typing as npt
import scipy.fft

from modiste.vision.arrays import Plane

TILE = 512  # pixels; a power of two, so that coordinates wrap by masking
_ROWS, _COLUMNS = np.mgrid[0:TILE, 0:TILE].astype(np.float32)
_LIGHT = (0.55, 0.65)


@cache
def weave_tile(name: str, scale: float) -> Plane | None:
    """The tile of a weave at `scale` pixels to the unit; None for what has none."""
    make = _WEAVES.get(name)
    if make is None:
        return None
    rng = np.random.default_rng(sum(name.encode()))
    return np.ascontiguousarray(np.clip(make(rng, scale), 0.45, 1.6), dtype=np.float32)


def _count(size: float, scale: float) -> int:
    """How many things of `size` units go into a tile, at least four pixels each."""
    return max(1, round(TILE / max(size * scale, 2.0)))


def _grain(rng: np.random.Generator, across: float, down: float) -> Plane:
    """Noise with a standard deviation of 1, blurred to streaks of these lengths in pixels."""
    fx = scipy.fft.rfftfreq(TILE)[None, :] * across
    fy = scipy.fft.fftfreq(TILE)[:, None] * down
    weights = np.exp(-2.5 * (fx * fx + fy * fy)).astype(np.float32)
    waves = scipy.fft.rfft2(rng.standard_normal((TILE, TILE), dtype=np.float32)) * weights
    field = scipy.fft.irfft2(waves, (TILE, TILE))
    return np.asarray(field / field.std(), dtype=np.float32)


def _lit(height: npt.NDArray[np.floating], strength: float) -> Plane:
    """A small relief under the studio's light."""
    slope = (np.roll(height, -1, 1) - np.roll(height, 1, 1)) * _LIGHT[0]
    slope += (np.roll(height, -1, 0) - np.roll(height, 1, 0)) * _LIGHT[1]
    return np.asarray(1 + slope * strength, dtype=np.float32)


def _plain(rng: np.random.Generator, scale: float) -> Plane:
    return 1 + 0.008 * _grain(rng, 2 * scale, 0.6) + 0.008 * _grain(rng, 0.6, 2 * scale)


def _fine(rng: np.random.Generator, scale: float) -> Plane:
    return 1 + 0.008 * _grain(rng, 0.6, 6 * scale) + 0.006 * _grain(rng, 3 * scale, 0.6)


def _crepe(rng: np.random.Generator, scale: float) -> Plane:
    return 1 + 0.028 * _grain(rng, 0.7 * scale, 0.7 * scale)


def _threads(rng: np.random.Generator, scale: float, size: float, slub: float) -> Plane:
    count = _count(size, scale)
    wander = 0.35 * _grain(rng, 9 * scale, 9 * scale)
    warp = np.cos(2 * np.pi * _COLUMNS * count / TILE + wander)
    weft = np.cos(2 * np.pi * _ROWS * count / TILE + wander)
    slubs = _grain(rng, 0.7 * scale, 14 * scale) + _grain(rng, 14 * scale, 0.7 * scale)
    return np.asarray(1 + 0.03 * (warp * weft) * min(1.0, scale / 2.5) + slub * slubs)


def _linen(rng: np.random.Generator, scale: float) -> Plane:
    return _threads(rng, scale, 0.9, 0.026)


def _canvas(rng: np.random.Generator, scale: float) -> Plane:
    return _threads(rng, scale, 1.3, 0.02) + 0.015 * _grain(rng, scale, scale)


def _stitches(scale: float, width: float, height: float) -> Plane:
    """Knitted stitches: rows of small Vs, as a relief from 0 to 1."""
    columns, rows = _count(width, scale), _count(height, scale)
    x = np.mod(_COLUMNS * columns / TILE, 1) - 0.5
    leg = np.mod(_ROWS * rows / TILE + np.abs(x) * 1.15, 1) - 0.5
    bulge = np.cos(np.pi * leg) * np.clip(np.sin(np.pi * np.abs(x) * 2) * 1.3, 0, 1)
    return np.asarray(bulge, dtype=np.float32)


def _knitted(rng: np.random.Generator, scale: float, width: float, depth: float) -> Plane:
    stitches = _stitches(scale, width, width * 0.82)
    yarn = _grain(rng, 0.8 * scale, 0.8 * scale)
    reach = min(1.0, width * scale / 8)
    depth *= reach * min(1.0, 2.4 / scale)
    return np.asarray(_lit(stitches, 0.32 * depth) * (1 - 0.14 * depth + 0.2 * depth * stitches) + 0.012 * yarn)


def _fine_knit(rng: np.random.Generator, scale: float) -> Plane:
    return _knitted(rng, scale, 2.1, 0.8)


def _knit(rng: np.random.Generator, scale: float) -> Plane:
    return _knitted(rng, scale, 3.5, 1.0) + 0.014 * _grain(rng, 3 * scale, 3 * scale)


def _jersey(rng: np.random.Generator, scale: float) -> Plane:
    fine = _stitches(scale, 1.0, 0.9)
    return np.asarray(1 + 0.05 * (fine - fine.mean()) * min(1.0, scale / 3) + 0.009 * _grain(rng, 0.6, 2 * scale))


def _mohair(rng: np.random.Generator, scale: float) -> Plane:
    hairs = _grain(rng, 0.6, 5 * scale) + _grain(rng, 5 * scale, 0.6) + 1.2 * _grain(rng, 2 * scale, 1.4 * scale)
    return np.asarray(_knitted(rng, scale, 3.6, 0.4) + 0.04 * hairs)


def _rib(rng: np.random.Generator, scale: float) -> Plane:
    count = _count(4.6, scale)
    ridge = np.cos(2 * np.pi * _COLUMNS * count / TILE)
    stitches = _stitches(scale, 2.3, 1.9)
    relief = 0.5 + 0.5 * ridge
    return np.asarray((0.8 + 0.26 * relief) * (1 + 0.12 * (stitches - 0.4)) + 0.012 * _grain(rng, scale, scale))


def _wool(rng: np.random.Generator, scale: float) -> Plane:
    fibres = _grain(rng, 3.2 * scale, 0.7) + _grain(rng, 0.7, 3.2 * scale)
    return 1 + 0.017 * fibres + 0.017 * _grain(rng, 1.6 * scale, 1.6 * scale)


def _diagonal(rng: np.random.Generator, scale: float, size: float) -> Plane:
    count = _count(size, scale)
    wander = 0.5 * _grain(rng, 12 * scale, 12 * scale)
    return np.asarray(np.cos(2 * np.pi * (_COLUMNS - _ROWS) * count / TILE + wander))


def _twill(rng: np.random.Generator, scale: float) -> Plane:
    lines = _diagonal(rng, scale, 1.5) * min(1.0, scale / 3)
    return 1 + 0.04 * lines + 0.018 * _grain(rng, 0.7, 3 * scale)


def _denim(rng: np.random.Generator, scale: float) -> Plane:
    lines = _diagonal(rng, scale, 1.7) * min(1.0, scale / 2.2)
    slubs = _grain(rng, 0.8, 9 * scale)
    return np.asarray(1 + 0.05 * lines + 0.03 * slubs + 0.016 * _grain(rng, 0.9, 0.9))


def _cord(rng: np.random.Generator, scale: float) -> Plane:
    count = _count(5.2, scale)
    wander = 0.25 * _grain(rng, 2 * scale, 30 * scale)
    wave = 2 * np.pi * _COLUMNS * count / TILE + wander
    return np.asarray(0.96 + 0.15 * np.cos(wave) + 0.07 * np.sin(wave) + 0.02 * _grain(rng, scale, scale))


def _ripstop(rng: np.random.Generator, scale: float) -> Plane:
    count = _count(8, scale)
    thin = 14.0
    lines = [np.exp(thin * (np.cos(2 * np.pi * at * count / TILE) - 1)) for at in (_COLUMNS, _ROWS)]
    return np.asarray(1 - 0.05 * np.maximum(*lines) + 0.012 * _grain(rng, 0.7, 0.7))


def _leather(rng: np.random.Generator, scale: float) -> Plane:
    pebbles = np.abs(_grain(rng, 1.5 * scale, 1.5 * scale)) - 0.5 * np.abs(_grain(rng, 3 * scale, 3 * scale))
    return np.asarray(_lit(pebbles, 0.10) + 0.008 * _grain(rng, 5 * scale, 5 * scale))


def _nappa(rng: np.random.Generator, scale: float) -> Plane:
    return np.asarray(_lit(np.abs(_grain(rng, 1.2 * scale, 1.2 * scale)), 0.045))


def _suede(rng: np.random.Generator, scale: float) -> Plane:
    nap = _grain(rng, 9 * scale, 14 * scale)
    return 1 + 0.035 * nap + 0.03 * _grain(rng, 0.9 * scale, 1.4 * scale) + 0.02 * _grain(rng, 0.8, 0.8)


def _velvet(rng: np.random.Generator, scale: float) -> Plane:
    return 1 + 0.03 * _grain(rng, 7 * scale, 12 * scale) + 0.022 * _grain(rng, 0.7 * scale, 1.4 * scale)


def _straw(rng: np.random.Generator, scale: float) -> Plane:
    """Braids side by side, each of slanting blades."""
    rows = _count(6.5, scale)
    blades = _count(7.5, scale)
    row = _ROWS * rows / TILE
    across = np.abs(np.mod(row, 1) - 0.5)
    lean = np.where(np.mod(np.floor(row), 2) > 0, 1, -1)
    blade = np.cos(2 * np.pi * (_COLUMNS * blades / TILE + lean * np.mod(row, 1) * 0.8))
    relief = np.cos(np.pi * across) * (0.75 + 0.25 * blade)
    fibre = _grain(rng, 2.4 * scale, 0.7) + 0.8 * _grain(rng, 7 * scale, 1.2 * scale)
    return np.asarray((0.62 + 0.5 * relief) * (1 + 0.05 * fibre))


_WEAVES: dict[str, Callable[[np.random.Generator, float], Plane]] = {
    "plain": _plain,
    "fine": _fine,
    "crepe": _crepe,
    "linen": _linen,
    "canvas": _canvas,
    "fine knit": _fine_knit,
    "knit": _knit,
    "jersey": _jersey,
    "mohair": _mohair,
    "rib": _rib,
    "wool": _wool,
    "twill": _twill,
    "denim": _denim,
    "cord": _cord,
    "ripstop": _ripstop,
    "leather": _leather,
    "nappa": _nappa,
    "suede": _suede,
    "velvet": _velvet,
    "straw": _straw,
}
