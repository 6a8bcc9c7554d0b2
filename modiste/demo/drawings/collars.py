"""What finishes a neckline: bands, collars and lapels here, the rest in necklines.py."""

from collections.abc import Callable

import numpy as np

from modiste.demo.drawings.bodice import depth_of, neck_edge, neck_width
from modiste.demo.drawings.frame import Frame
from modiste.demo.drawings.necklines import draw_bow, draw_hood, draw_off_shoulder, draw_roll, draw_straps, draw_wrap
from modiste.demo.drawings.outline import both, flattened, mirrored, shifted, symmetric
from modiste.demo.drawings.sketch import Sketch
from modiste.demo.drawings.tones import darker
from modiste.demo.drawings.trimmings import METAL
from modiste.demo.studio.scene import Stuff


def draw_collar(sketch: Sketch, neckline: str, frame: Frame) -> None:
    """Finish the neckline in the way its name asks for."""
    _COLLARS.get(neckline, _band)(sketch, neckline, frame)


def _band(sketch: Sketch, neckline: str, frame: Frame) -> None:
    is_knit = sketch.item.category in ("knit", "t-shirt")
    edge = neck_edge(neckline, frame)
    if is_knit or sketch.has("contrast"):
        wide = (15 if sketch.item.category == "knit" else 11) * frame.scale
        if sketch.item.category == "knit":
            sketch.binding(edge, wide, stuff=Stuff("rib", sketch.trim), thick=1.8)
            _rib_lines(sketch, edge, wide)
        else:
            sketch.binding(edge, wide, thick=0.8)
            sketch.hem(edge, width=wide * 0.5, height=0.5)
            sketch.seam(_below(edge, wide / 2), depth=0.4)
    else:
        sketch.hem(edge, width=7 * frame.scale, height=0.7)
        sketch.stitch(_below(edge, 6 * frame.scale))


def _rib_lines(sketch: Sketch, edge: str, wide: float) -> None:
    """Short grooves across a neckband."""
    grooves = []
    for line in flattened(edge):
        steps = np.hypot(*np.diff(line, axis=0).T)
        along = np.concatenate([[0], np.cumsum(steps)])
        for place in np.arange(2.5, along[-1], 4.2):
            x, y = (float(np.interp(place, along, line[:, axis])) for axis in (0, 1))
            dx, dy = (float(np.interp(place + 1, along, line[:, axis])) for axis in (0, 1))
            nx, ny = -(dy - y), dx - x
            size = (nx * nx + ny * ny) ** 0.5 or 1.0
            nx, ny = nx / size * wide * 0.46, ny / size * wide * 0.46
            grooves.append(f"M{x - nx} {y - ny} L{x + nx} {y + ny}")
    sketch.mark(" ".join(grooves), 1.3, darker(sketch.trim, 0.6), opacity=0.22, depth=0.5)


def _below(edge: str, far: float) -> str:
    """The neckline moved down, for what runs along beneath it."""
    return shifted(edge, 0, far)


def _stand(sketch: Sketch, neckline: str, frame: Frame) -> None:
    x, y, low = neck_width(neckline, frame), frame.top, depth_of(neckline, frame)
    height = 30 if sketch.item.category in ("jacket", "coat") else 20
    d = (
        f"M0 {low + 4} C{x * 0.6} {low} {x * 0.95} {y + 22} {x + 3} {y + 2} "
        f"L{x - 8} {y - height * 0.7} C{x * 0.8} {y + 2} {x * 0.5} {low - height} 0 {low - height + 4}"
    )
    sketch.inside(symmetric(f"M0 {y - 20} Q{x * 0.6} {y - 21} {x - 8} {y - height * 0.7} L{x} {y + 4} L0 {low}"))
    if sketch.has("ribbed-hem"):
        sketch.rib(symmetric(d))
    else:
        sketch.panel(symmetric(d), "small", puff=(7, 1.6))
        sketch.stitch(both(f"M2 {low} C{x * 0.6} {low - 3} {x * 0.92} {y + 18} {x} {y}"))
    sketch.seam(f"M0 {low + 2} L0 {low - height + 4}", depth=1)


def _shirt_collar(sketch: Sketch, neckline: str, frame: Frame) -> None:
    s = frame.scale
    x, y, low = neck_width(neckline, frame), frame.top, depth_of(neckline, frame)
    back = symmetric(
        f"M0 {y - 24 * s} Q{x * 0.6} {y - 25 * s} {x - 2} {y - 15 * s} L{x + 2} {y + 4} "
        f"Q{x * 0.5} {y + 14 * s} 0 {y + 15 * s}"
    )
    stuff = sketch.cloth(sketch.trim)
    sketch.panel(back, "small", stuff=stuff, puff=(8 * s, 2.4))
    stand = (
        f"M-1 {low - 12 * s} Q{x * 0.55} {low - 12 * s} {x - 6} {y + 6 * s} L{x - 2} {y + 18 * s} "
        f"Q{x * 0.55} {low + 6 * s} -1 {low + 7 * s}Z"
    )
    for d in (mirrored(stand), stand):
        sketch.panel(d, "small", stuff=stuff)
    leaf = (
        f"M1 {low - 8 * s} L{27 * s} {low + 42 * s} Q{33 * s} {low + 47 * s} {38 * s} {low + 40 * s} "
        f"Q{54 * s} {low + 24 * s} {x + 17 * s} {y + 22 * s} "
        f"Q{x + 11 * s} {y - 2} {x - 3} {y - 17 * s} Q{x - 8} {y + 10} 1 {low - 8 * s}Z"
    )
    for d, turn in ((leaf, 13), (mirrored(leaf), -13)):
        sketch.panel(d, "small", stuff=stuff, turn=turn, puff=(6 * s, 1.4), thick=sketch.thick * 1.5)
    sketch.stitch(
        both(
            f"M{7 * s} {low - 1} L{28 * s} {low + 36 * s} Q{34 * s} {low + 42 * s} {38 * s} {low + 34 * s} "
            f"Q{50 * s} {low + 20 * s} {x + 11 * s} {y + 21 * s}"
        )
    )


