"""One model's answer to one protocol: accuracy with intervals, and what accuracy does not say."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array, diags_array

from modiste.recommender import metrics
from modiste.recommender.arrays import BoolArray, IntArray
from modiste.recommender.base import Recommender
from modiste.recommender.bootstrap import Interval, interval
from modiste.recommender.errors import InvalidInput
from modiste.recommender.evaluate import hits_of, ranked_lists
from modiste.recommender.facts import ItemFacts
from modiste.recommender.protocols import Protocol
from modiste.recommender.reliability import Reliability, reliability

MOST_COMPARED = 2_000  # users whose lists' diversity is measured
Values = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Settings:
    """How answers are measured: the length of the lists, that of the curves, and the bootstrap."""

    k: int = 20
    depth: int = 100
    resamples: int = 1_000
    random_state: int = 0

    def __post_init__(self) -> None:
        """Check the lengths."""
        if self.k < 1 or self.depth < self.k or self.resamples < 1:
            raise InvalidInput("k and resamples must be at least 1, and depth at least k.")


@dataclass(frozen=True, eq=False)
class Measurement:
    """What came of asking one model.

    Attributes
    ----------
    protocol, settings : str, Settings
        The fingerprint of the question, and how it was measured.
    per_user : dict of float64 arrays, shape (users,)
        recall, ndcg, map, mrr and hit_rate of everybody who was asked, in the same order for every model.
    accuracy : dict of Interval
        Their means with 95 % intervals.
    beyond : dict of float or None
        coverage, novelty (bits), diversity, gini, popularity and profile_popularity (mean share of people who have the
        items), popularity_lift, miscalibration (bits; None without categories), calibration_error.
    recall_curve, exposure_curve : float64 arrays
        Recall at 1 … depth; and the share of places that the most popular 0 %, 1 % … 100 % of the items hold.
    """

    model: str
    protocol: str
    settings: Settings
    parameters: Mapping[str, Any]
    per_user: Mapping[str, Values]
    accuracy: Mapping[str, Interval]
    beyond: Mapping[str, float | None]
    recall_curve: Values
    exposure_curve: Values
    reliability: Reliability | None
    cost: Mapping[str, float] = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        """Return the figures as JSON values, without those of single users."""
        return {
            "parameters": dict(self.parameters),
            "accuracy": {name: entry._asdict() for name, entry in self.accuracy.items()},
            "beyond": dict(self.beyond),
            "cost": dict(self.cost),
        }


def measure(
    name: str,
    model: Recommender,
    protocol: Protocol,
    *,
    settings: Settings | None = None,
    facts: ItemFacts | None = None,
    cost: Mapping[str, float] | None = None,
) -> Measurement:
    """Ask a model, fitted on `protocol.train`, and measure its lists.

    Parameters
    ----------
    name : str
        What the tables call it.
    model : Recommender, fitted
    protocol : Protocol
        The question.
    settings : Settings, optional
        The length of the lists, and the bootstrap.
    facts : ItemFacts, optional
        What items are like, for diversity and calibration.
    cost : mapping, optional
        Figures to keep with it, such as the seconds that the training took.

    Raises
    ------
    InvalidInput
        When the model knows another number of items.
    """
    how, known = settings or Settings(), facts or ItemFacts()
    wanted = np.diff(protocol.test.csr.indptr)
    users = np.flatnonzero(wanted > 0)
    parts = list(ranked_lists(model, protocol.histories, users, how.depth, protocol.candidates, protocol.are_strangers))
    lists, scores = (np.concatenate(column) for column in zip(*parts, strict=True))
    hits, asked = hits_of(lists, protocol.test, users), wanted[users]
    per_user = _accuracy(hits[:, : how.k], asked)
    draws = {"resamples": how.resamples, "random_state": how.random_state}
    honest = reliability(scores, hits, random_state=how.random_state)
    beyond = _beyond(lists[:, : how.k], users, protocol, known)
    return Measurement(
        model=name,
        protocol=protocol.fingerprint(),
        settings=how,
        parameters=model.parameters(),
        per_user=per_user,
        accuracy={metric: interval(values, **draws) for metric, values in per_user.items()},
        beyond=beyond | {"calibration_error": None if honest is None else honest.error},
        recall_curve=(np.cumsum(hits, axis=1) / asked[:, None]).mean(axis=0),
        exposure_curve=exposure_curve(lists[:, : how.k], protocol),
        reliability=honest,
        cost=dict(cost or {}),
    )


def _accuracy(hits: BoolArray, asked: IntArray) -> dict[str, Values]:
    return {
        "ndcg": metrics.ndcg(hits, asked),
        "recall": metrics.recall(hits, asked),
        "map": metrics.average_precision(hits, asked),
        "mrr": metrics.reciprocal_rank(hits),
        "hit_rate": metrics.hit_rate(hits),
    }


def _beyond(
    lists: IntArray, users: npt.NDArray[np.int64], protocol: Protocol, facts: ItemFacts
) -> dict[str, float | None]:
    items = protocol.train.shape[1]
    shown = np.bincount(lists[lists >= 0], minlength=items)
    can_be = np.ones(items, bool) if protocol.candidates is None else protocol.candidates
    popularity = _popularity(protocol)
    histories = csr_array(protocol.histories.csr[users])
    liked = csr_array((np.float64(histories.data > 0), histories.indices, histories.indptr), histories.shape)
    count = np.asarray(liked.sum(axis=1))
    own = np.divide(liked @ popularity, count, out=np.full(len(users), np.nan), where=count > 0)
    listed = metrics.mean_popularity(lists, popularity)
    both = ~np.isnan(own) & ~np.isnan(listed)
    theirs, hers = (float(values[both].mean()) if both.any() else None for values in (listed, own))
    return {
        "coverage": float((shown[can_be] > 0).mean()),
        "novelty": metrics.novelty(lists, popularity),
        "diversity": _diversity(lists, protocol, facts),
        "gini": metrics.gini(shown[can_be]),
        "popularity": theirs,
        "profile_popularity": hers,
        "popularity_lift": theirs / hers - 1 if theirs is not None and hers else None,
        "miscalibration": _miscalibration(lists, liked, facts.categories),
    }


def _popularity(protocol: Protocol) -> Values:
    """The share of people with each item among those who had anything to learn from."""
    likes = protocol.train.csr.indices[protocol.train.csr.data > 0]
    people = max(1, int((np.diff(protocol.train.csr.indptr) > 0).sum()))
    return np.bincount(likes, minlength=protocol.train.shape[1]) / people


def _diversity(lists: IntArray, protocol: Protocol, facts: ItemFacts) -> float:
    some = lists[:: max(1, -(-len(lists) // MOST_COMPARED))]
    if facts.vectors is not None:
        return metrics.diversity(some, facts.vectors)
    liked = protocol.train.csr.T.tocsr()  # (items, people): who had it is what an item is like
    length = np.sqrt(np.asarray(liked.multiply(liked).sum(axis=1), dtype=np.float64))
    unit = diags_array(np.divide(1.0, length, out=np.zeros_like(length), where=length > 0)) @ liked
    rows, places = np.nonzero(some >= 0)
    chosen = csr_array((np.ones(len(rows)), (rows, some[rows, places])), shape=(len(some), len(length)))
    together = chosen @ unit  # (lists, people)
    total = np.asarray(together.multiply(together).sum(axis=1), dtype=np.float64)
    count, own = np.bincount(rows, minlength=len(some)), chosen @ np.float64(length > 0)
    enough = count >= 2
    alike = (total - own)[enough] / (count * (count - 1))[enough]
    return float(np.mean(1 - alike)) if enough.any() else 0.0


def _miscalibration(lists: IntArray, liked: csr_array, categories: IntArray | None) -> float | None:
    if categories is None or not (categories >= 0).any():
        return None
    known = np.flatnonzero(categories >= 0)
    shape = (len(categories), int(categories.max()) + 1)
    kinds = csr_array((np.ones(len(known)), (known, categories[known])), shape=shape)
    rows, places = np.nonzero(lists >= 0)
    shown = csr_array((np.ones(len(rows)), (rows, lists[rows, places])), shape=liked.shape)
    off = metrics.miscalibration((liked @ kinds).toarray(), (shown @ kinds).toarray())
    return float(np.nanmean(off)) if not np.isnan(off).all() else None


def exposure_curve(lists: IntArray, protocol: Protocol) -> Values:
    """Return the share of all places held by the most popular 0 %, 1 %, … 100 % of the items, shape (101,).

    Parameters
    ----------
    lists : int array, shape (users, k)
        -1 in empty places.
    protocol : Protocol
        Says how popular items are, and which may be listed.
    """
    shown = np.bincount(lists[lists >= 0], minlength=protocol.train.shape[1])
    return _held_by_the_popular(shown, protocol)


def liking_curve(protocol: Protocol) -> Values:
    """Return the same for the likes that were held out: what an unbiased list would look like, shape (101,)."""
    return _held_by_the_popular(np.bincount(protocol.test.csr.indices, minlength=protocol.train.shape[1]), protocol)


def _held_by_the_popular(counts: IntArray, protocol: Protocol) -> Values:
    popular_first = np.argsort(-_popularity(protocol), kind="stable")
    if protocol.candidates is not None:
        popular_first = popular_first[protocol.candidates[popular_first]]
    held = np.append(0, np.cumsum(counts[popular_first]))
    places = np.linspace(0, len(popular_first), 101)
    return np.interp(places, np.arange(len(held)), held) / max(1, held[-1])
