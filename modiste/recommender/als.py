"""Alternating least squares, implicit and explicit, plain or as the preconditioner of conjugate gradients (ALS-NCG)."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar, Literal, Self

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from modiste.recommender._factors import STEPS, FactorModel, Floats, as_history, solved
from modiste.recommender._workers import Workers
from modiste.recommender.arrays import FloatArray, IntArray, as_item_indices
from modiste.recommender.errors import InvalidInput
from modiste.recommender.interactions import Interactions

if TYPE_CHECKING:
    from modiste.recommender._objective import Objective

SMALL = 32  # factors up to which a row's exact solution costs no more than steps towards it


class ImplicitALS(FactorModel):
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
        ALS sweeps; with acceleration each iteration holds one sweep too.
    solver : {"auto", "exact", "block", "cg"}
        How a row is solved in each sweep. "exact": Woodbury where it has fewer pairs than factors, Cholesky otherwise.
        "cg": three steps of conjugate gradients from the last sweep's vector, preconditioned by the diagonal in the
        eigenbasis of the Gram matrix; short rows exactly. "block": 64 coordinates at a time (iALS++, Rendle et al.
        2021). "auto" is the fastest to good lists: exact up to 32 factors, cg beyond.
    accelerate : {None, "ncg", "polak-ribiere", "fletcher-reeves", "hestenes-stiefel", "mixed-polak-ribiere", …}
        "ncg" is ALS-NCG (Winlaw, Hynes, Caterini, De Sterck 2015, arXiv 1508.03110) with Polak–Ribière's β: far fewer
        iterations to an accurate solution; other names choose another β, "mixed-…" with the true gradient in the inner
        products. None is plain ALS, whose iterations cost about half: enough where lists are best after two or three.
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

    def __init__(  # noqa: PLR0913 -- a model's settings are its parameters, as in scikit-learn
        self,
        factors: int = 64,
        alpha: float = 0.1,
        regularisation: float = 0.01,
        exponent: float = 1.0,
        iterations: int = 12,
        solver: Literal["auto", "exact", "block", "cg"] = "auto",
        accelerate: str | None = "ncg",
        random_state: int = 0,
    ) -> None:
        self.factors = factors
        self.alpha = alpha
        self.regularisation = regularisation
        self.exponent = exponent
        self.iterations = iterations
        self.solver = solver
        self.accelerate = accelerate
        self.random_state = random_state

    def check(self, shape: tuple[int, int]) -> None:
        """Raise InvalidInput or BadInteractions unless the parameters make sense for this shape (users, items)."""
        super().check(shape)
        if not self.alpha > 0:
            raise InvalidInput("alpha must be greater than 0.")

    def _objective(self, log: Interactions, weight: Floats, workers: Workers) -> "Objective":
        from modiste.recommender import _objective  # noqa: PLC0415

        confidence = csr_array((np.abs(log.csr.data) * weight, log.csr.indices, log.csr.indptr), shape=log.shape)
        solver = self.solver if self.solver != "auto" else "exact" if self.factors <= SMALL else "cg"
        penalty = self.alpha, self.regularisation, self.exponent
        target = (log.csr.data > 0).astype(np.float32)
        way = _objective.way_of(solver, STEPS)
        objective = _objective.Objective.of(confidence, target, penalty, way, workers)
        return replace(objective, begins_anew=self.accelerate is None)  # conjugate gradients need a fixed point

    def fold_in(self, items: npt.ArrayLike, weights: npt.ArrayLike | None = None) -> Floats:
        """Return the vector (d,) of a shopper with this history: the exact minimiser of f with the items held fixed.

        Parameters
        ----------
        items : int array, shape (m,)
            Different item indices.
        weights : array, shape (m,), optional
            1 when absent; negative = dislike; not 0.
        """
        z, c, t, diagonal = self._system(items, weights)
        return solved(z, c, diagonal, z.T @ (c * t)).astype(np.float32)

    def contributions(self, items: npt.ArrayLike, weights: npt.ArrayLike | None, wanted: int | npt.ArrayLike) -> Floats:
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
        parts = (solved(z, c, diagonal, targets.T).T @ z.T) * (c * t)  # (k, m)
        return (parts if np.ndim(wanted) else parts[0]).astype(np.float32)

    def _system(
        self, items: npt.ArrayLike, weights: npt.ArrayLike | None
    ) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64], npt.NDArray[np.float64], npt.NDArray[np.float64]]:
        """Return Z (m, d), c (m,), t (m,) and the diagonal α₀Λ + λ_u (d,) of the system W = diag + ZᵀCZ."""
        self.check_fitted()
        indices, given = as_history(items, weights, self.n_items_)
        c = np.abs(given)
        ridge = self.regularisation * (c.sum() + self.alpha * self.n_items_) ** self.exponent
        diagonal = np.asarray(self.alpha * self.spectrum_ + ridge, dtype=np.float64)
        return self.item_factors_[indices].astype(np.float64), c, (given > 0).astype(np.float64), diagonal

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


class ExplicitALS(FactorModel):
    """Matrix factorisation of ratings: the rating of user u for item i ≈ mean + x_uᵀ y_i.

    Minimises Σ known (r − mean − x_uᵀy_i)² + λ (Σ n_u‖x_u‖² + Σ n_i‖y_i‖²), n the number of ratings (their sample
    weights) of the row or column: the objective of ALS-NCG's paper (Winlaw et al. 2015, arXiv 1508.03110) and of ALS-WR
    (Zhou et al. 2008). Absent pairs are unknown and count for nothing.

    Parameters
    ----------
    factors, iterations, accelerate, random_state : as for ImplicitALS
    regularisation : float
        λ; greater than 0.
    solver : {"auto", "exact", "block", "cg"}
        As for ImplicitALS; "auto" is exact, because without a Gram matrix the diagonal says little.
    centre : bool
        Whether the mean rating is taken off first; without it the objective is the paper's to the letter.

    Attributes
    ----------
    item_factors_, user_factors_, losses_, validation_ : as for ImplicitALS
    mean_ : float
        The mean rating, or 0.

    Examples
    --------
    >>> log = Interactions.from_events([0, 0, 1, 1, 2], ["a", "b", "a", "b", "a"], weights=[5, 1, 4, 1, 5])
    >>> model = ExplicitALS(factors=1, iterations=10).fit(log)
    >>> scores = model.score(log.csr)
    >>> bool((scores[:, 0] > scores[:, 1]).all())
    True
    """

    learns_from: ClassVar = "ratings"

    def __init__(
        self,
        factors: int = 16,
        regularisation: float = 0.05,
        iterations: int = 30,
        solver: Literal["auto", "exact", "block", "cg"] = "auto",
        accelerate: str | None = "ncg",
        centre: bool = True,
        random_state: int = 0,
    ) -> None:
        self.factors = factors
        self.regularisation = regularisation
        self.iterations = iterations
        self.solver = solver
        self.accelerate = accelerate
        self.centre = centre
        self.random_state = random_state

    def _objective(self, log: Interactions, weight: Floats, workers: Workers) -> "Objective":
        from modiste.recommender import _objective  # noqa: PLC0415

        self.mean_ = float(np.average(log.csr.data, weights=weight.astype(np.float64))) if self.centre else 0.0
        confidence = csr_array((weight, log.csr.indices, log.csr.indptr), shape=log.shape)
        way = _objective.way_of("exact" if self.solver == "auto" else self.solver, STEPS)
        penalty = 0.0, self.regularisation, 1.0
        return _objective.Objective.of(confidence, log.csr.data - np.float32(self.mean_), penalty, way, workers)

    def fold_in(self, items: npt.ArrayLike, weights: npt.ArrayLike | None = None) -> Floats:
        """Return the vector (d,) of a user who rated `items` (m,) with `weights` (m,), item vectors held fixed."""
        self.check_fitted()
        indices, ratings = as_history(items, weights, self.n_items_)
        z = self.item_factors_[indices].astype(np.float64)
        diagonal = np.full(z.shape[1], self.regularisation * max(len(z), 1))
        return solved(z, np.ones(len(z)), diagonal, z.T @ (ratings - self.mean_)).astype(np.float32)

    def score(self, histories: csr_array, users: IntArray | None = None) -> FloatArray:
        """Return the rating expected for every item, shape (n, items)."""
        return np.asarray(super().score(histories, users) + np.float32(self.mean_))

    def state(self) -> dict[str, npt.NDArray[Any]]:
        """Return the item vectors and the mean."""
        self.check_fitted()
        return {"item_factors": self.item_factors_, "mean": np.array([self.mean_])}

    @classmethod
    def from_state(cls, parameters: Mapping[str, Any], state: Mapping[str, npt.NDArray[Any]]) -> Self:
        """Return a model that folds in and scores."""
        model = cls(**parameters)
        model.item_factors_, model.mean_ = state["item_factors"], float(state["mean"][0])
        model.n_items_ = len(model.item_factors_)
        return model


ALS = ImplicitALS


def balanced_alpha(interactions: Interactions, ratio: float = 3.0) -> float:
    """Return the α₀ with which the absent pairs of interactions weigh together `ratio` times what the observed ones do.

    A fixed α₀ that suits a small dense catalogue shrinks every vector of a large sparse one to nothing, because the
    ridge grows with α₀ · items. A ratio of 3 to 10 is near the best of a grid on catalogues of 300 to 40,000 items.

    Examples
    --------
    >>> balanced_alpha(Interactions.from_events([0, 1], ["coat", "hat"]))
    1.5
    """
    users, items = interactions.shape
    return float(ratio * np.abs(interactions.csr.data).sum() / (users * items))
