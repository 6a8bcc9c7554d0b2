"""Plots that stand alone, for the docs: curves in panels, each axis linear or logarithmic, as one light SVG."""

from collections.abc import Callable, Sequence
from html import escape
from typing import NamedTuple

import numpy as np

from modiste.recommender.report.scales import Scale, short, ticks

WIDTH, HEIGHT = 340, 250
LEFT, RIGHT, TOP, BOTTOM = 52, 14, 44, 40
COLOURS = ("#8a8a8a", "#b3204d", "#2f6f8f", "#c98a1b")
RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


class Curve(NamedTuple):
    """A named line."""

    name: str
    x: Sequence[float]
    y: Sequence[float]


class Axis(NamedTuple):
    """Words at an axis; with `powers` it is logarithmic, from and to a power of ten."""

    words: str
    powers: tuple[int, int] | None = None
    zero: bool = True  # a linear axis begins at 0, or near the least value


class Panel(NamedTuple):
    """Curves over common axes."""

    title: str
    curves: Sequence[Curve]
    across: Axis
    up: Axis


def svg(rows: Sequence[Sequence[Panel]]) -> str:
    """Panels beside and below each other."""
    width, height = WIDTH * max(len(row) for row in rows), HEIGHT * len(rows)
    told = escape("; ".join(dict.fromkeys(panel.title for row in rows for panel in row)), quote=True)
    drawn = [
        f'<g transform="translate({column * WIDTH} {number * HEIGHT})">{_drawn(panel)}</g>'
        for number, row in enumerate(rows)
        for column, panel in enumerate(row)
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'font-family="sans-serif" font-size="11" fill="#333" role="img" aria-label="{told}">'
        f'<rect width="{width}" height="{height}" fill="#fff"/>\n{"".join(drawn)}</svg>\n'
    )


def powers_around(values: Sequence[float]) -> tuple[int, int]:
    """The powers of ten just below the least and just above the greatest value."""
    low, high = np.log10(min(values)), np.log10(max(values))
    return int(np.floor(low)), int(max(np.ceil(high), np.floor(low) + 1))


def _drawn(panel: Panel) -> str:
    right, bottom = WIDTH - RIGHT, HEIGHT - BOTTOM
    x, x_marks = _axis(panel.across, [v for curve in panel.curves for v in curve.x], LEFT, right)
    y, y_marks = _axis(panel.up, [v for curve in panel.curves for v in curve.y], bottom, TOP)
    parts = [f'<text x="{LEFT}" y="14" font-weight="bold">{escape(panel.title)}</text>']
    for mark, words in y_marks:
        parts.append(f'<path d="M{LEFT} {mark:.1f}H{right}" stroke="#ddd"/>')
        parts.append(f'<text x="{LEFT - 6}" y="{mark + 4:.1f}" text-anchor="end">{words}</text>')
    parts += [f'<text x="{mark:.1f}" y="{bottom + 15}" text-anchor="middle">{words}</text>' for mark, words in x_marks]
    middle = (LEFT + right) / 2
    parts.append(f'<text x="{middle:.0f}" y="{HEIGHT - 8}" text-anchor="middle">{escape(panel.across.words)}</text>')
    parts.append(f'<text x="{LEFT}" y="{TOP - 8}">{escape(panel.up.words)}</text>')
    key = right
    for curve, colour in reversed(list(zip(panel.curves, COLOURS, strict=False))):
        points = " ".join(_path([(x(a), y(b)) for a, b in zip(curve.x, curve.y, strict=True)]))
        parts.append(f'<polyline fill="none" stroke="{colour}" stroke-width="2" points="{points}"/>')
        parts.append(f'<text x="{key}" y="{TOP - 8}" text-anchor="end" fill="{colour}">{escape(curve.name)}</text>')
        key -= 8 + 7 * len(curve.name)
    return "".join(parts)


def _path(places: list[tuple[float, float]]) -> list[str]:
    """The places, without those that lie within a pixel of the last one drawn."""
    drawn = places[:1]
    for place in places[1:]:
        if max(abs(place[0] - drawn[-1][0]), abs(place[1] - drawn[-1][1])) >= 1 or place is places[-1]:
            drawn.append(place)
    return [f"{a:.1f},{b:.1f}" for a, b in drawn]


def _axis(axis: Axis, values: list[float], begin: float, end: float) -> tuple[Callable[[float], float], list]:
    """From a value to its place, and (place, words) of the marks."""
    if axis.powers:
        low, high = axis.powers
        line = Scale(low, high, begin, end)
        marks = range(low, high + 1, max(1, (high - low) // 5))
        return lambda v: line(np.log10(max(v, 10.0**low))), [(line(p), "10" + str(p).translate(RAISED)) for p in marks]
    base = 0.0 if axis.zero else min(values)
    steps = [base + step for step in ticks(max(values) - base)] if axis.zero else _near(min(values), max(values))
    line = Scale(steps[0], steps[-1], begin, end)
    return line, [(line(step), short(step)) for step in steps]


def _near(low: float, high: float) -> list[float]:
    """Round steps from below the least to above the greatest value."""
    width = ticks(high - low or abs(high))[1]
    first, last = int(np.floor(low / width)), int(np.ceil(high / width))
    return [round(number * width, 12) for number in range(first, last + 1)]
