"""Necklines that are more than an edge: rolls, hoods, bows, straps, wraps."""

from modiste.demo.drawings.bodice import depth_of, neck_curve
from modiste.demo.drawings.frame import Frame
from modiste.demo.drawings.outline import both, shifted, symmetric
from modiste.demo.drawings.sketch import Sketch
from modiste.demo.drawings.tones import darker
from modiste.demo.drawings.trimmings import METAL
from modiste.demo.studio.scene import Stuff


def draw_roll(sketch: Sketch, _neckline: str, frame: Frame) -> None:
    """A turned-down roll of rib."""
    s, y = frame.scale, frame.top
    x = frame.neck + 2
    d = (
        f"M0 {y - 46 * s} Q{x * 0.6} {y - 47 * s} {x - 2} {y - 40 * s} "
        f"Q{x + 6} {y - 16 * s} {x + 4} {y + 6 * s} "
        f"Q{x * 0.6} {y + 30 * s} 0 {y + 30 * s}"
    )
    sketch.rib(symmetric(d))
    sketch.inside(
        symmetric(
            f"M0 {y - 45 * s} Q{x * 0.6} {y - 46 * s} {x - 5} {y - 39 * s} Q{x * 0.6} {y - 32 * s} 0 {y - 31 * s}"
        )
    )
    sketch.crease(f"M{-x + 2} {y - 6 * s} Q0 {y + 10 * s} {x - 2} {y - 6 * s}", 13 * s, 2.6)
    sketch.crease(f"M{-x + 4} {y - 24 * s} Q0 {y - 8 * s} {x - 4} {y - 26 * s}", 10 * s, 1.4)
    sketch.seam(both(f"M{x + 3} {y + 6 * s} Q{x * 0.6} {y + 30 * s} 0 {y + 30 * s}"), depth=1)


def draw_hood(sketch: Sketch, neckline: str, frame: Frame) -> None:
    """A hood with its cords."""
    y, low = frame.top, depth_of(neckline, frame)
    x = frame.neck
    outer = f"M0 {y - 104} C{x * 0.9} {y - 108} {x + 38} {y - 56} {x + 30} {y + 10} Q{x + 22} {y + 44} 0 {low + 22}"
    sketch.panel(symmetric(outer), "sleeve", puff=(24, 6))
    hole = f"M0 {y - 76} C{x * 0.62} {y - 76} {x + 4} {y - 40} {x - 4} {y + 6} Q{x * 0.6} {low - 10} 0 {low}"
    sketch.inside(symmetric(hole), shade=0.48)
    sketch.crease(both(f"M{x * 0.7} {y - 88} Q{x + 22} {y - 40} {x + 18} {y + 20}"), 14, 3)
    sketch.crease(both(f"M{x * 0.2} {y - 60} Q{x * 0.5} {y - 30} {x * 0.34} {y + 10}"), 18, 4)
    sketch.hem(symmetric(hole), width=9, height=0.9)
    sketch.stitch(symmetric(hole.replace(f"M0 {y - 76}", f"M0 {y - 83}")))
    sketch.seam(f"M0 {low} L0 {low + 22}", depth=1)
    if sketch.item.category != "coat":
        for side in (-1, 1):
            sketch.ball(side * 15, low + 4, 3.2, METAL)
            end = low + sketch.chance.uniform(80, 104)
            cord = f"M{side * 15} {low + 4} C{side * 26} {low + 34} {side * 12} {low + 60} {side * 20} {end}"
            sketch.band(cord, 3.6, stuff=Stuff("thread", "#eee7da"), thick=1.6)


def draw_bow(sketch: Sketch, neckline: str, frame: Frame) -> None:
    """A band tied in a long bow."""
    y, low = frame.top, depth_of(neckline, frame)
    sketch.inside(symmetric(f"M0 {y - 16} Q30 {y - 17} 46 {y - 18} L52 {y} Q26 {low - 10} 0 {low}"))
    sketch.panel(
        symmetric(
            f"M0 {low + 8} C{34} {low + 4} {52} {y + 26} {52} {y - 2} L46 {y - 18} "
            f"C40 {y + 6} 24 {low - 20} 0 {low - 18}"
        ),
        "small",
        puff=(8, 2.4),
    )
    _tails(sketch, low)
    _loops(sketch, low)


def _tails(sketch: Sketch, low: float) -> None:
    tails = (
        (
            f"M6 {low + 4} C26 {low + 60} 14 {low + 110} 24 {low + 168} L54 {low + 150} C44 "
            f"{low + 100} 44 {low + 50} 14 {low - 2}Z"
        ),
        (
            f"M-6 {low + 4} C-20 {low + 50} -30 {low + 90} -22 {low + 136} L-52 {low + 128} C-54 "
            f"{low + 80} -40 {low + 40} -12 {low - 2}Z"
        ),
    )
    for d, turn in zip(tails, (13, -13), strict=True):
        sketch.panel(d, "skirt", turn=turn, puff=(9, 3))
    sketch.crease(f"M12 {low + 10} C30 {low + 60} 26 {low + 110} 38 {low + 150}", 9, 2.4)
    sketch.crease(f"M-10 {low + 10} C-26 {low + 40} -38 {low + 80} -36 {low + 124}", 9, 2.4)


