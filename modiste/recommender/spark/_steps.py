"""What a block does in a round of ALS or ALS-NCG, by the library's own kernels; the signs are those of `_ncg`.

A block keeps `here` (its rows of x), `move` (of the direction p) and `bar` (of ḡ = x − P(x)). How far x went along p is
known to the driver only after a round has ended, so the step is taken at the beginning of the next: x + α p.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from pyspark.sql import DataFrame

from modiste.recommender._als import Array, Doubles, Way, solve_rows
from modiste.recommender._course import observed_quartic
from modiste.recommender._objective import squares
from modiste.recommender._workers import Workers
from modiste.recommender.spark._blocks import Block
from modiste.recommender.spark._packing import Named
from modiste.recommender.spark._supersteps import Outcome

DOTS = 5  # ⟨ḡ, ḡ⟩, ⟨ḡ, ḡ₋⟩, ⟨ḡ₋, ḡ₋⟩, ⟨p₋, ḡ⟩, ⟨p₋, ḡ₋⟩


@dataclass(frozen=True)
class Penalty:
    """α₀ and the ridge λ (Σ c + α₀ · others)^ν of one side."""

    alpha: float
    regularisation: float
    exponent: float
    others: int  # rows of the other side, in all blocks

    def ridge(self, block: Block) -> Array:
        """Return the ridge of each row (n,)."""
        counted = block.inside.frequency + self.alpha * self.others
        return (self.regularisation * counted**self.exponent).astype(np.float32)


class Half(NamedTuple):
    """One side: its blocks and its ridge."""

    blocks: DataFrame
    penalty: Penalty


def gram(x: Array, y: Array | None = None) -> Doubles:
    """Return xᵀy (xᵀx when y is absent), flat (d²,)."""
    with Workers(1) as workers:
        return workers.gram(x, y).ravel()


def mixed(rows: Array, mix: Doubles) -> Array:
    """Return rows (n, width) · mix (width, d)."""
    return np.ascontiguousarray(rows @ mix.astype(rows.dtype))


@dataclass(frozen=True)
class Solve:
    """Solve every row given the other side. Sums: Σ c (t − xᵀy)², Σ λ‖x‖², the DOTS, and the Gram matrix, flat.

    Attributes
    ----------
    mix : (width, d)
        Turns the rows received into the other side's rows in the eigenbasis: B itself, or B above α B for (y, q).
    basis, spectrum : (d, d), (d,)
        B, and the diagonal of α₀ · Gram in it.
    step : float
        α, how far the block's own rows go along their last direction first.
    accepts : bool
        Whether the solution takes the place of x (plain ALS), or is compared with it (ALS-NCG).
    sends : bool
        Whether the other side is to be told the solution.
    """

    penalty: Penalty
    way: Way
    mix: Doubles
    basis: Doubles
    spectrum: Doubles
    step: float
    accepts: bool
    sends: bool = True

    def __call__(self, block: Block, state: Named, received: Array) -> Outcome:
        """Take the step."""
        fixed, ridge = mixed(received, self.mix), self.penalty.ridge(block)
        here = state.get("here", np.zeros((block.rows, fixed.shape[1]), np.float32))
        if self.step:
            here += np.float32(self.step) * state["move"]
        found, losses = mixed(here, self.basis), np.empty(block.rows)
        diagonal = self.spectrum.astype(np.float32)
        solve_rows(np.arange(block.rows), block.inside.pairs, fixed, diagonal, ridge, self.way, (found, losses))
        solved = mixed(found, self.basis.T)
        dots, after = np.zeros(DOTS), {"here": solved}
        if not self.accepts:
            bar = here - solved
            dots, after = _dots(bar, state), state | {"here": here, "bar": bar}
        sums = np.concatenate([[losses.sum(), ridge @ squares(solved, solved)], dots, gram(solved)])
        return Outcome(after, sums, solved if self.sends else None)


def _dots(bar: Array, before: Named) -> Doubles:
    """Return the inner products that every β is made of."""
    nothing = np.zeros_like(bar)
    old, move = before.get("bar", nothing), before.get("move", nothing)
    pairs = ((bar, bar), (bar, old), (old, old), (move, bar), (move, old))
    return np.array([squares(a, b).sum() for a, b in pairs])


@dataclass(frozen=True)
class Direct:
    """Turn the direction, p = −ḡ + β p₋, and tell the course along it.

    Sums: the side's share of the quartic's five coefficients, and those of the Gram matrix of x + αp, 3 · d² flat. The
    items send (y, q); the users, who receive them, add the observed pairs to the quartic.
    """

    penalty: Penalty
    beta: float
    sends: bool

    def __call__(self, block: Block, state: Named, received: Array) -> Outcome:
        """Take the step."""
        here, move = state["here"], -state["bar"]
        if self.beta:
            move += np.float32(self.beta) * state["move"]
        quartic = np.zeros(5)
        if received.size:
            y, q = (np.ascontiguousarray(half) for half in np.hsplit(received, 2))
            shares = np.empty((block.rows, 5))
            observed_quartic(np.arange(block.rows), block.inside.pairs, here, y, move, q, shares)
            quartic += shares.sum(axis=0)
        ridge = self.penalty.ridge(block).astype(np.float64)
        quartic[:3] += ridge @ squares(here, here), 2 * (ridge @ squares(here, move)), ridge @ squares(move, move)
        sums = np.concatenate([quartic, _gram_course(here, move)])
        return Outcome(state | {"move": move}, sums, np.hstack([here, move]) if self.sends else None)


def _gram_course(here: Array, move: Array) -> Doubles:
    cross = gram(here, move).reshape(here.shape[1], -1)
    return np.concatenate([gram(here), (cross + cross.T).ravel(), gram(move)])


@dataclass(frozen=True)
class Begin:
    """Send the rows of a given start, those that are absent or NaN at random. Sums: the Gram matrix, flat."""

    factors: int
    random_state: int

    def __call__(self, block: Block, state: Named, _received: Array) -> Outcome:
        """Take the step."""
        given = state.get("here", np.full((block.rows, self.factors), np.nan, np.float32))
        rng = np.random.default_rng([self.random_state, block.number])
        noise = rng.standard_normal(given.shape, np.float32) * np.float32(0.1 / np.sqrt(self.factors))
        here = np.where(np.isfinite(given), given, noise)
        return Outcome({"here": here}, gram(here), here)
