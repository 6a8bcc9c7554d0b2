"""What every model must pass, and a small world with planted tastes to pass it in."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
from scipy.sparse import csr_array

from modiste.recommender.artifacts import load_model, save_model
from modiste.recommender.base import Recommender
from modiste.recommender.errors import NotFitted
from modiste.recommender.interactions import Interactions

STYLES = 4


def planted_tastes(users: int = 120, items: int = 80, likes: int = 12, random_state: int = 7) -> Interactions:
    """Return a log in which user u likes mostly items of style u mod 4; item i is of style i mod 4.

    Nine in ten likes keep to the style; within it the low numbers are liked more often. Times are 0, 1, 2, ….
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


def check_model(make: Callable[[], Recommender], folder: Path) -> None:
    """Assert what house rules ask of a model; `make` returns it unfitted, `folder` is free to write in."""
    log = planted_tastes()
    histories = csr_array(log.csr[np.array([0, 1, 2])])
    unfitted = make()
    try:
        unfitted.score(histories)
    except NotFitted:
        pass
    else:
        raise AssertionError("an unfitted model must raise NotFitted")
    model = make()
    assert model.fit(log) is model, "fit must return self"
    scores = model.score(histories)
    assert scores.shape == (3, log.shape[1]), "score must have shape (histories, items)"
    assert np.isfinite(scores).all(), "scores must be finite"
    assert np.array_equal(make().fit(log).score(histories), scores), "the same data and seed must give the same model"
    _check_lists(model, histories)
    save_model(model, folder / "model", created_at="2026-01-01T00:00:00+00:00")
    again = load_model(folder / "model", type(model))
    assert np.allclose(again.score(histories), scores, atol=1e-6), "a model must be the same after it was saved"
    assert again.parameters() == model.parameters(), "parameters must survive saving"


def _check_lists(model: Recommender, histories: csr_array) -> None:
    items, best = model.recommend(histories, k=10)
    assert items.shape == best.shape == (3, 10)
    for row in range(3):
        seen = histories.indices[histories.indptr[row] : histories.indptr[row + 1]]
        assert not np.isin(items[row], seen).any(), "what was seen must not be recommended"
        assert len(np.unique(items[row])) == 10, "no item may stand twice in a list"
    assert (np.diff(best, axis=1) <= 0).all(), "the best must stand first"
    nobody, _ = model.recommend_for([], k=5)
    assert (nobody >= 0).all(), "somebody without a history must get a list too"
