"""What finishes a neckline: bands, collars, lapels, hoods, bows and straps."""

from collections.abc import Callable

from modiste.demo.drawings.bodice import depth_of, neck_curve, neck_edge, neck_width
from modiste.demo.drawings.frame import Frame
from modiste.demo.drawings.outline import both, mirrored, polygon, symmetric
from modiste.demo.drawings.sketch import Sketch


def draw_collar(sketch: Sketch, neckline: str, frame: Frame) -> None:
    """Finish the neckline in the way its name asks for."""
    _COLLARS.get(neckline, _band)(sketch, neckline, frame)


def _band(sketch: Sketch, neckline: str, frame: Frame) -> None:
    is_knit = sketch.item.category in ("knit", "t-shirt")
    if is_knit or sketch.has("contrast"):
        sketch.band(neck_edge(neckline, frame), (15 if sketch.item.category == "knit" else 10) * frame.scale)
    else:
        sketch.line(neck_edge(neckline, frame), 3.4, 0.22)
        sketch.line(neck_edge(neckline, frame), 1.2, 0.6)


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
        sketch.panel(symmetric(d))
    sketch.line(f"M0 {low + 2} L0 {low - height + 4}", 1.4)


def _shirt_collar(sketch: Sketch, neckline: str, frame: Frame) -> None:
    s = frame.scale
    x, y, low = neck_width(neckline, frame), frame.top, depth_of(neckline, frame)
    back = symmetric(
        f"M0 {y - 22 * s} Q{x * 0.6} {y - 23 * s} {x - 2} {y - 14 * s} L{x + 2} {y + 4} "
        f"Q{x * 0.5} {y + 16 * s} 0 {y + 17 * s}"
    )
    sketch.panel(back, "flat", fill=sketch.trim if sketch.has("contrast") else "")
    leaf = (
        f"M2 {low - 3} L{30 * s} {low + 44 * s} Q{52 * s} {low + 30 * s} {x + 17 * s} {y + 26 * s} "
        f"Q{x + 10 * s} {y} {x - 3} {y - 16 * s} Q{x - 4} {y + 8} 2 {low - 3}Z"
    )
    fill = sketch.trim if sketch.has("contrast") else ""
    for d, shade, turn in ((leaf, "right", 13), (mirrored(leaf), "left", -13)):
        sketch.panel(d, shade, fill=fill, turn=turn)
    sketch.stitch(
        both(f"M{7 * s} {low + 1} L{30 * s} {low + 36 * s} Q{48 * s} {low + 24 * s} {x + 10 * s} {y + 25 * s}")
    )


def _camp_collar(sketch: Sketch, neckline: str, frame: Frame) -> None:
    x, y, low = neck_width(neckline, frame), frame.top, depth_of(neckline, frame)
    leaf = (
        f"M{x - 2} {y - 12} Q{x + 20} {y + 8} {x + 22} {y + 34} L{x - 12} {y + 44} "
        f"L{x + 4} {y + 62} Q{x * 0.55} {low - 2} 0 {low + 6} Q{x * 0.6} {y + 34} {x - 2} {y - 12}Z"
    )
    for d, shade, turn in ((leaf, "right", 13), (mirrored(leaf), "left", -13)):
        sketch.panel(d, shade, turn=turn)
    sketch.panel(
        symmetric(f"M0 {y - 15} Q{x * 0.6} {y - 16} {x - 1} {y - 12} L{x - 4} {y + 2} Q{x * 0.5} {y + 8} 0 {y + 9}"),
        "flat",
    )


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
    sketch.panel(back, "flat")
    for part in (lapel, collar):
        sketch.panel(part, "right", turn=13)
        sketch.panel(mirrored(part), "left", turn=-13)


def _biker_lapels(sketch: Sketch, neckline: str, frame: Frame) -> None:
    x, y, low = neck_width(neckline, frame), frame.top, depth_of(neckline, frame)
    lapel = (
        f"M6 {low} L{x + 54} {y + 104} L{x + 44} {y + 58} L{x + 12} {y + 50} "
        f"L{x - 14} {y + 30} Q{x * 0.6} {y + 66} 6 {low}Z"
    )
    collar = (
        f"M{x - 4} {y - 18} Q{x + 22} {y + 8} {x + 34} {y + 40} L{x + 10} {y + 54} "
        f"Q{x - 12} {y + 40} {x - 14} {y + 26}Z"
    )
    sketch.panel(
        symmetric(f"M0 {y - 22} Q{x * 0.6} {y - 23} {x - 2} {y - 18} L{x - 8} {y + 8} Q{x * 0.5} {y + 15} 0 {y + 16}"),
        "flat",
    )
    for part in (lapel, collar):
        sketch.panel(part, "right")
        sketch.panel(mirrored(part), "left")
        sketch.stitch(both(part.replace("Z", "")))


def _roll(sketch: Sketch, _neckline: str, frame: Frame) -> None:
    s, y = frame.scale, frame.top
    x = frame.neck + 2
    d = (
        f"M0 {y - 46 * s} Q{x * 0.6} {y - 47 * s} {x - 2} {y - 40 * s} "
        f"Q{x + 5} {y - 16 * s} {x + 4} {y + 6 * s} "
        f"Q{x * 0.6} {y + 30 * s} 0 {y + 30 * s}"
    )
    sketch.rib(symmetric(d))
    sketch.crease(f"M{-x + 4} {y - 8 * s} Q0 {y + 12 * s} {x - 4} {y - 8 * s}", 8 * s, 0.14)
    sketch.line(f"M{-x + 3} {y - 38 * s} Q0 {y - 26 * s} {x - 3} {y - 38 * s}", 1.4, 0.5)


