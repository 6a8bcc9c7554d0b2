"""Small things sewn on: button rows, pockets, belts, ties, zips, ruffles and drawstrings."""

from modiste.demo.drawings.outline import mirrored, path, polygon, rounded, shifted
from modiste.demo.drawings.sketch import Sketch
from modiste.demo.drawings.tones import darker, lighter

BRASS = "#b9975b"
STEEL = "#a9abb0"


def button_row(sketch: Sketch, top: float, bottom: float, *, x: float = 0, radius: float = 4.6, count: int = 6) -> None:
    """Buttons at even distances down a front."""
    step = (bottom - top) / max(1, count - 1)
    for number in range(count):
        sketch.button(x, top + number * step, radius)


def placket(sketch: Sketch, top: float, bottom: float, *, width: float = 26) -> None:
    """The strip that carries the buttons."""
    sketch.line(f"M{width / 2} {top} L{width / 2} {bottom}", 1.5, 0.6)
    sketch.stitch(f"M{-width / 2} {top + 4} L{-width / 2} {bottom}")
    sketch.crease(f"M{width / 2 + 4} {top} L{width / 2 + 4} {bottom}", 5, 0.06)


def patch_pocket(sketch: Sketch, x: float, y: float, width: float, height: float, *, has_flap: bool = False) -> None:
    """A pocket sewn on top, its upper left corner at x, y."""
    r, b = x + width, y + height
    sketch.panel(f"M{x} {y} L{r} {y} L{r} {b - 12} Q{r} {b} {r - 12} {b} L{x + 12} {b} Q{x} {b} {x} {b - 12}Z", "flat")
    sketch.stitch(f"M{x + 5} {y + 10} L{r - 5} {y + 10}")
    if has_flap:
        sketch.panel(
            polygon((x - 2, y - 4), (r + 2, y - 4), (r + 2, y + 14), (x + width / 2, y + 24), (x - 2, y + 14)),
            "flat",
        )
        sketch.button(x + width / 2, y + 14, 3.4)


def flap_pocket(sketch: Sketch, x: float, y: float, width: float = 62) -> None:
    """A tailored pocket of which only the flap shows, on both sides."""
    d = f"M{x} {y} L{x + width} {y - 6} L{x + width + 1} {y + 16} Q{x + width * 0.5} {y + 24} {x + 1} {y + 23}Z"
    sketch.panel(d, "flat")
    sketch.panel(mirrored(path(d)), "flat")


def welt_pocket(sketch: Sketch, x: float, y: float) -> None:
    """A slanted slit pocket on both sides."""
    d = path(f"M{x} {y} L{x + 20} {y + 70} L{x + 30} {y + 67} L{x + 10} {y - 3}Z")
    sketch.panel(d, "flat")
    sketch.panel(mirrored(d), "flat")


def zip_line(sketch: Sketch, d: str) -> None:
    """A zip with its teeth."""
    sketch.line(d, 7, 0.35, colour=sketch.deep)
    sketch.line(d, 3.4, 0.95, colour=STEEL, dash="2 2.2")


def belt(sketch: Sketch, half_width: float, y: float, *, height: float = 20, buckle: bool = True) -> None:
    """A belt around the waist."""
    fill = darker(sketch.base, 0.35) if not sketch.is_dark else lighter(sketch.base, 0.12)
    h = height / 2
    sketch.panel(
        (
            f"M{-half_width} {y - h} Q0 {y - h + 6} {half_width} {y - h} L{half_width} {y + h} "
            f"Q0 {y + h + 6} {-half_width} {y + h}Z"
        ),
        "body",
        fill=fill,
    )
    if buckle:
        sketch.band(rounded(-15, y - h - 1, 30, height + 8, 4) + "", 4, fill=BRASS, is_solid=False)


def tie(sketch: Sketch, half_width: float, y: float, *, x: float = 0, length: float = 120) -> None:
    """A fabric belt knotted at x, its ends hanging."""
    w = half_width
    sketch.panel(f"M{-w} {y - 9} Q0 {y - 3} {w} {y - 9} L{w} {y + 9} Q0 {y + 15} {-w} {y + 9}Z", "body")
    for d, shade in (
        (
            (
                f"M{x - 3} {y + 6} Q{x - 24} {y + length * 0.5} {x - 34} {y + length} "
                f"L{x - 14} {y + length + 8} Q{x - 4} {y + length * 0.5} {x + 7} {y + 6}Z"
            ),
            "left",
        ),
        (
            (
                f"M{x - 5} {y + 6} Q{x + 16} {y + length * 0.5} {x + 20} {y + length * 0.86} "
                f"L{x + 40} {y + length * 0.8} Q{x + 26} {y + length * 0.4} {x + 8} {y + 4}Z"
            ),
            "right",
        ),
    ):
        sketch.panel(d, shade)
    sketch.panel(
        (
            f"M{x - 11} {y - 10} Q{x} {y - 15} {x + 12} {y - 9} Q{x + 14} {y + 4} {x + 10} {y + 15} "
            f"Q{x} {y + 18} {x - 10} {y + 14} Q{x - 14} {y} {x - 11} {y - 10}Z"
        ),
        "body",
    )


def drawstring(sketch: Sketch, y: float) -> None:
    """Two cords that leave a waistband at its middle."""
    for side in (-1, 1):
        sketch.band(
            f"M{side * 9} {y} Q{side * 18} {y + 40} {side * 13} {y + 78}",
            3.4,
            fill=lighter(sketch.base, 0.45),
        )


def bow(sketch: Sketch, x: float, y: float, size: float) -> None:
    """A small flat bow."""
    fill = sketch.trim if sketch.has("contrast") else ""
    loop = (
        f"M0 0 C{size * 0.4} {-size * 0.7} {size * 1.2} {-size * 0.6} {size * 1.1} 0 "
        f"C{size * 1.2} {size * 0.6} {size * 0.4} {size * 0.6} 0 0"
    )
    for d, shade in ((loop, "right"), (mirrored(loop), "left")):
        sketch.panel(shifted(d, x, y), shade, fill=fill)
    knot = size * 0.2
    sketch.panel(rounded(x - knot, y - knot * 1.3, knot * 2, knot * 2.6, knot * 0.6), "body", fill=fill)
