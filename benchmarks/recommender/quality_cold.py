"""Items that nobody had when the models learnt: those first met in the last tenth of all time, ranked among themselves.

Settings are chosen in the window before: on the log as it was after nine tenths of the time, with the items of its own
last tenth. Items are described by what a shop knows at their launch, never by what their own buyers wrote.
The bound is what no model can surpass in the mean that knows of an item the features alone and of a shopper which of
them she had most: the best lists of each group of shoppers, chosen after the fact.
"""

import itertools
import sys
from typing import Any

import numpy as np
from scipy.sparse import csr_array

from benchmarks.recommender.quality_asking import K
from modiste.recommender import metrics
from modiste.recommender.als import ImplicitALS, balanced_alpha
from modiste.recommender.arrays import FloatArray
from modiste.recommender.base import Recommender
from modiste.recommender.bootstrap import interval, resampled_means
from modiste.recommender.evaluate import Scorer, hits_of, ranked_lists
from modiste.recommender.hybrid import Hybrid
from modiste.recommender.interactions import Interactions
from modiste.recommender.popularity import Popularity
from modiste.recommender.protocols import Protocol, cold_items

GRID = {"factors": (16, 64), "ridge": (0.03, 0.1), "regularisation": (1.0, 20.0)}
SEEDS = range(5)
GOAL = 3.0


class Bound:
    """The share of each group's held-out likes that fell on a kind of item, spread evenly over its items."""

    def __init__(self, asked: Protocol, features: csr_array) -> None:
        dense = features[:, :-1].toarray()  # without the column that all share
        _, self.kind = np.unique(dense, axis=0, return_inverse=True)
        one_hot = csr_array((np.ones(len(self.kind)), (np.arange(len(self.kind)), self.kind)))
        had = csr_array(asked.histories.csr @ one_hot)
        self.group = np.where(np.diff(asked.histories.csr.indptr) > 0, np.asarray(had.argmax(axis=1)).ravel(), -1)
        wanted = np.maximum(np.diff(asked.test.csr.indptr), 1)
        found = csr_array(asked.test.csr @ one_hot).toarray() / wanted[:, None]
        many = np.maximum(np.bincount(self.kind[asked.candidates], minlength=found.shape[1]), 1)
        self.worth = {group: found[self.group == group].sum(axis=0) / many for group in np.unique(self.group)}

    def score(self, _histories: object, users: np.ndarray | None = None, /) -> FloatArray:
        assert users is not None
        return np.stack([self.worth[group][self.kind] for group in self.group[users]])


def recall_of(model: Scorer, asked: Protocol) -> np.ndarray:
    """Recall@20 of everybody who had a cold item, shape (users,)."""
    users = np.unique(asked.test.rows)
    lists = np.concatenate([items for items, _ in ranked_lists(model, asked.histories, users, K, asked.candidates)])
    return metrics.recall(hits_of(lists, asked.test, users), np.diff(asked.test.csr.indptr)[users])


def described(settings: dict[str, Any], train: Interactions, features: csr_array, seed: int = 0) -> Recommender:
    """A hybrid that has learnt."""
    base = ImplicitALS(settings["factors"], balanced_alpha(train), settings["ridge"], iterations=8, random_state=seed)
    return Hybrid(base, features, settings["regularisation"]).fit(train)


def earlier(log: Interactions) -> Interactions:
    """The log as it was after nine tenths of all time."""
    times = log.timestamps
    assert times is not None
    return log.where(times < times.max() - 0.1 * (times.max() - times.min()))


def compared(name: str, log: Interactions, features: csr_array) -> dict[str, Any]:
    """Choose on the earlier window, ask once on the last, print the table."""
    before = cold_items(earlier(log))
    points = [dict(zip(GRID, values, strict=True)) for values in itertools.product(*GRID.values())]
    tried = [float(recall_of(described(point, before.train, features), before).mean()) for point in points]
    best, lowest = points[int(np.argmax(tried))], float(recall_of(Popularity().fit(before.train), before).mean())
    print(f"{name}, cold: {best} {max(tried):.4f}, popularity {lowest:.4f}", file=sys.stderr)
    asked = cold_items(log)
    popularity = recall_of(Popularity().fit(asked.train), asked)
    seeds = [recall_of(described(best, asked.train, features, seed), asked) for seed in SEEDS]
    ours, bound = np.mean(seeds, axis=0), recall_of(Bound(asked, features), asked)
    facts = asked.facts()
    chance = K / facts["items_ranked"]
    means = resampled_means(np.column_stack([ours, popularity]))
    low, high = np.quantile(means[:, 0] / means[:, 1], [0.025, 0.975])
    print(f"### {name}, cold: {facts['items_ranked']} new items, asked by {facts['users_asked']} people\n")
    print(f"| model | Recall@{K} on the earlier window | Recall@{K} | times popularity | goal |\n|---|--:|--:|--:|--:|")
    spread = float(np.std([seed.mean() for seed in seeds], ddof=1))
    print(f"| by chance | – | {chance:.4f} | {chance / popularity.mean():.2f} | – |")
    print(f"| popularity (all new items alike: by position) | {lowest:.4f} | {popularity.mean():.4f} | 1 | – |")
    shown = f"{ours.mean() / popularity.mean():.2f} ({low:.2f} to {high:.2f})"
    print(f"| hybrid {best} | {max(tried):.4f} | {ours.mean():.4f} ± {spread:.4f} | {shown} | ≥ {GOAL:g} |")
    print(f"| bound | – | {bound.mean():.4f} | {bound.mean() / popularity.mean():.2f} | – |\n")
    return {
        "settings": best,
        "earlier": {"popularity": lowest, "hybrid": max(tried)},
        "recall": {"chance": chance, "popularity": float(popularity.mean()), "hybrid": interval(ours)._asdict()},
        "seeds": [float(seed.mean()) for seed in seeds],
        "bound": float(bound.mean()),
        "ratio": [float(low), float(ours.mean() / popularity.mean()), float(high)],
    }
