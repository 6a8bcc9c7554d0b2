"""Sleeves: each is drawn once on the right and mirrored, behind the body."""

from dataclasses import dataclass

from modiste.demo.drawings.frame import Frame
from modiste.demo.drawings.outline import Point, both, mirrored, polygon
from modiste.demo.drawings.sketch import Sketch
from modiste.demo.studio.fabrics import FABRICS

_TILT = 13


@dataclass(frozen=True, slots=True)
class Sleeve:
    """Where a sleeve ends: the outer and inner corner of its opening, and how far it swells on the way."""

    outer: Point
    inner: Point
    swell: float = 0
    lift: float = 0


def _sleeve_of(name: str, frame: Frame, width: float) -> Sleeve | None:
    x, y, s = frame.shoulder, frame.shoulder_y, frame.scale

    def ends(dx: float, dy: float, opening: float, swell: float = 0, lift: float = 0) -> Sleeve:
        outer = (x + dx * s, y + dy * s)
        inner = (outer[0] - (opening + width) * s, outer[1] + (opening + width) * s * 0.24)
        return Sleeve(outer, inner, swell * s, lift * s)

    return {
        "cap": ends(34, 54, 58),
        "short": ends(58, 122, 66, 2),
        "elbow": ends(66, 205, 62, 2),
        "rolled": ends(64, 238, 58, 4),
        "long": ends(84, 388, 42, 4),
        "puff": ends(44, 118, 44, 34, 20),
        "balloon": ends(80, 372, 34, 40, 6),
        "bell": ends(98, 330, 92, 0),
    }.get(name)


def draw_sleeves(sketch: Sketch, frame: Frame, name: str, *, cuff: str = "hem", width: float = 0) -> None:
    """Both sleeves with their cuffs; `cuff` is hem, shirt, rib or turned."""
    sleeve = _sleeve_of(name, frame, width)
    if sleeve is None:
        return
    outline = _outline(frame, sleeve)
    for d, turn in ((outline, -_TILT), (mirrored(outline), _TILT)):
        sketch.panel(d, "sleeve", turn=turn, puff=(13 * frame.scale, 3.2))
    for side in (1, -1):
        _creases(sketch, frame, sleeve, name, side)
    _cuffs(sketch, sleeve, "gathered" if name in ("puff", "balloon") else cuff)


def _outline(frame: Frame, sleeve: Sleeve) -> str:
    (ox, oy), (ix, iy) = sleeve.outer, sleeve.inner
    x, y, swell = frame.shoulder, frame.shoulder_y, sleeve.swell
    mx, my = (x + ox) / 2, (y + oy) / 2
    bx, by = (frame.chest + ix) / 2, (frame.armpit_y + iy) / 2
    return (
        f"M{x - 26} {y - 4} C{x - 8} {y - 1 - sleeve.lift} {x + 8 + swell * 0.6} {y + 3 - sleeve.lift} "
        f"{x + 14 + swell * 0.8} {y + 26 - sleeve.lift * 0.3} "
        f"C{mx + 10 + swell} {my} {ox + swell * 0.9} {oy - (oy - my) * 0.5} {ox} {oy} L{ix} {iy} "
        f"C{ix - swell * 0.5} {iy - (iy - by) * 0.5} {bx - swell * 0.2} "
        f"{by + 6} {frame.chest - 3} {frame.armpit_y + 8} "
        f"L{frame.chest - 30} {frame.armpit_y - 40}Z"
    )


