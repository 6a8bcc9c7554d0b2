"""Do these garments go together? MANGO stylists' outfits, wrong pieces of the same family and year, popularity-matched.

python -m benchmarks.compatibility [--shared DIR] [--seeds 3] [--epochs 24] [--json FILE]

Scores see attributes (colour, fabric, kinds) and the packshot, never a product's code. Everything is learnt in place
and thrown away: the data's licence allows no shipped weights.
"""

import argparse
import csv
import gzip
import hashlib
import json
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from scipy.stats import rankdata

from benchmarks import garments
from benchmarks.compatibility_baselines import Score, baselines
from modiste.recommender._sets import Replacements, Table, as_table
from modiste.recommender.compatibility import SetScorer
from modiste.recommender.pieces import Pieces

COLUMNS = (
    "cod_color_code",
    "des_agrup_color_eng",
    "des_fabric",
    "des_product_category",
    "des_product_aggregated_family",
    "des_product_family",
    "des_product_type",
)
MIX = 0.4  # log-odds a unit of PMI: chosen on 700 outfits held out of train
AXES = 256  # principal axes of the image features
SKETCH = {
    "chance": (25.0, 0.5),
    "popularity": (23.4, 0.457),
    "type PMI": (31.0, 0.663),
    "sum of attribute PMIs": (42.4, 0.731),
    "logistic regression on attribute PMIs": (40.9, 0.795),
    "item co-occurrence (uses identities)": (59.6, 0.871),
}


class Questions(NamedTuple):
    """Four answers to each gap, and whole sets with their labels."""

    gaps: Table  # (4 q, l): the context with each of its answers
    correct: np.ndarray  # (q,)
    sets: Table
    labels: np.ndarray


class Outfits(NamedTuple):
    """The data: products by their attributes, image and family with year; outfits to learn from; questions."""

    attributes: np.ndarray
    images: np.ndarray
    families: np.ndarray
    years: np.ndarray
    train: Table
    valid: Questions


def read(folder: Path) -> Outfits:
    with gzip.open(folder / "products.csv.gz", "rt", encoding="utf-8") as file:
        products = list(csv.DictReader(file))
    place = {one["cod_modelo_color"]: number for number, one in enumerate(products)}
    columns = [np.unique([one[name] for one in products], return_inverse=True)[1] for name in COLUMNS]
    years = np.array([one["image"][:4] for one in products])
    families = np.unique([one["des_product_family"] + one["image"][:4] for one in products], return_inverse=True)[1]
    with gzip.open(folder / "outfits_train.jsonl.gz", "rt", encoding="utf-8") as file:
        train = [[place[code] for code in json.loads(line)["items"]] for line in file]
    gaps = json.loads((folder / "fitb_valid.json").read_text())
    sets = json.loads((folder / "compat_valid.json").read_text())
    filled = [[place[code] for code in [*one["context"], answer]] for one in gaps for answer in one["answers"]]
    valid = Questions(
        as_table(filled, len(products)),
        np.array([one["correct"] for one in gaps]),
        as_table([[place[code] for code in one["items"]] for one in sets], len(products)),
        np.array([one["label"] for one in sets]),
    )
    images = cached_features(folder / "images.zip", [one["image"] for one in products])
    return Outfits(np.stack(columns, axis=1), images, families, years, as_table(train, len(products)), valid)


def cached_features(archive: Path, names: list[str]) -> np.ndarray:
    """Image features, measured once per version of the code that measures them; kept in the temporary folder."""
    key = hashlib.sha256(Path(garments.__file__).read_bytes() + str(archive.stat().st_size).encode()).hexdigest()[:16]
    file = Path(tempfile.gettempdir()) / f"modiste-garments-{key}.npy"
    if not file.is_file():
        features = garments.image_features(archive, names)
        aside = file.with_suffix(f".{os.getpid()}.npy")
        np.save(aside, features)
        aside.replace(file)
    return np.load(file)


def principal_axes(features: np.ndarray, known: np.ndarray) -> np.ndarray:
    """Features on their leading axes, (n, AXES): standardised, and turned, by the known products alone."""
    spread = features[known].std(axis=0)
    scaled = (features - features[known].mean(axis=0)) / np.maximum(spread, 0.2 * np.median(spread))
    scaled = np.clip(scaled, -5, 5)
    _, length, axes = np.linalg.svd(scaled[known], full_matrices=False)
    # Axes that say little are raised, not to the height of the first: a print tells less than a colour, but something.
    return np.asarray(scaled @ axes[:AXES].T / length[:AXES] ** 0.7, dtype=np.float32)


def figures(score: Score, asked: Questions) -> tuple[float, float]:
    """FITB in percent, answers that tie sharing the point, and the area under the ROC curve."""
    answers = score(asked.gaps).reshape(-1, 4)
    is_best = answers >= answers.max(axis=1, keepdims=True) - 1e-12
    right = is_best[np.arange(len(answers)), asked.correct] / is_best.sum(axis=1)
    ranks, is_outfit = rankdata(score(asked.sets)), asked.labels == 1
    n, m = is_outfit.sum(), (~is_outfit).sum()
    return 100 * float(right.mean()), float((ranks[is_outfit].sum() - n * (n + 1) / 2) / (n * m))


def score_of(scorer: SetScorer, pieces: Pieces) -> Score:
    """A scorer as a function of a table."""
    return lambda table: scorer.score([row[row >= 0] for row in table], pieces).astype(float)


def taught(data: Outfits, train: Table, seed: int, epochs: int) -> tuple[SetScorer, Pieces, float]:
    """A scorer that learnt from some outfits, the pieces as it sees them, and the CPU seconds that it took."""
    began = time.process_time()
    pieces = Pieces(principal_axes(data.images, np.unique(train[train >= 0])), data.attributes)
    sets = [row[row >= 0] for row in train]
    scorer = SetScorer(members=1, epochs=epochs, random_state=seed).fit(sets, pieces, families=data.families)
    return scorer, pieces, time.process_time() - began


