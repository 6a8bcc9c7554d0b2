"""ALS and ALS-NCG on Spark: the local estimators' objectives, learnt from a DataFrame that no one machine holds."""

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
import numpy.typing as npt
from pyspark.sql import DataFrame
from pyspark.sql import functions as F
from pyspark.sql.classic.dataframe import DataFrame as ClassicDataFrame

from modiste.recommender._als import Doubles, Way
from modiste.recommender._factors import STEPS
from modiste.recommender._labels import Labels, looked_up
from modiste.recommender._objective import way_of
from modiste.recommender.als import SMALL, ExplicitALS, ImplicitALS
from modiste.recommender.errors import InvalidInput, NotFitted
from modiste.recommender.spark._blocks import Observed, cut
from modiste.recommender.spark._descent import BETAS, Descent
from modiste.recommender.spark._frames import Pairs, checked_pairs, factors_of, planned_as_written, start_letters
from modiste.recommender.spark._spectral import spectral_letters
from modiste.recommender.spark._steps import Begin, Half, Penalty
from modiste.recommender.spark._supersteps import forget, round_of


class SparkALS:
    """A local estimator's training over DataFrames, cut into blocks of users and blocks of items.

    The same objective, solvers and iterations as the estimator given; from the same start and with the exact solver the
    vectors are the same up to rounding in float32 (tested to 10⁻³ of their length). Vectors travel between blocks that
    need them; to the driver come sums alone: the d × d Gram matrices, the inner products of β and the five coefficients
    of the line search (Winlaw et al. 2015, arXiv 1508.03110, section 4).

    Parameters
    ----------
    model : ImplicitALS or ExplicitALS
        Unfitted; says what is minimised, how, and how often. Of its accelerations, those that need the true gradient
        ("mixed-…") are not known here.
    blocks : int, optional
        Of users, and of items. As many as the cluster has cores when absent; more when a block's vectors, its pairs and
        the vectors that it is sent do not fit a worker's memory together.

    Attributes
    ----------
    item_factors_ : DataFrame (item, factors: array<float> of d)
        In principal axes, as the local estimator's.
    user_factors_ : DataFrame (user, factors: array<float> of d)
        Vectors of people are personal data: keep them no longer than needed.
    losses_ : list of float
        f after each iteration.
    """

    def __init__(self, model: ImplicitALS | ExplicitALS, blocks: int | None = None) -> None:
        self.model = model
        self.blocks = blocks

    def fit(
        self,
        interactions: DataFrame,
        *,
        start: DataFrame | None = None,
        dislikes: bool = False,
        on_iteration: Callable[[int, float], None] | None = None,
    ) -> Self:
        """Learn the vectors.

        Parameters
        ----------
        interactions : DataFrame (user, item[, weight])
            Ids are whole numbers or text. A pair that occurs more than once weighs the sum; without a column `weight`
            each row weighs 1.
        start : DataFrame (item, factors: array of d), optional
            Item vectors to begin with; items that it does not name begin at random. Without it the start is spectral.
        dislikes : bool
            Whether negative weights are meant; otherwise they are refused.
        on_iteration : callable, optional
            Told (iteration, loss) after each iteration; what it raises ends the training.

        Raises
        ------
        BadInteractions
            When columns are absent, ids null, weights not finite or negative, or factors more than users or items.
        InvalidInput
            When a parameter does not make sense.
        """
        if self.model.accelerate not in (None, "ncg", *BETAS):
            raise InvalidInput(f"accelerate must be None, 'ncg' or one of {(*BETAS,)}, not {self.model.accelerate!r}.")
        if not isinstance(interactions, ClassicDataFrame):
            raise InvalidInput("Training needs a session with a driver of its own, not Spark Connect.")
        with planned_as_written(interactions.sparkSession), ExitStack() as kept:
            count = self.blocks or interactions.sparkSession.sparkContext.defaultParallelism
            pairs = checked_pairs(interactions, count, dislikes=dislikes)
            kept.callback(pairs.kept.unpersist)
            users, items, self.mean_ = self._cut(pairs, count, kept)
            if start is None:
                y = spectral_letters(users, items, self.model.factors, self.model.random_state)
            else:
                given = start_letters(items.blocks, start, count, self.model.factors, interactions)
                y = round_of(items.blocks, given, Begin(self.model.factors, self.model.random_state))
            descent = Descent(users, items, self._way(), y)
            self._follow(descent, on_iteration)
            self._keep(descent, interactions)
        return self

    def to_local(self, item_labels: Sequence[Any] | Labels | None = None) -> ImplicitALS | ExplicitALS:
        """Return a fitted local estimator that folds in and ranks: here, and only here, item vectors reach the driver.

        Parameters
        ----------
        item_labels : sequence, shape (items,), optional
            The ids in the order of the wanted columns; what the training has not seen gets a vector of zeros. Sorted
            ids when absent: the columns of `Interactions.from_events` of the same events.

        Raises
        ------
        NotFitted
            Before `fit`.
        """
        if not hasattr(self, "item_factors_"):
            raise NotFitted(type(self).__name__)
        table = self.item_factors_.toArrow().combine_chunks().sort_by("item")
        vectors = table["factors"].combine_chunks().flatten().to_numpy().reshape(len(table), -1)
        if item_labels is not None:
            universe, place = looked_up(table["item"].to_pylist(), item_labels)
            vectors, found = np.zeros((len(universe), vectors.shape[1]), np.float32), vectors
            vectors[place] = found
        spectrum = np.einsum("nd,nd->d", vectors, vectors, dtype=np.float64)
        state = {"item_factors": vectors, "spectrum": spectrum, "mean": np.array([self.mean_])}
        return type(self.model).from_state(self.model.parameters(), state)

    def _cut(self, pairs: Pairs, count: int, kept: ExitStack) -> tuple[Half, Half, float]:
        """Return the two sides, cut into blocks and counted, and the mean that was taken off."""
        mean = 0.0 if isinstance(self.model, ImplicitALS) or not self.model.centre else pairs.mean
        observed: Observed = Rated(mean)
        if isinstance(self.model, ImplicitALS):
            observed = liked
        users, items = cut(pairs.frame, count, observed)
        kept.callback(users.unpersist)
        kept.callback(items.unpersist)
        n_users, n_items = (int(side.agg(F.sum("rows")).first()[0]) for side in (users, items))  # type: ignore[index]
        self.model.check((n_users, n_items))
        return Half(users, self._penalty(n_items)), Half(items, self._penalty(n_users)), mean

    def _penalty(self, others: int) -> Penalty:
        if isinstance(self.model, ImplicitALS):
            return Penalty(self.model.alpha, self.model.regularisation, self.model.exponent, others)
        return Penalty(0.0, self.model.regularisation, 1.0, others)

    def _way(self) -> Way:
        solver = self.model.solver
        if solver == "auto":
            solver = "exact" if isinstance(self.model, ExplicitALS) or self.model.factors <= SMALL else "cg"
        return way_of(solver, STEPS)

    def _follow(self, descent: Descent, on_iteration: Callable[[int, float], None] | None) -> None:
        """Take the iterations, or as many as gain anything."""
        self.losses_: list[float] = []
        beta = "polak-ribiere" if self.model.accelerate == "ncg" else self.model.accelerate
        iterations = descent.sweeps() if beta is None else descent.conjugate_gradients(beta)
        for number, loss in zip(range(1, self.model.iterations + 1), iterations, strict=False):
            self.losses_.append(loss)
            if on_iteration is not None:
                on_iteration(number, loss)
            if number > 1 and loss == self.losses_[-2]:
                break

    def _keep(self, descent: Descent, like: DataFrame) -> None:
        """Store a solution in principal axes, the users solved for given the items, and free what it was made of."""
        x, to_axes, basis = descent.finish()
        self.item_factors_ = factors_of(descent.items.blocks, descent.y, like, "item", to_axes).persist()
        self.user_factors_ = factors_of(descent.users.blocks, x, like, "user", basis).persist()
        self.item_factors_.count(), self.user_factors_.count()
        forget(descent.y)
        forget(x)


def liked(weight: Doubles) -> tuple[npt.NDArray[Any], npt.NDArray[Any]]:
    """Return confidences and targets of the implicit objective."""
    return np.abs(weight), weight > 0


@dataclass(frozen=True)
class Rated:
    """Confidences and targets of the explicit objective: each 1, and the rating without the mean."""

    mean: float

    def __call__(self, weight: Doubles) -> tuple[npt.NDArray[Any], npt.NDArray[Any]]:
        """Tell them from the weights."""
        return np.ones_like(weight), weight - np.float32(self.mean)
