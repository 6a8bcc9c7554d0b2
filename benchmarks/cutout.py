"""Garments cut out of 46 real phone photos, beside GrabCut in a rectangle and the network alone.

`python -m benchmarks.cutout`; `--sheet FILE` writes every cut-out on one picture to look at, the worst first. The
masked photos measure only: nothing was learnt from them or set by them, nor by any photo of their senders.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from scipy.stats import rankdata

from benchmarks.cutout_network.photos import FOLDER, read_rgb, within
from modiste.demo.garments import demo_items
from modiste.demo.studio.photograph import photograph
from modiste.vision.cutout import _grabcut, _net
from modiste.vision.cutout.local import WORK, LocalCutout
from modiste.vision.errors import NoGarment

GOOD, BETTER = 0.93, 0.95
TIMED = 12  # photos
PLAIN = ((255, 255, 255), (244, 244, 246), (232, 228, 220))  # grounds of product shots


@dataclass(frozen=True)
class Shot:
    """A photo, its true outline, and where it is from."""

    photo: np.ndarray
    true: np.ndarray
    name: str


def read_masked(shared: Path) -> list[Shot]:
    """The 46 photos with outlines."""
    files = sorted((shared / FOLDER / "masked").glob("*.jpg"))
    return [
        Shot(read_rgb(file), cv2.imread(str(file.with_suffix(".png")), cv2.IMREAD_GRAYSCALE) > 0, file.stem[:8])
        for file in files
    ]


def product_shots(count: int) -> list[Shot]:
    """Drawn garments on plain grounds with a soft shadow, as JPEG files would bring them."""
    shots = []
    items = demo_items()
    for number, item in enumerate(items[:: len(items) // count][:count]):
        drawn = photograph(item, 600, ground=False)
        alpha = drawn[..., 3:].astype(np.float32) / 255
        shade = cv2.GaussianBlur(alpha[..., 0], (0, 0), 9)[..., None]
        ground = np.array(PLAIN[number % len(PLAIN)], np.float32) * (1 - 0.12 * np.roll(shade, (8, 5), (0, 1)))
        photo = (drawn[..., :3] * alpha + ground * (1 - alpha)).astype(np.uint8)
        coded = cv2.imencode(".jpg", photo, [cv2.IMWRITE_JPEG_QUALITY, 88])[1]
        shots.append(Shot(cv2.imdecode(coded, cv2.IMREAD_COLOR), alpha[..., 0] > 0.5, item.external_id))
    return shots


def rectangle(photo: np.ndarray) -> tuple[np.ndarray, float]:
    """GrabCut in a rectangle with a margin of 4 %, 400 pixels: what everybody has."""
    mask = _grabcut.from_rectangle(within(photo, 400))
    return cv2.resize(mask.astype(np.float32), photo.shape[1::-1]), 1.0


def network(photo: np.ndarray) -> tuple[np.ndarray, float]:
    """The network without GrabCut."""
    return cv2.resize(_net.chances(within(photo, WORK)), photo.shape[1::-1]), 1.0


def ours(photo: np.ndarray) -> tuple[np.ndarray, float]:
    """What ships; nothing at all where it refuses."""
    try:
        found = LocalCutout().cut_out(photo)
    except NoGarment:
        return np.zeros(photo.shape[:2], np.float32), 0.0
    return found.alpha, found.confidence


WAYS: dict[str, Callable[[np.ndarray], tuple[np.ndarray, float]]] = {
    "GrabCut in a rectangle": rectangle,
    "the network alone": network,
    "ours": ours,
}


def overlap(alpha: np.ndarray, true: np.ndarray) -> float:
    """Intersection over union at half opacity."""
    found = alpha > 0.5
    return float((found & true).sum() / max(1, (found | true).sum()))


def seconds(way: str, shots: list[Shot]) -> float:
    """CPU seconds for a photo of 1,024 pixels, one thread: the median of a dozen."""
    taken = []
    for shot in shots[:TIMED]:
        large = within(shot.photo, 1024)
        began = time.process_time()
        WAYS[way](large)
        taken.append(time.process_time() - began)
    return float(np.median(taken))


def peak_mebibytes(shared: Path) -> int:
    """The largest memory of a process that only cuts out, photos of 1,024 pixels, after five of them."""
    command = [sys.executable, "-m", "benchmarks.cutout", "--shared", str(shared), "--weigh"]
    return int(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def weigh(shared: Path) -> None:
    """Print the peak memory of this process after five photos."""
    for file in sorted((shared / FOLDER / "masked").glob("*.jpg"))[:5]:
        LocalCutout().cut_out(within(read_rgb(file), 1024))
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)


def area_under_curve(said: np.ndarray, good: np.ndarray) -> float:
    """That a good cut-out is trusted more than a bad one."""
    count = good.sum()
    others = len(good) - count
    return float((rankdata(said)[good].sum() - count * (count + 1) / 2) / (count * others)) if count and others else 1.0


def sheet(shots: list[Shot], alphas: list[np.ndarray], labels: list[str]) -> np.ndarray:
    """Photo beside cut-out, in the order given, ground tinted."""
    tiles = []
    for shot, alpha, label in zip(shots, alphas, labels, strict=True):
        share = alpha[..., None]
        cut = (shot.photo * share + np.array([220, 0, 220]) * (1 - share)).astype(np.uint8)
        edges = cv2.morphologyEx(shot.true.astype(np.uint8), cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8))
        cut[edges > 0] = (0, 255, 0)
        both = within(np.hstack([shot.photo, cut]), 220)
        tile = np.full((166, 222, 3), 255, np.uint8)
        rows, columns = min(165, both.shape[0]), both.shape[1]
        tile[:rows, :columns] = both[:rows]
        cv2.putText(tile, label, (2, 12), cv2.FONT_HERSHEY_SIMPLEX, 0.4, (255, 0, 0), 1)
        tiles.append(tile)
    tiles += [np.full_like(tiles[0], 255)] * (-len(tiles) % 7)
    return np.vstack([np.hstack(tiles[row : row + 7]) for row in range(0, len(tiles), 7)])


def row(name: str, shares: np.ndarray, cost: str) -> str:
    """One line of the table."""
    return (
        f"| {name} | {shares.mean():.3f} | {100 * (shares > GOOD).mean():.0f} | {100 * (shares > BETTER).mean():.0f} |"
        f" {shares.min():.3f} | {cost} |"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path(os.environ.get("MODISTE_SHARED", "../shared")))
    parser.add_argument("--sheet", type=Path)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--weigh", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    cv2.setNumThreads(1)
    if given.weigh:
        weigh(given.shared)
        return
    shots = read_masked(given.shared)
    made = {way: [cut(shot.photo) for shot in shots] for way, cut in WAYS.items()}
    found = {
        way: np.array([overlap(alpha, shot.true) for (alpha, _), shot in zip(all_of, shots, strict=True)])
        for way, all_of in made.items()
    }
    print(f"{len(shots)} photos:\n")
    print(f"| | mean IoU | % above {GOOD} | % above {BETTER} | least | CPU s at 1,024 pixels |")
    print("|---|--:|--:|--:|--:|--:|")
    for way, shares in found.items():
        print(row(way, shares, f"{seconds(way, shots):.2f}"))
    print("| goal | ≥ 0.975 | ≥ 95 | – | ≥ 0.80 | ≤ 1.50 |")
    said, good = np.array([confidence for _, confidence in made["ours"]]), found["ours"] > GOOD
    print(
        f"\nConfidence: Brier {np.mean((said - good) ** 2):.3f} (always {good.mean():.2f}:"
        f" {np.mean((good.mean() - good) ** 2):.3f}), AUC {area_under_curve(said, good):.3f}; below a half"
        f" {(said < 0.5).sum()}, of which good {(good & (said < 0.5)).sum()}; trusted but not good"
        f" {(~good & (said >= 0.5)).sum()}. Peak memory {peak_mebibytes(given.shared)} MiB (goal ≤ 300)."
    )
    plain = product_shots(24)
    shares = np.array([overlap(ours(shot.photo)[0], shot.true) for shot in plain])
    print(f"\nDrawn garments on plain grounds: mean IoU {shares.mean():.3f} (goal ≥ 0.99), least {shares.min():.3f}.")
    order = np.argsort(found["ours"])
    if given.sheet:
        labels = [f"{found['ours'][n]:.3f} said {said[n]:.2f}" for n in order]
        picture = sheet([shots[n] for n in order], [made["ours"][n][0] for n in order], labels)
        cv2.imwrite(str(given.sheet), picture[..., ::-1])
    if given.json:
        worth = {shots[n].name: [float(found["ours"][n]), float(said[n])] for n in order}
        given.json.write_text(json.dumps(worth, indent=1))


if __name__ == "__main__":
    main()
