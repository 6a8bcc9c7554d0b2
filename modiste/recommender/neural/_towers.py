"""The two towers: items by identity and features, people by what they liked, into one space (Yi et al. 2019)."""

import math

import numpy as np
import numpy.typing as npt
import torch
from scipy.sparse import csr_array
from torch import Tensor, nn
from torch.nn import functional


class Towers(nn.Module):
    """Both towers begin with an item's own vector: of its identity plus the sum over its features.

    Parameters
    ----------
    features : csr_array, shape (items, f)
    d, hidden : int
        Length of the vectors, width of the layer in each tower.
    """

    def __init__(self, features: csr_array, d: int, hidden: int) -> None:
        super().__init__()
        items, count = features.shape
        self.identities = nn.Embedding(items, d)
        self.features = nn.EmbeddingBag(max(count, 1), d, mode="sum")
        self.of_items, self.of_people = _tower(d, hidden), _tower(d, hidden)
        for embedding in (self.identities, self.features):
            nn.init.normal_(embedding.weight, std=1 / math.sqrt(d))

    def items(self, own: Tensor) -> Tensor:
        """Return unit vectors (n, d) of items whose own vectors are given."""
        return functional.normalize(own + self.of_items(own), dim=-1)

    def people(self, own: Tensor, weight: Tensor) -> Tensor:
        """Return unit vectors (n, d) of people from the own vectors (n, L, d) of items and their weights (n, L)."""
        mean = (weight[..., None] * own).sum(1) / weight.abs().sum(1, keepdim=True).clamp(min=1e-6)
        return functional.normalize(mean + self.of_people(mean), dim=-1)

    def described(self, features: csr_array) -> Tensor:
        """Return what the features alone say of items, (n, d)."""
        device = self.features.weight.device
        indices, indptr = (_whole(array).to(device) for array in (features.indices, features.indptr))
        weights = torch.from_numpy(features.data.astype(np.float32)).to(device)
        return self.features(indices, indptr[:-1], per_sample_weights=weights)


def unit_rows(features: csr_array) -> csr_array:
    """Return features with each row's length 1, so that no item shouts because it has many."""
    length = np.sqrt(np.asarray(features.multiply(features).sum(axis=1), np.float64))
    data = features.data / np.repeat(np.maximum(length, 1e-12), np.diff(features.indptr))
    return csr_array((data.astype(np.float32), features.indices, features.indptr), shape=features.shape)


def _tower(d: int, hidden: int) -> nn.Sequential:
    return nn.Sequential(nn.Linear(d, hidden), nn.ReLU(), nn.Linear(hidden, d))


def _whole(array: npt.NDArray[np.integer]) -> Tensor:
    return torch.from_numpy(array.astype(np.int64))
