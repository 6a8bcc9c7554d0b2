"""SASRec: the house rules, and that it reads the order of a history."""

from pathlib import Path

import numpy as np
import pytest

from modiste.recommender.blend import Blend
from modiste.recommender.errors import BadInteractions, InvalidInput, NotFitted
from modiste.recommender.interactions import Interactions
from modiste.recommender.splits import leave_one_out
from modiste.recommender.testing import check_model, planted_tastes


def rounds(users: int = 60, items: int = 12, long: int = 6) -> Interactions:
    """A log in which item i is always followed by item i + 1, each user beginning anywhere."""
    who = np.repeat(np.arange(users), long)
    step = np.tile(np.arange(long), users)
    return Interactions.from_events(who, (who * 5 + step) % items, timestamps=step, all_items=np.arange(items))


def small(**given: object):  # noqa: ANN201
    from modiste.recommender.neural.sasrec import SASRec

    settings = {"factors": 16, "blocks": 1, "epochs": 25, "dropout": 0.1, "learning_rate": 0.01} | given
    return SASRec(**settings)  # type: ignore[arg-type]


def test_keeps_the_house_rules(tmp_path: Path) -> None:
    check_model(lambda: small(epochs=2), tmp_path)


@pytest.mark.parametrize("loss", ["gbce", "softmax"])
def test_the_order_of_a_history_says_what_comes_next(loss: str) -> None:
    model = small(loss=loss).fit(rounds())
    assert model.recommend_for([3, 4, 5], k=1)[0].tolist() == [6]
    assert model.recommend_for([9, 5], k=1)[0].tolist() == [6]
    assert model.recommend_for([5, 9], k=1)[0].tolist() == [10]
    assert model.losses_[-1] < model.losses_[0]


def test_many_at_once_equal_one_at_a_time_whatever_their_length() -> None:
    log = rounds()
    model = small(epochs=3).fit(log)
    together = model.score(log.in_order())
    alone = np.concatenate([model.score(log.in_order()[[row]]) for row in range(5)])
    assert np.allclose(together[:5], alone, atol=1e-5)
    assert np.allclose(model.score(log.csr, np.arange(60)), together, atol=1e-6)


def test_only_the_latest_likes_count_and_dislikes_are_no_part_of_a_sequence() -> None:
    model = small(epochs=3, max_length=4).fit(rounds())
    latest = model.score(model.history([2, 3, 4, 5]))
    assert np.allclose(model.score(model.history([9, 0, 2, 3, 4, 5])), latest, atol=1e-5)
    assert np.allclose(model.score(model.history([2, 3, 8, 4, 5], [1, 1, -1, 1, 1])), latest, atol=1e-5)


def test_training_ends_when_held_out_lists_get_no_better_and_keeps_the_best() -> None:
    from modiste.recommender.evaluate import evaluate

    split = leave_one_out(planted_tastes(users=60, likes=8), validation=False)
    model = small(epochs=40).fit(split.train, validation=split.test)
    assert len(model.validation_) < 40
    assert evaluate(model, split.train, split.test, k=10).ndcg == pytest.approx(max(model.validation_))


def test_refuses_what_it_cannot_learn_from() -> None:
    log = rounds()
    with pytest.raises(BadInteractions, match="timestamps"):
        small().fit(Interactions(log.csr))
    for wrong in ({"epochs": 0}, {"dropout": 1.0}, {"loss": "hope"}, {"calibration": 2.0}, {"learning_rate": 0.0}):
        with pytest.raises(InvalidInput):
            small(**wrong).fit(log)
    with pytest.raises(NotFitted):
        small().history([1])
    with pytest.raises(InvalidInput, match="one weight per item"):
        small(epochs=1).fit(log).history([1, 2], [1.0])


def test_saves_no_sequence_of_anybody() -> None:
    assert all("sequence" not in name for name in small(epochs=1).fit(rounds()).state())


def test_leaves_the_callers_random_numbers_alone() -> None:
    import torch

    torch.manual_seed(5)
    expected = torch.rand(3)
    torch.manual_seed(5)
    small(epochs=1).fit(rounds())
    assert torch.equal(torch.rand(3), expected)


def test_strangers_are_evaluated_by_the_order_of_their_histories() -> None:
    """Histories 5 → 9 and 9 → 5 hold the same items: sorted by item, both would ask for what follows 9."""
    from modiste.recommender.evaluate import evaluate

    model = small().fit(rounds())
    train = Interactions.from_events([0, 0, 1, 1], [5, 9, 9, 5], timestamps=[0, 1, 0, 1], all_items=np.arange(12))
    test = Interactions.from_events([0, 1], [10, 6], all_items=np.arange(12))
    assert evaluate(model, train, test, k=1, fold_in=True).recall == 1.0
    assert evaluate(Blend([small()], weights=[1.0]).fit(rounds()), train, test, k=1, fold_in=True).recall == 1.0
    timeless = Interactions.from_csr(train.csr.indptr, train.csr.indices, train.shape)
    with pytest.raises(BadInteractions, match="timestamps"):
        evaluate(model, timeless, test, k=1, fold_in=True)


def test_a_saved_model_is_evaluated_like_the_one_that_learnt(tmp_path: Path) -> None:
    """Its sequences are personal data and stay behind, so the order must come from the histories it is asked with."""
    from modiste.recommender.artifacts import load_model, save_model
    from modiste.recommender.evaluate import evaluate

    split = leave_one_out(rounds(), validation=False)
    model = small().fit(split.train)
    save_model(model, tmp_path / "model", created_at="2026-01-01T00:00:00+00:00")
    again = load_model(tmp_path / "model", type(model))
    assert evaluate(again, split.train, split.test, k=1) == evaluate(model, split.train, split.test, k=1)


def test_what_a_stranger_disliked_is_left_out_of_her_list() -> None:
    from modiste.recommender.evaluate import ranked_lists

    model = small().fit(rounds())
    log = Interactions.from_events([0, 0], [6, 5], [-1, 1], [0, 1], dislikes=True, all_items=np.arange(12))
    lists = np.concatenate([items for items, _ in ranked_lists(model, log, np.array([0]), 12, are_strangers=True)])
    assert sorted(lists[0].tolist()) == [-1, -1, 0, 1, 2, 3, 4, 7, 8, 9, 10, 11]
