"""Small things sewn on: button rows, pockets, belts, ties, zips and drawstrings."""

from modiste.demo.drawings.outline import mirrored, path, polygon, rounded, shifted
from modiste.demo.drawings.sketch import Sketch
from modiste.demo.drawings.tones import darker, lighter
from modiste.demo.studio.scene import Stuff

BRASS = Stuff("metal", "#a8823f")
METAL = Stuff("metal", "#9a9ba0")


def button_row(sketch: Sketch, top: float, bottom: float, *, x: float = 0, radius: float = 4.6, count: int = 6) -> None:
    """Buttons at even distances down a front, each in its buttonhole."""
    step = (bottom - top) / max(1, count - 1)
    for number in range(count):
        y = top + number * step
        sketch.mark(f"M{x} {y - radius * 1.5} L{x} {y + radius * 1.5}", 1.1, sketch.ink, opacity=0.5, depth=0.3)
        sketch.button(x, y, radius)


def placket(sketch: Sketch, top: float, bottom: float, *, width: float = 26) -> None:
    """The strip that carries the buttons: one front laid over the other."""
    half = width / 2
    middle = (top + bottom) / 2
    sway = sketch.chance.uniform(-2, 2)
    edge = f"M{half} {top} Q{half + sway} {middle} {half} {bottom}"
    sketch.mark(edge, 1.6, darker(sketch.base, 0.7), opacity=0.35, depth=1.1)
    sketch.hem(shifted(edge, -4, 0), width=6, height=0.7)
    sketch.stitch(shifted(edge, -4.6, 0))
    sketch.stitch(f"M{-half} {top + 4} Q{-half + sway} {middle} {-half} {bottom}")


def patch_pocket(sketch: Sketch, x: float, y: float, width: float, height: float, *, has_flap: bool = False) -> None:
    """A pocket sewn on top, its upper left corner at x, y."""
    r, b = x + width, y + height
    corner = min(12.0, width * 0.2)
    d = (
        f"M{x} {y} L{r} {y + 1} L{r} {b - corner} Q{r} {b} {r - corner} {b} L{x + corner} {b} "
        f"Q{x} {b} {x} {b - corner}Z"
    )
    sketch.panel(d, "", thick=sketch.thick * 0.9, puff=(7, 1.1))
    inner = (
        f"M{x + 3} {y + 3} L{x + 3} {b - corner} Q{x + 3} {b - 3} {x + corner} {b - 3} "
        f"L{r - corner} {b - 3} Q{r - 3} {b - 3} {r - 3} {b - corner} L{r - 3} {y + 4}"
    )
    sketch.stitch(inner)
    sketch.hem(f"M{x + 1} {y + 6} L{r - 1} {y + 7}", width=9, height=0.7)
    sketch.stitch(f"M{x + 3} {y + 11} L{r - 3} {y + 12}")
    sketch.crease(f"M{x + 6} {y + 4} Q{x + width * 0.5} {y + 16} {r - 6} {y + 4}", 7, 0.9)
    if has_flap:
        sketch.panel(
            polygon((x - 2, y - 4), (r + 2, y - 4), (r + 2, y + 14), (x + width / 2, y + 25), (x - 2, y + 14)),
            "small",
            puff=(6, 1.2),
        )
        sketch.stitch(f"M{x + 1} {y} L{x + 1} {y + 12} L{x + width / 2} {y + 21} L{r - 1} {y + 12} L{r - 1} {y}")
        sketch.button(x + width / 2, y + 14, 3.8)


def flap_pocket(sketch: Sketch, x: float, y: float, width: float = 62) -> None:
    """A tailored pocket of which only the flap shows, on both sides."""
    d = f"M{x} {y} L{x + width} {y - 6} L{x + width + 1} {y + 16} Q{x + width * 0.5} {y + 24} {x + 1} {y + 23}Z"
    for front in (d, mirrored(path(d))):
        sketch.panel(front, "small", puff=(6, 1.2))
    for side in (1, -1):
        sketch.mark(f"M{side * x} {y} L{side * (x + width)} {y - 6}", 1.6, sketch.ink, opacity=0.5, depth=0.8)


def welt_pocket(sketch: Sketch, x: float, y: float) -> None:
    """A slanted slit pocket on both sides."""
    d = path(f"M{x} {y} L{x + 20} {y + 70} L{x + 30} {y + 67} L{x + 10} {y - 3}Z")
    for front in (d, mirrored(d)):
        sketch.panel(front, "small", puff=(4, 1.0))
    for side in (1, -1):
        sketch.mark(f"M{side * (x + 1)} {y} L{side * (x + 21)} {y + 70}", 1.8, sketch.ink, opacity=0.7, depth=1)


def zip_line(sketch: Sketch, d: str) -> None:
    """A zip: its tape, its teeth, its slider."""
    sketch.band(d, 9, stuff=Stuff("thread", darker(sketch.base, 0.3)), thick=0.2, is_round=False)
    sketch.mark(d, 1.0, darker(sketch.base, 0.8), opacity=0.7)
    sketch.mark(shifted(d, -6.5, 0), 1.4, darker(sketch.base, 0.7), opacity=0.3, depth=0.8)
    sketch.mark(shifted(d, 6.5, 0), 1.4, darker(sketch.base, 0.7), opacity=0.3, depth=0.8)
    sketch.teeth(d, METAL)


