"""What lies before the camera: pieces of cloth and what is sewn on them, from the back to the front.

Lengths are in units of the sheet (600 × 800), heights too; plain values, so that the same scene can be photographed
whole, from near, and without its ground.
"""

from dataclasses import dataclass

from modiste.vision.raster import Points

Box = tuple[float, float, float, float]  # left, top, right, bottom


@dataclass(frozen=True, slots=True)
class Stuff:
    """What a piece is made of: a fabric of fabrics.py in a colour, perhaps with a pattern in a second colour.

    `variant` chooses among patterns of the same name.
    """

    fabric: str
    colour: str
    pattern: str = "plain"
    second: str = ""
    is_upright: bool = True
    variant: int = 0


@dataclass(frozen=True, slots=True)
class Piece:
    """A flat piece, laid over what is there. `turn` tilts weave, print and folds, in degrees.

    `thick` is how far its edges stand up; `puff` how far from its edges it swells, and how high; `folds` names how it
    lies (empty: as what is beneath); `shade` darkens it, as the inside of a neckline.
    """

    outlines: tuple[Points, ...]
    stuff: Stuff
    turn: float = 0
    thick: float = 1
    puff: tuple[float, float] = (0, 0)
    folds: str = ""
    shade: float = 1


@dataclass(frozen=True, slots=True)
class Strand:
    """A line with a body: a strap, a cord, a stitch; as high as it is `thick`, and round across when `is_round`.

    When `is_within` it ends where what is beneath it does.
    """

    lines: tuple[Points, ...]
    width: float
    stuff: Stuff
    thick: float = 1
    is_round: bool = True
    is_within: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """A drawn line: a seam, an edge, dirt; `depth` presses it into the cloth, `blur` softens it."""

    lines: tuple[Points, ...]
    width: float
    colour: str
    opacity: float = 1
    depth: float = 0
    blur: float = 0


@dataclass(frozen=True, slots=True)
class Crease:
    """Folds at given places, fading at their ends, or only at their beginning; `height` is negative for valleys."""

    lines: tuple[Points, ...]
    width: float
    height: float
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class Ball:
    """Buttons, rivets, beads: low domes, perhaps with holes."""

    centres: tuple[tuple[float, float], ...]
    radius: float
    stuff: Stuff
    holes: int = 0


Part = Piece | Strand | Mark | Crease | Ball


@dataclass(frozen=True, slots=True)
class Scene:
    """The parts from the back to the front, the box they fill, what most of it is made of, and a number for chance.

    `detail` is the middle of what a close-up shows.
    """

    parts: tuple[Part, ...]
    box: Box
    stuff: Stuff
    seed: int
    detail: tuple[float, float]