def _camp_collar(sketch: Sketch, neckline: str, frame: Frame) -> None:
    x, y, low = neck_width(neckline, frame), frame.top, depth_of(neckline, frame)
    sketch.panel(
        symmetric(f"M0 {y - 17} Q{x * 0.6} {y - 18} {x - 1} {y - 13} L{x - 4} {y + 2} Q{x * 0.5} {y + 8} 0 {y + 9}"),
        "small",
        puff=(7, 2.0),
    )
    leaf = (
        f"M{x - 2} {y - 13} Q{x + 20} {y + 8} {x + 23} {y + 34} Q{x + 22} {y + 40} {x + 14} {y + 40} "
        f"L{x - 12} {y + 44} L{x + 2} {y + 60} Q{x * 0.55} {low - 2} 0 {low + 6} "
        f"Q{x * 0.6} {y + 34} {x - 2} {y - 13}Z"
    )
    for d, turn in ((leaf, 13), (mirrored(leaf), -13)):
        sketch.panel(d, "small", turn=turn, puff=(8, 2.0), thick=sketch.thick * 1.3)
    sketch.stitch(both(f"M{x + 16} {y + 6} Q{x + 19} {y + 24} {x + 18} {y + 35} L{x - 12} {y + 39}"))


def _lapels(sketch: Sketch, neckline: str, frame: Frame) -> None:
    x, y, low = neck_width(neckline, frame), frame.top, depth_of(neckline, frame)
    is_peaked = sketch.has("double-buttons")
    notch = y + 78
    tip = (x + 50, notch - 6) if is_peaked else (x + 38, notch + 8)
    lapel = (
        f"M0 {low + 2} Q{x * 0.75} {low - 52} {tip[0]} {tip[1]} L{x + 6} {notch - (2 if is_peaked else 8)} "
        f"L{x - 16} {y + 50} Q{x * 0.4} {y + (low - y) * 0.66} 0 {low + 2}Z"
    )
    collar = (
        f"M{x - 2} {y - 20} Q{x + 22} {y + 10} {x + 30} {notch - 28} L{x + 6} {notch - 6} "
        f"Q{x - 14} {y + 56} {x - 18} {y + 46} Q{x - 12} {y + 8} {x - 2} {y - 20}Z"
    )
    back = symmetric(
        f"M0 {y - 26} Q{x * 0.6} {y - 27} {x - 1} {y - 20} L{x - 8} {y + 10} Q{x * 0.5} {y + 18} 0 {y + 19}"
    )
    sketch.panel(back, "small", puff=(9, 3.0))
    for part, swell in ((lapel, (14, 3.4)), (collar, (8, 2.2))):
        for d, turn in ((part, 13), (mirrored(part), -13)):
            sketch.panel(d, "small", turn=turn, puff=swell, thick=sketch.thick * 1.25)
    if sketch.fabric in ("linen", "twill", "crepe", "cotton"):
        sketch.stitch(both(f"M{6} {low - 10} Q{x * 0.72} {low - 58} {tip[0] - 5} {tip[1] + 2}"))


def _biker_lapels(sketch: Sketch, neckline: str, frame: Frame) -> None:
    x, y, low = neck_width(neckline, frame), frame.top, depth_of(neckline, frame)
    lapel = (
        f"M6 {low} Q{x * 0.9} {low - 26} {x + 54} {y + 104} L{x + 44} {y + 58} L{x + 12} {y + 50} "
        f"L{x - 14} {y + 30} Q{x * 0.6} {y + 66} 6 {low}Z"
    )
    collar = (
        f"M{x - 4} {y - 18} Q{x + 22} {y + 8} {x + 34} {y + 40} L{x + 10} {y + 54} "
        f"Q{x - 12} {y + 40} {x - 14} {y + 26} Q{x - 10} {y + 4} {x - 4} {y - 18}Z"
    )
    sketch.panel(
        symmetric(f"M0 {y - 22} Q{x * 0.6} {y - 23} {x - 2} {y - 18} L{x - 8} {y + 8} Q{x * 0.5} {y + 15} 0 {y + 16}"),
        "small",
        puff=(8, 2.6),
    )
    for part in (lapel, collar):
        for d in (part, mirrored(part)):
            sketch.panel(d, "small", puff=(12, 3.0))
    sketch.stitch(both(f"M12 {low - 6} Q{x * 0.9} {low - 32} {x + 48} {y + 100} L{x + 39} {y + 63} L{x + 14} {y + 56}"))
    for side in (1, -1):
        sketch.ball(side * (x + 44), y + 92, 3.4, METAL)
        sketch.ball(side * (x + 24), y + 44, 3.0, METAL)


_COLLARS: dict[str, Callable[[Sketch, str, Frame], None]] = {
    "collar": _shirt_collar,
    "camp": _camp_collar,
    "stand": _stand,
    "lapel": _lapels,
    "biker": _biker_lapels,
    "roll": draw_roll,
    "hood": draw_hood,
    "bow": draw_bow,
    "straps": draw_straps,
    "off-shoulder": draw_off_shoulder,
    "wrap": draw_wrap,
}