def belt(sketch: Sketch, half_width: float, y: float, *, height: float = 20, buckle: bool = True) -> None:
    """A leather belt around the waist."""
    tone = darker(sketch.base, 0.4) if not sketch.is_dark else lighter(sketch.base, 0.1)
    leather = Stuff("nappa", tone)
    h = height / 2
    sketch.solid(
        f"M{-half_width} {y - h} Q0 {y - h + 6} {half_width} {y - h} L{half_width} {y + h} "
        f"Q0 {y + h + 6} {-half_width} {y + h}Z",
        leather,
        thick=2.2,
        puff=(5, 1.6),
    )
    for shift in (-h + 3, h - 3):
        sketch.stitch(
            f"M{-half_width + 2} {y + shift} Q0 {y + shift + 6} {half_width - 2} {y + shift}",
            colour=lighter(tone, 0.25),
        )
    if buckle:
        sketch.band(rounded(-15, y - h - 1, 30, height + 8, 4), 4.2, stuff=BRASS, thick=2.0)
        sketch.band(f"M-2 {y + 3} L15 {y + 3}", 3, stuff=BRASS, thick=1.6)
        for x in (30, 42):
            sketch.mark(f"M{x} {y + 2.6} L{x + 0.4} {y + 2.6}", 2.4, darker(tone, 0.8), depth=0.6)


def tie(sketch: Sketch, half_width: float, y: float, *, x: float = 0, length: float = 120) -> None:
    """A fabric belt knotted at x, its ends hanging."""
    w = half_width
    sketch.panel(f"M{-w} {y - 9} Q0 {y - 3} {w} {y - 9} L{w} {y + 9} Q0 {y + 15} {-w} {y + 9}Z", "small", puff=(7, 2.2))
    ends = (
        f"M{x - 3} {y + 6} C{x - 10} {y + length * 0.4} {x - 30} {y + length * 0.6} {x - 30} {y + length} "
        f"L{x - 11} {y + length + 7} C{x - 6} {y + length * 0.6} {x + 4} {y + length * 0.4} {x + 7} {y + 6}Z",
        f"M{x - 5} {y + 6} C{x + 12} {y + length * 0.3} {x + 12} {y + length * 0.6} {x + 22} {y + length * 0.88} "
        f"L{x + 41} {y + length * 0.8} C{x + 30} {y + length * 0.5} {x + 26} {y + length * 0.26} {x + 8} {y + 4}Z",
    )
    for d in ends:
        sketch.panel(d, "skirt", puff=(7, 2.2))
    sketch.crease(
        f"M{x} {y + 10} C{x - 4} {y + length * 0.4} {x - 20} {y + length * 0.6} {x - 20} {y + length * 0.9}", 6, 1.6
    )
    for side in (-1, 1):
        sketch.crease(f"M{x + side * 8} {y} Q{x + side * 26} {y + 5} {x + side * 46} {y + 2}", 5, 1.8)
        sketch.crease(f"M{x + side * 8} {y - 4} Q{x + side * 22} {y - 3} {x + side * 38} {y - 4}", 4, -1.4)
    sketch.panel(
        f"M{x - 11} {y - 10} Q{x} {y - 15} {x + 12} {y - 9} Q{x + 14} {y + 4} {x + 10} {y + 15} "
        f"Q{x} {y + 18} {x - 10} {y + 14} Q{x - 14} {y} {x - 11} {y - 10}Z",
        "small",
        puff=(9, 4),
    )


def drawstring(sketch: Sketch, y: float) -> None:
    """Two cords that leave a waistband at its middle."""
    cord = Stuff("thread", lighter(sketch.base, 0.5))
    for side in (-1, 1):
        sketch.ball(side * 10, y, 3.2, METAL)
        end = y + sketch.chance.uniform(68, 92)
        sketch.band(f"M{side * 10} {y} C{side * 22} {y + 30} {side * 8} {y + 50} {side * 15} {end}", 3.6, stuff=cord)
        sketch.band(f"M{side * 15} {end - 1} L{side * 15.6} {end + 9}", 4.6, stuff=cord, thick=2)


def bow(sketch: Sketch, x: float, y: float, size: float) -> None:
    """A small flat bow."""
    stuff = sketch.cloth(sketch.trim)
    for side in (1, -1):
        tail = (
            f"M{x} {y} Q{x + side * size * 0.5} {y + size * 0.6} {x + side * size * 0.5} "
            f"{y + size * 1.4} L{x + side * size * 0.9} {y + size * 1.25} Q{x + side * size * 0.8} "
            f"{y + size * 0.4} {x + side * 3} {y - 2}Z"
        )
        sketch.panel(tail, "small", stuff=stuff, puff=(4, 1.4))
        up, low = y - size * 0.65, y + size * 0.6
        loop = (
            f"M{x} {y} C{x + side * size * 0.4} {up} {x + side * size * 1.2} {up} {x + side * size * 1.1} {y} "
            f"C{x + side * size * 1.2} {low} {x + side * size * 0.4} {low} {x} {y}Z"
        )
        sketch.panel(loop, "small", stuff=stuff, puff=(size * 0.4, 2.6))
        sketch.crease(f"M{x + side * 2} {y - 1} L{x + side * size * 0.7} {y - size * 0.1}", size * 0.2, -1.4)
    knot = size * 0.2
    sketch.panel(
        rounded(x - knot, y - knot * 1.3, knot * 2, knot * 2.6, knot * 0.6), "small", stuff=stuff, puff=(4, 1.8)
    )
