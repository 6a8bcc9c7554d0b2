"""Fit which outline to believe, and how much: `python -m benchmarks.cutout_network.calibrate`.

On photos of the senders that the network never saw and composites of them; prints the constants of
modiste/vision/cutout/_consensus.py. The masked photos, which measure the result, are not looked at.
"""

import argparse
import os
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize

from benchmarks.cutout_network.composites import composite
from benchmarks.cutout_network.photos import drawings, read_pieces, stock_of, within
from modiste.vision.cutout import _consensus, _net
from modiste.vision.cutout.local import WORK, outlines

GOOD = 0.93


def examples(shared: Path, count: int) -> list[tuple[np.ndarray, np.ndarray]]:
    """Pictures with a garment and their outlines: every held-out photo as it is, and composites."""
    pieces = list(read_pieces(shared, only_held_out=True))
    stock = stock_of(pieces, list(drawings())[3::4])
    made = [(piece.picture, piece.alpha) for piece in pieces]
    rng = np.random.default_rng(5)
    while len(made) < count:
        picture, alpha = composite(stock, rng, 400)
        if (alpha > 0.5).mean() > 0.02:
            made.append((picture, alpha))
    return made


def weighed(picture: np.ndarray, alpha: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The facts of every outline sought in a picture, (n, facts), and its true worth, (n,)."""
    small = within(picture, WORK)
    true = within(alpha, WORK) > 0.5
    chance = _net.chances(small)
    found = outlines(small, chance)
    known = _consensus.facts_of(small, found, chance)
    return np.array(list(known.values())), np.array([_consensus.overlap(mask > 0, true) for mask in found.values()])


def fitted(table: list[tuple[np.ndarray, np.ndarray]]) -> tuple[np.ndarray, np.ndarray]:
    """WORTH, so that the outline chosen by it is good, and CONFIDENCE in the one chosen."""
    # How bad a bad outline is matters little for the choice: below 0.6 all are alike.
    rows = np.concatenate([facts for facts, _ in table])
    aims = np.maximum(np.concatenate([worth for _, worth in table]), 0.6)
    ridge = np.eye(rows.shape[1]) * 0.3
    start = np.linalg.solve(rows.T @ rows + ridge, rows.T @ aims)

    def missed(weights: np.ndarray) -> float:
        lost = 0.0
        for facts, worth in table:
            odds = 40 * (facts @ weights)
            share = np.exp(odds - odds.max())
            lost -= float(share @ np.maximum(worth, 0.6) / share.sum())
        return lost / len(table) + 1e-3 * float(((weights - start) ** 2).sum())

    worth = minimize(missed, start, method="L-BFGS-B").x
    chosen = [(facts[best], true[best] > GOOD) for facts, true in table for best in [int((facts @ worth).argmax())]]
    seen, is_good = np.array([facts for facts, _ in chosen]), np.array([good for _, good in chosen])

    def surprise(weights: np.ndarray) -> float:
        odds = seen @ weights
        return float(np.logaddexp(0, np.where(is_good, -odds, odds)).mean() + 1e-3 * (weights[1:] ** 2).sum() / 10)

    return worth, minimize(surprise, np.zeros(seen.shape[1]), method="L-BFGS-B").x


def summary(table: list[tuple[np.ndarray, np.ndarray]], worth: np.ndarray) -> dict[str, Any]:
    """What choosing by WORTH gives, beside the best there was."""
    got = np.array([true[int((facts @ worth).argmax())] for facts, true in table])
    best = np.array([true.max() for _, true in table])
    return {"chosen": got.mean(), "good": (got > GOOD).mean(), "best": best.mean(), "best good": (best > GOOD).mean()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path(os.environ.get("MODISTE_SHARED", "../shared")))
    parser.add_argument("--count", type=int, default=200)
    given = parser.parse_args()
    table = [weighed(*example) for example in examples(given.shared, given.count)]
    worth, confidence = fitted(table)
    print("each alone", np.mean([true for _, true in table], axis=0).round(3))
    print(summary(table, worth))
    print(f"WORTH = np.array({worth.round(3).tolist()})\nCONFIDENCE = np.array({confidence.round(3).tolist()})")


if __name__ == "__main__":
    main()
