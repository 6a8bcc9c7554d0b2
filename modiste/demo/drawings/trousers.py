"""Trousers, jeans and shorts."""

from modiste.demo.drawings.drape import gathers
from modiste.demo.drawings.outline import both, mirrored, path, rounded, shifted, symmetric
from modiste.demo.drawings.ruffles import fray
from modiste.demo.drawings.sketch import Sketch
from modiste.demo.drawings.tones import darker, lighter, lightness
from modiste.demo.drawings.trimmings import BRASS, belt, drawstring, patch_pocket, tie
from modiste.demo.studio.fabrics import FABRICS
from modiste.demo.studio.scene import Stuff

_HEMS = {"full": 700, "cropped": 640, "short": 440}
# Half widths of one leg (outer x, inner x) at the knee and at the hem.
_LEGS = {
    "slim": ((104, 22), (86, 30)),
    "tapered": ((118, 16), (90, 26)),
    "straight": ((120, 18), (114, 24)),
    "regular": ((122, 16), (120, 18)),
    "relaxed": ((136, 10), (144, 8)),
    "wide": ((142, 8), (164, 6)),
    "flared": ((104, 22), (152, 8)),
    "barrel": ((156, 8), (100, 22)),
}
_TOP, _WAIST, _CROTCH = 122, 88, 322


def draw_trousers(sketch: Sketch) -> None:
    """Trousers laid flat: two legs, waistband, pockets, creases, hem."""
    shape = sketch.item.silhouette
    lift = 70 if shape.length == "short" else 0
    top, hem_y = _TOP + lift, _HEMS[shape.length] + lift
    leg = _leg(shape.fit, top, hem_y)
    sketch.inside(
        symmetric(f"M0 {top - 20} Q{_WAIST * 0.6} {top - 20} {_WAIST - 4} {top - 16} L{_WAIST - 4} {top} L0 {top}")
    )
    for d, turn in ((mirrored(path(leg)), 2), (leg, -2)):
        sketch.panel(d, "leg", turn=turn, puff=(16, 3.4))
    _seams(sketch, shape.fit, top, hem_y)
    for side in (-1, 1):
        _folds(sketch, shape.fit, top, hem_y, side)
    _hem(sketch, shape.fit, hem_y)
    if sketch.item.category == "jeans" or sketch.fabric == "denim":
        _jeans(sketch, shape.fit, top, hem_y)
    else:
        _pockets(sketch, top)
    _waistband(sketch, top)
    sketch.look_at(18, top + 60)


def _leg(fit: str, top: float, hem_y: float) -> str:
    (knee_out, knee_in), (hem_out, hem_in) = _LEGS[fit]
    crotch = top + _CROTCH - _TOP
    knee_y = min(top + 380, hem_y - 40)
    fall = hem_y - knee_y
    hip = 118
    if hem_y < crotch + 200:
        out, inn = knee_out + 4, 14
        return (
            f"M0 {top} L{_WAIST} {top} C{_WAIST + 14} {top + 50} {hip} {top + 90} "
            f"{out - 4} {hem_y - 70} L{out} {hem_y} "
            f"Q{(out + inn) / 2} {hem_y + 9} {inn} {hem_y + 6} C10 {crotch + 40} 4 {crotch + 12} 0 {crotch}Z"
        )
    return (
        f"M0 {top} L{_WAIST} {top} C{_WAIST + 16} {top + 54} {hip} {top + 100} "
        f"{hip + (knee_out - hip) * 0.4} {top + 190} "
        f"C{knee_out + 2} {top + 280} {knee_out} {knee_y - 40} {knee_out} {knee_y} "
        f"C{knee_out} {knee_y + fall * 0.35} {hem_out} {hem_y - fall * 0.45} {hem_out} {hem_y} "
        f"Q{(hem_out + hem_in) / 2} {hem_y + 8} {hem_in} {hem_y + 3} "
        f"C{hem_in} {hem_y - fall * 0.45} {knee_in} {knee_y + fall * 0.35} {knee_in} {knee_y} "
        f"C{knee_in - 6} {crotch + 110} 6 {crotch + 40} 0 {crotch}Z"
    )


