"""What a scorer of outfits is beside: popularity, and how often two facts or two pieces stand together."""

from collections.abc import Callable
from itertools import combinations

import numpy as np
from scipy.sparse import csr_array

from modiste.recommender._sets import Replacements, Table

Score = Callable[[Table], np.ndarray]
SMOOTH = 0.5  # pairs that every two facts are taken to have met beside those counted


class Together:
    """How much more often than by chance two values stand in one outfit (PMI), the mean over a set's pairs."""

    def __init__(self, values: np.ndarray, outfits: Table) -> None:
        _, self.codes = np.unique(values, axis=0, return_inverse=True)
        size = int(self.codes.max()) + 1
        pairs = np.concatenate([outfits[:, list(pair)] for pair in combinations(range(outfits.shape[1]), 2)])
        left, right = self.codes[pairs[(pairs >= 0).all(axis=1)]].T
        both = np.concatenate([left, right]), np.concatenate([right, left])
        self.met = csr_array((np.ones(len(both[0])), both), shape=(size, size))
        self.met.sum_duplicates()
        self.count = np.bincount(both[0], minlength=size)

    def __call__(self, sets: Table) -> np.ndarray:
        total, pairs = np.zeros(len(sets)), np.zeros(len(sets))
        for one, other in combinations(range(sets.shape[1]), 2):
            rows = np.flatnonzero((sets[:, one] >= 0) & (sets[:, other] >= 0))
            if len(rows):
                a, b = self.codes[sets[rows, one]], self.codes[sets[rows, other]]
                by_chance = self.count[a] * self.count[b] / self.count.sum()
                total[rows] += np.log((self.met[a, b] + SMOOTH) / (by_chance + SMOOTH))
                pairs[rows] += 1
        return total / pairs


class Regression:
    """Logistic regression on several scores, learnt from outfits and from those with all pieces replaced."""

    def __init__(self, scores: list[Score], outfits: Table, wrong: Replacements) -> None:
        self.scores = scores
        sets = np.concatenate([outfits, wrong.wrong_sets(outfits, 1.0, np.random.default_rng(0))])
        label = (np.arange(len(sets)) < len(outfits)).astype(float)
        x = self.features(sets)
        self.line = np.zeros(x.shape[1])
        for _ in range(20):
            said = 1 / (1 + np.exp(-x @ self.line))
            bend = (x.T * (said * (1 - said))) @ x + np.eye(x.shape[1])
            self.line += np.linalg.solve(bend, x.T @ (label - said) - self.line)

    def features(self, sets: Table) -> np.ndarray:
        return np.stack([*(score(sets) for score in self.scores), np.ones(len(sets))], axis=1)

    def __call__(self, sets: Table) -> np.ndarray:
        return self.features(sets) @ self.line


def baselines(attributes: np.ndarray, outfits: Table, wrong: Replacements) -> dict[str, Score]:
    """Scores by name; attributes are (n, a) with colour, fabric and type in the columns 0, 2 and 6."""
    often = np.log1p(np.bincount(outfits[outfits >= 0], minlength=len(attributes)))
    crosses = [[6], [0], [2], [6, 0], [6, 2], [0, 2], [6, 0, 2]]
    parts: list[Score] = [Together(attributes[:, columns], outfits) for columns in crosses]
    return {
        "popularity": lambda sets: (often[np.maximum(sets, 0)] * (sets >= 0)).sum(1) / (sets >= 0).sum(1),
        "type PMI": parts[0],
        "sum of attribute PMIs": lambda sets: np.sum([part(sets) for part in parts], axis=0),
        "logistic regression on attribute PMIs": Regression(parts, outfits, wrong),
        "item co-occurrence (uses identities)": Together(np.arange(len(attributes)), outfits),
    }
