"""Model codes, numbers and measures: whether two records name the same ones, or others."""

import math
from collections.abc import Iterable

from rapidfuzz import fuzz
from rapidfuzz.distance import Prefix

from modiste.matching.comparison.readings import Reading
from modiste.matching.comparison.text_features import Row, ends, share

HIGHEST_VERSION = 30  # a greater number is a size or a year, not a version


def named_codes(reading: Reading) -> frozenset[str]:
    """The codes of the title, and the maker's own number where it is given."""
    return reading.title_codes | {reading.model} if reading.model else reading.title_codes


def code_features(left: Reading, right: Reading) -> Row:
    """Compare what looks like makers' and sellers' numbers."""
    a, b = named_codes(left), named_codes(right)
    both = left.codes & right.codes
    found, lost = _found_and_lost(a, right), _found_and_lost(b, left)
    row: Row = {"shared codes": len(both), "longest shared code": max(map(len, both), default=0)}
    for name, first, second in zip(
        ("codes found", "longest found", "codes lost", "longest lost"), found, lost, strict=True
    ):
        row |= ends(name, first, second)
    row |= {"nearest codes": math.nan, "code prefix": math.nan, "codes disagree": math.nan}
    if a and b:
        row["nearest codes"] = max(fuzz.ratio(one, other) for one in a for other in b)
        row["code prefix"] = max(Prefix.similarity(one, other) for one in a for other in b)
        row["codes disagree"] = float(not a & b and found[0] + lost[0] == 0)
    return row | _model_features(left, right)


def _found_and_lost(codes: Iterable[str], other: Reading) -> tuple[int, int, int, int]:
    """Of one side's codes: how many stand in the other's text, the longest, how many do not, the longest."""
    found = [len(code) for code in codes if code in other.squashed]
    lost = [len(code) for code in codes if code not in other.squashed]
    return len(found), max(found, default=0), len(lost), max(lost, default=0)


def _model_features(left: Reading, right: Reading) -> Row:
    row: Row = {"models": math.nan, "model in model": math.nan}
    if left.model and right.model:
        row["models"] = fuzz.ratio(left.model, right.model)
        row["model in model"] = float(left.model in right.model or right.model in left.model)
    first = float(left.model in right.squashed) if len(left.model) > 2 else math.nan
    second = float(right.model in left.squashed) if len(right.model) > 2 else math.nan
    return row | ends("model found", first, second)


def number_features(left: Reading, right: Reading) -> Row:
    """Compare numbers, measures by their unit, years and versions."""
    a, b = left.title_numbers, right.title_numbers
    lost_a, lost_b = _lost_numbers(a, right), _lost_numbers(b, left)
    equal, differing = compare_measures(left, right)
    years_a, years_b = _years(a), _years(b)
    return {
        "numbers jaccard": share(len(a & b), len(a | b)),
        "numbers differ": float(bool(a - b) and bool(b - a)),
        "numbers shared": len(a & b),
        **ends("numbers lost", lost_a, lost_b),
        "measures equal": len(equal),
        "measures differ": len(differing),
        "years": float(bool(years_a & years_b)) if years_a and years_b else (-1.0 if years_a or years_b else math.nan),
        **_version_features(a, b),
    }


def compare_measures(left: Reading, right: Reading) -> tuple[list[str], list[str]]:
    """The units in which both have an equal number, and those in which they have none."""
    both = left.measures.keys() & right.measures.keys()
    equal = sorted(unit for unit in both if left.measures[unit] & right.measures[unit])
    return equal, sorted(both.difference(equal))


def _lost_numbers(numbers: Iterable[str], other: Reading) -> int:
    return sum(number not in other.numbers and number not in other.squashed for number in numbers)


def _years(numbers: Iterable[str]) -> set[str]:
    return {number for number in numbers if len(number) == 4 and number[:2] in ("19", "20")}


def _version_features(left: Iterable[str], right: Iterable[str]) -> Row:
    a, b = _versions(left), _versions(right)
    if not a or not b:
        return {"versions": math.nan, "versions worst": math.nan}
    from_a = [min(abs(one - other) for other in b) for one in a]
    from_b = [min(abs(one - other) for other in a) for one in b]
    return {"versions": min(from_a), "versions worst": max(from_a + from_b)}


def _versions(numbers: Iterable[str]) -> list[float]:
    plain = (float(number) for number in numbers if number.count(".") <= 1 and len(number) < 8)
    return [number for number in plain if number < HIGHEST_VERSION]
