"""What comes next: SASRec beside popularity, item-kNN and ALS, leave-last-out, every unseen item ranked.

python -m benchmarks.recommender.sequential [--shared DIR] [--json FILE] [--epochs 8]

Each last item is test, the one before it validation. Settings are chosen on validation after learning from train.
For test, popularity, item-kNN and ALS learn anew from train and validation. SASRec keeps the weights that were best on
validation and reads the validation item as the latest of the history, as the published figures do; "anew" learns from
train and validation as the others do, for as many epochs as were best on validation.
"""

import gzip
import itertools
import json
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from scipy.sparse import csr_array, diags_array

from benchmarks.recommender.common import options
from modiste.recommender.als import ImplicitALS, balanced_alpha
from modiste.recommender.evaluate import Report, evaluate
from modiste.recommender.interactions import Interactions
from modiste.recommender.neural.sasrec import SASRec
from modiste.recommender.popularity import Popularity
from modiste.recommender.splits import leave_one_out

K = 10
ASKED = 5_000  # validation users, drawn by chance
ALS_GRID = {"ratio": (1.0, 3.0, 10.0), "regularisation": (0.01, 0.03, 0.1)}
SASREC: dict[str, dict[str, Any]] = {
    "SASRec, gBCE": {"loss": "gbce"},
    "SASRec, softmax": {"loss": "softmax"},
}
# HR@10 and NDCG@10 of the same file under the same protocol: Klenitskiy and Vasilev (RecSys 2023), README of
# github.com/antklen/sasrec-bert4rec-recsys23. For the clothing sequences nothing was found under this protocol.
PUBLISHED = {
    "Beauty": {
        "SASRec as published": (0.0246, 0.0126),
        "BERT4Rec as published": (0.0338, 0.0187),
        "SASRec+ (full softmax) as published": (0.0533, 0.0327),
    },
    "Clothing": {},
}


class Data(NamedTuple):
    """One set's parts, with times."""

    name: str
    log: Interactions
    train: Interactions
    validation: Interactions
    test: Interactions
    known: Interactions  # train and validation


class Scores(NamedTuple):
    """Anything that scores fitted users, for `evaluate`."""

    of: Callable[[np.ndarray], np.ndarray]

    def score(self, _histories: object, users: np.ndarray | None = None, /) -> np.ndarray:
        assert users is not None
        return self.of(users)


def beauty(shared: Path) -> Iterator[tuple[int, int]]:
    """Lines "user item" in order."""
    with gzip.open(shared / "data" / "beauty-seq" / "beauty.txt.gz", "rt") as opened:
        for line in opened:
            user, item = line.split()
            yield int(user), int(item)


def clothing(shared: Path) -> Iterator[tuple[int, int]]:
    """Lines "user item item …" in order."""
    with gzip.open(shared / "data" / "amazon-clothing-seq" / "Clothing.txt.gz", "rt") as opened:
        for line in opened:
            user, *items = line.split()
            yield from ((int(user), int(item)) for item in items)


def prepared(name: str, pairs: Iterator[tuple[int, int]]) -> Data:
    """Split so that each user's last item is test."""
    users, items = np.array(list(pairs)).T
    log = Interactions.from_events(users, items, timestamps=np.arange(len(users)), duplicates="last")
    split = leave_one_out(log)
    assert split.validation is not None
    cell = log.rows * log.shape[1] + log.csr.indices
    known = log.where(~np.isin(cell, split.test.rows * log.shape[1] + split.test.csr.indices))
    asked = np.random.default_rng(0).permutation(np.unique(split.validation.rows))[:ASKED]
    return Data(
        name, log, split.train, split.validation.where(np.isin(split.validation.rows, asked)), split.test, known
    )


