"""Histories as padded tables of items, and users of about one length together in a batch."""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
import torch
from scipy.sparse import csr_array
from torch import Tensor

AT_ONCE = 32  # batches whose users are sorted by length together: little padding, and chance remains


def as_table(sequences: csr_array, most: int) -> tuple[Tensor, Tensor]:
    """Return the last `most` likes of each row, opened by the token `items`, padded at the end.

    Parameters
    ----------
    sequences : csr_array, shape (n, items)
        Pairs in the order in which they are stored, oldest first; negative weights are no part of a sequence.

    Returns
    -------
    table : int64 tensor, shape (n, 1 + L)
    length : int64 tensor, shape (n,)
        Items of each row, without the opening token.
    """
    n, items = sequences.shape
    liked = sequences.data > 0
    indices = sequences.indices[liked]
    end = np.concatenate([[0], np.cumsum(liked)])[sequences.indptr]
    length = np.minimum(np.diff(end), most)
    place = np.arange(int(length.max(initial=0)))
    is_item = place < length[:, None]  # (n, L)
    table = np.full((n, 1 + len(place)), items, np.int64)
    table[:, 1:][is_item] = indices[((end[1:] - length)[:, None] + place)[is_item]]
    return torch.from_numpy(table), torch.from_numpy(length.astype(np.int64))


def batches(length: npt.NDArray[np.integer], size: int, rng: np.random.Generator) -> Iterator[npt.NDArray[np.int64]]:
    """Yield every row with a length once, by chance, `size` rows of about one length at a time."""
    order = rng.permutation(np.flatnonzero(length > 0))
    cut = [
        part
        for first in range(0, len(order), size * AT_ONCE)
        for part in _split(_by_length(order[first : first + size * AT_ONCE], length), size)
    ]
    for number in rng.permutation(len(cut)):
        yield cut[number]


def _by_length(rows: npt.NDArray[np.int64], length: npt.NDArray[np.integer]) -> npt.NDArray[np.int64]:
    return rows[np.argsort(length[rows], kind="stable")]


def _split(rows: npt.NDArray[np.int64], size: int) -> list[npt.NDArray[np.int64]]:
    return [rows[first : first + size] for first in range(0, len(rows), size)]
