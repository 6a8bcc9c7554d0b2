"""The implicit objective: its value, gradient and sweep, and its exact course along a direction."""

from dataclasses import dataclass
from typing import NamedTuple, Self

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from modiste.recommender._als import Array, Indices, observed_gradient, observed_quartic, over_rows, solve_rows

Pairs = tuple[Indices, Indices, Array]


class Point(NamedTuple):
    """A place (or a direction) in the space of all factors."""

    x: Array  # (users, d)
    y: Array  # (items, d)

    def plus(self, other: "Point", step: float = 1.0) -> "Point":
        """Return self + step · other."""
        return Point(self.x + step * other.x, self.y + step * other.y)

    def dot(self, other: "Point") -> float:
        """Return the inner product over all coordinates."""
        return float(np.vdot(self.x, other.x) + np.vdot(self.y, other.y))


@dataclass(frozen=True)
class Objective:
    """f(X, Y) = Σ observed c (t − xᵀy)² + α₀ Σ all (xᵀy)² + Σ λ_u ‖x_u‖² + Σ λ_i ‖y_i‖².

    c = |weight| is the confidence of a pair; its target t is 1 for a liking and 0 for a dislike (negative weight).
    λ_u = λ (Σ c of the row + α₀ · items)^ν, and the same for items (Rendle et al. 2022).
    """

    by_user: Pairs
    by_item: Pairs
    alpha: float
    user_ridge: Array  # (users,)
    item_ridge: Array  # (items,)
    threads: int | None = None

    @classmethod
    def of(cls, matrix: csr_array, alpha: float, regularisation: float, exponent: float, threads: int | None) -> Self:
        """Build the objective of a users × items matrix of weights."""
        users, items = matrix.shape
        strength = abs(matrix).astype(np.float64)
        user_ridge = ridge(np.asarray(strength.sum(axis=1)), alpha * items, regularisation, exponent)
        item_ridge = ridge(np.asarray(strength.sum(axis=0)), alpha * users, regularisation, exponent)
        return cls(_pairs(matrix), _pairs(matrix.T.tocsr()), alpha, user_ridge, item_ridge, threads)

    def sweep(self, point: Point) -> Point:
        """Return P(x): all users solved given the items, then all items given those users."""
        x = self.solve_users(point.y)
        return Point(x, self._solved(self.by_item, x, self.item_ridge))

    def solve_users(self, y: Array) -> Array:
        """Return the best users (users, d) for given items (items, d)."""
        return self._solved(self.by_user, y, self.user_ridge)

    def _solved(self, pairs: Pairs, fixed: Array, ridge: Array) -> Array:
        # In the eigenbasis of the Gram matrix its part of every row's system is diagonal, so short rows are cheap.
        spectrum, basis = np.linalg.eigh(fixed.T @ fixed)  # (d,), (d, d)
        spectrum = self.alpha * np.maximum(spectrum, 0.0)
        rotated = np.ascontiguousarray(fixed @ basis)  # (m, d)
        out = np.empty((len(ridge), fixed.shape[1]))
        over_rows(lambda a, b: solve_rows((a, b), pairs, rotated, spectrum, ridge, out), len(out), self.threads)
        return out @ basis.T

    def value(self, point: Point) -> float:
        """Return f at a point."""
        still = Point(np.zeros_like(point.x), np.zeros_like(point.y))
        return float(self.along(point, still)[0])

    def gradient(self, point: Point) -> Point:
        """Return ∇f at a point."""
        x, y = point
        gx, gy = np.empty_like(x), np.empty_like(y)
        over_rows(lambda a, b: observed_gradient((a, b), self.by_user, x, y, gx), len(x), self.threads)
        over_rows(lambda a, b: observed_gradient((a, b), self.by_item, y, x, gy), len(y), self.threads)
        gx += 2 * (self.alpha * x @ (y.T @ y) + self.user_ridge[:, None] * x)
        gy += 2 * (self.alpha * y @ (x.T @ x) + self.item_ridge[:, None] * y)
        return Point(gx, gy)

    def along(self, point: Point, direction: Point) -> npt.NDArray[np.float64]:
        """Return the coefficients (5,), constant first, of the quartic f(point + α · direction).

        One pass over the observed pairs and a few d × d products: ⟨(X+αP)ᵀ(X+αP), (Y+αQ)ᵀ(Y+αQ)⟩ is the sum over all
        pairs.
        """
        (x, y), (p, q) = point, direction
        rows = np.empty((len(x), 5))
        over_rows(lambda a, b: observed_quartic((a, b), self.by_user, (x, y, p, q), rows), len(x), self.threads)
        coefficients = rows.sum(axis=0)
        users, items = _gram_course(x, p), _gram_course(y, q)
        for i, gram_x in enumerate(users):
            for j, gram_y in enumerate(items):
                coefficients[i + j] += self.alpha * np.vdot(gram_x, gram_y)
        for side, move, weight in ((x, p, self.user_ridge), (y, q, self.item_ridge)):
            coefficients[0] += weight @ np.einsum("nd,nd->n", side, side)
            coefficients[1] += 2 * weight @ np.einsum("nd,nd->n", side, move)
            coefficients[2] += weight @ np.einsum("nd,nd->n", move, move)
        return coefficients


def ridge(frequency: Array, unobserved: float, regularisation: float, exponent: float) -> Array:
    """Return λ (frequency + α₀ · size of the other side)^ν for each row."""
    return regularisation * (frequency + unobserved) ** exponent


def _gram_course(side: Array, move: Array) -> tuple[Array, Array, Array]:
    """Return the coefficients, each (d, d), of (X + αP)ᵀ(X + αP) in α."""
    cross = side.T @ move
    return side.T @ side, cross + cross.T, move.T @ move


def _pairs(matrix: csr_array) -> Pairs:
    return matrix.indptr.astype(np.int64), matrix.indices.astype(np.int64), matrix.data.astype(np.float64)
