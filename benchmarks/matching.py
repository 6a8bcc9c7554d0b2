"""Are two records the same product: whole tables, the shipped model, products of a kind never seen, and the time.

python -m benchmarks.matching [--shared DIR] [--json FILE]

Models learn from train; thresholds come from labelled pairs that a model did not see (folds of train, and valid); test
is asked once. "Whole tables" also looks at a pair's rivals in both tables, without labels (`modiste.matching.tables`).
"""

import argparse
import json
import os
import sys
import time
from pathlib import Path

import numpy as np

from modiste.matching.candidates import CandidateIndex
from modiste.matching.features import features_of
from modiste.matching.garments import dress_up
from modiste.matching.labelled import SETS, LabelledSet, read_set, read_titles
from modiste.matching.readings import read
from modiste.matching.same_product import Matcher
from modiste.matching.tables import Tables
from modiste.matching.training import pairs_of, train
from modiste.matching.trees import Floats, apply_line, ask, best_threshold

GOALS = {"abt-buy": 94, "amazon-google": 78, "walmart-amazon": 91, "wdc-shoes": 85}
SEEDS = range(5)
Figures = dict[str, float]


def labels_of(one: LabelledSet, split: str) -> Floats:
    return np.array([label for *_, label in one.pairs[split]], dtype=float)


def scores(labels: Floats, answers: Floats, threshold: float) -> Figures:
    """Precision, recall and F1 of the matches above a threshold, in percent."""
    said = answers >= threshold
    hits = float(np.sum(labels[said]))
    return {
        "precision": 100 * hits / max(1, said.sum()),
        "recall": 100 * hits / labels.sum(),
        "f1": 200 * hits / (said.sum() + labels.sum()),
    }


def whole_tables(one: LabelledSet) -> Figures:
    """Test F1 of five seeds: learnt from train, threshold by what was not seen of train and by valid."""
    pairs = {split: [(a, b) for a, b, _ in labelled] for split, labelled in one.pairs.items()}
    tables = Tables.of(one.left, one.right, [*pairs["train"], *pairs["valid"], *pairs["test"]])
    places = {pair: at for at, pair in enumerate(zip(tables.left.tolist(), tables.right.tolist(), strict=True))}
    at = {split: [places[pair] for pair in of_split] for split, of_split in pairs.items()}
    train_labels = labels_by_place(one)
    chosen = np.concatenate([labels_of(one, "train"), labels_of(one, "valid")])
    found = []
    for seed in SEEDS:
        answers = tables.judge(train_labels, seed=seed)
        threshold = best_threshold(answers[at["train"] + at["valid"]], chosen)
        found.append(scores(labels_of(one, "test"), answers[at["test"]], threshold)["f1"])
    return {"f1": float(np.mean(found)), "spread": float(np.std(found))}


def labels_by_place(one: LabelledSet) -> Floats:
    """Train's labels in the order in which the tables hold its pairs: each pair once."""
    return np.array(list({(a, b): label for a, b, label in one.pairs["train"]}.values()), dtype=float)


def shipped(one: LabelledSet, matcher: Matcher) -> Figures:
    """What a general matcher says of test's pairs at its own threshold, and at even odds."""
    left = [read(record) for record in one.left]
    right = left if one.left is one.right else [read(record) for record in one.right]
    rows = features_of(pairs_of(one, (left, right), "test"), matcher.corpus)
    answers = apply_line(ask(matcher.trees, rows), matcher.slope, matcher.shift)
    labels = labels_of(one, "test")
    sure = scores(labels, answers, matcher.threshold)
    return {"precision": sure["precision"], "recall": sure["recall"], "even_f1": scores(labels, answers, 0.5)["f1"]}


def recall_of_candidates(one: LabelledSet) -> float:
    """The share of all matching pairs whose right record is among the left one's 20 candidates, in percent."""
    matches = [(a, b) for pairs in one.pairs.values() for a, b, label in pairs if label]
    nearest = CandidateIndex(one.right).nearest([one.left[a] for a, _ in matches])
    return 100 * float(np.mean([b in row for (_, b), row in zip(matches, nearest, strict=True)]))


def milliseconds_a_pair(one: LabelledSet, matcher: Matcher) -> Figures:
    """One record beside its 20 candidates, from raw records to reasons: the median time a pair.

    The thread's own time does not count waiting for others on a busy machine.
    """
    lefts = one.left[:200]
    nearest = CandidateIndex(one.right).nearest(lefts)
    times = []
    for left, row in zip(lefts, nearest, strict=True):
        rights = [one.right[place] for place in row]
        began, own = time.perf_counter(), time.thread_time()
        matcher.compare_all(left, rights)
        times.append((time.perf_counter() - began, time.thread_time() - own))
    wall, cpu = (1000 / len(nearest[0]) * np.array(times[20:])).T
    return {"p50": float(np.percentile(wall, 50)), "p50_cpu": float(np.percentile(cpu, 50))}


def measure(data: Path) -> dict[str, Figures]:
    sets = [read_set(data / "product-matching", name) for name in SETS]
    titles = read_titles(data / "fashion-products-myntra" / "styles.csv")
    garments, matcher = dress_up(titles), Matcher.load()
    found: dict[str, Figures] = {}
    for one in sets:
        print(f"… {one.name}", file=sys.stderr, flush=True)
        strange = shipped(one, train([*(other for other in sets if other is not one), garments], titles))
        found[one.name] = {
            **whole_tables(one),
            **shipped(one, matcher),
            **{f"unseen_{name}": value for name, value in strange.items()},
            **milliseconds_a_pair(one, matcher),
        }
        if one.left is not one.right:
            found[one.name]["candidates"] = recall_of_candidates(one)
    return found


def table(found: dict[str, Figures]) -> str:
    """Markdown."""
    lines = [
        "| set | whole tables: F1, five seeds | goal | shipped: precision | recall | F1 at even odds |"
        " never seen: precision | recall | F1 at even odds | recall@20 | ms a pair, p50 | p50 cpu |",
        "|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|",
    ]
    for name, figures in found.items():
        cells = [f"{figures['f1']:.1f} ± {figures['spread']:.1f}", f"{GOALS[name]}"]
        names = ("precision", "recall", "even_f1", "unseen_precision", "unseen_recall", "unseen_even_f1")
        cells += [f"{figures[key]:.1f}" for key in names]
        cells += [f"{figures['candidates']:.1f}" if "candidates" in figures else "–"]
        cells += [f"{figures[key]:.2f}" for key in ("p50", "p50_cpu")]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path(os.environ.get("MODISTE_SHARED", "../shared")))
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    found = measure(given.shared / "data")
    print(table(found))
    if given.json:
        given.json.write_text(json.dumps(found, indent=1))


if __name__ == "__main__":
    main()
