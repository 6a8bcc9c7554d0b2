"""A boutique's photo from its bytes to the shop's sizes: `python -m benchmarks.photos`.

The photos are made up: soft shapes under the grain of a sensor, which is as hard to compress as photographs get.
"""

import io
import statistics
import time

import numpy as np
import pillow_heif
import psutil
from PIL import Image

from modiste.vision import decoder, photos
from modiste.vision.apart import Decoders, Task
from modiste.vision.images import renditions
from modiste.vision.limits import MOST_MIB

SIZES = {"2 million": (1200, 1600), "12 million": (3024, 4032), "24 million": (4240, 5660)}
KINDS: dict[str, dict[str, object]] = {
    "JPEG": {"quality": 85},
    "PNG": {"compress_level": 6},
    "WEBP": {"quality": 80, "method": 0},
    "HEIF": {"quality": 60, "enc_params": {"preset": "ultrafast"}},
    "AVIF": {"quality": 60, "speed": 10},
}
TIMES = 5
CROSSINGS = 20  # how often the ways into the child are compared: enough for a 95th percentile


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
    """Print what a photo costs in processor time, then what the child adds to it and how much memory it takes."""
    pillow_heif.register_heif_opener()
    made = {(name, kind): photo(*size, kind) for name, size in SIZES.items() for kind in KINDS}
    print("| pixels | file | look at it (in the request) | read it | write its sizes | together |")
    print("|--:|---|--:|--:|--:|--:|")
    for (name, kind), content in made.items():
        file = f"{name} | {kind}, {len(content) / 2**20:.1f} MiB"
        if len(content) > photos.GARMENT.most_bytes:
            print(f"| {file} | refused: too large | | | |")
            continue
        looks, reads, writes = zip(*(measured(content) for _ in range(TIMES)), strict=True)
        look, read, write = (1_000 * statistics.median(all_of) for all_of in (looks, reads, writes))
        print(f"| {file} | {look:.1f} ms | {read:.0f} ms | {write:.0f} ms | {read + write:.0f} ms |")
    print()
    compare({kind: made["12 million", kind] for kind in ("JPEG", "HEIF")})
    print()
    weigh(made)


def measured(content: bytes) -> tuple[float, float, float]:
    """Seconds of the processor to look at a photo, to read it and to write its sizes, in this process."""
    start = time.process_time()
    decoder.look_at(content, photos.GARMENT)
    looked = time.process_time()
    pixels = np.array(decoder.decoded(content, photos.GARMENT))
    read = time.process_time()
    renditions(pixels)
    return looked - start, read - looked, time.process_time() - read


def compare(contents: dict[str, bytes]) -> None:
    """Print the time on the clock to read a photo here and through the child that the shop uses."""
    print("| 12 million pixels, on the clock | p50 here | p95 here | p50 in the child | p95 in the child |")
    print("|---|--:|--:|--:|--:|")
    for kind, content in contents.items():
        here, there = [], []
        for _ in range(CROSSINGS):  # by turns, so that both meet the same neighbours
            start = time.perf_counter()
            np.array(decoder.decoded(content, photos.GARMENT))
            between = time.perf_counter()
            photos.read_photo(content, seconds=60)
            here.append(1_000 * (between - start))
            there.append(1_000 * (time.perf_counter() - between))
        cells = (f"{statistics.quantiles(all_of, n=20)[at]:.0f} ms" for all_of in (here, there) for at in (9, 18))
        print(f"| {kind} | {' | '.join(cells)} |")


def weigh(made: dict[tuple[str, str], bytes]) -> None:
    """Print the most memory that a child of its own takes for each photo."""
    print(f"| the child’s memory at most, MiB (limit: {MOST_MIB} of address space) | resident | address space |")
    print("|---|--:|--:|")
    for name, kind in [("", ""), *made]:
        content = made.get((name, kind), b"")
        if len(content) > photos.GARMENT.most_bytes:
            continue
        before = set(psutil.Process().children())
        alone = Decoders(children=1)
        try:
            alone.ask(Task.READ if content else Task.LOOK, content or photo(400, 400, "JPEG"), photos.GARMENT, 60)
            [child] = set(psutil.Process().children()) - before
            resident, space = (peak / 1024 for peak in peaks(child.pid))
        finally:
            alone.close()
        print(f"| {f'{name}, {kind}' if content else 'idle'} | {resident:.0f} | {space:.0f} |")


def peaks(pid: int) -> tuple[int, int]:
    """The most memory that a process had, resident and as address space, in KiB; Linux only."""
    with open(f"/proc/{pid}/status") as file:
        facts = dict(line.split(":", 1) for line in file)
    return int(facts["VmHWM"].split()[0]), int(facts["VmPeak"].split()[0])


if __name__ == "__main__":
    main()