def measure(data: Outfits, train: Table, asked: Questions, given: argparse.Namespace) -> dict[str, Any]:
    """Every row of a table: name → FITB, AUC; and what ours cost."""
    wrong = Replacements(train, data.families)
    found: dict[str, Any] = {"rows": {}, "single": []}
    others = baselines(data.attributes, train, wrong)
    of_facts = others["sum of attribute PMIs"]
    for name, score in others.items():
        found["rows"][name] = figures(score, asked)
    scores: list[Score] = []
    for seed in range(given.seeds):
        scorer, pieces, seconds = taught(data, train, seed, given.epochs)
        scores.append(score_of(scorer, pieces))
        found["single"].append((*figures(scores[-1], asked), seconds))
        print(f"… seed {seed}: {found['single'][-1]}", file=sys.stderr, flush=True)
    odds = {id(sets): np.mean([_odds(score(sets)) for score in scores], axis=0) for sets in (asked.gaps, asked.sets)}
    found["together"] = figures(lambda sets: odds[id(sets)], asked)
    found["mixed"] = figures(lambda sets: odds[id(sets)] + MIX * of_facts(sets), asked)
    found["parameters"] = sum(array.size for array in scorer.members_[0].values())
    found["error"] = calibration_error(scores[0](asked.sets), asked.labels)
    found["microseconds"] = microseconds(scorer, pieces, asked.sets[:1000])
    return found


def _odds(probability: np.ndarray) -> np.ndarray:
    return np.log(probability / (1 - probability))


def calibration_error(said: np.ndarray, labels: np.ndarray) -> float:
    """Expected calibration error in ten bins of equal size."""
    bins = np.array_split(np.argsort(said), 10)
    return float(np.mean([abs(said[part].mean() - labels[part].mean()) for part in bins]))


def microseconds(scorer: SetScorer, pieces: Pieces, sets: Table) -> float:
    """CPU time for one of a thousand sets that are scored at once: the median of ten."""
    rows, times = [row[row >= 0] for row in sets], []
    for _ in range(10):
        began = time.thread_time()
        scorer.score(rows, pieces)
        times.append(time.thread_time() - began)
    return 1e6 * float(np.median(times)) / len(rows)


def new_season(data: Outfits) -> tuple[Table, Questions]:
    """Outfits of 2019 to learn from, questions about those of 2023: not one product has been seen before."""

    def are(table: Table, year: str) -> np.ndarray:
        return ((data.years[np.maximum(table, 0)] == year) | (table < 0)).all(axis=1)

    asked = data.valid
    gaps = are(asked.gaps, "2023").reshape(-1, 4).all(axis=1)
    sets = are(asked.sets, "2023")
    chosen = Questions(asked.gaps[np.repeat(gaps, 4)], asked.correct[gaps], asked.sets[sets], asked.labels[sets])
    return data.train[are(data.train, "2019")], chosen


def table(found: dict[str, Any], title: str, *, with_sketch: bool) -> str:
    """Markdown."""
    sketch = SKETCH if with_sketch else {}
    rows = {"chance": (25.0, 0.5)} | found["rows"]
    lines = [f"### {title}\n", "| model | FITB % | AUC | the sketch: FITB % | AUC |", "|---|--:|--:|--:|--:|"]
    for name, (gap, area) in rows.items():
        before = sketch.get(name)
        lines.append(
            f"| {name} | {gap:.1f} | {area:.3f} | {before[0] if before else '–'} | {before[1] if before else '–'} |"
        )
    if with_sketch:
        lines.append("| set transformer (the sketch) | – | – | 55.8 | 0.849 |")
    gaps, areas, seconds = np.array(found["single"]).T
    lines.append(
        f"| `SetScorer`, one network, {len(gaps)} seeds | {gaps.mean():.1f} ± {gaps.std():.1f} |"
        f" {areas.mean():.3f} ± {areas.std():.3f} | – | – |"
    )
    for name, (gap, area) in {"": found["together"], f" + {MIX} × sum of attribute PMIs": found["mixed"]}.items():
        lines.append(f"| `SetScorer`, {len(gaps)} networks together{name} | {gap:.1f} | {area:.3f} | – | – |")
    if with_sketch:
        lines.append("| goal | ≥ 60 | ≥ 0.88 | | |")
    lines.append(
        f"\nOne network: {found['parameters']:,} parameters, {seconds.mean():.0f} CPU s to learn;"
        f" {found['microseconds']:.0f} µs a set at 1,000 sets on one thread; expected calibration error"
        f" {found['error']:.3f}."
    )
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path(os.environ.get("MODISTE_SHARED", "../shared")))
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--epochs", type=int, default=24)
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    data = read(given.shared / "data" / "mango-outfits")
    results = {"all": measure(data, data.train, data.valid, given)}
    questions = (
        f"{len(data.valid.correct)} gaps, {len(data.valid.labels)} sets, {len(data.train)} outfits to learn from"
    )
    print(table(results["all"], f"Stylists' outfits: {questions}", with_sketch=True), flush=True)
    train, asked = new_season(data)
    results["new season"] = measure(data, train, asked, given)
    questions = f"{len(asked.correct)} gaps, {len(asked.labels)} sets, {len(train)} outfits to learn from"
    title = f"A season of which no product was ever seen (2019 to learn from, 2023 asked): {questions}"
    print("\n" + table(results["new season"], title, with_sketch=False))
    if given.json:
        given.json.write_text(json.dumps(results, indent=1))


if __name__ == "__main__":
    main()
