"""The items nearest to a vector, by inner product: exact on a small catalogue, in two steps on a big one."""

import numpy as np
import numpy.typing as npt

from modiste.recommender.arrays import BoolArray, FloatArray
from modiste.recommender.errors import InvalidInput

Vectors = npt.NDArray[np.float32]


class ItemIndex:
    """Items by their vectors, for top-k by inner product.

    Up to `exact_up_to` items every one is scored. Beyond that, the `leading` axes with the greatest variance choose
    about `rough` items, and only those are scored in full: the vectors of a factorisation in principal axes (such as
    `ImplicitALS.item_factors_`) carry most of a score in a few axes, and one pass over 16 of 64 columns is a quarter
    of the memory to read. No clustering has to be trained or kept.

    Parameters
    ----------
    vectors : float32 array, shape (items, d)
    exact_up_to, leading, rough : int

    Examples
    --------
    >>> index = ItemIndex(np.array([[1.0, 0.0], [0.0, 1.0], [0.7, 0.7]], dtype=np.float32))
    >>> index.search(np.array([1.0, 0.1], dtype=np.float32), 2)[0].tolist()
    [0, 2]
    """

    def __init__(
        self, vectors: FloatArray, *, exact_up_to: int = 30_000, leading: int = 16, rough: int = 1_500
    ) -> None:
        if vectors.ndim != 2:
            raise InvalidInput(f"vectors must have shape (items, d), not {vectors.shape}.")
        self.vectors: Vectors = np.ascontiguousarray(vectors, dtype=np.float32)
        self.rough = rough
        self.is_exact = len(vectors) <= exact_up_to or vectors.shape[1] <= leading
        if not self.is_exact:
            spread = np.square(self.vectors).sum(axis=0)  # (d,)
            self._axes = np.sort(np.argsort(-spread, kind="stable")[:leading])
            self._leading = np.ascontiguousarray(self.vectors[:, self._axes])  # (items, leading)

    def search(
        self, query: FloatArray, k: int, *, allowed: BoolArray | None = None
    ) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float32]]:
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
        rows = self._candidates(wanted, k, allowed)
        scores = self.vectors @ wanted if rows is None else self.vectors[rows] @ wanted
        if len(scores) > k:
            best = np.argpartition(scores, len(scores) - k)[len(scores) - k :]
            rows, scores = best if rows is None else rows[best], scores[best]
        elif rows is None:
            rows = np.arange(len(scores))
        order = np.lexsort((rows, -scores))
        return rows[order].astype(np.int64), scores[order]

    def _candidates(self, query: Vectors, k: int, allowed: BoolArray | None) -> npt.NDArray[np.int64] | None:
        """Return the rows to score in full; None for all."""
        if self.is_exact:
            return None if allowed is None else np.flatnonzero(allowed)
        roughly = self._leading @ query[self._axes]  # (items,)
        if allowed is not None:
            roughly = np.where(allowed, roughly, -np.inf)
        rows = _roughly_best(roughly, max(self.rough, 4 * k))
        if len(rows) >= min(k, self.rough // 2):
            return rows
        return np.arange(len(roughly)) if allowed is None else np.flatnonzero(allowed)


def _roughly_best(scores: Vectors, k: int) -> npt.NDArray[np.int64]:
    """Return about the k best rows: a sample tells the threshold, which spares sorting everything."""
    sample = scores[:: max(1, len(scores) // 4_000)]
    place = min(len(sample) - 1, max(1, round(k * len(sample) / len(scores))))
    threshold = np.partition(sample, -place)[-place]
    rows = np.flatnonzero(scores >= threshold) if np.isfinite(threshold) else np.zeros(0, np.int64)
    return rows[: 4 * k]  # a query that tells nothing ties them all
