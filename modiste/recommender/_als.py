"""The compiled part of ALS: the solution of each row by Woodbury, Cholesky, conjugate gradients or block by block.

Kernels hold no lock (nogil) and treat each row on its own, so threads may share the rows out in any way and the result
is the same to the last bit. They are compiled for float32 (training) and float64 (tests against dense references); sums
over d run in that precision, Cholesky factors always in float64. Inner loops are written out over indices: a slice or
a call per pair costs as much as the arithmetic. What limits them is reading the other side's rows from memory.
"""

from collections.abc import Callable
from typing import Any, TypeVar, cast

import numpy as np
import numpy.typing as npt
from numba import njit

F = TypeVar("F", bound=Callable[..., Any])
Array = npt.NDArray[np.floating[Any]]
Doubles = npt.NDArray[np.float64]
Rows = npt.NDArray[np.int64]
Pairs = tuple[npt.NDArray[np.int64], npt.NDArray[np.int32], Array, Array]  # CSR: indptr, indices, confidence, target
Way = tuple[int, int, int]  # rows up to this length exactly; else so many steps; of blocks of this width (0: of CG)

# Sums may be reordered (so that they vectorise), but NaN and infinity keep their meaning.
_SUMS = {"reassoc", "contract", "nsz"}


def kernel(function: F) -> F:
    """Compile on first use, keep the machine code on disk, and run without Python's lock."""
    return cast(F, njit(cache=True, nogil=True, fastmath=_SUMS)(function))


@kernel
def _dot(a: Doubles, b: Doubles) -> float:
    s = 0.0
    for k in range(len(a)):
        s += a[k] * b[k]
    return s


@kernel
def _solve_factored(factor: Doubles, right: Doubles) -> None:
    """Solve L Lᵀ x = right in place, L the lower factor (n, n)."""
    n = len(right)
    for i in range(n):
        right[i] = (right[i] - _dot(factor[i, :i], right[:i])) / factor[i, i]
    for i in range(n - 1, -1, -1):
        right[i] /= factor[i, i]
        for k in range(i):
            right[k] -= right[i] * factor[i, k]


@kernel
def _solve_small(matrix: Doubles, right: Doubles) -> None:
    """Solve matrix · x = right in place by Cholesky, without LAPACK's overhead; `matrix` becomes its lower factor."""
    for i in range(len(right)):
        for j in range(i):
            matrix[i, j] = (matrix[i, j] - _dot(matrix[i, :j], matrix[j, :j])) / matrix[j, j]
        matrix[i, i] = np.sqrt(matrix[i, i] - _dot(matrix[i, :i], matrix[i, :i]))
    _solve_factored(matrix, right)


@kernel
def _solve_dual(z: Array, c: Array, t: Array, diagonal: Array, x: Array) -> None:
    """Write x = D⁻¹Zᵀ(C⁻¹ + Z D⁻¹Zᵀ)⁻¹t: an m × m system (Woodbury), for rows with few pairs."""
    m, d = z.shape
    scaled = z / diagonal  # Z D⁻¹ (m, d)
    matrix, right = np.dot(scaled, z.T).astype(np.float64), t.astype(np.float64)
    for i in range(m):
        matrix[i, i] += 1.0 / c[i]
    if m <= 48:
        _solve_small(matrix, right)
    else:
        _solve_factored(np.linalg.cholesky(matrix), right)
    for a in range(d):
        x[a] = 0
    for i in range(m):
        weight = z.dtype.type(right[i])
        for a in range(d):
            x[a] += weight * scaled[i, a]


@kernel
def _solve_primal(z: Array, c: Array, t: Array, diagonal: Array, x: Array) -> None:
    """Write x = (D + ZᵀCZ)⁻¹ZᵀCt: a d × d system, for rows with many pairs."""
    m, d = z.shape
    weighted = np.empty((m, d), z.dtype)  # C Z
    right = np.zeros(d)
    for i in range(m):
        for a in range(d):
            weighted[i, a] = c[i] * z[i, a]
            right[a] += weighted[i, a] * t[i]
    matrix = np.dot(weighted.T, z).astype(np.float64)
    for a in range(d):
        matrix[a, a] += diagonal[a]
    _solve_factored(np.linalg.cholesky(matrix), right)
    for a in range(d):
        x[a] = right[a]


