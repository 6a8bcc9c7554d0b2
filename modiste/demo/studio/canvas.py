"""The plane on which a scene is built up before it is lit: how coloured, opaque, high and glossy each point is."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from math import log2

import numpy as np

from modiste.demo.studio.camera import Camera
from modiste.demo.studio.fabrics import FABRICS
from modiste.demo.studio.folds import lie_of
from modiste.demo.studio.prints import coloured, relief_of, rgb
from modiste.demo.studio.scene import Ball, Box, Crease, Mark, Part, Piece, Strand, Stuff
from modiste.vision.arrays import Plane, Planes
from modiste.vision.raster import Points, blurred, filled, halved, stroked

_FAINTEST = 0.75  # pixels: a groove that is shallower is not seen

Window = tuple[int, int, int, int]  # left, top, right, bottom in pixels, even
Here = tuple[slice, slice]


class Canvas:
    """A window of the picture. What is partly transparent is kept multiplied by its opacity.

    Colours are as fine as the picture; heights and gloss are kept at half its resolution, as light is soft: `relief`
    is how the cloth lies, `level` how many layers lie there and what is sewn on or pressed in.
    """

    def __init__(self, camera: Camera, box: Box, seed: int) -> None:
        self.camera = camera
        self.seed = seed
        left, top, right, bottom = camera.seen(box)
        self.left, self.top = left, top
        self.width, self.height = max(4, right - left), max(4, bottom - top)
        shape, half = (self.height, self.width), (self.height // 2, self.width // 2)
        self.colour: Planes = np.zeros((3, *shape), np.float32)
        self.alpha: Plane = np.zeros(shape, np.float32)
        self.relief: Plane = np.zeros(half, np.float32)
        self.level: Plane = np.zeros(half, np.float32)
        self.gloss: Plane = np.zeros(half, np.float32)
        self.lift: Plane = np.zeros(half, np.float32)

    def lay(self, parts: Iterable[Part]) -> None:
        """Put parts on top, one after the other; folds that follow each other are laid together."""
        for is_crease, run in groupby(parts, key=lambda part: isinstance(part, Crease)):
            if is_crease:
                self._lay_creases([part for part in run if isinstance(part, Crease)])
                continue
            for part in run:
                self._lay_one(part)

    def _lay_one(self, part: Part) -> None:
        if isinstance(part, Piece):
            self._lay_piece(part)
        elif isinstance(part, Strand):
            self._lay_strand(part)
        elif isinstance(part, Mark):
            self._lay_mark(part)
        elif isinstance(part, Ball):
            self._lay_ball(part)

    def _lay_piece(self, piece: Piece) -> None:
        lines = self._pixels(piece.outlines)
        window = self._window(lines, 1)
        if window is None:
            return
        here, there = _slices(window)
        mask = filled(_shifted(lines, window), window[2] - window[0], window[3] - window[1])
        half = halved(mask)
        relief = self.relief[there]
        at = self._units(window)
        if piece.folds:
            relief += (lie_of(piece, half.shape, at, 2 / self.camera.scale, self.seed) - relief) * half
        woven = relief_of(piece.stuff, at, piece.turn, 2 / self.camera.scale, half.shape)
        if woven is not None:
            relief += woven * half
        if piece.puff[1]:
            relief += _puffed(half, piece.puff[0] * self.camera.scale / 2) * np.float32(piece.puff[1])
        planes = coloured(piece, at, self.camera.scale, mask.shape, relief)
        self._paint(here, mask, planes, piece.shade)
        self._raise(there, half, piece.thick)
        self._shine(there, half, piece.stuff)

    def _lay_strand(self, strand: Strand) -> None:
        lines = self._pixels(strand.lines)
        width = strand.width * self.camera.scale
        window = self._window(lines, width / 2 + 1)
        if window is None:
            return
        here, there = _slices(window)
        moved = _shifted(lines, window)
        shape = (window[2] - window[0], window[3] - window[1])
        mask = stroked(moved, width, *shape)
        if strand.is_within:
            mask *= self.alpha[here]
        half = halved(mask)
        self._paint(here, mask, rgb(strand.stuff.colour))
        if strand.is_within and width > 5:
            relief = self.relief[there]
            relief += (blurred(relief, width / 2) - relief) * half
        if strand.is_round and width > 4:
            self.level[there] += _puffed(half, width * 0.2) * np.float32(strand.thick)
        else:
            self._raise(there, half, strand.thick)
        self._shine(there, half, strand.stuff)

    def _lay_mark(self, mark: Mark) -> None:
        if not mark.opacity and abs(mark.depth) * self.camera.scale < _FAINTEST:
            return
        lines = self._pixels(mark.lines)
        width = max(0.8, mark.width * self.camera.scale)
        blur = mark.blur * self.camera.scale
        window = self._window(lines, width / 2 + 1 + 2.5 * blur)
        if window is None:
            return
        here, there = _slices(window)
        mask = stroked(_shifted(lines, window), width, window[2] - window[0], window[3] - window[1])
        if blur:
            mask = np.clip(blurred(mask, blur), 0, 1)
        mask = mask * self.alpha[here]  # what is drawn on cloth ends where the cloth does
        if mark.opacity:
            faded = mask * np.float32(mark.opacity)
            for own, value in zip(self.colour[:, here[0], here[1]], rgb(mark.colour), strict=True):
                own += (np.float32(value) - own) * faded
        if mark.depth:
            self.level[there] -= halved(mask) * np.float32(mark.depth)

    def _lay_creases(self, creases: Sequence[Crease]) -> None:
        """Folds of about one width are drawn at once: crests apart from valleys."""
        by_kind: dict[tuple[int, bool], list[Crease]] = {}
        for crease in creases:
            by_kind.setdefault((round(3 * log2(crease.width)), crease.height > 0), []).append(crease)
        for alike in by_kind.values():
            half_width = sum(crease.width for crease in alike) / len(alike) * self.camera.scale / 4
            highest = max(alike, key=lambda crease: abs(crease.height)).height
            leaves, shares = [], []
            for crease in alike:
                lines = self._pixels(crease.lines)
                leaves += [_tapered(line * np.float32(0.5), half_width, is_open=crease.is_open) for line in lines]
                shares += [crease.height / highest] * len(lines)
            window = self._window([leaf * 2 for leaf in leaves], 4 * half_width + 4)
            if window is not None:
                left, top, right, bottom = (edge // 2 for edge in window)
                corner = np.array([left, top], np.float32)
                mask = filled([leaf - corner for leaf in leaves], right - left, bottom - top, shares)
                soft = blurred(mask, max(1.0, half_width * 0.6)) * np.float32(0.5 * highest)
                soft += blurred(mask, max(1.5, half_width * 1.6)) * np.float32(0.8 * highest)
                self.relief[top:bottom, left:right] += soft

    def _lay_ball(self, ball: Ball) -> None:
        radius = ball.radius * self.camera.scale
        centres = self._pixels((np.array(ball.centres, np.float32),))[0]
        for centre in centres:
            window = self._window([centre[None]], radius + 2)
            if window is None:
                continue
            here, there = _slices(window)
            distance = _distance(centre - np.array(window[:2]), window[2] - window[0], window[3] - window[1])
            mask = np.clip(radius - distance + 0.5, 0, 1)
            self._paint(here, mask, rgb(ball.stuff.colour))
            dome = np.sqrt(np.clip(1 - (distance / radius) ** 2, 0, 1)) + np.where(distance > radius * 0.72, 0.25, 0)
            height = mask * (dome * np.float32(0.32 * ball.radius) + np.float32(0.4))
            self.level[there] += halved(height)
            self._shine(there, halved(mask), ball.stuff)
            for number in range(ball.holes):
                turn = np.pi * (2 * number / ball.holes + 0.25)
                place = centre - np.array(window[:2]) + radius * 0.3 * np.array([np.cos(turn), np.sin(turn)])
                hole = np.clip(radius * 0.16 - _distance(place, *mask.shape[::-1]) + 0.5, 0, 1)
                self.colour[:, here[0], here[1]] *= 1 - np.float32(0.65) * hole

    def _pixels(self, lines: Sequence[Points]) -> list[Points]:
        """Lines in units as lines in pixels of this canvas."""
        camera = self.camera
        shift = np.array([camera.x * camera.scale + self.left, camera.y * camera.scale + self.top], np.float32)
        return [line * np.float32(camera.scale) - shift for line in lines]

    def _window(self, lines: Sequence[Points], margin: float) -> Window | None:
        """The even pixels that lines touch, or None when they touch none."""
        points = np.concatenate(lines)
        low, high = points.min(axis=0) - margin, points.max(axis=0) + margin
        left, top = max(0, int(low[0])) & ~1, max(0, int(low[1])) & ~1
        right, bottom = min(self.width, int(high[0]) + 3) & ~1, min(self.height, int(high[1]) + 3) & ~1
        return (left, top, right, bottom) if right > left and bottom > top else None

    def _units(self, window: Window) -> tuple[float, float]:
        camera = self.camera
        return (window[0] + self.left) / camera.scale + camera.x, (window[1] + self.top) / camera.scale + camera.y

    def _paint(self, here: Here, mask: Plane, planes: Sequence[Plane | float], shade: float = 1) -> None:
        for own, plane in zip(self.colour[:, here[0], here[1]], planes, strict=True):
            own += ((plane if shade == 1 else plane * np.float32(shade)) - own) * mask
        alpha = self.alpha[here]
        np.maximum(alpha, mask, out=alpha)

    def _raise(self, there: Here, half: Plane, thick: float) -> None:
        """Lay something this thick on what is beneath it, on the higher of it rather."""
        level = self.level[there]
        weights = half * (np.maximum(level, 0) + np.float32(0.01))
        total = float(weights.sum())
        beneath = float(np.vdot(level, weights)) / total if total else 0.0
        level += (np.float32(beneath + thick) - level) * half

    def _shine(self, there: Here, half: Plane, stuff: Stuff) -> None:
        fabric = FABRICS[stuff.fabric]
        for own, value in ((self.gloss[there], fabric.gloss), (self.lift[there], fabric.lift)):
            own += (np.float32(value) - own) * half


def _slices(window: Window) -> tuple[Here, Here]:
    """The window in the picture, and in what is kept at half its resolution."""
    left, top, right, bottom = window
    whole = (slice(top, bottom), slice(left, right))
    return whole, (slice(top // 2, bottom // 2), slice(left // 2, right // 2))


def _shifted(lines: Sequence[Points], window: Window) -> list[Points]:
    corner = np.array(window[:2], np.float32)
    return [line - corner for line in lines]


def _distance(centre: Plane, width: int, height: int) -> Plane:
    """How far each pixel's middle is from a point."""
    across = np.arange(width, dtype=np.float32) + np.float32(0.5 - centre[0])
    down = np.arange(height, dtype=np.float32) + np.float32(0.5 - centre[1])
    return np.asarray(np.hypot(across[None, :], down[:, None]))


def _puffed(mask: Plane, radius: float) -> Plane:
    """0 at the edges, rising to 1 about `radius` pixels further in, as a cushion does."""
    inside = np.clip(blurred(mask, max(1.0, radius)) * 2 - 1, 0, 1)
    return np.asarray(np.sqrt(inside * (2 - inside)))


def _tapered(line: Points, half_width: float, *, is_open: bool) -> Points:
    """The outline of a leaf along a line, `half_width` to each side in its middle, or at its end when `is_open`."""
    way = np.empty_like(line)
    way[1:-1] = line[2:] - line[:-2]
    way[0], way[-1] = line[1] - line[0], line[-1] - line[-2]
    way /= np.hypot(way[:, 0], way[:, 1])[:, None] + np.float32(1e-6)
    aside = np.stack([-way[:, 1], way[:, 0]], axis=1)
    end = np.pi * (0.55 if is_open else 1) - 0.03
    share = np.sin(np.linspace(0.03, end, len(line), dtype=np.float32))[:, None] * np.float32(half_width)
    return np.concatenate([line + aside * share, (line - aside * share)[::-1]])
