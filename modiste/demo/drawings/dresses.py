"""Dresses: a small bodice and a skirt; and skirts alone."""

from modiste.demo.drawings.bodice import depth_of, draw_back_of_neck, draw_body
from modiste.demo.drawings.collars import draw_collar
from modiste.demo.drawings.drape import fan, fold_shares, gathers, hem_points, pleats, waving
from modiste.demo.drawings.frame import Frame, dress_frame
from modiste.demo.drawings.outline import enclosed, shifted, symmetric
from modiste.demo.drawings.ruffles import fray, ruffle
from modiste.demo.drawings.sketch import Sketch
from modiste.demo.drawings.sleeves import draw_sleeves
from modiste.demo.drawings.trimmings import belt, bow, button_row, patch_pocket, placket, tie
from modiste.demo.studio.fabrics import FABRICS

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
        _hang(sketch, frame.waist, frame.waist_y, hem, hem_y)
        _hem(sketch, hem, hem_y, hem_y + 8)
    else:
        sketch.seam(f"M{-frame.hem} {frame.hem_y} Q0 {frame.hem_y + 12} {frame.hem} {frame.hem_y}", depth=1.3)
        gathers(sketch, frame.waist - 4, frame.waist_y - 2, frame.waist_y + 4, -34, height=1.2)
    _front(sketch, frame, hem_y, hem)
    draw_collar(sketch, shape.neckline, frame)
    _waist(sketch, frame)
    sketch.look_at(0, frame.top + 95)


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
    sketch.inside(
        symmetric(
            f"M0 {top - 30} Q{waist * 0.6} {top - 30} {waist - 3} {top - 28} L{waist - 3} {top - 16} L0 {top - 16}"
        )
    )
    sketch.panel(
        symmetric(
            f"M0 {top - 22} Q{waist * 0.6} {top - 22} {waist - 2} {top - 28} L{waist + 2} {top + 6} "
            f"Q{waist * 0.6} {top + 13} 0 {top + 13}"
        ),
        "small",
        puff=(8, 1.8),
    )
    sketch.stitch(f"M{-waist + 2} {top + 1} Q0 {top + 15} {waist - 2} {top + 1}")
    sketch.stitch(f"M{-waist + 2} {top - 23} Q0 {top - 13} {waist - 2} {top - 23}")
    if sketch.has("belt"):
        belt(sketch, waist + 1, top - 8)
    if sketch.has("tie-waist"):
        tie(sketch, waist, top - 6)
    sketch.look_at(14, top + 60)


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
        folds, depth = fold_shares(sketch, 3), 1.5
    else:
        sides = (
            f"C{waist + 14} {top + 46} {hip + 4} {hip_y} {hip + (hem - hip) * 0.3} "
            f"{hip_y + (hem_y - hip_y) * 0.3} "
            f"L{hem} {hem_y - 4}"
        )
        folds, depth = fold_shares(sketch, {"a-line": 6, "flared": 8}.get(fit, 14)), 5.0
    bow_y = hem_y + (8 if fit in ("slim", "straight") else 22)
    if fit == "pleated":
        bottom = _zigzag(hem, hem_y - 4, bow_y)
    else:
        bottom = waving(hem_points(sketch, hem, hem_y - (0 if depth < 2 else 4), bow_y, folds, depth))
    sketch.panel(enclosed(f"M0 {top} L{waist} {top} {sides}", bottom), "skirt")
    _hang(sketch, waist, top, hem, hem_y, folds)
    _hem(sketch, hem, hem_y, bow_y)
    return hem


def _zigzag(hem: float, side_y: float, middle_y: float) -> str:
    """The hem of knife pleats, from right to left: each hangs a little aslant."""
    shares = [1 - 2 * n / 17 for n in range(1, 18)]
    return "".join(
        f" L{hem * share + 5} {middle_y + (side_y - middle_y) * share * share + 4} "
        f"L{hem * share} {middle_y + (side_y - middle_y) * share * share - 2}"
        for share in shares
    )


