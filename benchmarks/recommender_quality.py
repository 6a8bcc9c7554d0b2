"""How good the recommender's models are on real data: tuned on validation, reported on test, all unseen items ranked.

python -m benchmarks.recommender_quality [--shared DIR] [--json FILE]

- Rent the Runway: the shared leave-one-out split. An item's category is a fact of the catalogue; its tags are the
  occasions that people of train and validation rented it for (what test users wrote would give the answer away).
- MovieLens small: a rating of 4 or more is a like; leave-one-out by time. A film's tags are its genres, its category
  the first of them.

ALS is tuned with NCG on validation after learning from train; then every model learns from train and validation. Change
the grid for what validation says, never for what test says.
"""

import argparse
import csv
import gzip
import itertools
import json
import os
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pyarrow.parquet as parquet
from scipy.sparse import csr_array

from modiste.recommender.als import ImplicitALS
from modiste.recommender.base import Recommender
from modiste.recommender.content import ContentProfile
from modiste.recommender.evaluate import Report, as_table, evaluate
from modiste.recommender.interactions import Interactions
from modiste.recommender.popularity import Popularity
from modiste.recommender.splits import leave_one_out

GRID = {"alpha": (0.003, 0.01, 0.03, 0.1, 0.3), "regularisation": (0.003, 0.01, 0.03, 0.06, 0.1)}
FACTORS, ITERATIONS, K = 64, 8, 20


class Dataset(NamedTuple):
    """One set's parts, what is known of its items, and how it was split."""

    name: str
    train: Interactions
    validation: Interactions
    test: Interactions
    categories: np.ndarray
    tags: csr_array

    @property
    def known(self) -> Interactions:
        """Train and validation together: what may be learnt from once tuning is done."""
        both = csr_array(self.train.csr + self.validation.csr)
        return Interactions.from_csr(both.indptr, both.indices, both.shape, weights=both.data)


def rent_the_runway(folder: Path) -> Dataset:
    """The shared split, with features from the reviews that may be known."""
    with np.load(folder / "split_3core_loo.npz", allow_pickle=False) as pieces:
        parts = [
            Interactions.from_csr(pieces[f"{part}_indptr"], pieces[f"{part}_indices"], tuple(pieces["shape"]))
            for part in ("train", "val", "test")
        ]
        users, items = pieces["user_ids"], pieces["item_ids"]
    table = parquet.read_table(folder / "interactions.parquet").to_pydict()
    row = {int(label): number for number, label in enumerate(users)}
    column = {int(label): number for number, label in enumerate(items)}
    hidden = set(zip(parts[2].rows.tolist(), parts[2].csr.indices.tolist(), strict=True))
    category: dict[int, str] = {}
    occasions: list[set[str]] = [set() for _ in items]
    reviews = zip(table["user_id"], table["item_id"], table["category"], table["rented_for"], strict=True)
    for user, item, kind, occasion in reviews:
        if item not in column:
            continue
        category[column[item]] = kind
        if occasion and user in row and (row[user], column[item]) not in hidden:
            occasions[column[item]].add(occasion)
    kinds = [category.get(number) for number in range(len(items))]
    return Dataset("Rent the Runway", parts[0], parts[1], parts[2], numbered(kinds), tag_matrix(occasions))


def movielens(folder: Path) -> Dataset:
    """Likes of MovieLens small, each person's last as test and last but one as validation."""
    with gzip.open(folder / "ratings.csv.gz", "rt", newline="") as opened:
        likes = [rating for rating in csv.DictReader(opened) if float(rating["rating"]) >= 4]
    with gzip.open(folder / "movies.csv.gz", "rt", newline="") as opened:
        genres = {int(film["movieId"]): film["genres"].split("|") for film in csv.DictReader(opened)}
    log = Interactions.from_events(
        [int(like["userId"]) for like in likes],
        [int(like["movieId"]) for like in likes],
        timestamps=[float(like["timestamp"]) for like in likes],
        duplicates="last",
    )
    split = leave_one_out(log)
    films = [[genre for genre in genres[film] if genre[0] != "("] for film in log.item_labels.tolist()]
    first = [film[0] if film else None for film in films]
    return Dataset("MovieLens small", split.train, split.validation, split.test, numbered(first), tag_matrix(films))