def _creases(sketch: Sketch, frame: Frame, sleeve: Sleeve, name: str, side: int) -> None:
    """Gathers above a tight cuff, folds across elbow and armpit; `side` is 1 on the right, -1 on the left."""
    (ox, oy), (ix, iy) = sleeve.outer, sleeve.inner
    x, y, s = frame.chest, frame.armpit_y, frame.scale
    chance = sketch.chance
    strength = FABRICS[sketch.fabric].crumple * 0.8 + 0.7
    if name in ("puff", "balloon"):
        for number in range(7):
            share = (number + chance.uniform(0.2, 0.8)) / 7
            ex, ey = ix + (ox - ix) * share, iy + (oy - iy) * share
            long = chance.uniform(36, 84) * s
            d = (
                f"M{side * ex} {ey} Q{side * (ex + (share - 0.4) * 26)} {ey - long * 0.5} "
                f"{side * (ex + (share - 0.5) * 34)} {ey - long}"
            )
            sketch.crease(d, chance.uniform(6, 9) * s, 2.4)
    if name in ("long", "balloon", "bell", "rolled", "elbow"):
        mx, my = (x + ix) / 2, (y + iy) / 2
        bow = (ox - ix) * 0.5 + 22 * s
        for number in range(5):
            way = chance.uniform(-0.1, 1.0)
            sx, sy = x + (ix - x) * (0.08 + 0.2 * number), y + (iy - y) * (0.08 + 0.2 * number)
            reach = bow * chance.uniform(0.5, 1.1)
            d = (
                f"M{side * (sx + 3)} {sy + 4} Q{side * (sx + reach * 0.5)} {sy + 6 * way} "
                f"{side * (sx + reach)} {sy - 16 * way}"
            )
            sketch.crease(d, chance.uniform(6, 11) * s, strength * chance.uniform(0.5, 1.2))
        d = f"M{side * (mx + 4)} {my} Q{side * (mx + bow * 0.5)} {my + 5} {side * (mx + bow * 0.9)} {my - 8}"
        sketch.crease(d, 10 * s, strength)
    elif name in ("short", "cap"):
        for number in range(2):
            way = chance.uniform(0.4, 1.2)
            d = (
                f"M{side * (x + 2)} {y + 4 - 16 * number} Q{side * (x + 18)} {y - 8 * way} "
                f"{side * (x + 34)} {y - 34 * way}"
            )
            sketch.crease(d, 9 * s, strength * 0.9)


def _along(sleeve: Sleeve, start: float, depth: float, spread: float = 0) -> str:
    """A band across the sleeve from `start` to `start + depth` above its opening."""
    (ox, oy), (ix, iy) = sleeve.outer, sleeve.inner
    length = ((ox - ix) ** 2 + (oy - iy) ** 2) ** 0.5
    ux, uy = (ox - ix) / length, (oy - iy) / length
    nx, ny = uy, -ux  # from the opening towards the shoulder
    a, b = start, start + depth
    return polygon(
        (ox + nx * a + ux * spread, oy + ny * a + uy * spread),
        (ix + nx * a - ux * spread, iy + ny * a - uy * spread),
        (ix + nx * b - ux * spread, iy + ny * b - uy * spread),
        (ox + nx * b + ux * spread, oy + ny * b + uy * spread),
    )


def _cuffs(sketch: Sketch, sleeve: Sleeve, cuff: str) -> None:
    if cuff == "hem":
        edge = _along(sleeve, 12, 0.1)
        for d in (edge, mirrored(edge)):
            sketch.hem(d, width=9)
            sketch.stitch(d)
        return
    start, depth, spread = {
        "shirt": (-4, 34, 1.5),
        "rib": (-10, 38, 0.5),
        "turned": (-2, 26, 4),
        "gathered": (-12, 16, -2),
    }[cuff]
    d = _along(sleeve, start, depth, spread)
    if cuff == "rib":
        sketch.rib(d, turn=-_TILT)
        sketch.rib(mirrored(d), turn=_TILT)
        return
    stuff = sketch.cloth(sketch.trim)
    sketch.panel(d, "small", turn=-_TILT, stuff=stuff, puff=(6, 1.0))
    sketch.panel(mirrored(d), "small", turn=_TILT, stuff=stuff, puff=(6, 1.0))
    if cuff == "shirt":
        (ox, oy), (ix, iy) = sleeve.outer, sleeve.inner
        for inner in (_along(sleeve, start + 3, 0.1, spread), _along(sleeve, start + depth - 3, 0.1, spread)):
            sketch.stitch(both(inner))
        x, y = ix + (ox - ix) * 0.25 + 2, iy + (oy - iy) * 0.25 - 16
        sketch.button(x, y, 3.6)
        sketch.button(-x, y, 3.6)
