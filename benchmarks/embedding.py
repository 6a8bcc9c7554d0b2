"""Does like lie beside like? The same garment photographed again, and other garments of its kind, for each embedding.

python -m benchmarks.embedding [--shared DIR]

Asked are the masked CC0 photos, of whose contributors no embedding was taught anything, and drawn garments.
"""

import argparse
import os
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from benchmarks.garment_photos import ACCEPTED, Photo, drawn_garments, read_photos
from benchmarks.retaken import nearer, retaken
from benchmarks.tagging import MOBILENET
from modiste.vision.arrays import Pixels
from modiste.vision.embedding.base import EmbeddingModel
from modiste.vision.embedding.local import LocalEmbedder
from modiste.vision.embedding.tflite_file import TfliteEmbedder

Vectors = np.ndarray  # (photos, dimensions)


def embedded(model: EmbeddingModel, pictures: Sequence[Pixels]) -> Vectors:
    return np.stack([model.embed(picture) for picture in pictures])


def retrieval(close: np.ndarray, is_wanted: np.ndarray) -> tuple[float, float, float]:
    """P@1, P@5 and mean average precision of (asked, known) closeness, by what is wanted of the known."""
    wanted = np.take_along_axis(is_wanted, np.argsort(-close, axis=1, kind="stable"), axis=1)
    places = np.arange(1, wanted.shape[1] + 1)
    precision = (np.cumsum(wanted, axis=1) / places * wanted).sum(axis=1) / wanted.sum(axis=1)
    return float(wanted[:, 0].mean()), float(wanted[:, :5].mean()), float(precision.mean())


def same_garment(close: np.ndarray) -> tuple[float, float, float]:
    """The share whose own photo comes first, or among the first five, and the mean reciprocal rank."""
    own = np.diagonal(close[:, : len(close)])
    rank = (close > own[:, None]).sum(axis=1)
    return float((rank == 0).mean()), float((rank < 5).mean()), float((1 / (rank + 1)).mean())


def kinds_shared(asked: Sequence[Photo], known: Sequence[Photo]) -> np.ndarray:
    return np.array([[bool(set(ACCEPTED[a.label]) & set(ACCEPTED[b.label])) for b in known] for a in asked])


def measured(
    model: EmbeddingModel, masked: list[Photo], others: list[Photo], view: Callable[[Photo], Pixels]
) -> list[float]:
    """A part of the same garment taken again among all photos, then the same kind among other contributors' photos."""
    rng = np.random.default_rng(2026)
    known, more = embedded(model, [view(one) for one in masked]), embedded(model, [view(one) for one in others])
    again = embedded(model, [retaken(nearer(view(one), rng), rng) for one in masked])
    return [
        *same_garment(again @ np.concatenate([known, more]).T),
        *retrieval(known @ more.T, kinds_shared(masked, others)),
    ]


def measured_on_drawings(model: EmbeddingModel) -> list[float]:
    """A part of a drawn garment on its ground, taken again, among all of them cut out; then others of its category."""
    rng = np.random.default_rng(2026)
    items, cut_out = zip(*drawn_garments(range(2026, 2027)), strict=True)
    on_ground = [picture for _, picture in drawn_garments(range(2026, 2027), ground=True)]
    known = embedded(model, cut_out)
    again = embedded(model, [retaken(nearer(picture, rng), rng) for picture in on_ground])
    close = known @ known.T
    np.fill_diagonal(close, -np.inf)
    kinds = np.array([item.category for item in items])
    is_wanted = np.equal.outer(kinds, kinds) & ~np.eye(len(kinds), dtype=bool)
    return [*same_garment(again @ known.T), *retrieval(close, is_wanted)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path(os.environ.get("MODISTE_SHARED", "../shared")))
    given = parser.parse_args()
    masked, others = (read_photos(given.shared, part) for part in ("masked", "unmasked"))
    models: dict[str, EmbeddingModel] = {"`LocalEmbedder`": LocalEmbedder()}
    if (given.shared / MOBILENET).is_file():
        models["MobileNet v1 (`TfliteEmbedder`)"] = TfliteEmbedder(given.shared / MOBILENET)
    wanted = kinds_shared(masked, others).mean()
    print(
        f"The same garment: a part of each of {len(masked)} photos, 60 % of each side, taken again in other light and"
    )
    print(
        f"turned, among {len(masked) + len(others)} whole ones; drawn ones on their ground among all of them cut out."
    )
    print("The same kind: photos of other contributors; drawn garments of the same category.\n")
    print("| photos | embedding | same: first | first five | MRR | kind: P@1 | P@5 | mAP | ms CPU |")
    print("|---|---|--:|--:|--:|--:|--:|--:|--:|")
    print(f"| photos | chance | {1 / (len(masked) + len(others)):.1%} | – | – | {wanted:.1%} | {wanted:.1%} | – | – |")
    views: dict[str, Callable[[Photo], Pixels]] = {"as taken": lambda p: p.pixels, "cut out": lambda p: p.cut_out}
    for name, model in models.items():
        for kind, view in views.items():
            began = time.process_time()
            model.embed(view(masked[0]))
            spent = 1000 * (time.process_time() - began)
            cells = " | ".join(f"{figure:.1%}" for figure in measured(model, masked, others, view))
            print(f"| {kind} | {name} | {cells} | {spent:.0f} |", flush=True)
        cells = " | ".join(f"{figure:.1%}" for figure in measured_on_drawings(model))
        print(f"| drawn | {name} | {cells} | – |", flush=True)


if __name__ == "__main__":
    main()
