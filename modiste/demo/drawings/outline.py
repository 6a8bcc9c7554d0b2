"""Paths as text: a garment is drawn as its right half around x = 0 and mirrored.

All paths use absolute M, L, C and Q commands, so that every number pair is a point.
"""

import re
from itertools import count

import numpy as np

from modiste.vision.raster import Points

_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_TOKEN = re.compile(r"[MLCQZ]|-?\d+(?:\.\d+)?")
_NEEDLESS_SPACE = re.compile(r" (?=[-MLCQZ])|(?<=[MLCQ]) ")
_PAIRS = {"M": 1, "L": 1, "C": 3, "Q": 2}
_COMMANDS = frozenset("MLCQZ")
_STEPS = 16  # points to which each curve or side is flattened
_T = (np.arange(1, _STEPS + 1, dtype=np.float32) / _STEPS)[:, None]
_BERNSTEIN = np.concatenate([(1 - _T) ** 3, 3 * _T * (1 - _T) ** 2, 3 * _T**2 * (1 - _T), _T**3], axis=1)

Point = tuple[float, float]
Box = tuple[float, float, float, float]


def tidy(value: float) -> str:
    """A number as it stands in a path: a hundredth of a unit is less than any picture shows."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def path(text: str) -> str:
    """The same path with short numbers."""
    short = _NUMBER.sub(lambda match: tidy(float(match[0])), " ".join(text.split()))
    return _NEEDLESS_SPACE.sub("", short)


def _spaced(text: str) -> str:
    """Space before every minus, so that turning it into a plus does not join two numbers."""
    return text.replace("-", " -")


def mirrored(text: str) -> str:
    """The path on the other side of x = 0."""
    seen = 0

    def turn(match: re.Match[str]) -> str:
        nonlocal seen
        seen += 1
        value = float(match[0])
        return tidy(-value if seen % 2 and value else value)

    return path(_NUMBER.sub(turn, _spaced(text)))


def both(text: str) -> str:
    """The path and its mirror image, as one."""
    return f"{path(text)} {mirrored(text)}"


def _segments(text: str) -> tuple[Point, list[tuple[str, list[Point]]]]:
    tokens = _TOKEN.findall(text)
    start = (float(tokens[1]), float(tokens[2]))
    position, segments = 3, []
    while position < len(tokens):
        command = tokens[position]
        count = _PAIRS[command]
        numbers = [float(token) for token in tokens[position + 1 : position + 1 + 2 * count]]
        segments.append((command, list(zip(numbers[::2], numbers[1::2], strict=True))))
        position += 1 + 2 * count
    return start, segments


def symmetric(half: str) -> str:
    """Close an open right half (top centre to bottom centre) with its mirror image."""
    return path(f"{half} {_way_back(half)}") + "Z"


def enclosed(right: str, bottom: str) -> str:
    """A closed path: down the right side, along a bottom that need not be symmetric, up the side's mirror image."""
    return path(f"{right} {bottom} {_way_back(right)}") + "Z"


def _way_back(half: str) -> str:
    """The commands that lead from the mirror image of a path's end to that of its beginning."""
    start, segments = _segments(half)
    points = [start] + [points[-1] for _, points in segments]
    back = []
    for number in range(len(segments) - 1, -1, -1):
        command, controls = segments[number]
        way = [*reversed(controls[:-1]), points[number]]
        back.append(command + " ".join(f"{tidy(-x)} {tidy(y)}" for x, y in way))
    return " ".join(back)


def polygon(*points: Point) -> str:
    """A closed path through straight lines."""
    return path("M" + " L".join(f"{x} {y}" for x, y in points)) + "Z"


def circle(x: float, y: float, radius: float) -> str:
    """A circle as a path (two half arcs drawn with curves, to stay mirrorable)."""
    k = radius * 0.5523
    r = radius
    return path(
        f"M{x} {y - r} C{x + k} {y - r} {x + r} {y - k} {x + r} {y} "
        f"C{x + r} {y + k} {x + k} {y + r} {x} {y + r}"
        f" C{x - k} {y + r} {x - r} {y + k} {x - r} {y} C{x - r} {y - k} {x - k} {y - r} {x} {y - r}"
    )


def rounded(x: float, y: float, width: float, height: float, radius: float) -> str:
    """A rectangle with rounded corners, as a path."""
    r, b = x + width, y + height
    return (
        path(
            f"M{x + radius} {y} L{r - radius} {y} Q{r} {y} {r} {y + radius} L{r} {b - radius}"
            f" Q{r} {b} {r - radius} {b} L{x + radius} {b} Q{x} {b} {x} {b - radius} L{x} {y + radius}"
            f" Q{x} {y} {x + radius} {y}"
        )
        + "Z"
    )


def flattened(text: str) -> list[Points]:
    """Each of the path's lines as points, close enough together to be bent; curves and sides have sixteen each."""
    lines: list[list[float]] = []
    curves: list[list[float]] = []
    tokens = _TOKEN.findall(text)
    position, here = 0, [0.0, 0.0]
    while position < len(tokens):
        command = tokens[position]
        size = 2 * _PAIRS.get(command, 0)
        position += 1
        while position < len(tokens) and tokens[position] not in _COMMANDS:
            given = [float(token) for token in tokens[position : position + size]]
            position += size
            if command == "M":
                lines.append([*given, len(curves)])
            else:
                curves.append([*here, *_as_cubic(here, given)])
            here = given[-2:]
    return _drawn(lines, curves)


def _as_cubic(start: list[float], given: list[float]) -> list[float]:
    """The last three points of a cubic curve that runs as this line, quadratic or cubic one does."""
    if len(given) == 6:
        return given
    (x, y), (ex, ey) = start, given[-2:]
    cx, cy = given[:2] if len(given) == 4 else ((x + ex) / 2, (y + ey) / 2)
    return [x + (cx - x) * 2 / 3, y + (cy - y) * 2 / 3, ex + (cx - ex) * 2 / 3, ey + (cy - ey) * 2 / 3, ex, ey]


def _drawn(lines: list[list[float]], curves: list[list[float]]) -> list[Points]:
    if not curves:
        return []
    controls = np.array(curves, np.float32).reshape(-1, 4, 2)
    points = np.einsum("tc,ncx->ntx", _BERNSTEIN, controls).reshape(-1, 2)
    found = []
    for number, (x, y, first) in enumerate(lines):
        last = lines[number + 1][2] if number + 1 < len(lines) else len(curves)
        run = points[int(first) * _STEPS : int(last) * _STEPS]
        if len(run):
            found.append(np.concatenate([np.array([[x, y]], np.float32), run]))
    return found


def shifted(text: str, x: float, y: float) -> str:
    """The path, moved."""
    numbers = count()
    return _NUMBER.sub(lambda match: tidy(float(match[0]) + (y if next(numbers) % 2 else x)), _spaced(text))
