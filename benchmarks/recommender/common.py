"""What the parts share: options, the LightGCN splits, the peer's Python, and ratios as rows of a table."""

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from modiste.recommender.als import ImplicitALS
from modiste.recommender.evaluate import evaluate
from modiste.recommender.interactions import Interactions

PEER = Path(__file__).with_name("peer_implicit.py")


class Vectors(NamedTuple):
    """Users and items of any factorisation, to be evaluated by the same code."""

    x: np.ndarray  # (users, d)
    y: np.ndarray  # (items, d)

    def score(self, _histories: object, users: np.ndarray | None = None, /) -> np.ndarray:
        return self.x[users] @ self.y.T


def options(description: str | None) -> argparse.ArgumentParser:
    """The options of every part."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path(os.environ.get("MODISTE_SHARED", "../shared")))
    parser.add_argument(
        "--peers-python",
        default=os.environ.get("MODISTE_PEERS_PYTHON"),
        help="a Python that has `implicit` installed (or MODISTE_PEERS_PYTHON)",
    )
    parser.add_argument("--json", type=Path)
    return parser


def split_of(shared: Path, name: str) -> Path:
    """The file of a split, or an end that says what is missing."""
    file = shared / "data" / name / "split.npz"
    if not file.is_file():
        sys.exit(f"No {file}: set MODISTE_SHARED or --shared to the folder with real data.")
    return file


def read_split(file: Path) -> tuple[Interactions, Interactions]:
    """Train and test."""
    with np.load(file, allow_pickle=False) as pieces:
        shape = tuple(int(side) for side in pieces["shape"])
        train, test = (
            Interactions.from_csr(pieces[f"{part}_indptr"], pieces[f"{part}_indices"], shape)
            for part in ("train", "test")
        )
    return train, test


def run_peer(python: str | None, settings: dict[str, Any]) -> dict[str, Any]:
    """What `implicit` took with these settings, in a process of its own."""
    return run_peers_python(python, PEER, json.dumps(settings))


def run_peers_python(python: str | None, script: Path, argument: str) -> dict[str, Any]:
    """What a script prints last, as JSON, when the peers' Python runs it."""
    if not python:
        sys.exit(
            "No Python with `implicit`: make an environment of its own, `pip install implicit` there, and name its "
            "python in MODISTE_PEERS_PYTHON or --peers-python."
        )
    alone = os.environ | {"OPENBLAS_NUM_THREADS": "1", "PYTHONPATH": ""}  # as `implicit` itself asks for
    done = subprocess.run([python, str(script), argument], check=True, capture_output=True, text=True, env=alone)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def ndcg(vectors: Vectors, train: Interactions, test: Interactions) -> float:
    """NDCG@20 over all unseen items."""
    return evaluate(vectors, train, test, k=20).ndcg


def compile_kernels() -> None:
    """Compiling is paid once per machine, not per training: keep it out of the times."""
    log = Interactions.from_csr(np.array([0, 3, 4, 5]), np.array([0, 1, 2, 0, 1]), (3, 3))
    for accelerate in (None, "ncg"):
        for solver in ("exact", "cg"):
            ImplicitALS(2, iterations=3, solver=solver, accelerate=accelerate).fit(log)


def row(what: str, peer: float, ours: float, goal: float, *, is_reached: bool = True) -> str:
    """One line: peer | ours | ratio | goal; no ratio where ours did not reach what was asked."""
    ratio = f"{peer / ours:.1f} ×" if is_reached else "not reached"
    return f"| {what} | {peer:.2f} CPU s | {ours:.2f} CPU s | {ratio} | ≥ {goal:g} × |"
