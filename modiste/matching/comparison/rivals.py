"""A pair beside its rivals: the best other partner that either record has makes the pair less likely."""

import numpy as np
import numpy.typing as npt

from modiste.matching.comparison.trees import Floats

Places = npt.NDArray[np.int64]


def rival_features(left: Places, right: Places, values: Floats, *, is_one_table: bool) -> Floats:
    """Compare each pair's value with the best of its rivals.

    Parameters
    ----------
    left, right : (n,) places of the records; in one table the two sides count together
    values : (n,) how alike each pair is

    Returns
    -------
    (n, 4): the lead over the rivals of the left and of the right record, the ranks among them; in one table, where
    the sides mean nothing, the lesser first.
    """
    apart = 0 if is_one_table else int(left.max(initial=0)) + 1
    records = np.concatenate([left, right + apart])
    doubled = np.concatenate([values, values])
    order = np.lexsort((-doubled, records))
    sorted_records, sorted_values = records[order], doubled[order]
    starts = np.r_[True, sorted_records[1:] != sorted_records[:-1]]
    first = np.maximum.accumulate(np.where(starts, np.arange(len(order)), 0))
    ranks = np.arange(len(order)) - first
    second = np.minimum(first + 1, len(order) - 1)
    runner_up = np.where(sorted_records[second] == sorted_records, sorted_values[second], 0)
    best_other, rank = np.empty(len(order)), np.empty(len(order))
    best_other[order] = np.where(ranks == 0, runner_up, sorted_values[first])
    rank[order] = ranks
    leads = values[:, None] - best_other.reshape(2, -1).T  # (n, 2)
    sides = rank.reshape(2, -1).T
    if is_one_table:
        leads, sides = np.sort(leads, axis=1), np.sort(sides, axis=1)
    return np.hstack([leads, sides])