def _hood(sketch: Sketch, neckline: str, frame: Frame) -> None:
    y, low = frame.top, depth_of(neckline, frame)
    x = frame.neck
    outer = f"M0 {y - 104} C{x * 0.9} {y - 108} {x + 38} {y - 56} {x + 30} {y + 10} Q{x + 22} {y + 44} 0 {low + 22}"
    sketch.panel(symmetric(outer))
    hole = f"M0 {y - 78} C{x * 0.62} {y - 78} {x + 6} {y - 40} {x - 2} {y + 6} Q{x * 0.6} {low - 10} 0 {low}"
    sketch.inside(symmetric(hole))
    sketch.line(symmetric(hole), 5, 0.16)
    sketch.line(f"M0 {low} L0 {low + 22}", 1.5)
    if sketch.item.category != "coat":
        for side in (-1, 1):
            sketch.band(f"M{side * 15} {low - 2} Q{side * 22} {low + 40} {side * 18} {low + 92}", 3.6, fill="#efe9dd")


def _bow(sketch: Sketch, neckline: str, frame: Frame) -> None:
    y, low = frame.top, depth_of(neckline, frame)
    sketch.inside(symmetric(f"M0 {y - 16} Q30 {y - 17} 46 {y - 18} L52 {y} Q26 {low - 10} 0 {low}"))
    sketch.panel(
        symmetric(
            f"M0 {low + 8} C{34} {low + 4} {52} {y + 26} {52} {y - 2} L46 {y - 18} "
            f"C40 {y + 6} 24 {low - 20} 0 {low - 18}"
        )
    )
    tail = f"M4 {low + 4} Q26 {low + 70} 22 {low + 158} L50 {low + 146} Q48 {low + 62} 12 {low - 2}Z"
    loop = f"M0 {low} C28 {low - 34} 74 {low - 38} 80 {low - 6} C82 {low + 26} 34 {low + 26} 0 {low}Z"
    for part in (tail, loop):
        sketch.panel(part, "right", turn=13)
        sketch.panel(mirrored(part), "left", turn=-13)
    sketch.crease(both(f"M8 {low - 1} Q36 {low - 14} 62 {low - 10}"), 5, 0.12)
    sketch.panel(polygon((-11, low - 12), (11, low - 12), (9, low + 13), (-9, low + 13)), "body")


def _straps(sketch: Sketch, _neckline: str, frame: Frame) -> None:
    y, x = frame.armpit_y, frame.chest
    arch = f"M{x * 0.62} {y - 56} C{x * 0.68} {frame.top + 30} {x * 0.56} {frame.top - 16} {x * 0.5} {frame.top - 14}"
    sketch.band(both(arch), 5)
    edge = f"M0 {y - 18} C{x * 0.22} {y - 22} {x * 0.42} {y - 52} {x * 0.62} {y - 58} Q{x * 0.84} {y - 34} {x} {y}"
    if sketch.has("contrast"):
        sketch.band(both(edge.rsplit(" Q", 1)[0] + f" Q{x * 0.84} {y - 34} {x - 6} {y - 10}"), 8)
    else:
        sketch.line(both(edge), 2.4, 0.3)
    sketch.crease(both(f"M{x * 0.5} {y - 14} Q{x * 0.6} {y + 10} {x * 0.86} {y + 18}"), 8, 0.07)


def _off_shoulder(sketch: Sketch, _neckline: str, frame: Frame) -> None:
    x, y = frame.shoulder + 10, frame.shoulder_y + 26
    d = f"M0 {y + 12} Q{x * 0.6} {y + 8} {x} {y - 4} Q{x + 8} {y + 24} {x + 2} {y + 46} Q{x * 0.5} {y + 66} 0 {y + 68}"
    sketch.panel(symmetric(d), "body")
    sketch.crease(f"M{-x + 14} {y + 22} Q0 {y + 46} {x - 14} {y + 22}", 7, 0.1)


def _wrap(sketch: Sketch, neckline: str, frame: Frame) -> None:
    s, low = frame.scale, depth_of(neckline, frame)
    over = f"M{-frame.neck - 4} {frame.top} Q{-frame.neck * 0.4} {low - 50 * s} {frame.waist * 0.75} {frame.waist_y}"
    sketch.line(neck_curve(neckline, frame), 2.2, 0.45)
    sketch.crease(over, 12, 0.08)
    sketch.line(over, 1.8, 0.7)
    for shift in (34, 62):
        sketch.crease(
            (
                f"M{-frame.chest * 0.72} {frame.armpit_y + shift} "
                f"Q{-frame.waist * 0.2} {frame.waist_y - 40} {frame.waist * 0.5} {frame.waist_y - 6}"
            ),
            8,
            0.06,
        )


_COLLARS: dict[str, Callable[[Sketch, str, Frame], None]] = {
    "collar": _shirt_collar,
    "camp": _camp_collar,
    "stand": _stand,
    "lapel": _lapels,
    "biker": _biker_lapels,
    "roll": _roll,
    "hood": _hood,
    "bow": _bow,
    "straps": _straps,
    "off-shoulder": _off_shoulder,
    "wrap": _wrap,
}
