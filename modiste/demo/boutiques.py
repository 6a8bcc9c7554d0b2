"""The six invented boutiques of the demo shop."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DemoBoutique:
    """An independent seller; `code` begins the SKUs of what it sells."""

    slug: str
    code: str
    name: str
    city: str
    country: str
    currency: str
    story: str
    kinds: tuple[str, ...]
    styles: tuple[str, ...]
    delivery: tuple[int, int | None]  # what a parcel costs, and from which price on it is free, in minor units
    days: tuple[int, int]  # until it is there


_BOUTIQUES = (
    DemoBoutique(
        slug="maison-maren",
        code="MAR",
        name="Maison Maren",
        city="Antwerp",
        country="BE",
        currency="EUR",
        story=(
            "Maren Claes opened her shop in a former diamond cutter's workshop, and the north light "
            "still falls on the cutting table. She buys little and looks long: clean shoulders, honest "
            "cloth, nothing that shouts. Every alteration is made in the back room, usually while you "
            "have a coffee."
        ),
        kinds=("coat", "trousers", "shirt", "dress"),
        styles=("minimal", "classic"),
        delivery=(590, 15_000),
        days=(2, 4),
    ),
    DemoBoutique(
        slug="olmo",
        code="OLM",
        name="Olmo",
        city="Lisbon",
        country="PT",
        currency="EUR",
        story=(
            "Two sisters, one tiled corner shop in Graça and a weakness for linen. Olmo works with "
            "small mills in the north of Portugal and sells what feels right on a warm evening: loose "
            "dresses, washed colours, woven bags."
        ),
        kinds=("dress", "blouse", "skirt", "hat", "bag"),
        styles=("boho", "romantic"),
        delivery=(490, 6_000),
        days=(3, 6),
    ),
    DemoBoutique(
        slug="nordlys",
        code="NOR",
        name="Nordlys",
        city="Copenhagen",
        country="DK",
        currency="EUR",
        story=(
            "Nordlys began with a single fisherman's jumper and a waiting list. Today the shop on "
            "Elmegade keeps knitwear and outerwear for people who cycle in all weather. Yarns are "
            "traceable to the farm, and worn pieces come back to be mended."
        ),
        kinds=("knit", "coat", "jacket", "hat"),
        styles=("minimal", "sporty"),
        delivery=(690, 10_000),
        days=(2, 3),
    ),
    DemoBoutique(
        slug="atelier-sauge",
        code="SAU",
        name="Atelier Sauge",
        city="Lyon",
        country="FR",
        currency="EUR",
        story=(
            "Lyon taught Europe to weave silk, and Atelier Sauge has not forgotten. Dresses and blouses"
            " are cut in small runs from the ends of couture bolts, so most prints exist only a few "
            "dozen times. Come for a wedding, stay for an ordinary Tuesday."
        ),
        kinds=("dress", "blouse", "skirt", "shoes"),
        styles=("romantic", "evening"),
        delivery=(890, None),
        days=(3, 5),
    ),
    DemoBoutique(
        slug="werkraum",
        code="WER",
        name="Werkraum",
        city="Berlin",
        country="DE",
        currency="EUR",
        story=(
            "A shop in a Neukölln courtyard where half the floor belongs to sewing machines. Werkraum "
            "loves heavy denim, chore jackets and trainers that may get dirty. What wears through is "
            "patched on Saturdays, free of charge."
        ),
        kinds=("jeans", "jacket", "t-shirt", "shoes"),
        styles=("street", "workwear"),
        delivery=(390, 5_000),
        days=(1, 2),
    ),
    DemoBoutique(
        slug="corso-nove",
        code="COR",
        name="Corso Nove",
        city="Florence",
        country="IT",
        currency="EUR",
        story=(
            "Behind the counter of Corso Nove hangs the leather of three family tanneries, all within "
            "an hour of the Arno. Shoes are lasted by hand and bags carry the initials of whoever "
            "stitched them. The clothes are there to go with them."
        ),
        kinds=("shoes", "bag", "jacket", "knit"),
        styles=("classic", "evening"),
        delivery=(0, 0),
        days=(4, 8),
    ),
)


def demo_boutiques() -> tuple[DemoBoutique, ...]:
    """All six, in the order in which the shop lists them."""
    return _BOUTIQUES
