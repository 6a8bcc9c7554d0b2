"""The compiled part of implicit ALS: exact row solves, and the passes over observed pairs for loss and line search.

Kernels hold no lock (nogil) and treat each row on its own, so threads may share the rows out in any way and the result
is the same to the last bit. Threads are Python's, not Numba's: Numba's own pools do not
survive a fork or a second caller.
"""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar, cast

import numpy as np
import numpy.typing as npt
from numba import njit

F = TypeVar("F", bound=Callable[..., Any])
Array = npt.NDArray[np.float64]
Indices = npt.NDArray[np.int64]

# Sums may be reordered (so that they vectorise), but NaN and infinity keep their meaning.
_SUMS = {"reassoc", "contract", "nsz"}


def kernel(function: F) -> F:
    """Compile on first use, keep the machine code on disk, and run without Python's lock."""
    return cast(F, njit(cache=True, nogil=True, fastmath=_SUMS)(function))


def over_rows(run: Callable[[int, int], object], rows: int, threads: int | None = None, block: int = 256) -> None:
    """Call `run(start, stop)` for blocks of rows on several threads; None means every core this process may use."""
    threads = threads or len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else threads or os.cpu_count()
    starts = range(0, rows, block)
    if threads == 1 or len(starts) <= 1:
        run(0, rows)
        return
    with ThreadPoolExecutor(threads) as pool:
        for _ in pool.map(lambda start: run(start, min(start + block, rows)), starts):
            pass


@kernel
def _solve_positive(matrix: Array, right: Array, n: int) -> None:
    """Solve matrix[:n, :n] · x = right[:n] in place by Cholesky: `right` becomes x, `matrix` its lower factor."""
    for i in range(n):
        for j in range(i):
            s = matrix[i, j]
            for a in range(j):
                s -= matrix[i, a] * matrix[j, a]
            matrix[i, j] = s / matrix[j, j]
        s = matrix[i, i]
        for a in range(i):
            s -= matrix[i, a] * matrix[i, a]
        matrix[i, i] = np.sqrt(s)
    for i in range(n):
        s = right[i]
        for a in range(i):
            s -= matrix[i, a] * right[a]
        right[i] = s / matrix[i, i]
    for i in range(n - 1, -1, -1):
        right[i] /= matrix[i, i]
        for a in range(i):
            right[a] -= matrix[i, a] * right[i]


@kernel
def _solve_dual(z: Array, weights: Array, diagonal: Array, matrix: Array, right: Array, out: Array) -> None:
    """Write x = D⁻¹ Zᵀ (C⁻¹ + Z D⁻¹ Zᵀ)⁻¹ t: an m × m system (Woodbury), for rows with few pairs."""
    m, d = z.shape
    for i in range(m):
        for j in range(i + 1):
            s = 0.0
            for a in range(d):
                s += z[i, a] * z[j, a] / diagonal[a]
            matrix[i, j] = s
        matrix[i, i] += 1.0 / abs(weights[i])
        right[i] = 1.0 if weights[i] > 0 else 0.0
    _solve_positive(matrix, right, m)
    out[:] = 0.0
    for i in range(m):
        for a in range(d):
            out[a] += right[i] * z[i, a]
    for a in range(d):
        out[a] /= diagonal[a]


@kernel
def _solve_primal(z: Array, weights: Array, diagonal: Array, matrix: Array, out: Array) -> None:
    """Write x = (D + Zᵀ C Z)⁻¹ Zᵀ C t: a d × d system, for rows with many pairs."""
    m, d = z.shape
    matrix[:d, :d] = 0.0
    out[:] = 0.0
    for i in range(m):
        c = abs(weights[i])
        for a in range(d):
            ca = c * z[i, a]
            for b in range(a + 1):
                matrix[a, b] += ca * z[i, b]
            if weights[i] > 0:
                out[a] += ca
    for a in range(d):
        matrix[a, a] += diagonal[a]
    _solve_positive(matrix, out, d)


@kernel
def solve_rows(
    span: tuple[int, int],
    pairs: tuple[Indices, Indices, Array],
    fixed: Array,
    spectrum: Array,
    ridge: Array,
    out: Array,
) -> None:
    """Solve rows span[0] … span[1] - 1 exactly, given the other side.

    span : rows to treat.   pairs : CSR (indptr, indices, weights) of all rows.
    fixed : (m, d) the other side in the eigenbasis of its Gram matrix, so that α₀ · Gram = diag(spectrum).
    spectrum : (d,).   ridge : (n,) λ of each row.   out : (n, d) receives the rows, in the same basis.
    """
    indptr, indices, weights = pairs
    d = fixed.shape[1]
    matrix = np.empty((d, d))
    right = np.empty(d)
    for row in range(span[0], span[1]):
        begin, end = indptr[row], indptr[row + 1]
        if begin == end:
            out[row] = 0.0
            continue
        z = np.empty((end - begin, d))  # (m, d) what the row observed
        for position in range(begin, end):
            z[position - begin] = fixed[indices[position]]
        diagonal = spectrum + ridge[row]
        if end - begin <= d:
            _solve_dual(z, weights[begin:end], diagonal, matrix, right, out[row])
        else:
            _solve_primal(z, weights[begin:end], diagonal, matrix, out[row])


@kernel
def observed_quartic(
    span: tuple[int, int], pairs: tuple[Indices, Indices, Array], sides: tuple[Array, Array, Array, Array], out: Array
) -> None:
    """Write each row's five coefficients in α of Σ c (t − (x + αp)ᵀ(y + αq))² over its observed pairs.

    sides : x (n, d), y (m, d) and the directions p (n, d), q (m, d).   out : (n, 5), constant first.
    """
    indptr, indices, weights = pairs
    x, y, p, q = sides
    d = x.shape[1]
    for row in range(span[0], span[1]):
        out[row] = 0.0
        for position in range(indptr[row], indptr[row + 1]):
            item = indices[position]
            s0, s1, s2 = 0.0, 0.0, 0.0
            for a in range(d):
                s0 += x[row, a] * y[item, a]
                s1 += x[row, a] * q[item, a] + p[row, a] * y[item, a]
                s2 += p[row, a] * q[item, a]
            c = abs(weights[position])
            r = (1.0 if weights[position] > 0 else 0.0) - s0
            out[row, 0] += c * r * r
            out[row, 1] -= 2 * c * r * s1
            out[row, 2] += c * (s1 * s1 - 2 * r * s2)
            out[row, 3] += 2 * c * s1 * s2
            out[row, 4] += c * s2 * s2


@kernel
def observed_gradient(
    span: tuple[int, int], pairs: tuple[Indices, Indices, Array], x: Array, y: Array, out: Array
) -> Array | None:
    """Write d/dx of Σ c (t − xᵀy)² for each row into out (n, d), and into out's place nothing else."""
    indptr, indices, weights = pairs
    d = x.shape[1]
    for row in range(span[0], span[1]):
        out[row] = 0.0
        for position in range(indptr[row], indptr[row + 1]):
            item = indices[position]
            s = 0.0
            for a in range(d):
                s += x[row, a] * y[item, a]
            t = 1.0 if weights[position] > 0 else 0.0
            pull = -2 * abs(weights[position]) * (t - s)
            for a in range(d):
                out[row, a] += pull * y[item, a]
    return None
