"""The two objectives of ALS, implicit and explicit, as one: value, gradient, sweep, and course along a direction."""

from dataclasses import dataclass
from typing import Any, NamedTuple, Self

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from modiste.recommender._als import Array, Doubles, Pairs, Rows, Way, solve_rows
from modiste.recommender._course import observed_gradient, observed_loss, observed_quartic
from modiste.recommender._workers import Workers

BLOCKS = 64  # of rows, for the threads to share out
WIDTH = 64  # coordinates that iALS++ solves for at once
TURN = 8  # factors per pair of a row beyond which turning a row costs more than as many steps again
ALL = np.iinfo(np.int64).max


class Point(NamedTuple):
    """A place (or a direction) in the space of all factors."""

    x: Array  # (users, d)
    y: Array  # (items, d)

    def plus(self, other: "Point", step: float = 1.0) -> "Point":
        """Return self + step · other."""
        scale = self.x.dtype.type(step)
        return Point(self.x + scale * other.x, self.y + scale * other.y)

    def dot(self, other: "Point") -> float:
        """Return the inner product over all coordinates, summed in float64."""
        return sum(
            float(np.einsum("nd,nd->n", mine, its).sum(dtype=np.float64)) for mine, its in zip(self, other, strict=True)
        )

    def negated(self) -> "Point":
        """Return −self."""
        return type(self)(-self.x, -self.y)

    def copy(self) -> "Point":
        """Return the same place in arrays of its own."""
        return Point(self.x.copy(), self.y.copy())

    def arrays(self) -> "Point":
        """Return the same place as NumPy arrays: itself, where it does not lie on another device."""
        return self


class Side(NamedTuple):
    """One side's observed pairs and ridges, and its rows in blocks of about equal work.

    A block holds neighbours: then pairs and vectors are read from memory in order, which is a fifth to a quarter of the
    time of a sweep with 64 factors.
    """

    pairs: Pairs
    ridge: Array  # (n,)
    blocks: list[Rows]

    @classmethod
    def of(cls, confidence: csr_array, target: npt.NDArray[Any], ridge: Doubles) -> Self:
        """Cut the rows of a matrix of confidences into blocks; `target` (nnz,) in the order of its data."""
        work = np.diff(confidence.indptr).astype(np.int64) + 8
        done = np.cumsum(work)
        edges = np.searchsorted(done, np.linspace(0, done[-1], BLOCKS + 1)[1:-1])
        blocks = [block for block in np.split(np.arange(len(work)), edges) if len(block)]
        # What weighs most goes first, so that no thread begins it when the others are done.
        blocks.sort(key=lambda block: -work[block].sum())
        indptr, indices = confidence.indptr.astype(np.int64), confidence.indices.astype(np.int32, copy=False)
        return cls((indptr, indices, confidence.data, target), ridge.astype(confidence.dtype), blocks)


def way_of(solver: str, steps: int) -> Way:
    """Return how `solve_rows` is to treat rows: all exactly, or those with more than a few pairs by steps."""
    return {"exact": (ALL, 0, 0), "block": (8, 1, WIDTH), "cg": (8, steps, 0)}[solver]


