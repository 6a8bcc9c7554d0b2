"""The nearest records by their letters."""

from pathlib import Path

import pytest

from modiste.matching.candidates import CandidateIndex
from modiste.matching.labelled import read_set
from modiste.matching.records import ProductRecord

SHOP = [ProductRecord("Linen midi dress"), ProductRecord("Wool coat"), ProductRecord("Leather ankle boots")]


def test_finds_a_product_that_is_spelt_a_little_differently() -> None:
    found = CandidateIndex(SHOP).nearest([ProductRecord("LINEN-MIDI-DRESSES"), ProductRecord("boots, leather")], k=1)
    assert found.tolist() == [[0], [2]]


def test_gives_all_records_when_fewer_are_there_than_asked() -> None:
    found = CandidateIndex(SHOP).nearest([ProductRecord("coat")], k=20)
    assert found.shape == (1, 3)
    assert found[0, 0] == 1


def test_an_empty_index_finds_nothing() -> None:
    assert CandidateIndex([]).nearest([ProductRecord("coat")]).shape == (1, 0)


def test_letters_that_no_record_has_find_something_all_the_same() -> None:
    assert CandidateIndex(SHOP).nearest([ProductRecord("電球"), ProductRecord("")], k=2).shape == (2, 2)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["abt-buy", "amazon-google"])
def test_twenty_candidates_hold_nearly_every_match(shared: Path, name: str) -> None:
    one = read_set(shared / "data" / "product-matching", name)
    matches = [(left, right) for pairs in one.pairs.values() for left, right, label in pairs if label]
    nearest = CandidateIndex(one.right).nearest([one.left[left] for left, _ in matches])
    found = sum(right in row for (_, right), row in zip(matches, nearest, strict=True))
    assert found >= 0.99 * len(matches)
