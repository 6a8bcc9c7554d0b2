"""The items nearest to a vector, by inner product: always exactly the best, without reading every vector in full."""

import numpy as np
import numpy.typing as npt

from modiste.recommender._workers import Workers
from modiste.recommender.arrays import BoolArray, FloatArray
from modiste.recommender.errors import InvalidInput

Vectors = npt.NDArray[np.float32]
Found = tuple[npt.NDArray[np.int64], npt.NDArray[np.float32]]

BLOCK = 8_192  # items whose lengths are worked out at once
ENERGY = 0.85  # of the leading axes: with less the bound excludes little, with more they cost more than the rest
MOST_LEADING = 0.35  # of all axes; where it takes more than these, reading everything costs no more
SAMPLE = 8_192  # scores that tell a threshold
SCORES_AT_ONCE = 2_000_000  # 8 MB of float32 a thread
SLACK = 1e-5  # what float32 sums may be off, as a share of the product of the lengths


class ItemIndex:
    """Items by their vectors, for the exact top k by inner product (maximum inner product search).

    The vectors of a factorisation in principal axes (`ImplicitALS.item_factors_`) carry most of a score in few axes. So
    the axes that hold most of the energy are kept apart. A query reads those alone, takes the k-th best of a first
    guess as threshold, and then scores in full only items that can reach it: by Cauchy–Schwarz an item's score is at
    most its leading part + ‖rest of the item‖ · ‖rest of the query‖ (Teflioudi et al. 2015, "LEMP"). Where that
    excludes too little everything is scored, so the answer is exact whatever the vectors are.

    Parameters
    ----------
    vectors : float32 array, shape (items, d)
        Kept as they are when contiguous: memory-mapped ones stay shared between processes.
    small : int
        Up to so many items all are scored at once.

    Attributes
    ----------
    scans_all : bool
        Every query reads every vector: there are few, or their energy is spread over too many axes.

    Examples
    --------
    >>> index = ItemIndex(np.array([[1.0, 0.0], [0.0, 1.0], [0.7, 0.7]], dtype=np.float32))
    >>> index.search(np.array([1.0, 0.1], dtype=np.float32), 2)[0].tolist()
    [0, 2]
    """

    def __init__(self, vectors: FloatArray, *, small: int = 20_000) -> None:
        if vectors.ndim != 2:
            raise InvalidInput(f"vectors must have shape (items, d), not {vectors.shape}.")
        self.vectors: Vectors = np.ascontiguousarray(vectors, dtype=np.float32)
        self.scans_all = len(vectors) <= small
        if not self.scans_all:
            energy = np.einsum("nd,nd->d", self.vectors, self.vectors)
            axes = np.argsort(-energy, kind="stable")
            leading = 1 + int(np.searchsorted(np.cumsum(energy[axes]), ENERGY * energy.sum()))
            self.scans_all = leading > MOST_LEADING * len(axes)
        if not self.scans_all:
            self._axes, self._others = np.sort(axes[:leading]), np.sort(axes[leading:])
            self._leading = np.ascontiguousarray(self.vectors[:, self._axes].T)  # (leading, items): read twice as fast
            self._length, self._rest = _lengths(self.vectors, self._others)  # (items,) each

    def search(self, query: FloatArray, k: int, *, allowed: BoolArray | None = None) -> Found:
        """Return up to k allowed items with the greatest inner product, best first, and those products.

        Parameters
        ----------
        query : array, shape (d,)
        k : int
        allowed : bool array, shape (items,), optional

        Raises
        ------
        InvalidInput
            When the query has another length or k is not positive.
        """
        if query.shape != self.vectors.shape[1:] or k < 1:
            raise InvalidInput(f"Ask with a vector of shape {self.vectors.shape[1:]} and k of at least 1.")
        wanted = np.asarray(query, dtype=np.float32)
        reach = None if self.scans_all else wanted[self._axes] @ self._leading  # (items,) leading part of each score
        return self._search(wanted, reach, k, allowed)

    def search_many(self, queries: FloatArray, k: int) -> Found:
        """Return the k best items of each query and their products, shapes (n, k); -1 and -inf where there are fewer.

        Parameters
        ----------
        queries : array, shape (n, d)
            Looked at together, on every core: a matrix product reads the leading axes, or the vectors, once for many.
        k : int

        Raises
        ------
        InvalidInput
            When the queries have another length or k is not positive.
        """
        if queries.ndim != 2 or queries.shape[1:] != self.vectors.shape[1:] or k < 1:
            raise InvalidInput(f"Ask with vectors of shape (n, {self.vectors.shape[1]}) and k of at least 1.")
        wanted = np.ascontiguousarray(queries, dtype=np.float32)
        items = np.full((len(wanted), k), -1, np.int64)
        scores = np.full((len(wanted), k), -np.inf, np.float32)
        at_once = max(1, SCORES_AT_ONCE // max(1, len(self.vectors)))

        def search_some(start: int) -> None:
            some = wanted[start : start + at_once]
            parts = some @ self.vectors.T if self.scans_all else some[:, self._axes] @ self._leading
            for row, part in enumerate(parts, start):
                found, best = _best(part, None, k) if self.scans_all else self._search(wanted[row], part, k)
                items[row, : len(found)], scores[row, : len(found)] = found, best

        with Workers() as workers:
            workers.each(search_some, range(0, len(wanted), at_once))
        return items, scores

    def _search(self, query: Vectors, reach: Vectors | None, k: int, allowed: BoolArray | None = None) -> Found:
        """Return the best of the allowed rows, all of them read where there is no `reach`: its memory is used up."""
        rows = None if reach is None else self._within_reach(query, reach, k, allowed)
        if rows is None and allowed is not None:
            rows = np.flatnonzero(allowed)
        return _best(self._scores(query, rows), rows, k)

    def _scores(self, query: Vectors, rows: npt.NDArray[np.int64] | None) -> Vectors:
        read = self.vectors if rows is None else self.vectors[rows]
        return np.einsum("nd,d->n", read, query)  # as fast as memory is read; OpenBLAS's product takes twice as long

    def _within_reach(
        self, query: Vectors, reach: Vectors, k: int, allowed: BoolArray | None
    ) -> npt.NDArray[np.int64] | None:
        """Return the rows that may be among the k best; None when that would be most of them.

        `reach` holds the leading part of each score and is overwritten.
        """
        if allowed is not None:
            reach[~allowed] = -np.inf
        guess = _with_the_best(reach, 2 * k)
        if len(guess) < k:
            return None
        surely = np.partition(self._scores(query, guess), len(guess) - k)[len(guess) - k]
        reach += self._rest * np.float32(np.linalg.norm(query[self._others]))
        rows = np.flatnonzero(reach >= surely - SLACK * self._length.max() * np.linalg.norm(query))
        return rows if len(rows) <= len(reach) // 8 else None


def _lengths(vectors: Vectors, others: npt.NDArray[np.intp]) -> tuple[Vectors, Vectors]:
    """Return each vector's length, and that of its part along the other axes; block by block, without a copy of all."""
    length, rest = np.empty(len(vectors), np.float32), np.empty(len(vectors), np.float32)
    for start in range(0, len(vectors), BLOCK):
        block = vectors[start : start + BLOCK]
        length[start : start + BLOCK] = np.linalg.norm(block, axis=1)
        rest[start : start + BLOCK] = np.linalg.norm(block[:, others], axis=1)
    return length, rest


def _best(scores: Vectors, rows: npt.NDArray[np.int64] | None, k: int) -> Found:
    """Return the k best of `scores`, and the rows they belong to; equal scores to the lower row."""
    some = _with_the_best(scores, k)
    if len(some) > k:
        worst = np.partition(scores[some], len(some) - k)[len(some) - k]
        above = some[scores[some] > worst]
        some = np.concatenate([above, some[scores[some] == worst][: k - len(above)]])
    numbers = some if rows is None else rows[some]
    order = np.lexsort((numbers, -scores[some]))
    return numbers[order].astype(np.int64), scores[some][order]


def _with_the_best(scores: Vectors, k: int) -> npt.NDArray[np.intp]:
    """Return places in rising order that hold the k best (and all that equal the worst of them), and few others.

    A sample tells a threshold that about 4 k scores reach, which spares sorting them all; -inf is never returned.
    """
    step = max(1, len(scores) // SAMPLE)
    sample = scores[::step]
    place = len(sample) - max(1, -(-4 * k // step)) if step > 1 else -1
    if place > 0:
        threshold = np.partition(sample, place)[place]
        above = np.flatnonzero(scores >= threshold)
        if len(above) >= k and np.isfinite(threshold):
            return above
    return np.flatnonzero(np.isfinite(scores))
