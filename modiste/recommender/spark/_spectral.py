"""The spectral start in rounds: what `modiste.recommender._spectral` does, with the same signs, over blocks."""

from dataclasses import dataclass

import numpy as np
from pyspark.sql import DataFrame

from modiste.recommender._als import Array, Doubles, sum_rows
from modiste.recommender._course import observed_quartic
from modiste.recommender._objective import squares
from modiste.recommender._spectral import NARROWEST, SAMPLE, SHORTEST
from modiste.recommender.spark._blocks import Block
from modiste.recommender.spark._packing import Named
from modiste.recommender.spark._steps import Half, Penalty, gram, mixed
from modiste.recommender.spark._supersteps import ROWS, STATE, Outcome, forget, kind, round_of, total

PASSES = 2
ENOUGH = 64  # rows of a block that are asked at least, where there are so many
NOTHING = np.zeros(1)


@dataclass(frozen=True)
class Scatter:
    """Begin with noise that is as long as each row's ridge lets it be, and send it."""

    penalty: Penalty
    factors: int
    random_state: int

    def __call__(self, block: Block, _state: Named, _received: Array) -> Outcome:
        """Take the step."""
        rng = np.random.default_rng([self.random_state, block.number])
        noise = rng.random((block.rows, self.factors), np.float32) - np.float32(0.5)
        noise /= np.sqrt(self.penalty.ridge(block))[:, None]
        return Outcome({"here": noise}, NOTHING, noise)


@dataclass(frozen=True)
class Pass:
    """Multiply with the block of the normalised matrix: v = Λ^−½ (C∘T) · rows, and send Λ^−½ v.

    Sums: the Gram matrices of v and of what is sent, flat.
    """

    penalty: Penalty
    mix: Doubles

    def __call__(self, block: Block, _state: Named, received: Array) -> Outcome:
        """Take the step."""
        fixed, root = mixed(received, self.mix), np.sqrt(self.penalty.ridge(block))[:, None]
        v = np.empty((block.rows, fixed.shape[1]), np.float32)
        sum_rows(np.arange(block.rows), block.inside.pairs, fixed, v)
        v /= root
        sent = v / root
        return Outcome({"here": sent}, np.concatenate([gram(v), gram(sent)]), sent)


@dataclass(frozen=True)
class Measure:
    """Tell from a sample of the users how far to go along the directions received.

    Sums: what stands at a² and at a⁴ in f(aX, aY), how many rows were asked of how many, and XᵀX of those, flat.
    """

    penalty: Penalty
    mix: Doubles
    sigma: Doubles

    def __call__(self, block: Block, _state: Named, received: Array) -> Outcome:
        """Take the step."""
        y, ridge = mixed(received, self.mix), self.penalty.ridge(block)
        sample = np.arange(0, block.rows, max(1, min(SAMPLE, block.rows // ENOUGH)))
        x, course = np.zeros((block.rows, y.shape[1]), np.float32), np.zeros((block.rows, 5))
        sum_rows(sample, block.inside.pairs, y, x)
        x /= ridge[:, None] * self.sigma.astype(np.float32)
        observed_quartic(sample, block.inside.pairs, np.zeros_like(x), np.zeros_like(y), x, y, course)
        square = course[:, 2].sum() + ridge @ squares(x, x)
        return Outcome({}, np.append([square, course[:, 4].sum(), len(sample), block.rows], gram(x[sample])))


@dataclass(frozen=True)
class Turn:
    """Multiply the rows with a matrix (d, d) and send them. Sums: their Gram matrix, flat."""

    mix: Doubles

    def __call__(self, _block: Block, state: Named, _received: Array) -> Outcome:
        """Take the step."""
        here = mixed(state["here"], self.mix)
        return Outcome({"here": here}, gram(here), here)


def spectral_letters(users: Half, items: Half, factors: int, random_state: int) -> DataFrame:
    """Return the letters of the items at the spectral start."""
    y = round_of(items.blocks, None, Scatter(items.penalty, factors, random_state))
    mix, eye, past = np.eye(factors), np.eye(factors), [y]
    for _ in range(PASSES):
        x = round_of(users.blocks, kind(y, ROWS), Pass(users.penalty, mix))
        y = round_of(items.blocks, kind(x, ROWS), Pass(items.penalty, eye))
        whitened, sent = total(y).reshape(2, factors, factors)
        past += [x, y]
        mix, sigma = directions(whitened)
    mix = mix * np.sqrt(np.maximum(sigma - 1, NARROWEST))
    asked = round_of(users.blocks, kind(y, ROWS), Measure(users.penalty, mix, sigma))
    length = best_length(total(asked), mix, (whitened, sent), users.penalty.alpha)
    begun = round_of(items.blocks, kind(y, STATE), Turn(mix * length))
    begun.count()
    for letters in (*past, asked):
        forget(letters)
    return begun


def directions(whitened: Doubles) -> tuple[Doubles, Doubles]:
    """Return what makes rows with this Gram matrix orthonormal (d, d), and the singular values of A along them (d,)."""
    powers, basis = np.linalg.eigh(whitened)  # in the end of (AᵀA)V
    powers = powers.clip(min=1e-9 * max(float(powers[-1]), 1e-30))
    return basis / np.sqrt(powers), powers**0.25


def best_length(asked: Doubles, mix: Doubles, grams: tuple[Doubles, Doubles], alpha: float) -> float:
    """Return the a at which f(aX, aY) is lowest, from the sums of `Measure` and of the last `Pass`."""
    square, fourth, some, all_rows = asked[:4]
    whitened, sent = grams
    square += np.vdot(mix, whitened @ mix) * some / all_rows
    fourth += alpha * np.vdot(asked[4:].reshape(mix.shape), mix.T @ sent @ mix)
    length = float(np.sqrt(max(-square, 0.0) / (2 * fourth))) if fourth > 0 else 1.0
    return max(length, SHORTEST)
