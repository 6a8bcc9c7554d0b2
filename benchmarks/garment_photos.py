"""Photos of garments with what is known of them: CC0 photos from phones, and the demo's own drawings."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from PIL import Image

from modiste.demo.garments import demo_items
from modiste.demo.item import DemoItem
from modiste.demo.studio.photograph import photograph
from modiste.vision.arrays import Pixels

ACCEPTED = {  # the photos' labels in the shop's words: each of them is right
    "T-Shirt": ("t-shirt",),
    "Longsleeve": ("t-shirt", "knit"),
    "Polo": ("t-shirt",),
    "Undershirt": ("t-shirt",),
    "Top": ("t-shirt", "blouse"),
    "Blouse": ("blouse",),
    "Shirt": ("shirt",),
    "Hoodie": ("knit",),
    "Blazer": ("jacket",),
    "Outwear": ("jacket", "coat"),
    "Pants": ("trousers", "jeans"),
    "Shorts": ("shorts",),
    "Skirt": ("skirt",),
    "Dress": ("dress",),
    "Shoes": ("shoes",),
    "Hat": ("hat",),
}
DRAWN = {"stripe": "stripe", "check": "check", "dot": "dot", "floral": "floral"}  # all others look plain: cables, too
PATTERNS = Path(__file__).with_name("photo_patterns.csv")  # seen by eye for this project; what is not there is plain


@dataclass(frozen=True)
class Photo:
    """A photo, the same cut out (by its mask where there is one, else by GrabCut), and who took it of what."""

    name: str
    pixels: Pixels
    cut_out: Pixels
    label: str
    pattern: str
    sender: str


def read_photos(shared: Path, part: str) -> list[Photo]:
    """The photos of a part: `masked` or `unmasked`, whose contributors are disjoint."""
    folder = shared / "data" / "garment-photos-cc0"
    with PATTERNS.open() as file:
        patterns = {row["image"]: row["pattern"] for row in csv.DictReader(file)}
    with (folder / "labels.csv").open() as file:
        rows = [row for row in csv.DictReader(file) if row["part"] == part]
    return [_read(folder / part, row, patterns.get(row["image"], "plain")) for row in rows]


def _read(folder: Path, row: dict[str, str], pattern: str) -> Photo:
    pixels = np.asarray(Image.open(folder / f"{row['image']}.jpg").convert("RGB"))
    mask = folder / f"{row['image']}.png"
    alpha = np.asarray(Image.open(mask).convert("L")) if mask.is_file() else _grabcut(pixels)
    return Photo(row["image"], pixels, np.dstack([pixels, alpha]), row["label"], pattern, row["sender_id"])


def _grabcut(pixels: Pixels) -> np.ndarray:
    """The garment by GrabCut in a rectangle with a margin of 4 %; everything where it finds next to nothing."""
    cv2.setRNGSeed(1)
    small = cv2.resize(pixels, (180, 240), interpolation=cv2.INTER_AREA)
    mask, inside, outside = np.zeros((240, 180), np.uint8), np.zeros((1, 65)), np.zeros((1, 65))
    cv2.grabCut(small[..., ::-1].copy(), mask, (7, 10, 166, 220), inside, outside, 4, cv2.GC_INIT_WITH_RECT)
    alpha = np.where((mask == cv2.GC_FGD) | (mask == cv2.GC_PR_FGD), 255, 0).astype(np.uint8)
    alpha = alpha if alpha.mean() > 5 else np.full_like(alpha, 255)
    return cv2.resize(alpha, pixels.shape[1::-1], interpolation=cv2.INTER_LINEAR)


def drawn_garments(seeds: range, width: int = 192, *, ground: bool = False) -> Iterator[tuple[DemoItem, Pixels]]:
    """Every piece of the demo's catalogue for each seed, cut out or on its ground."""
    for seed in seeds:
        for item in demo_items(seed):
            yield item, photograph(item, width, ground=ground)


def folds_by_sender(photos: list[Photo], folds: int) -> np.ndarray:
    """Which fold each photo belongs to, (photos,): all of one contributor's to one, about as many to each."""
    senders, counts = np.unique([photo.sender for photo in photos], return_counts=True)
    of: dict[str, int] = {}
    sizes = np.zeros(folds, int)
    for place in np.argsort(-counts, kind="stable"):
        of[senders[place]] = int(sizes.argmin())
        sizes[sizes.argmin()] += counts[place]
    return np.array([of[photo.sender] for photo in photos])
