"""Runs `implicit` alone, in a Python of its own: python peer_implicit.py '{"split": …}' prints one JSON line.

Imports nothing of Modiste, because the peer lives in another environment. Times are CPU seconds of this process.
"""

import json
import sys
import time

import implicit
import numpy as np
from scipy.sparse import csr_matrix


def main() -> None:
    """Fit with the settings given and save the factors for whoever measures them."""
    given = json.loads(sys.argv[1])
    with np.load(given["split"], allow_pickle=False) as pieces:
        indptr, indices = pieces["train_indptr"], pieces["train_indices"]
        matrix = csr_matrix((np.ones(len(indices), np.float32), indices, indptr), shape=tuple(pieces["shape"]))
    marks: list[float] = []
    model = implicit.als.AlternatingLeastSquares(
        factors=given["factors"],
        alpha=given["alpha"],
        regularization=given["regularisation"],
        iterations=given["iterations"],
        num_threads=given.get("threads", 1),
        use_gpu=False,
        random_state=given.get("random_state", 0),
    )
    began, wall = time.process_time(), time.perf_counter()
    model.fit(matrix, show_progress=False, callback=lambda *_: marks.append(time.process_time()))
    spent = time.process_time() - began
    result = {
        "version": implicit.__version__,
        "cpu_seconds": spent,
        "wall_seconds": time.perf_counter() - wall,
        "sweep_seconds": float(np.median(np.diff([began, *marks]))),
    }
    if given.get("out"):
        np.savez(given["out"], user_factors=model.user_factors, item_factors=model.item_factors)
    print(json.dumps(result))


if __name__ == "__main__":
    main()
