"""ALS, plain and as the preconditioner of nonlinear conjugate gradients (Winlaw et al. 2015, arXiv 1508.03110)."""

from collections.abc import Callable, Iterator

import numpy as np

from modiste.recommender._als import Doubles
from modiste.recommender._objective import Objective, Point

# β from ḡ, ḡ₋ (preconditioned gradients), p₋ (the last direction), and what stands beside them in the inner products:
# ḡ itself, or the true gradients g, g₋ in the paper's mixed form. Told as numerator and denominator.
Beta = Callable[[Point, Point, Point, Point, Point], tuple[float, float]]


def _polak_ribiere(bar: Point, bar_before: Point, _p: Point, g: Point, g_before: Point) -> tuple[float, float]:
    return g.dot(bar.plus(bar_before, -1.0)), g_before.dot(bar_before)


def _fletcher_reeves(bar: Point, bar_before: Point, _p: Point, g: Point, g_before: Point) -> tuple[float, float]:
    return g.dot(bar), g_before.dot(bar_before)


def _hestenes_stiefel(bar: Point, bar_before: Point, p: Point, g: Point, g_before: Point) -> tuple[float, float]:
    return g.dot(bar.plus(bar_before, -1.0)), p.dot(g.plus(g_before, -1.0))


BETAS: dict[str, Beta] = {
    "polak-ribiere": _polak_ribiere,
    "fletcher-reeves": _fletcher_reeves,
    "hestenes-stiefel": _hestenes_stiefel,
}
MIXED = "mixed-"


def sweeps(objective: Objective, point: Point) -> Iterator[tuple[Point, float]]:
    """Yield the point and the loss after each sweep of plain ALS, x ← P(x), without end; the arrays are reused."""
    while True:
        loss, _ = objective.sweep(point)
        yield point, loss


def conjugate_gradients(
    objective: Objective, point: Point, beta: str = "polak-ribiere"
) -> Iterator[tuple[Point, float]]:
    """Yield the point and the loss after each iteration of ALS-NCG, which holds one sweep.

    ḡ = x − P(x) takes the gradient's place; p ← −ḡ + β p; x ← x + α p with the α that minimises the quartic f(x + αp)
    exactly. β < 0 or a p that does not descend restarts from −ḡ (with "polak-ribiere" this is Polak–Ribière+).
    """
    loss, _ = objective.sweep(point)  # the first iteration: a start that is far off profits from nothing else
    yield point, loss
    is_mixed, weight = beta.startswith(MIXED), BETAS[beta.removeprefix(MIXED)]
    bar_before = g_before = p = None
    while True:
        bar = point.plus(_swept(objective, point), -1.0)  # ḡ
        g = objective.gradient(point) if is_mixed else bar
        minus = bar.negated()
        above, below = 0.0, 0.0
        if p is not None and bar_before is not None and g_before is not None:
            above, below = weight(bar, bar_before, p, g, g_before)
        p = minus.plus(p, above / below) if p is not None and above * below > 0 else minus
        course = objective.along(point, p)
        if course[1] >= 0 and p is not minus:  # no descent: forget the past directions
            p = minus
            course = objective.along(point, p)
        alpha, loss = lowest_point(course)
        point, bar_before, g_before = point.plus(p, alpha), bar, g
        yield point, loss


def _swept(objective: Objective, point: Point) -> Point:
    """Return P(x) in the basis of x."""
    swept = point.copy()
    _, rotation = objective.sweep(swept)
    objective.turn(swept, rotation.T)
    return swept


def lowest_point(course: Doubles) -> tuple[float, float]:
    """Return where the quartic with coefficients (5,), constant first, is lowest, and its value there.

    Examples
    --------
    >>> lowest_point(np.array([9.0, -6.0, 1.0, 0.0, 0.0]))
    (3.0, 0.0)
    """
    slope = np.trim_zeros(course[1:] * np.arange(1, 5), "b")
    if len(slope) == 0:  # flat: every place is as low as this one
        return 0.0, float(course[0])
    roots = np.polynomial.polynomial.polyroots(slope)
    steps = np.append(roots[np.abs(roots.imag) < 1e-9 * (1 + np.abs(roots.real))].real, 0.0)
    values = np.polynomial.polynomial.polyval(steps, course)
    best = int(np.argmin(values))
    return float(steps[best]), float(values[best])
