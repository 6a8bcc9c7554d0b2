"""A pair of records as a row of numbers: texts, rare words, codes, numbers, colours, brand and price."""

import math
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz

from modiste.matching.code_features import code_features, number_features
from modiste.matching.corpus import Corpus
from modiste.matching.readings import Reading, read
from modiste.matching.records import ProductRecord
from modiste.matching.text_features import Row, ends, share, text_features, word_features

Pair = tuple[Reading, Reading]


def features_of(pairs: Sequence[Pair], corpus: Corpus) -> npt.NDArray[np.float32]:
    """Describe pairs: one row each, columns as in `NAMES`; what is unknown is not a number."""
    rows = [list(_row(left, right, corpus).values()) for left, right in pairs]
    return np.array(rows, dtype=np.float32).reshape(len(pairs), len(NAMES))


def _row(left: Reading, right: Reading, corpus: Corpus) -> Row:
    return {
        **text_features(left, right),
        **word_features(left, right, corpus),
        **code_features(left, right),
        **number_features(left, right),
        **_set_features("colours", left.colours, right.colours),
        **_set_features("people", left.people, right.people),
        **_set_features("garments", left.garments, right.garments),
        **_set_features("makes", left.makes, right.makes),
        **_kind_features(left, right),
    }


def _set_features(name: str, left: frozenset[str], right: frozenset[str]) -> Row:
    if left and right:
        both = len(left & right)
        return {name: both / len(left | right), f"{name} overlap": both / min(len(left), len(right))}
    return {name: -1.0 if left or right else math.nan, f"{name} overlap": math.nan}


def _kind_features(left: Reading, right: Reading) -> Row:
    a, b = left.record, right.record
    brand_left = float(left.brand in right.squashed) if left.brand else math.nan
    brand_right = float(right.brand in left.squashed) if right.brand else math.nan
    return {
        "asides differ": len(left.asides ^ right.asides),
        "asides shared": len(left.asides & right.asides),
        "brands": fuzz.ratio(left.brand, right.brand) if left.brand and right.brand else math.nan,
        **ends("brand found", brand_left, brand_right),
        "first word": float(left.words[:1] == right.words[:1]),
        "last word": float(left.words[-1:] == right.words[-1:]),
        "price gap": abs(left.log_price - right.log_price),
        "price": (left.log_price + right.log_price) / 2,
        "category": fuzz.token_set_ratio(a.category, b.category) if a.category and b.category else math.nan,
        "described alike": _alike(a.description, b.description),
        "words ratio": share(min(len(left.words), len(right.words)), max(len(left.words), len(right.words))),
    }


def _alike(left: str, right: str) -> float:
    return fuzz.token_set_ratio(left[:300], right[:300]) if left and right else math.nan


NAMES = tuple(_row(read(ProductRecord("a")), read(ProductRecord("b")), Corpus(1, {})))
