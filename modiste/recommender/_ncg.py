"""ALS-NCG: nonlinear conjugate gradients, preconditioned by ALS sweeps (Winlaw et al. 2015, arXiv 1508.03110)."""

from collections.abc import Callable

import numpy as np
from threadpoolctl import threadpool_limits

from modiste.recommender._als import Array
from modiste.recommender._objective import Objective, Point

OnIteration = Callable[[int, float], None]


def descend(
    objective: Objective, point: Point, iterations: int, on_iteration: OnIteration, *, accelerate: bool
) -> Point:
    """Return the point after `iterations` rounds of ALS-NCG, or of plain ALS.

    BLAS is held at one thread: its own threads wait by spinning, beside ours, and cost ten times what they bring.
    """
    with threadpool_limits(limits=1, user_api="blas"):
        run = descend_by_ncg if accelerate else descend_by_sweeps
        return run(objective, point, iterations, on_iteration)


def descend_by_sweeps(objective: Objective, point: Point, iterations: int, on_iteration: OnIteration) -> Point:
    """Return the point after plain ALS: x ← P(x), `iterations` times."""
    for iteration in range(1, iterations + 1):
        point = objective.sweep(point)
        on_iteration(iteration, objective.value(point))
    return point


def descend_by_ncg(objective: Objective, point: Point, iterations: int, on_iteration: OnIteration) -> Point:
    """Return the point after ALS-NCG, one sweep an iteration.

    ḡ = x − P(x) takes the gradient's place; p ← −ḡ + β p with Polak–Ribière's β = ḡᵀ(ḡ − ḡ₋) / ḡ₋ᵀḡ₋, restarted
    when β < 0 or p does not descend; x ← x + α p with the α that minimises the quartic f(x + αp) exactly.
    """
    point = objective.sweep(point)  # the first iteration: a start that is far off profits from nothing else
    on_iteration(1, objective.value(point))
    previous = direction = None
    for iteration in range(2, iterations + 1):
        step = objective.sweep(point).plus(point, -1.0)  # −ḡ
        if previous is None or direction is None:
            direction = step
        else:
            beta = step.dot(step.plus(previous, -1.0)) / previous.dot(previous)
            direction = step.plus(direction, beta) if beta > 0 else step
        course = objective.along(point, direction)
        if course[1] >= 0:  # no descent: forget the past directions
            direction = step
            course = objective.along(point, direction)
        alpha, loss = lowest_point(course)
        point, previous = point.plus(direction, alpha), step
        on_iteration(iteration, loss)
        if previous.dot(previous) == 0.0:  # a fixed point of the sweep: nothing is left to gain
            break
    return point


def lowest_point(course: Array) -> tuple[float, float]:
    """Return where the quartic with coefficients (5,), constant first, is lowest, and its value there.

    Examples
    --------
    >>> lowest_point(np.array([9.0, -6.0, 1.0, 0.0, 0.0]))
    (3.0, 0.0)
    """
    slope = course[1:] * np.arange(1, 5)
    slope = np.trim_zeros(slope, "b")
    if len(slope) == 0:  # flat: every place is as low as this one
        return 0.0, float(course[0])
    roots = np.polynomial.polynomial.polyroots(slope)
    steps = np.append(roots[np.abs(roots.imag) < 1e-9].real, 0.0)
    values = np.polynomial.polynomial.polyval(steps, course)
    best = int(np.argmin(values))
    return float(steps[best]), float(values[best])
