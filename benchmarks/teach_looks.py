"""Teach the tags and the embedding that ship: only CC0 photos of contributors without masks, and drawn garments.

python -m benchmarks.teach_looks [--shared DIR] [--seeds 5]

Writes modiste/vision/{tagging,embedding}/weights.npz; the same input, the same weights. The masked photos and their
contributors are never looked at: `python -m benchmarks tagging` reports on them.
"""

import argparse
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.optimize import minimize, minimize_scalar

from benchmarks.garment_photos import ACCEPTED, DRAWN, Photo, drawn_garments, folds_by_sender, read_photos
from benchmarks.retaken import nearer, retaken
from modiste.vision.arrays import Pixels
from modiste.vision.embedding import local as embedding
from modiste.vision.linear import Linear, Scale
from modiste.vision.looks import looks_of, seen
from modiste.vision.tagging import local as tagging
from modiste.vision.tagging._cloth import cloth_of
from modiste.vision.tagging.base import CATEGORIES, PATTERNS, SEASONS

FOLDS, STEPS = 6, 21
DRAWN_WEIGHT = {"category": 0.1, "pattern": 0.1}  # of a drawn garment beside a photo, chosen across the folds
RIDGE = {"category": 100.0, "pattern": 60.0}
WIDE, AXES, SHRUNK = 320, 128, 0.3  # principal axes first and last; how far the spread within garments is evened out


@dataclass(frozen=True)
class Lesson:
    """Views of garments: their looks and cloths, (n, f); which garment each shows, and what may be said of it."""

    looks: np.ndarray
    cloths: np.ndarray
    of: np.ndarray
    categories: np.ndarray  # (n, categories): True for each that is right
    patterns: np.ndarray

    def some(self, chosen: np.ndarray) -> "Lesson":
        parts = (self.looks, self.cloths, self.of, self.categories, self.patterns)
        return Lesson(*(part[chosen] for part in parts))


def lesson_of_photos(photos: Sequence[Photo]) -> Lesson:
    """Four views of each: cut out and as taken, and both in the mirror."""
    views = [view for photo in photos for one in (photo.cut_out, photo.pixels) for view in tagging.both_ways(one)]
    of = np.repeat(np.arange(len(photos)), 4)
    categories = _marks([ACCEPTED[photo.label] for photo in photos], CATEGORIES)
    patterns = _marks([(photo.pattern,) for photo in photos], PATTERNS)
    looks, cloths = (np.stack([kind(view) for view in views]) for kind in (lambda v: looks_of(v[1]), _cloth))
    return Lesson(looks, cloths, of, categories[of], patterns[of])


def lesson_of_drawings(seeds: int) -> tuple[Lesson, np.ndarray, np.ndarray]:
    """One view of each, and how formal each category is and when it is worn."""
    looks, cloths, items = [], [], []
    for item, picture in drawn_garments(range(2026, 2026 + seeds)):
        garment = seen(picture)
        looks.append(looks_of(garment))
        cloths.append(cloth_of(picture, garment))
        items.append(item)
    categories = _marks([(item.category,) for item in items], CATEGORIES)
    patterns = _marks([(DRAWN.get(item.pattern, "plain"),) for item in items], PATTERNS)
    steps = np.array([round(item.formality * (STEPS - 1)) for item in items])
    formality = categories.T.astype(float) @ np.eye(STEPS)[steps]
    season = categories.T.astype(float) @ np.array([[name in item.season for name in SEASONS] for item in items])
    counts = categories.sum(axis=0)[:, None]
    lesson = Lesson(np.stack(looks), np.stack(cloths), np.arange(len(items)), categories, patterns)
    return lesson, formality / counts, season / counts


def _cloth(view: tuple[Pixels, object]) -> np.ndarray:
    return cloth_of(*view)


def _marks(right: Sequence[Sequence[str]], classes: Sequence[str]) -> np.ndarray:
    return np.array([[name in one for name in classes] for one in right])


def taught(photos: Lesson, drawings: Lesson, what: str) -> Linear:
    """A linear model of the category (by looks) or the pattern (by cloth); its temperature is 1."""
    inputs = [one.looks if what == "category" else one.cloths for one in (photos, drawings)]
    right = np.concatenate([one.categories if what == "category" else one.patterns for one in (photos, drawings)])
    spread = inputs[0].std(axis=0)
    scale = Scale(inputs[0].mean(axis=0), np.maximum(spread, 0.2 * np.median(spread)))
    weight = np.concatenate([np.full(len(inputs[0]), 0.5), np.full(len(inputs[1]), DRAWN_WEIGHT[what])])
    weights, bias = _fitted(scale.of(np.concatenate(inputs)), right, weight, RIDGE[what])
    return Linear(scale, weights, bias, 1.0)


def _fitted(numbers: np.ndarray, right: np.ndarray, weight: np.ndarray, ridge: float) -> tuple[np.ndarray, np.ndarray]:
    """Multinomial logistic regression where several classes may be right: their probabilities add up."""
    features, classes = numbers.shape[1], right.shape[1]

    def loss(point: np.ndarray) -> tuple[float, np.ndarray]:
        weights, bias = point[:-classes].reshape(features, classes), point[-classes:]
        scores = numbers @ weights + bias
        likely = np.exp(scores - scores.max(axis=1, keepdims=True))
        likely /= likely.sum(axis=1, keepdims=True)
        hit = (likely * right).sum(axis=1) + 1e-12
        slope = weight[:, None] * (likely - likely * right / hit[:, None])
        cost = -(weight * np.log(hit)).sum() + ridge / 2 * (weights**2).sum()
        return cost, np.concatenate([(numbers.T @ slope + ridge * weights).ravel(), slope.sum(axis=0)])

    found = minimize(loss, np.zeros((features + 1) * classes), jac=True, method="L-BFGS-B", options={"maxiter": 150}).x
    return found[:-classes].reshape(features, classes).astype(np.float32), found[-classes:].astype(np.float32)


