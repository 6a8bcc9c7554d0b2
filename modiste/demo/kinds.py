"""What belongs to a kind of garment as such: SKU code, sizes, usual price, how many to make."""

from dataclasses import dataclass

LETTERS = ("XS", "S", "M", "L", "XL")
EU_WOMEN = ("34", "36", "38", "40", "42", "44", "46")
WAISTS = ("W25", "W26", "W27", "W28", "W29", "W30", "W31", "W32", "W34")
EU_SHOES = ("36", "37", "38", "39", "40", "41", "42", "43", "44", "45")
HEADS = ("S/M", "L/XL")
ONE_SIZE = ("One size",)

# Which of its sizes a shopper wears is remembered per system, not per kind.
SIZE_SYSTEMS = {
    "letter": LETTERS,
    "eu": EU_WOMEN,
    "waist": WAISTS,
    "shoe": EU_SHOES,
    "head": HEADS,
    "one": ONE_SIZE,
}


@dataclass(frozen=True, slots=True)
class Kind:
    """A category; `euros` is the usual price at brand level 1, `count` how many the shop holds."""

    name: str
    code: str
    sizes: str
    euros: int
    count: int


_KINDS = (
    Kind("dress", "DR", "letter", 125, 38),
    Kind("shirt", "SH", "letter", 85, 20),
    Kind("blouse", "BL", "letter", 89, 16),
    Kind("t-shirt", "TS", "letter", 39, 22),
    Kind("knit", "KN", "letter", 110, 30),
    Kind("jacket", "JA", "letter", 180, 24),
    Kind("coat", "CO", "letter", 270, 18),
    Kind("trousers", "TR", "eu", 105, 22),
    Kind("jeans", "JE", "waist", 100, 16),
    Kind("shorts", "SO", "eu", 65, 10),
    Kind("skirt", "SK", "eu", 95, 22),
    Kind("shoes", "FO", "shoe", 130, 30),
    Kind("bag", "BA", "one", 150, 22),
    Kind("hat", "HA", "head", 55, 16),
)

KINDS = {kind.name: kind for kind in _KINDS}


def believable_price(euros: float) -> int:
    """The nearest price a shop would print, in cents: 39.90, 129.00, 345.00."""
    if euros < 60:
        return round(max(euros, 10) / 5) * 500 - 10
    if euros < 200:
        return round(euros / 10) * 1000 - 100
    return round(euros / 20) * 2000 - 500
