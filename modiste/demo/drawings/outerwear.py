"""Jackets and coats."""

from dataclasses import replace

from modiste.demo.drawings.bodice import depth_of, draw_back_of_neck, draw_body
from modiste.demo.drawings.collars import draw_collar
from modiste.demo.drawings.frame import Frame, top_frame
from modiste.demo.drawings.outline import both, mirrored, path, rounded, symmetric
from modiste.demo.drawings.quilting import draw_quilting
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
from modiste.demo.studio.scene import Stuff

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
    draw_sleeves(sketch, frame, shape.sleeve, cuff=_cuff_of(sketch), width=8 if is_coat else 4)
    body = replace(frame, hem_y=frame.hem_y - 26) if sketch.has("ribbed-hem") else frame
    draw_body(sketch, shape.neckline, shape.sleeve, body)
    if sketch.has("contrast"):
        _colour_block(sketch, frame)
    if is_coat:
        _hang(sketch, frame)
    draw_quilting(sketch, frame)
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
    sketch.look_at(10, frame.top + 105)


def _cuff_of(sketch: Sketch) -> str:
    if sketch.has("ribbed-hem"):
        return "rib"
    return "shirt" if sketch.item.silhouette.neckline == "collar" or sketch.has("contrast") else "hem"


def _hang(sketch: Sketch, frame: Frame) -> None:
    """A coat's skirts fall in a few long, quiet folds."""
    chance = sketch.chance
    for share in (-0.78, -0.42, 0.4, 0.76):
        x, start = frame.waist * share, frame.waist_y + chance.uniform(-10, 60)
        low = frame.hem * (share + chance.uniform(-0.05, 0.08))
        d = (
            f"M{x} {start} Q{(x + low) / 2 + chance.uniform(-8, 8)} {(start + frame.hem_y) / 2} {low} "
            f"{frame.hem_y + 10}"
        )
        sketch.crease(d, chance.uniform(20, 32), chance.uniform(2.2, 3.6), is_open=True)


def _colour_block(sketch: Sketch, frame: Frame) -> None:
    """Hem and cuffs in the second colour, as on windbreakers."""
    h, y = frame.hem, frame.hem_y
    sketch.panel(
        symmetric(f"M0 {y - 64} Q{h * 0.5} {y - 64} {h} {y - 72} L{h} {y} Q{h * 0.5} {y + 9} 0 {y + 9}"),
        "body",
        stuff=sketch.cloth(sketch.trim),
        thick=0.5,
    )


def _front(sketch: Sketch, frame: Frame) -> None:
    neckline = sketch.item.silhouette.neckline
    start, end = depth_of(neckline, frame), frame.hem_y + 8
    if sketch.has("zip"):
        zip_line(sketch, f"M0 {start - 2} L0 {end}")
    elif sketch.has("diagonal-zip"):
        sketch.mark(f"M34 {end - 4} L30 {start + 90} L6 {start}", 1.8, sketch.ink, opacity=0.5, depth=1.2)
        zip_line(sketch, f"M26 {end - 2} L22 {start + 92} L2 {start + 4}")
    elif sketch.has("toggles"):
        sketch.mark(f"M10 {start + 20} L10 {end}", 2, sketch.ink, opacity=0.4, depth=1.6)
        _toggles(sketch, int(start), int(end))
    elif sketch.has("double-buttons"):
        sketch.mark(f"M34 {start + 30} Q46 {start + 70} 46 {end - 2}", 2, sketch.ink, opacity=0.45, depth=1.8)
        for x in (-34, 30):
            button_row(sketch, start + 22, start + 150, x=x, radius=7.4, count=3)
    elif neckline == "lapel":
        sketch.mark(f"M6 {start} L10 {end - 14} Q16 {end} 30 {end}", 2.2, sketch.ink, opacity=0.5, depth=2)
        if not sketch.has("tie-waist"):
            button_row(sketch, start + 16, start + 92, x=-3, radius=7.8, count=2)
    elif sketch.has("buttons"):
        placket(sketch, start, end, width=30)
        button_row(sketch, start + 30, end - 34, radius=7 if sketch.item.category == "coat" else 6, count=5)


