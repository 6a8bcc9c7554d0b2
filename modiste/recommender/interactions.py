"""Who had to do with what, how much and when: the one input of every model."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, Self

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from modiste.recommender._labels import Labels, looked_up, numbered, position
from modiste.recommender.arrays import BoolArray, IntArray
from modiste.recommender.errors import BadInteractions

Times = npt.NDArray[np.float64]
FADED = 1e-6  # a weight below which an old event tells nothing


@dataclass(frozen=True, eq=False)
class Interactions:
    """Immutable users × items matrix of weights, with optional times and labels.

    A positive weight is a liking and its strength (1 = one ordinary like); a **negative weight is a dislike** and its
    absolute value the strength. A pair that is absent is unknown, not disliked.

    Parameters
    ----------
    csr : csr_array, shape (users, items), float32
        The weights, with sorted indices, no duplicates and no zeros. Use the class methods to build one from raw data.
    timestamps : float64 array, shape (nnz,), optional
        Time of each stored pair in seconds, in the order of `csr.data`.
    user_labels, item_labels : arrays, shape (users,) and (items,), optional
        The ids that the caller uses for rows and columns.

    Raises
    ------
    BadInteractions
        When there is nothing in it, a weight is NaN, infinite or 0, a pair stands there twice, or lengths disagree.

    Examples
    --------
    >>> log = Interactions.from_events(["ann", "bob", "ann"], ["coat", "coat", "hat"], weights=[1, 1, 2])
    >>> log.shape
    (2, 2)
    >>> log.csr.toarray().tolist()
    [[1.0, 2.0], [1.0, 0.0]]
    """

    csr: csr_array
    timestamps: Times | None = None
    user_labels: Labels | None = None
    item_labels: Labels | None = None
    _user_index: dict[Any, int] = field(default_factory=dict, init=False, repr=False)
    _item_index: dict[Any, int] = field(default_factory=dict, init=False, repr=False)

    def __post_init__(self) -> None:
        """Check the pieces and make them unchangeable."""
        users, items = self.csr.shape
        if self.csr.nnz == 0:
            raise BadInteractions("There are no interactions: give at least one pair of user and item.")
        if not np.isfinite(self.csr.data).all():
            raise BadInteractions("Weights must be finite numbers: some are NaN or infinite.")
        if not self.csr.has_canonical_format or not self.csr.data.all():
            raise BadInteractions(
                "The matrix has a pair twice, out of order, or of weight 0: build it with from_events."
            )
        if self.timestamps is not None and self.timestamps.shape != (self.csr.nnz,):
            raise BadInteractions(f"Give one timestamp per pair ({self.csr.nnz}), not {self.timestamps.shape}.")
        for name, labels, expected in (("user", self.user_labels, users), ("item", self.item_labels, items)):
            if labels is not None and labels.shape != (expected,):
                raise BadInteractions(f"Give one label per {name} ({expected}), not {labels.shape}.")
        for array in (self.csr.data, self.csr.indices, self.csr.indptr, self.timestamps):
            if array is not None:
                array.flags.writeable = False

    @property
    def shape(self) -> tuple[int, int]:
        """Return (users, items)."""
        users, items = self.csr.shape
        return int(users), int(items)

    @property
    def rows(self) -> IntArray:
        """Return the user of each stored pair, shape (nnz,)."""
        return np.repeat(np.arange(self.shape[0]), np.diff(self.csr.indptr))

    def likes_per_item(self) -> npt.NDArray[np.float32]:
        """Return the weight of all likes of each item, shape (items,); dislikes take nothing away."""
        likes = np.maximum(self.csr.data, 0.0)
        return np.bincount(self.csr.indices, likes, minlength=self.shape[1]).astype(np.float32)

    @classmethod
    def from_events(
        cls,
        user_labels: Sequence[Any] | Labels,
        item_labels: Sequence[Any] | Labels,
        weights: npt.ArrayLike | None = None,
        timestamps: npt.ArrayLike | None = None,
        *,
        duplicates: Literal["sum", "last"] = "sum",
        dislikes: bool = False,
        all_items: Sequence[Any] | Labels | None = None,
    ) -> Self:
        """Build from a log with one entry per event.

        Parameters
        ----------
        user_labels, item_labels : sequences, shape (events,)
            Any hashable ids, or NumPy arrays.
        weights : array, shape (events,), optional
            Strength of each event; 1 when absent.
        timestamps : array, shape (events,), optional
            Seconds, or datetime64.
        duplicates : {"sum", "last"}
            What a pair that occurs more than once weighs: the sum, or its last event (by time, else by position).
            Its time is the latest either way. A pair whose sum is 0 is dropped.
        dislikes : bool
            Whether negative weights are meant; otherwise they are refused.
        all_items : sequence, shape (items,), optional
            The whole catalogue, in the wanted column order; without it the columns are the sorted items of the log.

        Raises
        ------
        BadInteractions
            When lengths differ, a weight is NaN, infinite or (unless `dislikes`) negative, a time is NaN, an item is
            not in `all_items`, or there are no events.
        """
        users, rows = numbered(user_labels)
        items, columns = numbered(item_labels) if all_items is None else looked_up(item_labels, all_items)
        if len(rows) != len(columns):
            raise BadInteractions(f"{len(rows)} users but {len(columns)} items: give one of each per event.")
        values = _checked_weights(weights, len(rows), dislikes)
        times = None if timestamps is None else _checked_times(timestamps, len(rows))
        pair, values, times = _merged(rows.astype(np.int64) * len(items) + columns, values, times, duplicates)
        shape = (len(users), len(items))
        matrix = csr_array((values, (pair // len(items), pair % len(items))), shape=shape, dtype=np.float32)
        return cls(matrix, times, users, items)

    @classmethod
    def from_csr(
        cls,
        indptr: IntArray,
        indices: IntArray,
        shape: tuple[int, int],
        *,
        weights: npt.ArrayLike | None = None,
        user_labels: Labels | None = None,
        item_labels: Labels | None = None,
    ) -> Self:
        """Build from the pieces of a CSR matrix of this `shape` (users, items), as .npz files of data sets hold them.

        `indptr` (users + 1,) and `indices` (nnz,) are SciPy's; `weights` (nnz,) are 1 by default; `user_labels` and
        `item_labels`, (users,) and (items,), are the caller's own ids.

        Raises
        ------
        BadInteractions
            When the pieces do not form a matrix of that shape, name a pair twice, or hold nothing.
        """
        data = np.ones(len(indices), np.float32) if weights is None else np.asarray(weights, np.float32)
        try:
            matrix = csr_array((data, indices.copy(), indptr.copy()), shape=tuple(int(side) for side in shape))
            matrix.check_format(full_check=True)
        except ValueError as error:
            raise BadInteractions(f"indptr, indices and shape do not fit together: {error}") from error
        matrix.sort_indices()
        if not matrix.has_canonical_format:
            raise BadInteractions("A pair of user and item stands there twice: use from_events, which merges them.")
        matrix.eliminate_zeros()
        return cls(matrix, None, user_labels, item_labels)

    def where(self, keep: BoolArray) -> Self:
        """Return the pairs where `keep` (shape (nnz,), in the order of `csr.data`) is true; same shape and labels."""
        rows, times = self.rows[keep], self.timestamps
        matrix = csr_array((self.csr.data[keep], (rows, self.csr.indices[keep])), shape=self.shape)
        return type(self)(matrix, None if times is None else times[keep], self.user_labels, self.item_labels)

    def in_order(self, *, dislikes: bool = False) -> csr_array:
        """Return the likes (users × items) with each row's pairs stored oldest first; equal times go by item.

        The rows of this matrix are sequences: models of sequences read the order of a history from it. With `dislikes`
        the negative weights stand among them too.

        Raises
        ------
        BadInteractions
            When there are no timestamps.

        Examples
        --------
        >>> log = Interactions.from_events([0, 0, 0], ["coat", "hat", "scarf"], timestamps=[2, 3, 1])
        >>> log.item_labels[log.in_order().indices].tolist()
        ['scarf', 'coat', 'hat']
        """
        if self.timestamps is None:
            raise BadInteractions("A sequence needs timestamps, and these interactions have none.")
        kept = np.flatnonzero((self.csr.data > 0) | dislikes)
        rows = self.rows[kept]
        chosen = kept[np.lexsort((self.timestamps[kept], rows))]
        indptr = np.searchsorted(rows, np.arange(self.shape[0] + 1))
        return csr_array((self.csr.data[chosen], self.csr.indices[chosen], indptr), shape=self.shape)

    def recency(self, half_life: float, now: float | None = None) -> Times:
        """Return 2^(−age / half_life) of each pair, shape (nnz,): as sample weights, old events count for less.

        Parameters
        ----------
        half_life : float
            Seconds after which an event counts half.
        now : float, optional
            Seconds; the latest event when absent. What is later counts as now.

        Raises
        ------
        BadInteractions
            When there are no timestamps or the half-life is not greater than 0.

        Examples
        --------
        >>> log = Interactions.from_events([0, 0], ["coat", "hat"], timestamps=[0, 10])
        >>> log.recency(half_life=10).tolist()
        [0.5, 1.0]
        """
        if self.timestamps is None or not half_life > 0:
            raise BadInteractions("Recency needs timestamps and a half-life greater than 0 (seconds).")
        age = (self.timestamps.max() if now is None else now) - self.timestamps
        return np.exp2(-np.maximum(age, 0.0) / half_life)

    def decayed(self, half_life: float, now: float | None = None) -> Self:
        """Return the same pairs with weights times `recency(half_life, now)` (seconds); below 1e-6 they are left out.

        Raises BadInteractions as `recency` does, and when nothing is left.
        """
        faded = self.csr.data * self.recency(half_life, now)
        keep = np.abs(faded) > FADED
        if not keep.any():
            raise BadInteractions(f"Everything has faded: a half-life of {half_life} s is too short for these times.")
        kept = self.where(keep)
        matrix = csr_array((faded[keep].astype(np.float32), kept.csr.indices, kept.csr.indptr), shape=self.shape)
        return type(self)(matrix, kept.timestamps, self.user_labels, self.item_labels)

    def user_index(self, label: Any) -> int | None:
        """Return the row of a user's label, or None when it is not in the log."""
        return position(self._user_index, self.user_labels, label)

    def item_index(self, label: Any) -> int | None:
        """Return the column of an item's label, or None when it is not in the log."""
        return position(self._item_index, self.item_labels, label)

    def fingerprint(self) -> str:
        """Return the SHA-256 (hex) of shape, pairs, weights and times: equal data, equal fingerprint on any machine."""
        digest = hashlib.sha256(repr(self.shape).encode())
        digest.update(self.csr.indptr.astype("<i8").tobytes())
        digest.update(self.csr.indices.astype("<i8").tobytes())
        digest.update(self.csr.data.astype("<f4").tobytes())
        if self.timestamps is not None:
            digest.update(self.timestamps.astype("<f8").tobytes())
        return digest.hexdigest()


