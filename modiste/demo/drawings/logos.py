"""The six boutiques' emblems as SVG: shapes only, so that they look the same wherever fonts differ."""

from collections.abc import Callable
from math import cos, pi, sin


def draw_logo(slug: str) -> str:
    """The emblem of a demo boutique, 240 × 240."""
    name, ground, draw = _LOGOS[slug]
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="240" height="240" viewBox="0 0 240 240" role="img">'
        f'<title>{name}</title><rect width="240" height="240" fill="{ground}"/>{draw()}</svg>'
    )


def _lines(d: str, colour: str, width: float, *, dash: str = "", cap: str = "round") -> str:
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    return (
        f'<path d="{d}" fill="none" stroke="{colour}" stroke-width="{width}" stroke-linecap="{cap}" '
        f'stroke-linejoin="round"{dashes}/>'
    )


def _maison_maren() -> str:
    """A cut diamond, whose upper facets are an M."""
    ink = "#f3ede2"
    outline = "M58 94L84 62H156L182 94L120 188Z"
    facets = "M58 94H182M84 62L98 94L120 66L142 94L156 62M98 94L120 188L142 94"
    return _lines(outline, ink, 4.5) + _lines(facets, ink, 3)


def _olmo() -> str:
    """A glazed tile: four quarter turns of an elm leaf."""
    turned = "".join(
        f'<g transform="rotate({turn} 120 120)">'
        '<path d="M120 117C110 82 84 62 46 46C58 86 82 110 117 120Z" fill="#f4ead8"/>'
        f"{_lines('M112 112C92 98 74 80 60 60', '#1f5a7a', 3)}</g>"
        for turn in (0, 90, 180, 270)
    )
    corner = "".join(
        f'<path transform="rotate({turn} 120 120)" d="M20 20H64A44 44 0 0 1 20 64Z" fill="#e0a458"/>'
        for turn in (0, 90, 180, 270)
    )
    frame = '<rect x="20" y="20" width="200" height="200" fill="none" stroke="#f4ead8" stroke-width="4"/>'
    return f'{corner}{turned}<circle cx="120" cy="120" r="11" fill="#e0a458"/>{frame}'


def _nordlys() -> str:
    """Northern lights over the sea, and one star."""
    curtains = "".join(
        _lines(
            (
                f"M{44 + 8 * n} {152 - 24 * n}C{84 + 8 * n} {92 - 24 * n} {128 - 4 * n} {164 - 24 * n} "
                f"{198 - 8 * n} {106 - 24 * n}"
            ),
            tone,
            9 - n,
        )
        for n, tone in enumerate(("#6fd3b4", "#9fe3cf", "#d7f4ea"))
    )
    sea = (
        _lines("M40 172H200", "#d7f4ea", 4) + _lines("M64 188H176", "#6fd3b4", 4) + _lines("M92 204H148", "#9fe3cf", 4)
    )
    star = '<path d="M64 38L68 50L80 54L68 58L64 70L60 58L48 54L60 50Z" fill="#fdf7e3"/>'
    return curtains + sea + star


def _atelier_sauge() -> str:
    """A sprig of sage whose stem is the thread of a needle."""
    green, pale = "#4f6650", "#7d9478"
    leaves = ""
    for number, (x, y, side) in enumerate(
        ((118, 168, -1), (121, 150, 1), (117, 128, -1), (120, 108, 1), (117, 88, -1), (119, 70, 1))
    ):
        long = 46 - number * 4
        tip = (x + side * long, y - long * 0.62)
        leaves += (
            f'<path d="M{x} {y}C{x + side * 8} {y - long * 0.75} {tip[0] - side * 14} {tip[1] - 8} {tip[0]} {tip[1]}'
            f'C{tip[0] - side * 2} {tip[1] + 18} {x + side * 22} {y + 2} {x} {y}Z" '
            f'fill="{green if number % 2 else pale}"/>'
        )
    top = f'<path d="M119 66C108 48 112 38 121 28C130 40 130 52 119 66Z" fill="{green}"/>'
    stem = _lines(
        "M119 64C114 104 124 132 118 168C114 190 96 206 74 200C58 194 62 176 78 178C104 182 140 204 176 184", green, 3.4
    )
    needle = _lines("M168 188L206 164", "#8a6d3b", 4.4) + _lines("M172 186L180 181", "#eef1e6", 1.8)
    return leaves + top + stem + needle


def _werkraum() -> str:
    """A sewn-on patch with a W of two chevrons."""
    patch = '<rect x="36" y="36" width="168" height="168" rx="10" fill="#e8692e"/>'
    seam = (
        '<rect x="47" y="47" width="146" height="146" rx="5" fill="none" stroke="#fbe9dc" stroke-width="4" '
        'stroke-dasharray="11 7"/>'
    )
    letter = '<path d="M64 82H84L98 136L112 96H128L142 136L156 82H176L152 162H134L120 122L106 162H88Z" fill="#1d1d1f"/>'
    return patch + seam + letter


def _corso_nove() -> str:
    """The number nine, stamped into leather between two rows of stitches."""
    gold = "#e9c98f"
    oval = '<ellipse cx="120" cy="120" rx="84" ry="92" fill="#7a4526"/>'
    stitches = ""
    for number in range(40):
        turn = 2 * pi * number / 40
        x, y = 120 + 74 * cos(turn), 120 + 82 * sin(turn)
        dx, dy = -3.4 * sin(turn), 3.7 * cos(turn)
        stitches += f"M{x - dx:.1f} {y - dy:.1f}L{x + dx:.1f} {y + dy:.1f}"
    numeral = (
        "M84 84V156M74 84H94M74 156H94M112 84L156 156M156 84L112 156M102 84H122M146 84H166M102 156H122M146 156H166"
    )
    rule = "M78 66Q120 48 162 66M78 174Q120 192 162 174"
    return oval + _lines(stitches, gold, 2.6) + _lines(numeral, gold, 7, cap="butt") + _lines(rule, gold, 3)


_LOGOS: dict[str, tuple[str, str, Callable[[], str]]] = {
    "maison-maren": ("Maison Maren", "#23252b", _maison_maren),
    "olmo": ("Olmo", "#1f5a7a", _olmo),
    "nordlys": ("Nordlys", "#14263b", _nordlys),
    "atelier-sauge": ("Atelier Sauge", "#eef1e6", _atelier_sauge),
    "werkraum": ("Werkraum", "#26282b", _werkraum),
    "corso-nove": ("Corso Nove", "#f1e6d4", _corso_nove),
}
