"""The CC0 photos with an outline of ours, and the demo's garments, as pieces to learn from.

`outlines.csv` says which beginning of GrabCut drew each photo's outline well; it was chosen by eye, and photos that
none drew well are not in it. Photos of the folder `masked/`, which measure the result, are never read, nor is any photo
of their senders.
"""

import csv
import hashlib
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np

from benchmarks.cutout_network.composites import Piece, Stock, ground_of
from modiste.demo.garments import demo_items
from modiste.demo.studio.photograph import photograph
from modiste.vision.cutout import _grabcut

FOLDER = Path("data") / "garment-photos-cc0"
CHOSEN = Path(__file__).with_name("outlines.csv")
WORK = 400  # pixels of the longer side


def read_pieces(shared: Path, *, only_held_out: bool = False) -> Iterator[Piece]:
    """Photos with their outlines; `only_held_out` those of the senders that are kept from the network."""
    with (shared / FOLDER / "labels.csv").open() as file:
        sender_of = {row["image"]: row["sender_id"] for row in csv.DictReader(file) if row["part"] == "unmasked"}
    with CHOSEN.open() as file:
        chosen = {row["image"]: row["outline"] for row in csv.DictReader(file)}
    for name, way in chosen.items():
        if only_held_out and not is_held_out(sender_of[name]):
            continue
        photo = within(read_rgb(shared / FOLDER / "unmasked" / f"{name}.jpg"), WORK)
        found = _grabcut.classical(photo)
        mask = _grabcut.agreed(photo, found) if way == "vote" else found[way]
        yield Piece(photo, cv2.GaussianBlur(mask.astype(np.float32), (0, 0), 0.7), sender_of[name])


def read_rgb(file: Path) -> np.ndarray:
    """A picture file as RGB."""
    return cv2.cvtColor(cv2.imread(str(file)), cv2.COLOR_BGR2RGB)


def within(photo: np.ndarray, longest: int) -> np.ndarray:
    """The photo with its longer side at `longest` pixels, larger or smaller than it was."""
    share = longest / max(photo.shape[:2])
    way = cv2.INTER_AREA if share < 1 else cv2.INTER_CUBIC
    return cv2.resize(photo, (round(photo.shape[1] * share), round(photo.shape[0] * share)), interpolation=way)


def drawings() -> Iterator[Piece]:
    """Every garment of the demo shop, cut out."""
    for item in demo_items():
        drawn = photograph(item, 240, ground=False)
        yield Piece(drawn[..., :3].copy(), drawn[..., 3].astype(np.float32) / 255, "")


def is_held_out(sender: str) -> bool:
    """Whether a sender's photos are kept from the network, to calibrate with: about one in six."""
    return int(hashlib.sha256(sender.encode()).hexdigest(), 16) % 6 == 0


def stock_of(pieces: list[Piece], drawn: list[Piece]) -> Stock:
    """What training pictures are put together from."""
    grounds = [(ground, piece.sender) for piece in pieces if (ground := ground_of(piece)) is not None]
    return Stock(pieces, drawn, grounds)
