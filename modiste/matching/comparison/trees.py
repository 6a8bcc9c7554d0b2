"""Boosted trees over the features of pairs, and how their answers become honest probabilities."""

from collections.abc import Sequence
from typing import Any

import lightgbm
import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

Floats = npt.NDArray[np.floating[Any]]
# Few leaves and few features a tree: the sets are small, and their labels are not all right.
SETTINGS = {
    "objective": "binary", "learning_rate": 0.03, "num_leaves": 15, "min_data_in_leaf": 8, "feature_fraction": 0.3,
    "bagging_fraction": 0.8, "bagging_freq": 1, "lambda_l2": 2.0, "max_bin": 127, "num_threads": 1,
    "deterministic": True, "force_row_wise": True, "verbose": -1,
}  # fmt: skip
FOLDS = 5


def grow(rows: Floats, labels: Floats, *, rounds: int, seed: int) -> lightgbm.Booster:
    """Fit trees to labelled rows."""
    return lightgbm.train(SETTINGS | {"seed": seed}, lightgbm.Dataset(rows, labels), rounds)


def ask(trees: Sequence[lightgbm.Booster], rows: Floats) -> Floats:
    """The mean probability that several ensembles of trees give each row."""
    return np.mean([one.predict(rows, num_threads=1) for one in trees], axis=0)


def folds_of(count: int, seed: int) -> npt.NDArray[np.int64]:
    """A fold for each of `count` rows, by lot."""
    return np.random.default_rng(seed).integers(0, FOLDS, count)


def cross_fit(rows: Floats, labels: Floats, *, rounds: int, seed: int) -> Floats:
    """Probabilities for all rows, of which the first are labelled: no labelled row is asked of trees that saw it."""
    count, folds = len(labels), folds_of(len(labels), seed)
    found = np.zeros(len(rows))
    for fold in range(FOLDS):
        seen = folds != fold
        answers = ask([grow(rows[:count][seen], labels[seen], rounds=rounds, seed=seed)], rows)
        found[:count][~seen] = answers[:count][~seen]
        found[count:] += answers[count:] / FOLDS
    return found


def logit(probabilities: Floats) -> Floats:
    """Log odds, within ±9.2: trees that are sure are not that sure."""
    clipped = np.clip(probabilities, 1e-4, 1 - 1e-4)
    return np.log(clipped / (1 - clipped))


def calibrate(probabilities: Floats, labels: Floats) -> tuple[float, float]:
    """Platt's slope and shift: the line over the log odds under which the labels are likeliest."""
    odds = logit(probabilities)

    def loss(line: Floats) -> float:
        heights = line[0] * odds + line[1]
        return float(np.sum(np.logaddexp(0, heights) - labels * heights))

    slope, shift = minimize(loss, np.array([1.0, 0.0]), method="L-BFGS-B").x
    return float(slope), float(shift)


def apply_line(probabilities: Floats, slope: float, shift: float) -> Floats:
    """Probabilities moved by Platt's line."""
    return 1 / (1 + np.exp(-(slope * logit(probabilities) + shift)))


def surest_threshold(probabilities: Floats, labels: Floats, precision: float) -> float:
    """The lowest threshold above which `precision` of the answers are right; above 1 if there is none."""
    order = np.argsort(-probabilities, kind="stable")
    shares = np.cumsum(labels[order]) / np.arange(1, len(labels) + 1)
    good = np.flatnonzero(shares >= precision)
    return float(probabilities[order[good[-1]]]) if len(good) else 1.01


def best_threshold(probabilities: Floats, labels: Floats) -> float:
    """The threshold with the highest F1, halfway to the next lower answer."""
    order = np.argsort(-probabilities, kind="stable")
    hits = np.cumsum(labels[order])
    at = int(np.argmax(2 * hits / (np.arange(1, len(labels) + 1) + labels.sum())))
    below = probabilities[order[at + 1]] if at + 1 < len(labels) else 0.0
    return float((probabilities[order[at]] + below) / 2)
