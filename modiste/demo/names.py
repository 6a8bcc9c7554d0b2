"""Names and descriptions: what a shop's copywriter would make of a garment's attributes."""

from random import Random

from modiste.demo.brands import Brand
from modiste.demo.cuts.cut import Cut
from modiste.demo.details import detail_of
from modiste.demo.materials import MATERIALS
from modiste.demo.palette import Colour

_PATTERN_WORDS = {"stripe": "striped", "check": "checked", "dot": "polka dot", "floral": "floral"}

# Some brands christen their pieces; the first name then stands before the kind.
_FIRST_NAMES = (
    "Alma", "Inês", "Clara", "Vera", "Noor", "Esther", "Lou", "Margot", "Ida", "Saga", "Juno", "Camille",
    "Tilda", "Odette", "Rosa", "Livia", "Paloma", "Greta", "Nora", "Elsa", "Mathilde", "Carlotta", "Freya",
    "Bruna", "Hedda", "Colette", "Agnes", "Lucia", "Signe", "Yvonne",
)  # fmt: skip

_STYLE_LINES = {
    "minimal": (
        "Nothing on it that does not need to be there.",
        "Made to go with everything else you own.",
        "Quiet from afar, careful up close.",
    ),
    "romantic": (
        "Lovely with bare shoulders or a fine cardigan.",
        "Made for letters, gardens and late breakfasts.",
        "Soft without being sweet.",
    ),
    "street": (
        "Best with trainers and no plan.",
        "Made to be worn hard and washed often.",
        "Looks better the less you think about it.",
    ),
    "classic": (
        "You will still want it in ten years.",
        "A piece your wardrobe can be built around.",
        "As right on Monday as on Sunday.",
    ),
    "boho": (
        "Pack it first, for anywhere warm.",
        "Happiest with sandals and sun on the skin.",
        "Every wash makes it a little better.",
    ),
    "sporty": (
        "Works on the bicycle and in the café after it.",
        "Light in the bag, quick to dry.",
        "Moves with you and asks for little care.",
    ),
    "workwear": (
        "Double-stitched where it matters.",
        "Built after originals that outlived their owners.",
        "It will look its best in three years.",
    ),
    "evening": (
        "For the nights you dress for.",
        "Made for candlelight and long tables.",
        "All it needs is a good pair of earrings.",
    ),
}


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _fabric_words(cut: Cut, material: str) -> str:
    """The material, unless the cut's name says it already ("denim jacket", "leather sandals")."""
    told = set(cut.name.lower().replace("-", " ").split())
    return "" if told & set(material.split()) or (cut.kind == "jeans" and material == "denim") else material


def _joined(*words: str) -> str:
    return _capital(" ".join(word for word in words if word))


def name_of(rng: Random, cut: Cut, brand: Brand, look: tuple[Colour, str, str, str | None], taken: set[str]) -> str:
    """A name nobody else has yet; `look` is colour, pattern, material and the optional detail."""
    colour, pattern, material, detail = look
    print_word = _PATTERN_WORDS.get(pattern, "")
    fabric = _fabric_words(cut, material)
    with_detail = detail_of(detail).phrase if detail else ""
    in_fabric = f"in {fabric}" if fabric else ""
    first = rng.choice(_FIRST_NAMES)
    simple = [
        _joined(fabric, cut.name, with_detail),
        _joined(print_word, cut.name, with_detail or in_fabric),
        _joined(print_word, fabric, cut.name),
        _joined(print_word, cut.name, in_fabric),
    ]
    longer = [
        _joined(colour.name, fabric, cut.name),
        _joined(print_word or colour.name, cut.name, with_detail or in_fabric),
        _joined(print_word, fabric, cut.name, "in", colour.name),
    ]
    christened = [_joined(first, cut.name), _joined(first, print_word or fabric, cut.name)]
    rng.shuffle(simple)
    rng.shuffle(longer)
    is_christening = bool({"romantic", "evening", "classic"} & set(brand.styles)) and rng.random() < 0.25
    order = [*christened, *simple, *longer] if is_christening else [*simple, *longer, *christened]
    shown = [name for name in order if (not print_word or print_word in name.lower()) and name not in taken]
    fallback = (_joined(other, colour.name, cut.name) for other in _FIRST_NAMES)
    name = next((name for name in shown), None) or next(name for name in fallback if name not in taken)
    taken.add(name)
    return name


def _cloth_phrase(colours: tuple[Colour, ...], pattern: str, material: str) -> str:
    ground = f"{colours[0].name} {material}"
    second = colours[1].name if len(colours) > 1 else ""
    return {
        "stripe": f"{ground} with a {second} stripe",
        "check": f"{material} in a {colours[0].name} and {second} check",
        "dot": f"{ground} with {second} dots",
        "floral": f"{ground} scattered with {second} flowers",
    }.get(pattern, ground)


def description_of(
    rng: Random, cut: Cut, colours: tuple[Colour, ...], cloth: tuple[str, str], extras: tuple[str | None, str]
) -> str:
    """Two or three sentences; `cloth` is pattern and material, `extras` optional detail and lead style."""
    pattern, material = cloth
    detail, style = extras
    phrase = _cloth_phrase(colours, pattern, material)
    opening = rng.choice((f"{cut.line}. This one comes in {phrase}.", f"{cut.line}, here in {phrase}."))
    second = detail_of(detail).sentence if detail else MATERIALS[material].line
    sentences = [opening, second]
    if rng.random() < 0.7 or not detail:
        sentences.append(rng.choice(_STYLE_LINES[style]))
    elif len(opening) < 130:
        sentences.append(MATERIALS[material].line)
    return " ".join(sentences[:2] if opening.count(".") > 1 and rng.random() < 0.4 else sentences)
