"""Items that nobody had yet: described, predicted, and found by those who will like them."""

import numpy as np
import pytest
from scipy.sparse import csr_array

from modiste.recommender import features as describe
from modiste.recommender.als import ImplicitALS
from modiste.recommender.comparison import compare
from modiste.recommender.errors import InvalidInput
from modiste.recommender.hybrid import Hybrid
from modiste.recommender.interactions import Interactions
from modiste.recommender.measurement import Settings
from modiste.recommender.popularity import Popularity
from modiste.recommender.protocols import cold_items
from modiste.recommender.testing import planted_tastes

STYLES = describe.attributes([number % 4 for number in range(80)])
SMALL = {"factors": 8, "iterations": 5, "random_state": 1}


def without_times() -> Interactions:
    log = planted_tastes(users=300)
    return Interactions(log.csr, None, log.user_labels, log.item_labels)


def test_cold_items_are_found_more_than_twice_as_often_as_by_popularity() -> None:
    asked = cold_items(without_times(), share=0.6)
    models = {"popularity": Popularity(), "hybrid": Hybrid(ImplicitALS(**SMALL), STYLES)}  # type: ignore[arg-type]
    found = compare(models, asked, settings=Settings(k=4, depth=10, resamples=100))
    popularity, hybrid = (entry.accuracy["recall"].mean for entry in found.measurements)
    assert hybrid > 2 * popularity
    assert found.behind(found.measurements[0]).low > 0


def test_without_belief_only_items_without_likes_are_predicted() -> None:
    log = cold_items(without_times(), share=0.25).train
    plain = ImplicitALS(**SMALL).fit(log)  # type: ignore[arg-type]
    model = Hybrid(ImplicitALS(**SMALL), STYLES, belief=0.0).fit(log)  # type: ignore[arg-type]
    known = np.bincount(log.csr.indices, minlength=80) > 0
    assert model.item_factors_[known] == pytest.approx(plain.item_factors_[known], abs=1e-6)
    assert (np.linalg.norm(model.item_factors_[~known], axis=1) > 0.1).all()
    users = np.arange(20)
    assert model.score(log.csr[users], users)[:, known] == pytest.approx(
        plain.score(log.csr[users], users)[:, known], abs=1e-3
    )


def test_the_weights_are_those_of_the_ridge_regression() -> None:
    log = planted_tastes()
    model = Hybrid(ImplicitALS(**SMALL), STYLES, regularisation=2.0, belief=3.0).fit(log)  # type: ignore[arg-type]
    y, f = np.asarray(model.model.item_factors_, float), STYLES.toarray().astype(float)  # type: ignore[attr-defined]
    likes = np.bincount(log.csr.indices, minlength=80)
    d = np.diag(likes / (likes + 3.0))
    expected = np.linalg.solve(f.T @ d @ f + 2.0 * np.eye(4), f.T @ d @ y)
    assert model.feature_weights_ == pytest.approx(expected, abs=1e-5)


def test_an_item_that_comes_after_the_training_has_a_vector_at_once() -> None:
    model = Hybrid(ImplicitALS(**SMALL), STYLES).fit(planted_tastes())  # type: ignore[arg-type]
    new = model.vectors_of(csr_array(np.eye(4)[[2]]))
    likeness = model.item_factors_ @ new[0]
    assert likeness[2::4].mean() > 2 * np.abs(likeness[0::4]).mean()


def test_somebody_without_a_history_is_shown_what_people_like() -> None:
    everybody = Interactions.from_events(np.repeat(np.arange(40), 2), [0, 4] * 40, all_items=np.arange(80))
    model = Hybrid(ImplicitALS(2), STYLES).fit(everybody)
    assert set((model.recommend_for([], k=12)[0] % 4).tolist()) == {0}


@pytest.mark.parametrize("features", [None, STYLES[:79]])
def test_refuses_to_learn_without_features_of_every_item(features: csr_array | None) -> None:
    with pytest.raises(InvalidInput, match="80 items in the log"):
        Hybrid(features=features).fit(planted_tastes())


def test_refuses_a_model_without_vectors() -> None:
    with pytest.raises(InvalidInput, match="Popularity has no item vectors"):
        Hybrid(Popularity(), STYLES).fit(planted_tastes())


def test_words_that_are_spelt_alike_are_alike() -> None:
    texts = ["Red linen dress", "red linen dresess", "Wool coat", ""]
    close = (describe.text_ngrams(texts) @ describe.text_ngrams(texts).T).toarray()
    assert close[0, 1] > 0.6 > 0.2 > close[0, 2]
    assert close[3].tolist() == [0, 0, 0, 0]
    assert np.diag(close)[:3] == pytest.approx(1.0)


def test_features_of_no_text_and_no_value_are_empty() -> None:
    assert describe.text_ngrams(["", ""]).nnz == 0
    assert describe.attributes([None, None]).shape == (2, 1)


def test_blocks_stand_side_by_side_with_a_column_for_all() -> None:
    block = describe.together(describe.attributes(["a", "b"]), describe.vectors(np.array([[3.0, 4.0], [np.nan, 0.0]])))
    assert block.toarray() == pytest.approx(np.array([[1, 0, 0.6, 0.8, 1], [0, 1, 0, 0, 1]]))
    with pytest.raises(InvalidInput, match="one row per item"):
        describe.together(describe.attributes(["a"]), describe.attributes(["a", "b"]))
