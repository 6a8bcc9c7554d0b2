"""Charts as inline SVG: bars with whiskers, lines, and what was said against what came true.

Colours are CSS variables of the page (`--s0`, `--s1`, …), so that one drawing serves by day and by night. Each chart
has a title and a description for those who cannot see it; every number also stands in a table.
"""

from collections.abc import Sequence
from html import escape
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from modiste.recommender.bootstrap import Interval
from modiste.recommender.reliability import Reliability
from modiste.recommender.report.scales import Scale, short, ticks

WIDTH = 460
ROW = 34  # height of a bar's row
SHARES = [0.0, 0.01, 0.1, 0.25, 0.5, 1.0]
LABEL_GAP = 15  # least distance between labels at the ends of lines
Values = npt.NDArray[np.float64]


class Series(NamedTuple):
    """A named line in a colour (the number of a CSS variable), dashed when it is a reference."""

    name: str
    colour: int
    x: Values
    y: Values
    is_reference: bool = False


def bars(title: str, rows: Sequence[tuple[str, int, Interval]], best: str) -> str:
    """Return horizontal bars (name, colour, interval) with whiskers; the best one's value in bold."""
    steps = ticks(max((entry.high for _, _, entry in rows), default=1.0))
    left, right, top = 128, WIDTH - 62, 8
    height = top + ROW * len(rows) + 26
    x = Scale(0.0, steps[-1], left, right)
    parts = [_grid(x(step), top, x(step), height - 26) + _text(x(step), height - 9, short(step)) for step in steps]
    for number, (name, colour, entry) in enumerate(rows):
        middle = top + ROW * number + ROW / 2
        weight = " strong" if name == best else ""
        length = x(entry.mean) - left
        parts += [
            _text(left - 10, middle + 4.5, _clipped(name), f"name end{weight}", name),
            f'<rect class="bar c{colour}" x="{left}" y="{middle - 9:.1f}" width="{length:.1f}" height="18" rx="3">'
            f"<title>{escape(name)}: {entry.mean:.4f} ({entry.low:.4f} to {entry.high:.4f})</title></rect>",
            _whisker(x(entry.low), x(entry.high), middle),
            _text(WIDTH, middle + 4.5, f"{entry.mean:.4f}", f"value end{weight}"),
        ]
    told = "; ".join(f"{name} {entry.mean:.4f} ({entry.low:.4f} to {entry.high:.4f})" for name, _, entry in rows)
    return _svg(title, told, WIDTH, height, parts)


def lines(title: str, series: Sequence[Series], across: str, up: str, *, shares: bool = False) -> str:
    """Return lines over a common axis from 0, each named where it ends.

    With `shares` both axes go from 0 to 100 %, and the lower axis by its square root, because it is in the first few
    percent of the items that models differ.
    """
    height, left, right, top, bottom = 330, 46, WIDTH - 104, 26, 330 - 46
    x_steps = SHARES if shares else ticks(max(float(entry.x[-1]) for entry in series), 5)
    y_steps = ticks(max(float(entry.y.max()) for entry in series))
    bend, show = (np.sqrt, _percent) if shares else (np.asarray, short)
    x, y = Scale(0, float(bend(x_steps[-1])), left, right), Scale(0, y_steps[-1], bottom, top)
    parts = [_grid(left, y(step), right, y(step)) + _text(left - 8, y(step) + 4, show(step), "end") for step in y_steps]
    parts += [_text(x(float(bend(step))), bottom + 19, show(step)) for step in x_steps]
    parts += [_text((left + right) / 2, height - 6, across, "axis"), _text(0, 12, up, "axis start")]
    ends = _apart([y(float(entry.y[-1])) for entry in series], top, bottom)
    for entry, end in zip(series, ends, strict=True):
        along = zip(bend(entry.x).tolist(), entry.y.tolist(), strict=True)
        points = " ".join(f"{x(a):.1f},{y(b):.1f}" for a, b in along)
        own = "reference" if entry.is_reference else f"c{entry.colour}"
        parts += [
            f'<polyline class="line {own}" points="{points}"><title>{escape(entry.name)}</title></polyline>',
            f'<path class="leader" d="M{right + 2} {y(float(entry.y[-1])):.1f}L{right + 8} {end:.1f}"/>',
            _text(right + 11, end + 4, _clipped(entry.name, 15), f"end-label {own}", entry.name),
        ]
    told = "; ".join(f"{entry.name} ends at {show(round(float(entry.y[-1]), 4))}" for entry in series)
    return _svg(title, told, WIDTH, height, parts)


