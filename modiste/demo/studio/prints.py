"""The colours of a piece: its fabric's weave, and what is printed on it or woven into it."""

from collections.abc import Callable
from math import cos, pi, sin

import numpy as np

from modiste.demo.studio.blossoms import LAYERS, floral_tile
from modiste.demo.studio.fabrics import FABRICS
from modiste.demo.studio.scene import Piece, Stuff
from modiste.demo.studio.weaves import TILE, weave_tile
from modiste.vision.arrays import Plane
from modiste.vision.raster import doubled

_SCALES = (1.6, 4.4)  # pixels to the unit for which weaves are made: a whole garment, a close-up
_GRAINED = {"linen", "canvas", "fine knit", "knit", "rib", "twill", "denim", "cord", "ripstop", "straw", "mohair"}
_PARALLAX = 0.55  # units that a print shifts per unit of a fold's height

Rgb = tuple[float, float, float]


def rgb(colour: str) -> Rgb:
    """A colour as three numbers from 0 to 1."""
    return int(colour[1:3], 16) / 255, int(colour[3:5], 16) / 255, int(colour[5:7], 16) / 255


def coloured(piece: Piece, at: tuple[float, float], scale: float, shape: tuple[int, int], relief: Plane) -> list[Plane]:
    """Red, green and blue of a piece over a window whose corner is at `at`; `relief` bends what is printed on it."""
    stuff = piece.stuff
    made_for = min(_SCALES, key=lambda made: abs(made - scale))
    name = FABRICS[stuff.fabric].weave
    weave = weave_tile(name, made_for)
    turn = (cos(piece.turn * pi / 180), sin(piece.turn * pi / 180))
    light = np.ones(shape, np.float32)
    if weave is not None:
        light = _tiled(weave, at, turn if name in _GRAINED else (1.0, 0.0), scale, shape)
    if stuff.pattern == "floral":
        x, y = _coordinates(at, (1.0, 0.0), scale, shape, relief)
        return [plane * light for plane in _florals(x, y, stuff, made_for)]
    if stuff.pattern not in _PATTERNS:
        return [light * np.float32(value) for value in rgb(stuff.colour)]
    x, y = _coordinates(at, turn if stuff.pattern != "dot" else (1.0, 0.0), scale, shape, relief)
    share = _PATTERNS[stuff.pattern](x, y, stuff, 1.3 / scale)
    pairs = zip(rgb(stuff.colour), rgb(stuff.second), strict=True)
    return [(np.float32(first) + share * np.float32(second - first)) * light for first, second in pairs]


def _tiled(
    tile: Plane, at: tuple[float, float], turn: tuple[float, float], scale: float, shape: tuple[int, int]
) -> Plane:
    """The tile repeated over a window, one of its pixels to each of the picture's, turned about the sheet's origin."""
    height, width = shape
    left, top = at[0] * scale, at[1] * scale
    if turn[1] == 0:
        return _repeated(tile, int(left) & (TILE - 1), int(top) & (TILE - 1), width, height)
    across = (np.arange(width, dtype=np.float32) + np.float32(left + 4096))[None, :]
    down = (np.arange(height, dtype=np.float32) + np.float32(top + 4096))[:, None]
    x = (across * np.float32(turn[0]) + down * np.float32(turn[1])).astype(np.int32) & (TILE - 1)
    y = (down * np.float32(turn[0]) - across * np.float32(turn[1])).astype(np.int32) & (TILE - 1)
    return tile.ravel()[y * TILE + x]


def _repeated(tile: Plane, left: int, top: int, width: int, height: int) -> Plane:
    """The tile beside itself, from one of its own pixels on."""
    made = np.empty((height, width), np.float32)
    for y in range(-top, height, TILE):
        rows = slice(max(0, y), min(height, y + TILE))
        for x in range(-left, width, TILE):
            columns = slice(max(0, x), min(width, x + TILE))
            made[rows, columns] = tile[rows.start - y : rows.stop - y, columns.start - x : columns.stop - x]
    return made


def _coordinates(
    at: tuple[float, float], turn: tuple[float, float], scale: float, shape: tuple[int, int], relief: Plane
) -> tuple[Plane, Plane]:
    """Where on the cloth each pixel lies, in units along and across its grain."""
    height, width = shape
    bend = doubled(relief)[:height, :width] * np.float32(_PARALLAX)
    across = (np.arange(width, dtype=np.float32) / np.float32(scale) + np.float32(at[0]))[None, :]
    down = (np.arange(height, dtype=np.float32) / np.float32(scale) + np.float32(at[1]))[:, None]
    x = across * np.float32(turn[0]) + down * np.float32(turn[1]) + bend
    y = down * np.float32(turn[0]) - across * np.float32(turn[1]) + bend * np.float32(0.6)
    return x, y


def _line(along: Plane, period: float, start: float, width: float, pixel: float) -> Plane:
    """1 on lines of `width` units every `period`, 0 between, with edges one pixel soft."""
    place = np.mod(along - np.float32(start), np.float32(period))
    middle = np.abs(place - np.float32(width / 2))
    return np.clip((np.float32(width / 2) - middle) / np.float32(pixel) + np.float32(0.5), 0, 1)


