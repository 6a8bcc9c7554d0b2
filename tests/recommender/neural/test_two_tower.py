"""Two towers: the house rules, new items by their features, and what the correction for popularity is for."""

from pathlib import Path

import numpy as np
import pytest
from scipy.sparse import csr_array

from modiste.recommender.errors import InvalidInput
from modiste.recommender.interactions import Interactions
from modiste.recommender.splits import at_random
from modiste.recommender.testing import STYLES, check_model, planted_tastes


def styles(items: int = 80) -> np.ndarray:
    """One feature per planted style."""
    return np.eye(STYLES)[np.arange(items) % STYLES]


def small(features: object = None, **given: object):  # noqa: ANN201
    from modiste.recommender.neural.two_tower import TwoTower

    settings = {"factors": 16, "hidden": 16, "epochs": 8, "learning_rate": 0.01} | given
    return TwoTower(features, **settings)  # type: ignore[arg-type]


@pytest.mark.parametrize("features", [None, styles(), csr_array(styles())])
def test_keeps_the_house_rules(features: object, tmp_path: Path) -> None:
    check_model(lambda: small(features, epochs=2), tmp_path)


def test_finds_the_planted_styles() -> None:
    model = small().fit(planted_tastes())
    likeness = model.item_vectors_[:40] @ model.item_vectors_[:40].T
    same = (np.arange(40)[:, None] - np.arange(40)) % STYLES == 0
    assert likeness[same].mean() > likeness[~same].mean() + 0.1  # popularity is what all have in common
    assert np.allclose(np.linalg.norm(model.item_vectors_, axis=1), 1, atol=1e-5)


def test_new_items_are_found_by_their_features() -> None:
    log = planted_tastes()
    model = small(styles()).fit(log)
    known = model.item_vectors_.copy()
    model.add_items(styles(8))
    assert np.allclose(model.item_vectors_[:80], known, atol=1e-6)
    wide = csr_array((log.csr.data, log.csr.indices, log.csr.indptr), shape=(log.shape[0], 88))
    scores = model.score(wide)[:, 80:]
    own = np.arange(8) % STYLES == (np.arange(len(scores)) % STYLES)[:, None]
    assert scores[own].mean() > scores[~own].mean() + 0.3


def test_it_is_saved_with_its_new_items(tmp_path: Path) -> None:
    from modiste.recommender.artifacts import load_model, save_model
    from modiste.recommender.neural.two_tower import TwoTower

    model = small(styles(), epochs=1).fit(planted_tastes()).add_items(styles(4))
    save_model(model, tmp_path / "model", created_at="2026-01-01T00:00:00+00:00")
    again = load_model(tmp_path / "model", TwoTower)
    assert np.allclose(again.item_vectors_, model.item_vectors_, atol=1e-6)


def test_the_popular_are_found_by_those_of_whom_nothing_is_known() -> None:
    likes = np.array([0] * 40 + [1] * 12 + list(range(2, 12)))
    log = Interactions.from_events(np.arange(len(likes)), likes)
    model = small(epochs=80).fit(log)
    assert model.recommend_for([], k=2)[0].tolist() == [0, 1]


def test_dislikes_push_away() -> None:
    model = small().fit(planted_tastes())
    liked, _ = model.recommend_for([0, 4], k=80)
    scores = [model.score(model.history([0, 4, 1, 5], [1, 1, sign, sign]))[0] for sign in (1.0, -1.0)]
    assert len(liked) == 80
    assert scores[1][9] < scores[0][9]


def test_training_ends_when_held_out_lists_get_no_better() -> None:
    split = at_random(planted_tastes(), test=0.2)
    model = small(epochs=60).fit(split.train, validation=split.test)
    assert len(model.validation_) < 60


def test_refuses_features_that_do_not_fit() -> None:
    log = planted_tastes()
    with pytest.raises(InvalidInput, match="80 items in the log, 8 described"):
        small(styles(8)).fit(log)
    with pytest.raises(InvalidInput, match="finite"):
        small(styles() * np.nan).fit(log)
    with pytest.raises(InvalidInput, match="temperature"):
        small(temperature=0.0).fit(log)
    with pytest.raises(InvalidInput, match="3 features, but the model knows 4"):
        small(styles(), epochs=1).fit(log).add_items(np.ones((1, 3)))
