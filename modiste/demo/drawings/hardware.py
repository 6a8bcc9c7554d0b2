"""What holds bags together: handles, leather tabs, rings and locks."""

from modiste.demo.drawings.outline import circle, rounded
from modiste.demo.drawings.sketch import Sketch
from modiste.demo.drawings.tones import darker, lighter
from modiste.demo.drawings.trimmings import BRASS
from modiste.demo.studio.scene import Stuff

_TAN = "#8a5a3a"


def leather_of(sketch: Sketch) -> str:
    """The fabric of a bag's straps: its own where that is leather."""
    return sketch.fabric if sketch.fabric in ("leather", "nappa", "suede") else "leather"


def strap_stuff(sketch: Sketch) -> Stuff:
    """Straps of cloth and straw bags are tan leather; leather bags match themselves."""
    own = sketch.fabric in ("leather", "nappa", "suede")
    return Stuff(leather_of(sketch), darker(sketch.base, 0.08) if own else _TAN)


def handles(sketch: Sketch, x: float, y: float, rise: float) -> None:
    """Two rolled handles, the farther one above the nearer."""
    stuff = strap_stuff(sketch)
    far = Stuff(stuff.fabric, darker(stuff.colour, 0.25))
    for lift, inset, leather in ((rise + 26, 5, far), (rise, 0, stuff)):
        d = (
            f"M{-x + inset} {y + 44} L{-x + inset} {y} C{-x} {y - lift} {x} {y - lift} {x - inset} {y} "
            f"L{x - inset} {y + 44}"
        )
        sketch.band(d, 14, stuff=leather, thick=6)
        sketch.mark(d, 1, darker(leather.colour, 0.5), opacity=0.35, depth=0.8)


def tab(sketch: Sketch, x: float, y: float, width: float, height: float) -> None:
    """A stitched leather tab with two rivets, its upper edge at y."""
    stuff = strap_stuff(sketch)
    sketch.solid(rounded(x - width / 2, y, width, height, 5), stuff, thick=2.4, puff=(5, 1.4))
    sketch.stitch(rounded(x - width / 2 + 4, y + 4, width - 8, height - 8, 3), colour=lighter(stuff.colour, 0.35))
    sketch.ball(x, y + height * 0.72, 3.4, BRASS)


def ring(sketch: Sketch, x: float, y: float, radius: float) -> None:
    """A metal ring."""
    sketch.band(circle(x, y, radius), max(3.0, radius * 0.36), stuff=BRASS, thick=3.5)


def turn_lock(sketch: Sketch, x: float, y: float) -> None:
    """A plate with a bar that turns."""
    sketch.solid(rounded(x - 21, y - 14, 42, 30, 8), BRASS, thick=2.4, puff=(6, 2))
    sketch.solid(rounded(x - 15, y - 8, 30, 18, 6), Stuff("metal", darker(BRASS.colour, 0.25)), thick=-0.8)
    sketch.solid(
        rounded(x - 12, y - 3.5, 24, 9, 4.5), Stuff("metal", lighter(BRASS.colour, 0.12)), thick=3.4, puff=(4, 2.2)
    )
