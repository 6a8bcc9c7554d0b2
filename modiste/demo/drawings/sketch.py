"""The drawing table: pieces of cloth, seams, creases and buttons are laid on it and leave it as one scene."""

from collections.abc import Iterator
from contextlib import contextmanager
from math import cos, pi, sin
from random import Random
from zlib import crc32

import numpy as np

from modiste.demo.drawings.outline import flattened
from modiste.demo.drawings.placing import laid_down
from modiste.demo.drawings.tones import darker, lighter, lightness
from modiste.demo.item import DemoItem
from modiste.demo.studio.fabrics import FABRICS, fabric_key
from modiste.demo.studio.scene import Ball, Crease, Mark, Part, Piece, Scene, Strand, Stuff
from modiste.vision.raster import Points

_UPRIGHT = {"shirt", "blouse", "dress", "jacket", "coat", "trousers", "shorts", "skirt", "bag", "hat"}


class Sketch:
    """One drawing in progress; x runs from the middle of the sheet, y from its top."""

    def __init__(self, item: DemoItem) -> None:
        self.item = item
        self.seed = crc32(item.external_id.encode())
        self.chance = Random(self.seed)
        self.base = item.colours[0].hex
        self.second = item.colours[1].hex if len(item.colours) > 1 else darker(self.base, 0.25)
        self.fabric = fabric_key(item.material)
        self.is_dark = lightness(self.base) < 0.3
        self.ink = darker(self.base, 0.6)
        self.trim = self.second if "contrast" in item.silhouette.details else self.base
        self.thick = FABRICS[self.fabric].thick
        self.tilt = 0.0  # degrees by which the whole garment lies aslant
        self.sway = 1.0  # how far its edges stray from the ruler
        self._parts: list[Part] = []
        self._places: list[tuple[float, float, float, float, float]] = []
        self._detail: tuple[float, float] | None = None

    def has(self, *details: str) -> bool:
        """Whether the garment carries one of these details."""
        return any(detail in self.item.silhouette.details for detail in details)

    def cloth(self, colour: str = "", *, fabric: str = "") -> Stuff:
        """The garment's own fabric or another one; in another `colour` than its own it is plain."""
        pattern = "plain" if colour not in ("", self.base) else self.item.pattern
        is_upright = self.item.category in _UPRIGHT
        return Stuff(fabric or self.fabric, colour or self.base, pattern, self.second, is_upright, self.seed >> 5)

    def panel(  # noqa: PLR0913  a piece has as many sides
        self,
        d: str,
        folds: str = "body",
        *,
        stuff: Stuff | None = None,
        turn: float = 0,
        puff: tuple[float, float] = (0, 0),
        thick: float | None = None,
    ) -> None:
        """A piece of cloth; `turn` tilts its grain, `puff` lets it swell from its edges."""
        height = self.thick if thick is None else thick
        self._parts.append(Piece(self._lines(d), stuff or self.cloth(), turn, height, puff, folds))

    def rib(self, d: str, *, turn: float = 0) -> None:
        """A ribbed piece, as at cuffs and hems of knitwear."""
        self.panel(d, "small", stuff=Stuff("rib", self.trim), turn=turn, puff=(5, 1.4))

    def inside(self, d: str, *, shade: float = 0.6) -> None:
        """What is seen of the inside, through a neckline or an opening."""
        self._parts.append(Piece(self._lines(d), self.cloth(), 0, 0.2, (0, 0), "flat", shade))

    def solid(self, d: str, stuff: Stuff, *, thick: float = 1.2, puff: tuple[float, float] = (0, 0)) -> None:
        """A piece of something else: rubber, metal, leather."""
        self._parts.append(Piece(self._lines(d), stuff, 0, thick, puff, "flat"))

    def seam(self, d: str, *, depth: float = 0.7, opacity: float = 0.3, width: float = 1.1) -> None:
        """Where two pieces are joined: a fine groove."""
        self.mark(d, width, darker(self.base, 0.7), opacity=opacity, depth=depth)

    def hem(self, d: str, *, height: float = 0.5, width: float = 7.0) -> None:
        """An edge turned up beneath: a soft ridge."""
        self.mark(d, width, self.base, opacity=0, depth=-height, blur=0.9)

    def stitch(self, d: str, *, colour: str = "", length: float = 3.4) -> None:
        """A row of visible stitches, a little sunk into the cloth."""
        lines = self._lines(d)
        self._parts.append(Mark(lines, 2.0, self.base, 0, 0.35, 0.5))
        dashes = tuple(dash for line in lines for dash in _dashed(line, length, length * 0.55))
        self._parts.append(Strand(dashes, 0.85, Stuff("thread", colour or self._thread()), 0.3, False, True))

    def _thread(self) -> str:
        if self.fabric == "denim" and lightness(self.base) < 0.72:
            return "#c8924f"
        return lighter(self.base, 0.16) if self.is_dark else darker(self.base, 0.18)

    def teeth(self, d: str, stuff: Stuff) -> None:
        """The teeth of a zip along a line."""
        dashes = tuple(dash for line in self._lines(d) for dash in _dashed(line, 1.3, 1.5))
        self._parts.append(Strand(dashes, 4.2, stuff, 0.9, False))

    def links(self, d: str, size: float, stuff: Stuff) -> None:
        """The links of a chain along a line, every other one seen from its edge."""
        flat: list[Points] = []
        edge: list[Points] = []
        for line in self._lines(d):
            for number, dash in enumerate(_dashed(line, size * 1.15, -size * 0.2)):
                (flat if number % 2 else edge).append(dash)
        self._parts.append(Strand(tuple(edge), size * 0.36, stuff, 3, True))
        self._parts.append(Strand(tuple(flat), size * 0.8, stuff, 3, True))

    def mark(self, d: str, width: float, colour: str, *, opacity: float = 1, blur: float = 0, depth: float = 0) -> None:
        """A line of colour on the cloth."""
        self._parts.append(Mark(self._lines(d), width, colour, opacity, depth, blur))

    def crease(self, d: str, width: float = 9, height: float = 1.6, *, is_open: bool = False) -> None:
        """Folds along lines, fading at their ends or only at their beginning; negative heights are valleys."""
        self._parts.append(Crease(self._lines(d), width, height, is_open))

    def band(
        self, d: str, width: float, *, stuff: Stuff | None = None, thick: float = 1.6, is_round: bool = True
    ) -> None:
        """A strip along a line: straps, cords, handles."""
        self._parts.append(Strand(self._lines(d), width, stuff or self.cloth(self.trim), thick, is_round))

    def binding(self, d: str, width: float, *, stuff: Stuff | None = None, thick: float = 1.2) -> None:
        """A flat strip sewn along an edge; it ends where the garment does."""
        self._parts.append(Strand(self._lines(d), width, stuff or self.cloth(self.trim), thick, False, True))

    def button(self, x: float, y: float, radius: float = 5, *, stuff: Stuff | None = None, holes: int = 4) -> None:
        """A button with its holes."""
        tone = lighter(self.base, 0.3) if self.is_dark else darker(self.base, 0.34)
        place = self._placed(np.array([[x, y], [x + radius, y]], np.float32))
        size = float(np.hypot(*(place[1] - place[0])))
        centre = (float(place[0, 0]), float(place[0, 1]))
        self._parts.append(Ball((centre,), size, stuff or Stuff("horn", tone), holes if radius > 3 else 0))

    def ball(self, x: float, y: float, radius: float, stuff: Stuff) -> None:
        """A rivet, a bead, a snap."""
        self.button(x, y, radius, stuff=stuff, holes=0)

    def look_at(self, x: float, y: float) -> None:
        """What the close-up shows."""
        point = self._placed(np.array([[x, y]], np.float32))[0]
        self._detail = (float(point[0]), float(point[1]))

    @contextmanager
    def moved(
        self, x: float, y: float, scale: float = 1, *, turn: float = 0, is_mirrored: bool = False
    ) -> Iterator[None]:
        """What is drawn inside lands at x, y, at this scale, turned by `turn` degrees, perhaps as its mirror image."""
        self._places.append((x, y, scale, turn * pi / 180, -1.0 if is_mirrored else 1.0))
        yield
        self._places.pop()

    def scene(self) -> Scene:
        """Everything that was laid down, from the back to the front."""
        return laid_down(self._parts, self.cloth(), self.seed, self._detail, sway=self.sway, tilt=self.tilt)

    def _lines(self, d: str) -> tuple[Points, ...]:
        return tuple(self._placed(line) for line in flattened(d))

    def _placed(self, points: Points) -> Points:
        for x, y, scale, turn, side in reversed(self._places):
            across, down = points[:, 0] * side * scale, points[:, 1] * scale
            turned = (across * cos(turn) - down * sin(turn) + x, across * sin(turn) + down * cos(turn) + y)
            points = np.stack(turned, axis=1).astype(np.float32)
        return points


def _dashed(line: Points, length: float, gap: float) -> Iterator[Points]:
    """Short straight pieces of a line, evenly spaced along it."""
    steps = np.hypot(*np.diff(line, axis=0).T)
    along = np.concatenate([[0], np.cumsum(steps)])
    starts = np.arange(0, max(along[-1] - length, 0.1), length + gap)
    ends = starts + length
    first = np.stack([np.interp(starts, along, line[:, axis]) for axis in (0, 1)], axis=1)
    last = np.stack([np.interp(ends, along, line[:, axis]) for axis in (0, 1)], axis=1)
    yield from np.stack([first, last], axis=1).astype(np.float32)
