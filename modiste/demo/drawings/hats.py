"""Hats, seen from the front and a little from above."""

from collections.abc import Callable
from math import cos, pi, sin

from modiste.demo.drawings.outline import both, circle, symmetric
from modiste.demo.drawings.sketch import Sketch
from modiste.demo.drawings.tones import darker, lighter
from modiste.demo.studio.scene import Stuff


def draw_hat(sketch: Sketch) -> None:
    """One of six shapes."""
    sketch.sway = 0.7
    _HATS[sketch.item.silhouette.cut](sketch)
    sketch.look_at(50, 450)


def _beanie(sketch: Sketch) -> None:
    if sketch.has("pompom"):
        _pompom(sketch, 0, 204, 50)
    sketch.panel(symmetric("M0 236 C112 238 166 330 166 470 L0 480"), "body", puff=(60, 24))
    for share in (0.2, 0.5, 0.82):
        d = f"M{162 * share} 470 Q{150 * share} 320 {26 * share} 244"
        sketch.crease(both(d), 16, -3.6)
        sketch.crease(both(d.replace(f"M{162 * share}", f"M{162 * share + 22}")), 18, 2.6)
    turn_up = symmetric("M0 454 Q100 452 173 436 Q184 500 174 556 Q100 577 0 577")
    sketch.rib(turn_up)
    sketch.crease("M-168 470 Q0 500 168 470", 40, 5)
    sketch.crease("M-170 552 Q0 576 170 552", 16, -2.5)
    sketch.solid("M104 498 L146 490 L149 520 L107 528Z", Stuff("suede", "#8a5f3e"), thick=1.2)
    sketch.stitch("M107 501 L143 494 L146 517 L110 524Z", colour="#d9b98c")


def _pompom(sketch: Sketch, x: float, y: float, radius: float) -> None:
    """A ball of cut yarn: many short strands around many centres."""
    chance = sketch.chance
    fill = lighter(sketch.base, 0.1)
    yarn = Stuff("mohair", fill)
    ball = " ".join(
        circle(x + cos(t) * radius * 0.78, y + sin(t) * radius * 0.78, radius * 0.28)
        for t in (2 * pi * n / 17 for n in range(17))
    )
    sketch.panel(f"{circle(x, y, radius * 0.9)} {ball}", "small", stuff=yarn, puff=(radius * 0.9, 24), thick=2)
    strands: dict[str, list[str]] = {darker(fill, 0.28): [], fill: [], lighter(fill, 0.25): []}
    for number in range(420):
        turn, far = chance.uniform(0, 2 * pi), radius * chance.uniform(0.0, 1.0) ** 0.5
        long = chance.uniform(5, 10)
        lean = turn + chance.uniform(-0.7, 0.7)
        sx, sy = x + cos(turn) * far, y + sin(turn) * far
        tone = list(strands)[number % 3]
        strands[tone].append(f"M{sx} {sy} L{sx + cos(lean) * long} {sy + sin(lean) * long}")
    for tone, lines in strands.items():
        sketch.band(" ".join(lines), 2.2, stuff=Stuff("mohair", tone), thick=0.8, is_round=False)


def _brimmed(sketch: Sketch, reach: float, crown: str, ribbon_y: float, width: float) -> None:
    w = reach
    brim = f"M{-w} 492 C{-w} 428 {w} 428 {w} 492 C{w * 0.92} 578 {-w * 0.92} 578 {-w} 492Z"
    sketch.panel(brim, "stiff", puff=(26, 7), thick=2.4)
    sketch.mark(f"M{-w + 8} 496 C{-w * 0.86} 566 {w * 0.86} 566 {w - 8} 496", 2, sketch.ink, opacity=0.25, depth=1)
    for share, rise in ((0.8, 0), (0.62, -6)):
        sketch.crease(f"M{-w * share} {500 + rise} Q0 {580 + rise} {w * share} {500 + rise}", 26, 3)
    sketch.mark(f"M{-width - 10} 512 Q0 556 {width + 10} 512", 16, darker(sketch.base, 0.8), opacity=0.3, blur=9)
    sketch.panel(symmetric(crown), "stiff", puff=(58, 30))
    ribbon = (
        sketch.trim if sketch.trim != sketch.base else darker(sketch.base, 0.62) if not sketch.is_dark else "#6f665c"
    )
    stuff = Stuff("silk", ribbon)
    y = ribbon_y
    band = f"M{-width} {y - 14} Q0 {y + 34} {width} {y - 14} L{width + 6} {y + 28} Q0 {y + 80} {-width - 6} {y + 28}Z"
    sketch.panel(band, "", stuff=stuff, thick=1.2)
    for rise in (4, 16):
        sketch.seam(
            f"M{-width + 1} {y - 8 + rise} Q0 {y + 40 + rise} {width - 1} {y - 8 + rise}", depth=0.5, opacity=0.25
        )
    for d in (
        (
            f"M{width - 42} {y + 2} Q{width - 10} {y - 16} {width + 16} {y - 12} L{width + 6} {y + 12} "
            f"L{width + 16} {y + 34} Q{width - 10} {y + 46} {width - 40} {y + 42}Z"
        ),
    ):
        sketch.panel(d, "small", stuff=stuff, thick=2, puff=(9, 3))
    sketch.panel(
        f"M{width - 26} {y - 4} L{width - 14} {y - 8} L{width - 12} {y + 44} L{width - 24} {y + 46}Z",
        "small",
        stuff=stuff,
        thick=2,
        puff=(5, 2),
    )


