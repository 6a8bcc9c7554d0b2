"""The passes over observed pairs for gradient, loss and line search, compiled as in `_als`; sums are in float64."""

import numpy as np

from modiste.recommender._als import Array, Doubles, Pairs, Rows, kernel


@kernel
def observed_loss(rows: Rows, pairs: Pairs, x: Array, y: Array, out: Doubles) -> None:
    """Write each row's Σ c (t − xᵀy)² over its observed pairs into out (n,)."""
    indptr, indices, confidence, target = pairs
    d = x.shape[1]
    for row in rows:
        total = 0.0
        for position in range(indptr[row], indptr[row + 1]):
            s = x.dtype.type(0)
            for a in range(d):
                s += x[row, a] * y[indices[position], a]
            r = np.float64(target[position]) - s
            total += confidence[position] * r * r
        out[row] = total


@kernel
def observed_quartic(rows: Rows, pairs: Pairs, x: Array, y: Array, p: Array, q: Array, out: Doubles) -> None:
    """Write each row's five coefficients in α of Σ c (t − (x + αp)ᵀ(y + αq))² over its observed pairs.

    x, p : (n, d).   y, q : (m, d).   out : (n, 5), constant first.
    """
    indptr, indices, confidence, target = pairs
    d = x.shape[1]
    zero = x.dtype.type(0)
    for row in rows:
        c0, c1, c2, c3, c4 = 0.0, 0.0, 0.0, 0.0, 0.0
        for position in range(indptr[row], indptr[row + 1]):
            item = indices[position]
            xy, cross, pq = zero, zero, zero
            for a in range(d):
                xy += x[row, a] * y[item, a]
                cross += x[row, a] * q[item, a] + p[row, a] * y[item, a]
                pq += p[row, a] * q[item, a]
            c = np.float64(confidence[position])
            r, s1, s2 = np.float64(target[position]) - xy, np.float64(cross), np.float64(pq)
            c0 += c * r * r
            c1 -= 2 * c * r * s1
            c2 += c * (s1 * s1 - 2 * r * s2)
            c3 += 2 * c * s1 * s2
            c4 += c * s2 * s2
        out[row, 0], out[row, 1], out[row, 2], out[row, 3], out[row, 4] = c0, c1, c2, c3, c4


@kernel
def observed_gradient(rows: Rows, pairs: Pairs, x: Array, y: Array, out: Array) -> None:
    """Write d/dx of Σ c (t − xᵀy)² for each row into out (n, d)."""
    indptr, indices, confidence, target = pairs
    d = x.shape[1]
    for row in rows:
        for a in range(d):
            out[row, a] = 0
        for position in range(indptr[row], indptr[row + 1]):
            item = indices[position]
            s = x.dtype.type(0)
            for a in range(d):
                s += x[row, a] * y[item, a]
            pull = -2 * confidence[position] * (target[position] - s)
            for a in range(d):
                out[row, a] += pull * y[item, a]
