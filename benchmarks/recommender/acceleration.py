"""ALS-NCG beside plain ALS: CPU time and iterations to within 10⁻³, 10⁻⁵, 10⁻⁷ of the best loss that any run found.

python -m benchmarks.recommender.acceleration [--shared DIR] [--plot FILE.svg] [--seconds 60]

The experiment of Winlaw et al. (2015) on both objectives: MovieLens small, explicit, and gowalla, implicit.
Both runs begin at the same spectral start and take the same row solver; times leave the start out.
"""

import csv
import gzip
import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.recommender.common import compile_kernels, options, read_split, split_of
from benchmarks.recommender.plots import Axis, Curve, Panel, powers_around, svg
from modiste.recommender._ncg import conjugate_gradients, sweeps
from modiste.recommender._objective import Objective, Point
from modiste.recommender._spectral import spectral_items
from modiste.recommender._workers import Workers
from modiste.recommender.als import ExplicitALS, ImplicitALS
from modiste.recommender.interactions import Interactions

WITHIN = {1e-3: 3, 1e-5: 4, 1e-7: 6}  # relative distance to the best loss → the goal, times less
Trace = list[tuple[float, float]]  # seconds, loss
Way = Callable[[Objective, Point], Iterator[tuple[Point, float]]]
WAYS: dict[str, Way] = {"ALS": sweeps, "ALS-NCG": conjugate_gradients}


def trace(iterations: Iterator[tuple[Point, float]], seconds: float) -> Trace:
    """CPU seconds and loss after each iteration, until the time is over."""
    began, found = time.process_time(), []
    for _, loss in iterations:
        found.append((time.process_time() - began, loss))
        if found[-1][0] > seconds:
            return found
    return found


def start(objective: Objective, factors: int) -> Point:
    """Where both begin."""
    return Point(np.zeros((len(objective.users.ridge), factors), np.float32), spectral_items(objective, factors, 0))


def runs_of(log: Interactions, model: ImplicitALS | ExplicitALS, seconds: float) -> dict[str, Trace]:
    """Plain and accelerated."""
    with Workers(1) as workers:
        objective = model._objective(log, np.ones(log.csr.nnz, np.float32), workers)
        return {name: trace(way(objective, start(objective, model.factors)), seconds) for name, way in WAYS.items()}


def reached(run: Trace, loss: float) -> tuple[int, float] | None:
    """The first iteration at or below a loss and its seconds, or None."""
    return next(((n, at) for n, (at, value) in enumerate(run, 1) if value <= loss), None)


def lines_of(name: str, runs: dict[str, Trace]) -> list[str]:
    """The table's rows of one set."""
    best = min(loss for run in runs.values() for _, loss in run)
    lines = []
    for within, goal in WITHIN.items():
        plain, fast = (reached(run, best * (1 + within)) for run in runs.values())
        if fast is None:
            cells = "not reached | not reached | –"
        elif plain is None:
            at = runs["ALS"][-1][0]
            cells = f"> {at:.1f} CPU s | {fast[1]:.2f} CPU s ({fast[0]}) | > {at / fast[1]:.1f} ×"
        else:
            ratio = plain[1] / fast[1]
            cells = f"{plain[1]:.2f} CPU s ({plain[0]}) | {fast[1]:.2f} CPU s ({fast[0]}) | {ratio:.1f} ×"
        lines.append(f"| {name}, within {within:g} | {cells} | ≥ {goal} × |")
    return lines


def plot(all_runs: dict[str, dict[str, Trace]]) -> str:
    """An SVG of the relative distance to the best loss over CPU seconds and over iterations, a row a set."""
    rows = []
    for name, runs in all_runs.items():
        best = min(loss for run in runs.values() for _, loss in run)
        gaps = {way: [max(loss / best - 1, 1e-9) for _, loss in run] for way, run in runs.items()}
        seconds = {way: [at for at, _ in run] for way, run in runs.items()}
        numbers = {way: list(range(1, len(run) + 1)) for way, run in runs.items()}
        up = Axis("loss / best − 1", (-8, 0))
        rows.append(
            [
                Panel(
                    name,
                    [Curve(way, along[way], gap) for way, gap in gaps.items()],
                    Axis(words, powers_around([v for values in along.values() for v in values])),
                    up,
                )
                for words, along in (("CPU seconds", seconds), ("iterations", numbers))
            ]
        )
    return svg(rows)


def movielens(shared: Path) -> Interactions:
    """The ratings of MovieLens small."""
    with gzip.open(shared / "data" / "movielens-small" / "ratings.csv.gz", "rt", newline="") as opened:
        ratings = list(csv.DictReader(opened))
    values: dict[str, Any] = {name: [float(rating[name]) for rating in ratings] for name in ratings[0]}
    return Interactions.from_events(values["userId"], values["movieId"], values["rating"])


def main() -> None:
    """Print the table and draw the plot."""
    parser = options(__doc__)
    parser.add_argument("--plot", type=Path)
    parser.add_argument("--seconds", type=float, default=60.0)
    given = parser.parse_args()
    compile_kernels()
    gowalla, _ = read_split(split_of(given.shared, "gowalla-lightgcn"))
    implicit = ImplicitALS(64, alpha=0.02, regularisation=0.0015, accelerate="ncg")
    explicit = ExplicitALS(10, regularisation=0.1, centre=False)
    all_runs = {
        "MovieLens small, explicit, 10 factors": runs_of(movielens(given.shared), explicit, given.seconds / 4),
        "gowalla, implicit, 64 factors": runs_of(gowalla, implicit, given.seconds),
    }
    print("| what (iterations) | ALS | ALS-NCG | ratio | goal |\n|---|--:|--:|--:|--:|")
    for name, runs in all_runs.items():
        print("\n".join(lines_of(name, runs)))
    if given.plot:
        given.plot.write_text(plot(all_runs))
    if given.json:
        given.json.write_text(json.dumps(all_runs))


if __name__ == "__main__":
    main()
