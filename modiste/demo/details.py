"""The details a garment may carry: their names, sentences and tags; the drawings draw each by its key."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Detail:
    """`phrase` ends a name ("with tie waist"), `sentence` stands in the description, `tag` is searchable."""

    phrase: str
    sentence: str
    tag: str


_NAMED = {
    "slit": Detail("with side slit", "A slit at the side gives it an easy stride.", "side-slit"),
    "contrast": Detail("with contrast trim", "The edges are picked out in a second colour.", "contrast-trim"),
    "tie-waist": Detail("with tie waist", "A tie at the waist lets you decide how close it sits.", "tie-waist"),
    "ruffle-hem": Detail("with ruffle hem", "A ruffle at the hem keeps it moving.", "ruffles"),
    "buttons": Detail("with button front", "Small buttons run down the front.", "buttons"),
    "belt": Detail("with belt", "It comes with its own slim belt.", "belted"),
    "chest-pocket": Detail("with chest pocket", "There is one pocket on the chest.", "chest-pocket"),
    "pockets": Detail("with patch pockets", "Patch pockets are deep enough for cold hands.", "pockets"),
    "bow": Detail("with bow", "A small bow finishes it.", "bow"),
    "raw-hem": Detail("with raw hem", "The hem is left raw and will fray a little, as it should.", "raw-hem"),
    "pleats": Detail("with front pleats", "Two pleats at the front give room to sit.", "pleats"),
    "cuffs": Detail("with turn-ups", "The hems are turned up and tacked by hand.", "turn-ups"),
    "distressed": Detail("with worn knees", "The knees are worn through by hand.", "distressed"),
    "tassels": Detail("with tassels", "Two small tassels swing as you walk.", "tassels"),
    "bar": Detail("with metal bar", "A brushed metal bar crosses the front.", "hardware"),
    "slingback": Detail("with slingback", "An elasticated strap holds the heel.", "slingback"),
    "chain": Detail("with chain strap", "It hangs from a fine chain.", "chain-strap"),
    "buckle": Detail("with buckle", "A solid brass buckle closes it.", "buckle"),
    "fringe": Detail("with fringe", "A cut fringe falls along the seam.", "fringe"),
    "pompom": Detail("with pompom", "The pompom comes off for washing.", "pompom"),
}

# Details that belong to a cut are part of its name already and only add a tag.
_INHERENT_TAGS = {
    "double-buttons": "double-breasted",
    "flap-pockets": "pockets",
    "chest-pockets": "pockets",
    "welt-pockets": "pockets",
    "slant-pockets": "pockets",
    "zip": "zip",
    "diagonal-zip": "zip",
    "quilted": "quilted",
    "puffer": "padded",
    "toggles": "toggles",
    "cargo": "cargo-pockets",
    "drawstring": "drawstring",
    "kangaroo": "pockets",
    "laces": "lace-up",
    "lug-sole": "treaded-sole",
    "front-pocket": "pockets",
}


def detail_of(key: str) -> Detail:
    """The words for an optional detail."""
    return _NAMED[key]


def tag_of(key: str) -> str | None:
    """The searchable tag of any detail; None for what nobody would search (a yoke, a ribbon)."""
    if key in _INHERENT_TAGS:
        return _INHERENT_TAGS[key]
    return _NAMED[key].tag if key in _NAMED else None


_SHAPE_TAGS = (
    {
        "v": "v-neck",
        "wrap": "wrap",
        "square": "square-neck",
        "boat": "boat-neck",
        "roll": "roll-neck",
        "hood": "hooded",
        "off-shoulder": "off-shoulder",
        "crew": "crew-neck",
    },
    {"puff": "puff-sleeve", "balloon": "balloon-sleeve", "short": "short-sleeve"},
    {"mini": "mini", "midi": "midi", "maxi": "maxi", "cropped": "cropped"},
    {
        "oversized": "oversized",
        "wide": "wide-leg",
        "slim": "slim-fit",
        "relaxed": "relaxed",
        "pleated": "pleated",
        "tiered": "tiered",
        "a-line": "a-line",
        "flared": "flared",
        "tapered": "tapered",
    },
)


def features_of(shape: tuple[str, str, str, str], details: tuple[str, ...]) -> list[str]:
    """The feature tags that neckline, sleeve, length, fit and details give."""
    found = [tags[word] for tags, word in zip(_SHAPE_TAGS, shape, strict=True) if word in tags]
    found += [tag for key in details if (tag := tag_of(key)) is not None]
    return list(dict.fromkeys(found))
