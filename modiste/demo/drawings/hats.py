"""Hats, seen from the front and a little from above."""

from collections.abc import Callable
from math import cos, pi, sin

from modiste.demo.drawings.outline import both, circle, symmetric
from modiste.demo.drawings.sketch import Sketch
from modiste.demo.drawings.tones import darker, lighter


def draw_hat(sketch: Sketch) -> None:
    """One of six shapes."""
    _HATS[sketch.item.silhouette.cut](sketch)


def _beanie(sketch: Sketch) -> None:
    if sketch.has("pompom"):
        _pompom(sketch, 0, 206, 46)
    sketch.panel(symmetric("M0 238 C110 238 164 330 164 470 L0 478"))
    for share in (0.24, 0.56, 0.86):
        sketch.crease(both(f"M{160 * share} 466 Q{150 * share} 320 {40 * share} 246"), 7, 0.1)
    sketch.rib(symmetric("M0 452 Q100 452 172 436 Q180 500 172 556 Q100 574 0 574"))
    sketch.crease("M-170 446 Q0 472 170 446", 9, 0.12)


def _pompom(sketch: Sketch, x: float, y: float, radius: float) -> None:
    fill = lighter(sketch.base, 0.14)
    turns = [2 * pi * number / 15 for number in range(15)]
    tufts = [circle(x + cos(t) * radius * 0.84, y + sin(t) * radius * 0.84, radius * 0.3) for t in turns]
    sketch.panel(" ".join([circle(x, y, radius), *tufts]), "fall", fill=fill, is_edge=False)
    for ring in (0.36, 0.7, 0.96):
        yarn = " ".join(
            f"M{x + cos(t + ring) * radius * (ring - 0.2)} {y + sin(t + ring) * radius * (ring - 0.2)} "
            f"L{x + cos(t + ring + 0.2) * radius * ring} {y + sin(t + ring + 0.2) * radius * ring}"
            for t in turns
        )
        sketch.line(yarn, 2.2, 0.35, colour=darker(fill, 0.4))


def _brimmed(sketch: Sketch, reach: float, crown: str, ribbon_y: float, width: float) -> None:
    w = reach
    sketch.panel(f"M{-w} 486 C{-w} 424 {w} 424 {w} 486 C{w * 0.9} 566 {-w * 0.9} 566 {-w} 486Z", "fall")
    sketch.line(f"M{-w + 12} 490 C{-w * 0.84} 556 {w * 0.84} 556 {w - 12} 490", 1.6, 0.5)
    sketch.crease(f"M{-w * 0.72} 492 Q0 560 {w * 0.72} 492", 16, 0.12)
    sketch.panel(symmetric(crown))
    ribbon = (
        sketch.trim if sketch.trim != sketch.base else darker(sketch.base, 0.62) if not sketch.is_dark else "#6f665c"
    )
    y = ribbon_y
    sketch.panel(
        (f"M{-width} {y - 16} Q0 {y + 34} {width} {y - 16} L{width + 6} {y + 26} Q0 {y + 80} {-width - 6} {y + 26}Z"),
        "body",
        fill=ribbon,
    )
    sketch.panel(
        (
            f"M{width - 34} {y + 6} L{width + 14} {y - 8} L{width + 4} {y + 14} "
            f"L{width + 18} {y + 36} L{width - 32} {y + 44}Z"
        ),
        "flat",
        fill=ribbon,
    )


def _straw_hat(sketch: Sketch) -> None:
    _brimmed(sketch, 262, "M0 258 C90 256 128 320 136 480 Q70 516 0 516", 446, 132)
    for y in (310, 350, 390):
        sketch.crease(f"M{-96 - (y - 310) * 0.3} {y} Q0 {y + 30} {96 + (y - 310) * 0.3} {y}", 5, 0.08)


def _fedora(sketch: Sketch) -> None:
    _brimmed(sketch, 222, "M0 282 C30 254 84 252 104 284 C122 340 128 410 130 486 Q66 518 0 518", 448, 128)
    sketch.crease("M-54 276 Q0 330 54 276", 18, 0.12)
    sketch.crease(both("M92 300 Q64 350 82 404"), 16, 0.1)


def _bucket(sketch: Sketch) -> None:
    sketch.panel(symmetric("M0 270 Q96 268 112 288 L136 446 L0 470"))
    sketch.panel("M-112 288 C-104 254 104 254 112 288 C96 312 -96 312 -112 288Z", "fall")
    sketch.panel(symmetric("M0 452 Q90 452 134 430 Q178 490 206 556 Q110 606 0 606"), "fall")
    for y, w in ((484, 150), (510, 166), (536, 180), (562, 194)):
        sketch.stitch(f"M{-w} {y - 14} Q0 {y + 50 - (562 - y) * 0.2} {w} {y - 14}")
    for x in (-14, 14):
        sketch.shape(circle(84 + x, 380, 4), darker(sketch.base, 0.6))


def _cap(sketch: Sketch) -> None:
    sketch.panel("M-172 500 C-180 330 -90 262 10 262 C120 262 182 340 184 500 Q10 470 -172 500Z", "body")
    for d in ("M8 262 C-40 320 -60 400 -62 482", "M10 262 C80 320 104 400 106 482"):
        sketch.line(d, 1.6, 0.55)
        sketch.crease(d, 8, 0.06)
    sketch.panel(
        (
            "M-172 498 C-100 462 120 462 184 498 C220 560 236 604 180 606 C70 560 -60 560 -168 606 "
            "C-226 604 -210 556 -172 498Z"
        ),
        "fall",
    )
    for shift in (14, 28, 42):
        sketch.stitch(
            f"M{-176 - shift * 0.5} {504 + shift} "
            f"C-100 {470 + shift} 120 {470 + shift} {188 + shift * 0.5} {504 + shift}"
        )
    sketch.shape(circle(10, 260, 9), darker(sketch.base, 0.2))
    for x in (-104, 140):
        sketch.line(circle(x, 360, 4.5), 2.4, 0.7)


def _beret(sketch: Sketch) -> None:
    sketch.panel("M-14 322 Q-10 286 2 284 Q12 288 12 322Z", "flat")
    sketch.panel(
        (
            "M-214 440 C-216 352 -100 306 10 310 C130 312 226 372 214 448 C204 520 110 548 0 546 "
            "C-110 546 -206 516 -214 440Z"
        ),
        "fall",
    )
    sketch.panel("M-132 510 Q0 548 140 508 L134 534 Q0 574 -126 536Z", "body")
    for d in ("M-180 452 Q-60 510 60 500", "M-120 380 Q0 350 110 384", "M60 510 Q150 500 190 450"):
        sketch.crease(d, 14, 0.09)


_HATS: dict[str, Callable[[Sketch], None]] = {
    "beanie": _beanie,
    "straw-hat": _straw_hat,
    "fedora": _fedora,
    "bucket-hat": _bucket,
    "cap": _cap,
    "beret": _beret,
}