def numbered(names: Sequence[str | None]) -> np.ndarray:
    """The number of each name among the different ones; -1 for None."""
    number = {name: place for place, name in enumerate(sorted({name for name in names if name}))}
    return np.array([number.get(name, -1) for name in names])


def tag_matrix(tags: Sequence[Sequence[str] | set[str]]) -> csr_array:
    """Items × tags, 1 where the item has the tag."""
    number = {tag: place for place, tag in enumerate(sorted({tag for row in tags for tag in row}))}
    pairs = [(item, number[tag]) for item, row in enumerate(tags) for tag in sorted(row)]
    rows, columns = zip(*pairs, strict=True)
    return csr_array((np.ones(len(pairs), np.float32), (rows, columns)), shape=(len(tags), len(number)))


def tuned(data: Dataset) -> tuple[dict[str, float], list[dict[str, float]]]:
    """The best of the grid by NDCG on validation, and every point of the grid."""
    trials = []
    for values in itertools.product(*GRID.values()):
        point = dict(zip(GRID, values, strict=True))
        model = ImplicitALS(FACTORS, iterations=ITERATIONS, **point).fit(data.train)
        report = evaluate(model, data.train, data.validation, k=K)
        trials.append(point | {"ndcg": report.ndcg, "recall": report.recall})
    best = max(trials, key=lambda trial: trial["ndcg"])
    return {name: best[name] for name in GRID}, trials


def measured(model: Recommender, data: Dataset) -> tuple[Report, dict[str, float]]:
    """The test figures of a model that learns now, and what learning and ranking everybody cost."""
    known = data.known
    began = time.perf_counter(), time.process_time()
    model.fit(known)
    fitted = time.perf_counter(), time.process_time()
    report = evaluate(model, known, data.test, k=K)
    cost = {
        "fit_seconds": fitted[0] - began[0],
        "fit_cpu_seconds": fitted[1] - began[1],
        "rank_seconds": time.perf_counter() - fitted[0],
    }
    return report, cost


def compare(data: Dataset) -> dict[str, Any]:
    """Tune, measure and print one set's table; return it as JSON values."""
    best, trials = tuned(data)
    makers: dict[str, Callable[[], Recommender]] = {
        "popularity": Popularity,
        "content profile": lambda: ContentProfile(data.categories, data.tags),
        "ALS": lambda: ImplicitALS(FACTORS, iterations=ITERATIONS, accelerate=None, **best),
        "ALS-NCG": lambda: ImplicitALS(FACTORS, iterations=ITERATIONS, **best),
    }
    models = {name: make() for name, make in makers.items()}
    results = {name: measured(model, data) for name, model in models.items()}
    users, items = data.train.shape
    print(f"## {data.name}: {users} people × {items} items, {data.known.csr.nnz} likes to learn from\n")
    print(f"ALS: {FACTORS} factors, {ITERATIONS} iterations, {best} (best of {len(trials)} on validation)\n")
    print(as_table({name: report for name, (report, _) in results.items()}))
    print("\n| model | fit, wall s | fit, CPU s | rank everybody, s | loss |\n|---|--:|--:|--:|--:|")
    for name, (_, cost) in results.items():
        losses = getattr(models[name], "losses_", [])
        shown = f"{losses[-1]:.1f}" if losses else "–"
        print(f"| {name} | " + " | ".join(f"{value:.2f}" for value in cost.values()) + f" | {shown} |")
    print()
    return {
        "users": users,
        "items": items,
        "parameters": best | {"factors": FACTORS, "iterations": ITERATIONS},
        "tuning": trials,
        "test": {name: report.as_dict() | cost for name, (report, cost) in results.items()},
        "losses": {name: getattr(model, "losses_", []) for name, model in models.items()},
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path(os.environ.get("MODISTE_SHARED", "../shared")))
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    sets = {"renttherunway": rent_the_runway, "movielens-small": movielens}
    for name in sets:
        if not (given.shared / "data" / name).is_dir():
            parser.error(
                f"no {given.shared / 'data' / name}: set MODISTE_SHARED or --shared to the folder with real data"
            )
    # Compiling is paid once per machine, not per training: keep it out of the times.
    ImplicitALS(2, iterations=3).fit(Interactions.from_events([0, 0, 0, 1], [0, 1, 2, 0]))
    results = {name: compare(read(given.shared / "data" / name)) for name, read in sets.items()}
    if given.json:
        given.json.write_text(json.dumps(results, indent=1))


if __name__ == "__main__":
    main()
