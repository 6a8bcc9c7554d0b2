"""A record as the matcher reads it: folded words, model codes, numbers with units, colours; made once, used often."""

import math
import re
import unicodedata
from dataclasses import dataclass

from modiste.matching.lexicon import asides_in, colours_in, garments_in, makes_in, people_in
from modiste.matching.records import ProductRecord

LONGEST = 2_000  # characters of a description that are read: the rest seldom says what the product is
WORD = re.compile(r"\d+(?:\.\d+)+|[a-z]+|\d+|[^\W\d_]+")
CHUNK = re.compile(r"[^\s,;|()\[\]\"·]+")
APART = re.compile(r"[\W_]+")
MEASURE = re.compile(
    r"(?<![\w.])(\d+(?:\.\d+)?(?:/\d+)?)\s?-?\s?"
    r"(inch(?:es)?|in|'|\"|''|gb|gigabytes?|g|mb|megabytes?|tb|kb|mm|cm|ft|feet|foot|w|watts?|mp|megapixels?|mhz|ghz|hz|"
    r"mah|oz|ounces?|ml|l|lbs?|kg|v|volts?|packs?|pk|pcs?|pieces?|count|ct|users?|u|licenses?|year|yr|channel|ch|port|"
    r"cu|btu|x|sheets?|feet|dpi|ppm|rpm|bit|cup|quart|qt|gauge|awg)(?![a-z])"
)
# One line a unit: its name, then how else it is written.
SPELLINGS = """
inch inches in ' " ''
gb gigabyte gigabytes g
mb megabyte megabytes
ft feet foot
w watt watts
mp megapixel megapixels
oz ounce ounces
lbs lb
v volt volts
pack packs pk pc pcs piece pieces count ct
user users u license licenses
year yr
channel ch
sheets sheet
quart qt
"""
UNITS = {word: line.split()[0] for line in SPELLINGS.strip().splitlines() for word in line.split()}
ROMAN = {"ii": "2", "iii": "3", "iv": "4", "vi": "6", "vii": "7", "viii": "8", "ix": "9", "xi": "11"}


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """One record, read; the colour of its variant stands apart, because it does not make another product of it."""

    record: ProductRecord
    title: str
    brand: str
    text: str
    squashed: str
    words: tuple[str, ...]
    title_words: frozenset[str]
    all_words: frozenset[str]
    codes: frozenset[str]
    title_codes: frozenset[str]
    model: str
    numbers: frozenset[str]
    title_numbers: frozenset[str]
    measures: dict[str, frozenset[float]]
    colours: frozenset[str]
    people: frozenset[str]
    asides: frozenset[str]
    garments: frozenset[str]
    makes: frozenset[str]
    variant_colours: frozenset[str]
    log_price: float


def fold(text: str) -> str:
    """Lower case, no accents, one kind of dash and quote: what remains of a text for comparing."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(" " if sign in "®™©" else sign for sign in plain if not unicodedata.combining(sign))


def squash(text: str) -> str:
    """Letters and digits alone: `WH-1000 XM4` and `wh1000xm4` are one model."""
    return APART.sub("", text)


def words_of(text: str) -> tuple[str, ...]:
    """The words and numbers of a folded text in their order; Roman numbers become Arabic ones."""
    return tuple(ROMAN.get(word, word) for word in WORD.findall(text))


def codes_of(text: str) -> frozenset[str]:
    """What looks like a maker's or a seller's number: letters and digits together, or five digits and more."""
    found = set()
    for chunk in CHUNK.findall(text):
        code = squash(chunk)
        digits = sum(map(str.isdigit, code))
        if digits and ((len(code) >= 4 and digits < len(code)) or digits >= 5) and not MEASURE.fullmatch(code):
            found.add(code)
    return frozenset(found)


def measures_of(text: str) -> dict[str, frozenset[float]]:
    """Numbers by their unit: `{"gb": {16.0}, "inch": {46.0}}`."""
    found: dict[str, set[float]] = {}
    for number, unit in MEASURE.findall(text):
        top, _, bottom = number.partition("/")
        if float(bottom or 1):
            found.setdefault(UNITS.get(unit, unit), set()).add(float(top) / float(bottom or 1))
    return {unit: frozenset(values) for unit, values in found.items()}


def _numbers(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word for word in words if word[0].isdigit())


def read(record: ProductRecord) -> Reading:
    """Read a record for comparing."""
    title, brand, model = fold(record.title), fold(record.brand).strip(), squash(fold(record.mpn))
    description = fold(record.description[:LONGEST])
    text = " ".join(part for part in (title, brand, fold(record.mpn), description) if part)
    words, every = words_of(title), words_of(text)
    price = float(record.price or 0)
    return Reading(
        record=record,
        title=" ".join(APART.sub(" ", title).split()),
        brand=squash(brand),
        text=" ".join(APART.sub(" ", text).split()),
        squashed=squash(text),
        words=words,
        title_words=frozenset(words),
        all_words=frozenset(every),
        codes=codes_of(text),
        title_codes=codes_of(title),
        model=model,
        numbers=_numbers(every),
        title_numbers=_numbers(words),
        measures=measures_of(f"{title} {description}"),
        colours=colours_in(words),
        people=people_in(words),
        asides=asides_in(words),
        garments=garments_in(words),
        makes=makes_in(words),
        variant_colours=colours_in(words_of(fold(record.colour))),
        log_price=math.log(price) if price > 0 else math.nan,
    )
