"""Every metric against a value worked out by hand."""

import numpy as np
import pytest

from modiste.recommender import metrics
from modiste.recommender.errors import InvalidInput
from modiste.recommender.evaluate import as_table, evaluate
from modiste.recommender.interactions import Interactions
from modiste.recommender.popularity import Popularity

HITS = np.array([[True, False, True], [False, False, False], [False, True, False]])
WANTED = np.array([2, 1, 5])


def test_recall() -> None:
    assert metrics.recall(HITS, WANTED).tolist() == [1.0, 0.0, 0.2]


def test_ndcg() -> None:
    first = (1 + 1 / np.log2(4)) / (1 + 1 / np.log2(3))
    third = (1 / np.log2(3)) / (1 + 1 / np.log2(3) + 1 / np.log2(4))
    assert metrics.ndcg(HITS, WANTED) == pytest.approx([first, 0.0, third])


def test_average_precision() -> None:
    assert metrics.average_precision(HITS, WANTED) == pytest.approx([(1 + 2 / 3) / 2, 0.0, 0.5 / 3])


def test_reciprocal_rank_and_hit_rate() -> None:
    assert metrics.reciprocal_rank(HITS).tolist() == [1.0, 0.0, 0.5]
    assert metrics.hit_rate(HITS).tolist() == [1.0, 0.0, 1.0]


def test_coverage_counts_different_items() -> None:
    assert metrics.coverage(np.array([[0, 1, -1], [1, 2, 0]]), 6) == 0.5


def test_novelty_is_bits() -> None:
    assert metrics.novelty(np.array([[0, 1], [2, -1]]), np.array([0.5, 0.25, 0.0])) == pytest.approx((1 + 2 + 3) / 3)


def test_diversity_is_the_mean_cosine_distance_of_pairs() -> None:
    vectors = np.array([[1.0, 0.0], [0.0, 2.0], [3.0, 0.0]])
    assert metrics.diversity(np.array([[0, 1, 2], [0, -1, -1]]), vectors) == pytest.approx((1 + 0 + 1) / 3)


def test_evaluate_masks_what_was_seen_and_finds_what_was_held_out() -> None:
    train = Interactions.from_events([0, 1, 2, 2], [0, 0, 0, 1], all_items=[0, 1, 2])
    test = Interactions.from_events([0, 1, 2], [1, 2, 2], all_items=[0, 1, 2])
    report = evaluate(Popularity().fit(train), train, test, k=1)
    assert (report.users, report.recall, report.hit_rate) == (3, pytest.approx(2 / 3), pytest.approx(2 / 3))
    assert report.coverage == pytest.approx(2 / 3)
    assert "| popularity | 0.6667 |" in as_table({"popularity": report})


def test_a_held_out_dislike_is_nothing_to_be_found() -> None:
    train = Interactions.from_events([0, 1], [0, 0], all_items=[0, 1, 2])
    test = Interactions.from_events([0, 1], [1, 2], [-1.0, 1.0], all_items=[0, 1, 2], dislikes=True)
    report = evaluate(Popularity().fit(train), train, test, k=1)
    assert (report.users, report.recall) == (1, 0.0)


def test_refuses_parts_of_different_matrices() -> None:
    one, other = Interactions.from_events([0], [0]), Interactions.from_events([0, 1], [0, 0])
    with pytest.raises(InvalidInput, match="same matrix"):
        evaluate(Popularity().fit(one), one, other)
