"""Bags, seen from the front."""

from collections.abc import Callable

from modiste.demo.drawings.hardware import handles, leather_of, ring, tab, turn_lock
from modiste.demo.drawings.outline import both, rounded, symmetric
from modiste.demo.drawings.sketch import Sketch
from modiste.demo.drawings.tones import darker
from modiste.demo.drawings.trimmings import BRASS, METAL
from modiste.demo.studio.scene import Stuff


def draw_bag(sketch: Sketch) -> None:
    """Handle first, so that it passes behind the body."""
    sketch.sway = 0.7
    _BAGS[sketch.item.silhouette.cut](sketch)
    sketch.look_at(*_CLASPS[sketch.item.silhouette.cut])


def _piping(sketch: Sketch, d: str, width: float = 4.5) -> None:
    """The rolled edge of leather."""
    sketch.band(d, width, stuff=sketch.cloth(darker(sketch.base, 0.14), fabric=leather_of(sketch)), thick=2.2)


def _tote(sketch: Sketch) -> None:
    handles(sketch, 84, 350, 178)
    sketch.inside(symmetric("M0 330 Q120 327 158 336 L156 356 L0 360"), shade=0.42)
    body = symmetric("M0 350 Q110 348 161 340 C166 430 172 560 177 640 Q177 664 150 667 Q70 672 0 672")
    sketch.panel(body, "body", puff=(34, 11))
    if sketch.has("contrast"):
        base = symmetric("M0 596 Q90 596 174 588 L177 640 Q177 664 150 667 Q70 672 0 672")
        sketch.panel(base, "stiff", stuff=sketch.cloth(sketch.trim), thick=0.8, puff=(20, 4))
        sketch.stitch(symmetric("M0 601 Q90 601 174 593"))
    if sketch.has("pockets"):
        sketch.panel(symmetric("M0 452 L92 450 L97 596 Q96 604 88 604 L0 604"), "small", puff=(12, 3))
        sketch.stitch(symmetric("M0 457 L88 455 L92 592 Q91 599 84 599 L0 599"))
    sketch.stitch(symmetric("M0 361 Q110 359 153 352"))
    sketch.stitch(symmetric("M0 366 Q110 364 153 357"))
    for side in (-1, 1):
        tab(sketch, side * 84, 368, 26, 54)
        for start, low, width, height in ((150, 132, 26, -4.0), (118, 96, 18, 2.4), (64, 76, 22, 2.0)):
            middle = start - sketch.chance.uniform(12, 34)
            sketch.crease(
                f"M{side * start} {sketch.chance.uniform(356, 400)} Q{side * middle} 500 {side * low} 660",
                width,
                height,
            )
    sketch.crease("M-150 640 Q0 610 150 640", 20, 2.0)


def _basket(sketch: Sketch) -> None:
    handles(sketch, 96, 366, 190)
    sketch.inside(symmetric("M0 350 Q120 347 188 370 Q120 398 0 400"), shade=0.4)
    body = symmetric("M0 394 Q130 392 192 368 C198 470 174 590 130 638 Q70 660 0 660")
    sketch.panel(body, "stiff", puff=(46, 20))
    if sketch.has("contrast"):
        sketch.panel(
            symmetric("M0 470 Q110 470 189 444 L187 474 Q108 500 0 500"),
            "stiff",
            stuff=sketch.cloth(sketch.trim, fabric="straw"),
            thick=0.2,
        )
    rim = sketch.trim if sketch.has("contrast") else darker(sketch.base, 0.1)
    sketch.band("M-190 372 Q0 420 190 372", 17, stuff=Stuff("straw", rim), thick=6)
    for number in range(34):
        share = (number - 16.5) / 16.8
        x, y = 190 * share, 396 - 24 * share * share
        sketch.seam(f"M{x - 4} {y - 9} L{x + 5} {y + 9}", depth=1.6, opacity=0.3, width=1.6)
    for side in (-1, 1):
        tab(sketch, side * 96, 388, 26, 50)


