"""Measure models the honest way: rank every item that a user has not seen, and look for what was held out."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from modiste.recommender import metrics
from modiste.recommender.arrays import BoolArray, FloatArray
from modiste.recommender.errors import InvalidInput
from modiste.recommender.interactions import Interactions
from modiste.recommender.ranking import top_k

ROWS_AT_ONCE = 16_000_000  # scores held at once: 64 MB of float32


class Scorer(Protocol):
    """What can be evaluated: a fitted model, or vectors in the middle of a training."""

    def score(self, histories: csr_array, users: npt.NDArray[np.integer[Any]] | None = None, /) -> FloatArray:
        """Return how much each history asks for each item, shape (n, items)."""


@dataclass(frozen=True)
class Report:
    """The means over all users with something held out; `k` is the length of the lists, `users` their number."""

    k: int
    users: int
    recall: float
    ndcg: float
    map: float
    mrr: float
    hit_rate: float
    coverage: float
    novelty: float
    diversity: float | None

    def as_dict(self) -> dict[str, float | int | None]:
        """Return the figures by name."""
        return asdict(self)


def evaluate(
    model: Scorer,
    train: Interactions,
    test: Interactions,
    *,
    k: int = 20,
    vectors: FloatArray | None = None,
    fold_in: bool = False,
) -> Report:
    """Rank all unseen items for every user with held-out items.

    Parameters
    ----------
    model : Scorer
        Fitted on `train` (or on anything else: see `fold_in`).
    train, test : Interactions, same shape
        What each user had before (masked from the lists), and what was held out; dislikes in it do not count.
    k : int
        Length of the lists.
    vectors : array, shape (items, d), optional
        For the diversity of the lists.
    fold_in : bool
        Treat users as strangers whose history is their row of `train`, instead of as rows that the model learnt.

    Raises
    ------
    InvalidInput
        When the shapes differ or k is not positive.
    """
    if train.shape != test.shape:
        raise InvalidInput(f"train has shape {train.shape}, test {test.shape}: both must speak of the same matrix.")
    test = test.where(test.csr.data > 0)  # a held-out dislike is nothing to be found
    wanted = np.diff(test.csr.indptr)
    users = np.flatnonzero(wanted > 0)
    lists = np.concatenate([items for items, _ in ranked_lists(model, train, users, k, None, fold_in)])
    hits = hits_of(lists, test, users)
    popularity = np.bincount(train.csr.indices, minlength=train.shape[1]) / train.shape[0]
    asked = wanted[users]
    return Report(
        k=k,
        users=len(users),
        recall=float(metrics.recall(hits, asked).mean()),
        ndcg=float(metrics.ndcg(hits, asked).mean()),
        map=float(metrics.average_precision(hits, asked).mean()),
        mrr=float(metrics.reciprocal_rank(hits).mean()),
        hit_rate=float(metrics.hit_rate(hits).mean()),
        coverage=metrics.coverage(lists, train.shape[1]),
        novelty=metrics.novelty(lists, popularity),
        diversity=None if vectors is None else metrics.diversity(lists, vectors),
    )


def as_table(reports: Mapping[str, Report]) -> str:
    """Return reports by name as a Markdown table."""
    k = next(iter(reports.values())).k if reports else 20
    head = f"| model | Recall@{k} | NDCG@{k} | MAP@{k} | MRR@{k} | HR@{k} | coverage | novelty |"
    rows = [
        f"| {name} | {r.recall:.4f} | {r.ndcg:.4f} | {r.map:.4f} | {r.mrr:.4f} | {r.hit_rate:.4f} "
        f"| {r.coverage:.3f} | {r.novelty:.2f} |"
        for name, r in reports.items()
    ]
    return "\n".join([head, "|---" + "|--:" * 7 + "|", *rows])


def ranked_lists(
    model: Scorer,
    histories: Interactions,
    users: npt.NDArray[np.int64],
    k: int,
    candidates: BoolArray | None = None,
    are_strangers: bool = False,
) -> Iterator[tuple[npt.NDArray[np.int64], npt.NDArray[np.float32]]]:
    """Yield the k best unseen items of some users after others and their scores, both of shape (batch, k).

    Parameters
    ----------
    model : Scorer, fitted
    histories : Interactions
        What each user had: what the model is asked with, and what is masked.
    users : int array, shape (n,)
        The rows of the histories that are asked about.
    k : int
        Length of the lists.
    candidates : bool array, shape (items,), optional
        The items that may stand in a list; all when absent.
    are_strangers : bool
        Whether the model must fold the histories in, instead of using what it learnt about these rows.

    Raises
    ------
    BadInteractions
        When a model of sequences must fold in histories without timestamps.
    """
    batch = max(1, ROWS_AT_ONCE // histories.shape[1])
    known = _as_read(model, histories, are_strangers)
    for start in range(0, len(users), batch):
        some = users[start : start + batch]
        rows = known[some]
        scores = np.array(model.score(rows, None if are_strangers else some), dtype=np.float32)
        scores[np.repeat(np.arange(len(some)), np.diff(rows.indptr)), rows.indices] = -np.inf
        if candidates is not None:
            scores[:, ~candidates] = -np.inf
        yield top_k(scores, k)


def _as_read(model: Scorer, histories: Interactions, are_strangers: bool) -> csr_array:
    """Return the histories with each row stored oldest first where the model reads that, otherwise by item."""
    if not _reads_order(model) or (histories.timestamps is None and not are_strangers):
        return histories.csr
    return histories.in_order(dislikes=True)  # what is disliked must still be left out of the lists


def _reads_order(model: object) -> bool:
    """Whether the model, or a part of a blend, is one of sequences."""
    return getattr(model, "reads_order", False) or any(_reads_order(part) for part in getattr(model, "models", ()))


def hits_of(lists: npt.NDArray[np.int64], test: Interactions, users: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
    """Return whether each place holds a held-out item, shape (users, k), by looking pairs up in one sorted array.

    Parameters
    ----------
    lists : int array, shape (users, k)
        -1 in empty places.
    test : Interactions
        What was held out.
    users : int array, shape (users,)
        The row of `test` that each list is for.
    """
    n_items = test.shape[1]
    held = test.rows * n_items + test.csr.indices
    asked = users[:, None] * n_items + lists
    place = np.minimum(np.searchsorted(held, asked), len(held) - 1)
    return np.asarray((held[place] == asked) & (lists >= 0))
