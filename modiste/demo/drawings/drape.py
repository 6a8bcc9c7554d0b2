"""Cloth that hangs: skirts fall in folds that widen to a waving hem, gathers spring from a seam, pleats are pressed."""

from modiste.demo.drawings.sketch import Sketch
from modiste.demo.drawings.tones import darker


def waving(points: list[tuple[float, float]]) -> str:
    """A smooth curve through points, as the continuation of a path that has reached the first."""
    parts = []
    for (x, y), (next_x, next_y) in zip(points, points[1:], strict=False):
        middle = (x + next_x) / 2
        parts.append(f" C{middle} {y} {middle} {next_y} {next_x} {next_y}")
    return "".join(parts)


def hem_points(
    sketch: Sketch, half_width: float, side_y: float, middle_y: float, folds: list[float], depth: float
) -> list[tuple[float, float]]:
    """A hem from right to left that hangs lower where folds (shares of the width) come forward."""
    chance = sketch.chance
    shares = sorted({-1.0, 1.0, *folds, *((a + b) / 2 for a, b in zip(folds, folds[1:], strict=False))}, reverse=True)
    points = []
    for share in shares:
        y = middle_y + (side_y - middle_y) * share * share
        if abs(share) < 1:
            y += depth * chance.uniform(0.6, 1.2) if share in folds else -depth * chance.uniform(0.6, 1.2)
        points.append((half_width * share, y))
    return points


def fold_shares(sketch: Sketch, count: int) -> list[float]:
    """Where the folds of a skirt come down: unevenly across its width, -1 to 1."""
    step = 2 / (count + 1)
    return [-1 + step * (n + 1) + sketch.chance.uniform(-0.3, 0.3) * step for n in range(count)]


def fan(  # noqa: PLR0913
    sketch: Sketch, waist: float, top: float, hem: float, hem_y: float, folds: list[float], height: float
) -> None:
    """Folds that begin somewhere below the waist and widen down to the hem, each with the hollow beside it."""
    chance = sketch.chance
    gap = 2 * hem / (len(folds) + 1)
    for share in folds:
        start = top + (hem_y - top) * chance.uniform(0.04, 0.42)
        part = (start - top) / (hem_y - top)
        x = (waist + (hem - waist) * part) * share
        sway = chance.uniform(-10, 10)
        d = f"M{x} {start} Q{(x + hem * share) / 2 + sway} {(start + hem_y) / 2} {hem * share} {hem_y + 14}"
        wide = gap * chance.uniform(0.5, 0.75)
        sketch.crease(d, wide, height * chance.uniform(0.75, 1.25), is_open=True)
        aside = gap * 0.5
        hollow = (
            f"M{x + 4} {start + 20} Q{(x + hem * share + aside) / 2 + sway} {(start + hem_y) / 2} "
            f"{hem * share + aside} {hem_y + 14}"
        )
        sketch.crease(hollow, wide * 0.5, -height * chance.uniform(0.3, 0.7), is_open=True)


def gathers(
    sketch: Sketch, half_width: float, side_y: float, middle_y: float, length: float, *, height: float = 2.0
) -> None:
    """Small folds below a gathered seam, of many lengths."""
    chance = sketch.chance
    count = max(7, round(half_width / 6.5))
    for number in range(-count, count + 1):
        share = (number + chance.uniform(-0.4, 0.4)) / (count + 0.6)
        y = middle_y + (side_y - middle_y) * share * share
        long = length * chance.choice((0.25, 0.4, 0.55, 0.9)) * chance.uniform(0.8, 1.2)
        x, lean = half_width * share, share * long * 0.16
        d = f"M{x} {y} Q{x + lean * 0.3 + chance.uniform(-3, 3)} {y + long * 0.5} {x + lean} {y + long}"
        sketch.crease(d, chance.uniform(4.5, 8), height * chance.uniform(0.7, 1.2))


def pleats(sketch: Sketch, waist: float, top: float, hem: float, hem_y: float, count: int) -> None:
    """Knife pleats, pressed sharp, all lying the same way."""
    shade = darker(sketch.base, 0.75)
    for number in range(-count, count + 1):
        share = number / (count + 0.55)
        low = hem_y + 22 * (1 - share * share) - 1
        sway = sketch.chance.uniform(-3, 3)
        middle = (waist + hem) / 2 * share + sway
        edge = f"M{waist * share} {top + 4} Q{middle} {(top + low) / 2} {hem * share} {low}"
        sketch.crease(
            f"M{waist * share + 3} {top} Q{middle + 5} {(top + low) / 2} {hem * share + 9} {low + 16}",
            11,
            2.6,
            is_open=True,
        )
        sketch.mark(edge, 1.8, shade, opacity=0.32, depth=1.5)
