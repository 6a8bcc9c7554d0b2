"""What every model must pass, and small worlds with planted tastes to pass it in.

Each check is told how to `make` an unfitted model for so many items, and raises AssertionError saying what is wrong.
"""

from collections.abc import Callable
from pathlib import Path

import numpy as np
from scipy.sparse import csr_array, vstack

from modiste.recommender.artifacts import load_model, save_model
from modiste.recommender.base import Recommender
from modiste.recommender.errors import NotFitted
from modiste.recommender.interactions import Interactions

STYLES = 4
Make = Callable[[int], Recommender]  # how many items the catalogue has → an unfitted model


def planted_tastes(users: int = 120, items: int = 80, likes: int = 12, random_state: int = 7) -> Interactions:
    """Return a log in which user u likes mostly items of style u mod 4; item i is of style i mod 4.

    Each of the users draws so many likes; what is drawn twice counts once. Nine in ten keep to the style; within it the
    low numbers are liked more often. Times are 0, 1, 2, ….
    """
    rng = np.random.default_rng(random_state)
    who = np.repeat(np.arange(users), likes)
    faithful = rng.random(len(who)) < 0.9
    rank = np.floor((items // STYLES) * rng.random(len(who)) ** 1.5).astype(np.int64)
    style = np.where(faithful, who % STYLES, rng.integers(STYLES, size=len(who)))
    moments = rng.permutation(len(who)).astype(np.float64)
    return Interactions.from_events(
        who, rank * STYLES + style, timestamps=moments, duplicates="last", all_items=np.arange(items)
    )


def checkerboard(size: int = 50) -> Interactions:
    """Return a log in which user u likes every item i with u + i even, but for i = u: what she obviously wants next.

    Times are shuffled, so that a model of sequences sees no order.

    Examples
    --------
    >>> checkerboard(4).csr.toarray().astype(int).tolist()
    [[0, 0, 1, 0], [0, 0, 0, 1], [1, 0, 0, 0], [0, 1, 0, 0]]
    """
    users, items = np.nonzero(np.add.outer(np.arange(size), np.arange(size)) % 2 == 0)
    users, items = users[users != items], items[users != items]
    moments = np.random.default_rng(0).permutation(len(users)).astype(np.float64)
    return Interactions.from_events(users, items, timestamps=moments, all_items=np.arange(size))


def rated_checkerboard(size: int = 50) -> Interactions:
    """Return the same in grades, 5 for the own colour and 1 for the other; items u (a 5) and u + 1 (a 1) are absent."""
    users, items = (axis.ravel() for axis in np.indices((size, size)))
    known = (items != users) & (items != (users + 1) % size)
    grades = np.where((users + items) % 2 == 0, 5.0, 1.0)
    moments = np.arange(known.sum(), dtype=np.float64)
    return Interactions.from_events(users[known], items[known], grades[known], moments, all_items=np.arange(size))


def check_model(make: Callable[[], Recommender], folder: Path) -> None:
    """Assert the contract on worlds of 80 items; `make` returns a model unfitted, `folder` is written in."""

    def for_any(_items: int) -> Recommender:
        return make()

    for check in (check_refuses_before_learning, check_scores, check_repeats, check_lists, check_batches, check_empty):
        check(for_any)
    check_saving(for_any, folder)


def check_refuses_before_learning(make: Make) -> None:
    """Assert that an unfitted model raises NotFitted instead of answering."""
    try:
        make(80).score(planted_tastes().csr[:3])
    except NotFitted:
        return
    raise AssertionError("an unfitted model must raise NotFitted")


def check_obvious_answers(make: Make) -> None:
    """Assert that on a checkerboard everybody is shown first the one item of her colour that she lacks."""
    log = checkerboard()
    model = make(log.shape[1])
    if model.learns_from == "ratings":
        log = rated_checkerboard()
    model.fit(log)
    for users in (None, np.arange(log.shape[0])):
        items, _ = model.recommend(log.csr, k=1, users=users)
        if model.is_personal:
            missed = np.flatnonzero(items[:, 0] != np.arange(log.shape[0]))
            assert not len(missed), f"shoppers {missed.tolist()} were not shown the obvious item"


def check_scores(make: Make) -> None:
    """Assert that fit returns self and scores are finite and of shape (histories, items)."""
    log = planted_tastes()
    model = make(log.shape[1])
    assert model.fit(log) is model, "fit must return self"
    scores = model.score(log.csr[:3])
    assert scores.shape == (3, log.shape[1]), "score must have shape (histories, items)"
    assert np.isfinite(scores).all(), "scores must be finite"


def check_repeats(make: Make) -> None:
    """Assert that the same data and seed give the same model."""
    log = planted_tastes()
    once, again = (make(log.shape[1]).fit(log).score(log.csr[:3]) for _ in range(2))
    assert np.array_equal(once, again), "the same data and seed must give the same model"


def check_lists(make: Make) -> None:
    """Assert that lists hold nothing seen, nothing twice, and the best first."""
    log = planted_tastes()
    items, best = make(log.shape[1]).fit(log).recommend(log.csr, k=10)
    assert items.shape == best.shape == (log.shape[0], 10)
    for row, shown in enumerate(items):
        seen = log.csr.indices[log.csr.indptr[row] : log.csr.indptr[row + 1]]
        assert not np.isin(shown, seen).any(), "what was seen must not be recommended"
        assert len(np.unique(shown)) == 10, "no item may stand twice in a list"
    assert (np.diff(best, axis=1) <= 0).all(), "the best must stand first"


def check_batches(make: Make) -> None:
    """Assert that many histories at once get the scores that each gets alone."""
    log = planted_tastes()
    model = make(log.shape[1]).fit(log)
    together = model.score(log.csr[:8])
    alone = np.concatenate([model.score(log.csr[row : row + 1]) for row in range(8)])
    assert np.allclose(together, alone, rtol=1e-4, atol=1e-5), "a batch must equal its rows one by one"


def check_empty(make: Make) -> None:
    """Assert that somebody without a history gets a list, alone and among others, and no history at all no list."""
    log = planted_tastes()
    model = make(log.shape[1]).fit(log)
    nobody, _ = model.recommend_for([], k=5)
    assert (nobody >= 0).all(), "somebody without a history must get a list too"
    mixed = csr_array(vstack([log.csr[:1], csr_array((1, log.shape[1]), dtype=np.float32)]))
    assert (model.recommend(mixed, k=5)[0][1] == nobody).all(), "an empty history must not depend on its neighbours"
    assert model.score(csr_array((0, log.shape[1]), dtype=np.float32)).shape == (0, log.shape[1])


def check_one_interaction(make: Make) -> None:
    """Assert that a log of one like can be learnt from and answered to."""
    one = csr_array((np.ones(1, np.float32), ([3], [2])), shape=(8, 8))  # seven shoppers and items have nothing
    log = Interactions(one, np.zeros(1))
    model = make(8).fit(log)
    items, scores = model.recommend(log.csr[3:4], k=8)
    assert sorted(items[0].tolist()) == [-1, 0, 1, 3, 4, 5, 6, 7], "everything but the one item seen must be listed"
    assert np.isfinite(scores[0, :7]).all(), "scores must be finite"


def check_saving(make: Make, folder: Path) -> None:
    """Assert that a model is the same after it was saved into a folder and loaded."""
    log = planted_tastes()
    model = make(log.shape[1]).fit(log)
    save_model(model, folder / "model", created_at="2026-01-01T00:00:00+00:00")
    again = load_model(folder / "model", type(model))
    assert np.allclose(again.score(log.csr), model.score(log.csr), atol=1e-6), "saving must change nothing"
    assert again.parameters() == model.parameters(), "parameters must survive saving"
