"""Shirts, blouses, T-shirts and knitwear."""

from dataclasses import replace

from modiste.demo.drawings.bodice import depth_of, draw_back_of_neck, draw_body, tail_of
from modiste.demo.drawings.collars import draw_collar
from modiste.demo.drawings.frame import Frame, top_frame
from modiste.demo.drawings.outline import both, shifted, symmetric
from modiste.demo.drawings.ruffles import ruffle
from modiste.demo.drawings.sketch import Sketch
from modiste.demo.drawings.sleeves import draw_sleeves
from modiste.demo.drawings.trimmings import bow, button_row, patch_pocket, placket

_HEMS = {"cropped": 500, "hip": 600, "long": 660}


def draw_top(sketch: Sketch) -> None:
    """Any of them, from back to front: inside, sleeves, body, hem, collar, buttons, pockets."""
    shape, kind = sketch.item.silhouette, sketch.item.category
    top = 195 if shape.neckline in ("hood", "roll") else 165
    frame = top_frame(shape.fit, _HEMS[shape.length] + top - 165, top=top)
    draw_back_of_neck(sketch, shape.neckline, frame)
    is_ribbed = kind == "knit"
    cuff = "rib" if is_ribbed else "hem"
    if kind == "shirt":
        cuff = "hem" if shape.sleeve == "short" else "shirt"
    draw_sleeves(sketch, frame, shape.sleeve, cuff=cuff, width=8 if shape.fit == "oversized" else 0)
    # A ribbed hem is narrower than the body, which therefore ends beneath it.
    if sketch.item.silhouette.cut in ("classic-shirt", "oversized-shirt", "band-shirt"):
        frame = replace(frame, tail=40)
    body = replace(frame, hem_y=frame.hem_y - 24) if is_ribbed else frame
    draw_body(sketch, shape.neckline, shape.sleeve, body)
    _hem(sketch, frame, is_ribbed=is_ribbed)
    if sketch.has("buttons"):
        _front(sketch, frame, is_ribbed=is_ribbed)
    _pockets(sketch, frame)
    draw_collar(sketch, shape.neckline, frame)
    if shape.sleeve == "strap":
        _edges(sketch, frame)
    if sketch.has("bow"):
        bow(sketch, 0, depth_of(shape.neckline, frame) + 4, 26)
    sketch.look_at(8, frame.top + (70 if shape.neckline in ("hood", "roll") else 95))


def _hem(sketch: Sketch, frame: Frame, *, is_ribbed: bool) -> None:
    h, y = frame.hem, frame.hem_y
    if is_ribbed:
        sketch.rib(
            symmetric(
                f"M0 {y - 20} Q{h * 0.5} {y - 20} {h - 1} {y - 28} Q{h + 1} {y - 8} {h - 8} {y + 8} "
                f"Q{h * 0.5} {y + 17} 0 {y + 17}"
            )
        )
        return
    if sketch.has("ruffle-hem"):
        ruffle(sketch, h, y - 8, y - 4, 46)
        return
    if frame.tail:
        for inset in (4, 9):
            sketch.stitch(both(f"M{h - 2} {y - frame.tail - inset} {tail_of(frame, inset)}"))
        return
    edge = f"M{-h + 2} {y - 4} Q0 {y + 14} {h - 2} {y - 4}"
    sketch.hem(edge, width=10, height=0.6)
    sketch.stitch(f"M{-h + 2} {y - 11} Q0 {y + 7} {h - 2} {y - 11}")


def _front(sketch: Sketch, frame: Frame, *, is_ribbed: bool) -> None:
    shape = sketch.item.silhouette
    start = depth_of(shape.neckline, frame)
    end = frame.hem_y + 8
    if is_ribbed:
        sketch.rib(f"M-11 {start} L11 {start} L11 {end + 7} L-11 {end + 8}Z")
        sketch.seam(f"M11 {start} L11 {end + 7}", depth=1.2)
        button_row(sketch, start + 16, end - 12, radius=6.2, count=6)
        return
    placket(sketch, start, end)
    button_row(sketch, start + 26, end - 40, radius=4.4, count=7 if shape.length != "cropped" else 5)


def _pockets(sketch: Sketch, frame: Frame) -> None:
    y = frame.armpit_y + 4
    if sketch.has("chest-pockets"):
        for x in (-88, 26):
            patch_pocket(sketch, x, y, 62, 70, has_flap=True)
    if sketch.has("chest-pocket"):
        patch_pocket(sketch, 28, y, 56, 64)
    if sketch.has("pockets"):
        for x in (-96, 28):
            patch_pocket(sketch, x, frame.hem_y - 116, 68, 74)
    if sketch.has("kangaroo"):
        low = frame.hem_y - 30
        sketch.panel(
            symmetric(f"M0 {low - 112} L48 {low - 112} Q56 {low - 60} 88 {low - 40} L88 {low} L0 {low + 4}"),
            "body",
            puff=(12, 2.6),
        )
        sketch.stitch(both(f"M43 {low - 110} Q51 {low - 57} 83 {low - 36}"))
        sketch.stitch(f"M-46 {low - 108} L46 {low - 108}")


def _edges(sketch: Sketch, frame: Frame) -> None:
    inset = frame.shoulder - (frame.neck + 8) - 26
    x, y = frame.shoulder - inset, frame.shoulder_y - inset * 0.25
    dip = 26
    curve = f"M{x} {y} C{x - dip} {y + 40} {frame.chest - dip} {frame.armpit_y - 34} {frame.chest} {frame.armpit_y}"
    sketch.hem(both(curve), width=8, height=0.8)
    sketch.stitch(both(shifted(curve, -5, 0)))
