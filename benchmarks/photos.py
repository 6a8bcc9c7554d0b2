"""A boutique's photo from its bytes to the shop's sizes: `python -m benchmarks.photos`.

The photos are made up: soft shapes under the grain of a sensor, which is as hard to compress as photographs get.
"""

import io
import statistics
import time

import numpy as np
from PIL import Image

from modiste.vision import photos
from modiste.vision.images import renditions

SIZES = {"2 million": (1200, 1600), "12 million": (3024, 4032), "24 million": (4240, 5660)}
KINDS = {"JPEG": {"quality": 85}, "PNG": {"compress_level": 6}, "WEBP": {"quality": 80, "method": 0}}
TIMES = 5


def photo(width: int, height: int, kind: str) -> bytes:
    """A photo of this size as a file."""
    chance = np.random.default_rng(1)
    soft = chance.integers(0, 255, (height // 40, width // 40, 3), dtype=np.uint8)
    shapes = np.asarray(Image.fromarray(soft).resize((width, height), Image.Resampling.BICUBIC)).astype(np.int16)
    shapes += chance.integers(-4, 5, shapes.shape, dtype=np.int16)
    file = io.BytesIO()
    Image.fromarray(np.clip(shapes, 0, 255).astype(np.uint8)).save(file, kind, **KINDS[kind])
    return file.getvalue()


def main() -> None:
    """Print a table: medians in milliseconds of one core."""
    print("| pixels | file | look at it (in the request) | read it | write its sizes | together |")
    print("|--:|---|--:|--:|--:|--:|")
    for name, size in SIZES.items():
        for kind in KINDS:
            content = photo(*size, kind)
            if len(content) > photos.GARMENT.most_bytes:
                print(f"| {name} | {kind}, {len(content) / 2**20:.1f} MiB | refused: too large | | | |")
                continue
            looks, reads, writes = zip(*(measured(content) for _ in range(TIMES)), strict=True)
            look, read, write = (1_000 * statistics.median(all_of) for all_of in (looks, reads, writes))
            row = f"{look:.1f} ms | {read:.0f} ms | {write:.0f} ms | {read + write:.0f} ms"
            print(f"| {name} | {kind}, {len(content) / 2**20:.1f} MiB | {row} |")


def measured(content: bytes) -> tuple[float, float, float]:
    """Seconds to look at a photo, to read it and to write its sizes."""
    start = time.process_time()
    photos.check_photo(content)
    looked = time.process_time()
    pixels = photos.read_photo(content)
    read = time.process_time()
    renditions(pixels)
    return looked - start, read - looked, time.process_time() - read


if __name__ == "__main__":
    main()