@dataclass(frozen=True)
class Objective:
    """f(X, Y) = Σ observed c (t − xᵀy)² + α₀ Σ all (xᵀy)² + Σ λ_u ‖x_u‖² + Σ λ_i ‖y_i‖².

    Implicit: c = |weight|, t = 1 for a liking and 0 for a dislike, λ_u = λ (Σ c + α₀ · items)^ν (Rendle et al. 2022).
    Explicit: t is the rating, c its sample weight, α₀ = 0 and λ_u = λ Σ c (Winlaw et al. 2015).
    """

    users: Side
    items: Side
    alpha: float
    way: Way
    workers: Workers
    begins_anew: bool = False  # may steps begin at nothing where that costs less than turning what is there?

    @classmethod
    def of(
        cls, confidence: csr_array, target: Array, penalty: tuple[float, float, float], way: Way, workers: Workers
    ) -> Self:
        """Build the objective from a users × items matrix of confidences, its targets, and (α₀, λ, ν)."""
        alpha, regularisation, exponent = penalty
        n_users, n_items = confidence.shape
        frequency = [np.asarray(confidence.sum(axis=axis, dtype=np.float64)) for axis in (1, 0)]
        frequency = [counted + alpha * other for counted, other in zip(frequency, (n_items, n_users), strict=True)]
        # A row with nothing in it is 0 whatever its ridge, which is therefore kept from being 0.
        per_user, per_item = (regularisation * np.where(n > 0, n, 1.0) ** exponent for n in frequency)
        turned = csr_array((np.arange(confidence.nnz), confidence.indices, confidence.indptr), confidence.shape)
        turned = turned.T.tocsr()  # its data say where each pair stands in the rows' order
        by_item = csr_array((confidence.data[turned.data], turned.indices, turned.indptr), turned.shape)
        users = Side.of(confidence, target, per_user)
        items = Side.of(by_item, target[turned.data], per_item)
        return cls(users, items, alpha, way, workers)

    def sweep(self, point: Point) -> tuple[float, Doubles]:
        """Turn x, y into P(x, y) in place: all users solved given the items, then all items given those users.

        Return the loss there, which costs no pass of its own, and the rotation (d, d) into the basis in which both
        sides come out.
        """
        x, y = point
        _, _, first = self.solve(self.users, x, y)
        observed, spectrum, second = self.solve(self.items, y, x)
        loss = observed + self._ridge(self.users, x, x) + self._ridge(self.items, y, y)
        loss += float(spectrum @ self._columns(y))  # α₀⟨XᵀX, YᵀY⟩, where α₀ XᵀX is this diagonal
        return loss, first @ second

    def solve(self, side: Side, mine: Array, fixed: Array) -> tuple[float, Doubles, Doubles]:
        """Solve for the rows of one side, in place, given the other.

        Return Σ c (t − xᵀy)² over its observed pairs, the diagonal (d,) of α₀ times the other's Gram matrix in the
        basis in which both come out, and the rotation (d, d) into it.
        """
        cut, steps, width = self.way
        turns_dear = fixed.shape[1] > TURN * len(side.pairs[1]) / len(mine)
        if steps and turns_dear and self.begins_anew:
            mine[:] = 0
        is_cold = not mine.any()
        spectrum, basis = np.zeros(fixed.shape[1]), np.eye(fixed.shape[1])
        if self.alpha:
            # In the eigenbasis of the Gram matrix its part of every row's system is diagonal.
            values, basis = np.linalg.eigh(self.workers.gram(fixed))  # (d,), (d, d)
            spectrum = self.alpha * np.maximum(values, 0.0)
            self.workers.turn(fixed, basis)
            if steps and not is_cold:
                self.workers.turn(mine, basis)
        way = (cut, 2 * steps, width) if is_cold else self.way  # from nothing the way is longer
        return self._solve_rows(side, mine, fixed, spectrum, way), spectrum, basis

    def turn(self, point: Point, basis: Doubles) -> None:
        """Turn both sides of a point by an orthogonal basis (d, d), in place."""
        for side in point:
            self.workers.turn(side, basis)

    def value(self, point: Point) -> float:
        """Return f at a point."""
        x, y = point
        loss = self._observed_loss(point) + self._ridge(self.users, x, x) + self._ridge(self.items, y, y)
        if self.alpha:
            loss += float(self.alpha * np.vdot(self.workers.gram(x), self.workers.gram(y)))
        return loss

    def gradient(self, point: Point) -> Point:
        """Return ∇f at a point."""
        return type(point)(self._pull(self.users, point.x, point.y), self._pull(self.items, point.y, point.x))

    def along(self, point: Point, direction: Point) -> Doubles:
        """Return the coefficients (5,), constant first, of the quartic f(point + α · direction).

        One pass over the observed pairs and a few d × d products: ⟨(X+αP)ᵀ(X+αP), (Y+αQ)ᵀ(Y+αQ)⟩ is the sum over all
        pairs.
        """
        (x, y), (p, q) = point, direction
        coefficients = self._observed_course(point, direction)
        if self.alpha:
            users, items = self._gram_course(x, p), self._gram_course(y, q)
            for i, gram_x in enumerate(users):
                for j, gram_y in enumerate(items):
                    coefficients[i + j] += self.alpha * np.vdot(gram_x, gram_y)
        for side, here, move in ((self.users, x, p), (self.items, y, q)):
            coefficients[0] += self._ridge(side, here, here)
            coefficients[1] += 2 * self._ridge(side, here, move)
            coefficients[2] += self._ridge(side, move, move)
        return coefficients

    def _gram_course(self, side: Array, move: Array) -> tuple[Doubles, Doubles, Doubles]:
        """Return the coefficients, each (d, d), of (X + αP)ᵀ(X + αP) in α."""
        cross = self.workers.gram(side, move)
        return self.workers.gram(side), cross + cross.T, self.workers.gram(move)

    # What follows touches the arrays themselves; `neural/als_torch.py` says the same of tensors on another device.

    def point(self, x: Array, y: Array) -> Point:
        """Return the place with these NumPy arrays, where this objective computes."""
        return Point(x, y)

    def _solve_rows(self, side: Side, mine: Array, fixed: Array, spectrum: Doubles, way: Way) -> float:
        rows, diagonal = np.empty(len(mine)), spectrum.astype(fixed.dtype)
        self.workers.each(
            lambda block: solve_rows(block, side.pairs, fixed, diagonal, side.ridge, way, (mine, rows)), side.blocks
        )
        return float(rows.sum())

    def _observed_loss(self, point: Point) -> float:
        (x, y), side = point, self.users
        rows = np.empty(len(x))
        self.workers.each(lambda block: observed_loss(block, side.pairs, x, y, rows), side.blocks)
        return float(rows.sum())

    def _observed_course(self, point: Point, direction: Point) -> Doubles:
        (x, y), (p, q) = point, direction
        rows = np.empty((len(x), 5))
        self.workers.each(lambda block: observed_quartic(block, self.users.pairs, x, y, p, q, rows), self.users.blocks)
        return np.asarray(rows.sum(axis=0))

    def _pull(self, side: Side, x: Array, y: Array) -> Array:
        out = np.empty_like(x)
        self.workers.each(lambda block: observed_gradient(block, side.pairs, x, y, out), side.blocks)
        out += 2 * side.ridge[:, None] * x
        if self.alpha:
            out += x @ (2 * self.alpha * self.workers.gram(y)).astype(x.dtype)
        return out

    def _ridge(self, side: Side, a: Array, b: Array) -> float:
        """Return Σ λ aᵀb over the rows."""
        return float(side.ridge.astype(np.float64) @ squares(a, b))

    def _columns(self, a: Array) -> Doubles:
        """Return each column's sum of squares, (d,)."""
        return np.einsum("nd,nd->d", a, a, dtype=np.float64)


def squares(a: Array, b: Array) -> Doubles:
    """Return each row's inner product, (n,)."""
    return np.einsum("nd,nd->n", a, b).astype(np.float64)
