"""The one input of every model: built from logs and pieces, checked, unchangeable, known by its fingerprint."""

import numpy as np
import pytest

from modiste.recommender.errors import InvalidInteractions
from modiste.recommender.interactions import Interactions


def test_duplicates_are_summed_or_the_last_counts() -> None:
    who, what, weight, when = ["a", "a", "a"], ["x", "x", "y"], [1.0, 2.0, 5.0], [2.0, 1.0, 3.0]
    summed = Interactions.from_events(who, what, weight, when)
    last = Interactions.from_events(who, what, weight, when, duplicates="last")
    assert summed.csr.toarray().tolist() == [[3.0, 5.0]]
    assert last.csr.toarray().tolist() == [[1.0, 5.0]]
    assert summed.timestamps is not None
    assert summed.timestamps.tolist() == [2.0, 3.0]


def test_a_pair_that_sums_to_nothing_is_dropped() -> None:
    log = Interactions.from_events([1, 1, 2], [1, 1, 1], [1.0, -1.0, 1.0], dislikes=True)
    assert log.csr.nnz == 1


@pytest.mark.parametrize(
    ("weights", "words"), [([1.0, np.nan], "finite"), ([1.0, -1.0], "negative"), ([1.0], "one weight per event")]
)
def test_refuses_weights_that_make_no_sense(weights: list[float], words: str) -> None:
    with pytest.raises(InvalidInteractions, match=words):
        Interactions.from_events([1, 2], [1, 2], weights)


def test_refuses_an_empty_log() -> None:
    with pytest.raises(InvalidInteractions, match="no interactions"):
        Interactions.from_events([], [])


def test_refuses_items_outside_the_catalogue() -> None:
    with pytest.raises(InvalidInteractions, match="'z' is in the log"):
        Interactions.from_events([1], ["z"], all_items=["x"])


def test_cannot_be_changed() -> None:
    log = Interactions.from_events([1], [1])
    with pytest.raises(ValueError, match="read-only"):
        log.csr.data[0] = 2.0


def test_labels_find_their_rows() -> None:
    log = Interactions.from_events([("b", 1), ("a", 2)], ["hat", "coat"])
    assert log.user_index(("a", 2)) == 1
    assert log.item_index("hat") == 1
    assert log.item_index("gown") is None


def test_equal_data_have_equal_fingerprints() -> None:
    one = Interactions.from_events([1, 2], [3, 4])
    same = Interactions.from_events([2, 1], [4, 3])
    other = Interactions.from_events([1, 2], [4, 3])
    assert one.fingerprint() == same.fingerprint() != other.fingerprint()


def test_refuses_pieces_that_form_no_matrix() -> None:
    with pytest.raises(InvalidInteractions, match="do not fit together"):
        Interactions.from_csr(np.array([0, 1]), np.array([7]), (1, 3))


def test_datetimes_are_seconds() -> None:
    log = Interactions.from_events([1], [1], timestamps=np.array(["1970-01-02"], dtype="datetime64[D]"))
    assert log.timestamps is not None
    assert log.timestamps.tolist() == [86_400.0]