def _yoke(sketch: Sketch, frame: Frame, end: float) -> None:
    y = frame.armpit_y - 24
    sketch.seam(both(f"M15 {y + 6} L{frame.chest - 8} {y - 6}"), depth=1)
    for d in (
        f"M15 {y + 11} L{frame.chest - 8} {y - 1}",
        f"M34 {y + 80} L26 {end - 28}",
        f"M76 {y + 80} L52 {end - 28}",
        f"M38 {y + 80} L30 {end - 28}",
        f"M72 {y + 80} L48 {end - 28}",
    ):
        sketch.stitch(both(d))
    for side in (-1, 1):
        sketch.mark(f"M{side * 55} {y + 90} L{side * 40} {end - 34}", 16, "#ffffff", opacity=0.06, blur=8)


def _toggles(sketch: Sketch, start: int, end: int) -> None:
    for y in range(start + 70, end - 140, 86):
        _toggle(sketch, y)


def _toggle(sketch: Sketch, y: float) -> None:
    leather = Stuff("leather", "#553f30")
    for x in (-58, 40):
        sketch.solid(rounded(x, y - 11, 20, 22, 4), leather, thick=1.4, puff=(4, 1))
        sketch.stitch(rounded(x + 2, y - 9, 16, 18, 3), colour="#8d6a4c")
    for rise in (-3.4, 3.4):
        sketch.band(
            f"M-42 {y + rise} Q0 {y + rise * 0.4} 42 {y + rise}", 2.8, stuff=Stuff("thread", "#5b4636"), thick=1.4
        )
    sketch.band(f"M-17 {y} L19 {y}", 10, stuff=Stuff("horn", "#7d4f2b"), thick=4.5)
    for x in (-6, 7):
        sketch.mark(f"M{x} {y - 3} L{x} {y + 3}", 2, "#3b2413", opacity=0.8)


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
        sketch.panel(mirrored(path(d)), "small", puff=(9, 1.6))
        sketch.seam(d, depth=0.8)


def _hem(sketch: Sketch, frame: Frame) -> None:
    h, y = frame.hem, frame.hem_y
    if sketch.has("ribbed-hem"):
        sketch.rib(
            symmetric(
                f"M0 {y - 24} Q{h * 0.5} {y - 24} {h} {y - 32} Q{h + 2} {y - 10} {h - 8} {y + 6} "
                f"Q{h * 0.5} {y + 14} 0 {y + 14}"
            )
        )
        sketch.mark(f"M0 {y - 24} L0 {y + 14}", 3, sketch.ink, opacity=0.6, depth=1)
    elif sketch.has("yoke"):
        sketch.panel(
            symmetric(f"M0 {y - 20} Q{h * 0.5} {y - 20} {h} {y - 28} L{h - 2} {y + 2} Q{h * 0.5} {y + 10} 0 {y + 10}"),
            "small",
            puff=(6, 1.4),
        )
        sketch.stitch(f"M{-h + 4} {y - 24} Q0 {y - 8} {h - 4} {y - 24}")
        sketch.ball(0, y - 5, 6, BRASS)
    elif sketch.item.category == "coat" and sketch.fabric in ("wool", "mohair"):
        sketch.hem(f"M{-h + 3} {y - 6} Q0 {y + 11} {h - 3} {y - 6}", width=12, height=0.8)
    else:
        sketch.hem(f"M{-h + 3} {y - 7} Q0 {y + 10} {h - 3} {y - 7}", width=12, height=0.7)
        sketch.stitch(f"M{-h + 3} {y - 14} Q0 {y + 3} {h - 3} {y - 14}")
