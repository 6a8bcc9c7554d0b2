"""How alike two records are as texts, and how much the words say that only one of them has."""

import math

from rapidfuzz import fuzz
from rapidfuzz.distance import JaroWinkler, LCSseq, Prefix

from modiste.matching.comparison.corpus import Corpus
from modiste.matching.comparison.readings import Reading

Row = dict[str, float]
SHORTEST_FOUND = 4  # a shorter word stands by chance in a text without spaces


def share(part: float, whole: float) -> float:
    """`part / whole`, unknown when there is no whole."""
    return part / whole if whole else math.nan


def ends(name: str, first: float, second: float) -> Row:
    """The lesser and the greater of both sides' figures: who is left and who is right must not matter."""
    if math.isnan(first) or math.isnan(second):
        known = second if math.isnan(first) else first
        return {f"{name} least": known, f"{name} most": known}
    return {f"{name} least": min(first, second), f"{name} most": max(first, second)}


def text_features(left: Reading, right: Reading) -> Row:
    """Compare the titles letter by letter."""
    a, b = left.title, right.title
    close_a, close_b = a.replace(" ", ""), b.replace(" ", "")
    return {
        "ratio": fuzz.ratio(a, b),
        "sorted ratio": fuzz.token_sort_ratio(a, b),
        "set ratio": fuzz.token_set_ratio(a, b),
        "partial ratio": fuzz.partial_ratio(a, b),
        "squashed ratio": fuzz.ratio(close_a, close_b),
        "squashed lcs": share(LCSseq.similarity(close_a, close_b), min(len(close_a), len(close_b))),
        "prefix": Prefix.similarity(a, b),
        "jaro winkler": JaroWinkler.similarity(a, b),
        "length ratio": share(min(len(a), len(b)), max(len(a), len(b))),
        "length least": min(len(a), len(b)),
        **ends("text length", len(left.text), len(right.text)),
        "title in text": max(
            fuzz.token_set_ratio(left.title, right.text[:400]), fuzz.token_set_ratio(right.title, left.text[:400])
        ),
    }


def word_features(left: Reading, right: Reading, corpus: Corpus) -> Row:
    """Compare the words, each weighed by its rarity."""
    weight = corpus.weight
    a, b = left.title_words, right.title_words
    both = a & b
    in_a, in_b = sum(map(weight, a)), sum(map(weight, b))
    shared = sorted(map(weight, both), reverse=True)
    total = sum(shared)
    return {
        "shared weight": total,
        "jaccard": share(len(both), len(a | b)),
        "weighted jaccard": share(total, in_a + in_b - total),
        "weighted overlap": share(total, min(in_a, in_b)),
        "weighted cover": share(total, max(in_a, in_b)),
        "rarest shared": shared[0] if shared else 0,
        "second rarest shared": shared[1] if len(shared) > 1 else 0,
        **_missing_words(left, right, corpus),
        **_all_words(left, right, corpus),
        **_soft_words(left, right, corpus),
    }


def missing_words(mine: Reading, other: Reading) -> list[str]:
    """The words of my title that the other's whole text does not have, even written together."""
    return [
        word
        for word in mine.title_words
        if word not in other.all_words and not (len(word) >= SHORTEST_FOUND and word in other.squashed)
    ]


def _missing_words(left: Reading, right: Reading, corpus: Corpus) -> Row:
    sides: list[tuple[float, ...]] = []
    for mine, other in ((left, right), (right, left)):
        missing = sorted(map(corpus.weight, missing_words(mine, other)), reverse=True)
        total = sum(map(corpus.weight, mine.title_words))
        first, second = (*missing, 0.0, 0.0)[:2]
        sides.append((sum(missing), first, second, len(missing), share(sum(missing), total)))
    names = ("missing weight", "rarest missing", "second missing", "missing words", "missing share")
    row: Row = {}
    for name, first, second in zip(names, *sides, strict=True):
        row |= ends(name, first, second)
    return row


def _all_words(left: Reading, right: Reading, corpus: Corpus) -> Row:
    shared = sum(map(corpus.weight, left.all_words & right.all_words))
    a, b = sum(map(corpus.weight, left.all_words)), sum(map(corpus.weight, right.all_words))
    return {"all overlap": share(shared, min(a, b)), "all jaccard": share(shared, a + b - shared)}


def _soft_words(left: Reading, right: Reading, corpus: Corpus) -> Row:
    """Monge-Elkan by Jaro-Winkler, weighed by rarity: `keyboard` and `keyboards` are nearly one word."""
    sides = []
    for mine, other in ((left, right), (right, left)):
        long = [word for word in other.words if len(word) >= 3]
        total = got = worst = 0.0
        for word in mine.title_words:
            weight, nearest = corpus.weight(word), _nearest(word, other, long)
            total += weight
            got += weight * nearest
            worst = max(worst, weight * (1 - nearest))
        sides.append((share(got, total), worst))
    return ends("soft", sides[0][0], sides[1][0]) | ends("soft worst", sides[0][1], sides[1][1])


def _nearest(word: str, other: Reading, long: list[str]) -> float:
    if word in other.all_words or (len(word) >= SHORTEST_FOUND and word in other.squashed):
        return 1.0
    if len(word) < 3:
        return 0.0
    return max((JaroWinkler.similarity(word, one, score_cutoff=0.8) for one in long), default=0.0)
