"""Padded cloth: quilted diamonds and the pillows of a puffer."""

import numpy as np

from modiste.demo.drawings.frame import Frame
from modiste.demo.drawings.outline import both
from modiste.demo.drawings.sketch import Sketch


def draw_quilting(sketch: Sketch, frame: Frame) -> None:
    """The stitching of a padded jacket, and how the padding swells between its lines."""
    if sketch.has("puffer"):
        _pillows(sketch, frame)
    if sketch.has("quilted"):
        _diamonds(sketch, frame)


def _pillows(sketch: Sketch, frame: Frame) -> None:
    w, step = frame.chest - 2, 58
    tops = range(int(frame.top) + 84, int(frame.hem_y) + 8, step)
    for low in tops:
        _quilt_line(sketch, -w, w, low, 13)
        swell = f"M{-w + 6} {low - step * 0.46} Q0 {low - step * 0.46 + 13} {w - 6} {low - step * 0.46}"
        sketch.crease(swell, step * 1.15, 11)
    for side in (-1, 1):
        for number in range(1, 7):
            x, y = frame.shoulder + 13 * number - 4, frame.shoulder_y + 56 * number
            d = (
                f"M{side * (x - 52 + number * 2.6)} {y + 14} Q{side * (x - 20)} {y + 15} "
                f"{side * (x + 12 - number)} {y - 4}"
            )
            if y < frame.shoulder_y + 370:
                sketch.crease(d, 14, -4.4)
                sketch.seam(d, depth=1.2, opacity=0.4)
                sketch.crease(d.replace(f"{y + 14} Q", f"{y - 14} Q"), 30, 2.5)


def _quilt_line(sketch: Sketch, left: float, right: float, y: float, sag: float) -> None:
    """A seam across padding, with the little folds that it pulls."""
    d = f"M{left} {y} Q{(left + right) / 2} {y + sag} {right} {y}"
    sketch.crease(d, 13, -4.6)
    sketch.seam(d, depth=1.4, opacity=0.4)
    chance = sketch.chance
    for x in np.arange(left + 6, right - 6, 9.0).tolist():
        share = 2 * (x - left) / (right - left) - 1
        middle = y + sag * 0.5 * (1 - share * share)
        up, down = chance.uniform(7, 20), chance.uniform(7, 20)
        lean = chance.uniform(-4, 4)
        sketch.crease(f"M{x} {middle - 1} L{x + lean} {middle - up}", 4, -1.3)
        sketch.crease(f"M{x + 4} {middle + 1} L{x + 4 - lean} {middle + down}", 4, -1.3)


def _diamonds(sketch: Sketch, frame: Frame) -> None:
    """Diagonal rows of stitches over the body, and over the sleeves where they are seen."""
    step, low, high = 34, frame.hem_y, frame.top + 42
    w = frame.chest - 5
    lines = []
    for start in range(-1200, 1200, step):
        for lean in (1, -1):
            # y = start + lean · x, kept within the body's box
            ends = [(x, start + lean * x) for x in (-w, w)]
            ends += [((y - start) / lean, y) for y in (high, low)]
            inside = sorted({(x, y) for x, y in ends if -w - 0.1 <= x <= w + 0.1 and high - 0.1 <= y <= low + 0.1})
            if len(inside) >= 2 and inside[-1][0] - inside[0][0] > 4:
                (x, y), (next_x, next_y) = inside[0], inside[-1]
                if not _is_outside(frame, x, y) and not _is_outside(frame, next_x, next_y):
                    lines.append(f"M{x} {y} L{next_x} {next_y}")
    d = " ".join(lines)
    sketch.mark(d, 9, sketch.base, opacity=0, depth=1.5, blur=3.2)
    sketch.seam(d, depth=1.1, opacity=0.24)
    for number in range(1, 9):
        x, y = frame.shoulder + 10 * number - 8, frame.shoulder_y + 40 * number
        if y < frame.shoulder_y + 350:
            line = f"M{x - 46 + number * 2.4} {y + 20} L{x + 6} {y - 12}"
            other = f"M{x - 40 + number * 2.4} {y - 16} L{x + 10} {y + 16}"
            for d in (line, other):
                sketch.mark(both(d), 9, sketch.base, opacity=0, depth=1.3, blur=3.2)
                sketch.seam(both(d), depth=1, opacity=0.24)


def _is_outside(frame: Frame, x: float, y: float) -> bool:
    """Whether a point lies above the shoulders."""
    slope = (frame.shoulder_y - frame.top) / (frame.shoulder - frame.neck)
    return y < frame.top + max(0.0, abs(x) - frame.neck) * slope + 2
