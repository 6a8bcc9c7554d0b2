"""Putting what was drawn on the sheet: a little bent and tilted, as a hand lays it down, large, and in the middle."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from math import cos, pi, sin
from random import Random

import numpy as np
import numpy.typing as npt

from modiste.demo.studio.scene import Ball, Box, Part, Piece, Scene, Strand, Stuff
from modiste.vision.raster import Points

_SPACE = (506.0, 664.0)  # of the sheet's 600 × 800 units, for the garment
_MIDDLE = (300.0, 397.0)
_LARGEST_ZOOM = 1.25
# Waves that bend every line: radians per unit along x and y, and how far in units.
_SWAY = ((0.011, 0.006, 2.2), (-0.007, 0.013, 2.0), (0.021, 0.017, 0.9), (-0.026, 0.024, 0.6))

Bend = Callable[[Points], Points]


def laid_down(
    parts: Sequence[Part], stuff: Stuff, seed: int, detail: tuple[float, float] | None, *, sway: float, tilt: float
) -> Scene:
    """The scene of these parts; `sway` is how far lines stray, `tilt` how many degrees the whole lies aslant."""
    chance = Random(seed)
    bend = _bend(chance, sway, (tilt + chance.uniform(-1.1, 1.1)) * pi / 180)
    lines = [line for part in parts for line in _lines_of(part)]
    bent = bend(np.concatenate(lines))
    ends = np.cumsum([len(line) for line in lines])
    left, top, right, bottom = _box_of(parts, bent, ends)
    zoom = min(_LARGEST_ZOOM, _SPACE[0] / (right - left), _SPACE[1] / (bottom - top))
    x, y = _MIDDLE[0] - zoom * (left + right) / 2, _MIDDLE[1] - zoom * (top + bottom) / 2
    shift = np.array([x, y], np.float32)
    moved = iter(np.split(bent * np.float32(zoom) + shift, ends[:-1]))
    placed = tuple(_placed(part, moved, zoom) for part in parts)
    box = (left * zoom + x, top * zoom + y, right * zoom + x, bottom * zoom + y)
    if detail is None:
        detail = ((left + right) / 2, top + (bottom - top) * 0.3)
    else:
        point = bend(np.array([detail], np.float32))[0]
        detail = (float(point[0]), float(point[1]))
    return Scene(placed, box, stuff, seed, (detail[0] * zoom + x, detail[1] * zoom + y))


def _bend(chance: Random, sway: float, tilt: float) -> Bend:
    phases = [(chance.uniform(0, 2 * pi), chance.uniform(0, 2 * pi)) for _ in _SWAY]
    turn = np.array([[cos(tilt), sin(tilt)], [-sin(tilt), cos(tilt)]], np.float32)

    def bend(line: Points) -> Points:
        moved = line.copy()
        for (along, down, far), (first, second) in zip(_SWAY, phases, strict=True):
            wave = line[:, 0] * np.float32(along) + line[:, 1] * np.float32(down)
            moved[:, 0] += np.float32(far * sway) * np.sin(wave + np.float32(first))
            moved[:, 1] += np.float32(far * sway) * np.sin(wave + np.float32(second))
        return np.asarray(moved @ turn)

    return bend


def _lines_of(part: Part) -> Sequence[Points]:
    if isinstance(part, Piece):
        return part.outlines
    return (np.array(part.centres, np.float32),) if isinstance(part, Ball) else part.lines


def _placed(part: Part, moved: Iterator[Points], zoom: float) -> Part:
    """The part with its next lines of `moved`, and its widths as much larger; how high it is stays."""
    if isinstance(part, Piece):
        outlines = tuple(next(moved) for _ in part.outlines)
        return replace(part, outlines=outlines, puff=(part.puff[0] * zoom, part.puff[1] * zoom))
    if isinstance(part, Ball):
        centres = tuple((float(x), float(y)) for x, y in next(moved))
        return replace(part, centres=centres, radius=part.radius * zoom)
    return replace(part, lines=tuple(next(moved) for _ in part.lines), width=part.width * zoom)


def _box_of(parts: Sequence[Part], points: Points, ends: npt.NDArray[np.int64]) -> Box:
    """What pieces and strands fill; drawn lines and creases do not count."""
    low, high = np.full(2, np.inf), np.full(2, -np.inf)
    lines = iter(zip([0, *ends[:-1].tolist()], ends.tolist(), strict=True))
    for part in parts:
        reach = part.width / 2 if isinstance(part, Strand) else 0.0
        for _ in _lines_of(part):
            first, last = next(lines)
            if isinstance(part, Piece | Strand):
                low = np.minimum(low, points[first:last].min(axis=0) - reach)
                high = np.maximum(high, points[first:last].max(axis=0) + reach)
    return float(low[0]), float(low[1]), float(high[0]), float(high[1])
