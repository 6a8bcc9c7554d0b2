"""Implicit alternating least squares, plain or accelerated by nonlinear conjugate gradients (ALS-NCG)."""

from collections.abc import Callable, Mapping
from typing import Any, Literal, Self

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from modiste.recommender.arrays import FloatArray, IntArray, as_item_indices
from modiste.recommender.base import Recommender
from modiste.recommender.errors import InvalidInput
from modiste.recommender.interactions import Interactions


class ImplicitALS(Recommender):
    """Matrix factorisation of likes: score of a shopper u for an item i = x_uᵀ y_i.

    Minimises f = Σ observed c (t − xᵀy)² + α₀ Σ all (xᵀy)² + Σ λ_u‖x_u‖² + Σ λ_i‖y_i‖², where c = |weight| and
    the target t is 1 for a liking and **0 for a dislike** (a negative weight): a dislike says "surely not" with its own
    confidence, where an absent pair says "perhaps not" with the small confidence α₀. The ridge grows with the
    frequency, λ_u = λ (Σ c + α₀ · items)^ν (Rendle et al. 2022, "Revisiting the performance of iALS").

    Parameters
    ----------
    factors : int
        Length d of the vectors.
    alpha : float
        α₀, the confidence that an absent pair means nothing; greater than 0.
    regularisation : float
        λ; greater than 0.
    exponent : float
        ν: 1 scales the ridge with frequency, 0 makes it the same for everybody.
    iterations : int
        ALS sweeps; with "ncg" each iteration holds one sweep too.
    accelerate : {"ncg", None}
        "ncg" is ALS-NCG (Winlaw, Hynes, Caterini, De Sterck 2015, arXiv 1508.03110): fewer iterations to an accurate
        solution; None is plain ALS.
    random_state : int
        Seed of the first item vectors. The result is the same whatever the number of threads.

    Attributes
    ----------
    item_factors_ : float32 array, shape (items, d)
        In principal axes: YᵀY is diagonal.
    spectrum_ : float64 array, shape (d,)
        That diagonal: the cached Gram matrix.
    user_factors_ : float32 array, shape (users, d)
        Equal to `fold_in` of each training row. Never saved: vectors of people are personal data and can be made anew
        from the history.
    losses_ : list of float
        f after each iteration.

    Examples
    --------
    >>> log = Interactions.from_events([0, 0, 1, 1, 2], ["coat", "scarf", "coat", "scarf", "sandal"])
    >>> model = ImplicitALS(factors=2, iterations=5).fit(log)
    >>> x = model.fold_in([log.item_index("coat")])
    >>> log.item_labels[np.argsort(-(model.item_factors_ @ x))].tolist()
    ['coat', 'scarf', 'sandal']
    """

    def __init__(
        self,
        factors: int = 64,
        alpha: float = 0.1,
        regularisation: float = 0.01,
        exponent: float = 1.0,
        iterations: int = 12,
        accelerate: Literal["ncg"] | None = "ncg",
        random_state: int = 0,
    ) -> None:
        self.factors = factors
        self.alpha = alpha
        self.regularisation = regularisation
        self.exponent = exponent
        self.iterations = iterations
        self.accelerate = accelerate
        self.random_state = random_state

    def fit(
        self,
        interactions: Interactions,
        *,
        start: FloatArray | None = None,
        on_iteration: Callable[[int, float], None] | None = None,
        threads: int | None = None,
    ) -> Self:
        """Learn the vectors.

        Parameters
        ----------
        interactions : Interactions, (users, items)
            Weights are confidences; negative ones are dislikes.
        start : array, shape (items, d), optional
            Item vectors to begin with, such as those of the last model (in any rotation); rows of NaN begin at random.
        on_iteration : callable, optional
            Told (iteration, loss) after each iteration; what it raises ends the training.
        threads : int, optional
            All cores this process may use when absent.

        Raises
        ------
        InvalidInput
            When a parameter or the start does not make sense.
        """
        # The compiled kernels are needed by the trainer alone: a serving process folds in and ranks without Numba,
        # which saves it about a second and 100 MB.
        from modiste.recommender import _ncg, _objective  # noqa: PLC0415

        self._check_parameters()
        users, items = interactions.shape
        objective = _objective.Objective.of(interactions.csr, self.alpha, self.regularisation, self.exponent, threads)
        begin = _objective.Point(np.zeros((users, self.factors)), self._first_items(items, start))
        self.losses_: list[float] = []

        def note(iteration: int, loss: float) -> None:
            self.losses_.append(loss)
            if on_iteration is not None:
                on_iteration(iteration, loss)

        y = _ncg.descend(objective, begin, self.iterations, note, accelerate=self.accelerate == "ncg").y
        spectrum, basis = np.linalg.eigh(y.T @ y)
        y = y @ basis
        self.item_factors_ = y.astype(np.float32)
        self.spectrum_ = np.maximum(spectrum, 0.0)
        self.user_factors_ = objective.solve_users(y).astype(np.float32)
        self.n_items_ = items
        return self

    def _check_parameters(self) -> None:
        if self.factors < 1 or self.iterations < 1:
            raise InvalidInput("factors and iterations must be at least 1.")
        if self.alpha <= 0 or self.regularisation <= 0:
            raise InvalidInput("alpha and regularisation must be greater than 0.")
        if self.accelerate not in ("ncg", None):
            raise InvalidInput(f'accelerate must be "ncg" or None, not {self.accelerate!r}.')

    def _first_items(self, items: int, start: FloatArray | None) -> npt.NDArray[np.float64]:
        noise = np.random.default_rng(self.random_state).standard_normal((items, self.factors))
        noise *= 0.1 / np.sqrt(self.factors)
        if start is None:
            return noise
        if start.shape != noise.shape:
            raise InvalidInput(f"start must have shape {noise.shape}, not {start.shape}.")
        return np.where(np.isfinite(start), start, noise)

    def fold_in(self, items: npt.ArrayLike, weights: npt.ArrayLike | None = None) -> npt.NDArray[np.float32]:
        """Return the vector (d,) of a shopper with this history: the exact minimiser of f with the items held fixed.

        Parameters
        ----------
        items : int array, shape (m,)
            Different item indices.
        weights : array, shape (m,), optional
            1 when absent; negative = dislike; not 0.
        """
        z, c, t, diagonal = self._system(items, weights)
        return _solved(z, c, diagonal, z.T @ (c * t)).astype(np.float32)

    def contributions(
        self, items: npt.ArrayLike, weights: npt.ArrayLike | None, wanted: int | npt.ArrayLike
    ) -> npt.NDArray[np.float32]:
        """Return how much each item of a history adds to the score of `wanted`; the parts sum to the score.

        x = W⁻¹ Σ_j c_j t_j y_j, so the score y_iᵀx = Σ_j (y_iᵀ W⁻¹ y_j) c_j t_j (Hu, Koren, Volinsky 2008, section 5).
        A disliked item has t = 0 and adds nothing itself; it acts through W.

        Parameters
        ----------
        items, weights : the history, as for `fold_in`; shape (m,).
        wanted : int, or int array of shape (k,)
            Many at once cost one solution of the system instead of k.

        Returns
        -------
        float32 array, shape (m,) for one item, (k, m) for several
            In the order of `items`.
        """
        z, c, t, diagonal = self._system(items, weights)
        targets = self.item_factors_[as_item_indices(np.atleast_1d(wanted), self.n_items_)].astype(np.float64)  # (k, d)
        parts = (_solved(z, c, diagonal, targets.T).T @ z.T) * (c * t)  # (k, m)
        return (parts if np.ndim(wanted) else parts[0]).astype(np.float32)

    def _system(
        self, items: npt.ArrayLike, weights: npt.ArrayLike | None
    ) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64], npt.NDArray[np.float64], npt.NDArray[np.float64]]:
        """Return Z (m, d), c (m,), t (m,) and the diagonal α₀Λ + λ_u (d,) of the system W = diag + ZᵀCZ."""
        self.check_fitted()
        indices = as_item_indices(items, self.n_items_)
        given = np.ones(len(indices)) if weights is None else np.asarray(weights, dtype=np.float64)
        if given.shape != indices.shape or not np.isfinite(given).all() or (given == 0).any():
            raise InvalidInput(f"Give one finite weight other than 0 per item ({len(indices)}).")
        c = np.abs(given)
        ridge = self.regularisation * (c.sum() + self.alpha * self.n_items_) ** self.exponent
        diagonal = np.asarray(self.alpha * self.spectrum_ + ridge, dtype=np.float64)
        return self.item_factors_[indices].astype(np.float64), c, (given > 0).astype(np.float64), diagonal

    def score(self, histories: csr_array, users: IntArray | None = None) -> FloatArray:
        """Return xᵀy for every item, shape (n, items); vectors are folded in unless `users` names fitted rows."""
        self.check_histories(histories)
        if users is not None and hasattr(self, "user_factors_"):
            vectors = self.user_factors_[users]
        else:
            vectors = np.zeros((histories.shape[0], self.item_factors_.shape[1]), np.float32)
            for row, (begin, end) in enumerate(zip(histories.indptr[:-1], histories.indptr[1:], strict=True)):
                vectors[row] = self.fold_in(histories.indices[begin:end], histories.data[begin:end])
        return vectors @ self.item_factors_.T

    def state(self) -> dict[str, npt.NDArray[Any]]:
        """Return the item vectors and their spectrum."""
        self.check_fitted()
        return {"item_factors": self.item_factors_, "spectrum": self.spectrum_}

    @classmethod
    def from_state(cls, parameters: Mapping[str, Any], state: Mapping[str, npt.NDArray[Any]]) -> Self:
        """Return a model that folds in and ranks."""
        model = cls(**parameters)
        model.item_factors_, model.spectrum_ = state["item_factors"], state["spectrum"]
        model.n_items_ = len(model.item_factors_)
        return model


