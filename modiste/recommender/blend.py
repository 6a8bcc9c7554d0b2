"""Several models as one: a weighted sum of their standardised scores, with weights learnt on likes held out."""

from collections.abc import Mapping, Sequence
from typing import Any, Self

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from scipy.sparse import csr_array
from typing_extensions import override

from modiste.recommender import metrics, splits
from modiste.recommender.arrays import BoolArray, FloatArray, IntArray
from modiste.recommender.base import Recommender
from modiste.recommender.ease import EASE
from modiste.recommender.errors import BadInteractions, InvalidInput
from modiste.recommender.evaluate import hits_of
from modiste.recommender.interactions import Interactions
from modiste.recommender.neighbours import ItemNeighbours
from modiste.recommender.popularity import Popularity
from modiste.recommender.ranking import top_k
from modiste.recommender.registry import find_model

MOST_ASKED = 4_000  # users whose held-out likes the weights are learnt on
EACH = 100  # candidates that each model may name per user
CELLS_AT_ONCE = 8_000_000
Weights = npt.NDArray[np.float64]


class Blend(Recommender):
    """Score = Σ_m w_m · z_m, where z_m is model m's score minus its mean over the items, divided by its spread.

    Standardising per history puts models of any scale on one footing. Unless given, the weights are those with the best
    NDCG on a part of the log that the models then did not learn from; afterwards all learn from the whole log.

    Parameters
    ----------
    models : sequence of Recommender, unfitted; optional
        Popularity, ItemNeighbours and EASE when absent.
    weights : sequence of float, optional
        One of at least 0 per model, not all 0; learnt when absent.
    holdout : float
        Share of each user's likes that the weights are learnt on.
    k : int
        Length of the lists whose NDCG is looked at.
    random_state : int

    Attributes
    ----------
    weights_ : float64 array, shape (models,)
        Sum to 1.

    Examples
    --------
    >>> from modiste.recommender.testing import planted_tastes
    >>> model = Blend([Popularity(), ItemNeighbours()]).fit(planted_tastes())
    >>> bool(model.weights_[1] > model.weights_[0])
    True
    """

    def __init__(
        self,
        models: Sequence[Recommender] | None = None,
        weights: Sequence[float] | None = None,
        holdout: float = 0.1,
        k: int = 20,
        random_state: int = 0,
    ) -> None:
        self.models = [Popularity(), ItemNeighbours(), EASE()] if models is None else list(models)
        self.weights = weights
        self.holdout = holdout
        self.k = k
        self.random_state = random_state

    @classmethod
    @override
    def example(cls, items: int) -> Self:
        """Return a blend of three."""
        return cls([Popularity.example(items), ItemNeighbours.example(items), EASE.example(items)])

    @classmethod
    def of_fitted(cls, models: Sequence[Recommender], weights: Sequence[float]) -> Self:
        """Return the blend of models that have learnt already, so that nothing is learnt twice.

        Parameters
        ----------
        models : sequence of fitted Recommender
            Of one catalogue.
        weights : sequence of float
            One of at least 0 per model, not all 0; see `learn_weights`.

        Raises
        ------
        InvalidInput
            When there are no models, the weights do not fit them, or they know different catalogues.
        NotFitted
            When one has not learnt yet.
        """
        blend = cls(models, weights)
        if not blend.models:
            raise InvalidInput("A blend needs at least one model.")
        blend.weights_ = _checked(weights, len(blend.models))
        for model in blend.models:
            model.check_fitted()
        if len(sizes := {model.n_items_ for model in blend.models}) > 1:
            raise InvalidInput(f"A blend is of one catalogue, and these models know {sorted(sizes)} items.")
        blend.n_items_ = blend.models[0].n_items_
        return blend

    def fit(self, interactions: Interactions) -> Self:
        """Learn the weights on a part, then all models on everything.

        A log where nobody has two likes leaves nothing to hold out: then all models count alike.

        Raises
        ------
        InvalidInput
            When there are no models, or the weights given do not fit them.
        """
        if not self.models:
            raise InvalidInput("A blend needs at least one model.")
        self.weights_ = self._learnt(interactions) if self.weights is None else _checked(self.weights, len(self.models))
        for model in self.models:
            model.fit(interactions)
        self.n_items_ = interactions.shape[1]
        return self

    def _learnt(self, interactions: Interactions) -> Weights:
        try:
            split = splits.at_random(interactions, test=self.holdout, random_state=self.random_state)
        except BadInteractions:
            return np.full(len(self.models), 1 / len(self.models))
        for model in self.models:
            model.fit(split.train)
        return learn_weights(self.models, split.train, split.test, k=self.k, random_state=self.random_state)

    @override
    def score(self, histories: csr_array, users: IntArray | None = None) -> FloatArray:
        """Return the weighted sum of standardised scores, shape (n, items)."""
        self.check_histories(histories)
        total = np.zeros(histories.shape, np.float32)
        for model, weight in zip(self.models, self.weights_.tolist(), strict=True):
            if weight > 0:
                total += np.float32(weight) * standardised(model.score(histories, users))
        return total

    def parameters(self) -> dict[str, Any]:
        """Return the settings, with kind and settings of every model."""
        kinds = [{"kind": type(model).__name__, "parameters": model.parameters()} for model in self.models]
        weights = None if self.weights is None else [float(weight) for weight in self.weights]
        return super().parameters() | {"models": kinds, "weights": weights}

    def state(self) -> dict[str, npt.NDArray[Any]]:
        """Return the weights, and the arrays of every model under its number."""
        self.check_fitted()
        parts = {
            f"m{number}_{name}": array for number, own in enumerate(self.models) for name, array in own.state().items()
        }
        return {"weights": self.weights_} | parts

    @classmethod
    @override
    def from_state(cls, parameters: Mapping[str, Any], state: Mapping[str, npt.NDArray[Any]]) -> Self:
        """Return the fitted blend of fitted models."""
        models: list[Recommender] = []
        for number, entry in enumerate(parameters["models"]):
            prefix = f"m{number}_"
            own = {name.removeprefix(prefix): array for name, array in state.items() if name.startswith(prefix)}
            models.append(find_model(entry["kind"]).from_state(entry["parameters"], own))
        model = cls(**dict(parameters) | {"models": models})
        model.weights_ = np.asarray(state["weights"])
        model.n_items_ = models[0].n_items_
        return model


