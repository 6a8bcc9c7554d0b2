"""One question for our models and the peers': whom to ask, what their lists are worth, how to choose among settings."""

from typing import Any, NamedTuple

import numpy as np

from modiste.recommender import metrics
from modiste.recommender.evaluate import Scorer, hits_of, ranked_lists
from modiste.recommender.interactions import Interactions

K = 20
MOST_TUNED_ON = 3_000  # users that settings are compared on
MOST_SCORES = 120_000_000  # users × items of one answer: seconds; all users are asked where the catalogue is small


class Asked(NamedTuple):
    """Who is asked for what, knowing what."""

    histories: Interactions
    wanted: Interactions
    users: np.ndarray  # (n,), in order

    @classmethod
    def of(cls, histories: Interactions, wanted: Interactions, most: int) -> "Asked":
        """Everybody with something held out, or `most` of them drawn by chance."""
        users = np.unique(wanted.rows)
        if len(users) > most:
            users = np.sort(np.random.default_rng(0).choice(users, most, replace=False))
        return cls(histories, wanted, users)

    def worth(self, lists: np.ndarray) -> "Worth":
        """The figures of lists, shape (n, K)."""
        hits, held = hits_of(lists, self.wanted, self.users), np.diff(self.wanted.csr.indptr)[self.users]
        return Worth(metrics.ndcg(hits, held), metrics.recall(hits, held))

    def lists_of(self, model: Scorer) -> np.ndarray:
        """What a fitted model answers, shape (n, K)."""
        return np.concatenate([items for items, _ in ranked_lists(model, self.histories, self.users, K)])


class Worth(NamedTuple):
    """NDCG@20 and Recall@20 of each user."""

    ndcg: np.ndarray
    recall: np.ndarray


class Row(NamedTuple):
    """One model's line of a table: what it was set to, how it did on validation, and on test with every seed."""

    name: str
    settings: dict[str, Any]
    by_default: float | None  # NDCG on validation with the settings one has without tuning
    tuned: float | None
    points: int  # of the grid
    seeds: list[Worth]
    cpu_seconds: float  # of one fit on all that is known

    @property
    def mean(self) -> Worth:
        """Each user's mean over the seeds."""
        return Worth(*(np.mean(column, axis=0) for column in zip(*self.seeds, strict=True)))

    def shown(self, metric: str) -> str:
        """The mean and the spread over seeds."""
        values = [float(getattr(worth, metric).mean()) for worth in self.seeds]
        spread = f" ± {np.std(values, ddof=1):.4f}" if len(values) > 1 else ""
        return f"{np.mean(values):.4f}{spread}"

    def as_dict(self) -> dict[str, Any]:
        """The figures as JSON values."""
        return {
            "settings": self.settings,
            "validation": {"default": self.by_default, "tuned": self.tuned, "points": self.points},
            "test": [{name: float(values.mean()) for name, values in worth._asdict().items()} for worth in self.seeds],
            "cpu_seconds": self.cpu_seconds,
        }
