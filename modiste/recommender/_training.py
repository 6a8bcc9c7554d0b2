"""The course of one training: iterations, the held-out measure that may end it early, and checkpoints on the way."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from modiste.recommender.arrays import FloatArray, IntArray
from modiste.recommender.checkpoints import Checkpoints
from modiste.recommender.errors import InvalidInput
from modiste.recommender.evaluate import evaluate
from modiste.recommender.interactions import Interactions
from modiste.recommender.splits import at_random

if TYPE_CHECKING:
    from modiste.recommender._objective import Point

Floats = npt.NDArray[np.float32]
OnIteration = Callable[[int, float], None]
ASKED = 5_000  # held-out users who are asked after each iteration, at most
PATIENCE = 3  # iterations without a new best
K = 20


@dataclass
class HeldOut:
    """NDCG@20 on held-out likes after each iteration, and the best items so far."""

    train: Interactions
    test: Interactions
    scores: list[float] = field(default_factory=list)
    best: Floats | None = None

    def ask(self, x: FloatArray, y: FloatArray) -> bool:
        """Measure vectors and return whether training should end."""
        self.scores.append(evaluate(_Vectors(x, y), self.train, self.test, k=K).ndcg)
        if self.scores[-1] > max(self.scores[:-1], default=-1.0):
            self.best = y.astype(np.float32)  # a copy: the arrays are reused
        return len(self.scores) - 1 - int(np.argmax(self.scores)) >= PATIENCE


@dataclass(frozen=True)
class _Vectors:
    x: FloatArray
    y: FloatArray

    def score(self, _histories: csr_array, users: IntArray | None = None) -> FloatArray:
        return np.asarray(self.x[users] @ self.y.T)


def hold_out(
    log: Interactions, weight: Floats, validation: Interactions | float | None, random_state: int
) -> tuple[Interactions, Floats, HeldOut | None]:
    """Return what to learn from with its sample weights, and what to ask: given likes, or a share of each user's."""
    if validation is None:
        return log, weight, None
    if isinstance(validation, Interactions):
        if validation.shape != log.shape:
            raise InvalidInput(f"validation has shape {validation.shape}, not that of the interactions, {log.shape}.")
        train, held = log, validation
    else:
        train, _, held = at_random(log, test=validation, random_state=random_state)
        cell = log.rows * log.shape[1] + log.csr.indices
        weight = weight[np.isin(cell, train.rows * log.shape[1] + train.csr.indices, assume_unique=True)]
    users = np.unique(held.rows)
    if len(users) > ASKED:
        chosen = np.zeros(held.shape[0], bool)
        chosen[np.random.default_rng(random_state).choice(users, ASKED, replace=False)] = True
        held = held.where(chosen[held.rows])
    return train, weight, HeldOut(train, held)


@dataclass
class Course:
    """Who is told, who is asked, and where checkpoints go; `losses` grows with the iterations."""

    on_iteration: OnIteration | None
    held_out: HeldOut | None
    checkpoints: Checkpoints | None
    losses: list[float] = field(default_factory=list)

    def resume(self, start: FloatArray | None) -> tuple[FloatArray | None, int]:
        """Return the items to begin with and the number of the first iteration."""
        found = self.checkpoints.latest() if self.checkpoints else None
        if found is None:
            return start, 1
        self.losses.extend(found.manifest["losses"])
        return found.arrays["item_factors"], len(self.losses) + 1

    def follow(self, iterations: Iterator[tuple["Point", float]], first: int, last: int) -> "Point":
        """Take iterations first … last and return the place where they end."""
        for number in range(first, last + 1):
            point, loss = next(iterations)
            self.losses.append(loss)
            if self.checkpoints is not None:
                self.checkpoints.write(point.arrays().y, self.losses)
            is_still = len(self.losses) > 1 and loss == self.losses[-2]  # nothing is left to gain
            is_over = self.held_out is not None and self.held_out.ask(*point.arrays())
            if self.on_iteration is not None:
                self.on_iteration(number, loss)
            if is_still or is_over:
                break
        return point
