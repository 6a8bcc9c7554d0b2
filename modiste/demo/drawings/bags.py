"""Bags, seen from the front."""

from collections.abc import Callable

from modiste.demo.drawings.outline import both, circle, polygon, rounded, symmetric
from modiste.demo.drawings.sketch import Sketch
from modiste.demo.drawings.tones import darker, lighter
from modiste.demo.drawings.trimmings import BRASS, STEEL


def draw_bag(sketch: Sketch) -> None:
    """Handle first, so that it passes behind the body."""
    _BAGS[sketch.item.silhouette.cut](sketch)


def _leather(sketch: Sketch) -> str:
    """Handles of cloth and straw bags are leather; leather bags match themselves."""
    return "#8a5a3a" if sketch.texture in ("straw", "weave") else darker(sketch.base, 0.18)


def _handles(sketch: Sketch, x: float, y: float, rise: float) -> None:
    fill = _leather(sketch)
    for lift, back in ((rise + 14, True), (rise, False)):
        colour = darker(fill, 0.25) if back else fill
        sketch.band(f"M{-x} {y + 40} L{-x} {y} C{-x} {y - lift} {x} {y - lift} {x} {y} L{x} {y + 40}", 13, fill=colour)


def _tote(sketch: Sketch) -> None:
    _handles(sketch, 84, 350, 190)
    sketch.inside(symmetric("M0 332 Q120 330 158 338 L156 352 L0 356"))
    sketch.panel(symmetric("M0 348 Q110 346 160 340 L176 640 Q176 664 150 666 L0 668"))
    if sketch.has("contrast"):
        sketch.panel(symmetric("M0 596 L173 590 L176 640 Q176 664 150 666 L0 668"), fill=sketch.trim)
    if sketch.has("pockets"):
        sketch.panel(symmetric("M0 452 L92 452 L96 600 L0 602"), "flat")
        sketch.stitch(both("M0 464 L90 464"))
    sketch.stitch(symmetric("M0 360 Q110 358 150 352 L164 636 Q164 654 148 655 L0 657"))
    for x in (-84, 84):
        sketch.panel(rounded(x - 13, 372, 26, 48, 4), "flat", fill=_leather(sketch))
        sketch.line(rounded(x - 8, 377, 16, 38, 2), 1.2, 0.7, dash="4 3")
    sketch.crease(both("M120 360 Q100 480 132 640"), 14, 0.07)


def _basket(sketch: Sketch) -> None:
    _handles(sketch, 96, 360, 200)
    sketch.inside(symmetric("M0 352 Q120 350 186 372 Q120 396 0 398"))
    sketch.panel(symmetric("M0 394 Q130 392 190 370 C196 470 172 590 128 636 Q70 656 0 656"))
    for y, w in ((450, 186), (510, 178), (570, 160)):
        sketch.crease(f"M{-w} {y - 14} Q0 {y + 22} {w} {y - 14}", 8, 0.1)
    sketch.band(
        "M-184 374 Q0 416 184 374",
        15,
        fill=sketch.trim if sketch.has("contrast") else darker(sketch.base, 0.12),
    )
    if sketch.has("contrast"):
        sketch.panel(symmetric("M0 470 Q110 470 188 446 L186 474 Q108 498 0 498"), fill=sketch.trim)
    for x in (-96, 96):
        sketch.panel(rounded(x - 13, 388, 26, 46, 6), "flat", fill=_leather(sketch))


def _crossbody(sketch: Sketch) -> None:
    if sketch.has("chain"):
        d = "M-150 430 C-170 120 170 120 150 430"
        sketch.band(d, 6, fill="#c9a968", is_solid=False)
        sketch.line(d, 2, 0.7, colour="#6b5226", dash="3 7")
    else:
        sketch.band("M-152 430 C-176 110 176 110 152 430", 11)
    sketch.panel(symmetric("M0 410 L140 410 Q162 410 164 432 L170 600 Q170 630 142 632 L0 634"))
    sketch.panel(symmetric("M0 402 L146 402 Q166 404 166 426 L164 500 Q150 548 84 552 Q40 556 0 556"), "fall")
    sketch.stitch(symmetric("M0 413 L142 413 Q156 414 156 428 L154 498 Q142 538 82 541 Q40 545 0 545"))
    sketch.shape(rounded(-20, 532, 40, 32, 6), darker(BRASS, 0.3))
    sketch.shape(rounded(-18, 530, 36, 30, 5), BRASS)
    sketch.line("M-8 545 L8 545", 4, 0.7, colour=darker(BRASS, 0.5))
    if sketch.has("tassels"):
        sketch.band("M150 440 Q168 480 160 520", 4)
        sketch.panel(polygon((152, 516), (170, 516), (180, 600), (144, 600)), "flat")
        for x in (152, 160, 168):
            sketch.line(f"M{x} 530 L{x - 2} 598", 1.2, 0.6)


