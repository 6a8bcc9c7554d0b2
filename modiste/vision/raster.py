"""Shapes and smooth fields as arrays: polygons filled, lines stroked, planes resampled and blurred."""

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw

from modiste.vision.arrays import Plane

Points = npt.NDArray[np.float32]  # (n, 2): x to the right, y down, in pixels
_FINE = 3  # each pixel's coverage is counted on 3 × 3 points
_NARROW = 2.0  # pixels: below that, shrinking and enlarging leaves ripples
_LARGE = 500_000  # pixels from which on 2 × 2 points have to do
_RIBBON = 6  # steps of a thick line that are drawn at once

_BILINEAR, _BICUBIC, _BOX = Image.Resampling.BILINEAR, Image.Resampling.BICUBIC, Image.Resampling.BOX


def filled(outlines: Sequence[Points], width: int, height: int, shares: Sequence[float] = ()) -> Plane:
    """How much of each pixel the closed outlines cover, 0 to 1, or up to the outline's own share."""
    times = _FINE if width * height < _LARGE else 2
    fine = Image.new("L", (width * times, height * times))
    draw = ImageDraw.Draw(fine)
    for number, outline in enumerate(outlines):
        if len(outline) > 2:
            draw.polygon((outline * times).ravel().tolist(), fill=round(255 * shares[number]) if shares else 255)
    return _coverage(fine, times)


def stroked(lines: Sequence[Points], thickness: float, width: int, height: int) -> Plane:
    """How much of each pixel lines of this thickness cover, 0 to 1; lines must bend by small steps only."""
    fine = Image.new("L", (width * _FINE, height * _FINE))
    draw = ImageDraw.Draw(fine)
    wide = max(1.0, thickness * _FINE)
    faint = min(1.0, thickness * _FINE)
    for line in lines:
        if len(line) == 2 or wide < 5:
            draw.line((line * _FINE).ravel().tolist(), fill=255, width=round(wide))
        else:
            for outline in _ribbon(line * np.float32(_FINE), wide / 2):
                draw.polygon(outline.ravel().tolist(), fill=255)
    coverage = _coverage(fine, _FINE)
    return coverage if faint == 1 else coverage * np.float32(faint)


def _ribbon(line: Points, half_width: float) -> Iterator[Points]:
    """A thick line as outlines of a few steps each, so that none of them crosses itself."""
    way = np.empty_like(line)
    way[1:-1] = line[2:] - line[:-2]
    way[0], way[-1] = line[1] - line[0], line[-1] - line[-2]
    way *= np.float32(half_width) / (np.hypot(way[:, 0], way[:, 1])[:, None] + np.float32(1e-6))
    aside = np.stack([-way[:, 1], way[:, 0]], axis=1)
    left, right = line + aside, line - aside
    for start in range(0, len(line) - 1, _RIBBON):
        part = slice(start, start + _RIBBON + 1)
        yield np.concatenate([left[part], right[part][::-1]])


def _coverage(fine: Image.Image, times: int) -> Plane:
    coverage = np.array(fine.reduce(times), dtype=np.float32)
    coverage *= np.float32(1 / 255)
    return coverage


def resized(plane: Plane, width: int, height: int, *, is_smooth: bool = False) -> Plane:
    """The plane in another size; averaged when it shrinks, bilinear or, when `is_smooth`, bicubic when it grows."""
    if plane.shape == (height, width):
        return plane
    shrinks = width <= plane.shape[1] and height <= plane.shape[0]
    way = _BOX if shrinks else _BICUBIC if is_smooth else _BILINEAR
    return np.asarray(Image.fromarray(plane).resize((width, height), way))


def blurred(plane: Plane, radius: float) -> Plane:
    """The plane without anything finer than about `radius` pixels."""
    if radius < _NARROW:
        return softened(plane, max(1, round(radius * radius * 1.4)))
    height, width = plane.shape
    step = radius
    small = resized(plane, max(2, round(width / step)), max(2, round(height / step)))
    return resized(small, width, height, is_smooth=True)


def halved(plane: Plane) -> Plane:
    """The plane at half the size: each pixel the mean of four; its sides must be even."""
    tall = plane[::2] + plane[1::2]
    return (tall[:, ::2] + tall[:, 1::2]) * np.float32(0.25)


def doubled(plane: Plane) -> Plane:
    """The plane at twice the size, bilinear."""
    height, width = plane.shape
    half = np.float32(0.5)
    tall = np.empty((2 * height, width), np.float32)
    tall[::2] = plane
    np.add(plane[:-1], plane[1:], out=tall[1:-1:2])
    tall[1:-1:2] *= half
    tall[-1] = plane[-1]
    made = np.empty((2 * height, 2 * width), np.float32)
    made[:, ::2] = tall
    np.add(tall[:, :-1], tall[:, 1:], out=made[:, 1:-1:2])
    made[:, 1:-1:2] *= half
    made[:, -1] = tall[:, -1]
    return made


def softened(plane: Plane, times: int = 1) -> Plane:
    """The plane after `times` passes of the smallest blur: 1 2 1 along each axis."""
    quarter, half = np.float32(0.25), np.float32(0.5)
    for _ in range(times):
        across = plane * half
        across[:, 1:-1] += (plane[:, :-2] + plane[:, 2:]) * quarter
        across[:, 0] *= 2
        across[:, -1] *= 2
        plane = across * half
        plane[1:-1] += (across[:-2] + across[2:]) * quarter
        plane[0] *= 2
        plane[-1] *= 2
    return plane


class Texture:
    """A plane that is looked at often, through maps that turn, stretch and shift it."""

    def __init__(self, plane: Plane) -> None:
        self._image = Image.fromarray(plane)

    def seen(self, to_plane: Sequence[float], width: int, height: int) -> Plane:
        """The view through the affine map (a, b, c, d, e, f): a pixel at x, y shows ax + by + c, dx + ey + f."""
        view = self._image.transform((width, height), Image.Transform.AFFINE, tuple(to_plane), _BILINEAR)
        return np.asarray(view)


def gradients(plane: Plane) -> tuple[Plane, Plane]:
    """The slope along x and along y, by central differences; 0 at the border."""
    across, down = np.zeros_like(plane), np.zeros_like(plane)
    half = np.float32(0.5)
    np.subtract(plane[:, 2:], plane[:, :-2], out=across[:, 1:-1])
    np.subtract(plane[2:], plane[:-2], out=down[1:-1])
    across *= half
    down *= half
    return across, down