def _crossbody(sketch: Sketch) -> None:
    leather = leather_of(sketch)
    if sketch.has("chain"):
        strap = "M-152 430 C-190 110 176 90 152 430"
        sketch.mark(strap, 6, "#5a4320", opacity=0.9)
        sketch.links(strap, 7.0, Stuff("metal", "#c09a52"))
    else:
        sketch.band("M-152 430 C-196 96 170 76 152 430", 12, stuff=sketch.cloth(fabric=leather), thick=4)
        sketch.stitch("M-147 430 C-190 100 165 81 147 430")
    sketch.panel(
        symmetric("M0 410 L142 410 Q164 410 166 432 L172 600 Q172 630 144 633 Q70 637 0 637"), "stiff", puff=(26, 12)
    )
    for side in (-1, 1):
        ring(sketch, side * 152, 424, 11)
        sketch.crease(f"M{side * 156} 520 Q{side * 140} 570 {side * 158} 626", 18, -3)
    flap = symmetric("M0 400 L148 400 Q169 402 168 426 L166 500 Q152 550 84 554 Q40 558 0 558")
    sketch.panel(flap, "stiff", puff=(26, 9), thick=3)
    sketch.stitch(symmetric("M0 409 L144 409 Q159 411 159 428 L157 498 Q144 542 82 545 Q40 549 0 549"))
    _piping(sketch, "M-167 440 L-166 500 Q-152 550 -84 554 Q0 562 84 554 Q152 550 166 500 L167 440", 4)
    turn_lock(sketch, 0, 542)
    if sketch.has("tassels"):
        sketch.band("M150 434 Q176 470 164 512", 4.5, stuff=sketch.cloth(fabric=leather), thick=2.4)
        ring(sketch, 164, 514, 5)
        sketch.panel("M154 520 Q164 514 174 520 L184 604 Q164 610 144 604Z", "small", puff=(10, 6), thick=2.4)
        for n in range(-4, 5):
            sketch.seam(f"M{164 + n * 2} 530 L{164 + n * 4.4} 606", depth=1.3, opacity=0.4)
        sketch.band("M153 527 L175 527", 7, stuff=sketch.cloth(fabric=leather), thick=3)


def _top_handle(sketch: Sketch) -> None:
    handle = "M-78 392 C-90 228 90 228 78 392"
    sketch.band(handle, 21, stuff=sketch.cloth(fabric=leather_of(sketch)), thick=8)
    sketch.stitch("M-70 380 C-80 244 80 244 70 380")
    sketch.panel(
        symmetric("M0 396 L128 396 Q144 398 148 416 L180 622 Q180 646 155 649 Q70 654 0 654"), "stiff", puff=(30, 13)
    )
    for side in (-1, 1):
        sketch.seam(f"M{side * 116} 486 Q{side * 124} 570 {side * 137} 648", depth=1.6)
        sketch.stitch(f"M{side * 111} 490 Q{side * 119} 572 {side * 131} 648")
        sketch.crease(f"M{side * 146} 470 Q{side * 136} 560 {side * 158} 640", 24, -4)
    flap = symmetric("M0 394 L130 394 Q145 397 149 416 L154 452 Q80 496 0 496")
    sketch.panel(flap, "stiff", puff=(22, 7), thick=3)
    sketch.stitch(both("M148 444 Q78 485 0 485"))
    _piping(sketch, "M-153 450 Q-80 496 0 496 Q80 496 153 450", 4)
    for side in (-1, 1):
        tab(sketch, side * 78, 398, 30, 34)
        ring(sketch, side * 78, 394, 12)
        sketch.ball(side * 152, 640, 5.5, BRASS)
    if sketch.has("buckle"):
        sketch.solid(
            rounded(-16, 434, 32, 104, 9),
            sketch.cloth(darker(sketch.base, 0.1), fabric=leather_of(sketch)),
            thick=2.4,
            puff=(6, 2),
        )
        sketch.stitch(rounded(-11.5, 439, 23, 94, 6))
        sketch.band(rounded(-23, 478, 46, 38, 6), 5.5, stuff=BRASS, thick=3.5)
        sketch.band("M0 480 L0 506", 3.6, stuff=BRASS, thick=3)
    else:
        turn_lock(sketch, 0, 484)


def _hobo(sketch: Sketch) -> None:
    leather = leather_of(sketch)
    sketch.band("M-162 440 C-168 96 168 96 162 440", 27, stuff=sketch.cloth(fabric=leather), thick=7)
    sketch.stitch("M-152 430 C-158 108 158 108 152 430")
    sketch.inside(symmetric("M0 452 Q90 446 158 422 L152 446 Q80 480 0 482"), shade=0.42)
    sketch.panel(symmetric("M0 474 Q100 470 172 418 Q190 430 190 460 C190 574 122 660 0 662"), "body", puff=(48, 20))
    sketch.stitch(symmetric("M0 485 Q98 481 166 438"))
    _piping(sketch, "M-172 420 Q-100 472 0 475 Q100 472 172 420", 4.5)
    chance = sketch.chance
    for side in (-1, 1):
        for x, width, height in ((146, 16, 3.4), (118, 13, 2.6), (86, 14, 3.0), (50, 11, 2.0)):
            low = 566 + (146 - x) * 0.6
            d = (
                f"M{side * x} {446 + (150 - x) * 0.2} Q{side * (x - 14 + chance.uniform(-10, 10))} "
                f"{500 + chance.uniform(0, 20)} {side * (x - chance.uniform(50, 78))} "
                f"{low + chance.uniform(-10, 30)}"
            )
            sketch.crease(d, width, height)
            sketch.crease(d.replace(f"M{side * x}", f"M{side * (x - 12)}"), width * 0.7, -height * 0.7)
        ring(sketch, side * 166, 426, 15)
    if sketch.has("fringe"):
        _fringe(sketch)
    if sketch.has("buckle"):
        sketch.solid(
            rounded(-15, 456, 30, 104, 10),
            sketch.cloth(darker(sketch.base, 0.14), fabric=leather),
            thick=2.6,
            puff=(6, 2),
        )
        sketch.stitch(rounded(-10.5, 461, 21, 94, 8))
        sketch.band(rounded(-22, 506, 44, 34, 6), 5, stuff=BRASS, thick=3.5)
        sketch.band("M0 508 L0 530", 3.4, stuff=BRASS, thick=3)


