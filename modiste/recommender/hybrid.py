"""Vectors for items that nobody had yet: a ridge regression of a factor model's vectors on what the items are like."""

from collections.abc import Mapping
from typing import Any, Self

import numpy as np
import numpy.typing as npt
from scipy.linalg import cho_factor, cho_solve
from scipy.sparse import csr_array, diags_array
from typing_extensions import override

from modiste.recommender import features as describe
from modiste.recommender.als import ImplicitALS
from modiste.recommender.arrays import FloatArray, IntArray
from modiste.recommender.base import Recommender
from modiste.recommender.errors import InvalidInput
from modiste.recommender.interactions import Interactions
from modiste.recommender.registry import find_model

MOST_ASKED = 2_000  # users whose mean vector is the usual one
MOST_COLUMNS = 12_000  # of features: their square is held, 1.2 GB in float64
Vectors = npt.NDArray[np.float32]


class Hybrid(Recommender):
    """A factor model whose items are drawn towards what their features say, the more the less is known of them.

    The ridge regression W = (FᵀDF + λI)⁻¹ FᵀDY predicts the learnt vectors Y from the features F; an item with n likes
    counts D_ii = n / (n + belief) there. The item is then scored with

        y'_i = (n_i · y_i + belief · W'f_i) / (n_i + belief),

    so one that nobody had gets the prediction alone (the map of Gantner et al. 2010, "Learning attribute-to-feature
    mappings for cold-start recommendations", with empirical shrinkage). Works with any model whose score is a product
    of user vectors and `item_factors_`.

    Parameters
    ----------
    model : Recommender, unfitted, with `item_factors_` after `fit`; optional
        ImplicitALS when absent.
    features : csr_array or array, shape (items, f); optional
        See `modiste.recommender.features`; needed to fit, not to serve.
    regularisation : float
        λ, in items; greater than 0.
    belief : float
        Likes that an item must have before its own vector counts as much as its prediction; 0: the prediction counts
        for items without likes alone.

    Attributes
    ----------
    item_factors_ : float32 array, shape (items, d)
        y'.
    feature_weights_ : float32 array, shape (f, d)
        W: `vectors_of` uses it for items that come after the training.
    usual_ : float32 array, shape (d,)
        The mean user vector: what somebody without a history is scored with, so that new items of a kind that is liked
        stand first.

    Examples
    --------
    >>> log = Interactions.from_events([0, 0, 1, 2], [0, 1, 0, 2], all_items=[0, 1, 2, 3])  # nobody had item 3 yet
    >>> kinds = describe.attributes(["linen", "linen", "wool", "linen"])
    >>> model = Hybrid(ImplicitALS(2, iterations=5), kinds, regularisation=0.1).fit(log)
    >>> model.recommend_for([0, 1], k=1)[0].tolist()
    [3]
    """

    def __init__(
        self,
        model: Recommender | None = None,
        features: csr_array | FloatArray | None = None,
        regularisation: float = 5.0,
        belief: float = 1.0,
    ) -> None:
        self.model = ImplicitALS() if model is None else model
        self.features = None if features is None else csr_array(features, dtype=np.float64)
        self.regularisation = regularisation
        self.belief = belief

    @classmethod
    @override
    def example(cls, items: int) -> Self:
        """Return a model that knows the colour of each item."""
        return cls(ImplicitALS.example(items), describe.attributes([number % 2 for number in range(items)]), belief=0.5)

    def fit(self, interactions: Interactions) -> Self:
        """Learn the vectors, then what features say about them.

        Raises
        ------
        InvalidInput
            When there are no features, or of another number of items, or too many; or the model has no item vectors.
        """
        features = self._checked(interactions.shape[1])
        self.model.fit(interactions)
        learnt = getattr(self.model, "item_factors_", None)
        if learnt is None:
            raise InvalidInput(f"{type(self.model).__name__} has no item vectors: a hybrid needs a factor model.")
        likes = np.bincount(interactions.csr.indices[interactions.csr.data > 0], minlength=interactions.shape[1])
        # Without belief all items with a like count alike.
        counts = likes / (likes + self.belief) if self.belief > 0 else np.float64(likes > 0)
        weighted = csr_array(diags_array(counts) @ features)
        left = (features.T @ weighted).toarray() + self.regularisation * np.eye(features.shape[1])
        right = weighted.T @ np.asarray(learnt, dtype=np.float64)
        self.feature_weights_ = cho_solve(cho_factor(left, overwrite_a=True), right).astype(np.float32)
        own = np.where(likes > 0, counts, 0.0)[:, None]
        self.item_factors_ = (own * learnt + (1 - own) * self.vectors_of(features)).astype(np.float32)
        self._prepare()
        known = np.flatnonzero(np.diff(interactions.csr.indptr) > 0)
        some = known[:: -(-len(known) // MOST_ASKED)]
        self.usual_ = self._vectors(csr_array(interactions.csr[some]), some).mean(axis=0)
        return self

    def _checked(self, items: int) -> csr_array:
        if self.features is None or self.features.shape[0] != items:
            described = "no" if self.features is None else self.features.shape[0]
            raise InvalidInput(f"{items} items in the log, {described} described: give one row of features per item.")
        if self.features.shape[1] > MOST_COLUMNS:
            raise InvalidInput(f"{self.features.shape[1]} columns of features are more than {MOST_COLUMNS}: hash them.")
        if self.regularisation <= 0 or self.belief < 0:
            raise InvalidInput("regularisation must be greater than 0, belief 0 or greater.")
        return self.features

    def _prepare(self) -> None:
        """Keep the map from scores of the learnt vectors back to user vectors: x = scores · Y (YᵀY)⁺."""
        self.n_items_ = len(self.item_factors_)
        learnt = np.asarray(self.model.item_factors_, dtype=np.float64)  # type: ignore[attr-defined]
        self._back = (learnt @ np.linalg.pinv(learnt.T @ learnt, hermitian=True)).astype(np.float32)

    def vectors_of(self, features: csr_array | FloatArray) -> Vectors:
        """Return the vectors that features predict, shape (n, d), for items described as in the training, (n, f)."""
        return np.asarray(csr_array(features) @ self.feature_weights_, dtype=np.float32)

    @override
    def score(self, histories: csr_array, users: IntArray | None = None) -> FloatArray:
        """Return xᵀy' for every item, shape (n, items), with the user vectors x of the factor model."""
        self.check_histories(histories)
        vectors = self._vectors(histories, users)
        vectors[np.diff(histories.indptr) == 0] = self.usual_
        return np.asarray(vectors @ self.item_factors_.T, dtype=np.float32)

    def _vectors(self, histories: csr_array, users: IntArray | None) -> Vectors:
        """Return the user vectors behind the factor model's scores, shape (n, d)."""
        return np.asarray(self.model.score(histories, users) @ self._back, dtype=np.float32)

    def parameters(self) -> dict[str, Any]:
        """Return the settings, with kind and settings of the factor model."""
        inner = {"kind": type(self.model).__name__, "parameters": self.model.parameters()}
        return super().parameters() | {"model": inner, "features": None}

    def state(self) -> dict[str, npt.NDArray[Any]]:
        """Return the vectors, the weights of the features, and the factor model's own arrays."""
        self.check_fitted()
        inner = {f"model_{name}": array for name, array in self.model.state().items()}
        own = {"item_factors": self.item_factors_, "feature_weights": self.feature_weights_, "usual": self.usual_}
        return inner | own

    @classmethod
    @override
    def from_state(cls, parameters: Mapping[str, Any], state: Mapping[str, npt.NDArray[Any]]) -> Self:
        """Return the fitted model; it serves and describes new items, and needs features to be fitted again."""
        inner = {name.removeprefix("model_"): array for name, array in state.items() if name.startswith("model_")}
        kind = find_model(parameters["model"]["kind"])
        model = cls(**dict(parameters) | {"model": kind.from_state(parameters["model"]["parameters"], inner)})
        model.item_factors_, model.feature_weights_ = state["item_factors"], np.asarray(state["feature_weights"])
        model.usual_ = np.asarray(state["usual"])
        model._prepare()
        return model
