"""What a panel is filled with: the base colour, a printed or woven pattern, and the texture of the fabric."""

from dataclasses import dataclass

from modiste.demo.drawings.tones import darker, lighter, lightness


@dataclass(frozen=True, slots=True)
class Tile:
    """One repeat of a pattern."""

    width: float
    height: float
    marks: str
    turn: float = 0


def print_tile(pattern: str, base: str, second: str, *, is_upright: bool) -> Tile | None:
    """The repeat of a pattern in two colours; `is_upright` turns stripes vertical, as on shirts."""
    if pattern == "stripe":
        if is_upright:
            return Tile(17, 17, f'<path d="M3.5 0V17" stroke="{second}" stroke-width="3"/>')
        return Tile(40, 40, f'<path d="M0 12H40" stroke="{second}" stroke-width="13"/>')
    if pattern == "check":
        marks = f'<path d="M0 12H48M12 0V48" stroke="{second}" stroke-width="18" stroke-opacity=".42"/>'
        return Tile(48, 48, f'{marks}<path d="M0 36H48M36 0V48" stroke="{second}" stroke-width="1.6"/>')
    if pattern == "dot":
        return Tile(32, 32, f'<g fill="{second}"><circle cx="8" cy="8" r="4.4"/><circle cx="24" cy="24" r="4.4"/></g>')
    if pattern == "floral":
        return Tile(92, 92, _blossoms(base, second))
    if pattern == "cable":
        return _cable(base)
    return None


def _blossom(x: float, y: float, size: float, colours: tuple[str, str]) -> str:
    petal, heart = colours
    ring = ((0, -1), (0.95, -0.31), (0.59, 0.81), (-0.59, 0.81), (-0.95, -0.31))
    petals = "".join(
        f'<circle cx="{x + dx * size:.1f}" cy="{y + dy * size:.1f}" r="{size * 0.72:.1f}"/>' for dx, dy in ring
    )
    return f'<g fill="{petal}">{petals}</g><circle cx="{x}" cy="{y}" r="{size * 0.5:.1f}" fill="{heart}"/>'


def _blossoms(base: str, second: str) -> str:
    leaf = darker(base, 0.35) if lightness(base) > 0.45 else lighter(base, 0.35)
    heart = "#d9a441" if lightness(second) > 0.4 else lighter(second, 0.6)
    pale = lighter(second, 0.3) if lightness(base) < 0.5 else darker(second, 0.12)
    stems = (
        f'<g fill="none" stroke="{leaf}" stroke-width="2.2" stroke-linecap="round">'
        '<path d="M22 28Q30 44 20 54M66 74Q54 80 50 90M72 16Q82 26 80 36M8 78Q14 72 22 74"/></g>'
        f'<g fill="{leaf}"><path d="M26 40Q38 34 40 46Q30 48 26 40M60 78Q54 68 46 72Q48 82 60 78"/></g>'
    )
    return (
        stems
        + _blossom(22, 22, 8.5, (second, heart))
        + _blossom(68, 66, 9.5, (pale, heart))
        + _blossom(72, 16, 5, (pale, heart))
        + _blossom(14, 76, 4.5, (second, heart))
    )


def _cable(base: str) -> Tile:
    dark, light = darker(base, 0.3), lighter(base, 0.25)
    ropes = '<path d="M14 0C14 14 38 14 38 28C38 42 14 42 14 56M38 0C38 14 14 14 14 28C14 42 38 42 38 56"/>'
    return Tile(
        66,
        56,
        f'<g fill="none" stroke-linecap="round"><g stroke="{dark}" '
        f'stroke-width="13" stroke-opacity=".55">{ropes}</g>'
        f'<g stroke="{base}" stroke-width="9">{ropes}</g><g '
        f'stroke="{light}" stroke-width="2.5" stroke-opacity=".7">'
        f'{ropes}</g><path d="M54 0V56M60 0V56" stroke="{dark}" stroke-width="2" stroke-opacity=".45"/></g>',
    )


def texture_tile(texture: str, base: str) -> Tile | None:
    """The repeat of a fabric's surface; None for what is smooth at arm's length."""
    dark, light = darker(base, 0.55), lighter(base, 0.6)

    def lines(d: str, width: float, opacity: float, colour: str = dark) -> str:
        return f'<path d="{d}" fill="none" stroke="{colour}" stroke-width="{width}" stroke-opacity="{opacity}"/>'

    tiles = {
        "weave": Tile(6, 6, lines("M0 1.5H6M1.5 0V6", 0.9, 0.1) + lines("M0 4.5H6", 0.8, 0.16, light)),
        "knit": Tile(9, 8, lines("M0 1L4.5 6L9 1", 1.5, 0.2) + lines("M0 4L4.5 9L9 4", 0.8, 0.18, light)),
        "fluffy": Tile(13, 11, lines("M1 3L5 1M7 8L11 6M4 10L2 7M10 2L12 4", 1.4, 0.3, light)),
        "felt": Tile(17, 17, lines("M2 3L4 4M11 2L12 4M7 10L9 9M14 13L15 15M3 14L4 16", 1, 0.16)),
        "twill": Tile(7, 7, lines("M-1 8L8 -1M-1 1L1 -1M6 8L8 6", 0.9, 0.13)),
        "denim": Tile(6, 6, lines("M-1 7L7 -1M-1 1L1 -1M5 7L7 5", 0.9, 0.2, light) + lines("M0 3H6", 0.6, 0.12)),
        "cord": Tile(7, 7, lines("M1 0V7", 2, 0.2) + lines("M4.5 0V7", 1.4, 0.2, light)),
        "ripstop": Tile(16, 16, lines("M0 .5H16M.5 0V16", 0.9, 0.13)),
        "rib": Tile(7, 7, lines("M1 0V7", 2, 0.24) + lines("M4.5 0V7", 1.4, 0.18, light)),
        "straw": Tile(
            16,
            16,
            lines("M0 4H8M8 12H16M4 8V16M12 0V8", 6, 0.16) + lines("M0 .5H16M0 8.5H16M.5 0V16M8.5 0V16", 1, 0.32),
        ),
    }
    return tiles.get(texture)
