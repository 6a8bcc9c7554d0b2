"""How good are ranked lists? Each metric takes hits by place, for all users at once.

`hits` is a bool array (users, k): whether the item at each place was held out. `wanted` (users,) counts the held-out
items of each user; users without any are left out by `evaluate`, never counted as 0. `lists` (users, k) holds item
indices, -1 in empty places.
"""

import numpy as np
import numpy.typing as npt

from modiste.recommender.arrays import BoolArray, FloatArray, IntArray

Values = npt.NDArray[np.float64]


def recall(hits: BoolArray, wanted: IntArray) -> Values:
    """Return the share of the held-out items that the list holds, shape (users,) (Recall@k as in LightGCN's tables).

    Examples
    --------
    >>> recall(np.array([[True, False]]), np.array([4])).tolist()
    [0.25]
    """
    return np.asarray(hits.sum(axis=1) / wanted)


def ndcg(hits: BoolArray, wanted: IntArray) -> Values:
    """Return the discounted gain over that of the best possible list, shape (users,) (Järvelin & Kekäläinen 2002).

    Examples
    --------
    >>> ndcg(np.array([[True, False], [False, True]]), np.array([1, 1])).round(4).tolist()
    [1.0, 0.6309]
    """
    k = hits.shape[1]
    discount = 1 / np.log2(np.arange(2, k + 2))  # (k,)
    ideal = np.cumsum(discount)[np.minimum(wanted, k) - 1]
    return np.asarray(hits @ discount / ideal)


def average_precision(hits: BoolArray, wanted: IntArray) -> Values:
    """Return the mean precision at each hit, over min(wanted, k), shape (users,); its mean is MAP@k."""
    precision = np.cumsum(hits, axis=1) / np.arange(1, hits.shape[1] + 1)
    return np.asarray((precision * hits).sum(axis=1) / np.minimum(wanted, hits.shape[1]))


def reciprocal_rank(hits: BoolArray) -> Values:
    """Return 1 / place of the first hit, 0 without one, shape (users,); its mean is MRR@k."""
    return np.where(hits.any(axis=1), 1 / (hits.argmax(axis=1) + 1.0), 0.0)


def hit_rate(hits: BoolArray) -> Values:
    """Return 1 for each list with a hit, else 0, shape (users,)."""
    return np.asarray(hits.any(axis=1), dtype=np.float64)


def coverage(lists: IntArray, n_items: int) -> float:
    """Return the share of the catalogue of `n_items` items that stands in any list.

    Examples
    --------
    >>> coverage(np.array([[0, 1], [1, -1]]), 4)
    0.5
    """
    return float(len(np.unique(lists[lists >= 0])) / n_items)


def novelty(lists: IntArray, popularity: FloatArray) -> float:
    """Return the mean self-information, in bits, of the items shown: -log₂ of the share of users who knew them.

    Parameters
    ----------
    lists : int array, shape (users, k)
    popularity : array, shape (items,)
        Share of users with each item; 0 counts as half a user's worth of the rarest (Zhou et al. 2010).
    """
    known = popularity[popularity > 0]
    floor = float(known.min()) / 2 if len(known) else 1.0
    return float(np.mean(-np.log2(np.maximum(popularity, floor)[lists[lists >= 0]]))) if (lists >= 0).any() else 0.0


def diversity(lists: IntArray, vectors: FloatArray) -> float:
    """Return the mean cosine distance between two items of the same list (intra-list diversity, Ziegler et al. 2005).

    Parameters
    ----------
    lists : int array, shape (users, k)
        Lists with fewer than two items are left out.
    vectors : array, shape (items, d)
        A zero vector is at distance 1 from everything.
    """
    length = np.linalg.norm(vectors, axis=1, keepdims=True)
    unit = np.divide(vectors, length, out=np.zeros(vectors.shape), where=length > 0)
    shown = lists >= 0
    count = shown.sum(axis=1)
    # Σ over pairs of uᵢᵀuⱼ is (‖Σ u‖² − Σ ‖u‖²) / 2, so no list needs its k × k table.
    picked = unit[np.where(shown, lists, 0)] * shown[..., None]  # (users, k, d)
    total = np.square(picked.sum(axis=1)).sum(axis=1)
    own = np.square(picked).sum(axis=(1, 2))
    enough = count >= 2
    pairs = (count * (count - 1))[enough]
    return float(np.mean(1 - (total - own)[enough] / pairs)) if enough.any() else 0.0


def gini(counts: IntArray | FloatArray) -> float:
    """Return how unequally the places go to the items: 0 = all alike, towards 1 = one item has them all.

    Parameters
    ----------
    counts : array, shape (items,)
        How often each item is shown; not negative. All 0 is 0.

    Examples
    --------
    >>> gini(np.array([1, 1, 1, 1])), gini(np.array([0, 0, 0, 4]))
    (0.0, 0.75)
    """
    ordered = np.sort(np.asarray(counts, dtype=np.float64))
    n, total = len(ordered), ordered.sum()
    if total <= 0:
        return 0.0
    return float((2 * np.arange(1, n + 1) - n - 1) @ ordered / (n * total))


def mean_popularity(lists: IntArray, popularity: FloatArray) -> Values:
    """Return the mean popularity of the items of each list, shape (users,); NaN for an empty list.

    Parameters
    ----------
    lists : int array, shape (users, k)
    popularity : array, shape (items,)
        Such as the share of users with each item (ARP, Yin et al. 2012).
    """
    shown = lists >= 0
    total = (popularity[np.where(shown, lists, 0)] * shown).sum(axis=1)
    count = shown.sum(axis=1)
    return np.divide(total, count, out=np.full(len(lists), np.nan), where=count > 0)


def miscalibration(profiles: FloatArray, shown: FloatArray, smoothing: float = 0.01) -> Values:
    """Return KL(p ‖ q̃) of each user, shape (users,): how far a list's mix of categories is from that of the history.

    q̃ = (1 − smoothing) · q + smoothing · p keeps it finite (Steck 2018, "Calibrated recommendations"); 0 is calibrated.

    Parameters
    ----------
    profiles, shown : arrays, shape (users, categories)
        How often each category stands in the history and in the list; a row of zeros gives NaN.

    Examples
    --------
    >>> miscalibration(np.array([[7, 3], [7, 3]]), np.array([[7, 3], [10, 0]])).round(3).tolist()
    [0.0, 1.636]
    """
    p, q = (_shares(np.asarray(counts, dtype=np.float64)) for counts in (profiles, shown))
    mixed = (1 - smoothing) * q + smoothing * p
    terms = np.where(p > 0, p * np.log2(np.where(p > 0, p, 1.0) / np.where(p > 0, mixed, 1.0)), 0.0)
    return np.where(np.isnan(p).any(axis=1) | np.isnan(q).any(axis=1), np.nan, terms.sum(axis=1))


def _shares(counts: Values) -> Values:
    total = counts.sum(axis=1, keepdims=True)
    return np.divide(counts, total, out=np.full(counts.shape, np.nan), where=total > 0)
