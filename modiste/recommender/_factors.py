"""What the two ALS models share: the course of `fit`, taking new users and items in, and scoring."""

from abc import abstractmethod
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from modiste.recommender._training import Course, hold_out
from modiste.recommender._workers import Workers
from modiste.recommender.arrays import FloatArray, IntArray, as_item_indices
from modiste.recommender.base import Recommender
from modiste.recommender.checkpoints import Checkpoints
from modiste.recommender.errors import BadInteractions, InvalidInput
from modiste.recommender.interactions import Interactions

if (
    TYPE_CHECKING
):  # the compiled kernels are needed by the trainer alone: serving without Numba saves a second and 100 MB
    from modiste.recommender._objective import Objective, Point

SOLVERS = ("auto", "exact", "block", "cg")
BETAS = ("polak-ribiere", "fletcher-reeves", "hestenes-stiefel")
ACCELERATIONS = (None, "ncg", *BETAS, *(f"mixed-{beta}" for beta in BETAS))
STEPS = 3  # of conjugate gradients, a row and sweep

Floats = npt.NDArray[np.float32]
Doubles = npt.NDArray[np.float64]


class FactorModel(Recommender):
    """Base of ImplicitALS and ExplicitALS: a subclass says what is minimised and how a stranger is folded in."""

    factors: int
    regularisation: float
    iterations: int
    solver: str
    accelerate: str | None
    random_state: int
    item_factors_: Floats
    user_factors_: Floats

    def fit(  # noqa: PLR0913 -- how a training is to run is no parameter of the model
        self,
        interactions: Interactions,
        *,
        start: FloatArray | None = None,
        validation: Interactions | float | None = None,
        sample_weight: npt.ArrayLike | None = None,
        on_iteration: Callable[[int, float], None] | None = None,
        checkpoints: Path | None = None,
        threads: int | None = None,
        device: str | None = None,
    ) -> Self:
        """Learn the vectors.

        Parameters
        ----------
        interactions : Interactions, (users, items)
        start : array, shape (items, d), optional
            Item vectors to begin with, such as those of the last model (in any rotation); rows of NaN begin at random.
            Without it the start is spectral: the leading singular directions of the normalised matrix.
        validation : Interactions of the same shape, or a share between 0 and 1, optional
            Held-out likes. NDCG@20 is measured on them after each iteration (`validation_`); training ends after three
            iterations without a new best, and the best item vectors are kept. A share is held out of each user's likes,
            and not learnt from.
        sample_weight : array, shape (nnz,), optional
            Factor of each pair's confidence, in the order of `interactions.csr.data`; greater than 0.
        on_iteration : callable, optional
            Told (iteration, loss) after each iteration, when `losses_` and `validation_` have grown by it; what it
            raises ends the training.
        checkpoints : Path, optional
            Folder that keeps the item vectors after each iteration; a training that finds its own there goes on.
        threads : int, optional
            All cores this process may use when absent.
        device : str, optional
            Where the sweeps run: a device of PyTorch such as "cuda" or "cuda:1", or "cpu-torch"; the compiled kernels
            when absent. The mathematics and, up to rounding, the vectors are the same.

        Raises
        ------
        NotAvailable
            When PyTorch or the device is not on this machine.
        BadInteractions
            When there are more factors than the data can tell, or weights do not fit.
        InvalidInput
            When a parameter or the start does not make sense.
        """
        self.check(interactions.shape)
        weight = _checked_weight(sample_weight, interactions)
        place = None if device is None else _on(device)  # first of all: a device that is absent wastes no time
        train, weight, held_out = hold_out(interactions, weight, validation, self.random_state)
        with Workers(threads) as workers, ExitStack() as stack:
            kept = None
            if checkpoints is not None:
                identity = self.parameters() | {"fingerprint": train.fingerprint()}
                kept = stack.enter_context(Checkpoints(checkpoints, identity))
            objective = self._objective(train, weight, workers)
            course = Course(on_iteration, held_out, kept)
            start, first = course.resume(start)
            y = self._first_items(objective, start)
            self._train(objective if place is None else place(objective), y, course, first)
        return self

    def _train(self, objective: "Objective", y: Floats, course: Course, first: int) -> None:
        from modiste.recommender import _ncg  # noqa: PLC0415

        self.losses_: list[float] = course.losses
        self.validation_: list[float] = course.held_out.scores if course.held_out else []
        point = objective.point(np.zeros((len(objective.users.ridge), self.factors), np.float32), y)
        if self.accelerate is None:
            iterations = _ncg.sweeps(objective, point)
        else:
            beta = "polak-ribiere" if self.accelerate == "ncg" else self.accelerate
            iterations = _ncg.conjugate_gradients(objective, point, beta)
        if first <= self.iterations:  # else the checkpoint holds the end already
            point = course.follow(iterations, first, self.iterations)
        if course.held_out and course.held_out.best is not None:
            point = objective.point(np.zeros_like(point.arrays().x), course.held_out.best)
        self._keep(objective, point)

    def partial_fit(self, interactions: Interactions, *, threads: int | None = None) -> Self:
        """Take new users and new items in, without learning the known items again: both sides are folded in.

        Users are solved for given the known items, new items given those users, and users once more given all items.

        Parameters
        ----------
        interactions : Interactions, (users, items)
            Everything known now. Its first `n_items_` columns are the items of the model, in their order; what follows
            is new. All users are solved for, so rows may be any.
        threads : int, optional
            All cores this process may use when absent.

        Raises
        ------
        NotFitted
            Before `fit`.
        BadInteractions
            When there are fewer items than the model knows.
        """
        self.check_fitted()
        (users, items), known = interactions.shape, self.n_items_
        if items < known:
            raise BadInteractions(f"The model knows {known} items, these interactions {items}: keep every column.")
        self.check(interactions.shape)
        x = np.zeros((users, self.item_factors_.shape[1]), np.float32)
        y = np.zeros((items, self.item_factors_.shape[1]), np.float32)
        y[:known] = self.item_factors_
        with Workers(threads) as workers:
            objective = self._objective(interactions, np.ones(interactions.csr.nnz, np.float32), workers)
            objective.solve(objective.users, x, y)
            fresh = objective.items._replace(blocks=[rows[rows >= known] for rows in objective.items.blocks])
            new = np.zeros_like(y)
            _, _, basis = objective.solve(fresh, new, x)
            workers.turn(y, basis)
            y[known:] = new[known:]
            self._keep(objective, objective.point(x, y))
        return self

    def _keep(self, objective: "Objective", point: "Point") -> None:
        """Store a solution in the basis that `solve` brings it to, the users solved for given the items."""
        objective.solve(objective.users, point.x, point.y)
        x, y = point.arrays()
        self.item_factors_, self.user_factors_ = y, x
        self.spectrum_ = np.einsum("nd,nd->d", y, y, dtype=np.float64)
        self.n_items_ = len(y)

    @abstractmethod
    def _objective(self, log: Interactions, weight: Floats, workers: Workers) -> "Objective":
        """Return what is to be minimised, given sample weights (nnz,)."""

    @abstractmethod
    def fold_in(self, items: npt.ArrayLike, weights: npt.ArrayLike | None = None) -> Floats:
        """Return the vector (d,) of a shopper with this history."""

    def _first_items(self, objective: "Objective", start: FloatArray | None) -> Floats:
        from modiste.recommender import _spectral  # noqa: PLC0415

        shape = len(objective.items.ridge), self.factors
        if start is None:
            return _spectral.spectral_items(objective, self.factors, self.random_state)
        if start.shape != shape:
            raise InvalidInput(f"start must have shape {shape}, not {start.shape}.")
        noise = np.random.default_rng(self.random_state).standard_normal(shape, np.float32)
        noise *= np.float32(0.1 / np.sqrt(self.factors))
        return np.where(np.isfinite(start), start, noise).astype(np.float32)

    def check(self, shape: tuple[int, int]) -> None:
        """Raise InvalidInput or BadInteractions unless the parameters make sense for this shape (users, items)."""
        if self.factors < 1 or self.iterations < 1:
            raise InvalidInput("factors and iterations must be at least 1.")
        if not self.regularisation > 0:
            raise InvalidInput("regularisation must be greater than 0.")
        if self.accelerate not in ACCELERATIONS:
            raise InvalidInput(f"accelerate must be one of {ACCELERATIONS}, not {self.accelerate!r}.")
        if self.solver not in SOLVERS:
            raise InvalidInput(f"solver must be one of {SOLVERS}, not {self.solver!r}.")
        if self.factors > min(shape):
            raise BadInteractions(
                f"{self.factors} factors are more than {shape[0]} users × {shape[1]} items can tell: "
                f"choose at most {min(shape)}."
            )

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


