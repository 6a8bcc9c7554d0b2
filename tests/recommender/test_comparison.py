"""Models side by side: intervals that cover, figures beyond accuracy, and no comparison across questions."""

import numpy as np
import pytest

from modiste.recommender import metrics
from modiste.recommender.bootstrap import interval, resampled_means
from modiste.recommender.comparison import Comparison, DifferentProtocols, compare
from modiste.recommender.ease import EASE
from modiste.recommender.errors import InvalidInput
from modiste.recommender.evaluate import evaluate
from modiste.recommender.facts import ItemFacts
from modiste.recommender.measurement import Settings, liking_curve, measure
from modiste.recommender.neighbours import ItemNeighbours
from modiste.recommender.popularity import Popularity
from modiste.recommender.protocols import cold_users, leave_last_out
from modiste.recommender.reliability import reliability
from modiste.recommender.testing import planted_tastes

QUICK = Settings(k=5, depth=20, resamples=200)
MODELS = {"popularity": Popularity(), "ease": EASE(5.0), "neighbours": ItemNeighbours()}


@pytest.fixture(scope="module")
def found() -> Comparison:
    facts = ItemFacts(categories=np.arange(80) % 4)
    return compare(MODELS, leave_last_out(planted_tastes(users=300)), settings=QUICK, facts=facts)


def test_the_interval_covers_the_truth_about_as_often_as_it_says() -> None:
    rng = np.random.default_rng(0)
    inside = 0
    for seed in range(200):
        _, low, high = interval(rng.exponential(size=80), resamples=300, random_state=seed)
        inside += low <= 1.0 <= high
    assert 0.86 <= inside / 200 <= 1.0


def test_the_same_seed_draws_the_same_users_for_every_model() -> None:
    values = np.random.default_rng(1).random((50, 2))
    both = resampled_means(values, resamples=30, random_state=4)
    assert both[:, 1] == pytest.approx(resampled_means(values[:, 1], resamples=30, random_state=4))


