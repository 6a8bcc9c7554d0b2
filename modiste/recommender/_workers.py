"""Threads of our own, with BLAS held at one thread inside: Numba's pools do not survive a fork or a second caller.

BLAS's own threads wait by spinning, beside ours, and cost ten times what they bring.
"""

import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Self, TypeVar

import numpy as np
import numpy.typing as npt
from threadpoolctl import threadpool_limits

Array = npt.NDArray[np.floating[Any]]
T = TypeVar("T")
R = TypeVar("R")
FEWEST = 4096  # rows of a dense block; at most PARTS blocks, so that their Gram matrices stay few
PARTS = 32


class Workers:
    """A pool to be entered for the time of a training; outside of it everything runs in the caller's thread.

    Blocks and the order of sums depend on the data alone, never on the number of threads: so neither does the result.

    Parameters
    ----------
    threads : int, optional
        Every core that this process may use when absent.
    """

    def __init__(self, threads: int | None = None) -> None:
        allowed = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
        self.threads = threads or allowed or 1
        self._pool: ThreadPoolExecutor | None = None

    def __enter__(self) -> Self:
        """Start the threads and hold BLAS at one."""
        self._limits = threadpool_limits(limits=1, user_api="blas")
        self._pool = ThreadPoolExecutor(self.threads) if self.threads > 1 else None
        return self

    def __exit__(self, *_: object) -> None:
        """End the threads and give BLAS its own back."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None
        self._limits.restore_original_limits()

    def map(self, run: Callable[[T], R], tasks: Iterable[T]) -> Iterator[R]:
        """Yield run(task) for each task, in their order."""
        return self._pool.map(run, tasks) if self._pool else map(run, tasks)

    def each(self, run: Callable[[T], object], tasks: Iterable[T]) -> None:
        """Call run(task) for each task and wait for all."""
        for _ in self.map(run, tasks):
            pass

    def turn(self, x: Array, basis: npt.NDArray[np.float64]) -> None:
        """Replace x (n, d) by x · basis, in place."""
        matrix = basis.astype(x.dtype)

        def turn_part(part: slice) -> None:
            x[part] = x[part] @ matrix

        self.each(turn_part, parts(len(x)))

    def gram(self, x: Array, y: Array | None = None) -> npt.NDArray[np.float64]:
        """Return xᵀy (xᵀx when y is absent), shape (d, d): blocks in the arrays' precision, summed in float64."""
        other = x if y is None else y
        total = np.zeros((x.shape[1], other.shape[1]))
        for product in self.map(lambda part: x[part].T @ other[part], parts(len(x))):
            total += product
        return total


def parts(rows: int) -> list[slice]:
    """Return blocks that cover the rows: of at least FEWEST rows, at most PARTS of them.

    Examples
    --------
    >>> parts(10_000)
    [slice(0, 4096, None), slice(4096, 8192, None), slice(8192, 10000, None)]
    """
    size = max(FEWEST, -(-rows // PARTS))
    return [slice(start, min(start + size, rows)) for start in range(0, rows, size)]
