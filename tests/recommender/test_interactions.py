"""The one input of every model: built from logs and pieces, checked, unchangeable, known by its fingerprint."""

import numpy as np
import pytest
from scipy.sparse import csr_array

from modiste.recommender.errors import BadInteractions
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
    with pytest.raises(BadInteractions, match=words):
        Interactions.from_events([1, 2], [1, 2], weights)


def test_refuses_an_empty_log() -> None:
    with pytest.raises(BadInteractions, match="no interactions"):
        Interactions.from_events([], [])


def test_refuses_items_outside_the_catalogue() -> None:
    with pytest.raises(BadInteractions, match="'z' is in the log"):
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
    with pytest.raises(BadInteractions, match="do not fit together"):
        Interactions.from_csr(np.array([0, 1]), np.array([7]), (1, 3))


def test_datetimes_are_seconds() -> None:
    log = Interactions.from_events([1], [1], timestamps=np.array(["1970-01-02"], dtype="datetime64[D]"))
    assert log.timestamps is not None
    assert log.timestamps.tolist() == [86_400.0]


def test_refuses_a_pair_that_stands_there_twice() -> None:
    with pytest.raises(BadInteractions, match="twice"):
        Interactions.from_csr(np.array([0, 2]), np.array([1, 1]), (1, 3))
    with pytest.raises(BadInteractions, match="twice"):
        Interactions(csr_array((np.ones(2), np.array([1, 1]), np.array([0, 2])), shape=(1, 3)))


def test_sorts_pieces_that_are_out_of_order() -> None:
    log = Interactions.from_csr(np.array([0, 2]), np.array([2, 0]), (1, 3), weights=[5.0, 7.0])
    assert log.csr.toarray().tolist() == [[7.0, 0.0, 5.0]]


@pytest.mark.parametrize("weight", [0.0, np.nan, np.inf])
def test_refuses_a_matrix_whose_weights_say_nothing(weight: float) -> None:
    with pytest.raises(BadInteractions):
        Interactions(csr_array((np.array([1.0, weight]), np.array([0, 1]), np.array([0, 2])), shape=(1, 3)))


def test_half_as_much_counts_after_a_half_life() -> None:
    log = Interactions.from_events([1, 1, 2], ["a", "b", "a"], [1.0, 2.0, 4.0], timestamps=[0.0, 10.0, 20.0])
    assert log.recency(10.0).tolist() == [0.25, 0.5, 1.0]
    assert log.decayed(10.0).csr.toarray().tolist() == [[0.25, 1.0], [4.0, 0.0]]
    assert log.recency(10.0, now=15.0).tolist() == pytest.approx([2**-1.5, 2**-0.5, 1.0])


def test_what_has_faded_to_nothing_is_left_out() -> None:
    log = Interactions.from_events([1, 1], ["a", "b"], timestamps=[0.0, 1e6])
    assert log.decayed(100.0).csr.nnz == 1
    with pytest.raises(BadInteractions, match="too short"):
        log.decayed(100.0, now=1e9)


@pytest.mark.parametrize("half_life", [0.0, -1.0, float("nan")])
def test_refuses_a_half_life_that_makes_no_sense(half_life: float) -> None:
    with pytest.raises(BadInteractions, match="half-life"):
        Interactions.from_events([1], ["a"], timestamps=[0.0]).recency(half_life)
