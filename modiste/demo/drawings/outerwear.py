"""Jackets and coats."""

from dataclasses import replace

from modiste.demo.drawings.bodice import body_outline, depth_of, draw_back_of_neck, draw_body
from modiste.demo.drawings.collars import draw_collar
from modiste.demo.drawings.frame import Frame, top_frame
from modiste.demo.drawings.outline import both, mirrored, path, rounded, symmetric
from modiste.demo.drawings.sketch import Sketch
from modiste.demo.drawings.sleeves import draw_sleeves
from modiste.demo.drawings.trimmings import (
    BRASS,
    belt,
    button_row,
    flap_pocket,
    patch_pocket,
    placket,
    tie,
    welt_pocket,
    zip_line,
)

_HEMS = {"cropped": 490, "hip": 590, "long": 640}
_COAT_HEMS = {"knee": 735, "long": 830}


def draw_outerwear(sketch: Sketch) -> None:
    """A jacket or coat from back to front."""
    shape = sketch.item.silhouette
    is_coat = sketch.item.category == "coat"
    top = (122 if is_coat else 165) + (45 if shape.neckline == "hood" else 0)
    hem = _COAT_HEMS[shape.length] if is_coat else _HEMS[shape.length]
    frame = top_frame(shape.fit, hem, top=top, flare=16 if is_coat and shape.fit != "oversized" else 2)
    draw_back_of_neck(sketch, shape.neckline, frame)
    cuff = (
        "rib"
        if sketch.has("ribbed-hem")
        else "shirt"
        if shape.neckline == "collar" or sketch.has("contrast")
        else "hem"
    )
    draw_sleeves(sketch, frame, shape.sleeve, cuff=cuff, width=8 if is_coat else 4)
    body = replace(frame, hem_y=frame.hem_y - 26) if sketch.has("ribbed-hem") else frame
    draw_body(sketch, shape.neckline, shape.sleeve, body)
    if sketch.has("contrast"):
        _colour_block(sketch, frame)
    _quilting(sketch, frame)
    _front(sketch, frame)
    if sketch.has("yoke"):
        _yoke(sketch, frame, frame.hem_y + 8)
    _pockets(sketch, frame)
    draw_collar(sketch, shape.neckline, frame)
    _hem(sketch, frame)
    if sketch.has("belt"):
        belt(sketch, frame.waist + 4, frame.waist_y, height=26)
    if sketch.has("tie-waist"):
        tie(sketch, frame.waist + 4, frame.waist_y, x=18, length=150)


def _colour_block(sketch: Sketch, frame: Frame) -> None:
    """Hem and cuffs in the second colour, as on windbreakers."""
    h, y = frame.hem, frame.hem_y
    sketch.panel(
        symmetric(f"M0 {y - 64} Q{h * 0.5} {y - 64} {h} {y - 72} L{h} {y} Q{h * 0.5} {y + 9} 0 {y + 9}"),
        fill=sketch.trim,
    )


def _front(sketch: Sketch, frame: Frame) -> None:
    neckline = sketch.item.silhouette.neckline
    start, end = depth_of(neckline, frame), frame.hem_y + 8
    if sketch.has("zip"):
        zip_line(sketch, f"M0 {start - 2} L0 {end}")
    elif sketch.has("diagonal-zip"):
        sketch.line(f"M34 {end - 4} L30 {start + 90} L6 {start}", 1.4, 0.5)
        zip_line(sketch, f"M26 {end - 2} L22 {start + 92} L2 {start + 4}")
    elif sketch.has("toggles"):
        sketch.line(f"M10 {start + 20} L10 {end}", 1.6, 0.6)
        _toggles(sketch, int(start), int(end))
    elif sketch.has("double-buttons"):
        sketch.line(f"M34 {start + 30} Q46 {start + 70} 46 {end - 2}", 1.7, 0.6)
        for x in (-34, 30):
            button_row(sketch, start + 22, start + 150, x=x, radius=7, count=3)
    elif neckline == "lapel":
        sketch.line(f"M6 {start} L10 {end - 14} Q16 {end} 30 {end}", 1.7, 0.65)
        if not sketch.has("tie-waist"):
            button_row(sketch, start + 16, start + 92, x=-3, radius=7.5, count=2)
    elif sketch.has("buttons"):
        placket(sketch, start, end, width=30)
        button_row(sketch, start + 30, end - 34, radius=6, count=5)


