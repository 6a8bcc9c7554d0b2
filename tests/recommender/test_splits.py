"""Three ways to hold interactions out: disjoint, complete, and true to time."""

import numpy as np
import pytest

from modiste.recommender.errors import BadInteractions, InvalidInput
from modiste.recommender.interactions import Interactions
from modiste.recommender.splits import Split, at_random, by_time, leave_one_out
from modiste.recommender.testing import planted_tastes


def pairs(log: Interactions | None) -> set[tuple[int, int]]:
    return set() if log is None else set(zip(log.rows.tolist(), log.csr.indices.tolist(), strict=True))


@pytest.mark.parametrize("split", [leave_one_out, by_time, at_random])
def test_parts_are_disjoint_and_lose_nothing(split: object) -> None:
    log = planted_tastes()
    made: Split = split(log)  # type: ignore[operator]
    parts = [pairs(part) for part in made]
    assert sum(len(part) for part in parts) == log.csr.nnz
    assert set().union(*parts) == pairs(log)


def test_the_last_like_is_the_test_and_the_one_before_the_validation() -> None:
    log = Interactions.from_events([0] * 5, list("abcde"), [1, 1, 1, 1, -1], [1, 2, 3, 4, 5], dislikes=True)
    made = leave_one_out(log)
    assert made.test.csr.indices.tolist() == [3]
    assert made.validation is not None
    assert made.validation.csr.indices.tolist() == [2]
    assert made.train.csr.indices.tolist() == [0, 1, 4]


def test_users_with_few_likes_are_only_learnt_from() -> None:
    log = Interactions.from_events([0, 0, 0, 1], list("abca"), timestamps=[1, 2, 3, 4])
    assert leave_one_out(log).test.rows.tolist() == [0]


def test_nothing_learnt_from_is_later_than_what_is_asked() -> None:
    made = by_time(planted_tastes(), test=0.2, validation=0.1)
    assert made.train.timestamps is not None
    assert made.validation is not None
    assert made.validation.timestamps is not None
    assert made.test.timestamps is not None
    assert made.train.timestamps.max() < made.validation.timestamps.min()
    assert made.validation.timestamps.max() < made.test.timestamps.min()


def test_a_random_split_is_the_same_for_the_same_seed() -> None:
    log = planted_tastes()
    assert pairs(at_random(log).test) == pairs(at_random(log).test) != pairs(at_random(log, random_state=1).test)


def test_a_random_split_leaves_everybody_something() -> None:
    made = at_random(planted_tastes(), test=0.9)
    assert np.diff(made.train.csr.indptr).min() >= 1


def test_time_is_needed_where_time_decides() -> None:
    log = Interactions.from_events([0, 0, 0], [1, 2, 3])
    with pytest.raises(BadInteractions, match="no timestamps"):
        leave_one_out(log)


def test_refuses_a_log_too_short_for_its_parts() -> None:
    log = Interactions.from_events([0, 1, 2], [0, 1, 2], timestamps=[1, 2, 3])
    with pytest.raises(BadInteractions, match="too few"):
        by_time(log, test=0.4, validation=0.1)


def test_refuses_shares_that_leave_nothing() -> None:
    with pytest.raises(InvalidInput):
        by_time(planted_tastes(), test=0.6, validation=0.5)