def honesty(name: str, colour: int, found: Reliability) -> str:
    """Return what a model's scores said against what came true: on the diagonal they are honest."""
    size, left, bottom = 220, 40, 220 - 34
    steps = ticks(max(float(found.high.max()), float(found.said.max())), 3)
    x, y = Scale(0, steps[-1], left, size - 10), Scale(0, steps[-1], bottom, 12)
    parts = [
        _grid(left, y(step), size - 10, y(step)) + _text(left - 6, y(step) + 4, _percent(step), "end") for step in steps
    ]
    parts += [_text(x(step), bottom + 17, _percent(step)) for step in steps]
    parts.append(f'<path class="line reference" d="M{left} {bottom}L{size - 10} 12"/>')
    for said, true, low, high in zip(found.said, found.came_true, found.low, found.high, strict=True):
        parts.append(f'<path class="whisker" d="M{x(said):.1f} {y(low):.1f}V{y(high):.1f}"/>')
        parts.append(
            f'<circle class="dot c{colour}" cx="{x(said):.1f}" cy="{y(true):.1f}" r="4.5">'
            f"<title>said {said:.2%}, came true {true:.2%}</title></circle>"
        )
    told = (
        f"Expected calibration error {found.error:.4f} over {int(found.count.sum())} places in {len(found.count)} bins"
    )
    return _svg(f"{name}: said against came true", told, size, size, parts)


def _svg(title: str, told: str, width: float, height: float, parts: Sequence[str]) -> str:
    return (
        f'<svg viewBox="0 0 {width:g} {height:g}" role="img" aria-label="{escape(title, quote=True)}. '
        f'{escape(told, quote=True)}">{"".join(parts)}</svg>'
    )


def _text(x: float, y: float, words: str, kind: str = "middle", whole: str = "") -> str:
    title = f"<title>{escape(whole)}</title>" if whole and whole != words else ""
    return f'<text class="{kind}" x="{x:.1f}" y="{y:.1f}">{title}{escape(words)}</text>'


def _grid(x1: float, y1: float, x2: float, y2: float) -> str:
    return f'<path class="grid" d="M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}"/>'


def _whisker(low: float, high: float, y: float) -> str:
    return (
        f'<path class="whisker" d="M{low:.1f} {y:.1f}H{high:.1f}M{low:.1f} {y - 5:.1f}v10M{high:.1f} {y - 5:.1f}v10"/>'
    )


def _percent(value: float) -> str:
    return f"{short(round(100 * value, 4))} %"


def _clipped(name: str, most: int = 17) -> str:
    return name if len(name) <= most else name[: most - 1] + "…"


def _apart(places: Sequence[float], top: float, bottom: float) -> list[float]:
    """Return places moved apart so that labels do not cover each other, in the same order from top to bottom.

    Examples
    --------
    >>> _apart([50.0, 50.0], 0, 100)
    [42.5, 57.5]
    """
    order = np.argsort(places, kind="stable")
    wanted = np.asarray(places, dtype=np.float64)[order]
    # Pooling adjacent violators: what overlaps forms a block that stands around its own mean.
    blocks: list[list[float]] = []
    for place in (wanted - LABEL_GAP * np.arange(len(wanted))).tolist():
        blocks.append([place])
        while len(blocks) > 1 and np.mean(blocks[-2]) > np.mean(blocks[-1]):
            blocks[-2:] = [blocks[-2] + blocks[-1]]
    level = np.concatenate([np.full(len(block), np.mean(block)) for block in blocks])
    level = np.clip(level, top, max(top, bottom - LABEL_GAP * (len(wanted) - 1)))
    moved = level + LABEL_GAP * np.arange(len(wanted))
    result = np.empty(len(moved))
    result[order] = moved
    return [float(place) for place in result]
