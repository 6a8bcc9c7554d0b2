"""Nearest items, mixed sources, lists that are not twenty of the same; and every example in the docstrings."""

import doctest
import importlib
import pkgutil
from importlib.util import find_spec

import numpy as np
import pytest

import modiste.recommender
from modiste.recommender.errors import InvalidInput
from modiste.recommender.ranking import mix, mmr, top_k
from modiste.recommender.search import ItemIndex
from tests.conftest import skip_or_fail


def skewed_vectors(items: int, d: int = 32, fade: float = 8.0) -> np.ndarray:
    """Vectors whose axes fade, as those of a factorisation in principal axes do."""
    rng = np.random.default_rng(5)
    return (rng.standard_normal((items, d)) * np.exp(-np.arange(d) / fade)).astype(np.float32)


def test_the_exact_search_equals_sorting_everything() -> None:
    vectors = skewed_vectors(500)
    items, scores = ItemIndex(vectors).search(vectors[7], 20)
    assert items.tolist() == np.argsort(-(vectors @ vectors[7]), kind="stable")[:20].tolist()
    assert (np.diff(scores) <= 0).all()


@pytest.mark.parametrize("fade", [2.0, 6.0, 1e9], ids=["steep", "gentle", "flat"])
def test_the_search_that_reads_a_few_axes_finds_exactly_the_best(fade: float) -> None:
    vectors = skewed_vectors(20_000, fade=fade)
    index = ItemIndex(vectors, small=1_000)
    assert index.scans_all == (fade > 100)
    for query in skewed_vectors(20, fade=fade):
        items, scores = index.search(query, 50)
        best = np.argsort(-(vectors @ query), kind="stable")[:50]
        assert set(items.tolist()) == set(best.tolist())
        assert np.allclose(scores, (vectors @ query)[items], atol=1e-5)


def test_many_queries_at_once_find_what_each_finds_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("modiste.recommender.search.SCORES_AT_ONCE", 90_000)
    index = ItemIndex(skewed_vectors(40_000), small=1_000)
    queries = skewed_vectors(7)
    items, scores = index.search_many(queries, 30)
    for row, query in enumerate(queries):
        alone, products = index.search(query, 30)
        assert set(items[row].tolist()) == set(alone.tolist())
        assert np.allclose(scores[row], products, atol=1e-4)


def test_places_without_an_item_are_marked() -> None:
    items, scores = ItemIndex(skewed_vectors(3)).search_many(skewed_vectors(2), 5)
    assert (items[:, 3:] == -1).all() and np.isneginf(scores[:, 3:]).all()


@pytest.mark.parametrize("small", [10_000, 100])
def test_only_what_is_allowed_is_found(small: int) -> None:
    vectors = skewed_vectors(4_000)
    allowed = np.zeros(4_000, bool)
    allowed[[5, 17, 3_999]] = True
    items, _ = ItemIndex(vectors, small=small).search(vectors[0], 10, allowed=allowed)
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
    if name == "compatibility" and find_spec("torch") is None:
        skip_or_fail("PyTorch is not installed: pip install modiste[neural]")
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