def _seams(sketch: Sketch, fit: str, top: float, hem_y: float) -> None:
    crotch = top + _CROTCH - _TOP
    (knee_out, knee_in), (hem_out, hem_in) = _LEGS[fit]
    sketch.mark(f"M0 {top} Q-2 {top + 120} 0 {crotch}", 1.6, sketch.ink, opacity=0.35, depth=1.4)
    is_pressed = sketch.item.category == "trousers" and (sketch.has("pleats") or fit == "slim")
    if is_pressed or (sketch.item.category == "shorts" and sketch.has("pleats")):
        mid, knee = (hem_out + hem_in) / 2, (knee_out + knee_in) / 2
        if hem_y < crotch + 200:
            mid = (knee_out + 18) / 2
        d = f"M52 {top + 40} Q{knee} {(top + hem_y) / 2} {mid} {hem_y}"
        sketch.crease(both(d), 8, 2.6)
        sketch.mark(both(d), 1.0, "#ffffff", opacity=0.1, depth=-0.8)
    if sketch.has("pleats"):
        for x in (44, 62):
            sketch.mark(both(f"M{x} {top + 16} L{x - 2} {top + 74}"), 1.8, sketch.ink, opacity=0.4, depth=1.4)
            sketch.crease(both(f"M{x + 5} {top + 14} L{x + 1} {top + 96}"), 9, 2.2)


def _folds(sketch: Sketch, fit: str, top: float, hem_y: float, side: int) -> None:
    """Whiskers at the crotch, folds behind the knee, and the long fall of a wide leg."""
    crotch = top + _CROTCH - _TOP
    (knee_out, knee_in), (hem_out, hem_in) = _LEGS[fit]
    chance = sketch.chance
    fabric = FABRICS[sketch.fabric]
    strength = 0.8 + fabric.crumple * 0.6
    for number in range(5):
        y = crotch - 36 + 17 * number
        reach, rise = chance.uniform(36, 78), chance.uniform(4, 34) - 8 * (number - 2)
        d = f"M{side * 4} {y} Q{side * reach * 0.5} {y - rise * 0.2} {side * reach} {y - rise}"
        sketch.crease(d, chance.uniform(6, 10), strength * chance.uniform(0.6, 1.2))
    if hem_y < crotch + 200:
        return
    knee_y = min(top + 380, hem_y - 40)
    wide = knee_out - knee_in
    for number in range(4):
        y = knee_y - 46 + 26 * number + chance.uniform(-8, 8)
        start, end = knee_in + wide * chance.uniform(0.02, 0.25), knee_in + wide * chance.uniform(0.55, 0.95)
        d = (
            f"M{side * start} {y} Q{side * (start + end) / 2} {y + chance.uniform(2, 14)} {side * end} "
            f"{y - chance.uniform(-4, 12)}"
        )
        sketch.crease(d, chance.uniform(7, 12), strength * chance.uniform(0.4, 1.0))
    if fit in ("wide", "flared", "relaxed", "barrel"):
        for share in (0.25, 0.6, 0.85):
            x, low = hem_in + (hem_out - hem_in) * share, hem_y + 12
            begin = crotch + chance.uniform(20, 150)
            kx = knee_in + wide * share
            d = f"M{side * kx * 0.95} {begin} Q{side * kx} {(begin + low) / 2} {side * x} {low}"
            sketch.crease(d, chance.uniform(14, 24), (1.4 + fabric.drape) * chance.uniform(0.7, 1.2), is_open=True)
    for number in range(2):
        y = hem_y - 26 - 20 * number
        d = (
            f"M{side * (hem_in + 4)} {y} Q{side * (hem_in + hem_out) / 2} {y + 10} "
            f"{side * (hem_out - 8)} {y - chance.uniform(0, 12)}"
        )
        sketch.crease(d, 8, strength * chance.uniform(0.3, 0.8))


