"""Which way of training reaches good lists first: CPU time to the best held-out NDCG@20 of ALS and ALS-NCG.

python -m benchmarks.recommender.first [--shared DIR] [--sets gowalla,yelp2018] [--factors 64] [--plot FILE.svg]

Each set gives up a tenth of every user's train row, and test is not looked at. α₀ and λ are the best of a grid after
five plain sweeps, which favours ALS if anything; both ways then learn with them. Times are CPU seconds of one thread
with the spectral start, which all share; lists are those of the model that `fit` would keep there.
"""

import itertools
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np

from benchmarks.recommender import quality
from benchmarks.recommender.acceleration import WAYS, start
from benchmarks.recommender.common import Vectors, compile_kernels, options, read_split, split_of
from benchmarks.recommender.plots import Axis, Curve, Panel, svg
from modiste.recommender._objective import Objective, Point
from modiste.recommender._workers import Workers
from modiste.recommender.als import ImplicitALS, balanced_alpha
from modiste.recommender.evaluate import evaluate
from modiste.recommender.interactions import Interactions
from modiste.recommender.splits import at_random

RATIOS, RIDGES = (3.0, 10.0, 30.0), (0.003, 0.03)  # of `balanced_alpha`, and λ
ITERATIONS, ASKED, SEED = 12, 1_500, 0
NEAR = (0.99, 0.998, 1.0)  # shares of the best NDCG that any way reaches


class Step(NamedTuple):
    """What one iteration led to."""

    seconds: float
    loss: float
    ndcg: float


def sets_of(shared: Path) -> dict[str, Interactions]:
    """What each set lets a model learn from."""
    files = {name.split("-")[0]: split_of(shared, name) for name in ("gowalla-lightgcn", "yelp2018-lightgcn")}
    files["ml1m"] = split_of(shared, "ml-1m-ultragcn")
    found = {name: read_split(file)[0] for name, file in files.items()}
    found["renttherunway"] = quality.rent_the_runway(shared / "data" / "renttherunway").train
    found["movielens-small"] = quality.movielens(shared / "data" / "movielens-small").train
    return found


def cut(log: Interactions) -> tuple[Interactions, Interactions]:
    """What to learn from, and a tenth of each row of some users to ask for."""
    train, _, held = at_random(log, test=0.1, random_state=SEED)
    users = np.unique(held.rows)
    asked = np.zeros(log.shape[0], bool)
    asked[np.random.default_rng(SEED).permutation(users)[:ASKED]] = True
    return train, held.where(asked[held.rows])


def quality_of(objective: Objective, point: Point, train: Interactions, held: Interactions) -> float:
    """NDCG@20 of the model that `fit` would keep here."""
    kept = point.copy()
    objective.solve(objective.users, kept.x, kept.y)
    return evaluate(Vectors(kept.x, kept.y), train, held, k=20).ndcg


def best_settings(train: Interactions, held: Interactions, factors: int) -> ImplicitALS:
    """The settings with the best lists after five plain sweeps."""

    def ndcg_of(model: ImplicitALS) -> float:
        model.fit(train, threads=1)
        return evaluate(Vectors(model.user_factors_, model.item_factors_), train, held, k=20).ndcg

    grid = itertools.product((balanced_alpha(train, ratio) for ratio in RATIOS), RIDGES)
    return max((ImplicitALS(factors, *point, iterations=5, accelerate=None) for point in grid), key=ndcg_of)


def course(train: Interactions, held: Interactions, model: ImplicitALS, way: str) -> list[Step]:
    """Seconds, loss and NDCG after each iteration; looking at the lists costs no time."""
    with Workers(1) as workers:
        model.accelerate = None if way == "ALS" else "ncg"  # plain sweeps may begin anew where that is cheaper
        objective = model._objective(train, np.ones(train.csr.nnz, np.float32), workers)
        began, spent, steps = time.process_time(), 0.0, []
        iterations: Iterator[tuple[Point, float]] = WAYS[way](objective, start(objective, model.factors))
        for _ in range(ITERATIONS):
            point, loss = next(iterations)
            spent += time.process_time() - began
            steps.append(Step(spent, loss, quality_of(objective, point, train, held)))
            began = time.process_time()
    return steps


def rows_of(name: str, model: ImplicitALS, courses: dict[str, list[Step]]) -> list[str]:
    """A row for each share of the best NDCG."""
    best = max(step.ndcg for steps in courses.values() for step in steps)
    settings = f"α₀ {model.alpha:.2g}, λ {model.regularisation:g}"
    rows = []
    for share in NEAR:
        cells = []
        for steps in courses.values():
            at = next(((number, step) for number, step in enumerate(steps, 1) if step.ndcg >= share * best), None)
            cells.append("–" if at is None else f"{at[1].seconds:.2f} ({at[0]})")
        rows.append(f"| {name}, {settings} | {share:.1%} of {best:.4f} | {' | '.join(cells)} |")
    return rows


def panels_of(name: str, courses: dict[str, list[Step]]) -> list[Panel]:
    """Relative loss and held-out NDCG@20 over CPU seconds and iterations, as in the paper."""
    best = min(step.loss for steps in courses.values() for step in steps)
    seconds = {way: [step.seconds for step in steps] for way, steps in courses.items()}
    numbers = {way: list(range(1, len(steps) + 1)) for way, steps in courses.items()}
    panels = []
    for words, along in (("CPU seconds", seconds), ("iterations", numbers)):
        losses = [Curve(way, along[way], [step.loss / best - 1 for step in steps]) for way, steps in courses.items()]
        lists = [Curve(way, along[way], [step.ndcg for step in steps]) for way, steps in courses.items()]
        panels.append(Panel(name, losses, Axis(words), Axis("loss / least − 1", (-4, 0))))
        panels.append(Panel(name, lists, Axis(words), Axis("NDCG@20", zero=False)))
    return panels


def main() -> None:
    """Print the table and draw the plot."""
    parser = options(__doc__)
    parser.add_argument("--sets")
    parser.add_argument("--factors", type=int, default=64)
    parser.add_argument("--plot", type=Path)
    given = parser.parse_args()
    drawn: list[list[Panel]] = []
    compile_kernels()
    print(f"{given.factors} factors; CPU seconds (iterations) to a share of the best held-out NDCG@20\n")
    print(f"| set | share | {' | '.join(WAYS)} |\n|---|---|{'--:|' * len(WAYS)}")
    for name, log in sets_of(given.shared).items():
        if given.sets and name not in given.sets.split(","):
            continue
        train, held = cut(log)
        model = best_settings(train, held, given.factors)
        courses = {way: course(train, held, model, way) for way in WAYS}
        print("\n".join(rows_of(name, model, courses)), flush=True)
        drawn.append(panels_of(name, courses))
    if given.plot:
        given.plot.write_text(svg(drawn))


if __name__ == "__main__":
    main()
