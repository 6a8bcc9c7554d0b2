"""Sleeves: each is drawn once on the right and mirrored, behind the body."""

from dataclasses import dataclass

from modiste.demo.drawings.frame import Frame
from modiste.demo.drawings.outline import Point, both, mirrored, polygon
from modiste.demo.drawings.sketch import Sketch

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
    for d, shade, turn in ((outline, "right", -_TILT), (mirrored(outline), "left", _TILT)):
        sketch.panel(d, shade, turn=turn)
    _creases(sketch, frame, sleeve, name)
    _cuffs(sketch, sleeve, "gathered" if name in ("puff", "balloon") else cuff)


def _outline(frame: Frame, sleeve: Sleeve) -> str:
    (ox, oy), (ix, iy) = sleeve.outer, sleeve.inner
    x, y, swell = frame.shoulder, frame.shoulder_y, sleeve.swell
    mx, my = (x + ox) / 2, (y + oy) / 2
    bx, by = (frame.chest + ix) / 2, (frame.armpit_y + iy) / 2
    return (
        f"M{x - 26} {y - 8} C{x - 8} {y - 6 - sleeve.lift} {x + 8 + swell * 0.6} {y - sleeve.lift} "
        f"{x + 14 + swell * 0.8} {y + 26 - sleeve.lift * 0.3} "
        f"C{mx + 10 + swell} {my} {ox + swell * 0.9} {oy - (oy - my) * 0.5} {ox} {oy} L{ix} {iy} "
        f"C{ix - swell * 0.5} {iy - (iy - by) * 0.5} {bx - swell * 0.2} "
        f"{by + 6} {frame.chest - 3} {frame.armpit_y + 8} "
        f"L{frame.chest - 30} {frame.armpit_y - 40}Z"
    )


def _creases(sketch: Sketch, frame: Frame, sleeve: Sleeve, name: str) -> None:
    (ox, oy), (ix, iy) = sleeve.outer, sleeve.inner
    x, y = frame.chest, frame.armpit_y
    if name in ("puff", "balloon"):
        for share in (0.2, 0.5, 0.8):
            ex, ey = ix + (ox - ix) * share, iy + (oy - iy) * share
            d = (
                f"M{ex} {ey} Q{ex + (share - 0.3) * 22} {ey - 30 * frame.scale} "
                f"{ex + (share - 0.4) * 30} {ey - 64 * frame.scale}"
            )
            sketch.crease(both(d), 5, 0.12)
    if name in ("long", "balloon", "bell", "rolled", "elbow"):
        mx, my = (x + ix) / 2, (y + iy) / 2
        for d in (
            f"M{x + 6} {y + 14} Q{x + 26} {y + 6} {x + 38} {y - 20}",
            f"M{mx + 4} {my + 6} Q{mx + 22} {my + 6} {mx + 38} {my - 8}",
            f"M{mx + 8} {my + 30} Q{mx + 24} {my + 28} {mx + 34} {my + 22}",
        ):
            sketch.crease(both(d), 7, 0.07)
    elif name in ("short", "cap"):
        d = f"M{x + 4} {y + 4} Q{x + 20} {y - 4} {x + 28} {y - 26}"
        sketch.crease(both(d), 7, 0.08)


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
        edge = _along(sleeve, 13, 0.1)
        for d in (edge, mirrored(edge)):
            sketch.stitch(d)
        return
    start, depth, spread = {
        "shirt": (-4, 34, 1.5),
        "rib": (-10, 36, 0.5),
        "turned": (-2, 26, 4),
        "gathered": (-12, 16, -2),
    }[cuff]
    d = _along(sleeve, start, depth, spread)
    if cuff == "rib":
        sketch.rib(d, "right", turn=-_TILT)
        sketch.rib(mirrored(d), "left", turn=_TILT)
        return
    fill = sketch.trim if sketch.has("contrast") else ""
    sketch.panel(d, "right", turn=-_TILT, fill=fill)
    sketch.panel(mirrored(d), "left", turn=_TILT, fill=fill)
    if cuff == "shirt":
        (ox, oy), (ix, iy) = sleeve.outer, sleeve.inner
        x, y = ix + (ox - ix) * 0.25 + 2, iy + (oy - iy) * 0.25 - 16
        sketch.button(x, y, 3.4)
        sketch.button(-x, y, 3.4)