def _hem(sketch: Sketch, fit: str, hem_y: float) -> None:
    shape = sketch.item.silhouette
    out, inn = _LEGS[fit][1]
    if shape.length == "short":
        out, inn = _LEGS[fit][0][0] + 4, 14
    if sketch.has("cuffs"):
        d = path(
            f"M{out + 3} {hem_y - 28} L{out + 3} {hem_y + 3} "
            f"Q{(out + inn) / 2} {hem_y + 12} {inn - 3} {hem_y + 7} "
            f"L{inn - 3} {hem_y - 24} Q{(out + inn) / 2} {hem_y - 18} {out + 3} {hem_y - 28}Z"
        )
        is_blue = sketch.fabric == "denim" and lightness(sketch.base) < 0.7  # which is pale inside
        light = lighter(sketch.base, 0.58) if is_blue else ""
        for turn_up in (d, mirrored(d)):
            sketch.panel(turn_up, "small", stuff=sketch.cloth(light), puff=(7, 1.8))
        sketch.stitch(both(f"M{out} {hem_y - 3} Q{(out + inn) / 2} {hem_y + 6} {inn} {hem_y + 2}"))
    elif sketch.has("raw-hem"):
        for side in (1, -1):
            fray(sketch, f"M{side * out} {hem_y - 1} Q{side * (out + inn) / 2} {hem_y + 8} {side * inn} {hem_y + 3}")
    else:
        d = f"M{out - 2} {hem_y - 16} Q{(out + inn) / 2} {hem_y - 8} {inn + 2} {hem_y - 12}"
        sketch.hem(both(shifted(d, 0, 7)), width=11, height=0.7)
        sketch.stitch(both(d))
    if sketch.has("contrast"):
        seam = (
            f"M{_WAIST + 2} {_TOP + 20} C{_WAIST + 18} {_TOP + 60} 114 {_TOP + 100} "
            f"{118 + (_LEGS[fit][0][0] - 118) * 0.4 - 4} {_TOP + 190}"
        )
        knee_out, hem_out = _LEGS[fit][0][0], _LEGS[fit][1][0]
        line = (
            f"{seam} C{knee_out - 3} {_TOP + 280} {knee_out - 4} 480 {knee_out - 4} 520 "
            f"C{knee_out - 4} 590 {hem_out - 4} {hem_y - 80} {hem_out - 4} {hem_y}"
        )
        sketch.mark(both(line), 6, sketch.trim, opacity=0.95)


def _pockets(sketch: Sketch, top: float) -> None:
    if sketch.has("cargo"):
        for side in (-1, 1):
            x = 66 if side > 0 else -140
            patch_pocket(sketch, x, top + 268, 74, 92, has_flap=True)
        sketch.stitch(both(f"M34 {top + 420} Q88 {top + 430} 138 {top + 416}"))
    slant = f"M62 {top + 20} L102 {top + 88}"
    sketch.mark(both(slant), 2, sketch.ink, opacity=0.4, depth=1.6)
    sketch.stitch(both(f"M56 {top + 21} L96 {top + 90}"))
    sketch.crease(both(f"M60 {top + 22} Q78 {top + 60} 98 {top + 92}"), 9, 1.8)
    if not sketch.has("drawstring"):
        sketch.stitch(f"M0 {top + 130} Q24 {top + 122} 25 {top + 90} L25 {top + 18}")


def _jeans(sketch: Sketch, fit: str, top: float, hem_y: float) -> None:
    _fade(sketch, fit, top, hem_y)
    scoop = f"M40 {top + 18} Q46 {top + 62} 104 {top + 68}"
    sketch.mark(both(scoop), 2, sketch.ink, opacity=0.5, depth=1.4)
    sketch.stitch(both(f"M36 {top + 18} Q42 {top + 67} 104 {top + 74}"))
    sketch.stitch(both(f"M32 {top + 18} Q38 {top + 71} 104 {top + 79}"))
    for shift in (0, 4):
        sketch.stitch(
            f"M0 {top + 132 + shift} Q{26 + shift} {top + 122} {27 + shift} {top + 90} L{27 + shift} {top + 18}"
        )
    sketch.stitch(both(f"M{_WAIST + 2} {top + 24} C{_WAIST + 12} {top + 60} 110 {top + 90} 113 {top + 130}"))
    for x, y in ((42, 24), (98, 66), (-42, 24), (-98, 66)):
        sketch.ball(x, top + y, 2.6, BRASS)
    coin = f"M60 {top + 50} L60 {top + 32} L90 {top + 38} L90 {top + 58}"
    sketch.stitch(coin)
    if sketch.has("distressed"):
        for side in (-1, 1):
            _worn_knee(sketch, side * 66, top + 392)


