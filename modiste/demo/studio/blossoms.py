"""Floral prints: meadows of many flowers on a large seamless repeat, drawn once per process."""

from dataclasses import dataclass, field
from functools import cache
from math import cos, pi, sin
from random import Random

import numpy as np
import numpy.typing as npt

from modiste.vision.raster import Points, filled

REPEAT = 288.0  # units after which a print repeats
LAYERS = ("leaf", "petal", "pale", "heart")  # in this order on the cloth

Packed = npt.NDArray[np.uint32]  # the cover of four layers, a byte each


@dataclass(slots=True)
class _Bed:
    """The shapes of one print by layer, in units."""

    chance: Random
    shapes: dict[str, list[Points]] = field(default_factory=lambda: {layer: [] for layer in LAYERS})

    def add(self, layer: str, points: list[tuple[float, float]]) -> None:
        """A shape, and its copies where it crosses the edge of the repeat."""
        shape = np.array(points, np.float32)
        low, high = shape.min(axis=0), shape.max(axis=0)
        for x in (-REPEAT, 0.0, REPEAT):
            for y in (-REPEAT, 0.0, REPEAT):
                if high[0] + x > 0 and low[0] + x < REPEAT and high[1] + y > 0 and low[1] + y < REPEAT:
                    self.shapes[layer].append(shape + np.array([x, y], np.float32))

    def blob(self, layer: str, x: float, y: float, radius: tuple[float, float], turn: float, wave: float = 0.0) -> None:
        """An ellipse, its edge a little uneven."""
        phase = self.chance.uniform(0, 2 * pi)
        points = []
        for number in range(18):
            angle = 2 * pi * number / 18
            swell = 1 + wave * sin(3 * angle + phase)
            across, down = radius[0] * cos(angle) * swell, radius[1] * sin(angle) * swell
            points.append((x + across * cos(turn) - down * sin(turn), y + across * sin(turn) + down * cos(turn)))
        self.add(layer, points)

    def leaf(self, x: float, y: float, length: float, width: float, turn: float) -> None:
        """A pointed leaf that begins at x, y."""
        bow = self.chance.uniform(-0.2, 0.2)
        points: list[tuple[float, float]] = []
        for share in (0, 0.15, 0.3, 0.5, 0.7, 0.87, 1, 0.87, 0.7, 0.5, 0.3, 0.15):
            side = 1 if len(points) < 7 else -1
            along = length * share
            aside = side * width * sin(pi * share) ** 0.8 + bow * length * sin(pi * share) * 0.5
            points.append((x + along * cos(turn) - aside * sin(turn), y + along * sin(turn) + aside * cos(turn)))
        self.add("leaf", points)

    def stem(self, x: float, y: float, length: float, turn: float, width: float = 0.9) -> tuple[float, float]:
        """A bent stalk; returns where it ends."""
        bend = self.chance.uniform(-0.5, 0.5)
        line = []
        for number in range(8):
            angle = turn + bend * number / 7
            line.append((x, y))
            x, y = x + length / 7 * cos(angle), y + length / 7 * sin(angle)
        left = [(a - width * sin(turn) / 2, b + width * cos(turn) / 2) for a, b in line]
        right = [(a + width * sin(turn) / 2, b - width * cos(turn) / 2) for a, b in line]
        self.add("leaf", left + right[::-1])
        return line[-1]


def _anemone(bed: _Bed, x: float, y: float, size: float, turn: float) -> None:
    petals = bed.chance.choice((5, 6, 6, 7))
    for number in range(petals):
        angle = turn + 2 * pi * number / petals
        far = size * 0.52
        bed.blob("petal", x + far * cos(angle), y + far * sin(angle), (size * 0.5, size * 0.42), angle, 0.06)
    for number in range(petals):
        angle = turn + 2 * pi * number / petals + 0.2
        bed.blob("pale", x + size * 0.5 * cos(angle), y + size * 0.5 * sin(angle), (size * 0.26, size * 0.07), angle)
    bed.blob("heart", x, y, (size * 0.2, size * 0.2), 0)
    for number in range(11):
        angle = 2 * pi * number / 11
        bed.blob("heart", x + size * 0.34 * cos(angle), y + size * 0.34 * sin(angle), (size * 0.05, size * 0.05), 0)


