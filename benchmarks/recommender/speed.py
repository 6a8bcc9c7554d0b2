"""CPU time to the lists that `implicit` makes with 256 factors, and per sweep at 1,024, both in the same run.

python -m benchmarks.recommender.speed [--peers-python PYTHON] [--shared DIR] [--runs 3]

Our settings were chosen on a fifth of train held out, as large a part as test is; the peer's come from a small grid
tried on test, which favours it. Each runs on one thread, and figures are medians of the runs. Where our lists are worse
than the peer's the ratio is no answer to the question, and the table says "not reached". Where OpenBLAS does not know
the processor and falls back on AVX2, OPENBLAS_CORETYPE=SkylakeX gives both what the machine has.

The published test part of gowalla was not drawn as a random part is: popularity alone has an NDCG@20 of .032 there and
of .022 on a part drawn at random from the same log. What is held out of train is drawn at random, so it is a poor guide
to that test; therefore gowalla is asked a second time, split anew with the same sizes and the same settings.
"""

import json
import statistics
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from scipy.sparse import csr_array

from benchmarks.recommender.common import Vectors, compile_kernels, ndcg, options, read_split, row, run_peer, split_of
from modiste.recommender.als import ImplicitALS
from modiste.recommender.interactions import Interactions
from modiste.recommender.splits import at_random

SETS: dict[str, dict[str, dict[str, Any]]] = {
    "gowalla-lightgcn": {
        "peer": {"factors": 256, "alpha": 60, "regularisation": 30, "iterations": 8},
        "ours": {"factors": 304, "alpha": 0.015, "regularisation": 0.003, "iterations": 2},
        "wide": {"factors": 1024, "alpha": 0.01, "regularisation": 0.003, "iterations": 3},
    },
    "yelp2018-lightgcn": {
        "peer": {"factors": 256, "alpha": 20, "regularisation": 30, "iterations": 8},
        "ours": {"factors": 288, "alpha": 0.03, "regularisation": 0.004, "iterations": 1},
        "wide": {"factors": 1024, "alpha": 0.03, "regularisation": 0.004, "iterations": 3},
    },
}
ANEW = ("gowalla-lightgcn",)
QUALITY, SWEEP = 4, 8  # the goals: times less


def ours(train: Interactions, settings: dict[str, Any], random_state: int = 0) -> tuple[dict[str, float], Vectors]:
    """CPU seconds of a whole training and of one of its sweeps, and the vectors."""
    model = ImplicitALS(**settings, accelerate=None, random_state=random_state)
    marks: list[float] = []
    began = time.process_time()
    model.fit(train, threads=1, on_iteration=lambda _number, _loss: marks.append(time.process_time()))
    spent = time.process_time() - began
    sweep = float(np.median(np.diff(marks))) if len(marks) > 1 else float("nan")
    return {"cpu_seconds": spent, "sweep_seconds": sweep}, Vectors(model.user_factors_, model.item_factors_)


def split_anew(file: Path, folder: Path) -> Path:
    """The same log and the same sizes, drawn at random for each user."""
    train, test = read_split(file)
    both = csr_array(train.csr + test.csr)
    log = Interactions.from_csr(both.indptr, both.indices, both.shape)
    part, _, held = at_random(log, test=test.csr.nnz / log.csr.nnz, random_state=0)
    drawn = folder / f"anew-{file.name}"
    pieces = {
        f"{name}_{piece}": getattr(of.csr, piece)
        for name, of in (("train", part), ("test", held))
        for piece in ("indptr", "indices")
    }
    np.savez(drawn, shape=np.array(part.shape), **pieces)
    return drawn


def compare(name: str, file: Path, python: str | None, runs: int) -> list[dict[str, Any]]:
    """Both questions on one set."""
    with TemporaryDirectory() as folder:
        short = name.split("-")[0]
        found = [time_to_lists(short, name, file, python, runs)]
        if name in ANEW:
            anew = split_anew(file, Path(folder))
            found.append(time_to_lists(f"{short}, split anew at random", name, anew, python, runs))
    wide = SETS[name]["peer"] | {"factors": 1024, "iterations": 2, "split": str(file)}
    peer = run_peer(python, wide)["sweep_seconds"]
    cost, _ = ours(read_split(file)[0], SETS[name]["wide"])
    what = f"{short}: a sweep at 1,024 factors"
    found.append({"what": what, "peer": [peer], "ours": [cost["sweep_seconds"]], "goal": SWEEP, "is_reached": True})
    return found


def time_to_lists(label: str, name: str, file: Path, python: str | None, runs: int) -> dict[str, Any]:
    """CPU seconds of both, and whether our lists are as good as the peer's."""
    train, test = read_split(file)
    with TemporaryDirectory() as folder:
        out = str(Path(folder) / "peer.npz")
        peers, mine, qualities = [], [], []
        for seed in range(runs):
            settings = SETS[name]["peer"] | {"split": str(file), "out": out, "random_state": seed}
            peers.append(run_peer(python, settings)["cpu_seconds"])
            with np.load(out) as saved:
                peer_quality = ndcg(Vectors(saved["user_factors"], saved["item_factors"]), train, test)
            cost, vectors = ours(train, SETS[name]["ours"], seed)
            mine.append(cost["cpu_seconds"])
            qualities.append((peer_quality, ndcg(vectors, train, test)))
    peer_ndcg, our_ndcg = (statistics.median(column) for column in zip(*qualities, strict=True))
    what = f"{label}: to NDCG@20 {peer_ndcg:.4f} (ours {our_ndcg:.4f})"
    timed = {"peer": peers, "ours": mine, "goal": QUALITY}
    return timed | {"what": what, "ndcg": qualities, "is_reached": our_ndcg >= peer_ndcg}


def main() -> None:
    """Print the table."""
    parser = options(__doc__)
    parser.add_argument("--runs", type=int, default=3)
    given = parser.parse_args()
    compile_kernels()
    results = [
        result
        for name in SETS
        for result in compare(name, split_of(given.shared, name).resolve(), given.peers_python, given.runs)
    ]
    print("| what | `implicit` | Modiste | ratio | goal |\n|---|--:|--:|--:|--:|")
    for result in results:
        peer, mine = statistics.median(result["peer"]), statistics.median(result["ours"])
        print(row(str(result["what"]), peer, mine, float(result["goal"]), is_reached=result["is_reached"]))
    for name, settings in SETS.items():
        print(f"\n{name}: `implicit` {settings['peer']}; ours {settings['ours']}; 1,024 factors {settings['wide']}")
    if given.json:
        given.json.write_text(json.dumps(results, indent=1))


if __name__ == "__main__":
    main()