def _yoke(sketch: Sketch, frame: Frame, end: float) -> None:
    y = frame.armpit_y - 24
    sketch.line(both(f"M15 {y + 6} L{frame.chest - 8} {y - 6}"), 1.6, 0.6)
    sketch.stitch(both(f"M15 {y + 11} L{frame.chest - 8} {y - 1}"))
    sketch.stitch(both(f"M34 {y + 80} L26 {end - 28}"))
    sketch.stitch(both(f"M76 {y + 80} L52 {end - 28}"))


def _toggles(sketch: Sketch, start: int, end: int) -> None:
    for y in range(start + 70, end - 140, 86):
        _toggle(sketch, y)


def _toggle(sketch: Sketch, y: float) -> None:
    sketch.band(f"M-44 {y} L42 {y}", 3.4, fill="#5b4636")
    sketch.shape(rounded(-15, y - 6, 34, 12, 6), "#8a5a33")
    sketch.line(rounded(-15, y - 6, 34, 12, 6), 1, 0.7, colour="#3b2413")
    for x in (-52, 40):
        sketch.shape(rounded(x, y - 9, 14, 18, 3), "#5b4636")


def _pockets(sketch: Sketch, frame: Frame) -> None:
    low = frame.waist_y + 50
    if sketch.has("chest-pockets"):
        for x in (-90, 30):
            patch_pocket(sketch, x, frame.armpit_y - 14, 58, 62, has_flap=True)
    if sketch.has("chest-pocket"):
        patch_pocket(sketch, 34, frame.armpit_y - 8, 54, 60)
    if sketch.has("flap-pockets"):
        flap_pocket(sketch, 42, low)
    if sketch.has("welt-pockets"):
        welt_pocket(sketch, 62, min(frame.waist_y + 20, frame.hem_y - 130))
    if sketch.has("pockets"):
        for x in (-108, 32):
            patch_pocket(sketch, x, low - 6, 74, 86)
    if sketch.has("storm-flap"):
        y = frame.top
        d = (
            f"M60 {y + 22} L{frame.shoulder - 2} {frame.shoulder_y + 8} "
            f"Q{frame.chest - 8} {frame.armpit_y} {frame.chest - 22} {frame.armpit_y + 8} "
            f"Q70 {frame.armpit_y + 22} 52 {frame.armpit_y - 10}Z"
        )
        sketch.panel(mirrored(path(d)), "left")
        sketch.line(d, 1.4, 0.5)


def _quilting(sketch: Sketch, frame: Frame) -> None:
    bottom = int(frame.hem_y)
    if sketch.has("puffer"):
        for y in range(int(frame.top) + 92, bottom - 20, 62):
            w = frame.chest - 3
            sketch.crease(f"M{-w} {y} Q0 {y + 14} {w} {y}", 15, 0.13)
            sketch.line(f"M{-w} {y} Q0 {y + 12} {w} {y}", 1.8, 0.55)
            sketch.crease(f"M{-w + 20} {y + 24} Q0 {y + 36} {w - 20} {y + 24}", 14, 0.1, is_lit=True)
        _sleeve_quilting(sketch, frame)
    if sketch.has("quilted"):
        outline = body_outline(sketch.item.silhouette.neckline, "long", frame)
        sketch.quilt(outline)


def _sleeve_quilting(sketch: Sketch, frame: Frame) -> None:
    for step in range(1, 6):
        x, y = frame.shoulder + 13 * step, frame.shoulder_y + 62 * step
        d = f"M{x - 46 + step * 3} {y + 16} Q{x - 20} {y + 14} {x + 8 - step} {y - 2}"
        if y > frame.armpit_y - 30:
            sketch.crease(both(d), 13, 0.12)
            sketch.line(both(d), 1.6, 0.5)


def _hem(sketch: Sketch, frame: Frame) -> None:
    h, y = frame.hem, frame.hem_y
    if sketch.has("ribbed-hem"):
        sketch.rib(
            symmetric(f"M0 {y - 24} Q{h * 0.5} {y - 24} {h} {y - 32} L{h - 8} {y + 6} Q{h * 0.5} {y + 14} 0 {y + 14}")
        )
        sketch.line(f"M0 {y - 24} L0 {y + 14}", 1.6)
    elif sketch.has("yoke"):
        sketch.panel(
            symmetric(f"M0 {y - 20} Q{h * 0.5} {y - 20} {h} {y - 28} L{h - 2} {y + 2} Q{h * 0.5} {y + 10} 0 {y + 10}")
        )
        sketch.button(0, y - 5, 6, fill=BRASS)
    else:
        sketch.stitch(f"M{-h + 3} {y - 14} Q0 {y + 3} {h - 3} {y - 14}")