def _fade(sketch: Sketch, fit: str, top: float, hem_y: float) -> None:
    """Thighs, knees and edges of worn denim are paler, the side seams darker."""
    pale = lighter(sketch.base, 0.5)
    knee = sum(_LEGS[fit][0]) / 2
    bottom = min(top + 420, hem_y - 30)
    strength = 0.1 if lightness(sketch.base) > 0.75 else 0.3
    d = f"M66 {top + 120} Q{knee + 6} {top + 230} {knee} {bottom}"
    sketch.mark(both(d), 34, pale, opacity=strength, blur=17)
    sketch.mark(
        both(f"M68 {top + 150} Q{knee + 4} {top + 240} {knee} {bottom - 60}"), 14, pale, opacity=strength, blur=9
    )
    chance = sketch.chance
    crotch = top + _CROTCH - _TOP
    for side in (-1, 1):
        for number in range(5):
            y = crotch - 40 + 15 * number
            x = side * chance.uniform(50, 86)
            sketch.mark(
                f"M{side * 8} {y} Q{x * 0.5} {y - 2} {x} {y - 16 + 5 * number}",
                3.4,
                pale,
                opacity=strength * 0.8,
                blur=2.4,
            )


def _worn_knee(sketch: Sketch, x: float, y: float) -> None:
    """A hole that was worn, with the white threads that are left across it."""
    chance = sketch.chance
    pale, dark = lighter(sketch.base, 0.72), darker(sketch.base, 0.55)
    edge = (
        f"M{x - 24} {y} Q{x - 12} {y - 15} {x + 4} {y - 13} Q{x + 22} {y - 12} {x + 25} {y + 2} "
        f"Q{x + 12} {y + 16} {x - 4} {y + 14} Q{x - 18} {y + 12} {x - 24} {y}Z"
    )
    sketch.mark(edge, 16, pale, opacity=0.5, blur=5)
    sketch.solid(edge, Stuff("cotton", dark), thick=-0.8)
    threads = " ".join(
        (
            f"M{x - 25 + abs(n) * 1.4} {y + n * 2.5} Q{x} {y + n * 2.5 + chance.uniform(-2, 3)} "
            f"{x + 25 - abs(n) * 1.4} {y + n * 2.5 + 1}"
        )
        for n in range(-5, 6)
    )
    sketch.band(threads, 1.7, stuff=Stuff("thread", "#e6e8ea"), thick=0.7, is_round=False)


def _waistband(sketch: Sketch, top: float) -> None:
    w = _WAIST
    band = symmetric(
        f"M0 {top - 10} Q{w * 0.6} {top - 10} {w - 2} {top - 15} L{w + 2} {top + 14} Q{w * 0.6} {top + 20} 0 {top + 20}"
    )
    if sketch.has("drawstring"):
        sketch.rib(band)
        gathers(sketch, w, top + 14, top + 20, 34, height=1.8)
        drawstring(sketch, top + 8)
        return
    sketch.panel(band, "small", puff=(7, 1.6))
    for shift in (-19, 0):
        sketch.stitch(f"M{-w + 2} {top + 10 + shift} Q0 {top + 21 + shift} {w - 2} {top + 10 + shift}")
    if sketch.has("belt"):
        belt(sketch, w + 1, top + 2, height=18)
    for x in (-66, -30, 30, 66):
        sketch.panel(rounded(x - 4, top - 13 - abs(x) * 0.03, 8, 33, 2), "flat", puff=(3, 1))
    if sketch.has("tie-waist"):
        tie(sketch, w + 1, top + 3, x=-10, length=130)
    elif not sketch.has("belt"):
        sketch.button(
            2,
            top + 5,
            6.5,
            stuff=BRASS if sketch.fabric == "denim" else None,
            holes=0 if sketch.fabric == "denim" else 4,
        )
