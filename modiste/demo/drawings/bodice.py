"""The front of a top: neckline, shoulders, armholes and sides."""

from modiste.demo.drawings.frame import Frame
from modiste.demo.drawings.outline import both, path, rounded, symmetric
from modiste.demo.drawings.sketch import Sketch
from modiste.demo.drawings.tones import darker
from modiste.demo.studio.fabrics import FABRICS
from modiste.demo.studio.scene import Stuff

# How far below the neck point the middle of a neckline lies, and how far outside the neck point it begins.
_DEPTHS = {
    "crew": (38, 0), "round": (34, -4), "scoop": (82, 8), "v": (128, 4), "boat": (20, 34), "square": (76, 16),
    "collar": (36, -6), "camp": (74, -4), "stand": (30, -6), "bow": (40, -6), "roll": (14, -4),
    "hood": (46, 4),
    "lapel": (215, 2), "biker": (130, 2), "wrap": (165, 4),
}  # fmt: skip
_STRAIGHT = {"v", "lapel", "biker", "wrap", "camp"}


def depth_of(neckline: str, frame: Frame) -> float:
    """The y of the deepest point of the neckline."""
    return frame.neck_depth(_DEPTHS[neckline][0])


def neck_width(neckline: str, frame: Frame) -> float:
    """The x at which the neckline meets the shoulder seam."""
    return frame.neck + _DEPTHS[neckline][1] * frame.scale


def neck_curve(neckline: str, frame: Frame) -> str:
    """The right half of the front neckline, from its deepest point to the shoulder."""
    x, y, low = neck_width(neckline, frame), frame.top, depth_of(neckline, frame)
    if neckline == "boat":
        y += 8 * frame.scale
    if neckline == "square":
        return f"M0 {low} L{x - 8} {low - 3} L{x} {y}"
    if neckline in _STRAIGHT:
        return f"M0 {low} Q{x * 0.62} {y + (low - y) * 0.45} {x} {y}"
    return f"M0 {low} C{x * 0.6} {low} {x * 0.92} {y + (low - y) * 0.62} {x} {y}"


def armhole(frame: Frame, *, is_bare: bool, inset: float = 0) -> str:
    """From the shoulder tip down to the armpit; bare arms have the deeper cut."""
    x, y = frame.shoulder - inset, frame.shoulder_y - inset * 0.25
    dip = 26 * frame.scale if is_bare else 7
    return (
        f"L{x} {y} C{x - dip} {y + 40 * frame.scale} {frame.chest - dip} {frame.armpit_y - 34 * frame.scale} "
        f"{frame.chest} {frame.armpit_y}"
    )


def side(frame: Frame) -> str:
    """From the armpit along the waist to the hem's middle."""
    w, wy, h, hy = frame.waist, frame.waist_y, frame.hem, frame.hem_y
    if frame.hip:
        hip_y = wy + 92
        return (
            f"C{frame.chest - 4} {frame.armpit_y + 30} {w} {wy - 50} {w} {wy} "
            f"C{w} {wy + 30} {frame.hip} {hip_y - 34} "
            f"{frame.hip} {hip_y} C{frame.hip} {hip_y + 40} {h} {hy - 80} {h} {hy} "
            f"Q{h * 0.5} {hy + 8} 0 {hy + 8}"
        )
    if hy <= wy + 8:
        return f"C{frame.chest - 3} {frame.armpit_y + 30} {h} {hy - 50} {h} {hy} Q{h * 0.5} {hy + 6} 0 {hy + 6}"
    low = hy - frame.tail
    hem = f"Q{h * 0.5} {hy + 9} 0 {hy + 9}" if not frame.tail else tail_of(frame)
    return (
        f"C{frame.chest - 4} {frame.armpit_y + 40} {w} {wy - 60} {w} {wy} "
        f"C{w} {wy + (low - wy) * 0.4} {h} {low - (low - wy) * 0.4} {h} {low} {hem}"
    )


def tail_of(frame: Frame, inset: float = 0) -> str:
    """The hem of a shirt, from its right side to its middle, where it is longest."""
    h, low, y = frame.hem, frame.hem_y - frame.tail - inset, frame.hem_y + 12 - inset
    return f"C{h - 4} {low + 10} {h - 22} {y - 10} {h - 56} {y - 2} C{h * 0.4} {y + 4} {h * 0.2} {y + 5} 0 {y + 5}"