@kernel
def _add_normal(z: Array, c: Array, p: Array, q: Array) -> None:
    """Add ZᵀCZ p to q, four pairs at a time: p and q are then read a quarter as often."""
    m, d = z.shape
    zero = z.dtype.type(0)
    fours = m - m % 4
    for i in range(0, fours, 4):
        s0, s1, s2, s3 = zero, zero, zero, zero
        for a in range(d):
            s0 += z[i, a] * p[a]
            s1 += z[i + 1, a] * p[a]
            s2 += z[i + 2, a] * p[a]
            s3 += z[i + 3, a] * p[a]
        s0, s1, s2, s3 = s0 * c[i], s1 * c[i + 1], s2 * c[i + 2], s3 * c[i + 3]
        for a in range(d):
            q[a] += s0 * z[i, a] + s1 * z[i + 1, a] + s2 * z[i + 2, a] + s3 * z[i + 3, a]
    for i in range(fours, m):
        s = zero
        for a in range(d):
            s += z[i, a] * p[a]
        s *= c[i]
        for a in range(d):
            q[a] += s * z[i, a]


@kernel
def _residual(z: Array, c: Array, t: Array, diagonal: Array, x: Array, work: Array) -> None:
    """Write ZᵀC(t − Zx) − Dx into work[0], and the diagonal of D + ZᵀCZ into work[1]; (d,) each."""
    m, d = z.shape
    r, curvature = work[0], work[1]
    for a in range(d):
        curvature[a] = diagonal[a]
        r[a] = -diagonal[a] * x[a]
    for i in range(m):
        s = z.dtype.type(0)
        for a in range(d):
            s += z[i, a] * x[a]
        s = c[i] * (t[i] - s)
        for a in range(d):
            r[a] += s * z[i, a]
            curvature[a] += c[i] * z[i, a] * z[i, a]


@kernel
def _step_by_cg(z: Array, c: Array, t: Array, diagonal: Array, steps: int, x: Array, work: Array) -> None:
    """Take `steps` steps of conjugate gradients from x towards (D + ZᵀCZ)⁻¹ZᵀCt, preconditioned by the diagonal."""
    d = z.shape[1]
    r, jacobi, p, q = work[0], work[1], work[2], work[3]  # (d,) each
    _residual(z, c, t, diagonal, x, work)
    rho = z.dtype.type(0)
    for a in range(d):
        jacobi[a] = 1 / jacobi[a]
        p[a] = r[a] * jacobi[a]
        rho += r[a] * p[a]
    for _ in range(steps):
        if rho <= 0:  # solved already, to the last digit
            return
        for a in range(d):
            q[a] = diagonal[a] * p[a]
        _add_normal(z, c, p, q)
        curvature = z.dtype.type(0)
        for a in range(d):
            curvature += p[a] * q[a]
        if curvature <= 0:  # what is left is too small for its square to be told from 0
            return
        step, before, rho = rho / curvature, rho, z.dtype.type(0)
        for a in range(d):
            x[a] += step * p[a]
            r[a] -= step * q[a]
            rho += r[a] * r[a] * jacobi[a]
        for a in range(d):
            p[a] = r[a] * jacobi[a] + rho / before * p[a]


@kernel
def _step_by_blocks(z: Array, c: Array, t: Array, diagonal: Array, width: int, x: Array) -> None:
    """Improve x by exact solutions for `width` coordinates at a time, the others held (iALS++, Rendle et al. 2021)."""
    m, d = z.shape
    e = t.astype(np.float64)  # what x leaves unexplained
    for i in range(m):
        for a in range(d):
            e[i] -= z[i, a] * x[a]
    for first in range(0, d, width):
        last = min(first + width, d)
        step = _block_step(z[:, first:last], c, e, diagonal[first:last], x[first:last])
        for a in range(first, last):
            x[a] += step[a - first]
        for i in range(m):
            for a in range(first, last):
                e[i] -= z[i, a] * step[a - first]


