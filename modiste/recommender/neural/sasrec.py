"""SASRec: what comes next in a sequence, by self-attention (Kang and McAuley 2018), with many negatives (gSASRec)."""

import math
from collections.abc import Callable, Mapping
from typing import Any, ClassVar, Literal, Self

import numpy as np
import numpy.typing as npt
import torch
from scipy.sparse import csr_array
from torch import Tensor
from torch.nn import functional
from typing_extensions import override

from modiste.recommender.als import ImplicitALS, balanced_alpha
from modiste.recommender.arrays import FloatArray, IntArray, as_item_indices
from modiste.recommender.errors import InvalidInput
from modiste.recommender.interactions import Interactions
from modiste.recommender.neural._attention import Attention
from modiste.recommender.neural._learning import NetworkModel, arrays_of, set_arrays
from modiste.recommender.neural._sequences import as_table, batches

BATCH = 128  # users
SPREAD = 0.1  # standard deviation of the coordinates that ALS begins with
ROWS = 512  # histories scored at once


class SASRec(NetworkModel):
    """Self-attention over the order of likes: score of an item = h · e_item, h the last place of the sequence.

    Learns to tell each next item from `negatives` others, drawn evenly anew for every batch and shared by its users.
    "gbce" is gSASRec's generalised binary cross-entropy (Petrov and Macdonald 2023, arXiv 2308.07192): −β log σ(s⁺) −
    Σ log(1 − σ(s⁻)), β = a (t (1 − 1/a) + 1/a), a = negatives / (items − 1). With t = 1 the scores are as confident as
    if all items had been the negatives; with t = 0 this is the plain loss, which is overconfident. "softmax" is cross-
    entropy in which the negatives stand for all items (Klenitskiy and Vasilev 2023, arXiv 2309.07602).

    **Order.** `fit` takes it from timestamps. A history to be scored has it in the order in which its row is stored,
    oldest first, as `Interactions.in_order()` and `history()` return it; a row of `Interactions.csr` is sorted by item
    and tells no order. Where `users` names fitted rows, their sequences from the training are taken.

    Parameters
    ----------
    factors : int
        Length d of the vectors.
    blocks : int
        Attention blocks.
    max_length : int
        Latest likes that are looked at.
    dropout : float
    negatives : int
        Items that each next item is told from; at most all others.
    loss : {"gbce", "softmax"}
        On the clothing sequences both came equally far from ALS; from chance "softmax" was quicker.
    calibration : float
        t of "gbce", between 0 and 1.
    start : {"als", "random"}
        Item vectors to begin with: those of ALS, which cost a second and save epochs where items are rare, or chance.
    epochs : int
        Passes over all sequences, at most; three to six are enough from ALS, some thirty from chance.
    learning_rate : float
        Of Adam.
    random_state : int

    Attributes
    ----------
    network_ : Attention
    sequences_ : csr_array, shape (users, items)
        The fitted users' likes in order. Never saved: they are personal data.
    losses_, validation_ : list of float
        Loss and, with validation, NDCG@10 after each epoch.

    Examples
    --------
    >>> log = Interactions.from_events([u for u in range(20) for _ in "abc"], [*"abc"] * 20, timestamps=[0, 1, 2] * 20)
    >>> model = SASRec(factors=8, blocks=1, epochs=30, dropout=0.0, learning_rate=0.01).fit(log)
    >>> log.item_labels[model.recommend_for([0, 1], k=1)[0]].tolist()
    ['c']
    """

    reads_order: ClassVar[bool] = True
    measured_at: ClassVar[int] = 10
    network_: Attention

    def __init__(  # noqa: PLR0913 -- a model's settings are its parameters, as in scikit-learn
        self,
        factors: int = 64,
        blocks: int = 2,
        max_length: int = 50,
        dropout: float = 0.3,
        negatives: int = 1024,
        loss: Literal["gbce", "softmax"] = "softmax",
        calibration: float = 0.75,
        start: Literal["als", "random"] = "als",
        epochs: int = 6,
        learning_rate: float = 3e-3,
        random_state: int = 0,
    ) -> None:
        self.factors = factors
        self.blocks = blocks
        self.max_length = max_length
        self.dropout = dropout
        self.negatives = negatives
        self.loss = loss
        self.calibration = calibration
        self.start = start
        self.epochs = epochs
        self.learning_rate = learning_rate
        self.random_state = random_state

    @classmethod
    @override
    def example(cls, items: int) -> Self:
        """Return a network small enough to learn a small world in a second."""
        return cls(factors=32, blocks=1, dropout=0.0, epochs=60)

    @override
    def _begin(self, log: Interactions, place: torch.device) -> Callable[[], float]:
        self.sequences_ = log.in_order()
        self.n_items_ = log.shape[1]
        self.network_ = self._network(self.n_items_)
        if self.start == "als" and self.factors <= min(log.shape):
            self._begin_with_als(log)
        self.network_.to(place)
        optimiser = torch.optim.Adam(self.network_.parameters(), self.learning_rate, betas=(0.9, 0.98), fused=True)
        table, length = as_table(self.sequences_, self.max_length + 1)
        rng = np.random.default_rng(self.random_state)

        def epoch() -> float:
            parts = [
                self._step(table[rows, : 1 + int(length[rows].max())].to(place), length[rows].to(place), optimiser)
                for rows in batches(length.numpy(), BATCH, rng)
            ]
            return float(torch.stack(parts).mean())

        return epoch

    @torch.no_grad()
    def _begin_with_als(self, log: Interactions) -> None:
        model = ImplicitALS(self.factors, balanced_alpha(log), iterations=5, accelerate=None, solver="cg")
        vectors = torch.from_numpy(model.fit(log).item_factors_)
        self.network_.items.weight[:-1] += vectors * (SPREAD / vectors.std().clamp(min=1e-12))

    def _step(self, table: Tensor, length: Tensor, optimiser: torch.optim.Optimizer) -> Tensor:
        """Learn from a batch of sequences (b, 1 + L) once and return its mean loss."""
        network = self.network_
        is_next = torch.arange(table.shape[1] - 1, device=table.device) < length[:, None]  # (b, L)
        wanted = table[:, 1:][is_next]  # (p,)
        asking = network(table[:, :-1])[is_next]  # (p, d)
        others = self._others(table.device)
        vectors = network.items.weight
        # What all scores have in common changes no list, so they begin where one in so many is right: epochs are saved.
        rarity = math.log(max(len(others), 1))
        found = (asking * vectors[wanted]).sum(1) - rarity
        missed = asking @ vectors[others].T - rarity  # (p, k)
        missed = missed.masked_fill(others == wanted[:, None], -math.inf)
        share = len(others) / max(self.n_items_ - 1, 1)  # a
        if self.loss == "softmax":
            everything = torch.cat([found[:, None], missed - math.log(share)], dim=1)
            loss = (everything.logsumexp(1) - found).mean()
        else:
            beta = share * (self.calibration * (1 - 1 / share) + 1 / share)
            loss = (beta * functional.softplus(-found) + functional.softplus(missed).sum(1)).mean()
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        optimiser.step()
        return loss.detach()

    def _others(self, device: torch.device) -> Tensor:
        """Return different items at random, (k,)."""
        k = min(self.negatives, max(self.n_items_ - 1, 1))
        if 16 * k > self.n_items_:
            return torch.randperm(self.n_items_, device=device)[:k]
        return torch.unique(torch.randint(self.n_items_, (k,), device=device))  # nearly k of them

    @torch.no_grad()
    def score(self, histories: csr_array, users: IntArray | None = None) -> FloatArray:
        """Return h · e_item for every item, shape (n, items); see the class for where the order comes from."""
        self.check_histories(histories)
        if users is not None and hasattr(self, "sequences_"):
            histories = self.sequences_[users]
        network = self.network_
        device, scores = network.items.weight.device, np.empty(histories.shape, np.float32)
        for first in range(0, histories.shape[0], ROWS):
            table, length = as_table(histories[first : first + ROWS], self.max_length)
            asking = network(table.to(device))[torch.arange(len(table)), length.to(device)]  # (b, d)
            scores[first : first + len(table)] = (asking @ network.items.weight[:-1].T).cpu().numpy()
        return scores

    def history(self, items: npt.ArrayLike, weights: npt.ArrayLike | None = None) -> csr_array:
        """Return item indices, oldest first, and their weights as one row, shape (1, items), in this order."""
        self.check_fitted()
        indices = as_item_indices(items, self.n_items_)
        values = np.ones(len(indices), np.float32) if weights is None else np.asarray(weights, np.float32)
        if values.shape != indices.shape:
            raise InvalidInput(f"Give one weight per item ({len(indices)}), not {values.shape}.")
        return csr_array((values, indices, np.array([0, len(indices)])), shape=(1, self.n_items_))

    def state(self) -> dict[str, npt.NDArray[Any]]:
        """Return the network's weights."""
        self.check_fitted()
        return arrays_of(self.network_)

    @classmethod
    def from_state(cls, parameters: Mapping[str, Any], state: Mapping[str, npt.NDArray[Any]]) -> Self:
        """Return a model that scores sequences."""
        model = cls(**parameters)
        model.n_items_ = len(state["items__weight"]) - 1
        model.network_ = model._network(model.n_items_)
        set_arrays(model.network_, state)
        return model

    def _network(self, items: int) -> Attention:
        return Attention(items, self.factors, self.blocks, self.max_length + 1, self.dropout)

    @override
    def _check(self, log: Interactions) -> None:
        counts = self.factors, self.blocks, self.max_length, self.negatives, self.epochs
        if min(counts) < 1:
            raise InvalidInput("factors, blocks, max_length, negatives and epochs must be at least 1.")
        if self.start not in ("als", "random"):
            raise InvalidInput(f"start must be als or random, not {self.start!r}.")
        if self.loss not in ("gbce", "softmax"):
            raise InvalidInput(f"loss must be gbce or softmax, not {self.loss!r}.")
        if not (0 <= self.dropout < 1 and 0 <= self.calibration <= 1 and self.learning_rate > 0):
            raise InvalidInput("dropout and calibration are shares; learning_rate must be greater than 0.")
