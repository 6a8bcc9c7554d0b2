"""Paths as text: a garment is drawn as its right half around x = 0 and mirrored.

All paths use absolute M, L, C and Q commands, so that every number pair is a point.
"""

import re
from itertools import count, pairwise

_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_TOKEN = re.compile(r"[MLCQZ]|-?\d+(?:\.\d+)?")
_COMMAND = re.compile(r"([MLCQ])([^MLCQZ]*)")
_NEEDLESS_SPACE = re.compile(r" (?=[-MLCQZ])|(?<=[MLCQ]) ")
_PAIRS = {"M": 1, "L": 1, "C": 3, "Q": 2}

Point = tuple[float, float]
Box = tuple[float, float, float, float]


def tidy(value: float) -> str:
    """One decimal is a sixth of a pixel on the largest picture: enough, and half the bytes."""
    text = f"{value:.1f}"
    return "0" if text in ("-0.0", "0.0") else text.removesuffix(".0")


def path(text: str) -> str:
    """The same path with short numbers."""
    short = _NUMBER.sub(lambda match: tidy(float(match[0])), " ".join(text.split()))
    return _NEEDLESS_SPACE.sub("", short)


def whole_numbers(text: str) -> str:
    """The path in whole units: enough for what is blurred anyway."""
    return _NEEDLESS_SPACE.sub("", _NUMBER.sub(lambda match: f"{float(match[0]):.0f}", text))


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
    start, segments = _segments(half)
    points = [start] + [points[-1] for _, points in segments]
    back = []
    for number in range(len(segments) - 1, -1, -1):
        command, controls = segments[number]
        way = [*reversed(controls[:-1]), points[number]]
        back.append(command + " ".join(f"{tidy(-x)} {tidy(y)}" for x, y in way))
    return path(f"{half} {' '.join(back)}") + "Z"


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


def box_of(text: str) -> Box:
    """Left, top, right, bottom of a path, its curves sampled at their quarters."""
    points: list[Point] = []
    for command, arguments in _COMMAND.findall(text):
        numbers = [float(number) for number in _NUMBER.findall(arguments)]
        given = list(zip(numbers[::2], numbers[1::2], strict=True))
        size = _PAIRS[command]
        for start in range(0, len(given), size):
            points += _samples(points[-1], given[start : start + size]) if size > 1 else given[start : start + 1]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def _samples(start: Point, rest: list[Point]) -> list[Point]:
    """Three points on a Bézier curve of any degree, and its end."""
    found = []
    for t in (0.25, 0.5, 0.75):
        points = [start, *rest]
        while len(points) > 1:
            points = [(a + (c - a) * t, b + (d - b) * t) for (a, b), (c, d) in pairwise(points)]
        found.append(points[0])
    return [*found, rest[-1]]


def covers(outer: Box, inner: Box) -> bool:
    """Whether one box lies within the other."""
    return outer[0] <= inner[0] and outer[1] <= inner[1] and outer[2] >= inner[2] and outer[3] >= inner[3]


def shifted(text: str, x: float, y: float) -> str:
    """The path, moved."""
    numbers = count()
    return _NUMBER.sub(lambda match: tidy(float(match[0]) + (y if next(numbers) % 2 else x)), _spaced(text))
