"""Two towers for retrieval: people and items in one space, new items by their features (Yi et al. 2019)."""

import math
from collections.abc import Callable, Mapping
from typing import Any, Self

import numpy as np
import numpy.typing as npt
import torch
from scipy.sparse import csr_array, vstack
from torch import Tensor, nn
from torch.nn import functional
from typing_extensions import override

from modiste.recommender.arrays import FloatArray, IntArray
from modiste.recommender.errors import InvalidInput
from modiste.recommender.interactions import Interactions
from modiste.recommender.neural._learning import NetworkModel, arrays_of, set_arrays
from modiste.recommender.neural._sequences import batches
from modiste.recommender.neural._towers import Towers, unit_rows

BATCH = 512  # pairs: each item of a batch is a negative for all others
LONGEST = 64  # pairs of a history that the tower looks at, chosen by chance
ROWS = 512
IDENTITY = 0.3  # of the times that an item is shown without its identity, so that features alone must do


class TwoTower(NetworkModel):
    """Score = cosine of a person's and an item's vector; both towers are networks of one hidden layer.

    An item's vector comes of its identity and its features, a person's of the items she had to do with (dislikes pull
    away), so strangers and new items are served like any other. Each pair's item is told from the other items of its
    batch by softmax; because those are there as often as they are popular, log Q, the logarithm of that frequency, is
    taken off their scores (Yi et al. 2019, "Sampling-bias-corrected neural modeling for large corpus item
    recommendations"). The item itself is left out of the history from which it is to be found.

    Parameters
    ----------
    features : csr_array or array, shape (items, f), optional
        What is known of each item: tags, categories, an embedding of its picture. Rows are brought to length 1.
    factors, hidden : int
        Length d of the vectors, width of each tower's layer.
    temperature : float
        What the cosine is divided by in the softmax; greater than 0.
    epochs : int
        Passes over all likes, at most.
    learning_rate : float
        Of Adam.
    random_state : int

    Attributes
    ----------
    item_vectors_ : float32 array, shape (items, d)
        Of length 1, for any index of nearest vectors.
    losses_, validation_ : list of float
        Loss and, with validation, NDCG@20 after each epoch.

    Examples
    --------
    >>> likes = [(u, i) for u in range(20) for i in range(8) if u % 2 == i % 2 and u // 2 != i]
    >>> log = Interactions.from_events(*zip(*likes), all_items=range(8))
    >>> style = np.eye(2)[np.arange(8) % 2]
    >>> model = TwoTower(style, factors=8, hidden=8, epochs=40, learning_rate=0.01).fit(log)
    >>> model.add_items(style[[1]]).recommend_for([1, 3, 5, 7], k=1)[0].tolist()  # item 8 is new, and odd in style
    [8]
    """

    network_: Towers

    def __init__(
        self,
        features: csr_array | npt.NDArray[Any] | None = None,
        factors: int = 64,
        hidden: int = 128,
        temperature: float = 0.1,
        epochs: int = 20,
        learning_rate: float = 2e-3,
        random_state: int = 0,
    ) -> None:
        self.features = features
        self.factors = factors
        self.hidden = hidden
        self.temperature = temperature
        self.epochs = epochs
        self.learning_rate = learning_rate
        self.random_state = random_state

    @classmethod
    @override
    def example(cls, items: int) -> Self:
        """Return a network small enough to learn a small world in a second."""
        return cls(factors=32, epochs=60)

    @override
    def _begin(self, log: Interactions, place: torch.device) -> Callable[[], float]:
        self.n_items_ = log.shape[1]
        self.features_ = unit_rows(_as_csr(self.features, self.n_items_))
        liked = np.flatnonzero(log.csr.data > 0)
        rows, wanted = log.rows[liked], log.csr.indices[liked].astype(np.int64)
        often = np.bincount(wanted, minlength=self.n_items_)
        log_q = torch.from_numpy(np.log(np.maximum(often, 1) / len(wanted)).astype(np.float32)).to(place)
        self.network_ = Towers(self.features_, self.factors, self.hidden).to(place)
        optimiser = torch.optim.Adam(self.network_.parameters(), self.learning_rate, fused=True)
        rng = np.random.default_rng(self.random_state)
        length = np.diff(log.csr.indptr)[rows]

        def epoch() -> float:
            parts = []
            for some in batches(length, BATCH, rng):
                histories = log.csr[rows[some]]
                parts.append(self._step(histories, wanted[some], log_q, optimiser, rng))
            return float(torch.stack(parts).mean())

        return epoch

    def _step(
        self,
        histories: csr_array,
        wanted: npt.NDArray[np.int64],
        log_q: Tensor,
        optimiser: torch.optim.Optimizer,
        rng: np.random.Generator,
    ) -> Tensor:
        """Learn once to find each wanted item (b,) from the rest of its history and return the mean loss."""
        network, device = self.network_, log_q.device
        items, weight = _as_table(histories, rng)
        weight = np.where(items == wanted[:, None], 0.0, weight)
        people = network.people(self._own(items, is_learning=True), torch.from_numpy(weight).float().to(device))
        found = network.items(self._own(wanted, is_learning=True))
        aim = torch.from_numpy(wanted).to(device)
        scores = people @ found.T / self.temperature - log_q[aim]
        is_same = (aim == aim[:, None]) & ~torch.eye(len(aim), dtype=torch.bool, device=device)
        scores = scores.masked_fill(is_same, -math.inf)  # the same item again is no other
        loss = functional.cross_entropy(scores, torch.arange(len(aim), device=device))
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        optimiser.step()
        return loss.detach()

    def _own(self, items: npt.NDArray[np.int64], is_learning: bool = False) -> Tensor:
        """Return items' own vectors, shape (*items.shape, d); while learning, some by their features alone."""
        network = self.network_
        different, place = np.unique(items, return_inverse=True)
        device = network.identities.weight.device
        own = network.identities(torch.from_numpy(different).to(device))
        if is_learning and self.features_.nnz:
            own = own * (torch.rand(len(different), 1, device=device) >= IDENTITY)
        own = own + network.described(self.features_[different])
        return own[torch.from_numpy(place.reshape(items.shape)).to(device)]

    @torch.no_grad()
    def score(self, histories: csr_array, users: IntArray | None = None) -> FloatArray:  # noqa: ARG002
        """Return the cosine of each history's vector with every item's, shape (n, items)."""
        return self.vectors_of(histories) @ self.item_vectors_.T

    @torch.no_grad()
    def vectors_of(self, histories: csr_array) -> npt.NDArray[np.float32]:
        """Return people's vectors of length 1, shape (n, d), from their histories, shape (n, items)."""
        self.check_histories(histories)
        network, found = self.network_, np.zeros((histories.shape[0], self.factors), np.float32)
        for first in range(0, len(found), ROWS):
            items, weight = _as_table(histories[first : first + ROWS], np.random.default_rng(self.random_state))
            own = self._own(items)
            people = network.people(own, torch.from_numpy(weight).float().to(own.device))
            found[first : first + len(items)] = people.cpu().numpy()
        return found

    def add_items(self, features: csr_array | npt.NDArray[Any]) -> Self:
        """Take new items in behind the known ones, by their features (m, f) alone, and return self.

        Raises
        ------
        InvalidInput
            When there are other features than in the training, or they are not finite.
        """
        self.check_fitted()
        new = unit_rows(_as_csr(features, None))
        if new.shape[1] != self.features_.shape[1]:
            raise InvalidInput(f"{new.shape[1]} features, but the model knows {self.features_.shape[1]}.")
        known = self.network_.identities.weight.detach()
        nothing = torch.zeros(new.shape[0], known.shape[1])
        self.network_.identities = nn.Embedding.from_pretrained(torch.cat([known, nothing]), freeze=False)
        self.features_ = csr_array(vstack([self.features_, new], format="csr"))
        self.n_items_ = self.features_.shape[0]
        self._settle()
        return self

    @override
    @torch.no_grad()
    def _settle(self) -> None:
        parts = [
            self.network_.items(self._own(np.arange(first, min(first + 8192, self.n_items_)))).cpu().numpy()
            for first in range(0, self.n_items_, 8192)
        ]
        self.item_vectors_ = np.concatenate(parts)

    def parameters(self) -> dict[str, Any]:
        """Return the plain settings; the features stand among the arrays."""
        return {name: value for name, value in super().parameters().items() if name != "features"}

    def state(self) -> dict[str, npt.NDArray[Any]]:
        """Return the network's weights and the features."""
        self.check_fitted()
        table = self.features_
        given = {"indptr": table.indptr, "indices": table.indices, "values": table.data}
        kept = {f"features_{name}": np.asarray(array) for name, array in given.items()}
        return arrays_of(self.network_) | kept | {"features_count": np.array([table.shape[1]])}

    @classmethod
    def from_state(cls, parameters: Mapping[str, Any], state: Mapping[str, npt.NDArray[Any]]) -> Self:
        """Return a model that scores."""
        model = cls(**parameters)
        pieces = tuple(np.array(state[f"features_{name}"]) for name in ("values", "indices", "indptr"))
        model.n_items_ = len(pieces[2]) - 1
        model.features_ = csr_array(pieces, shape=(model.n_items_, int(state["features_count"][0])))
        model.network_ = Towers(model.features_, model.factors, model.hidden)
        set_arrays(model.network_, state)
        model._settle()
        return model

    @override
    def _check(self, log: Interactions) -> None:
        if min(self.factors, self.hidden, self.epochs) < 1 or not (self.temperature > 0 and self.learning_rate > 0):
            raise InvalidInput("factors, hidden and epochs must be at least 1, temperature and learning_rate above 0.")
        if self.features is not None and self.features.shape[0] != log.shape[1]:
            raise InvalidInput(f"{log.shape[1]} items in the log, {self.features.shape[0]} described.")


def _as_csr(features: csr_array | npt.NDArray[Any] | None, items: int | None) -> csr_array:
    table = csr_array((items or 0, 1), dtype=np.float32) if features is None else csr_array(features, dtype=np.float32)
    if not np.isfinite(table.data).all():
        raise InvalidInput("Features must be finite numbers: some are NaN or infinite.")
    return table


def _as_table(histories: csr_array, rng: np.random.Generator) -> tuple[npt.NDArray[np.int64], npt.NDArray[Any]]:
    """Return items (n, L) and weights (n, L), 0 where there is none; of a long history a part, by chance."""
    length = np.diff(histories.indptr)
    place = np.arange(max(1, min(int(length.max(initial=0)), LONGEST)))
    shift = np.where(length > LONGEST, rng.integers(np.maximum(length, 1)), 0)  # a run that begins anywhere
    at = (shift[:, None] + place) % np.maximum(length, 1)[:, None] + histories.indptr[:-1, None]
    is_there = place < length[:, None]
    at = np.where(is_there, at, 0)
    if not len(histories.data):
        return np.zeros(is_there.shape, np.int64), np.zeros(is_there.shape, np.float32)
    return histories.indices[at].astype(np.int64), np.where(is_there, histories.data[at], 0.0)
