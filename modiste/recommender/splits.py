"""What a model may learn from and what it is asked afterwards: honest ways to hold interactions out.

`interactions` is the whole log, users × items; each part has its shape and labels. `test`, `validation` and `share` are
shares between 0 and 1.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from modiste.recommender.errors import BadInteractions, InvalidInput
from modiste.recommender.interactions import Interactions


class Split(NamedTuple):
    """Disjoint parts of one log, all with its shape and labels; `validation` is for tuning, None when not asked for."""

    train: Interactions
    validation: Interactions | None
    test: Interactions


def leave_one_out(interactions: Interactions, *, validation: bool = True, minimum: int = 3) -> Split:
    """Hold out each user's last liked item as test, and the one before it as validation.

    Parameters
    ----------
    interactions : Interactions
        With timestamps; equal times go by position. Dislikes are never held out.
    validation : bool
        Whether the last but one is held out too.
    minimum : int
        Users with fewer likes keep everything for training.

    Raises
    ------
    InvalidInput
        When `minimum` leaves nothing to learn from.
    BadInteractions
        When there are no timestamps, or nobody has `minimum` likes.
    """
    if minimum < (3 if validation else 2):
        raise InvalidInput("minimum must leave at least one like to learn from.")
    liked, rank = _liked_from_the_end(interactions)
    likes = np.bincount(interactions.rows[liked], minlength=interactions.shape[0])[interactions.rows]
    asked = liked & (likes >= minimum)
    is_test = asked & (rank == 0)
    is_validation = asked & (rank == 1) & validation
    if not is_test.any():
        raise BadInteractions(f"Nobody has {minimum} likes: lower minimum, or gather more interactions.")
    train = interactions.where(~(is_test | is_validation))
    return Split(train, interactions.where(is_validation) if validation else None, interactions.where(is_test))


def by_time(interactions: Interactions, *, test: float = 0.1, validation: float = 0.0) -> Split:
    """Hold out the latest share of all interactions, as a shop that looks forward must; likes alone are asked for.

    Raises
    ------
    InvalidInput
        When the shares are not between 0 and 1 or leave nothing to learn from.
    BadInteractions
        When there are no timestamps or a part would be empty.
    """
    if not (0 < test < 1 and 0 <= validation < 1 and test + validation < 1):
        raise InvalidInput("test and validation are shares of the log: between 0 and 1, together less than 1.")
    times = _times_of(interactions)
    order = np.argsort(times, kind="stable")
    place = np.empty(len(order), np.int64)
    place[order] = np.arange(len(order))
    share = place / len(order)
    is_test = share >= 1 - test
    is_validation = ~is_test & (share >= 1 - test - validation)
    liked = interactions.csr.data > 0
    is_enough = (is_test & liked).any() and (not validation or (is_validation & liked).any())
    if not (is_enough and (~(is_test | is_validation)).any()):
        raise BadInteractions("There are too few interactions to hold a part of them out.")
    train = interactions.where(~(is_test | is_validation))
    held = interactions.where(is_validation & liked) if validation else None
    return Split(train, held, interactions.where(is_test & liked))


def at_random(interactions: Interactions, *, test: float = 0.2, random_state: int = 0) -> Split:
    """Hold out a random share of each user's likes, at least one where the user has two; needs no timestamps.

    Raises
    ------
    InvalidInput
        When `test` is not between 0 and 1.
    BadInteractions
        When nobody has two likes.
    """
    if not 0 < test < 1:
        raise InvalidInput(f"test is a share between 0 and 1, not {test}.")
    liked = interactions.csr.data > 0
    rows = interactions.rows
    draw = np.random.default_rng(random_state).random(len(rows))
    rank = _rank_within(rows[liked], draw[liked])
    likes = np.bincount(rows[liked], minlength=interactions.shape[0])[rows[liked]]
    wanted = np.where(likes >= 2, np.clip(np.round(test * likes), 1, likes - 1), 0)
    is_test = np.zeros(len(rows), bool)
    is_test[np.flatnonzero(liked)[rank < wanted]] = True
    if not is_test.any():
        raise BadInteractions("Nobody has two likes: there is nothing to hold out.")
    return Split(interactions.where(~is_test), None, interactions.where(is_test))


def cold_items(
    interactions: Interactions, *, share: float = 0.1, random_state: int = 0
) -> tuple[Split, npt.NDArray[np.bool_]]:
    """Hold out every interaction of the items that came last: of those first met in the latest `share` of time.

    Without timestamps, of a random share of the items. Dislikes of cold items are neither learnt from nor asked for.

    Returns
    -------
    split : Split
    cold : bool array, shape (items,)
        Which items are never learnt from.

    Raises
    ------
    InvalidInput
        When `share` is not between 0 and 1.
    BadInteractions
        When no item is cold, or all are.
    """
    if not 0 < share < 1:
        raise InvalidInput(f"share must lie between 0 and 1, not {share}.")
    columns, times = interactions.csr.indices, interactions.timestamps
    known = np.bincount(columns, minlength=interactions.shape[1]) > 0
    if times is None:
        draw = np.random.default_rng(random_state).random(len(known))
        cold = known & (draw <= np.quantile(draw[known], share))
    else:
        first = np.full(len(known), np.inf)
        np.minimum.at(first, columns, times)
        cold = known & (first >= times.max() - share * (times.max() - times.min()))
    is_cold, liked = cold[columns], interactions.csr.data > 0
    if not (is_cold & liked).any() or is_cold.all():
        raise BadInteractions("There are no cold items to ask about, or nothing else to learn from.")
    return Split(interactions.where(~is_cold), None, interactions.where(is_cold & liked)), cold


def cold_users(
    interactions: Interactions,
    *,
    share: float = 0.1,
    known: float = 0.8,
    minimum: int = 3,
    random_state: int = 0,
) -> tuple[Interactions, Interactions, Interactions]:
    """Hold out whole shoppers: return what is learnt from, the cold shoppers' histories, and what they are asked for.

    A random `share` of the shoppers with `minimum` likes is cold. Of each, the first `known` part of the likes (by
    time; by chance without timestamps) and all dislikes are the history; the other likes, at least one, are asked for.

    Raises
    ------
    InvalidInput
        When a share is not between 0 and 1, or `minimum` below 2.
    BadInteractions
        When nobody has enough likes, or nothing is left to learn from.
    """
    if not (0 < share < 1 and 0 < known < 1 and minimum >= 2):
        raise InvalidInput("share and known must lie between 0 and 1, minimum be at least 2.")
    rng = np.random.default_rng(random_state)
    rows, liked = interactions.rows, interactions.csr.data > 0
    likes = np.bincount(rows[liked], minlength=interactions.shape[0])
    able = np.flatnonzero(likes >= minimum)
    if not len(able):
        raise BadInteractions(f"Nobody has {minimum} likes: lower minimum, or gather more interactions.")
    cold = np.zeros(len(likes), bool)
    cold[rng.choice(able, max(1, round(share * len(able))), replace=False)] = True
    moments = rng.random(len(rows)) if interactions.timestamps is None else interactions.timestamps
    rank = np.full(len(rows), -1, np.int64)
    rank[liked] = _rank_within(rows[liked], moments[liked])
    asked = cold[rows] & liked & (rank >= np.clip(np.round(known * likes), 1, likes - 1)[rows])
    if cold[rows].all():
        raise BadInteractions("Nobody is left to learn from: lower share, or gather more interactions.")
    return interactions.where(~cold[rows]), interactions.where(cold[rows] & ~asked), interactions.where(asked)


def _times_of(interactions: Interactions) -> npt.NDArray[np.float64]:
    if interactions.timestamps is None:
        raise BadInteractions("This split goes by time, and these interactions have no timestamps.")
    return interactions.timestamps


def _liked_from_the_end(interactions: Interactions) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.int64]]:
    """Return which pairs are likes, and for each like how many later ones its user has (-1 for dislikes)."""
    liked = interactions.csr.data > 0
    rank = np.full(len(liked), -1, np.int64)
    times = _times_of(interactions)[liked]
    later_first = np.empty(len(times), np.int64)
    later_first[np.argsort(-times, kind="stable")] = np.arange(len(times))
    rank[liked] = _rank_within(interactions.rows[liked], later_first)
    return liked, rank


def _rank_within(groups: npt.NDArray[np.integer], keys: npt.NDArray[np.generic]) -> npt.NDArray[np.int64]:
    """Return each element's rank by key among those of its group, 0 first."""
    order = np.lexsort((keys, groups))
    ordered = groups[order]
    starts = np.flatnonzero(np.append(True, ordered[1:] != ordered[:-1])) if len(order) else np.zeros(0, np.int64)
    lengths = np.diff(np.append(starts, len(order)))
    rank = np.empty(len(order), np.int64)
    rank[order] = np.arange(len(order)) - np.repeat(starts, lengths)
    return rank