def solved(z: npt.NDArray[Any], c: npt.NDArray[Any], diagonal: npt.NDArray[Any], right: npt.NDArray[Any]) -> Doubles:
    """Return (D + ZᵀCZ)⁻¹ · right for right of shape (d,) or (d, k), by the smaller of m × m (Woodbury) and d × d."""
    m, d = z.shape
    if m >= d:
        return np.asarray(np.linalg.solve((z.T * c) @ z + np.diag(diagonal), right), dtype=np.float64)
    scaled = z / diagonal  # Z D⁻¹ (m, d)
    inner = scaled @ z.T  # (m, m)
    inner.flat[:: m + 1] += 1 / c
    plain = (right.T / diagonal).T
    return np.asarray(plain - scaled.T @ np.linalg.solve(inner, z @ plain), dtype=np.float64)


def _on(device: str) -> Callable[["Objective"], "Objective"]:
    """Return what brings an objective to a device of PyTorch; raises NotAvailable where there is none."""
    from modiste.recommender.neural import als_torch  # noqa: PLC0415

    return als_torch.bring_to(device)


def _checked_weight(given: npt.ArrayLike | None, log: Interactions) -> Floats:
    weight = np.ones(log.csr.nnz, np.float32) if given is None else np.asarray(given, np.float32)
    if weight.shape != (log.csr.nnz,):
        raise BadInteractions(f"Give one sample weight per pair ({log.csr.nnz}), not {weight.shape}.")
    if not (np.isfinite(weight).all() and (weight > 0).all()):
        raise BadInteractions("Sample weights must be finite and greater than 0: drop a pair that shall not count.")
    return weight


def as_history(
    items: npt.ArrayLike, weights: npt.ArrayLike | None, n_items: int
) -> tuple[npt.NDArray[np.int64], Doubles]:
    """Return item indices (m,) and their weights (m,), 1 when absent; raises InvalidInput unless finite and not 0."""
    indices = as_item_indices(items, n_items)
    given = np.ones(len(indices)) if weights is None else np.asarray(weights, dtype=np.float64)
    if given.shape != indices.shape or not np.isfinite(given).all() or (given == 0).any():
        raise InvalidInput(f"Give one finite weight other than 0 per item ({len(indices)}).")
    return indices, given