def _top_handle(sketch: Sketch) -> None:
    sketch.band("M-78 384 C-84 236 84 236 78 384", 20)
    for x in (-78, 78):
        sketch.line(circle(x, 392, 13), 5, 1, colour=BRASS)
    sketch.panel(symmetric("M0 396 L126 396 Q142 398 146 416 L178 622 Q178 646 154 648 L0 650"))
    sketch.panel(symmetric("M0 396 L128 396 Q142 398 146 416 L152 452 Q80 492 0 492"), "fall")
    sketch.stitch(both("M148 446 Q78 482 0 482"))
    sketch.crease(both("M140 500 Q136 560 158 640"), 16, 0.08)
    sketch.line(both("M118 480 L136 648"), 1.4, 0.45)
    if sketch.has("buckle"):
        sketch.panel(rounded(-15, 440, 30, 92, 8), "flat", fill=darker(sketch.base, 0.2))
        sketch.line(rounded(-22, 482, 44, 34, 6), 5.5, 1, colour=BRASS)
    else:
        sketch.shape(circle(0, 492, 17), darker(BRASS, 0.3))
        sketch.shape(circle(0, 490, 16), BRASS)
        sketch.shape(circle(-4, 486, 6), lighter(BRASS, 0.5), 0.6)
    for x in (-150, 150):
        sketch.shape(circle(x, 640, 5), BRASS)


def _hobo(sketch: Sketch) -> None:
    sketch.band("M-160 440 C-150 120 150 120 160 440", 24)
    sketch.inside(symmetric("M0 452 Q90 446 158 424 L150 446 Q80 478 0 480"))
    sketch.panel(symmetric("M0 474 Q100 470 172 420 Q188 430 188 460 C188 570 120 656 0 658"))
    sketch.stitch(both("M166 440 Q98 482 0 486"))
    for d in ("M150 452 Q120 540 44 600", "M168 470 Q160 560 96 622", "M96 482 Q80 540 20 570"):
        sketch.crease(both(d), 14, 0.08)
    for x in (-164, 164):
        sketch.line(circle(x, 428, 15), 5, 1, colour=BRASS)
    if sketch.has("fringe"):
        for x in range(-132, 140, 12):
            y = 646 - abs(x) ** 2 / 240
            sketch.band(f"M{x} {y - 22} Q{x + 2} {y + 30} {x - 1} {y + 66}", 6, is_solid=False)
        sketch.line("M-146 560 Q-80 632 0 632 Q80 632 146 560", 2, 0.6)
    if sketch.has("buckle"):
        sketch.panel(rounded(-14, 462, 28, 92, 10), "flat", fill=darker(sketch.base, 0.22))
        sketch.line(rounded(-21, 508, 42, 30, 6), 5, 1, colour=BRASS)


def _backpack(sketch: Sketch) -> None:
    for side in (-1, 1):
        sketch.band(
            f"M{side * 70} 220 C{side * 190} 250 {side * 190} 520 {side * 146} 610",
            22,
            fill=darker(sketch.base, 0.25),
        )
    sketch.band("M-34 206 C-40 150 40 150 34 206", 13, fill=darker(sketch.base, 0.25))
    sketch.panel(symmetric("M0 194 Q150 190 154 330 L160 610 Q160 650 120 652 L0 654"))
    sketch.line(symmetric("M0 212 Q132 208 138 330 L140 420 L0 420").replace("Z", ""), 5, 0.4, colour=sketch.deep)
    sketch.line("M-140 400 L-138 330 Q-132 208 0 212 Q132 208 138 330 L140 400", 2.6, 0.9, colour=STEEL, dash="2 2")
    sketch.panel(symmetric("M0 446 L116 446 Q126 448 128 462 L130 606 Q128 630 108 630 L0 632"), "fall")
    sketch.line(both("M0 472 L118 472"), 5, 0.4, colour=sketch.deep)
    sketch.line(both("M0 472 L118 472"), 2.4, 0.9, colour=STEEL, dash="2 2")
    sketch.band("M112 472 L124 500", 5, fill="#8a5a3a", is_solid=False)
    sketch.panel(rounded(-28, 330, 56, 34, 5), "flat", fill="#8a5a3a")
    sketch.crease(both("M130 250 Q110 380 140 440"), 14, 0.07)


_BAGS: dict[str, Callable[[Sketch], None]] = {
    "tote": _tote,
    "basket": _basket,
    "crossbody": _crossbody,
    "top-handle": _top_handle,
    "hobo": _hobo,
    "backpack": _backpack,
}
