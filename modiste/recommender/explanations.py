"""Why an item: how much of its score each item of the history brought, exactly and not by another model's guess."""

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from modiste.recommender._factors import as_history, solved
from modiste.recommender.als import ExplicitALS, ImplicitALS
from modiste.recommender.arrays import as_item_indices
from modiste.recommender.base import Recommender
from modiste.recommender.ease import EASE
from modiste.recommender.errors import InvalidInput
from modiste.recommender.graph_filter import GraphFilter
from modiste.recommender.neighbours import ItemNeighbours

Floats = npt.NDArray[np.float32]


def contributions(
    model: Recommender, items: npt.ArrayLike, weights: npt.ArrayLike | None, wanted: int | npt.ArrayLike
) -> Floats:
    """Return how much each item of a history adds to the score of `wanted`; the parts sum to the score.

    ALS solves for a shopper given the items, so her score is a sum over her history (Hu, Koren, Volinsky 2008, section
    5); with ExplicitALS the parts and the mean rating sum to the rating. The scores of ItemNeighbours, EASE and
    GraphFilter are such sums by definition: weight · similarity. (Where no neighbour speaks for an item, ItemNeighbours
    orders by a trace of popularity below 1e-9, which is no one's part.)

    Parameters
    ----------
    model : ImplicitALS, ExplicitALS, ItemNeighbours, EASE or GraphFilter, fitted
    items : int array, shape (m,)
        Different item indices.
    weights : array, shape (m,), or None
        1 each when None; negative = dislike; not 0. Ratings for ExplicitALS.
    wanted : int, or int array of shape (k,)
        The items to be explained.

    Returns
    -------
    float32 array, shape (m,) for one item, (k, m) for several
        In the unit of the model's scores and the order of `items`.

    Raises
    ------
    NotFitted
        Before `fit`.
    InvalidInput
        When an index or weight makes no sense, or the model's score is no sum over the history.

    Examples
    --------
    >>> from modiste.recommender.interactions import Interactions
    >>> log = Interactions.from_events([0, 0, 1, 1, 2, 2], ["coat", "scarf", "coat", "scarf", "scarf", "hat"])
    >>> model = ItemNeighbours(shrinkage=0.0).fit(log)
    >>> history = [log.item_index("coat"), log.item_index("hat")]
    >>> parts = contributions(model, history, None, log.item_index("scarf"))
    >>> [f"{part:.2f}" for part in parts]
    ['0.58', '0.41']
    """
    model.check_fitted()
    if isinstance(model, ImplicitALS):
        return model.contributions(items, weights, wanted)
    indices, given = as_history(items, weights, model.n_items_)
    targets = as_item_indices(np.atleast_1d(wanted), model.n_items_)
    if isinstance(model, ExplicitALS):
        parts = _of_ratings(model, indices, given, targets)
    elif isinstance(model, GraphFilter):
        parts = model.item_factors_[targets] @ model.history_factors_[indices].T * given  # (k, m)
    elif isinstance(model, ItemNeighbours | EASE):
        between = model.similarities_ if isinstance(model, ItemNeighbours) else model.weights_
        chosen = between[indices][:, targets]  # (m, k)
        parts = (chosen.toarray() if isinstance(chosen, csr_array) else chosen).T * given
    else:
        raise InvalidInput(f"The score of {type(model).__name__} is no sum over the items of a history.")
    return np.asarray(parts if np.ndim(wanted) else parts[0], dtype=np.float32)


def _of_ratings(
    model: ExplicitALS, items: npt.NDArray[np.int64], ratings: npt.NDArray[np.float64], wanted: npt.NDArray[np.int64]
) -> npt.NDArray[np.float64]:
    """Return (y_iᵀ W⁻¹ y_j)(r_j − mean), shape (k, m), with W = λ m I + ZᵀZ as in `ExplicitALS.fold_in`."""
    z = model.item_factors_[items].astype(np.float64)  # (m, d)
    diagonal = np.full(z.shape[1], model.regularisation * max(len(z), 1))
    targets = model.item_factors_[wanted].astype(np.float64)  # (k, d)
    return np.asarray((solved(z, np.ones(len(z)), diagonal, targets.T).T @ z.T) * (ratings - model.mean_))
