"""Who had to do with what, how much and when: the one input of every model."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, Self

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from modiste.recommender.arrays import BoolArray, IntArray
from modiste.recommender.errors import InvalidInteractions

Labels = npt.NDArray[Any]
Times = npt.NDArray[np.float64]


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
    InvalidInteractions
        When there is nothing in it, a weight is NaN or infinite, or lengths disagree.

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
            raise InvalidInteractions("There are no interactions: give at least one pair of user and item.")
        if not np.isfinite(self.csr.data).all():
            raise InvalidInteractions("Weights must be finite numbers: some are NaN or infinite.")
        if self.timestamps is not None and self.timestamps.shape != (self.csr.nnz,):
            raise InvalidInteractions(f"Give one timestamp per pair ({self.csr.nnz}), not {self.timestamps.shape}.")
        for name, labels, expected in (("user", self.user_labels, users), ("item", self.item_labels, items)):
            if labels is not None and labels.shape != (expected,):
                raise InvalidInteractions(f"Give one label per {name} ({expected}), not {labels.shape}.")
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
        InvalidInteractions
            When lengths differ, a weight is NaN, infinite or (unless `dislikes`) negative, a time is NaN, an item is
            not in `all_items`, or there are no events.
        """
        users, rows = _numbered(user_labels)
        items, columns = _numbered(item_labels) if all_items is None else _looked_up(item_labels, all_items)
        if len(rows) != len(columns):
            raise InvalidInteractions(f"{len(rows)} users but {len(columns)} items: give one of each per event.")
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
        """Build from the pieces of a CSR matrix, as .npz files of data sets hold them; all weights 1 by default.

        Raises
        ------
        InvalidInteractions
            When the pieces do not form a matrix of that shape, or hold nothing.
        """
        data = np.ones(len(indices), np.float32) if weights is None else np.asarray(weights, np.float32)
        try:
            matrix = csr_array((data, indices.copy(), indptr.copy()), shape=tuple(int(side) for side in shape))
            matrix.check_format(full_check=True)
        except ValueError as error:
            raise InvalidInteractions(f"indptr, indices and shape do not fit together: {error}") from error
        matrix.sum_duplicates()
        matrix.eliminate_zeros()
        return cls(matrix, None, user_labels, item_labels)

    def where(self, keep: BoolArray) -> Self:
        """Return the pairs where `keep` (shape (nnz,), in the order of `csr.data`) is true; same shape and labels."""
        rows, times = self.rows[keep], self.timestamps
        matrix = csr_array((self.csr.data[keep], (rows, self.csr.indices[keep])), shape=self.shape)
        return type(self)(matrix, None if times is None else times[keep], self.user_labels, self.item_labels)

    def user_index(self, label: Any) -> int | None:
        """Return the row of a user's label, or None when it is not in the log."""
        return _position(self._user_index, self.user_labels, label)

    def item_index(self, label: Any) -> int | None:
        """Return the column of an item's label, or None when it is not in the log."""
        return _position(self._item_index, self.item_labels, label)

    def fingerprint(self) -> str:
        """Return the SHA-256 (hex) of shape, pairs, weights and times: equal data, equal fingerprint on any machine."""
        digest = hashlib.sha256(repr(self.shape).encode())
        digest.update(self.csr.indptr.astype("<i8").tobytes())
        digest.update(self.csr.indices.astype("<i8").tobytes())
        digest.update(self.csr.data.astype("<f4").tobytes())
        if self.timestamps is not None:
            digest.update(self.timestamps.astype("<f8").tobytes())
        return digest.hexdigest()


def _position(index: dict[Any, int], labels: Labels | None, label: Any) -> int | None:
    if not index and labels is not None:
        index.update(zip(labels.tolist(), range(len(labels)), strict=True))
    return index.get(label)


def _as_labels(given: Sequence[Any] | Labels) -> Labels:
    """Return labels as one array; mixed or composite ids become an object array instead of being turned into text."""
    if isinstance(given, np.ndarray):
        return given
    if len({type(label) for label in given}) == 1 and isinstance(given[0], int | str | float):
        return np.asarray(given)
    labels = np.empty(len(given), dtype=object)
    labels[:] = given
    return labels


def _numbered(given: Sequence[Any] | Labels) -> tuple[Labels, IntArray]:
    """Return the different labels (sorted; objects in order of first sight) and the number of each event's label."""
    labels = _as_labels(given)
    if labels.dtype != object:
        different, numbers = np.unique(labels, return_inverse=True)
        return different, numbers
    number: dict[Any, int] = {}
    numbers = np.fromiter((number.setdefault(label, len(number)) for label in labels), np.int64, len(labels))
    return _as_labels(list(number)), numbers


def _looked_up(given: Sequence[Any] | Labels, universe: Sequence[Any] | Labels) -> tuple[Labels, IntArray]:
    """Return the universe and each event's position in it."""
    labels = _as_labels(universe)
    number = dict(zip(labels.tolist(), range(len(labels)), strict=True))
    if len(number) != len(labels):
        raise InvalidInteractions("all_items names an item twice: give every item once.")
    numbers = np.fromiter((number.get(label, -1) for label in _as_labels(given).tolist()), np.int64, len(given))
    if (numbers < 0).any():
        unknown = _as_labels(given).tolist()[int(np.argmax(numbers < 0))]
        raise InvalidInteractions(f"Item {unknown!r} is in the log but not in all_items: add it or drop its events.")
    return labels, numbers


def _checked_weights(weights: npt.ArrayLike | None, events: int, dislikes: bool) -> npt.NDArray[np.float64]:
    values = np.ones(events) if weights is None else np.asarray(weights, dtype=np.float64)
    if values.shape != (events,):
        raise InvalidInteractions(f"Give one weight per event ({events}), not {values.shape}.")
    if not np.isfinite(values).all():
        raise InvalidInteractions("Weights must be finite numbers: some are NaN or infinite.")
    if not dislikes and (values < 0).any():
        raise InvalidInteractions("Some weights are negative: pass dislikes=True when they mean dislikes.")
    return values


def _checked_times(timestamps: npt.ArrayLike, events: int) -> Times:
    given = np.asarray(timestamps)
    if given.dtype.kind == "M":
        given = np.where(np.isnat(given), np.nan, given.astype("datetime64[us]").astype(np.float64) / 1e6)
    times = given.astype(np.float64)
    if times.shape != (events,) or not np.isfinite(times).all():
        raise InvalidInteractions(f"Give one finite timestamp per event ({events} events).")
    return times


def _merged(
    pair: IntArray, values: npt.NDArray[np.float64], times: Times | None, duplicates: str
) -> tuple[IntArray, npt.NDArray[np.float64], Times | None]:
    """Return each pair once, in row order, with its summed or last weight and its latest time."""
    if duplicates not in ("sum", "last"):
        raise InvalidInteractions(f'duplicates must be "sum" or "last", not {duplicates!r}.')
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