def _loops(sketch: Sketch, low: float) -> None:
    """Both loops of a bow, and the knot between them."""
    loops = (
        f"M0 {low} C24 {low - 36} 76 {low - 42} 82 {low - 8} C84 {low + 28} 34 {low + 28} 0 {low}Z",
        f"M0 {low} C-28 {low - 30} -70 {low - 36} -80 {low - 2} C-78 {low + 30} -30 {low + 24} 0 {low}Z",
    )
    for d, turn in zip(loops, (20, -20), strict=True):
        sketch.panel(d, "small", turn=turn, puff=(16, 6))
    for d in (
        f"M5 {low - 2} Q36 {low - 20} 66 {low - 16}",
        f"M6 {low + 2} Q34 {low + 6} 58 {low + 8}",
        f"M-5 {low - 2} Q-34 {low - 16} -62 {low - 12}",
        f"M-6 {low + 2} Q-30 {low + 6} -54 {low + 10}",
    ):
        sketch.crease(d, 7, -2.2)
    sketch.panel(
        (
            f"M-11 {low - 12} Q0 {low - 16} 11 {low - 12} Q14 {low} 9 {low + 13} Q0 {low + 16} -9 "
            f"{low + 13} Q-14 {low} -11 {low - 12}Z"
        ),
        "small",
        puff=(8, 3.4),
    )


def draw_straps(sketch: Sketch, _neckline: str, frame: Frame) -> None:
    """Thin straps and the edge between them."""
    y, x = frame.armpit_y, frame.chest
    arch = f"M{x * 0.62} {y - 56} C{x * 0.68} {frame.top + 30} {x * 0.56} {frame.top - 16} {x * 0.5} {frame.top - 14}"
    sketch.band(both(arch), 4.8, thick=1.2)
    edge = f"M0 {y - 18} C{x * 0.22} {y - 22} {x * 0.42} {y - 52} {x * 0.62} {y - 58} Q{x * 0.84} {y - 34} {x} {y}"
    if sketch.has("contrast"):
        sketch.binding(both(edge.rsplit(" Q", 1)[0] + f" Q{x * 0.84} {y - 34} {x - 3} {y - 6}"), 8)
    else:
        sketch.hem(both(edge), width=6, height=0.6)
        sketch.stitch(both(shifted(edge, -1, 6)))
    for side in (-1, 1):
        for number in range(2):
            rise = 10 * number
            sketch.crease(
                f"M{side * x * 0.5} {y - 18 - rise} Q{side * x * 0.62} {y + 8 - rise} {side * x * 0.9} {y + 20 - rise}",
                9,
                1.8,
            )


def draw_off_shoulder(sketch: Sketch, _neckline: str, frame: Frame) -> None:
    """A folded band below the shoulders."""
    x, y = frame.shoulder + 10, frame.shoulder_y + 26
    d = f"M0 {y + 12} Q{x * 0.6} {y + 8} {x} {y - 4} Q{x + 8} {y + 24} {x + 2} {y + 46} Q{x * 0.5} {y + 66} 0 {y + 68}"
    sketch.inside(
        symmetric(f"M0 {y} Q{x * 0.6} {y - 3} {x - 4} {y - 6} L{x - 2} {y + 6} Q{x * 0.6} {y + 16} 0 {y + 20}")
    )
    sketch.panel(symmetric(d), "sleeve", puff=(14, 4.5), thick=sketch.thick * 1.4)
    for rise, height in ((20, 2.2), (34, 1.6), (46, 1.2)):
        sketch.crease(
            f"M{-x + 10} {y + rise - 8} Q{sketch.chance.uniform(-30, 30)} {y + rise + 22} {x - 10} {y + rise - 8}",
            10,
            height,
        )


def draw_wrap(sketch: Sketch, neckline: str, frame: Frame) -> None:
    """One front laid over the other."""
    s, low = frame.scale, depth_of(neckline, frame)
    over = f"M{-frame.neck - 4} {frame.top} Q{-frame.neck * 0.4} {low - 50 * s} {frame.waist * 0.75} {frame.waist_y}"
    sketch.hem(neck_curve(neckline, frame), width=7, height=0.8)
    sketch.mark(over, 2.2, darker(sketch.base, 0.7), opacity=0.4, depth=1.6)
    sketch.hem(shifted(over, -3, 4), width=6, height=0.9)
    for shift in (14, 34, 52, 72):
        end = frame.waist * sketch.chance.uniform(0.45, 0.7)
        sketch.crease(
            f"M{-frame.chest * 0.7} {frame.armpit_y + shift} "
            f"Q{-frame.waist * 0.2} {frame.waist_y - 44 + shift * 0.2} {end} {frame.waist_y - 4}",
            9,
            2.0,
        )
