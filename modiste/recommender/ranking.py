"""From scores to a list: the k best, several sources mixed, and not twenty of the same."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from modiste.recommender.arrays import FloatArray, IntArray
from modiste.recommender.errors import InvalidInput


def top_k(scores: FloatArray, k: int) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float32]]:
    """Return the k best columns of each row, best first, equal scores to the lower index.

    Parameters
    ----------
    scores : array, shape (n, m)
        -inf marks what must not be chosen.
    k : int
        At least 1.

    Returns
    -------
    items : int64 array, shape (n, k)
        -1 where a row has fewer than k finite scores.
    scores : float32 array, shape (n, k)

    Raises
    ------
    InvalidInput
        When k is not positive.

    Examples
    --------
    >>> top_k(np.array([[0.1, 0.7, 0.7, -np.inf]]), 2)[0].tolist()
    [[1, 2]]
    """
    if k < 1:
        raise InvalidInput(f"k must be at least 1, not {k}.")
    n, m = scores.shape
    width = min(k, m)
    chosen = np.argpartition(scores, m - width, axis=1)[:, m - width :].astype(np.int64)
    values = np.take_along_axis(scores, chosen, axis=1)
    # argpartition picks freely among equals at the edge: give those places to the lowest indices.
    edge = values.min(axis=1, keepdims=True)
    tied = np.count_nonzero(scores >= edge, axis=1) > width
    for row in np.flatnonzero(tied):
        above = np.flatnonzero(scores[row] > edge[row])
        equal = np.flatnonzero(scores[row] == edge[row])[: width - len(above)]
        chosen[row] = np.concatenate([above, equal])
        values[row] = scores[row, chosen[row]]
    order = np.lexsort((chosen, -values), axis=1)
    items = np.full((n, k), -1, dtype=np.int64)
    best = np.full((n, k), -np.inf, dtype=np.float32)
    items[:, :width] = np.take_along_axis(chosen, order, axis=1)
    best[:, :width] = np.take_along_axis(values, order, axis=1)
    items[~np.isfinite(best)] = -1
    return items, best


def normalise(scores: npt.ArrayLike) -> npt.NDArray[np.float64]:
    """Return scores moved and stretched to 0 … 1 (all 1 when they are equal), so that sources can be compared.

    Examples
    --------
    >>> normalise([2.0, 4.0, 3.0]).tolist()
    [0.0, 1.0, 0.5]
    """
    values = np.asarray(scores, dtype=np.float64)
    if values.size == 0:
        return values
    low, high = values.min(), values.max()
    return (values - low) / (high - low) if high > low else np.ones_like(values)


def mmr(scores: FloatArray, vectors: FloatArray, k: int, trade_off: float = 0.7) -> npt.NDArray[np.int64]:
    """Return the order of k candidates that are good and unlike each other (Maximal Marginal Relevance).

    Each step takes the candidate with the greatest `trade_off · score − (1 − trade_off) · max cosine to those taken`,
    with scores normalised to 0 … 1 (Carbonell & Goldstein 1998). Equals go to the earlier candidate.

    Parameters
    ----------
    scores : array, shape (n,)
    vectors : array, shape (n, d)
        A zero vector is like nothing.
    k : int
        How many to take; n when there are fewer.
    trade_off : float
        1 = by score alone, 0 = by difference alone.

    Returns
    -------
    int64 array, shape (min(k, n),)
        Positions among the candidates, in the order to show them.

    Raises
    ------
    InvalidInput
        When `trade_off` is no share, or there are not as many scores as vectors.

    Examples
    --------
    >>> vectors = np.array([[1.0, 0.0], [1.0, 0.01], [0.0, 1.0]])
    >>> mmr(np.array([1.0, 0.9, 0.5]), vectors, 2, trade_off=0.5).tolist()
    [0, 2]
    """
    if not 0 <= trade_off <= 1:
        raise InvalidInput(f"trade_off must lie between 0 and 1, not {trade_off}.")
    if len(scores) != len(vectors):
        raise InvalidInput(f"{len(scores)} scores but {len(vectors)} vectors: give one of each per candidate.")
    length = np.linalg.norm(vectors, axis=1, keepdims=True)
    unit = np.divide(vectors, length, out=np.zeros_like(vectors, dtype=np.float64), where=length > 0)  # (n, d)
    relevance = trade_off * normalise(scores)  # (n,)
    likeness = np.zeros(len(scores))  # (n,) greatest cosine to anything taken so far
    taken = np.empty(min(k, len(scores)), dtype=np.int64)
    for step in range(len(taken)):
        best = int(np.argmax(relevance - (1 - trade_off) * likeness))
        taken[step] = best
        relevance[best] = -np.inf
        np.maximum(likeness, unit @ unit[best], out=likeness)
    return taken


def mix(
    sources: Sequence[IntArray], quotas: Sequence[float], k: int
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Merge ranked lists from several sources into one of k different items, each source in proportion to its quota.

    The next place goes to the source that is furthest behind its share (equals: the earlier source); what an earlier
    place already shows is skipped, and when a source has run out the others take its places.

    Parameters
    ----------
    sources : sequence of int arrays
        Item indices, best first.
    quotas : sequence of float, one per source
        0 or greater, in any unit: what counts is their proportion.
    k : int
        Length of the list.

    Returns
    -------
    items : int64 array, shape (≤ k,)
    source : int64 array, same shape
        Which source gave each item.

    Raises
    ------
    InvalidInput
        When there are not as many quotas as sources, or one is negative.

    Examples
    --------
    >>> items, source = mix([np.array([1, 2, 3]), np.array([2, 9])], quotas=[2, 1], k=4)
    >>> items.tolist(), source.tolist()
    ([1, 2, 9, 3], [0, 0, 1, 0])
    """
    if len(sources) != len(quotas) or any(quota < 0 for quota in quotas):
        raise InvalidInput("Give one quota of at least 0 per source.")
    queues = [iter(source.tolist()) for source in sources]
    given = [0] * len(sources)
    open_sources = [number for number, quota in enumerate(quotas) if quota > 0]
    shown: dict[int, int] = {}
    while open_sources and len(shown) < k:
        turn = min(open_sources, key=lambda number: ((given[number] + 1) / quotas[number], number))
        item = next((item for item in queues[turn] if item not in shown), None)
        if item is None:
            open_sources.remove(turn)
            continue
        shown[item] = turn
        given[turn] += 1
    return np.fromiter(shown.keys(), np.int64, len(shown)), np.fromiter(shown.values(), np.int64, len(shown))
