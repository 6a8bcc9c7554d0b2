"""The demo shop's catalogue: about three hundred invented pieces, the same for the same seed."""

from dataclasses import replace
from random import Random

from modiste.demo.boutiques import DemoBoutique, demo_boutiques
from modiste.demo.brands import BRANDS, Brand
from modiste.demo.cuts.cut import Cut, cuts_of_kind
from modiste.demo.details import features_of
from modiste.demo.item import DemoItem, DemoVariant, Silhouette
from modiste.demo.kinds import KINDS, SIZE_SYSTEMS, Kind, believable_price
from modiste.demo.materials import MATERIALS
from modiste.demo.names import description_of, name_of
from modiste.demo.palette import PALETTE, Colour, companions_of

_DENIM_COLOURS = ("indigo", "washed blue", "black", "indigo", "washed blue", "ecru", "charcoal", "white")
_LEATHER_COLOURS = (
    "black",
    "cognac",
    "chocolate",
    "camel",
    "burgundy",
    "white",
    "olive",
    "black",
    "navy",
    "sand",
)
_STRAW_COLOURS = ("sand", "ecru", "camel", "sand", "black")
_EVENING_COLOURS = ("black", "burgundy", "plum", "forest", "navy", "poppy", "blush", "cobalt", "teal")
_NEVER_PRINTED = {
    "denim", "organic denim", "leather", "nappa leather", "suede", "corduroy", "velvet", "mohair blend",
}  # fmt: skip
_NEW_ARRIVALS = 12


def demo_items(seed: int = 2026) -> list[DemoItem]:
    """Every piece of the demo shop, in SKU order within its kind; one seed, one catalogue."""
    rng = Random(seed)
    taken: set[str] = set()
    boutiques = {boutique.slug: boutique for boutique in demo_boutiques()}
    numbers = dict.fromkeys(boutiques, 0)
    items = []
    for kind in KINDS.values():
        for brand, cut in _plan(rng, kind):
            numbers[brand.boutique] += 1
            boutique = boutiques[brand.boutique]
            sku = f"{boutique.code}-{kind.code}-{numbers[brand.boutique]:04d}"
            items.append(_item(rng, sku, boutique, brand, cut, taken))
    return _with_listing_days(rng, items)


def _plan(rng: Random, kind: Kind) -> list[tuple[Brand, Cut]]:
    """Which brand makes which cut: brands in turn, each taking its least used cut that suits its styles."""
    makers = [brand for brand in BRANDS if kind.name in brand.kinds]
    rng.shuffle(makers)
    cuts = cuts_of_kind(kind.name)
    used = dict.fromkeys((cut.key for cut in cuts), 0)
    plan = []
    for number in range(kind.count):
        brand = makers[number % len(makers)]
        fitting = [cut for cut in cuts if set(cut.styles) & set(brand.styles)] or list(cuts)
        cut = min(fitting, key=lambda cut: (used[cut.key], rng.random()))
        used[cut.key] += 1
        plan.append((brand, cut))
    return plan


def _item(rng: Random, sku: str, boutique: DemoBoutique, brand: Brand, cut: Cut, taken: set[str]) -> DemoItem:
    material = rng.choice(cut.materials)
    pattern = rng.choice(cut.patterns)
    if material in _NEVER_PRINTED:
        pattern = "plain"
    colours = _colours(rng, brand, cut, material, pattern)
    detail = rng.choice(cut.options) if cut.options and rng.random() < 0.6 else None
    if detail == "contrast" and len(colours) == 1:
        colours = (*colours, rng.choice(companions_of(colours[0])[:3]))
    styles = _styles(brand, cut)
    details = (*cut.always, *((detail,) if detail else ()))
    shape = (cut.neckline, cut.sleeve, cut.length, cut.fit)
    features = features_of(shape, details)
    if MATERIALS[material].is_sustainable:
        features.append("sustainable")
    return DemoItem(
        external_id=sku,
        boutique=boutique.slug,
        name=name_of(rng, cut, brand, (colours[0], pattern, material, detail), taken),
        brand=brand.name,
        description=description_of(rng, cut, colours, (pattern, material), (detail, styles[0])),
        category=cut.kind,
        colours=colours,
        pattern=pattern,
        material=material,
        variants=_variants(rng, sku, KINDS[cut.kind], colours[0]),
        styles=styles,
        features=tuple(features),
        formality=round(min(1.0, max(0.0, cut.formality + rng.uniform(-0.05, 0.05))), 2),
        season=cut.season,
        price_minor=_price(rng, brand, cut, material),
        currency=boutique.currency,
        listed_days_ago=0,
        silhouette=Silhouette(cut.key, *shape, details),
    )


def _styles(brand: Brand, cut: Cut) -> tuple[str, ...]:
    """What brand and cut agree on comes first; then the brand's own hand."""
    agreed = [style for style in cut.styles if style in brand.styles]
    return tuple(dict.fromkeys([*agreed, cut.styles[0], brand.styles[0]]))[:3]


def _colours(rng: Random, brand: Brand, cut: Cut, material: str, pattern: str) -> tuple[Colour, ...]:
    texture = MATERIALS[material].texture
    if texture == "denim":
        first = PALETTE[rng.choice(_DENIM_COLOURS)]
    elif cut.kind in ("shoes", "bag") and (texture == "leather" or material == "suede"):
        first = PALETTE[rng.choice(_LEATHER_COLOURS)]
    elif texture == "leather":
        first = PALETTE[rng.choice(_LEATHER_COLOURS[:3])]
    elif texture == "straw":
        first = PALETTE[rng.choice(_STRAW_COLOURS)]
    elif cut.formality > 0.9:
        first = PALETTE[rng.choice(_EVENING_COLOURS)]
    else:
        family = rng.choice(brand.families)
        first = rng.choice([colour for colour in PALETTE.values() if colour.family == family])
    if pattern in ("plain", "cable"):
        return (first,)
    return (first, rng.choice(companions_of(first)[:4]))


def _variants(rng: Random, sku: str, kind: Kind, colour: Colour) -> tuple[DemoVariant, ...]:
    """Middle sizes are bought deeper and sell out first; about one size in nine is gone."""
    sizes = SIZE_SYSTEMS[kind.sizes]
    middle = (len(sizes) - 1) / 2
    variants = []
    for position, size in enumerate(sizes):
        depth = 9 - round(5 * abs(position - middle) / (middle or 1)) if len(sizes) > 1 else 14
        stock = 0 if rng.random() < 0.11 else rng.randint(1, depth)
        code = size.replace("/", "").replace(" ", "").upper()
        variants.append(DemoVariant(f"{sku}-{code}", size, colour.name, stock))
    return tuple(variants)


def _price(rng: Random, brand: Brand, cut: Cut, material: str) -> int:
    euros = KINDS[cut.kind].euros * brand.level * cut.price * MATERIALS[material].price
    return believable_price(euros * rng.uniform(0.92, 1.08))


def _with_listing_days(rng: Random, items: list[DemoItem]) -> list[DemoItem]:
    """A few arrived this week and nobody has seen them yet; the rest have been here for months."""
    fresh = set(rng.sample(range(len(items)), _NEW_ARRIVALS))
    return [
        replace(item, listed_days_ago=rng.randint(0, 6) if number in fresh else rng.randint(92, 400))
        for number, item in enumerate(items)
    ]