def held_out(photos: Lesson, folds: np.ndarray, drawings: Lesson, what: str) -> np.ndarray:
    """Scores of every view by a model that was taught without its contributor: (n, classes)."""
    scores = np.zeros((len(photos.of), photos.categories.shape[1] if what == "category" else photos.patterns.shape[1]))
    for fold in range(FOLDS):
        asked = folds[photos.of] == fold
        model = taught(photos.some(~asked), drawings, what)
        numbers = photos.looks if what == "category" else photos.cloths
        scores[asked] = model.scale.of(numbers[asked]) @ model.weights + model.bias
    return scores


def both_views(scores: np.ndarray) -> np.ndarray:
    """Scores of a view and its mirror together: (n / 2, classes)."""
    return scores.reshape(-1, 2, scores.shape[1]).mean(axis=1)


def honest_temperature(scores: np.ndarray, right: np.ndarray) -> float:
    """The temperature at which held-out probabilities are likeliest."""

    def cost(log_temperature: float) -> float:
        scaled = scores / np.exp(log_temperature)
        likely = np.exp(scaled - scaled.max(axis=1, keepdims=True))
        return float(-np.log((likely * right).sum(axis=1) / likely.sum(axis=1) + 1e-12).sum())

    return float(np.exp(minimize_scalar(cost, bounds=(-2, 2), method="bounded").x))


def calibrated(photos: Lesson, folds: np.ndarray, drawings: Lesson, what: str) -> Linear:
    """The model taught on everything, at the temperature that was right for contributors it had not seen."""
    model = taught(photos, drawings, what)
    scores = both_views(held_out(photos, folds, drawings, what))
    right = (photos.categories if what == "category" else photos.patterns)[::2]
    hit = right[np.arange(len(right)), scores.argmax(axis=1)]
    print(f"{what}, contributors held out: cut out {hit[::2].mean():.3f}, as taken {hit[1::2].mean():.3f}")
    return Linear(model.scale, model.weights, model.bias, honest_temperature(scores, right))


def axes_of(looks: np.ndarray, of: np.ndarray, category: Linear) -> embedding.Axes:
    """A scale, the axes on which garments differ and views of one do not, and those on which categories differ."""
    spread = looks.std(axis=0)
    scale = Scale(looks.mean(axis=0), np.maximum(spread, 0.2 * np.median(spread)))
    numbers = scale.of(looks)
    _, _, wide = np.linalg.svd(numbers - numbers.mean(axis=0), full_matrices=False)
    wide = wide[:WIDE].T
    points = numbers @ wide
    means = np.stack([points[of == one].mean(axis=0) for one in np.unique(of)])
    within = points - means[np.unique(of, return_inverse=True)[1]]
    lengths, turned = np.linalg.eigh(within.T @ within / len(within))
    white = turned / np.sqrt((1 - SHRUNK) * lengths + SHRUNK * lengths.mean())
    _, _, last = np.linalg.svd((means - means.mean(axis=0)) @ white, full_matrices=False)
    axes = wide @ white @ last[:AXES].T
    kinds = category.weights * (scale.spread / category.scale.spread)[:, None]
    kinds -= kinds.mean(axis=1, keepdims=True)
    # Both halves tell garments apart as much as the other: the one by what is single in each, the other by its kind.
    even = np.linalg.norm(numbers @ axes) / np.linalg.norm(numbers @ kinds)
    return scale, np.hstack([axes, even * kinds]).astype(np.float32)


def views_for_axes(photos: Sequence[Photo], seed: int = 7) -> tuple[np.ndarray, np.ndarray]:
    """Looks of each garment in six photos, of which three show a part, (n, f), and which garment each shows."""
    rng = np.random.default_rng(seed)
    looks = []
    for photo in photos:
        part, part_as_taken = nearer(photo.cut_out, rng), nearer(photo.pixels, rng)
        views = [photo.cut_out, photo.pixels, retaken(photo.cut_out, rng), retaken(part, rng), part, part_as_taken]
        looks += [looks_of(seen(view)) for view in views]
    return np.stack(looks), np.repeat(np.arange(len(photos)), 6)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path(os.environ.get("MODISTE_SHARED", "../shared")))
    parser.add_argument("--seeds", type=int, default=5)
    given = parser.parse_args()
    photos = read_photos(given.shared, "unmasked")
    drawings, formality, season = lesson_of_drawings(given.seeds)
    lesson, folds = lesson_of_photos(photos), folds_by_sender(photos, FOLDS)
    models = {what: calibrated(lesson, folds, drawings, what) for what in ("category", "pattern")}
    arrays = {"formality": formality.astype(np.float32), "season": season.astype(np.float32)}
    for what, model in models.items():
        arrays |= model.as_arrays(what)
    np.savez_compressed(tagging.WEIGHTS, **{name: array.astype(np.float16) for name, array in arrays.items()})
    scale, axes = axes_of(*views_for_axes(photos), models["category"])
    small = {"mean": scale.mean, "spread": scale.spread, "axes": axes}
    np.savez_compressed(embedding.WEIGHTS, **{name: array.astype(np.float16) for name, array in small.items()})


if __name__ == "__main__":
    main()
