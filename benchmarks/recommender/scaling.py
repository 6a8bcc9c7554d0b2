"""What a sweep costs from 10⁶ to 3·10⁷ synthetic interactions, and the memory of a training on 10⁷.

python -m benchmarks.recommender.scaling [--sizes 1e6,3e6,1e7,3e7] [--plot FILE.svg]

Each size is measured in a process of its own, so that its peak of resident memory is its own.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import threading
import time
from pathlib import Path

import numpy as np

from benchmarks.recommender.plots import Axis, Curve, Panel, powers_around, svg
from modiste.recommender.als import ImplicitALS
from modiste.recommender.interactions import Interactions

FACTORS, ITERATIONS = 64, 3
PER_USER = 40  # interactions a user and three times as many an item: users and items grow with the log
MOST = 2_000  # MB for 10⁷ interactions


def synthetic(events: int, random_state: int = 0) -> Interactions:
    """A log whose items are as unequal as a shop's: chosen with probability ∝ 1 / (rank + 10)."""
    rng = np.random.default_rng(random_state)
    users, items = events // PER_USER, max(events // (3 * PER_USER), 100)
    per_user = np.maximum(1, rng.geometric(1 / PER_USER, users)).astype(np.int64)
    indptr = np.concatenate([[0], np.cumsum(np.minimum(per_user, items // 4))])
    rank = (10 * ((items / 10 + 1) ** rng.random(indptr[-1], np.float32) - 1)).astype(np.int64)
    cell = np.unique(np.repeat(np.arange(users), np.diff(indptr)) * items + np.minimum(rank, items - 1))
    indptr = np.searchsorted(cell, np.arange(users + 1) * items)
    return Interactions.from_csr(indptr, (cell % items).astype(np.int32), (users, items))


def measure(events: int) -> dict[str, float]:
    """One training, in this process: memory is the greatest seen while it ran."""
    log = synthetic(events)
    ImplicitALS(2, iterations=2, accelerate=None, solver="cg").fit(synthetic(2_000))
    at_rest, peak, is_over = resident(), [0.0], threading.Event()

    def watch() -> None:
        while not is_over.wait(0.02):
            peak[0] = max(peak[0], resident())

    watcher = threading.Thread(target=watch)
    watcher.start()
    marks: list[float] = []
    model = ImplicitALS(FACTORS, alpha=0.02, regularisation=0.003, iterations=ITERATIONS, accelerate=None, solver="cg")
    model.fit(log, on_iteration=lambda _number, _loss: marks.append(time.process_time()))
    is_over.set()
    watcher.join()
    floats = 4 * FACTORS * sum(log.shape)
    pairs = 2 * (4 + 4 + 4) * log.csr.nnz  # index, confidence and target of both sides
    return {
        "events": log.csr.nnz,
        "sweep": float(np.median(np.diff(marks))),
        "peak": peak[0],
        "training": peak[0] - at_rest,
        "factors_and_data": (floats + pairs) / 2**20,
        "process": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**10,
    }


def resident() -> float:
    """MB of memory that this process holds now."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20


def plot(rows: list[dict[str, float]]) -> str:
    """An SVG of a sweep's cost over the interactions, beside a line through the first that is linear in them."""
    events, costs = ([row[what] for row in rows] for what in ("events", "sweep"))
    linear = [costs[0] * count / events[0] for count in events]
    curves = [Curve("linear", events, linear), Curve("measured", events, costs)]
    across = Axis("interactions", powers_around(events))
    title = f"A sweep of ALS with {FACTORS} factors"
    return svg([[Panel(title, curves, across, Axis("CPU seconds", powers_around([*costs, *linear])))]])


def main() -> None:
    """Print a row a size; `--one` is how this calls itself."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="1e6,3e6,1e7,3e7")
    parser.add_argument("--one", type=float)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--plot", type=Path)
    given = parser.parse_args()
    if given.one:
        print(json.dumps(measure(int(given.one))))
        return
    rows = []
    print(f"{FACTORS} factors; a training may hold {MOST} MB at 10⁷ interactions\n")
    print("| interactions | CPU s a sweep | CPU s a sweep and 10⁶ | peak MB | of it training | factors and data MB |")
    print("|--:|--:|--:|--:|--:|--:|")
    for size in given.sizes.split(","):
        command = [sys.executable, "-m", "benchmarks.recommender.scaling", "--one", size]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        found = json.loads(done.stdout.splitlines()[-1])
        rows.append(found)
        per_million = found["sweep"] / found["events"] * 1e6
        costs = f"{found['sweep']:.2f} | {per_million:.3f} | {found['peak']:.0f}"
        print(f"| {found['events']:,} | {costs} | {found['training']:.0f} | {found['factors_and_data']:.0f} |")
    if given.plot:
        given.plot.write_text(plot(rows))
    if given.json:
        given.json.write_text(json.dumps(rows, indent=1))


if __name__ == "__main__":
    main()