def _hang(sketch: Sketch, waist: float, top: float, hem: float, hem_y: float, folds: list[float] | None = None) -> None:
    """The folds in which a skirt falls."""
    fit = sketch.item.silhouette.fit
    fabric = FABRICS[sketch.fabric]
    height = 2.2 + fabric.drape * 1.5
    if fit == "pleated":
        pleats(sketch, waist, top, hem, hem_y, 8)
    elif fit in ("a-line", "flared"):
        fan(sketch, waist, top, hem, hem_y, folds or fold_shares(sketch, 6), height)
    else:
        for share in fold_shares(sketch, 4):
            x, low = (waist + 10) * share, hem_y - sketch.chance.uniform(20, 120)
            d = (
                f"M{x} {top + sketch.chance.uniform(20, 110)} Q{x * 1.1 + sketch.chance.uniform(-14, 14)} "
                f"{(top + low) / 2} {hem * share} {low}"
            )
            sketch.crease(d, sketch.chance.uniform(14, 24), height * 0.55)


def _hem(sketch: Sketch, hem: float, hem_y: float, bow_y: float) -> None:
    edge = f"M{-hem + 4} {hem_y - 14} C{-hem * 0.6} {bow_y - 11} {hem * 0.6} {bow_y - 11} {hem - 4} {hem_y - 14}"
    if sketch.has("ruffle-hem"):
        ruffle(sketch, hem - 2, hem_y - 10, bow_y - 12, 40)
    elif sketch.has("contrast"):
        band = f"M{-hem + 3} {hem_y - 9} C{-hem * 0.6} {bow_y - 5} {hem * 0.6} {bow_y - 5} {hem - 3} {hem_y - 9}"
        sketch.binding(band, 11, thick=0.6)
    elif sketch.has("raw-hem"):
        fray(sketch, f"M{-hem + 1} {hem_y - 1} Q0 {bow_y + 8} {hem - 1} {hem_y - 1}")
    else:
        sketch.stitch(edge)
    if sketch.has("slit"):
        x, high = hem * 0.52, hem_y - 150
        sketch.inside(
            (
                f"M{x - 2} {high} C{x + 2} {high + 60} {x + 18} {hem_y - 50} {x + 22} {hem_y + 4} L{x - 8} "
                f"{bow_y - 1} C{x - 6} {hem_y - 60} {x - 4} {high + 60} {x - 2} {high}Z"
            ),
            shade=0.45,
        )
        sketch.crease(f"M{x - 4} {high - 40} Q{x - 12} {high + 60} {x - 16} {hem_y + 8}", 14, 3.0, is_open=True)
        sketch.seam(f"M{x - 2} {high - 60} L{x - 2} {high}", depth=1)


def _tiers(sketch: Sketch, waist: float, top: float, hem: float, hem_y: float) -> None:
    step, grow = (hem_y - top) / 3, (hem - waist) / 3
    for tier in (2, 1, 0):
        y, x = top + tier * step, waist + tier * grow
        low, wide = y + step + 8, waist + (tier + 1) * grow
        folds = fold_shares(sketch, 5 + 2 * tier)
        bottom = waving(hem_points(sketch, wide, low - 6, low + 12, folds, 2.5 if tier < 2 else 4.5))
        sketch.panel(enclosed(f"M0 {y} L{x} {y} Q{x + 12} {y + 10} {wide} {low - 6}", bottom), "skirt", puff=(9, 2))
        gathers(sketch, x, y - 2, y + 14, step * 0.85, height=2.4)
        fan(sketch, x, y, wide, low, folds, 3.0)
        if tier:
            sketch.mark(f"M{-x} {y + 4} Q0 {y + 20} {x} {y + 4}", 1.6, sketch.ink, opacity=0.3, depth=1.2)
    edge = f"M{-hem + 4} {hem_y - 8} Q0 {hem_y + 26} {hem - 4} {hem_y - 8}"
    if sketch.has("contrast"):
        sketch.binding(edge, 11, thick=0.6)
    else:
        sketch.stitch(edge)


def _front(sketch: Sketch, frame: Frame, hem_y: float, hem: float) -> None:
    shape = sketch.item.silhouette
    if sketch.has("buttons"):
        start = depth_of(shape.neckline, frame)
        end = hem_y + 4 if shape.neckline == "collar" else frame.waist_y
        placket(sketch, start, end, width=20)
        button_row(sketch, start + 20, end - 26, radius=3.8, count=9 if shape.neckline == "collar" else 5)
    if shape.neckline == "wrap":
        d = f"M{frame.waist * 0.75} {frame.waist_y} Q{hem * 0.2} {hem_y - 90} {hem * 0.3} {hem_y + 16}"
        sketch.mark(d, 2.2, sketch.ink, opacity=0.45, depth=1.8)
        sketch.crease(shifted(d, -8, 0), 14, 2.6, is_open=True)
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
