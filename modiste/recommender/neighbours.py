"""Item-based nearest neighbours: who liked this liked that, with the normalisation that suits the shop."""

from collections.abc import Iterator, Mapping
from typing import Any, Self

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array, diags_array, vstack
from typing_extensions import override

from modiste.recommender.arrays import FloatArray, IntArray, check_at_least
from modiste.recommender.base import Recommender
from modiste.recommender.interactions import Interactions

CELLS_AT_ONCE = 16_000_000  # similarities held densely at once: 64 MB
LEAST = 1e-9  # far below any similarity: orders what no neighbour speaks for by popularity


class ItemNeighbours(Recommender):
    """Score of item j = Σ over the history of weight · s_ij, where j keeps its most similar items i alone.

        s_ij = Σ_u n_u^−c x_ui x_uj / ((‖x_i‖²)^a (‖x_j‖²)^b + shrinkage)

    The exponents say which neighbours: a = b = ½, c = 0 is the cosine (Sarwar et al. 2001) and c > 0 lets people who
    like everything count less; c = 1, a = 1, b = β is the random walk RP3β with α = 1 (Paudel et al. 2017), which
    Ferrari Dacrema et al. (2019) found hard to beat. Takes 12 · neighbours · items bytes.

    Parameters
    ----------
    neighbours : int
        Similar items kept per item; at least 1.
    shrinkage : float
        What a similarity must overcome, in the unit of the denominator: pairs that few people share count less. 30
        costs 0.2 % of NDCG where people have 100 likes and gains 20 % where they have 5, beside 10.
    user_exponent, history_exponent, target_exponent : float
        c, a and b; 0 or greater.

    Attributes
    ----------
    similarities_ : csr_array, shape (items, items), float32
        s_ij in row i (of the history) and column j (of what is recommended).
    popularity_ : float32 array, shape (items,)
        Likes per item; orders what no neighbour speaks for.

    Examples
    --------
    >>> log = Interactions.from_events([0, 0, 1, 1, 2], ["coat", "scarf", "coat", "scarf", "sandal"])
    >>> model = ItemNeighbours(shrinkage=0.0, user_exponent=0.0).fit(log)
    >>> model.similarities_.toarray().round(2).tolist()
    [[0.0, 0.0, 1.0], [0.0, 0.0, 0.0], [1.0, 0.0, 0.0]]
    """

    def __init__(
        self,
        neighbours: int = 200,
        shrinkage: float = 30.0,
        user_exponent: float = 0.5,
        history_exponent: float = 0.5,
        target_exponent: float = 0.5,
    ) -> None:
        self.neighbours = neighbours
        self.shrinkage = shrinkage
        self.user_exponent = user_exponent
        self.history_exponent = history_exponent
        self.target_exponent = target_exponent

    def fit(self, interactions: Interactions) -> Self:
        """Compare every two items that share a shopper; dislikes (negative weights) count against.

        Raises
        ------
        InvalidInput
            When a parameter is negative or `neighbours` below 1.
        """
        check_at_least(1, neighbours=self.neighbours)
        check_at_least(
            0,
            shrinkage=self.shrinkage,
            user_exponent=self.user_exponent,
            history_exponent=self.history_exponent,
            target_exponent=self.target_exponent,
        )
        items = interactions.shape[1]
        self.popularity_ = interactions.likes_per_item()
        self.similarities_ = csr_array(vstack(list(self._blocks(interactions.csr))).T)
        self.n_items_ = items
        return self

    def _blocks(self, csr: csr_array) -> Iterator[csr_array]:
        """Yield the kept similarities of some items after others, shape (block, items): rows are targets here."""
        x = csr_array(csr, dtype=np.float32)
        counts = np.maximum(np.diff(x.indptr), 1).astype(np.float32)
        by_item = csr_array((diags_array(counts**-self.user_exponent) @ x).T, dtype=np.float32)  # (items, users)
        norms = np.bincount(x.indices, np.square(x.data), minlength=x.shape[1])
        norms = np.maximum(norms, 1e-12).astype(np.float32)
        size = max(1, CELLS_AT_ONCE // x.shape[1])
        for start in range(0, x.shape[1], size):
            rows = np.arange(start, min(start + size, x.shape[1]))
            block = (by_item[rows] @ x).toarray()  # (block, items)
            block[rows - start, rows] = 0.0
            block /= norms[rows, None] ** self.target_exponent * norms**self.history_exponent + self.shrinkage
            yield _largest(block, self.neighbours)

    @override
    def score(self, histories: csr_array, users: IntArray | None = None) -> FloatArray:
        """Return history · S, shape (n, items); where nothing speaks for an item, a trace of its popularity."""
        self.check_histories(histories)
        found = csr_array(histories, dtype=np.float32) @ self.similarities_
        trace = LEAST * self.popularity_ / (1 + self.popularity_.max(initial=0.0))
        scores = np.tile(trace, (histories.shape[0], 1))
        scores[np.repeat(np.arange(found.shape[0]), np.diff(found.indptr)), found.indices] = found.data
        return scores

    def state(self) -> dict[str, npt.NDArray[Any]]:
        """Return the pieces of the similarities and the popularity."""
        self.check_fitted()
        pieces = {name: getattr(self.similarities_, name) for name in ("data", "indices", "indptr")}
        return {f"similarity_{name}": piece for name, piece in pieces.items()} | {"popularity": self.popularity_}

    @classmethod
    @override
    def from_state(cls, parameters: Mapping[str, Any], state: Mapping[str, npt.NDArray[Any]]) -> Self:
        """Return the fitted model."""
        model = cls(**parameters)
        model.popularity_ = np.asarray(state["popularity"])
        model.n_items_ = len(model.popularity_)
        pieces = [np.array(state[f"similarity_{name}"]) for name in ("data", "indices", "indptr")]
        model.similarities_ = csr_array(tuple(pieces), shape=(model.n_items_, model.n_items_))
        return model


def _largest(block: npt.NDArray[np.float32], k: int) -> csr_array:
    """Return the k greatest entries by size of each row, the others 0."""
    width = min(k, block.shape[1])
    columns = np.argpartition(-np.abs(block), width - 1, axis=1)[:, :width]
    values = np.take_along_axis(block, columns, axis=1)
    rows = np.repeat(np.arange(len(block)), width)
    kept = csr_array((values.ravel(), (rows, columns.ravel())), shape=block.shape)
    kept.eliminate_zeros()
    return kept