@kernel
def _block_step(z: Array, c: Array, e: Doubles, diagonal: Array, x: Array) -> Doubles:
    """Return the best change (n,) of the n coordinates x, of which z (m, n) are the columns."""
    m, n = z.shape
    matrix, right = np.zeros((n, n)), np.empty(n)
    for a in range(n):
        right[a] = -diagonal[a] * x[a]
        matrix[a, a] = diagonal[a]
    for i in range(m):
        for a in range(n):
            pull = np.float64(c[i]) * z[i, a]
            right[a] += pull * e[i]
            for b in range(a + 1):
                matrix[a, b] += pull * z[i, b]
    _solve_small(matrix, right)
    return right


@kernel
def _unexplained(z: Array, c: Array, t: Array, x: Array) -> float:
    """Return Σ c (t − zᵀx)²; z is in the cache now, so the loss costs no pass of its own."""
    total = 0.0
    for i in range(len(z)):
        s = z.dtype.type(0)
        for a in range(len(x)):
            s += z[i, a] * x[a]
        e = np.float64(t[i]) - s
        total += c[i] * e * e
    return total


@kernel
def _solve_row(z: Array, c: Array, t: Array, diagonal: Array, way: Way, x: Array, work: Array) -> None:
    cut, steps, width = way
    if len(z) > cut and width == 0:
        _step_by_cg(z, c, t, diagonal, steps, x, work)
    elif len(z) > cut:
        for _ in range(steps):
            _step_by_blocks(z, c, t, diagonal, width, x)
    elif len(z) <= len(x):
        _solve_dual(z, c, t, diagonal, x)
    else:
        _solve_primal(z, c, t, diagonal, x)


@kernel
def solve_rows(
    rows: Rows, pairs: Pairs, fixed: Array, spectrum: Array, ridge: Array, way: Way, out: tuple[Array, Doubles]
) -> None:
    """Solve the rows named, given the other side: exactly, or by a few steps from what is there.

    rows : which rows to treat.   pairs : CSR (indptr, indices, confidence, target) of all rows.
    fixed : (m, d) the other side in a basis in which α₀ · Gram = diag(spectrum).
    spectrum : (d,).   ridge : (n,) λ of each row.
    out : (n, d) holds and receives the rows, in the same basis; (n,) receives Σ c (t − xᵀy)² of each.
    """
    indptr, indices, confidence, target = pairs
    solution, loss = out
    d = fixed.shape[1]
    longest = 0
    for row in rows:
        longest = max(longest, indptr[row + 1] - indptr[row])
    observed, work = np.empty((longest, d), fixed.dtype), np.empty((4, d), fixed.dtype)
    diagonal = np.empty(d, fixed.dtype)
    for row in rows:
        begin, end = indptr[row], indptr[row + 1]
        if begin == end:
            solution[row] = 0
            loss[row] = 0
            continue
        z, x = observed[: end - begin], solution[row]  # (m, d) what the row observed, (d,)
        for position in range(begin, end):
            index = indices[position]
            for a in range(d):
                z[position - begin, a] = fixed[index, a]
        for a in range(d):
            diagonal[a] = spectrum[a] + ridge[row]
        c, t = confidence[begin:end], target[begin:end]
        _solve_row(z, c, t, diagonal, way, x, work)
        loss[row] = _unexplained(z, c, t, x)


@kernel
def sum_rows(rows: Rows, pairs: Pairs, fixed: Array, out: Array) -> None:
    """Write Σ c t y over each row's observed pairs into out (n, d): the sparse matrix C∘T times `fixed`."""
    indptr, indices, confidence, target = pairs
    d = fixed.shape[1]
    for row in rows:
        out[row] = 0
        for position in range(indptr[row], indptr[row + 1]):
            index, weight = indices[position], confidence[position] * target[position]
            for a in range(d):
                out[row, a] += weight * fixed[index, a]
