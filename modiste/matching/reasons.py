"""Why two records are taken for the same product or not, in words that a shopper can check."""

from modiste.matching.code_features import compare_measures, named_codes
from modiste.matching.corpus import Corpus
from modiste.matching.readings import Reading, fold
from modiste.matching.text_features import missing_words

MOST_WORDS = 4
RARE = 3.0  # a word in fewer than one of twenty records says which product it is
CLOSE, FAR = 0.05, 0.7  # differences of log prices: 5 %, twice as dear
SHORTEST_CODE = 4


def reasons_of(left: Reading, right: Reading, corpus: Corpus) -> tuple[str, ...]:
    """What speaks for and against, the weightiest first."""
    found = [
        *_code_reasons(left, right),
        *_variant_reasons(left, right),
        *_measure_reasons(left, right),
        *_brand_reasons(left, right),
        *_word_reasons(left, right, corpus),
        *_price_reasons(left, right),
    ]
    return tuple(found)


def _code_reasons(left: Reading, right: Reading) -> list[str]:
    a, b = named_codes(left), named_codes(right)
    shared = {code for code in a if code in right.squashed} | {code for code in b if code in left.squashed}
    long = [code for code in shared if len(code) >= SHORTEST_CODE]
    if long:
        return [f"same model number {max(long, key=len).upper()}"]
    if a and b:
        return [f"model number differs: {max(a, key=len).upper()} / {max(b, key=len).upper()}"]
    return []


def _variant_reasons(left: Reading, right: Reading) -> list[str]:
    found = []
    for name, a, b in (
        ("kind", left.garments, right.garments),
        ("make", left.makes, right.makes),
        ("colour", left.variant_colours or left.colours, right.variant_colours or right.colours),
        ("wearer", left.people - {"unisex"}, right.people - {"unisex"}),
    ):
        # "silk midi" and "linen midi" differ, "midi" and "linen midi" need not
        if a - b and b - a and (name == "make" or not a & b):
            found.append(f"{name} differs: {' '.join(sorted(a - b))} / {' '.join(sorted(b - a))}")
        elif a and a == b:
            found.append(f"same {name}: {' '.join(sorted(a))}")
    size_a, size_b = fold(left.record.size).strip(), fold(right.record.size).strip()
    if size_a and size_b and size_a != size_b:
        found.append(f"size differs: {left.record.size.strip()} / {right.record.size.strip()}")
    return found


def _measure_reasons(left: Reading, right: Reading) -> list[str]:
    equal, differing = compare_measures(left, right)
    return [f"{unit} differs: {_numbers(left, unit)} / {_numbers(right, unit)}" for unit in differing] + [
        f"same {unit}: {_numbers(left, unit)}" for unit in equal
    ]


def _numbers(reading: Reading, unit: str) -> str:
    return ", ".join(f"{value:g}" for value in sorted(reading.measures[unit]))


def _brand_reasons(left: Reading, right: Reading) -> list[str]:
    for mine, other in ((left, right), (right, left)):
        if mine.brand and (mine.brand == other.brand or mine.brand in other.squashed):
            return [f"same brand {mine.record.brand.strip()}"]
    if left.brand and right.brand:
        return [f"brand differs: {left.record.brand.strip()} / {right.record.brand.strip()}"]
    return []


def _word_reasons(left: Reading, right: Reading, corpus: Corpus) -> list[str]:
    if left.title == right.title:
        return ["same title"]
    shared = _rarest(left.title_words & right.title_words, corpus)
    found = [f"both say {shared}"] if shared else []
    for mine, other in ((left, right), (right, left)):
        if alone := _rarest(missing_words(mine, other), corpus):
            found.append(f"only one says {alone}")
    return found


def _rarest(words: list[str] | frozenset[str], corpus: Corpus) -> str:
    rare = sorted((-corpus.weight(word), word) for word in words if corpus.weight(word) >= RARE)
    return ", ".join(word for _, word in rare[:MOST_WORDS])


def _price_reasons(left: Reading, right: Reading) -> list[str]:
    if left.record.currency != right.record.currency:
        return []
    gap = abs(left.log_price - right.log_price)
    if gap <= CLOSE:
        return ["nearly the same price"]
    return ["one costs more than twice the other"] if gap >= FAR else []
