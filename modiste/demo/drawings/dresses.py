"""Dresses: a small bodice and a skirt; and skirts alone."""

from modiste.demo.drawings.bodice import depth_of, draw_back_of_neck, draw_body
from modiste.demo.drawings.collars import draw_collar
from modiste.demo.drawings.frame import Frame, dress_frame
from modiste.demo.drawings.outline import both, symmetric
from modiste.demo.drawings.sketch import Sketch
from modiste.demo.drawings.sleeves import draw_sleeves
from modiste.demo.drawings.trimmings import belt, bow, button_row, patch_pocket, placket, tie

_LENGTHS = {"mini": 205, "knee": 285, "midi": 355, "maxi": 420}
_FLARE = {"slim": 22, "straight": 14, "a-line": 86, "flared": 128, "pleated": 80, "tiered": 118}


def draw_dress(sketch: Sketch) -> None:
    """A dress from back to front."""
    shape = sketch.item.silhouette
    frame = dress_frame(shape.fit, _LENGTHS[shape.length], top=122 if shape.neckline == "roll" else 95)
    draw_back_of_neck(sketch, shape.neckline, frame)
    cuff = "rib" if shape.neckline == "roll" else "turned" if shape.sleeve == "rolled" else "hem"
    draw_sleeves(sketch, frame, shape.sleeve, cuff=cuff)
    hem_y = frame.waist_y + _LENGTHS[shape.length]
    is_whole = bool(frame.hip)
    hem = frame.hem if is_whole else _skirt(sketch, frame.waist, frame.waist_y, hem_y)
    draw_body(sketch, shape.neckline, shape.sleeve, frame)
    if is_whole:
        _drape(sketch, frame.waist, frame.waist_y, hem, hem_y)
        _hem(sketch, hem, hem_y, hem_y + 8)
    else:
        sketch.line(f"M{-frame.hem} {frame.hem_y} Q0 {frame.hem_y + 12} {frame.hem} {frame.hem_y}", 1.6, 0.6)
    _front(sketch, frame, hem_y, hem)
    draw_collar(sketch, shape.neckline, frame)
    _waist(sketch, frame)


def draw_skirt(sketch: Sketch) -> None:
    """A skirt on its waistband."""
    shape = sketch.item.silhouette
    top, waist = 178 if shape.length in ("midi", "maxi") else 230, 86
    hem_y = top + _LENGTHS[shape.length] * 1.24
    _skirt(sketch, waist, top, hem_y)
    if sketch.has("buttons"):
        placket(sketch, top + 20, hem_y)
        button_row(sketch, top + 50, hem_y - 44, radius=5.5, count=6)
    if sketch.has("pockets"):
        for x in (-104, 40):
            patch_pocket(sketch, x, top + 66, 64, 72)
    sketch.panel(
        symmetric(
            f"M0 {top - 22} Q{waist * 0.6} {top - 22} {waist - 2} {top - 28} L{waist + 2} {top + 6} "
            f"Q{waist * 0.6} {top + 13} 0 {top + 13}"
        )
    )
    sketch.stitch(f"M{-waist + 2} {top + 1} Q0 {top + 15} {waist - 2} {top + 1}")
    if sketch.has("belt"):
        belt(sketch, waist + 1, top - 8)
    if sketch.has("tie-waist"):
        tie(sketch, waist, top - 6)


def _skirt(sketch: Sketch, waist: float, top: float, hem_y: float) -> float:
    """The skirt panel or tiers from `top` to `hem_y`; returns the half width of its hem."""
    fit = sketch.item.silhouette.fit
    reach = (hem_y - top) / 355
    hem = waist + 16 + _FLARE.get(fit, 40) * min(1.15, 0.45 + 0.55 * reach)
    if fit == "tiered":
        _tiers(sketch, waist, top, hem, hem_y)
        return hem
    hip = waist + (26 if fit in ("slim", "straight") else 34)
    hip_y = top + 86
    if fit in ("slim", "straight"):
        sides = (
            f"C{waist + 10} {top + 30} {hip} {hip_y - 30} {hip} {hip_y} "
            f"C{hip + 2} {hip_y + 60} {hem} {hem_y - 90} {hem} {hem_y}"
        )
    else:
        sides = (
            f"C{waist + 14} {top + 46} {hip + 4} {hip_y} {hip + (hem - hip) * 0.3} "
            f"{hip_y + (hem_y - hip_y) * 0.3} "
            f"L{hem} {hem_y - 4}"
        )
    bow_y = hem_y + (8 if fit in ("slim", "straight") else 22)
    sketch.panel(symmetric(f"M0 {top} L{waist} {top} {sides} C{hem * 0.7} {bow_y} {hem * 0.35} {bow_y} 0 {bow_y}"))
    _drape(sketch, waist, top, hem, hem_y)
    _hem(sketch, hem, hem_y, bow_y)
    return hem