def body_outline(neckline: str, sleeve: str, frame: Frame) -> str:
    """The closed outline of the front."""
    if neckline == "straps":
        y, x = frame.armpit_y, frame.chest
        bust = f"M0 {y - 18} C{x * 0.22} {y - 22} {x * 0.42} {y - 52} {x * 0.62} {y - 58} Q{x * 0.84} {y - 34} {x} {y}"
        return symmetric(f"{bust} {side(frame)}")
    if neckline == "off-shoulder":
        x, y = frame.shoulder + 10, frame.shoulder_y + 26
        band = f"M0 {y + 12} Q{x * 0.6} {y + 8} {x} {y - 4} Q{x + 8} {y + 24} {x + 2} {y + 46}"
        return symmetric(
            f"{band} Q{frame.chest + 4} {frame.armpit_y - 20} {frame.chest} {frame.armpit_y} {side(frame)}"
        )
    inset = 30 * frame.scale if sleeve == "strap" else 8 if sleeve == "none" else 0
    bare = sleeve in ("none", "strap")
    if sleeve == "strap":
        inset = frame.shoulder - neck_width(neckline, frame) - 26 * frame.scale
    return symmetric(f"{neck_curve(neckline, frame)} {armhole(frame, is_bare=bare, inset=inset)} {side(frame)}")


def draw_back_of_neck(sketch: Sketch, neckline: str, frame: Frame) -> None:
    """The inside of the back with its label, seen through the neckline; lies behind the front."""
    if neckline == "off-shoulder":
        return
    if neckline == "straps":
        y, x = frame.armpit_y, frame.chest
        sketch.inside(symmetric(f"M0 {y - 36} Q{x * 0.4} {y - 38} {x * 0.62} {y - 46} L{x * 0.7} {y} L0 {y}"))
        strap = (
            f"M{x * 0.44} {y - 38} C{x * 0.4} {frame.top + 30} {x * 0.42} {frame.top - 14} {x * 0.5} {frame.top - 14}"
        )
        sketch.band(both(strap), 4.4, stuff=sketch.cloth(darker(sketch.trim, 0.25)), thick=0.8)
        return
    x, y, low = neck_width(neckline, frame), frame.top, depth_of(neckline, frame)
    rise = 10 * frame.scale
    edge = y + (8 * frame.scale if neckline == "boat" else 0)
    sketch.inside(
        symmetric(
            f"M0 {edge + rise} Q{x * 0.7} {edge + rise} {x - 1} {edge + 2} L{x + 6} {edge + 14} "
            f"L{x * 0.9} {low} L0 {low + 12}"
        )
    )
    sketch.mark(
        both(f"M0 {edge + rise + 7} Q{x * 0.7} {edge + rise + 7} {x + 2} {edge + 4}"), 1, sketch.ink, opacity=0.5
    )
    if neckline not in ("boat", "roll") and low - edge > 24:
        label(sketch, 0, edge + rise + 2, frame.scale)


def label(sketch: Sketch, x: float, y: float, scale: float) -> None:
    """A small woven label, hung from its upper edge at x, y."""
    w, h = 12 * scale, 9 * scale
    sketch.solid(rounded(x - w, y, 2 * w, h, 0.6), Stuff("paper", "#d9d2c3"), thick=0.5)
    sketch.mark(f"M{x - w * 0.55} {y + h * 0.5} L{x + w * 0.55} {y + h * 0.5}", 1.7 * scale, "#6a6258", opacity=0.6)


def draw_body(sketch: Sketch, neckline: str, sleeve: str, frame: Frame) -> str:
    """The front panel with armhole seams and the folds that armpits and waist pull; returns its outline."""
    outline = body_outline(neckline, sleeve, frame)
    sketch.panel(outline, "body")
    if sleeve not in ("none", "strap"):
        curve = armhole(frame, is_bare=False)
        sketch.seam(both(f"M{curve[1:]}"), depth=0.5, opacity=0.22)
    _pull(sketch, frame)
    return path(outline)


def _pull(sketch: Sketch, frame: Frame) -> None:
    """Folds that run in from the armpits and the waist, a little different on each side."""
    strength = FABRICS[sketch.fabric].crumple * 0.7 + 0.7
    for side in (-1, 1):
        for number in range(3):
            x, y = frame.chest - 4, frame.armpit_y + 6 + 17 * number
            reach = sketch.chance.uniform(46, 92) * frame.scale
            drop = sketch.chance.uniform(4, 40) * frame.scale
            d = f"M{side * x} {y} Q{side * (x - reach * 0.5)} {y + drop * 0.7} {side * (x - reach)} {y + drop}"
            sketch.crease(d, sketch.chance.uniform(7, 12) * frame.scale, strength * sketch.chance.uniform(0.5, 1.1))
        x, y = frame.waist, frame.waist_y + sketch.chance.uniform(-26, 14)
        if frame.hem_y > y + 60:
            reach = sketch.chance.uniform(40, 84) * frame.scale
            d = f"M{side * (x - 2)} {y} Q{side * (x - reach * 0.5)} {y - 9} {side * (x - reach)} {y - 2}"
            sketch.crease(d, 9 * frame.scale, strength * sketch.chance.uniform(0.4, 0.9))


def neck_edge(neckline: str, frame: Frame) -> str:
    """The whole front neckline, left to right, for bands and stitching along it."""
    return both(neck_curve(neckline, frame))
