"""The questions that models are asked: honest, disjoint, and told apart from each other."""

from pathlib import Path

import numpy as np
import pytest

from modiste.recommender import protocols
from modiste.recommender.errors import BadInteractions, InvalidInput
from modiste.recommender.interactions import Interactions
from modiste.recommender.testing import planted_tastes


def pairs(log: Interactions) -> set[tuple[int, int]]:
    return set(zip(log.rows.tolist(), log.csr.indices.tolist(), strict=True))


def arriving() -> Interactions:
    """A log in which item i can be had from day i on."""
    log = planted_tastes()
    days = log.csr.indices + 5 * np.random.default_rng(2).random(log.csr.nnz)
    return Interactions(log.csr, days, log.user_labels, log.item_labels)


def without_times(log: Interactions) -> Interactions:
    return Interactions(log.csr, None, log.user_labels, log.item_labels)


@pytest.mark.parametrize("make", protocols.PROTOCOLS.values(), ids=protocols.PROTOCOLS)
def test_no_protocol_teaches_what_it_asks(make) -> None:
    asked = make(arriving())
    assert not pairs(asked.test) & pairs(asked.train)
    assert not pairs(asked.test) & pairs(asked.histories)
    assert asked.facts()["users_asked"] > 0
    assert "held out" in asked.description or "never learnt" in asked.description


def test_cold_items_are_the_latest_and_nobody_learns_them() -> None:
    log = arriving()
    asked = protocols.cold_items(log, share=0.5)
    assert asked.candidates is not None and log.timestamps is not None
    cold = np.flatnonzero(asked.candidates)
    assert not np.isin(asked.train.csr.indices, cold).any()
    assert set(asked.test.csr.indices.tolist()) == set(cold.tolist())
    assert log.timestamps[np.isin(log.csr.indices, cold)].min() >= (log.timestamps.max() + log.timestamps.min()) / 2


def test_without_times_the_cold_items_are_drawn() -> None:
    log = without_times(planted_tastes())
    one, other = (protocols.cold_items(log, random_state=seed) for seed in (1, 2))
    assert one.facts()["items_ranked"] == 8
    assert one.fingerprint() != other.fingerprint()


@pytest.mark.parametrize("log", [planted_tastes(), without_times(planted_tastes())], ids=["with times", "without"])
def test_cold_users_are_known_by_a_part_of_their_likes(log: Interactions) -> None:
    asked = protocols.cold_users(log, share=0.25, known=0.5)
    cold = np.unique(asked.test.rows)
    assert len(cold) == 30
    assert not np.isin(asked.train.rows, cold).any()
    assert set(np.unique(asked.histories.rows)) == set(cold)
    assert pairs(asked.train) | pairs(asked.histories) | pairs(asked.test) == pairs(log)
    if log.timestamps is not None:
        assert asked.histories.timestamps is not None and asked.test.timestamps is not None
        for user in cold:
            earlier = asked.histories.timestamps[asked.histories.rows == user]
            assert earlier.max() < asked.test.timestamps[asked.test.rows == user].min()


def test_the_same_question_has_the_same_fingerprint() -> None:
    log = arriving()
    assert protocols.leave_last_out(log).fingerprint() == protocols.leave_last_out(log).fingerprint()
    assert len({make(log).fingerprint() for make in protocols.PROTOCOLS.values()}) == len(protocols.PROTOCOLS)


def test_a_held_out_dislike_is_not_asked_for() -> None:
    log = Interactions.from_events([0, 0], [0, 1], [1.0, -1.0], all_items=[0, 1, 2], dislikes=True)
    other = Interactions.from_events([0], [2], all_items=[0, 1, 2])
    assert protocols.given_split(other, log).test.csr.indices.tolist() == [0]


@pytest.mark.parametrize("share", [0.0, 1.0])
def test_refuses_shares_that_leave_nothing(share: float) -> None:
    for make in (protocols.cold_items, protocols.cold_users):
        with pytest.raises(InvalidInput):
            make(planted_tastes(), share=share)


def test_refuses_a_log_without_anybody_to_ask() -> None:
    log = Interactions.from_events([0, 1], [0, 1])
    with pytest.raises(BadInteractions, match="Nobody has 3 likes"):
        protocols.cold_users(log)
    with pytest.raises(BadInteractions, match="left to learn from"):
        protocols.cold_users(Interactions.from_events([0, 0, 0], [0, 1, 2]))


def test_reads_a_published_split(shared: Path) -> None:
    split = protocols.read_split(shared / "data" / "renttherunway" / "split_3core_loo.npz")
    assert split.train.shape == (15_576, 4_750)
    assert split.validation is not None


def test_a_file_that_is_no_split_is_refused_with_what_it_needs(tmp_path: Path) -> None:
    np.savez(tmp_path / "half.npz", shape=[2, 2], train_indptr=[0, 1, 1], train_indices=[0])
    (tmp_path / "text.npz").write_text("nothing")
    for name in ("half.npz", "text.npz", "absent.npz"):
        with pytest.raises(BadInteractions, match="it needs train_indptr"):
            protocols.read_split(tmp_path / name)