def _drape(sketch: Sketch, waist: float, top: float, hem: float, hem_y: float) -> None:
    fit = sketch.item.silhouette.fit
    if fit == "pleated":
        for number in range(-6, 7):
            share = number / 6.6
            sketch.line(f"M{waist * share} {top + 8} L{hem * share} {hem_y + 16 * (1 - share * share)}", 1.5, 0.5)
            sketch.crease(
                f"M{waist * share + 3} {top + 12} L{hem * share + 7} {hem_y + 12 * (1 - share * share)}",
                8,
                0.07,
            )
        return
    shares = (0.2, 0.55, 0.82) if fit in ("a-line", "flared") else (0.3,)
    for share in shares:
        x, low = hem * share, hem_y + 14 * (1 - share)
        sketch.crease(
            both(f"M{x} {low} Q{x * 0.94} {low - (low - top) * 0.45} {waist * share + 4} {top + 60}"),
            12,
            0.07,
        )
        lit = x - 18
        sketch.crease(
            both(f"M{lit} {low - 6} Q{lit * 0.94} {low - (low - top) * 0.4} {waist * share} {top + 120}"),
            9,
            0.06,
            is_lit=True,
        )


def _hem(sketch: Sketch, hem: float, hem_y: float, bow_y: float) -> None:
    if sketch.has("ruffle-hem"):
        edge = "".join(
            f" Q{hem * (1 - n / 6) + 6} {hem_y + 44} {hem * (1 - (n + 1) / 6) + 4} {hem_y + (26 if n % 2 else 36)}"
            for n in range(6)
        )
        sketch.panel(
            symmetric(
                f"M0 {bow_y - 8} Q{hem * 0.6} {bow_y - 8} {hem} {hem_y - 8} L{hem + 10} {hem_y + 26}{edge} "
                f"L0 {hem_y + 34}"
            )
        )
        for n in range(1, 6):
            sketch.crease(both(f"M{hem * n / 6} {hem_y + 4} L{hem * n / 6 + 3} {hem_y + 30}"), 5, 0.1)
    elif sketch.has("contrast"):
        sketch.band(
            f"M{-hem + 3} {hem_y - 9} C{-hem * 0.6} {bow_y - 5} {hem * 0.6} {bow_y - 5} {hem - 3} {hem_y - 9}",
            11,
        )
    elif sketch.has("raw-hem"):
        sketch.line(
            f"M{-hem + 1} {hem_y + 1} Q0 {bow_y + 6} {hem - 1} {hem_y + 1}",
            8,
            0.6,
            colour="#e9e4da",
            dash="1.6 2.4",
        )
    else:
        sketch.stitch(
            f"M{-hem + 4} {hem_y - 14} C{-hem * 0.6} {bow_y - 11} {hem * 0.6} {bow_y - 11} {hem - 4} {hem_y - 14}"
        )
    if sketch.has("slit"):
        x, high = hem * 0.52, hem_y - 150
        sketch.inside(f"M{x - 2} {high} L{x + 22} {hem_y + 3} L{x - 8} {bow_y - 2}Z")
        sketch.line(f"M{x - 2} {high - 30} L{x - 2} {high}", 1.4, 0.5)


def _tiers(sketch: Sketch, waist: float, top: float, hem: float, hem_y: float) -> None:
    step, grow = (hem_y - top) / 3, (hem - waist) / 3
    for tier in (2, 1, 0):
        y, x = top + tier * step, waist + tier * grow
        low, wide = y + step + 8, waist + (tier + 1) * grow
        sketch.panel(
            symmetric(f"M0 {y} L{x} {y} Q{x + 12} {y + 10} {wide} {low - 6} Q{wide * 0.6} {low + 12} 0 {low + 12}")
        )
        for share in (0.12, 0.32, 0.52, 0.74):
            fall = step * (0.34 + 0.3 * ((share * 50) % 2 > 1))
            sketch.crease(
                both(f"M{x * share} {y + 6} Q{x * share + 3} {y + fall * 0.5} {wide * share} {y + fall}"),
                4.5,
                0.12,
            )
        if tier:
            sketch.line(f"M{-x} {y + 4} Q0 {y + 20} {x} {y + 4}", 1.4, 0.4)
    if sketch.has("contrast"):
        sketch.band(f"M{-hem + 4} {hem_y - 8} Q0 {hem_y + 26} {hem - 4} {hem_y - 8}", 11)


def _front(sketch: Sketch, frame: Frame, hem_y: float, hem: float) -> None:
    shape = sketch.item.silhouette
    if sketch.has("buttons"):
        start = depth_of(shape.neckline, frame)
        end = hem_y + 4 if shape.neckline == "collar" else frame.waist_y
        placket(sketch, start, end, width=20)
        button_row(sketch, start + 20, end - 26, radius=3.8, count=9 if shape.neckline == "collar" else 5)
    if shape.neckline == "wrap":
        sketch.line(
            f"M{frame.waist * 0.75} {frame.waist_y} Q{hem * 0.2} {hem_y - 90} {hem * 0.3} {hem_y + 16}",
            1.8,
            0.7,
        )
    if sketch.has("chest-pocket"):
        patch_pocket(sketch, 20, frame.armpit_y, 40, 46)
    if sketch.has("pockets"):
        for x in (-frame.waist - 8, frame.waist - 44):
            patch_pocket(sketch, x, frame.waist_y + 58, 52, 58)


def _waist(sketch: Sketch, frame: Frame) -> None:
    if sketch.has("belt"):
        belt(sketch, frame.waist + 3, frame.waist_y, height=16)
    if sketch.has("tie-waist"):
        x = frame.waist * 0.75 if sketch.item.silhouette.neckline == "wrap" else 0
        tie(sketch, frame.waist + 2, frame.waist_y, x=x, length=100)
    if sketch.has("bow"):
        bow(sketch, 0, frame.waist_y, 22)
