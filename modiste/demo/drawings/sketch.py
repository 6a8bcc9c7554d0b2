"""The drawing table: panels of cloth, seams, creases and buttons are laid on it and leave it as one SVG."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import groupby
from zlib import crc32

from modiste.demo.drawings.cloth import Tile, print_tile, texture_tile
from modiste.demo.drawings.outline import Box, box_of, covers, path, whole_numbers
from modiste.demo.drawings.tones import darker, lighter, lightness, mixed
from modiste.demo.item import DemoItem
from modiste.demo.materials import MATERIALS

_LIGHT_GROUNDS = ("#f1ece5", "#eceeea", "#f0eaec", "#e9edf0", "#f2ebe0", "#eaebe4")
_DEEP_GROUNDS = ("#d8cdc0", "#c9d1cb", "#d6c9cb", "#c6ced6", "#d9cbb6", "#cccdc0")
_UPRIGHT = {"shirt", "blouse", "dress", "jacket", "coat", "trousers", "shorts", "skirt", "bag", "hat"}

_SCATTERED = {"dot", "floral"}
_STROKES = 'fill="none"'
_BANDS = 'fill="none" stroke-linecap="butt"'
_SPACE = (500, 650)
_LARGEST_ZOOM = 1.22


def _short(value: float) -> str:
    return f"{value:.2f}".lstrip("0")


# Light falls from the upper left. Stops are (place, "deep" or "white", opacity).
_SHADES = {
    "body": (0, ((0, "deep", 0.3), (0.16, "deep", 0.07), (0.36, "white", 0.17), (0.6, "white", 0.02),
                 (0.84, "deep", 0.1), (1, "deep", 0.34))),
    "left": (0, ((0, "deep", 0.26), (0.35, "white", 0.14), (0.7, "deep", 0.06), (1, "deep", 0.4))),
    "right": (0, ((0, "deep", 0.36), (0.3, "deep", 0.08), (0.55, "white", 0.07), (1, "deep", 0.34))),
    "fall": (90, ((0, "white", 0.16), (0.35, "white", 0.02), (0.75, "deep", 0.08), (1, "deep", 0.3))),
    "inner": (90, ((0, "deep", 0.42), (1, "deep", 0.68))),
}  # fmt: skip


class Sketch:
    """One drawing in progress; x runs from the middle of the sheet, y from its top."""

    def __init__(self, item: DemoItem) -> None:
        self.item = item
        self.key = item.external_id.lower().replace("-", "")
        self.base = item.colours[0].hex
        self.second = item.colours[1].hex if len(item.colours) > 1 else darker(self.base, 0.25)
        self.texture = MATERIALS[item.material].texture
        self.is_dark = lightness(self.base) < 0.3
        self.deep = darker(self.base, 0.86)
        self.ink = lighter(self.base, 0.42) if self.is_dark else darker(self.base, 0.62)
        self.thread = "#d3a05a" if self.texture == "denim" and lightness(self.base) < 0.7 else self.ink
        self.trim = self.second if "contrast" in item.silhouette.details else self.base
        self._defs: dict[str, str] = {}
        self._layers: list[tuple[str, str]] = []
        self._outlines: list[str] = []
        self._boxes: list[Box] = []
        self._casts: list[tuple[str, str]] = []
        self._extent: list[Box] = []

    def has(self, *details: str) -> bool:
        """Whether the garment carries one of these details."""
        return any(detail in self.item.silhouette.details for detail in details)

    def panel(self, d: str, shade: str = "body", *, fill: str = "", turn: float = 0, is_edge: bool = True) -> None:
        """A piece of cloth, shaded unless "flat"; `fill` replaces the cloth, `turn` tilts its pattern."""
        d = path(d)
        self._cast(d)
        paints = [fill] if fill else self._cloth(turn)
        if shade != "flat":
            paints.append(self._shade(shade))
        edge = f' stroke="{self._edge_of(fill)}"' if is_edge else ""
        for paint in paints:
            last = edge if paint is paints[-1] else ""
            self._layers.append(("", f'<path d="{d}" fill="{paint}"{last}/>'))

    def rib(self, d: str, shade: str = "body", *, turn: float = 0) -> None:
        """A ribbed piece, as at cuffs and hems of knitwear."""
        tile = texture_tile("rib", self.trim)
        assert tile is not None
        self.panel(d, shade, fill=self._tile(f"rib{turn:g}", tile, self.trim, turn))

    def inside(self, d: str) -> None:
        """What is seen of the inside, through a neckline or an opening."""
        d = path(d)
        self._cast(d)
        fill = darker(self.base, 0.3) if not self.is_dark else darker(self.base, 0.45)
        self._layers.append(("", f'<path d="{d}" fill="{fill}"/><path d="{d}" fill="{self._shade("inner")}"/>'))

    def line(self, d: str, width: float = 1.3, opacity: float = 0.55, *, colour: str = "", dash: str = "") -> None:
        """A seam, an edge or, with `dash`, stitching."""
        dashes = f' stroke-dasharray="{dash}"' if dash else ""
        faded = f' stroke-opacity="{_short(opacity)}"' if opacity < 1 else ""
        mark = f'<path d="{path(d)}" stroke="{colour or self.ink}" stroke-width="{width:g}"{faded}{dashes}/>'
        self._layers.append((_STROKES, mark))

    def stitch(self, d: str) -> None:
        """A row of visible stitches."""
        self.line(d, 1.4, 0.85 if self.thread != self.ink else 0.5, colour=self.thread, dash="5 3.5")

    def crease(self, d: str, width: float = 9, strength: float = 0.09, *, is_lit: bool = False) -> None:
        """A soft fold, blurred together with its neighbours."""
        key = f"{self.key}-soft"
        self._defs[key] = f'<filter id="{key}"><feGaussianBlur stdDeviation="2.6"/></filter>'
        tone = "#fff" if is_lit else self.deep
        mark = f'<path d="{path(d)}" stroke="{tone}" stroke-width="{width * 0.8:.1f}"'
        soft = f'{_STROKES} filter="url(#{key})"'
        self._layers.append((soft, f'{mark} stroke-opacity="{_short(min(0.5, strength * 2))}"/>'))

    def quilt(self, d: str) -> None:
        """Diamond quilting over a panel."""
        line = self.ink
        tile = Tile(
            46,
            46,
            f'<path d="M0 0H46M0 0V46" stroke="{line}" stroke-width="2.4" stroke-opacity=".5"/>'
            f'<path d="M3 3H46M3 3V46" stroke="#fff" stroke-width="3" stroke-opacity=".14"/>',
        )
        self._layers.append(("", f'<path d="{path(d)}" fill="{self._tile("quilt", tile, "", 45)}"/>'))

    def band(self, d: str, width: float, *, fill: str = "", is_solid: bool = True) -> None:
        """A narrow strip along a line: neckbands, straps, belts, handles."""
        d = path(d)
        # Its box counts for the placement, but filled as an outline a handle would cast the shadow of a disc.
        self._boxes.append(box_of(d))
        colour = fill or self.trim
        strokes = [(self._edge_of(colour), width + 2.4), (colour, width)]
        if is_solid:
            strokes.append((mixed(colour, darker(colour, 0.7), 0.12), width * 0.45))
        for tone, size in strokes:
            self._layers.append((_BANDS, f'<path d="{d}" stroke="{tone}" stroke-width="{size:.1f}"/>'))

    def shape(self, d: str, fill: str, opacity: float = 1) -> None:
        """A plain filled shape: metal, rubber, a label."""
        faded = f' fill-opacity="{opacity}"' if opacity < 1 else ""
        self._layers.append(("", f'<path d="{path(d)}" fill="{fill}"{faded}/>'))

    def button(self, x: float, y: float, radius: float = 5, *, fill: str = "") -> None:
        """A button with a rim of shade and two holes."""
        colour = fill or (lighter(self.base, 0.55) if self.is_dark else darker(self.base, 0.3))
        rim = darker(colour, 0.5)
        place = f'cx="{x:g}" cy="{y:.1f}" r="{radius}"'
        below = f'<circle {place} transform="translate(.8 1.8)" fill="{self.deep}" fill-opacity=".4"/>'
        face = f'<circle {place} fill="{colour}" stroke="{rim}" stroke-width="1" stroke-opacity=".6"/>'
        self._layers.append(("", below + face))
        if radius > 4:
            holes = f"M{x - 1.4:.1f} {y:.1f}h0M{x + 1.4:.1f} {y:.1f}h0"
            self._layers.append((_STROKES, f'<path d="{holes}" stroke="{rim}" stroke-width="1.7"/>'))

    @contextmanager
    def moved(self, x: float, y: float, scale: float) -> Iterator[None]:
        """What is drawn inside lands at x, y and at this scale."""
        kept = self._layers, self._outlines, self._boxes
        self._layers, self._outlines, self._boxes = [], [], []
        yield
        drawn, cast, boxes = _grouped(self._layers), " ".join(self._outlines), self._boxes
        self._layers, self._outlines, self._boxes = kept
        place = f'transform="translate({x} {y}) scale({scale})"'
        self._layers.append(("", f"<g {place}>{drawn}</g>"))
        self._casts.append((place, cast))
        self._extent += [(x + a * scale, y + b * scale, x + c * scale, y + d * scale) for a, b, c, d in boxes]

    def sheet(self, width: int, height: int, *, ground: bool) -> str:
        """The finished SVG, the garment centred and as large as fits."""
        place = self._placement()
        below = self._ground() + self._shadow(place) if ground else ""
        defs = f"<defs>{''.join(self._defs.values())}</defs>" if self._defs else ""
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" '
            f'height="{height}" viewBox="0 0 600 800">'
            f'{defs}{below}<g transform="{place}" stroke-width="1.5" stroke-linecap="round"'
            ' stroke-linejoin="round">'
            f"{_grouped(self._layers)}</g></svg>"
        )

    def _cast(self, d: str) -> None:
        """Remember the outline for the shadow, unless it lies within one that is remembered already."""
        box = box_of(d)
        if not any(covers(other, box) for other in self._boxes):
            self._outlines.append(d)
            self._boxes.append(box)

    def _placement(self) -> str:
        boxes = self._boxes + self._extent
        left, top = min(box[0] for box in boxes), min(box[1] for box in boxes)
        right, bottom = max(box[2] for box in boxes), max(box[3] for box in boxes)
        zoom = min(_LARGEST_ZOOM, _SPACE[0] / (right - left), _SPACE[1] / (bottom - top))
        x, y = 300 - zoom * (left + right) / 2, 396 - zoom * (top + bottom) / 2
        return f"translate({x:.1f} {y:.1f}) scale({zoom:.3f})"

    def _edge_of(self, fill: str) -> str:
        if not fill.startswith("#"):
            fill = self.base
        return darker(fill, 0.48) if lightness(fill) >= 0.3 else lighter(fill, 0.16)

    def _cloth(self, turn: float) -> list[str]:
        pattern = self.item.pattern
        tile = print_tile(pattern, self.base, self.second, is_upright=self.item.category in _UPRIGHT)
        surface = texture_tile(self.texture, self.base)
        if tile is None:
            # A fabric's own texture is too fine for its direction to show on a sleeve.
            return [self._tile("t0", surface, self.base, 0)] if surface else [self.base]
        if pattern in _SCATTERED:
            turn = 0
        fills = [self._tile(f"p{turn:g}", tile, self.base, turn)]
        if surface and self.texture in ("knit", "fluffy") and pattern != "cable":
            fills.append(self._tile("u0", surface, "", 0))
        return fills

    def _tile(self, name: str, tile: Tile, base: str, turn: float) -> str:
        key = f"{self.key}-{name.replace('-', 'm')}"
        tilt = f' patternTransform="rotate({turn + tile.turn:g})"' if turn + tile.turn else ""
        rect = f'<rect width="{tile.width}" height="{tile.height}" fill="{base}"/>' if base else ""
        self._defs[key] = (
            f'<pattern id="{key}" width="{tile.width}" height="{tile.height}" '
            f'patternUnits="userSpaceOnUse"{tilt}>'
            f"{rect}{tile.marks}</pattern>"
        )
        return f"url(#{key})"

    def _shade(self, name: str) -> str:
        key = f"{self.key}-{name}"
        angle, stops = _SHADES[name]
        way = 'x2="0" y2="1"' if angle else 'x2="1" y2="0"'
        gloss = {"sheen": 1.9, "leather": 1.6, "ripstop": 1.2}.get(self.texture, 1.0)
        marks = "".join(
            f'<stop offset="{place}" stop-color="{self.deep if tone == "deep" else "#fff"}"'
            f' stop-opacity="{_short(min(0.75, opacity * (gloss if tone == "white" else 1)))}"/>'
            for place, tone, opacity in stops
        )
        self._defs[key] = f'<linearGradient id="{key}" x1="0" y1="0" {way}>{marks}</linearGradient>'
        return f"url(#{key})"

    def _ground(self) -> str:
        grounds = _DEEP_GROUNDS if lightness(self.base) > 0.72 else _LIGHT_GROUNDS
        colour = grounds[crc32(self.key.encode()) % len(grounds)]
        key = f"{self.key}-ground"
        self._defs[key] = (
            f'<radialGradient id="{key}" cx=".42" cy=".36" r=".8"><stop '
            f'offset="0" stop-color="{lighter(colour, 0.4)}"/>'
            f'<stop offset="1" stop-color="{darker(colour, 0.06)}"/></radialGradient>'
        )
        return f'<rect width="600" height="800" fill="url(#{key})"/>'

    def _shadow(self, place: str) -> str:
        """A tight shadow where the piece lies and a wide one around it."""
        key = f"{self.key}-shadow"
        self._defs[key] = (
            f'<filter id="{key}" x="-20%" y="-20%" width="140%" '
            'height="140%"><feGaussianBlur stdDeviation="4"'
            ' result="near"/><feGaussianBlur in="SourceGraphic" stdDeviation="15"/><feOffset dx="6" dy="14"'
            ' result="far"/><feMerge><feMergeNode in="far"/><feMergeNode in="near"/></feMerge></filter>'
        )
        whole = [("", " ".join(self._outlines))] if self._outlines else []
        casts = "".join(f'<path {moved} d="{whole_numbers(d)}"/>' for moved, d in [*self._casts, *whole])
        return (
            f'<g transform="translate(3 5)" filter="url(#{key})"><g transform="{place}" fill="#3a2f2a"'
            f' fill-opacity=".3">{casts}</g></g>'
        )


def _grouped(layers: list[tuple[str, str]]) -> str:
    """Consecutive layers with the same wrapper share one group: half the bytes of repeating attributes."""
    parts = []
    for wrapper, run in groupby(layers, key=lambda layer: layer[0]):
        drawn = "".join(mark for _, mark in run)
        parts.append(f"<g {wrapper}>{drawn}</g>" if wrapper else drawn)
    return "".join(parts)
