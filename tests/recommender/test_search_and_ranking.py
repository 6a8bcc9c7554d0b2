"""Nearest items, mixed sources, lists that are not twenty of the same; and every example in the docstrings."""

import doctest
import importlib
import pkgutil

import numpy as np
import pytest

import modiste.recommender
from modiste.recommender.errors import InvalidInput
from modiste.recommender.ranking import mix, mmr, top_k
from modiste.recommender.search import ItemIndex


def skewed_vectors(items: int, d: int = 32) -> np.ndarray:
    """Vectors whose axes fade, as those of a factorisation in principal axes do."""
    rng = np.random.default_rng(5)
    return (rng.standard_normal((items, d)) * np.exp(-np.arange(d) / 8)).astype(np.float32)


def test_the_exact_search_equals_sorting_everything() -> None:
    vectors = skewed_vectors(500)
    items, scores = ItemIndex(vectors).search(vectors[7], 20)
    assert items.tolist() == np.argsort(-(vectors @ vectors[7]), kind="stable")[:20].tolist()
    assert (np.diff(scores) <= 0).all()


def test_the_two_step_search_finds_nine_in_ten_of_the_best() -> None:
    vectors = skewed_vectors(20_000)
    index = ItemIndex(vectors, exact_up_to=1_000, leading=12, rough=800)
    found = []
    for query in skewed_vectors(20):
        best = np.argpartition(-(vectors @ query), 50)[:50]
        found.append(np.isin(best, index.search(query, 50)[0]).mean())
    assert np.mean(found) >= 0.9


@pytest.mark.parametrize("exact_up_to", [10_000, 100])
def test_only_what_is_allowed_is_found(exact_up_to: int) -> None:
    vectors = skewed_vectors(4_000)
    allowed = np.zeros(4_000, bool)
    allowed[[5, 17, 3_999]] = True
    items, _ = ItemIndex(vectors, exact_up_to=exact_up_to).search(vectors[0], 10, allowed=allowed)
    assert sorted(items.tolist()) == [5, 17, 3_999]


def test_refuses_a_query_of_another_length() -> None:
    with pytest.raises(InvalidInput):
        ItemIndex(skewed_vectors(10)).search(np.zeros(3, np.float32), 2)


def test_ties_go_to_the_lower_index() -> None:
    items, _ = top_k(np.ones((1, 50)), 5)
    assert items.tolist() == [[0, 1, 2, 3, 4]]


def test_mmr_by_score_alone_is_the_order_of_scores() -> None:
    scores = np.random.default_rng(1).random(30)
    assert mmr(scores, skewed_vectors(30), 30, trade_off=1.0).tolist() == np.argsort(-scores).tolist()


def test_mmr_puts_the_twin_of_the_best_behind_something_else() -> None:
    vectors = np.array([[1, 0], [1, 0], [0, 1]], dtype=float)
    assert mmr(np.array([1.0, 0.99, 0.2]), vectors, 3, trade_off=0.5).tolist() == [0, 2, 1]


def test_mixing_gives_each_source_its_share_and_no_item_twice() -> None:
    items, source = mix([np.arange(10), np.arange(10, 20)], [3, 1], 12)
    assert len(set(items.tolist())) == 12
    assert (source == 0).sum() == 9


def test_a_source_that_runs_dry_is_made_up_for() -> None:
    items, _ = mix([np.array([1]), np.array([2, 3, 4])], [9, 1], 4)
    assert items.tolist() == [1, 2, 3, 4]


@pytest.mark.parametrize("name", [m.name for m in pkgutil.iter_modules(modiste.recommender.__path__)])
def test_the_examples_in_the_docstrings_run(name: str) -> None:
    module = importlib.import_module(f"modiste.recommender.{name}")
    assert doctest.testmod(module, extraglobs={"np": np}).failed == 0


def test_serving_never_loads_numba() -> None:
    import subprocess
    import sys

    code = (
        "import sys, modiste.recommender.als, modiste.recommender.artifacts, modiste.recommender.search;"
        "sys.exit('numba' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
