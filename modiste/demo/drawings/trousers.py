"""Trousers, jeans and shorts."""

from modiste.demo.drawings.outline import both, mirrored, path, rounded, symmetric
from modiste.demo.drawings.sketch import Sketch
from modiste.demo.drawings.trimmings import BRASS, belt, drawstring, patch_pocket, tie

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
    hem_y = _HEMS[shape.length]
    lift = 70 if shape.length == "short" else 0
    top = _TOP + lift
    leg = _leg(shape.fit, top, hem_y + lift)
    sketch.panel(mirrored(path(leg)), "left", turn=2)
    sketch.panel(leg, "right", turn=-2)
    _seams(sketch, shape.fit, top, hem_y + lift)
    _hem(sketch, shape.fit, hem_y + lift)
    if sketch.item.category == "jeans" or sketch.item.material == "denim":
        _jeans(sketch, top)
    else:
        _pockets(sketch, top)
    _waistband(sketch, top)


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
    sketch.line(f"M0 {top} L0 {crotch}", 1.6, 0.6)
    for d in (
        f"M4 {crotch + 2} Q34 {crotch - 6} 56 {crotch - 30}",
        f"M6 {crotch + 14} Q40 {crotch + 16} 66 {crotch + 2}",
        f"M6 {crotch - 22} Q30 {crotch - 34} 46 {crotch - 52}",
    ):
        sketch.crease(both(d), 7, 0.06)
    if (
        sketch.item.category == "trousers"
        and sketch.has("pleats")
        or fit == "slim"
        and sketch.item.category == "trousers"
    ):
        mid = (hem_out + hem_in) / 2
        knee = (knee_out + knee_in) / 2
        d = f"M52 {top + 40} Q{knee} {top + 280} {mid} {hem_y}"
        sketch.crease(both(d), 6, 0.1)
        sketch.crease(both(d.replace(f"M52 {top + 40}", f"M47 {top + 44}")), 5, 0.09, is_lit=True)
    elif hem_y > crotch + 200:
        knee_y = min(top + 380, hem_y - 40)
        for shift, reach in ((-24, 0.66), (4, 0.78)):
            d = (
                f"M{knee_in + 6} {knee_y + shift} "
                f"Q{knee_in + (knee_out - knee_in) * 0.4} "
                f"{knee_y + shift + 12} {knee_in + (knee_out - knee_in) * reach} {knee_y + shift - 4}"
            )
            sketch.crease(both(d), 7, 0.045)
    if sketch.has("pleats"):
        for x in (44, 62):
            sketch.line(both(f"M{x} {top + 16} L{x - 2} {top + 74}"), 1.5, 0.6)
            sketch.crease(both(f"M{x + 3} {top + 16} L{x + 1} {top + 66}"), 5, 0.1)


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
        light = "#b9c4d2" if sketch.texture == "denim" and not sketch.is_dark else ""
        sketch.panel(d, "right", fill=light)
        sketch.panel(mirrored(d), "left", fill=light)
    elif sketch.has("raw-hem"):
        d = f"M{out} {hem_y} Q{(out + inn) / 2} {hem_y + 9} {inn} {hem_y + 4}"
        sketch.line(both(d), 9, 0.75, colour="#e9e4da", dash="1.6 2.2")
    else:
        d = f"M{out - 2} {hem_y - 16} Q{(out + inn) / 2} {hem_y - 8} {inn + 2} {hem_y - 12}"
        sketch.stitch(both(d))
    if sketch.has("contrast"):
        side = (
            f"M{_WAIST + 2} {_TOP + 20} C{_WAIST + 18} {_TOP + 60} 114 {_TOP + 100} "
            f"{118 + (_LEGS[fit][0][0] - 118) * 0.4 - 4} {_TOP + 190}"
        )
        knee_out, hem_out = _LEGS[fit][0][0], _LEGS[fit][1][0]
        sketch.line(
            both(
                f"{side} C{knee_out - 3} {_TOP + 280} {knee_out - 4} 480 {knee_out - 4} 520 "
                f"C{knee_out - 4} 590 {hem_out - 4} {hem_y - 80} {hem_out - 4} {hem_y}"
            ),
            6,
            0.95,
            colour=sketch.trim,
        )


def _pockets(sketch: Sketch, top: float) -> None:
    if sketch.has("cargo"):
        for side in (-1, 1):
            x = 66 if side > 0 else -140
            patch_pocket(sketch, x, top + 268, 74, 92, has_flap=True)
        sketch.stitch(both(f"M34 {top + 420} Q88 {top + 430} 138 {top + 416}"))
    slant = f"M62 {top + 20} L102 {top + 88}"
    sketch.line(both(slant), 1.8, 0.65)
    sketch.crease(both(f"M66 {top + 22} L104 {top + 84}"), 6, 0.08)
    if not sketch.has("drawstring"):
        sketch.line(f"M0 {top + 130} Q24 {top + 122} 25 {top + 90} L25 {top + 18}", 1.4, 0.45)


def _jeans(sketch: Sketch, top: float) -> None:
    scoop = f"M40 {top + 18} Q46 {top + 62} 104 {top + 68}"
    sketch.line(both(scoop), 1.8, 0.6)
    sketch.stitch(both(f"M36 {top + 18} Q42 {top + 67} 104 {top + 74}"))
    sketch.stitch(f"M0 {top + 132} Q26 {top + 122} 27 {top + 90} L27 {top + 18}")
    sketch.stitch(both(f"M{_WAIST + 2} {top + 24} C{_WAIST + 12} {top + 60} 110 {top + 90} 113 {top + 130}"))
    for y in (22, 64):
        sketch.shape(rounded(-3 + 100 if y == 64 else 42, top + y, 4, 4, 2), BRASS)
    # The thighs and seat of worn denim are paler.
    for width in (44, 28, 14):
        sketch.crease(both(f"M66 {top + 160} Q72 {top + 230} 66 {top + 320}"), width, 0.02, is_lit=True)
    if sketch.has("distressed"):
        for shift in range(0, 40, 8):
            sketch.line(
                both(
                    f"M{46 + shift % 3 * 4} {top + 380 + shift} "
                    f"Q64 {top + 384 + shift} {86 - shift % 5 * 2} {top + 379 + shift}"
                ),
                3,
                0.8,
                colour="#eceff2",
            )


def _waistband(sketch: Sketch, top: float) -> None:
    w = _WAIST
    band = symmetric(
        f"M0 {top - 10} Q{w * 0.6} {top - 10} {w - 2} {top - 15} L{w + 2} {top + 14} Q{w * 0.6} {top + 20} 0 {top + 20}"
    )
    if sketch.has("drawstring"):
        sketch.rib(band)
        drawstring(sketch, top + 8)
        return
    sketch.panel(band)
    sketch.stitch(f"M{-w + 2} {top + 9} Q0 {top + 21} {w - 2} {top + 9}")
    if sketch.has("belt"):
        belt(sketch, w + 1, top + 2, height=18)
    for x in (-66, -30, 30, 66):
        sketch.panel(rounded(x - 4, top - 13 - abs(x) * 0.03, 8, 33, 2), "flat")
    if sketch.has("tie-waist"):
        tie(sketch, w + 1, top + 3, x=-10, length=130)
    elif not sketch.has("belt"):
        sketch.button(2, top + 5, 6.5, fill=BRASS if sketch.texture == "denim" else "")
