"""What is on the photo? `LocalTagger` on CC0 photos, beside the commonest answer and the nearest MobileNet photo.

python -m benchmarks.tagging [--shared DIR] [--seeds 5] [--without-folds]

Reported are photos of contributors of whom nothing was taught: the masked ones by the weights that ship, the others by
models taught without their contributor.
"""

import argparse
import os
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from benchmarks.garment_photos import ACCEPTED, Photo, drawn_garments, folds_by_sender, read_photos
from benchmarks.teach_looks import FOLDS, both_views, held_out, lesson_of_drawings, lesson_of_photos
from modiste.vision.arrays import Pixels
from modiste.vision.embedding.base import EmbeddingModel
from modiste.vision.embedding.local import LocalEmbedder
from modiste.vision.embedding.tflite_file import TfliteEmbedder
from modiste.vision.lab import lab_of_hex
from modiste.vision.tagging.base import CATEGORIES, PATTERNS, Tags
from modiste.vision.tagging.local import LocalTagger

MOBILENET = Path("models", "coral-tflite", "mobilenet_v1_1.0_224_quant_embedding_extractor.tflite")
COMMONEST = "t-shirt"


def is_right(photo: Photo, category: str) -> bool:
    return category in ACCEPTED[photo.label]


def accuracy(photos: Sequence[Photo], answers: Sequence[str]) -> tuple[float, float]:
    """Of all photos, and the mean over labels."""
    hits = np.array([is_right(photo, answer) for photo, answer in zip(photos, answers, strict=True)])
    labels = np.array([photo.label for photo in photos])
    return float(hits.mean()), float(np.mean([hits[labels == label].mean() for label in np.unique(labels)]))


def nearest(
    model: EmbeddingModel, asked: Sequence[Photo], known: Sequence[Photo], view: Callable[[Photo], Pixels]
) -> list[str]:
    """The first accepted category of the nearest photo of another contributor."""
    vectors = [np.stack([model.embed(view(photo)) for photo in photos]) for photos in (asked, known)]
    close = vectors[0] @ vectors[1].T
    close[np.equal.outer([photo.sender for photo in asked], [photo.sender for photo in known])] = -np.inf
    return [ACCEPTED[known[place].label][0] for place in close.argmax(axis=1)]


def row(name: str, *pairs: tuple[float, float] | None) -> str:
    cells = [f"{pair[0]:.1%} | {pair[1]:.1%}" if pair else "– | –" for pair in pairs]
    return f"| {name} | {' | '.join(cells)} |"


def categories(
    masked: list[Photo], others: list[Photo], tags: list[list[Tags]], shared: Path, scores: np.ndarray | None
) -> None:
    """Prints the table of categories."""
    print(f"| category | {len(masked)} masked photos | mean over labels | {len(others)} photos | mean over labels |")
    print("|---|--:|--:|--:|--:|")
    print(row(f"always “{COMMONEST}”", *(accuracy(some, [COMMONEST] * len(some)) for some in (masked, others))))
    models: dict[str, EmbeddingModel] = {"`LocalEmbedder`": LocalEmbedder()}
    if (shared / MOBILENET).is_file():
        models = {"MobileNet v1": TfliteEmbedder(shared / MOBILENET)} | models
    views: dict[str, Callable[[Photo], Pixels]] = {"as taken": lambda p: p.pixels, "cut out": lambda p: p.cut_out}
    for name, model in models.items():
        for kind, view in views.items():
            pair = accuracy(masked, nearest(model, masked, others, view))
            taught_on_them = name != "MobileNet v1"
            other = None if taught_on_them else accuracy(others, nearest(model, others, others, view))
            print(row(f"nearest photo by {name}, {kind}", pair, other))
    for place, kind in enumerate(("cut out", "as taken")):
        answers = [one[place].category.value for one in tags]
        held = None
        if scores is not None:
            held = accuracy(others, [CATEGORIES[number] for number in scores[place::2].argmax(axis=1)])
        print(row(f"`LocalTagger`, {kind}", accuracy(masked, answers), held))
    found = [one[0].category for one in tags]
    hits = np.array([is_right(photo, guess.value) for photo, guess in zip(masked, found, strict=True)])
    said = np.array([guess.confidence for guess in found])
    sure = said >= np.median(said)
    print(
        f"\nConfidence of the category, masked and cut out: {said.mean():.2f} on average where {hits.mean():.2f} are"
        f" right (Brier {((said - hits) ** 2).mean():.3f}); of the surer half {hits[sure].mean():.0%} are right,"
        f" of the other {hits[~sure].mean():.0%}."
    )


def patterns(masked: list[Photo], others: list[Photo], tags: list[list[Tags]], scores: np.ndarray | None) -> None:
    """Prints one line of patterns, beside calling everything plain."""
    plain = [np.mean([photo.pattern == "plain" for photo in some]) for some in (masked, others)]
    hits = np.mean([photo.pattern == one[0].pattern.value for photo, one in zip(masked, tags, strict=True)])
    print(f"\nPattern (labels seen by eye), cut out: {hits:.1%} of the masked (always plain: {plain[0]:.1%})", end="")
    if scores is not None:
        right = [PATTERNS.index(photo.pattern) for photo in others]
        found = np.mean(scores[::2].argmax(axis=1) == right)
        print(f", {found:.1%} of the others (always plain: {plain[1]:.1%})", end="")
    print(".")


def colours(tagger: LocalTagger) -> None:
    """Prints how often the main colour of a drawn garment is the one that it was drawn in."""
    for kind, ground in (("cut out", False), ("on its ground", True)):
        same, near, deltas = [], [], []
        for item, picture in drawn_garments(range(2026, 2027), ground=ground):
            found = tagger.tag(picture).colours.value
            true = np.array(lab_of_hex(item.colours[0].hex))
            deltas.append(float(np.linalg.norm(true - np.array(found[0].lab))))
            same.append(found[0].name == item.colours[0].name)
            near.append(item.colours[0].name in [colour.name for colour in found])
        print(
            f"\nColour of {len(same)} drawn garments, {kind}: {np.mean(same):.1%} have the palette's own word for the"
            f" main colour, {np.mean(near):.1%} among their colours; ΔE to it {np.median(deltas):.1f} (median)."
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path(os.environ.get("MODISTE_SHARED", "../shared")))
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--without-folds", action="store_true", help="Only what needs no teaching.")
    given = parser.parse_args()
    masked, others = (read_photos(given.shared, part) for part in ("masked", "unmasked"))
    tagger = LocalTagger()
    began = time.process_time()
    tags = [[tagger.tag(photo.cut_out), tagger.tag(photo.pixels)] for photo in masked]
    seconds = (time.process_time() - began) / 2 / len(masked)
    scores: dict[str, np.ndarray] = {}
    if not given.without_folds:
        drawings, lesson = lesson_of_drawings(given.seeds)[0], lesson_of_photos(others)
        folds = folds_by_sender(others, FOLDS)
        scores = {what: both_views(held_out(lesson, folds, drawings, what)) for what in ("category", "pattern")}
    categories(masked, others, tags, given.shared, scores.get("category"))
    patterns(masked, others, tags, scores.get("pattern"))
    colours(tagger)
    print(f"\nTagging a photo takes {seconds * 1000:.0f} ms of CPU.")


if __name__ == "__main__":
    main()
