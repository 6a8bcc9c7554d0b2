"""Pairs of garments made from a catalogue's titles: what two shops change in a title, and what makes it another thing.

No public set of labelled pairs has dresses in it. Electronics teach that the number decides; here a word decides:
the linen midi dress and the silk one are two products, and the same dress is written in any order.
"""

from decimal import Decimal

import numpy as np

from modiste.matching.labelled import Labelled, LabelledSet
from modiste.matching.lexicon import people_in
from modiste.matching.readings import fold
from modiste.matching.records import ProductRecord

NOISE = ("new", "sale", "new with tags", "- buy online", "| free delivery", "size M", "new collection", "2026")
SHOWN = ("linen silk cotton wool cashmere leather suede denim velvet corduroy lace viscose".split(),
         "mini midi maxi cropped slim loose wide straight pleated wrap".split(),
         "dress skirt blouse shirt trousers coat jacket sweater cardigan boots sandals bag".split())  # fmt: skip
VALID = 0.2
MOST = 1_500


def dress_up(titles: list[ProductRecord], seed: int = 0) -> LabelledSet:
    """Write each title as two shops might, and beside it one word away from it; a fifth of the pairs is for valid."""
    draw = np.random.default_rng(seed)
    chosen = draw.permutation(len(titles))[:MOST]
    brands = [_brand_of(titles[at].title) for at in chosen]
    left: list[ProductRecord] = []
    right: list[ProductRecord] = []
    pairs: dict[str, list[Labelled]] = {"train": [], "valid": [], "test": []}
    for brand in brands:
        words = [str(draw.choice(group)) for group in SHOWN]
        split = "valid" if draw.random() < VALID else "train"
        price = Decimal(int(draw.integers(15, 400)))
        for label in (1, 0, 0):
            other_words, other_brand = list(words), brand
            if not label:
                other_words, other_brand = _another(words, brand, brands, draw)
            pairs[split].append((len(left), len(right), label))
            left.append(_write(words, brand, price, draw))
            right.append(_write(other_words, other_brand, price * Decimal(str(draw.uniform(0.75, 1.3))), draw))
    return LabelledSet("garments", left, right, pairs)


def _brand_of(title: str) -> str:
    words = title.split()
    before = next((at for at, word in enumerate(words) if people_in((fold(word),))), 1)
    return " ".join(words[: min(max(before, 1), 2)])


def _another(words: list[str], brand: str, brands: list[str], draw: np.random.Generator) -> tuple[list[str], str]:
    """One word or the brand changed: another product."""
    at = int(draw.integers(0, len(words) + 1))
    if at == len(words):
        return words, str(draw.choice([other for other in brands if fold(other) != fold(brand)]))
    changed = list(words)
    changed[at] = str(draw.choice([word for word in SHOWN[at] if word != words[at]]))
    return changed, brand


def _write(words: list[str], brand: str, price: Decimal, draw: np.random.Generator) -> ProductRecord:
    """A title as some shop writes it: brand before or after, other order, noise, capitals."""
    material, cut, garment = words
    phrase = f"{material} {cut} {garment}" if draw.random() < 0.7 else f"{cut} {garment} in {material}"
    ways = (f"{phrase} — {brand}", f"{brand} {phrase}", f"{brand}: {phrase}", phrase)
    way = int(draw.integers(0, len(ways)))
    title = ways[way] if draw.random() < 0.6 else f"{ways[way]} {draw.choice(NOISE)}"
    title = (str.capitalize, str.title, str.upper, str)[int(draw.integers(0, 4))](title)
    has_brand = way == len(ways) - 1 or draw.random() < 0.5
    return ProductRecord(title, brand=brand if has_brand else "", price=price if draw.random() < 0.7 else None)
