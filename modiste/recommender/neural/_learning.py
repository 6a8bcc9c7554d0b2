"""What networks share: the course of `fit`, a seed of their own, their weights as arrays, epochs that end in time."""

import copy
from abc import abstractmethod
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, ClassVar, Self

import numpy as np
import numpy.typing as npt
import torch
from torch import nn

from modiste.recommender.base import Recommender
from modiste.recommender.evaluate import evaluate
from modiste.recommender.interactions import Interactions
from modiste.recommender.neural._device import CPU, device_of

PATIENCE = 3  # epochs without a new best
DOT = "__"  # an array's name is a file's name


@contextmanager
def seeded(random_state: int, device: torch.device) -> Iterator[None]:
    """Draw everything (first weights, dropout, samples) from this seed, and leave the caller's generators alone.

    On a CPU with one thread, as sums that threads share out are not the same twice.
    """
    threads = torch.get_num_threads()
    with torch.random.fork_rng([device] if device.type == "cuda" else []):
        torch.manual_seed(random_state)
        if device.type == "cpu":
            torch.set_num_threads(1)
        try:
            yield
        finally:
            torch.set_num_threads(threads)


def arrays_of(network: nn.Module) -> dict[str, npt.NDArray[Any]]:
    """Return a network's weights by name."""
    return {name.replace(".", DOT): value.cpu().numpy() for name, value in network.state_dict().items()}


def set_arrays(network: nn.Module, state: Mapping[str, npt.NDArray[Any]]) -> None:
    """Give a network the weights that `arrays_of` returned, among other arrays."""
    # A copy: mapped files are read-only, and a network's weights are not.
    weights = {name: torch.from_numpy(np.array(state[name.replace(".", DOT)])) for name in network.state_dict()}
    network.load_state_dict(weights)
    network.eval()


class NetworkModel(Recommender):
    """Base of the networks: a subclass says what is checked, how it begins, and what one epoch is."""

    measured_at: ClassVar[int] = 20  # the length of the lists whose NDCG is measured on held-out likes
    epochs: int
    random_state: int
    network_: nn.Module

    def fit(
        self,
        interactions: Interactions,
        *,
        validation: Interactions | None = None,
        on_iteration: Callable[[int, float], None] | None = None,
        device: str | None = None,
    ) -> Self:
        """Learn from likes; a model of sequences from their order.

        Parameters
        ----------
        interactions : Interactions, (users, items)
            With timestamps for a model of sequences.
        validation : Interactions of the same shape, optional
            Held-out likes, such as what came next. NDCG is measured on them after each epoch (`validation_`); training
            ends after three epochs without a new best, and the best weights are kept.
        on_iteration : callable, optional
            Told (epoch, loss) after each epoch, when `losses_` and `validation_` have grown by it; what it raises ends
            the training.
        device : str, optional
            Where to learn, such as "cuda"; the CPU when absent.

        Raises
        ------
        BadInteractions
            When a model of sequences is given no timestamps.
        InvalidInput
            When a parameter makes no sense, or does not fit the interactions.
        NotAvailable
            When the device is not on this machine.
        """
        self._check(interactions)
        place = device_of(device or CPU)
        self.losses_: list[float] = []
        self.validation_: list[float] = []

        def ask() -> float:
            assert validation is not None
            self._settle()
            return evaluate(self, interactions, validation, k=self.measured_at).ndcg

        with seeded(self.random_state, place):
            epoch = self._begin(interactions, place)
            for number in learn(self.network_, self.epochs, epoch, ask if validation is not None else None, self):
                if on_iteration is not None:
                    on_iteration(number, self.losses_[-1])
        self.network_.cpu()
        self._settle()
        return self

    @abstractmethod
    def _check(self, log: Interactions) -> None:
        """Raise InvalidInput unless the parameters make sense for this log."""

    @abstractmethod
    def _begin(self, log: Interactions, place: torch.device) -> Callable[[], float]:
        """Make the network on a device and return what learns once from everything and says the mean loss."""

    def _settle(self) -> None:
        """Keep what scoring needs beside the network, once its weights have changed."""


def learn(
    network: nn.Module, epochs: int, epoch: Callable[[], float], ask: Callable[[], float] | None, model: NetworkModel
) -> Iterator[int]:
    """Run epochs and yield the number of each; the network is left with the best weights.

    Parameters
    ----------
    epoch : callable
        Learns once from everything and returns the mean loss.
    ask : callable, optional
        Measures the network on held-out likes; training ends after three epochs without a new best.
    model : NetworkModel
        Its `losses_` and `validation_` grow.
    """
    scores = model.validation_
    best: dict[str, Any] | None = None
    for number in range(1, epochs + 1):
        network.train()
        model.losses_.append(epoch())
        network.eval()
        if ask is not None:
            scores.append(ask())
            if scores[-1] > max(scores[:-1], default=-1.0):
                best = copy.deepcopy(network.state_dict())
        yield number
        if len(scores) - 1 - (int(np.argmax(scores)) if scores else 0) >= PATIENCE:
            break
    if best is not None:
        network.load_state_dict(best)