def test_drawing_in_parts_changes_only_the_draws(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("modiste.recommender.bootstrap.CELLS_AT_ONCE", 120)
    means = resampled_means(np.arange(50.0), resamples=7)
    assert means.shape == (7,)
    assert np.abs(means - 24.5).max() < 10


def test_refuses_to_draw_from_nobody_or_from_nonsense() -> None:
    for values in ([], [np.nan]):
        with pytest.raises(InvalidInput):
            resampled_means(values)


def test_a_comparison_has_the_figures_of_evaluate(found: Comparison) -> None:
    report = evaluate(EASE(5.0).fit(found.protocol.train), found.protocol.train, found.protocol.test, k=5)
    entry = next(entry for entry in found.measurements if entry.model == "ease")
    assert entry.accuracy["ndcg"].mean == pytest.approx(report.ndcg)
    assert entry.accuracy["ndcg"].low < report.ndcg < entry.accuracy["ndcg"].high
    assert entry.recall_curve[4] == pytest.approx(report.recall)
    assert (entry.beyond["coverage"], entry.beyond["novelty"]) == pytest.approx((report.coverage, report.novelty))


def test_popularity_is_behind_beyond_chance_and_the_best_is_not(found: Comparison) -> None:
    popularity = found.measurements[0]
    assert found.best().model != "popularity"
    assert found.behind(popularity).low > 0
    assert found.behind(found.best()) == (0.0, 0.0, 0.0)


def test_popularity_is_seen_to_be_biased_and_off_everybodys_categories(found: Comparison) -> None:
    by_name = {entry.model: entry.beyond for entry in found.measurements}
    for figure, sign in (("gini", 1), ("popularity_lift", 1), ("miscalibration", 1), ("coverage", -1), ("novelty", -1)):
        assert sign * (by_name["popularity"][figure] or 0) > sign * (by_name["neighbours"][figure] or 0)
    popular, likes = found.measurements[0].exposure_curve, liking_curve(found.protocol)
    assert (popular[0], popular[-1], likes[-1]) == (0.0, 1.0, 1.0)
    assert popular[20] > likes[20]


def test_without_categories_nothing_is_said_of_their_calibration() -> None:
    asked = leave_last_out(planted_tastes())
    assert measure("p", Popularity().fit(asked.train), asked, settings=QUICK).beyond["miscalibration"] is None


def test_diversity_without_vectors_goes_by_who_had_the_items() -> None:
    asked = leave_last_out(planted_tastes())
    model = ItemNeighbours().fit(asked.train)
    by_people = measure("n", model, asked, settings=QUICK).beyond["diversity"]
    vectors = ItemFacts(vectors=asked.train.csr.T.toarray())
    assert by_people == pytest.approx(measure("n", model, asked, settings=QUICK, facts=vectors).beyond["diversity"])


def test_strangers_are_asked_with_their_histories() -> None:
    asked = cold_users(planted_tastes(users=300))
    found = compare({"popularity": Popularity(), "ease": EASE(5.0)}, asked, settings=QUICK)
    assert found.best().model == "ease"


def test_refuses_to_compare_across_protocols(found: Comparison) -> None:
    other = compare({"ease": EASE(5.0)}, leave_last_out(planted_tastes(random_state=8)), settings=QUICK)
    with pytest.raises(DifferentProtocols, match="different questions"):
        Comparison(found.protocol, [*found.measurements, *other.measurements])


def test_refuses_to_compare_lists_of_different_lengths(found: Comparison) -> None:
    longer = compare({"ease": EASE(5.0)}, found.protocol, settings=Settings(k=10, depth=20, resamples=200))
    with pytest.raises(DifferentProtocols, match="different lists"):
        Comparison(found.protocol, [*found.measurements, *longer.measurements])


def test_a_model_that_cannot_learn_is_left_out_with_its_reason() -> None:
    models = {"ease": EASE(-1.0), "popularity": Popularity()}
    found = compare(models, leave_last_out(planted_tastes()), settings=QUICK)
    assert [entry.model for entry in found.measurements] == ["popularity"]
    assert "regularisation" in found.left_out["ease"]
    with pytest.raises(InvalidInput, match="regularisation"):
        compare({"ease": EASE(-1.0)}, found.protocol)


def test_progress_is_told_in_order(found: Comparison) -> None:
    told: list[float] = []
    compare(
        {"a": Popularity(), "b": Popularity()}, found.protocol, settings=QUICK, tell=lambda part, _: told.append(part)
    )
    assert told == sorted(told)
    assert told[-1] == 1.0


def test_gini_is_nothing_for_equals_and_near_one_for_a_monopoly() -> None:
    assert metrics.gini(np.full(100, 3)) == pytest.approx(0.0)
    assert metrics.gini(np.eye(100)[0]) == pytest.approx(0.99)
    assert metrics.gini(np.zeros(5)) == 0.0


def test_an_empty_list_has_no_popularity() -> None:
    assert np.isnan(metrics.mean_popularity(np.array([[-1, -1]]), np.array([0.5]))).all()
    assert metrics.mean_popularity(np.array([[0, -1]]), np.array([0.5])).tolist() == [0.5]


def test_honest_scores_lie_on_the_diagonal_and_dishonest_ones_do_not() -> None:
    rng = np.random.default_rng(3)
    scores = rng.normal(size=(4_000, 10))
    came = rng.random(scores.shape) < 1 / (1 + np.exp(-(scores - 1)))
    honest = reliability(scores, came)
    personal = scores * rng.lognormal(0, 1.5, size=(4_000, 1))  # a scale of everybody's own
    bent = reliability(personal, came)
    assert honest is not None and bent is not None
    assert honest.error < 0.02 < bent.error
    assert ((honest.low <= honest.came_true) & (honest.came_true <= honest.high)).all()


def test_without_hits_there_is_nothing_to_be_honest_about() -> None:
    assert reliability(np.ones((10, 3)), np.zeros((10, 3), bool)) is None
