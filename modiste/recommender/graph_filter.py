"""A graph filter: what shoppers have in common along the leading directions of the degree-normalised matrix."""

from collections.abc import Mapping
from typing import Any, Self

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array, diags_array
from typing_extensions import override

from modiste.recommender._workers import Workers
from modiste.recommender.arrays import FloatArray, IntArray, check_at_least
from modiste.recommender.base import Recommender
from modiste.recommender.errors import InvalidInput
from modiste.recommender.interactions import Interactions

PASSES = 3  # of subspace iteration: what is left of the error lies in directions that the filter damps
SPARE = 64  # directions beyond those wanted, without which the last of them would be poor
Floats = npt.NDArray[np.float32]


class GraphFilter(Recommender):
    """Score = n_j^q Σ_k v_jk σ_k² / (σ_k² + λ) Σ_i v_ik n_i^−b h_i: a smooth low-pass filter on the graph of likes.

    σ and v are the leading singular values and right singular vectors of D_u^−a X D_i^−b; D holds the degrees n of
    users and items, Σ |weight|. a = b = ½ is the normalised adjacency of LightGCN, whose eigenvectors GF-CF (Shen
    et al. 2021, "How powerful is graph convolution for recommendation?") keeps or drops whole; here they are damped
    as by a ridge regression of the matrix on itself, and q says how far popularity comes back. A closed form:
    nothing iterates but the singular vectors. Scores are inner products of `factors` numbers a side, and what it
    finds is other than what ALS finds, so that the two go well into one `Blend`.

    Parameters
    ----------
    factors : int
        Singular vectors kept, at most as many as the matrix has rows or columns.
    regularisation : float
        λ, beside squared singular values, which are at most 1 when a = b = ½; greater than 0.
    user_exponent, history_exponent, target_exponent : float
        a, b and q; 0 or greater.
    random_state : int
        Seed of the first directions.

    Attributes
    ----------
    item_factors_ : float32 array, shape (items, factors)
        n_j^q v_jk: what is recommended.
    history_factors_ : float32 array, shape (items, factors)
        n_i^−b v_ik σ_k² / (σ_k² + λ): a shopper's vector is their sum over her history, each times its weight.
    spectrum_ : float32 array, shape (factors,)
        σ, greatest first.
    popularity_ : float32 array, shape (items,)
        Likes per item, for histories that say nothing.

    Examples
    --------
    >>> log = Interactions.from_events([0, 0, 1, 1, 2], ["coat", "scarf", "coat", "scarf", "sandal"])
    >>> model = GraphFilter(factors=2).fit(log)
    >>> items, _ = model.recommend_for([log.item_index("coat")], k=1)
    >>> log.item_labels[items].tolist()
    ['scarf']
    """

    def __init__(  # noqa: PLR0913 -- a model's settings are its parameters, as in scikit-learn
        self,
        factors: int = 512,
        regularisation: float = 0.05,
        user_exponent: float = 0.5,
        history_exponent: float = 0.5,
        target_exponent: float = 0.3,
        random_state: int = 0,
    ) -> None:
        self.factors = factors
        self.regularisation = regularisation
        self.user_exponent = user_exponent
        self.history_exponent = history_exponent
        self.target_exponent = target_exponent
        self.random_state = random_state

    def fit(self, interactions: Interactions, *, threads: int | None = None) -> Self:
        """Find the singular vectors; dislikes (negative weights) count against. `threads`: all cores when absent.

        Raises
        ------
        InvalidInput
            When a parameter does not make sense.
        """
        check_at_least(1, factors=self.factors)
        check_at_least(
            0,
            regularisation=self.regularisation,
            user_exponent=self.user_exponent,
            history_exponent=self.history_exponent,
            target_exponent=self.target_exponent,
        )
        if not self.regularisation:
            raise InvalidInput("regularisation must be greater than 0.")
        x = csr_array(interactions.csr, dtype=np.float32)
        per_user, per_item = (np.asarray(abs(x).sum(axis=axis), dtype=np.float32) for axis in (1, 0))
        per_user, per_item = (np.where(degree > 0, degree, 1) for degree in (per_user, per_item))
        into = per_item**-self.history_exponent
        normalised = csr_array(diags_array(per_user**-self.user_exponent) @ x @ diags_array(into), dtype=np.float32)
        with Workers(threads) as workers:
            self.spectrum_, directions = _leading(normalised, self.factors, self.random_state, workers)
        power = np.square(self.spectrum_)
        self.history_factors_ = directions * (power / (power + np.float32(self.regularisation))) * into[:, None]
        self.item_factors_ = directions * (per_item**self.target_exponent)[:, None]
        self.n_items_ = x.shape[1]
        self.popularity_ = interactions.likes_per_item()
        return self

    @override
    def score(self, histories: csr_array, users: IntArray | None = None) -> FloatArray:
        """Return the filtered history, shape (n, items); popularity, scaled below 1, for an empty history."""
        self.check_histories(histories)
        vectors = csr_array(histories, dtype=np.float32) @ self.history_factors_  # (n, factors)
        scores = np.asarray(vectors @ self.item_factors_.T)
        scores[np.diff(histories.indptr) == 0] = self.popularity_ / (1 + self.popularity_.max(initial=0.0))
        return scores

    def state(self) -> dict[str, npt.NDArray[Any]]:
        """Return both sides' factors, the singular values and the popularity."""
        self.check_fitted()
        names = ("item_factors", "history_factors", "spectrum", "popularity")
        return {name: getattr(self, f"{name}_") for name in names}

    @classmethod
    @override
    def from_state(cls, parameters: Mapping[str, Any], state: Mapping[str, npt.NDArray[Any]]) -> Self:
        """Return the fitted model."""
        model = cls(**parameters)
        for name, array in state.items():
            setattr(model, f"{name}_", array)
        model.n_items_ = len(model.popularity_)
        return model


def _leading(matrix: csr_array, wanted: int, random_state: int, workers: Workers) -> tuple[Floats, Floats]:
    """Return singular values (k,) and right vectors (items, k), greatest first, k = `wanted` or what the matrix has.

    Subspace iteration from random directions (Halko, Martinsson, Tropp 2011), made orthonormal through its Gram matrix.
    """
    width = min(wanted + SPARE, *matrix.shape)
    turned = csr_array(matrix.T)
    v: Floats = np.random.default_rng(random_state).standard_normal((matrix.shape[1], width), np.float32)
    for _ in range(PASSES):
        v = np.asarray(turned @ (matrix @ v))
        powers, basis = np.linalg.eigh(workers.gram(v))
        workers.turn(v, basis / np.sqrt(powers.clip(min=1e-12 * max(float(powers[-1]), 1e-30))))
    powers, basis = np.linalg.eigh(workers.gram(np.asarray(matrix @ v)))
    first = np.argsort(-powers, kind="stable")[:wanted]
    return np.sqrt(powers[first].clip(min=0.0)).astype(np.float32), v @ basis[:, first].astype(np.float32)
