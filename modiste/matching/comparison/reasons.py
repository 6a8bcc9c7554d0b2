"""Why two records are taken for the same product or not, as facts that a shopper can check."""

from collections.abc import Iterable

from modiste.matching.comparison.code_features import compare_measures, named_codes
from modiste.matching.comparison.corpus import Corpus
from modiste.matching.comparison.readings import Reading, fold
from modiste.matching.comparison.text_features import missing_words
from modiste.matching.records import Reason, ReasonKind, Subject

MOST_WORDS = 4
RARE = 3.0  # a word in fewer than one of twenty records says which product it is
CLOSE, FAR = 0.05, 0.7  # differences of log prices: 5 %, twice as dear
SHORTEST_CODE = 4


def reasons_of(left: Reading, right: Reading, corpus: Corpus) -> tuple[Reason, ...]:
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


def _same(about: Subject, *values: str) -> Reason:
    return Reason(ReasonKind.SAME, about, values)


def _differs(about: Subject, ours: Iterable[str], theirs: Iterable[str]) -> Reason:
    return Reason(ReasonKind.DIFFERS, about, tuple(ours), tuple(theirs))


def _code_reasons(left: Reading, right: Reading) -> list[Reason]:
    a, b = named_codes(left), named_codes(right)
    shared = {code for code in a if code in right.squashed} | {code for code in b if code in left.squashed}
    long = [code for code in shared if len(code) >= SHORTEST_CODE]
    if long:
        return [_same(Subject.MODEL_NUMBER, max(long, key=len).upper())]
    if a and b:
        return [_differs(Subject.MODEL_NUMBER, [max(a, key=len).upper()], [max(b, key=len).upper()])]
    return []


def _variant_reasons(left: Reading, right: Reading) -> list[Reason]:
    found = []
    for about, a, b in (
        (Subject.KIND, left.garments, right.garments),
        (Subject.MAKE, left.makes, right.makes),
        (Subject.COLOUR, left.variant_colours or left.colours, right.variant_colours or right.colours),
        (Subject.WEARER, left.people - {"unisex"}, right.people - {"unisex"}),
    ):
        # "silk midi" and "linen midi" differ, "midi" and "linen midi" need not
        if a - b and b - a and (about is Subject.MAKE or not a & b):
            found.append(_differs(about, sorted(a - b), sorted(b - a)))
        elif a and a == b:
            found.append(_same(about, *sorted(a)))
    size_a, size_b = fold(left.record.size).strip(), fold(right.record.size).strip()
    if size_a and size_b and size_a != size_b:
        found.append(_differs(Subject.SIZE, [left.record.size.strip()], [right.record.size.strip()]))
    return found


def _measure_reasons(left: Reading, right: Reading) -> list[Reason]:
    equal, differing = compare_measures(left, right)
    return [_differs(Subject.MEASURE, _measures(left, unit), _measures(right, unit)) for unit in differing] + [
        _same(Subject.MEASURE, *_measures(left, unit)) for unit in equal
    ]


def _measures(reading: Reading, unit: str) -> list[str]:
    return [f"{value:g} {unit}" for value in sorted(reading.measures[unit])]


def _brand_reasons(left: Reading, right: Reading) -> list[Reason]:
    for mine, other in ((left, right), (right, left)):
        if mine.brand and (mine.brand == other.brand or mine.brand in other.squashed):
            return [_same(Subject.BRAND, mine.record.brand.strip())]
    if left.brand and right.brand:
        return [_differs(Subject.BRAND, [left.record.brand.strip()], [right.record.brand.strip()])]
    return []


def _word_reasons(left: Reading, right: Reading, corpus: Corpus) -> list[Reason]:
    if left.title == right.title:
        return [Reason(ReasonKind.SAME_TITLE)]
    shared = _rarest(left.title_words & right.title_words, corpus)
    found = [Reason(ReasonKind.BOTH_SAY, ours=shared)] if shared else []
    if ours := _rarest(missing_words(left, right), corpus):
        found.append(Reason(ReasonKind.ONE_SAYS, ours=ours))
    if theirs := _rarest(missing_words(right, left), corpus):
        found.append(Reason(ReasonKind.ONE_SAYS, theirs=theirs))
    return found


def _rarest(words: list[str] | frozenset[str], corpus: Corpus) -> tuple[str, ...]:
    rare = sorted((-corpus.weight(word), word) for word in words if corpus.weight(word) >= RARE)
    return tuple(word for _, word in rare[:MOST_WORDS])


def _price_reasons(left: Reading, right: Reading) -> list[Reason]:
    if left.record.currency != right.record.currency:
        return []
    gap = abs(left.log_price - right.log_price)
    if gap <= CLOSE:
        return [Reason(ReasonKind.NEAR_PRICE)]
    return [Reason(ReasonKind.FAR_PRICE)] if gap >= FAR else []
