"""Eighteen invented brands: what each makes, for whom, in which colours, at what price level."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Brand:
    """A maker sold by one boutique; `level` multiplies the usual price of a kind."""

    name: str
    boutique: str
    level: float
    styles: tuple[str, ...]
    kinds: tuple[str, ...]
    families: tuple[str, ...]


BRANDS = (
    Brand(
        "Claes",
        "maison-maren",
        1.7,
        ("minimal", "classic"),
        ("coat", "trousers", "dress", "jacket", "knit", "skirt"),
        ("dark", "light", "earth"),
    ),
    Brand(
        "Studio Veer",
        "maison-maren",
        1.2,
        ("minimal", "workwear"),
        ("shirt", "trousers", "t-shirt", "dress", "bag", "shorts"),
        ("light", "dark", "blue"),
    ),
    Brand(
        "Halden & Roe",
        "maison-maren",
        1.45,
        ("classic", "evening"),
        ("coat", "jacket", "shirt", "skirt", "blouse", "shoes"),
        ("dark", "blue", "earth", "berry"),
    ),
    Brand(
        "Olmo Linho",
        "olmo",
        0.95,
        ("boho", "minimal"),
        ("dress", "shirt", "trousers", "skirt", "shorts", "blouse"),
        ("light", "green", "earth", "warm"),
    ),
    Brand(
        "Sol de Graça",
        "olmo",
        0.8,
        ("boho", "romantic"),
        ("dress", "blouse", "skirt", "hat", "shoes", "t-shirt"),
        ("warm", "berry", "light", "green"),
    ),
    Brand(
        "Palha",
        "olmo",
        0.75,
        ("boho", "classic"),
        ("hat", "bag", "shoes", "knit"),
        ("earth", "light", "warm"),
    ),
    Brand(
        "Nordlys",
        "nordlys",
        1.3,
        ("minimal", "classic"),
        ("knit", "coat", "hat", "trousers", "dress"),
        ("light", "dark", "blue", "green"),
    ),
    Brand(
        "Fjordhus",
        "nordlys",
        1.05,
        ("sporty", "workwear"),
        ("jacket", "coat", "t-shirt", "hat", "bag", "shorts", "shoes"),
        ("green", "blue", "dark", "warm"),
    ),
    Brand(
        "Ull",
        "nordlys",
        1.5,
        ("minimal", "romantic"),
        ("knit", "skirt", "hat", "coat"),
        ("light", "earth", "berry", "green"),
    ),
    Brand(
        "Sauge",
        "atelier-sauge",
        1.4,
        ("romantic", "evening"),
        ("dress", "blouse", "skirt", "coat"),
        ("berry", "green", "light", "warm"),
    ),
    Brand(
        "Odile Perrin",
        "atelier-sauge",
        1.9,
        ("evening", "classic"),
        ("dress", "blouse", "shoes", "jacket", "bag", "trousers"),
        ("dark", "berry", "blue", "green"),
    ),
    Brand(
        "Petit Jour",
        "atelier-sauge",
        0.85,
        ("romantic", "boho"),
        ("dress", "blouse", "knit", "jeans", "t-shirt", "skirt", "hat"),
        ("berry", "light", "blue", "warm"),
    ),
    Brand(
        "Werkraum",
        "werkraum",
        0.9,
        ("workwear", "street"),
        ("jeans", "jacket", "shirt", "shorts", "bag", "trousers"),
        ("blue", "dark", "earth", "green"),
    ),
    Brand(
        "Kiez",
        "werkraum",
        0.65,
        ("street", "sporty"),
        ("t-shirt", "knit", "jeans", "shoes", "hat", "shorts", "jacket"),
        ("dark", "light", "warm", "berry"),
    ),
    Brand(
        "Lautlos",
        "werkraum",
        1.1,
        ("street", "minimal"),
        ("jeans", "coat", "shoes", "t-shirt", "skirt", "trousers"),
        ("dark", "light", "blue"),
    ),
    Brand(
        "Corso Nove",
        "corso-nove",
        1.55,
        ("classic", "minimal"),
        ("shoes", "bag", "jacket", "knit"),
        ("earth", "dark", "berry"),
    ),
    Brand(
        "Bianca Sarti",
        "corso-nove",
        2.0,
        ("evening", "romantic"),
        ("shoes", "bag", "dress", "skirt", "coat"),
        ("dark", "berry", "warm", "earth"),
    ),
    Brand(
        "Officina Lungarno",
        "corso-nove",
        1.15,
        ("classic", "workwear"),
        ("shirt", "trousers", "jeans", "shoes", "bag", "jacket"),
        ("blue", "earth", "light", "green"),
    ),
)

BRANDS_BY_NAME = {brand.name: brand for brand in BRANDS}
STYLES = ("minimal", "romantic", "street", "classic", "boho", "sporty", "workwear", "evening")