def standardised(scores: FloatArray) -> npt.NDArray[np.float32]:
    """Return each row minus its mean, divided by its standard deviation; 0 where a row says nothing, shape (n, items).

    Examples
    --------
    >>> standardised(np.array([[1.0, 3.0], [2.0, 2.0]])).tolist()
    [[-1.0, 1.0], [0.0, 0.0]]
    """
    mean, spread = scores.mean(axis=1, keepdims=True), scores.std(axis=1, keepdims=True)
    moved = np.divide(scores - mean, spread, out=np.zeros(scores.shape, np.float32), where=spread > 1e-12)
    return np.asarray(moved, dtype=np.float32)


def learn_weights(
    models: Sequence[Recommender], train: Interactions, held_out: Interactions, *, k: int = 20, random_state: int = 0
) -> Weights:
    """Return the weights, of at least 0 and sum 1, with which fitted models together have the best NDCG@k.

    Starts from the best single model or all alike, whichever is better, goes along one weight at a time, and ends with
    Nelder & Mead's simplex. Looks at the 100 best candidates of each model for at most 4,000 users.

    Parameters
    ----------
    train, held_out : Interactions, same shape
        What the models were fitted on, and likes that they have not seen.
    """
    users = np.unique(held_out.rows[held_out.csr.data > 0])
    if len(users) > MOST_ASKED:
        users = np.sort(np.random.default_rng(random_state).choice(users, MOST_ASKED, replace=False))
    pool = _pool(models, train, held_out.where(held_out.csr.data > 0), users)

    def loss(weights: Weights) -> float:
        return -_ndcg(np.maximum(weights, 0.0), *pool, k)

    starts = [*np.eye(len(models)), np.full(len(models), 1 / len(models))]
    best = _along_each(loss, min(starts, key=loss))
    if len(models) > 1:
        limits = {"maxfev": 60 * len(models), "xatol": 1e-3, "fatol": 1e-6}
        simplex = np.concatenate([best[None], np.abs(best + 0.1 * (np.eye(len(models)) - 0.5))])
        found = minimize(loss, best, method="Nelder-Mead", options=limits | {"initial_simplex": simplex}).x
        best = found if loss(found) < loss(best) else best
    best = np.maximum(best, 0.0)
    return np.asarray(best / best.sum())


