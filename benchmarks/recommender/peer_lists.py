"""Runs six models of `implicit` in a Python of its own: python peer_lists.py JOBS prints one JSON line.

JOBS is a JSON file, {"data": NPZ, "k": 20, "threads": 1, "jobs": [{"model": …, "settings": {…}, "seed": 0, "out": NPY},
…]}; NPZ holds `indptr`, `indices`, `shape` and the `users` who are asked. Each job's lists, shape (users, k), go to its
`out`, -1 where a place is empty. Imports nothing of Modiste, because the peer lives in another environment.
"""

import json
import sys
import time
from pathlib import Path
from typing import Any

import implicit
import numpy as np
from implicit.cpu.als import AlternatingLeastSquares
from implicit.cpu.bpr import BayesianPersonalizedRanking
from implicit.cpu.lmf import LogisticMatrixFactorization
from implicit.nearest_neighbours import BM25Recommender, CosineRecommender, TFIDFRecommender
from scipy.sparse import csr_matrix

FACTORED = {
    "ALS": AlternatingLeastSquares,
    "BPR": BayesianPersonalizedRanking,
    "LMF": LogisticMatrixFactorization,
}
NEIGHBOURS = {"cosine": CosineRecommender, "TF-IDF": TFIDFRecommender, "BM25": BM25Recommender}


def lists_of(job: dict[str, Any], matrix: csr_matrix, users: np.ndarray, k: int, threads: int) -> np.ndarray:
    """The k best unseen items of each user, shape (users, k), from a model that learns now."""
    if job["model"] in FACTORED:
        model = FACTORED[job["model"]](**job["settings"], num_threads=threads, random_state=job["seed"])
    else:
        model = NEIGHBOURS[job["model"]](**job["settings"], num_threads=threads)
    model.fit(matrix, show_progress=False)
    items, scores = model.recommend(users, matrix[users], N=k, filter_already_liked_items=True)
    items = np.where(np.isfinite(scores) & (scores > np.finfo(np.float32).min), items, -1).astype(np.int64)
    # Neighbours fill a list that they have nothing for with item 0, scored 0: an empty place, no recommendation.
    return np.where(scores == 0, -1, items) if job["model"] in NEIGHBOURS else items


def main() -> None:
    """Do every job of the file."""
    given = json.loads(Path(sys.argv[1]).read_text())
    with np.load(given["data"], allow_pickle=False) as pieces:
        ones = np.ones(len(pieces["indices"]), np.float32)
        matrix = csr_matrix((ones, pieces["indices"], pieces["indptr"]), shape=tuple(pieces["shape"]))
        users = pieces["users"]
    spent = []
    for job in given["jobs"]:
        began = time.process_time()
        np.save(job["out"], lists_of(job, matrix, users, given["k"], given["threads"]))
        spent.append(time.process_time() - began)
    print(json.dumps({"version": implicit.__version__, "cpu_seconds": spent}))


if __name__ == "__main__":
    main()