def nearest_items(log: Interactions, neighbours: int = 100) -> Scores:
    """Item-kNN: the sum of cosines between the history's items and each item, over its nearest neighbours."""
    matrix = csr_array((np.ones_like(log.csr.data), log.csr.indices, log.csr.indptr), shape=log.shape)
    length = np.sqrt(np.maximum(np.bincount(log.csr.indices, minlength=log.shape[1]), 1))
    unit = matrix @ diags_array(1 / length)
    near = csr_array(unit.T @ unit)
    near.setdiag(0.0)
    for row in range(near.shape[0]):
        part = slice(near.indptr[row], near.indptr[row + 1])
        if part.stop - part.start > neighbours:
            values = near.data[part]
            values[np.argpartition(values, -neighbours)[:-neighbours]] = 0.0
    near.eliminate_zeros()
    return Scores(lambda users: (matrix[users] @ near).toarray().astype(np.float32))


def factorised(data: Data, factors: int = 128) -> ImplicitALS:
    """ALS with the settings that are best on validation, learnt from all that is known."""

    def model(log: Interactions, ratio: float, regularisation: float) -> ImplicitALS:
        alpha = balanced_alpha(log, ratio)
        return ImplicitALS(factors, alpha, regularisation, iterations=8, accelerate=None).fit(log)

    points = list(itertools.product(*ALS_GRID.values()))
    best = max(points, key=lambda p: evaluate(model(data.train, *p), data.train, data.validation, k=K).ndcg)
    print(f"{data.name}: ALS {dict(zip(ALS_GRID, best, strict=True))}", file=sys.stderr)
    return model(data.known, *best)


def sequences(data: Data, settings: dict[str, Any], best: dict[str, int]) -> Scores:
    """SASRec from train, as many epochs as validation says; the histories to be scored hold the validation item."""
    model = SASRec(**settings).fit(data.train, validation=data.validation)
    print(f"{data.name}: {settings} NDCG on validation {np.round(model.validation_, 4)}", file=sys.stderr)
    ordered = data.known.in_order()
    best[settings["loss"]] = 1 + int(np.argmax(model.validation_))
    return Scores(lambda users: model.score(ordered[users]))


def compare(data: Data, epochs: int) -> dict[str, Any]:
    """Print one set's table; return it as JSON values."""
    makers: dict[str, Callable[[], Any]] = {
        "popularity": lambda: Popularity().fit(data.known),
        "item-kNN": lambda: nearest_items(data.known),
        "ALS, 128 factors": lambda: factorised(data),
    }
    best: dict[str, int] = {}
    for name, settings in SASREC.items():
        makers[name] = lambda settings=settings: sequences(data, settings | {"epochs": epochs}, best)
    makers["SASRec, softmax, anew"] = lambda: SASRec(loss="softmax", epochs=best["softmax"]).fit(data.known)
    users, items = data.log.shape
    print(f"### {data.name}: {users:,} users, {items:,} items, {data.log.csr.nnz:,} interactions\n")
    print("| model | HR@10 | NDCG@10 | CPU s, tuning and learning |\n|---|--:|--:|--:|")
    found: dict[str, Any] = {}
    for name, make in makers.items():
        began = time.process_time()
        model = make()
        spent = time.process_time() - began
        report: Report = evaluate(model, data.known, data.test, k=K)
        found[name] = report.as_dict() | {"cpu_seconds": spent}
        print(f"| {name} | {report.hit_rate:.4f} | {report.ndcg:.4f} | {spent:.0f} |", flush=True)
    for name, (hits, ndcg) in PUBLISHED[data.name].items():
        print(f"| {name} | {hits:.4f} | {ndcg:.4f} | – |")
    print()
    return found


def main() -> None:
    """Print both tables."""
    parser = options(__doc__)
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--only", choices=("Beauty", "Clothing"))
    given = parser.parse_args()
    found = {}
    for name, read in {"Beauty": beauty, "Clothing": clothing}.items():
        if given.only in (None, name):
            found[name] = compare(prepared(name, read(given.shared)), given.epochs)
    if given.json:
        given.json.write_text(json.dumps(found, indent=2) + "\n")


if __name__ == "__main__":
    main()