def _along_each(loss: Any, start: Weights) -> Weights:
    """The best point of steps along one weight after another, finer each time."""
    best, low = start, loss(start)
    for step in (0.4, 0.2, 0.1, 0.05):
        for number in range(len(start)):
            for sign in (1, -1):
                trial = best.copy()
                trial[number] = max(0.0, trial[number] + sign * step)
                if trial.any() and (value := loss(trial)) < low:
                    best, low = trial / trial.sum(), value
    return best


def _pool(
    models: Sequence[Recommender], train: Interactions, held_out: Interactions, users: npt.NDArray[np.int64]
) -> tuple[npt.NDArray[np.float32], BoolArray, IntArray]:
    """Return each user's candidates: scores (models, users, c), -inf for what stands twice; hits; and wanted counts."""
    scores, hits = [], []
    batch = max(1, CELLS_AT_ONCE // train.shape[1])
    for start in range(0, len(users), batch):
        some = users[start : start + batch]
        rows = csr_array(train.csr[some])
        seen = np.repeat(np.arange(len(some)), np.diff(rows.indptr)), rows.indices
        each = [standardised(model.score(rows, some)) for model in models]
        for values in each:
            values[seen] = -np.inf
        items = np.sort(np.concatenate([top_k(values, EACH)[0] for values in each], axis=1), axis=1)
        known = np.stack([np.take_along_axis(values, np.maximum(items, 0), axis=1) for values in each])
        known[:, (items < 0) | (np.diff(items, axis=1, prepend=-1) == 0)] = -np.inf
        scores.append(known)
        hits.append(hits_of(items, held_out, some))
    return np.concatenate(scores, axis=1), np.concatenate(hits), np.diff(held_out.csr.indptr)[users]


def _ndcg(weights: Weights, scores: npt.NDArray[np.float32], hits: BoolArray, wanted: IntArray, k: int) -> float:
    if not weights.any():
        return 0.0
    # A model that does not count must not turn −inf into NaN.
    counted = np.flatnonzero(weights)
    total = np.tensordot(weights[counted].astype(np.float32), scores[counted], axes=1)  # (users, c)
    width = min(k, total.shape[1])
    first = np.argpartition(-total, width - 1, axis=1)[:, :width]
    order = np.argsort(-np.take_along_axis(total, first, axis=1), axis=1, kind="stable")
    places = np.take_along_axis(first, order, axis=1)
    found = np.take_along_axis(hits, places, axis=1) & np.isfinite(np.take_along_axis(total, places, axis=1))
    return float(metrics.ndcg(found, wanted).mean())


def _checked(weights: Sequence[float], models: int) -> Weights:
    given = np.asarray(weights, dtype=np.float64)
    if given.shape != (models,) or not np.isfinite(given).all() or (given < 0).any() or not given.any():
        raise InvalidInput(f"Give one weight of at least 0 per model ({models}), not all 0.")
    return np.asarray(given / given.sum())