def _fringe(sketch: Sketch) -> None:
    """Strips of leather that hang from a seam along the bottom."""
    strip = sketch.cloth(fabric=leather_of(sketch))
    for number in range(-22, 23):
        x = number * 6.6
        y = 640 - x * x / 190
        end = y + sketch.chance.uniform(74, 90)
        lean = sketch.chance.uniform(-5, 5)
        sketch.solid(
            (
                f"M{x - 3} {y - 20} L{x + 3} {y - 20} Q{x + 3 + lean} {y + 30} {x + 2.6 + lean * 0.6} "
                f"{end} L{x - 2.6 + lean * 0.6} {end} Q{x - 3 + lean} {y + 30} {x - 3} {y - 20}Z"
            ),
            strip,
            thick=1.4,
        )
    sketch.seam("M-150 552 Q-82 628 0 630 Q82 628 150 552", depth=1.4)
    sketch.stitch("M-148 546 Q-80 621 0 623 Q80 621 148 546")


def _backpack(sketch: Sketch) -> None:
    webbing = sketch.cloth(darker(sketch.base, 0.28), fabric="canvas")
    for side in (-1, 1):
        sketch.band(f"M{side * 74} 226 C{side * 196} 250 {side * 196} 520 {side * 148} 612", 24, stuff=webbing, thick=5)
        sketch.stitch(f"M{side * 82} 226 C{side * 204} 252 {side * 203} 520 {side * 156} 606")
    sketch.band("M-34 212 C-42 146 42 146 34 212", 14, stuff=webbing, thick=5)
    sketch.panel(
        symmetric("M0 194 C110 192 152 230 154 330 L161 606 Q161 650 120 653 Q60 657 0 657"), "body", puff=(46, 22)
    )
    zip_way = "M-142 408 L-140 330 Q-134 208 0 212 Q134 208 140 330 L142 408"
    sketch.crease(zip_way, 16, -2.4)
    sketch.band(zip_way, 9, stuff=Stuff("thread", darker(sketch.base, 0.35)), thick=0.6, is_round=False)
    sketch.teeth(zip_way, METAL)
    sketch.band("M142 404 Q150 424 146 444", 4, stuff=webbing, thick=2)
    pocket = symmetric("M0 440 L118 440 Q129 442 131 458 L134 604 Q132 632 110 633 Q54 637 0 637")
    sketch.panel(pocket, "small", puff=(26, 11), thick=2)
    sketch.band("M-122 470 L122 470", 8, stuff=Stuff("thread", darker(sketch.base, 0.35)), thick=0.6, is_round=False)
    sketch.teeth("M-122 470 L122 470", METAL)
    sketch.band("M112 472 L126 504", 5, stuff=Stuff("leather", "#8a5a3a"), thick=2.4)
    sketch.stitch(symmetric("M0 482 L122 482"))
    patch = Stuff("leather", "#8a5a3a")
    sketch.solid(rounded(-30, 326, 60, 38, 5), patch, thick=1.6, puff=(5, 1.4))
    sketch.stitch(rounded(-26, 330, 52, 30, 3), colour="#d6ae7f")
    sketch.mark("M-14 345 L14 345", 3, "#4a2d1a", opacity=0.6, depth=0.8)
    for side in (-1, 1):
        sketch.crease(f"M{side * 130} 250 Q{side * 104} 340 {side * 138} 430", 20, 3)
        sketch.crease(f"M{side * 80} 380 Q{side * 50} 410 {side * 20} 424", 12, 2)
        sketch.stitch(f"M{side * 146} 340 L{side * 152} 606")


# What is worth a look from near.
_CLASPS = {
    **{"tote": (70, 420), "basket": (70, 430), "crossbody": (10, 520)},
    **{"top-handle": (10, 470), "hobo": (80, 500), "backpack": (20, 440)},
}
_BAGS: dict[str, Callable[[Sketch], None]] = {
    "tote": _tote,
    "basket": _basket,
    "crossbody": _crossbody,
    "top-handle": _top_handle,
    "hobo": _hobo,
    "backpack": _backpack,
}
