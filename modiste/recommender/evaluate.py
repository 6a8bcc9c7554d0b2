"""Measure models the honest way: rank every item that a user has not seen, and look for what was held out."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass

import numpy as np
import numpy.typing as npt

from modiste.recommender import metrics
from modiste.recommender.arrays import FloatArray
from modiste.recommender.base import Recommender
from modiste.recommender.errors import InvalidInput
from modiste.recommender.interactions import Interactions
from modiste.recommender.ranking import top_k

ROWS_AT_ONCE = 16_000_000  # scores held at once: 64 MB of float32


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
    model: Recommender,
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
    model : Recommender
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
    lists = np.concatenate([part for part in _lists(model, train, users, k, fold_in)])
    hits = _hits(lists, test, users)
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


def _lists(
    model: Recommender, train: Interactions, users: npt.NDArray[np.int64], k: int, fold_in: bool
) -> Iterator[npt.NDArray[np.int64]]:
    batch = max(1, ROWS_AT_ONCE // train.shape[1])
    for start in range(0, len(users), batch):
        some = users[start : start + batch]
        histories = train.csr[some]
        scores = np.array(model.score(histories, None if fold_in else some), dtype=np.float32)
        scores[np.repeat(np.arange(len(some)), np.diff(histories.indptr)), histories.indices] = -np.inf
        yield top_k(scores, k)[0]


def _hits(lists: npt.NDArray[np.int64], test: Interactions, users: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
    """Return whether each place (users, k) holds a held-out item, by looking pairs up in one sorted array."""
    n_items = test.shape[1]
    held = test.rows * n_items + test.csr.indices
    asked = users[:, None] * n_items + lists
    place = np.minimum(np.searchsorted(held, asked), len(held) - 1)
    return np.asarray((held[place] == asked) & (lists >= 0))