def _checked_weights(weights: npt.ArrayLike | None, events: int, dislikes: bool) -> npt.NDArray[np.float64]:
    values = np.ones(events) if weights is None else np.asarray(weights, dtype=np.float64)
    if values.shape != (events,):
        raise BadInteractions(f"Give one weight per event ({events}), not {values.shape}.")
    if not np.isfinite(values).all():
        raise BadInteractions("Weights must be finite numbers: some are NaN or infinite.")
    if not dislikes and (values < 0).any():
        raise BadInteractions("Some weights are negative: pass dislikes=True when they mean dislikes.")
    return values


def _checked_times(timestamps: npt.ArrayLike, events: int) -> Times:
    given = np.asarray(timestamps)
    if given.dtype.kind == "M":
        given = np.where(np.isnat(given), np.nan, given.astype("datetime64[us]").astype(np.float64) / 1e6)
    times = given.astype(np.float64)
    if times.shape != (events,) or not np.isfinite(times).all():
        raise BadInteractions(f"Give one finite timestamp per event ({events} events).")
    return times


def _merged(
    pair: IntArray, values: npt.NDArray[np.float64], times: Times | None, duplicates: str
) -> tuple[IntArray, npt.NDArray[np.float64], Times | None]:
    """Return each pair once, in row order, with its summed or last weight and its latest time."""
    if duplicates not in ("sum", "last"):
        raise BadInteractions(f'duplicates must be "sum" or "last", not {duplicates!r}.')
    order = np.lexsort((np.arange(len(pair)), pair if times is None else times, pair))
    pair, values = pair[order], values[order]
    last = np.flatnonzero(np.append(pair[1:] != pair[:-1], np.ones(min(1, len(pair)), dtype=bool)))
    if duplicates == "sum" and len(pair):
        first = np.append(0, last[:-1] + 1)
        summed = np.add.reduceat(values, first)
    else:
        summed = values[last]
    keep = summed != 0
    return pair[last][keep], summed[keep], None if times is None else times[order][last][keep]
