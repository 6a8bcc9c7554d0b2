"""Rows of unequal length as padded batches on a device: rows of about one length together, none beyond the room."""

from collections.abc import Iterator
from typing import NamedTuple, Self

import numpy as np
import torch
from torch import Tensor

from modiste.recommender._als import Rows
from modiste.recommender._objective import Side

STEP = 4 / 3  # the longest row of a batch against its shortest, at most: a sixth of it is padding on average
SHORT = 4  # rows up to this length stand in one batch, whatever their ratio


class Batch(NamedTuple):
    """Some rows, all of them short enough to be treated at once."""

    rows: Tensor  # (b,) int64, which rows of the side
    begin: Tensor  # (b,) int64, where the pairs of each begin
    length: Tensor  # (b,) int64
    longest: int  # L
    is_whole: bool  # False for a piece of a row that is too long to be treated at once
    is_last: bool


class Seen(NamedTuple):
    """What the rows of a batch observed, padded to the longest: padding has confidence 0."""

    z: Tensor  # (b, L, d) the other side's vectors
    c: Tensor  # (b, L) confidence
    t: Tensor  # (b, L) target


class DeviceSide(NamedTuple):
    """One side's observed pairs and ridges on a device; the fields that `Objective` reads are named as in `Side`."""

    pairs: tuple[Tensor, Tensor, Tensor, Tensor]  # CSR: indptr, indices, confidence, target
    ridge: Tensor  # (n,) float32
    length: Rows  # (n,) on the host

    @classmethod
    def of(cls, side: Side, device: torch.device) -> Self:
        """Copy a side to a device, in float32."""
        indptr, indices, confidence, target = side.pairs
        pairs = tuple(_tensor(array).to(device) for array in (indptr, indices))
        values = tuple(_tensor(array).to(device, torch.float32) for array in (confidence, target))
        ridge = _tensor(side.ridge).to(device, torch.float32)
        return cls((*pairs, *values), ridge, np.diff(indptr))

    def batches(self, edges: tuple[int, ...], most: int) -> Iterator[Batch]:
        """Yield all rows with pairs, the longest first, so that no batch spans an edge or has more than `most` places.

        A row that is longer than `most` comes in several batches of its own, one after the other.

        Parameters
        ----------
        edges : tuple of int
            Lengths that separate ways of solving: rows up to an edge never stand with longer ones.
        most : int
            Rows × longest of a batch, at most.
        """
        order = np.argsort(-self.length, kind="stable")
        order = order[self.length[order] > 0]
        length = self.length[order]
        level = np.ceil(np.log(np.maximum(length, SHORT)) / np.log(STEP)).astype(np.int64)
        kind = level * (len(edges) + 1) + sum((length > edge).astype(np.int64) for edge in edges)
        for group in np.split(np.arange(len(order)), np.flatnonzero(np.diff(kind)) + 1):
            if len(group) == 0:
                continue
            size = max(1, most // int(length[group[0]]))
            for first in range(0, len(group), size):
                yield from self._pieces(order[group[first : first + size]], most)

    def seen(self, batch: Batch, fixed: Tensor) -> Seen:
        """Return what a batch observed of the other side's vectors (m, d)."""
        _, indices, confidence, target = self.pairs
        place = torch.arange(batch.longest, device=fixed.device)
        is_pair = place < batch.length[:, None]  # (b, L)
        position = torch.where(is_pair, batch.begin[:, None] + place, batch.begin[:, None])
        z = fixed.index_select(0, indices[position].reshape(-1)).view(*position.shape, fixed.shape[1])
        return Seen(z, confidence[position] * is_pair, target[position])

    def _pieces(self, rows: Rows, most: int) -> Iterator[Batch]:
        indptr = self.pairs[0]
        chosen = _tensor(rows).to(indptr.device)
        begin, longest = indptr[chosen], int(self.length[rows[0]])
        length = indptr[chosen + 1] - begin
        for first in range(0, longest, most):  # more than once for a single giant row alone
            size = min(most, longest - first)
            here = (length - first).clamp(max=size)
            yield Batch(chosen, begin + first, here, size, longest <= most, first + size == longest)


def _tensor(array: np.ndarray) -> Tensor:
    return torch.from_numpy(array if array.flags.writeable else array.copy())
