"""Six models of `implicit`, each tuned on validation as ours are, and asked the same question."""

import itertools
import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from benchmarks.recommender.common import run_peers_python
from benchmarks.recommender.quality_asking import Asked, K, Row

SCRIPT = Path(__file__).with_name("peer_lists.py")
SEEDS = range(5)
DRAWN = ("ALS", "BPR", "LMF")  # begin from random vectors
# Factors and iterations of BPR and LMF are what the time of this part allows: 25 rounds cost more than all of ALS.
GRIDS: dict[str, dict[str, tuple[Any, ...]]] = {
    "ALS": {"factors": (64, 256), "alpha": (2.0, 10.0, 40.0), "regularization": (1.0, 30.0), "iterations": (8,)},
    "BPR": {"factors": (64,), "learning_rate": (0.05,), "regularization": (0.003, 0.03), "iterations": (25,)},
    "LMF": {"factors": (32,), "learning_rate": (1.0,), "regularization": (1.0, 10.0), "iterations": (15,)},
    "cosine": {"K": (20, 100, 400)},
    "TF-IDF": {"K": (20, 100, 400)},
    "BM25": {"K": (400,), "K1": (0.3, 1.2, 5.0), "B": (0.1, 0.75)},
}
Settings = dict[str, Any]


def points_of(grid: dict[str, tuple[Any, ...]]) -> list[Settings]:
    """Every combination."""
    return [dict(zip(grid, values, strict=True)) for values in itertools.product(*grid.values())]


def answers(python: str | None, asked: Asked, jobs: list[tuple[str, Settings, int]]) -> list[tuple[np.ndarray, float]]:
    """The lists, shape (users, K), and CPU seconds of each (model, settings, seed), learnt from what is known there."""
    with TemporaryDirectory() as folder:
        data, csr = Path(folder) / "data.npz", asked.histories.csr
        np.savez(data, indptr=csr.indptr, indices=csr.indices, shape=csr.shape, users=asked.users)
        outs = [str(Path(folder) / f"{number}.npy") for number in range(len(jobs))]
        wanted = [
            {"model": model, "settings": settings, "seed": seed, "out": out}
            for (model, settings, seed), out in zip(jobs, outs, strict=True)
        ]
        file = Path(folder) / "jobs.json"
        file.write_text(json.dumps({"data": str(data), "k": K, "threads": 1, "jobs": wanted}))
        spent = run_peers_python(python, SCRIPT, str(file))["cpu_seconds"]
        return [(np.load(out), seconds) for out, seconds in zip(outs, spent, strict=True)]


def measured(python: str | None, tuning: Asked, test: Asked) -> list[Row]:
    """All six: tuned, then learnt anew with every seed and asked once."""
    tried = [(model, point, 0) for model, grid in GRIDS.items() for point in points_of(grid)]
    ndcg = [float(tuning.worth(lists).ndcg.mean()) for lists, _ in answers(python, tuning, tried)]
    best: dict[str, tuple[float, Settings]] = {}
    for (model, settings, _), value in zip(tried, ndcg, strict=True):
        if model not in best or value > best[model][0]:
            best[model] = value, settings
    final = [(model, best[model][1], seed) for model in GRIDS for seed in (SEEDS if model in DRAWN else [0])]
    told = answers(python, test, final)
    rows = []
    for model, grid in GRIDS.items():
        own = [answer for (name, _, _), answer in zip(final, told, strict=True) if name == model]
        worth, seconds = [test.worth(lists) for lists, _ in own], float(np.median([spent for _, spent in own]))
        value, settings = best[model]
        rows.append(Row(f"`implicit` {model}", settings, None, value, len(points_of(grid)), worth, seconds))
    return rows
