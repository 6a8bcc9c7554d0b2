"""Draw the network's training pictures: `python -m benchmarks.cutout_network.make FOLDER --count 9000`.

Written in parts of 500, so that a training may begin with the first; `held-out.npz` keeps photos and composites of the
senders that are held out.
"""

import argparse
import os
from pathlib import Path

import numpy as np

from benchmarks.cutout_network.composites import Stock, picture
from benchmarks.cutout_network.photos import drawings, is_held_out, read_pieces, stock_of
from modiste.vision.cutout import _net

PART = 500


def write(file: Path, stock: Stock, count: int, seed: int) -> None:
    """`count` pictures with the network's two further planes and the outline, as bytes, (count, SIDE, SIDE, 6)."""
    rng = np.random.default_rng(seed)
    made = np.empty((count, _net.SIDE, _net.SIDE, 6), np.uint8)
    for row in made:
        small, alpha = picture(stock, rng)
        unlike, far = _net.facts(small)
        row[..., :3] = small
        for channel, plane in enumerate((unlike, far, alpha), start=3):
            row[..., channel] = np.clip(plane * 255 + 0.5, 0, 255)
    aside = file.with_suffix(".partial.npy")
    np.save(aside, made)
    aside.replace(file)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--shared", type=Path, default=Path(os.environ.get("MODISTE_SHARED", "../shared")))
    parser.add_argument("--count", type=int, default=9000)
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    pieces = list(read_pieces(given.shared))
    drawn = list(drawings())
    print(f"{len(pieces)} photos, {len(drawn)} drawings", flush=True)
    kept = stock_of([piece for piece in pieces if not is_held_out(piece.sender)], drawn[::2] + drawn[1::4])
    held = stock_of([piece for piece in pieces if is_held_out(piece.sender)], drawn[3::4])
    write(given.folder / "held-out.npy", held, 400, 1)
    for start in range(0, given.count, PART):
        write(given.folder / f"part-{start:05d}.npy", kept, min(PART, given.count - start), 2 + start)


if __name__ == "__main__":
    main()
