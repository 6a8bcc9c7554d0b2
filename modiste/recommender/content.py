"""Content-based scoring by a profile of top categories and tags: simple, explicable, and a baseline in every table."""

from collections.abc import Mapping
from typing import Any, NamedTuple, Self

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array
from typing_extensions import override

from modiste.recommender.arrays import FloatArray, IntArray, as_item_indices
from modiste.recommender.base import Recommender
from modiste.recommender.errors import InvalidInput
from modiste.recommender.interactions import Interactions
from modiste.recommender.ranking import top_k

TOP_CATEGORIES, TOP_TAGS = 3, 5
CATEGORY_POINTS, TAG_POINTS = 10.0, 3.0


class Profile(NamedTuple):
    """What a history is about: its most frequent categories and tags, most frequent first."""

    categories: npt.NDArray[np.int64]
    tags: npt.NDArray[np.int64]


class ContentProfile(Recommender):
    """Score = 10 for one of the history's top 3 categories + 3 for each of its top 5 tags; seen items are skipped.

    A history that says nothing (empty, or matching nothing that is left) gets the popular items. Equal frequencies and
    equal scores go to the lower index. Dislikes (negative weights) are seen, but tell nothing.

    Parameters
    ----------
    categories : int array, shape (items,)
        The category of each item; -1 where it has none.
    tags : csr_array, shape (items, tags)
        Which tags each item has.

    Attributes
    ----------
    popularity_ : float32 array, shape (items,)

    Examples
    --------
    >>> tags = csr_array(np.array([[1, 1, 0], [0, 1, 1], [0, 0, 1]]))  # linen, summer, wool
    >>> log = Interactions.from_events([0, 1], [0, 2], all_items=[0, 1, 2])
    >>> model = ContentProfile(np.array([0, 0, 1]), tags).fit(log)
    >>> items, scores = model.recommend_for([0], k=2)  # a dress of linen for the summer
    >>> items.tolist(), scores.tolist()
    ([1, 2], [13.0, 0.0])
    """

    def __init__(self, categories: IntArray, tags: csr_array) -> None:
        self.categories = np.asarray(categories, dtype=np.int64)
        self.tags = csr_array(tags, dtype=np.float32)
        if self.categories.ndim != 1 or self.tags.shape[0] != len(self.categories):
            raise InvalidInput(f"{self.categories.shape} categories but {self.tags.shape} tags: give one row per item.")
        self._kinds = _one_hot(self.categories)
        self._tags = csr_array((np.ones_like(self.tags.data), self.tags.indices, self.tags.indptr), self.tags.shape)

    @classmethod
    @override
    def example(cls, items: int) -> Self:
        """Return a model of two categories, the even and the odd items, with two tags each."""
        number = np.arange(items)
        tags = csr_array((np.ones(items, np.float32), (number, number % 4)), shape=(items, 4))
        return cls(number % 2, tags)

    def fit(self, interactions: Interactions) -> Self:
        """Count the likes, for histories that say nothing.

        Raises
        ------
        InvalidInput
            When the interactions speak of another number of items.
        """
        if interactions.shape[1] != len(self.categories):
            raise InvalidInput(f"{interactions.shape[1]} items in the log, {len(self.categories)} described.")
        self.popularity_ = interactions.likes_per_item()
        self.n_items_ = len(self.categories)
        return self

    @override
    def score(self, histories: csr_array, users: IntArray | None = None) -> FloatArray:
        """Return the points of every item, shape (n, items); popularity, below 1, where no unseen item has any."""
        self.check_histories(histories)
        liked = csr_array((np.float32(histories.data > 0), histories.indices, histories.indptr), histories.shape)
        kinds = _most_frequent((liked @ self._kinds).toarray(), TOP_CATEGORIES)
        tags = _most_frequent((liked @ self._tags).toarray(), TOP_TAGS)
        points = CATEGORY_POINTS * (self._kinds @ kinds.T).T + TAG_POINTS * (self._tags @ tags.T).T
        unseen = points.copy()
        unseen[np.repeat(np.arange(histories.shape[0]), np.diff(histories.indptr)), histories.indices] = 0.0
        silent = unseen.max(axis=1, initial=0.0) <= 0.0
        points[silent] = self.popularity_ / (1.0 + self.popularity_.max(initial=0.0))
        return np.asarray(points, dtype=np.float32)

    def profile(self, items: npt.ArrayLike) -> Profile:
        """Return the top categories and tags of a history, given as the indices of what was liked."""
        self.check_fitted()
        indices = as_item_indices(items, self.n_items_)
        kinds = np.bincount(self.categories[indices][self.categories[indices] >= 0], minlength=1)
        tags = np.asarray(self._tags[indices].sum(axis=0)).ravel() if len(indices) else np.zeros(1)
        return Profile(_top(kinds, TOP_CATEGORIES), _top(tags, TOP_TAGS))

    def matches(self, profile: Profile, item: int) -> Profile:
        """Return which of a profile's categories and tags the item of this index has: the reasons for its points."""
        own = self._tags.indices[self._tags.indptr[item] : self._tags.indptr[item + 1]]
        kinds = profile.categories[profile.categories == self.categories[item]]
        return Profile(kinds, profile.tags[np.isin(profile.tags, own)])

    def parameters(self) -> dict[str, Any]:
        """Return nothing: all that this model is stands in its arrays."""
        return {}

    def state(self) -> dict[str, npt.NDArray[Any]]:
        """Return the features and the popularity."""
        self.check_fitted()
        return {
            "categories": self.categories,
            "tag_indptr": self._tags.indptr.astype(np.int64),
            "tag_indices": self._tags.indices.astype(np.int64),
            "tag_count": np.array([self._tags.shape[1]]),
            "popularity": self.popularity_,
        }

    @classmethod
    @override
    def from_state(cls, parameters: Mapping[str, Any], state: Mapping[str, npt.NDArray[Any]]) -> Self:
        """Return the fitted model."""
        indptr, indices = np.array(state["tag_indptr"]), np.array(state["tag_indices"])
        shape = (len(indptr) - 1, int(state["tag_count"][0]))
        model = cls(state["categories"], csr_array((np.ones(len(indices), np.float32), indices, indptr), shape=shape))
        model.popularity_ = np.asarray(state["popularity"])
        model.n_items_ = len(model.popularity_)
        return model


def _one_hot(categories: npt.NDArray[np.int64]) -> csr_array:
    """Return a matrix (items, categories) of ones."""
    rows = np.flatnonzero(categories >= 0)
    shape = (len(categories), int(categories.max(initial=-1)) + 1)
    return csr_array((np.ones(len(rows), np.float32), (rows, categories[rows])), shape=(shape[0], max(1, shape[1])))


def _most_frequent(counts: npt.NDArray[np.float32], k: int) -> npt.NDArray[np.float32]:
    """Return 1 at the k most frequent columns of each row, 0 elsewhere; what never occurs is never among them."""
    chosen, best = top_k(counts, k)
    marked = np.zeros(counts.shape, np.float32)
    rows, places = np.nonzero(best > 0)
    marked[rows, chosen[rows, places]] = 1.0
    return marked


def _top(counts: npt.NDArray[Any], k: int) -> npt.NDArray[np.int64]:
    chosen, best = top_k(counts[None, :].astype(np.float32), k)
    return chosen[0][best[0] > 0]
