"""What a single word does to the odds of a match: logistic regression on the words that two titles share or do not."""

from collections.abc import Iterator, Sequence

import numpy as np
from scipy import sparse
from scipy.optimize import minimize

from modiste.matching.comparison.features import Pair
from modiste.matching.comparison.trees import FOLDS, Floats, folds_of

PENALTY = 3.0


def word_matrix(pairs: Sequence[Pair], *, is_one_table: bool) -> sparse.csr_matrix:
    """One row a pair, one column a word with where it stands: in both titles, in one, and in two tables in the left."""
    columns: dict[str, int] = {}
    indices: list[int] = []
    starts = [0]
    for pair in pairs:
        indices.extend(columns.setdefault(word, len(columns)) for word in _words(pair, is_one_table))
        starts.append(len(indices))
    return sparse.csr_matrix((np.ones(len(indices)), indices, starts), shape=(len(pairs), len(columns)))


def _words(pair: Pair, is_one_table: bool) -> Iterator[str]:
    left, right = pair
    only_left, only_right = left.title_words - right.all_words, right.title_words - left.all_words
    yield from (f"one {word}" for word in only_left | only_right)
    yield from (f"both {word}" for word in left.title_words & right.title_words)
    if not is_one_table:
        yield from (f"left {word}" for word in only_left)


def cross_odds(words: sparse.csr_matrix, labels: Floats, offsets: Floats, *, seed: int) -> Floats:
    """Log odds beside given `offsets` for all rows; the first are labelled, and each asked of what did not see it."""
    count, folds = len(labels), folds_of(len(labels), seed)
    found = np.zeros(words.shape[0])
    for fold in range(FOLDS):
        seen = np.flatnonzero(folds != fold)
        weights = _regress(words[seen], labels[seen], offsets[seen])
        answers = words @ weights[:-1] + weights[-1]
        found[:count][folds == fold] = answers[:count][folds == fold]
        found[count:] += answers[count:] / FOLDS
    return found


def _regress(words: sparse.csr_matrix, labels: Floats, offsets: Floats) -> Floats:
    def loss(weights: Floats) -> tuple[float, Floats]:
        heights = offsets + words @ weights[:-1] + weights[-1]
        wrong = 1 / (1 + np.exp(-heights)) - labels
        value = np.sum(np.logaddexp(0, heights) - labels * heights) + PENALTY / 2 * np.sum(weights[:-1] ** 2)
        return float(value), np.r_[words.T @ wrong + PENALTY * weights[:-1], wrong.sum()]

    start = np.zeros(words.shape[1] + 1)
    return minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 60}).x