def _straw_hat(sketch: Sketch) -> None:
    _brimmed(sketch, 262, "M0 262 C92 260 130 322 138 484 Q70 522 0 522", 446, 134)


def _fedora(sketch: Sketch) -> None:
    crown = "M0 286 C30 256 86 252 106 286 C124 342 130 412 132 490 Q66 524 0 524"
    _brimmed(sketch, 222, crown, 448, 130)
    sketch.crease("M-58 276 Q-10 330 56 278", 30, -9)
    sketch.crease("M-40 300 Q0 350 40 302", 18, -5)
    for side in (-1, 1):
        sketch.crease(f"M{side * 92} 300 Q{side * 58} 352 {side * 86} 420", 30, -8)
        sketch.crease(f"M{side * 60} 300 Q{side * 36} 360 {side * 56} 430", 24, 4)


def _bucket(sketch: Sketch) -> None:
    sketch.panel(symmetric("M0 272 Q96 270 113 288 L138 446 L0 472"), "body", puff=(36, 14))
    sketch.panel("M-113 288 C-104 252 104 252 113 288 C98 314 -98 314 -113 288Z", "small", puff=(16, 4), thick=0.8)
    sketch.seam("M-113 288 C-98 314 98 314 113 288", depth=1.2)
    sketch.stitch("M-112 294 C-97 320 97 320 112 294")
    sketch.panel(symmetric("M0 452 Q90 452 136 430 Q180 490 210 558 Q110 610 0 610"), "body", puff=(20, 7), thick=1.6)
    sketch.seam("M-136 432 Q0 472 136 432", depth=1.6)
    for y, w in ((486, 151), (508, 165), (530, 177), (552, 189), (574, 201), (592, 208)):
        d = f"M{-w} {y - 16} Q0 {y + 46 - (592 - y) * 0.16} {w} {y - 16}"
        sketch.stitch(d)
        sketch.mark(d, 5, sketch.base, opacity=0, depth=0.9, blur=2.4)
    for x in (70, 98):
        sketch.band(circle(x, 384, 4.6), 2.6, stuff=Stuff("metal", "#9a9ba0"), thick=1.4)
    sketch.crease("M-90 330 Q-60 380 -96 440", 22, 3)
    sketch.crease("M40 320 Q60 380 30 446", 20, 2.4)


def _cap(sketch: Sketch) -> None:
    sketch.panel(
        "M-172 500 C-180 330 -90 262 10 262 C120 262 182 340 184 500 Q10 474 -172 500Z", "small", puff=(66, 30)
    )
    for d in ("M8 262 C-40 320 -60 400 -62 486", "M10 262 C80 320 104 400 106 486"):
        sketch.seam(d, depth=1.6)
        sketch.stitch(d.replace("M8", "M3").replace("-40", "-45").replace("-60", "-65").replace("-62", "-67"))
        sketch.stitch(d.replace("M10", "M15").replace("C80", "C85").replace("104", "109").replace("106", "111"))
    peak = (
        "M-172 498 C-100 466 120 466 184 498 C222 560 240 606 182 608 C70 566 -60 566 -170 608 "
        "C-230 606 -212 556 -172 498Z"
    )
    sketch.mark("M-172 500 C-100 468 120 468 184 500", 12, darker(sketch.base, 0.85), opacity=0.4, blur=6)
    sketch.panel(peak, "small", puff=(30, 11), thick=3)
    sketch.crease("M-150 548 Q6 510 166 548", 44, 6)
    for shift in (12, 26, 40, 54):
        sketch.stitch(
            f"M{-178 - shift * 0.42} {506 + shift * 1.2} "
            f"C-100 {474 + shift * 1.15} 120 {474 + shift * 1.15} {190 + shift * 0.42} {506 + shift * 1.2}"
        )
    sketch.button(10, 262, 10, stuff=Stuff("cotton", darker(sketch.base, 0.1)), holes=0)
    for x in (-104, 140, 34):
        sketch.band(circle(x, 356, 4.6), 2.6, stuff=Stuff("thread", darker(sketch.base, 0.15)), thick=1.2)


def _beret(sketch: Sketch) -> None:
    sketch.panel("M-12 326 Q-10 288 1 284 Q11 288 11 326Z", "flat", puff=(6, 4))
    sketch.panel(
        (
            "M-216 440 C-218 350 -100 304 10 308 C132 310 230 370 218 448 C208 524 110 552 0 550 "
            "C-112 550 -208 520 -216 440Z"
        ),
        "body",
        puff=(60, 30),
        thick=2.4,
    )
    sketch.crease("M-170 452 Q-60 524 70 508", 40, -6)
    sketch.crease("M-130 380 Q0 344 124 390", 40, 5)
    sketch.crease("M60 516 Q150 504 190 446", 26, -4)
    sketch.crease("M-40 420 Q20 450 90 430", 34, 4)
    sketch.panel(
        "M-134 516 Q0 556 142 514 L136 540 Q0 580 -128 542Z",
        "small",
        stuff=sketch.cloth(darker(sketch.base, 0.1)),
        puff=(9, 4),
        thick=1,
    )
    sketch.stitch("M-130 534 Q0 572 136 532")


_HATS: dict[str, Callable[[Sketch], None]] = {
    "beanie": _beanie,
    "straw-hat": _straw_hat,
    "fedora": _fedora,
    "bucket-hat": _bucket,
    "cap": _cap,
    "beret": _beret,
}
