"""What every recommendation model can do: learn from interactions, score items, recommend, and be saved."""

import inspect
from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import Any, ClassVar, Literal, Self

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from modiste.recommender.arrays import FloatArray, IntArray, as_item_indices
from modiste.recommender.errors import InvalidInput, NotFitted
from modiste.recommender.interactions import Interactions
from modiste.recommender.ranking import top_k


class Recommender(ABC):
    """Base of all models, in scikit-learn's manner: `__init__` stores, `fit` returns self, learnt values end in `_`.

    A model scores *histories* (rows of users × items weights), so a shopper who came after the training is served like
    any other. A subclass writes `fit`, `score`, `state`, `from_state`, and `example` when `__init__` needs arguments.

    Attributes
    ----------
    is_personal : bool
        Whether different histories may get different scores; False for what is the same for everybody.
    learns_from : {"likes", "ratings"}
        Whether an absent pair tells something ("likes") or weights are grades and nothing else counts ("ratings").
    reads_order : bool
        Whether a history says more in the order in which it happened: its row must be stored oldest first then.
    """

    is_personal: ClassVar[bool] = True
    learns_from: ClassVar[Literal["likes", "ratings"]] = "likes"
    reads_order: ClassVar[bool] = False
    n_items_: int

    @classmethod
    def example(cls, items: int) -> Self:
        """Return an unfitted model for a catalogue of `items` items where i is like i + 2: what the contract tests."""
        known = inspect.signature(cls.__init__).parameters
        return cls(**{"factors": min(8, items)} if "factors" in known else {})

    @abstractmethod
    def fit(self, interactions: Interactions) -> Self:
        """Learn from interactions (users × items) and return self.

        Raises
        ------
        BadInteractions, InvalidInput
            When they cannot be learnt from, or a parameter makes no sense.
        """

    @abstractmethod
    def score(self, histories: csr_array, users: IntArray | None = None) -> FloatArray:
        """Return how much each history asks for each item.

        Parameters
        ----------
        histories : csr_array, shape (n, items)
            What each shopper had to do with; negative weights are dislikes.
        users : int array, shape (n,), optional
            Rows of the fitted interactions, when the histories are theirs: a model that learnt something per user may
            then use that instead of the history.

        Returns
        -------
        float32 array, shape (n, items)

        Raises
        ------
        NotFitted
            Before `fit`.
        InvalidInput
            When the histories speak of another number of items.
        """

    @abstractmethod
    def state(self) -> dict[str, npt.NDArray[Any]]:
        """Return what was learnt as named arrays: with `parameters()` all that a saved model needs."""

    @classmethod
    @abstractmethod
    def from_state(cls, parameters: Mapping[str, Any], state: Mapping[str, npt.NDArray[Any]]) -> Self:
        """Return the fitted model that `parameters()` and `state()` describe."""

    def parameters(self) -> dict[str, Any]:
        """Return the arguments of `__init__` that are plain values, by name."""
        values = {
            name: getattr(self, name) for name in inspect.signature(type(self).__init__).parameters if name != "self"
        }
        return {name: value for name, value in values.items() if value is None or isinstance(value, str | int | float)}

    def recommend(
        self, histories: csr_array, k: int = 10, *, users: IntArray | None = None, exclude_seen: bool = True
    ) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float32]]:
        """Return the k best items for each history and their scores, best first, ties to the lower index.

        Parameters
        ----------
        histories, users
            As for `score`, and with its errors.
        k : int
            At least 1.
        exclude_seen : bool
            Whether what stands in a history is left out of its list.

        Returns
        -------
        items : int64 array, shape (n, k)
            -1 where fewer than k items are left.
        scores : float32 array, shape (n, k)
            -inf in the same places.
        """
        scores = np.array(self.score(histories, users), dtype=np.float32)
        if exclude_seen:
            scores[np.repeat(np.arange(histories.shape[0]), np.diff(histories.indptr)), histories.indices] = -np.inf
        return top_k(scores, k)

    def recommend_for(
        self, items: npt.ArrayLike, weights: npt.ArrayLike | None = None, k: int = 10
    ) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float32]]:
        """Return the k best items and scores, shape (k,), for one history of items and weights, as for `history`."""
        found, scores = self.recommend(self.history(items, weights), k)
        return found[0], scores[0]

    def history(self, items: npt.ArrayLike, weights: npt.ArrayLike | None = None) -> csr_array:
        """Return one shopper's history as a matrix of one row, shape (1, items).

        Parameters
        ----------
        items : int array, shape (m,)
            Item indices.
        weights : array, shape (m,), optional
            1 when absent; negative = dislike.

        Raises
        ------
        NotFitted
            Before `fit`.
        InvalidInput
            When an index is none of an item, or lengths disagree.
        """
        self.check_fitted()
        indices = as_item_indices(items, self.n_items_)
        values = np.ones(len(indices), np.float32) if weights is None else np.asarray(weights, np.float32)
        if values.shape != indices.shape:
            raise InvalidInput(f"Give one weight per item ({len(indices)}), not {values.shape}.")
        return csr_array((values, (np.zeros_like(indices), indices)), shape=(1, self.n_items_))

    def check_fitted(self) -> None:
        """Raise NotFitted unless `fit` or `from_state` has run."""
        if not hasattr(self, "n_items_"):
            raise NotFitted(type(self).__name__)

    def check_histories(self, histories: csr_array) -> None:
        """Raise NotFitted before learning, InvalidInput when the histories speak of another catalogue."""
        self.check_fitted()
        if histories.shape[1] != self.n_items_:
            raise InvalidInput(f"Histories have {histories.shape[1]} items, the model knows {self.n_items_}.")
