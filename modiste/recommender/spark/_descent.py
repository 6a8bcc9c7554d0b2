"""The driver's part of the training: it sees sums and d × d matrices, chooses β and α, and starts the next round."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from pyspark.sql import DataFrame

from modiste.recommender._als import Doubles, Way
from modiste.recommender._ncg import lowest_point
from modiste.recommender.spark._steps import DOTS, Direct, Half, Solve
from modiste.recommender.spark._supersteps import ROWS, STATE, forget, kind, round_of, total

# β from the DOTS, as numerator and denominator: `_ncg.BETAS` with ḡ in the gradient's place.
BETAS: dict[str, Callable[[Doubles], tuple[float, float]]] = {
    "polak-ribiere": lambda dots: (dots[0] - dots[1], dots[2]),
    "fletcher-reeves": lambda dots: (dots[0], dots[2]),
    "hestenes-stiefel": lambda dots: (dots[0] - dots[1], dots[3] - dots[4]),
}


class Told(NamedTuple):
    """What a side says after it was solved for."""

    observed: float
    ridge: float
    dots: Doubles  # (DOTS,)
    gram: Doubles  # (d, d)

    @classmethod
    def of(cls, sums: Doubles) -> "Told":
        """Take the sums of `Solve` apart."""
        d = round(np.sqrt(len(sums) - 2 - DOTS))
        return cls(float(sums[0]), float(sums[1]), sums[2 : 2 + DOTS], sums[2 + DOTS :].reshape(d, d))


@dataclass
class Descent:
    """A training on its way: the last letters of both sides, and what the next round must know of them.

    Attributes
    ----------
    y, x : DataFrames
        The letters of the items and of the users (none before the first round).
    gram : (d, d)
        YᵀY of the items as they are, the step included.
    step : float or None
        α, by which x and y still go along their directions; None while the letters hold no directions.
    """

    users: Half
    items: Half
    way: Way
    y: DataFrame
    gram: Doubles = field(init=False)
    x: DataFrame | None = None
    step: float | None = None
    past: list[DataFrame] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Learn the Gram matrix of the start."""
        sums = total(self.y)
        self.gram = sums.reshape(round(np.sqrt(len(sums))), -1)

    def sweeps(self) -> Iterator[float]:
        """Yield the loss after each sweep of plain ALS."""
        while True:
            first, second = self._sweep(accepts=True)
            everywhere = self.users.penalty.alpha * np.vdot(first.gram, second.gram)
            self.gram, self.step = second.gram, None
            yield float(second.observed + everywhere + first.ridge + second.ridge)

    def conjugate_gradients(self, beta: str) -> Iterator[float]:
        """Yield the loss after each iteration of ALS-NCG; the first is a sweep, as in `_ncg`."""
        yield next(self.sweeps())
        while True:
            is_first = self.step is None
            first, second = self._sweep(accepts=False)
            above, below = BETAS[beta](first.dots + second.dots)
            weight = above / below if not is_first and above * below > 0 else 0.0
            swept = self.x, self.y
            course, grams = self._direct(weight)
            if course[1] >= 0 and weight:  # no descent: forget the past directions
                self.past += [letters for letters in (self.x, self.y) if letters is not None]
                self.x, self.y = swept
                course, grams = self._direct(0.0)
            self.step, loss = lowest_point(course)
            self.gram = grams[0] + self.step * grams[1] + self.step**2 * grams[2]
            self._forget()
            yield loss

    def finish(self) -> tuple[DataFrame, Doubles, Doubles]:
        """Solve for the users once more.

        Return their letters, and what brings the items' letters (d or 2d, d) and theirs (d, d) to principal axes.
        """
        _, basis = eigenbasis(self.gram, 1.0)
        mix = basis if self.step is None else np.vstack([basis, self.step * basis])
        x, _ = self._solve_users(accepts=True)
        self._forget()
        return x, mix, basis

    def _sweep(self, accepts: bool) -> tuple[Told, Told]:
        """Solve for all users, then for all items given them."""
        x, first = self._solve_users(accepts)
        spectrum, basis = eigenbasis(first.gram, self.items.penalty.alpha)
        way = self._way(is_cold=False)
        solve = Solve(self.items.penalty, way, basis, basis, spectrum, self.step or 0.0, accepts, sends=accepts)
        post = kind(self.y, STATE).union(kind(x, ROWS))
        self.past.append(self.y)
        self.y = round_of(self.items.blocks, post, solve)
        second = Told.of(total(self.y))
        self._forget()
        return first, second

    def _solve_users(self, accepts: bool) -> tuple[DataFrame, Told]:
        spectrum, basis = eigenbasis(self.gram, self.users.penalty.alpha)
        mix = basis if self.step is None else np.vstack([basis, self.step * basis])  # the items send (y, q) then
        way = self._way(is_cold=self.x is None)
        solve = Solve(self.users.penalty, way, mix, basis, spectrum, self.step or 0.0, accepts)
        post = kind(self.y, ROWS)
        if self.x is not None:
            post = post.union(kind(self.x, STATE))
            self.past.append(self.x)
        self.x = round_of(self.users.blocks, post, solve)
        return self.x, Told.of(total(self.x))

    def _direct(self, beta: float) -> tuple[Doubles, Doubles]:
        """Turn both sides' directions; return the quartic (5,) along them and the course of YᵀY (3, d, d)."""
        assert self.x is not None  # noqa: S101 -- for the type checker
        self.past += [self.x, self.y]
        self.y = round_of(self.items.blocks, kind(self.y, STATE), Direct(self.items.penalty, beta, sends=True))
        of_items = total(self.y)
        post = kind(self.x, STATE).union(kind(self.y, ROWS))
        self.x = round_of(self.users.blocks, post, Direct(self.users.penalty, beta, sends=False))
        of_users = total(self.x)
        course = of_items[:5] + of_users[:5]
        shape = 3, *self.gram.shape
        y_course, x_course = of_items[5:].reshape(shape), of_users[5:].reshape(shape)
        for i, gram_x in enumerate(x_course):
            for j, gram_y in enumerate(y_course):
                course[i + j] += self.users.penalty.alpha * np.vdot(gram_x, gram_y)
        return course, y_course

    def _way(self, *, is_cold: bool) -> Way:
        cut, steps, width = self.way
        return cut, 2 * steps if is_cold else steps, width  # from nothing the way is longer

    def _forget(self) -> None:
        for letters in self.past:
            forget(letters)
        self.past.clear()


def eigenbasis(gram: Doubles, alpha: float) -> tuple[Doubles, Doubles]:
    """Return the diagonal (d,) of α₀ · Gram in its eigenbasis, and that basis (d, d)."""
    if not alpha:  # nothing is diagonal then, and any basis as good
        return np.zeros(len(gram)), np.eye(len(gram))
    values, basis = np.linalg.eigh(gram)
    return alpha * np.maximum(values, 0.0), basis