def balanced_alpha(interactions: Interactions, ratio: float = 3.0) -> float:
    """Return the α₀ with which the absent pairs weigh together `ratio` times what the observed ones do.

    A fixed α₀ that suits a small dense catalogue shrinks every vector of a large sparse one to nothing, because the
    ridge grows with α₀ · items. A ratio of 3 to 10 is near the best of a grid on catalogues of 300 to 40,000 items.

    Examples
    --------
    >>> balanced_alpha(Interactions.from_events([0, 1], ["coat", "hat"]))
    1.5
    """
    users, items = interactions.shape
    return float(ratio * np.abs(interactions.csr.data).sum() / (users * items))


def _solved(
    z: npt.NDArray[np.float64],
    c: npt.NDArray[np.float64],
    diagonal: npt.NDArray[np.float64],
    right: npt.NDArray[np.float64],
) -> npt.NDArray[np.float64]:
    """Return (D + ZᵀCZ)⁻¹ · right for right of shape (d,) or (d, k), by the smaller of m × m (Woodbury) and d × d."""
    m, d = z.shape
    if m >= d:
        return np.asarray(np.linalg.solve((z.T * c) @ z + np.diag(diagonal), right), dtype=np.float64)
    scaled = z / diagonal  # Z D⁻¹ (m, d)
    inner = scaled @ z.T  # (m, m)
    inner.flat[:: m + 1] += 1 / c
    plain = (right.T / diagonal).T
    return np.asarray(plain - scaled.T @ np.linalg.solve(inner, z @ plain), dtype=np.float64)