def _daisy(bed: _Bed, x: float, y: float, size: float, turn: float) -> None:
    petals = bed.chance.choice((9, 11, 12))
    for number in range(petals):
        angle = turn + 2 * pi * number / petals + bed.chance.uniform(-0.08, 0.08)
        far = size * 0.58
        bed.blob("pale", x + far * cos(angle), y + far * sin(angle), (size * 0.4, size * 0.14), angle)
    bed.blob("heart", x, y, (size * 0.26, size * 0.26), 0, 0.05)


def _rose(bed: _Bed, x: float, y: float, size: float, turn: float) -> None:
    for number in range(5):
        angle = turn + 2 * pi * number / 5
        bed.blob(
            "petal", x + size * 0.4 * cos(angle), y + size * 0.4 * sin(angle), (size * 0.55, size * 0.5), angle, 0.05
        )
    for ring, far in enumerate((0.62, 0.4, 0.2)):
        for number in range(4 - ring // 2):
            angle = turn + ring + 2 * pi * number / (4 - ring // 2)
            px, py = x + size * far * cos(angle), y + size * far * sin(angle)
            bed.blob("pale", px, py, (size * 0.07, size * (0.26 - 0.05 * ring)), angle, 0.1)
    bed.blob("heart", x, y, (size * 0.09, size * 0.09), 0)


def _bud(bed: _Bed, x: float, y: float, size: float, turn: float) -> None:
    for lean in (-0.5, 0.5, 0.0):
        angle = turn + lean
        px, py = x + size * 0.5 * cos(angle), y + size * 0.5 * sin(angle)
        bed.blob("petal" if lean else "pale", px, py, (size * 0.55, size * 0.25), angle)
    bed.leaf(x, y, size * 0.6, size * 0.14, turn + 0.9)
    bed.leaf(x, y, size * 0.6, size * 0.14, turn - 0.9)


def _sprig(bed: _Bed, x: float, y: float, size: float, turn: float) -> None:
    end = bed.stem(x, y, size * 2.6, turn)
    for share in (0.25, 0.45, 0.65):
        px, py = x + (end[0] - x) * share, y + (end[1] - y) * share
        for side in (-1, 1):
            bed.leaf(px, py, size * 0.75, size * 0.17, turn + side * 0.9)
    _bud(bed, end[0], end[1], size * 0.7, turn)


_FLOWERS = {
    # (kind, size from, size to, how many are tried)
    0: ((_rose, 17, 22, 26), (_anemone, 10, 13, 40), (_daisy, 5, 7, 90)),
    1: ((_anemone, 11, 14, 40), (_daisy, 8, 10, 70), (_sprig, 6, 8, 60), (_daisy, 4, 5, 140)),
    2: ((_sprig, 8, 10, 70), (_daisy, 6, 7.5, 80), (_bud, 6, 7, 120)),
}


@cache
def floral_tile(variant: int, scale: float) -> Packed:
    """One of three prints at `scale` pixels to the unit: the cover of each layer in a byte of its own."""
    bed = _Bed(Random(variant * 77 + 5))
    placed: list[tuple[float, float, float]] = []
    for flower, smallest, largest, tries in _FLOWERS[variant % len(_FLOWERS)]:
        for _ in range(tries):
            size = bed.chance.uniform(smallest, largest)
            x, y = bed.chance.uniform(0, REPEAT), bed.chance.uniform(0, REPEAT)
            if all(_apart(x, y, other) > (size + other[2]) * 1.12 for other in placed):
                turn = bed.chance.uniform(0, 2 * pi)
                if flower in (_rose, _anemone):
                    for number in range(bed.chance.choice((2, 3))):
                        lean = turn + number * 2.1 + bed.chance.uniform(-0.3, 0.3)
                        bed.leaf(x + size * 0.7 * cos(lean), y + size * 0.7 * sin(lean), size * 0.95, size * 0.24, lean)
                flower(bed, x, y, size, turn)
                placed.append((x, y, size))
    side = round(REPEAT * scale)
    covers = [filled([shape * np.float32(scale) for shape in bed.shapes[layer]], side, side) for layer in LAYERS]
    bytes_each = np.stack(covers, axis=2)
    return np.ascontiguousarray((bytes_each * 255 + 0.5).astype(np.uint8)).view(np.uint32)[..., 0]


def _apart(x: float, y: float, other: tuple[float, float, float]) -> float:
    """The distance on a sheet that repeats."""
    across, down = abs(x - other[0]), abs(y - other[1])
    across, down = min(across, REPEAT - across), min(down, REPEAT - down)
    return (across * across + down * down) ** 0.5
