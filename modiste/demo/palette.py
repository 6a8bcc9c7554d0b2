"""The demo shop's colours: a considered palette in which almost any two things can be worn together."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Colour:
    """A named colour; `family` is what a shopper's taste speaks about ("earth", "blue", ...)."""

    name: str
    hex: str
    family: str


_COLOURS = (
    Colour("white", "#f6f3ec", "light"),
    Colour("ecru", "#e6dbc4", "light"),
    Colour("pearl grey", "#cbcac5", "light"),
    Colour("sand", "#d3bd98", "earth"),
    Colour("camel", "#b98c5a", "earth"),
    Colour("cognac", "#94562f", "earth"),
    Colour("chocolate", "#553a2e", "earth"),
    Colour("stone", "#a29c90", "dark"),
    Colour("charcoal", "#4a4b50", "dark"),
    Colour("black", "#29282b", "dark"),
    Colour("navy", "#28334d", "blue"),
    Colour("indigo", "#3c4f74", "blue"),
    Colour("washed blue", "#7f9ab8", "blue"),
    Colour("sky", "#adc7dc", "blue"),
    Colour("cobalt", "#34589f", "blue"),
    Colour("teal", "#2f686b", "green"),
    Colour("sage", "#a5b39a", "green"),
    Colour("olive", "#6c6c46", "green"),
    Colour("forest", "#31503f", "green"),
    Colour("butter", "#efdc9f", "warm"),
    Colour("ochre", "#cb983c", "warm"),
    Colour("terracotta", "#bf6d4c", "warm"),
    Colour("poppy", "#c0423a", "warm"),
    Colour("burgundy", "#6c2936", "berry"),
    Colour("blush", "#e7c5bc", "berry"),
    Colour("rose", "#c7838a", "berry"),
    Colour("lilac", "#b9aacc", "berry"),
    Colour("plum", "#5e4059", "berry"),
)

PALETTE = {colour.name: colour for colour in _COLOURS}
FAMILIES = tuple(dict.fromkeys(colour.family for colour in _COLOURS))

# What a second colour is drawn in, when a pattern needs one: picked for contrast, not for surprise.
_COMPANIONS = {
    "light": ("navy", "black", "terracotta", "forest", "cobalt", "rose", "olive"),
    "earth": ("white", "ecru", "black", "navy", "forest"),
    "dark": ("white", "ecru", "pearl grey", "camel", "blush"),
    "blue": ("white", "ecru", "butter", "sky", "sand"),
    "green": ("white", "ecru", "butter", "blush", "sand"),
    "warm": ("white", "ecru", "navy", "burgundy", "sand"),
    "berry": ("white", "ecru", "burgundy", "forest", "blush"),
}


def companions_of(colour: Colour) -> tuple[Colour, ...]:
    """The colours that make a readable pattern on `colour`, best first."""
    return tuple(PALETTE[name] for name in _COMPANIONS[colour.family] if name != colour.name)
