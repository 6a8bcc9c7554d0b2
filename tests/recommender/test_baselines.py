"""Popularity, and the content scoring of the requirement documents to the point."""

from pathlib import Path

import numpy as np
import pytest
from scipy.sparse import csr_array

from modiste.recommender.content import ContentProfile
from modiste.recommender.errors import InvalidInput
from modiste.recommender.interactions import Interactions
from modiste.recommender.popularity import Popularity
from modiste.recommender.testing import check_model, planted_tastes

ELECTRONICS, ACCESSORIES, HOME = range(3)
TAGS = ["audio", "wireless", "bluetooth", "portable", "electronics", "earbuds", "home", "lighting", "desk", "led"]
SHOP = [
    (ELECTRONICS, ["audio", "wireless", "bluetooth"]),  # 0 seen
    (ACCESSORIES, ["audio", "portable", "wireless"]),  # 1 seen
    (ELECTRONICS, ["electronics", "audio", "earbuds", "wireless"]),  # 2 the document's wireless earbuds
    (HOME, ["home", "lighting", "desk", "led"]),  # 3 the document's desk lamp
]


def shop_model() -> ContentProfile:
    tags = np.zeros((len(SHOP), len(TAGS)))
    for row, (_, names) in enumerate(SHOP):
        tags[row, [TAGS.index(name) for name in names]] = 1
    return ContentProfile(np.array([kind for kind, _ in SHOP]), csr_array(tags))


def shop_log() -> Interactions:
    return Interactions.from_events([0, 0, 1], [0, 1, 3], all_items=list(range(4)))


def test_the_documents_example_has_sixteen_points() -> None:
    model = shop_model().fit(shop_log())
    scores = model.score(model.history([0, 1]))[0]
    assert scores[2] == 10 + 3 + 3
    assert scores[3] == 0


def test_reasons_name_the_category_and_tags_that_scored() -> None:
    model = shop_model().fit(shop_log())
    matched = model.matches(model.profile([0, 1]), 2)
    assert matched.categories.tolist() == [ELECTRONICS]
    assert sorted(TAGS[tag] for tag in matched.tags) == ["audio", "wireless"]


def test_only_the_top_three_categories_and_five_tags_count() -> None:
    model = ContentProfile(np.array([0, 1, 2, 3, 3]), csr_array(np.array([[1] * 7] * 4 + [[0, 0, 0, 0, 0, 1, 1]])))
    model.fit(Interactions.from_events([0], [0], all_items=list(range(5))))
    scores = model.score(model.history([0, 1, 2, 3]))[0]
    assert scores[4] < 1  # its category is only the fourth, its tags the sixth and seventh
    assert model.profile([0, 1, 2, 3]).tags.tolist() == [0, 1, 2, 3, 4]


def test_with_nothing_to_go_on_the_popular_come_first() -> None:
    model = shop_model().fit(Interactions.from_events([0, 1, 2], [3, 3, 1], all_items=list(range(4))))
    assert model.recommend_for([], k=2)[0].tolist() == [3, 1]


def test_a_dislike_is_skipped_and_tells_nothing() -> None:
    model = shop_model().fit(shop_log())
    items, scores = model.recommend_for([2], [-1.0], k=4)
    assert 2 not in items
    assert scores.max() < 1


def test_refuses_features_of_another_catalogue() -> None:
    with pytest.raises(InvalidInput):
        shop_model().fit(planted_tastes())


def test_content_keeps_the_house_rules(tmp_path: Path) -> None:
    tags = csr_array((np.ones(80), (np.arange(80), np.arange(80) % 7)), shape=(80, 7))
    check_model(lambda: ContentProfile(np.arange(80) % 4, tags), tmp_path)


def test_popularity_keeps_the_house_rules(tmp_path: Path) -> None:
    check_model(Popularity, tmp_path)


def test_old_likes_fade_with_the_half_life() -> None:
    log = Interactions.from_events([0, 1, 2], ["old", "old", "new"], timestamps=[0, 0, 100])
    assert Popularity().fit(log).popularity_.tolist() == [1.0, 2.0]
    assert Popularity(half_life=50).fit(log).popularity_.tolist() == [1.0, 0.5]