def _stripes(x: Plane, y: Plane, stuff: Stuff, pixel: float) -> Plane:
    kind = stuff.variant % 4
    if not stuff.is_upright:
        return _line(y, (34, 24, 44, 30)[kind], 0, (11, 7, 20, 15)[kind], pixel)
    if kind == 3:
        return np.maximum(_line(x, 26, 4, 3, pixel), _line(x, 26, 10, 1.5, pixel))
    return _line(x, (17, 13, 22)[kind], 5, (3.4, 5.2, 10)[kind], pixel)


def _checks(x: Plane, y: Plane, stuff: Stuff, pixel: float) -> Plane:
    kind = stuff.variant % 3
    if kind == 0:  # gingham
        return (_line(x, 26, 3, 13, pixel) + _line(y, 26, 3, 13, pixel)) * np.float32(0.5)
    if kind == 1:  # a window pane on a faint ground
        panes = np.maximum(_line(x, 46, 3, 2.6, pixel), _line(y, 46, 3, 2.6, pixel))
        return np.maximum(
            panes * np.float32(0.9), (_line(x, 46, 26, 12, pixel) + _line(y, 46, 26, 12, pixel)) * np.float32(0.14)
        )
    wide = (_line(x, 50, 3, 18, pixel) + _line(y, 50, 3, 18, pixel)) * np.float32(0.42)
    fine = np.maximum(_line(x, 50, 36, 1.8, pixel), _line(y, 50, 36, 1.8, pixel))
    return np.maximum(wide, fine * np.float32(0.85))


def _dots(x: Plane, y: Plane, stuff: Stuff, pixel: float) -> Plane:
    size, radius = ((17.0, 3.6), (24.0, 6.0), (13.0, 2.2))[stuff.variant % 3]
    period = np.float32(size)
    u, v = (x + y) * np.float32(0.7071), (x - y) * np.float32(0.7071)
    u, v = np.mod(u, period) - period / 2, np.mod(v, period) - period / 2
    return np.clip((np.float32(radius) - np.hypot(u, v)) / np.float32(pixel) + np.float32(0.5), 0, 1)


_PATTERNS: dict[str, Callable[[Plane, Plane, Stuff, float], Plane]] = {
    "stripe": _stripes,
    "check": _checks,
    "dot": _dots,
}


def _florals(x: Plane, y: Plane, stuff: Stuff, scale: float) -> list[Plane]:
    """Base cloth with leaves, petals and hearts in colours that go with both of the garment's."""
    tile = floral_tile(stuff.variant % 3, scale)
    side = tile.shape[0]
    column = (x * np.float32(scale)).astype(np.int32) % side
    row = (y * np.float32(scale)).astype(np.int32) % side
    covers = tile.ravel()[row * side + column].view(np.uint8).reshape(*x.shape, len(LAYERS))
    planes = [np.full(x.shape, np.float32(value)) for value in rgb(stuff.colour)]
    for layer, colour in enumerate(_flower_colours(stuff)):
        cover = covers[..., layer] * np.float32(1 / 255)
        for plane, value in zip(planes, colour, strict=True):
            plane += (np.float32(value) - plane) * cover
    return planes


def _flower_colours(stuff: Stuff) -> tuple[Rgb, Rgb, Rgb, Rgb]:
    """The colours of the layers: leaves, petals, paler petals, hearts."""
    base, second = rgb(stuff.colour), rgb(stuff.second)
    is_dark = sum(base) < 1.35
    green: Rgb = (0.62, 0.68, 0.52) if is_dark else (0.38, 0.45, 0.33)
    leaf = _between(green, base, 0.25)
    white: Rgb = (0.97, 0.94, 0.88)
    pale = _between(second, white if sum(second) < 2.2 else _between(base, (0.75, 0.45, 0.4), 0.6), 0.55)
    heart: Rgb = (0.86, 0.64, 0.26) if sum(second) > 1.2 or is_dark else _between(second, (0.95, 0.8, 0.45), 0.8)
    return leaf, second, pale, heart


def _between(first: Rgb, second: Rgb, share: float) -> Rgb:
    red, green, blue = (a + (b - a) * share for a, b in zip(first, second, strict=True))
    return red, green, blue


def relief_of(stuff: Stuff, at: tuple[float, float], turn: float, step: float, shape: tuple[int, int]) -> Plane | None:
    """What a pattern adds to the height of its cloth, in units: the ropes of a cable knit."""
    if stuff.pattern != "cable":
        return None
    height, width = shape
    across = (np.arange(width, dtype=np.float32) * np.float32(step) + np.float32(at[0]))[None, :]
    down = (np.arange(height, dtype=np.float32) * np.float32(step) + np.float32(at[1]))[:, None]
    cosine, sine = np.float32(cos(turn * pi / 180)), np.float32(sin(turn * pi / 180))
    x, y = across * cosine + down * sine, down * cosine - across * sine
    period = np.float32(54)
    place = np.mod(x + period / 2, period) - period / 2
    wave = np.cos(y * np.float32(2 * pi / 46))
    lean = np.sin(y * np.float32(2 * pi / 46))
    ropes = np.zeros(shape, np.float32)
    for side in (-1, 1):
        away = np.abs(place - np.float32(side * 7.5) * wave)
        rope = np.sqrt(np.clip(1 - (away / np.float32(6.5)) ** 2, 0, 1)) * (
            np.float32(4.4) + np.float32(side * 1.5) * lean
        )
        np.maximum(ropes, rope, out=ropes)
    purl = np.clip(np.cos((np.abs(place) - np.float32(21)) * np.float32(2 * pi / 6.5)), 0, 1) * np.float32(1.1)
    return ropes + np.where(np.abs(place) > 16, purl, 0)
