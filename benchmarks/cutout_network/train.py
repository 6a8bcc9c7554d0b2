"""Learn from the pictures that `make` drew, and write the file that ships.

`python -m benchmarks.cutout_network.train FOLDER --minutes 25`: one core; parts that `make` adds meanwhile are taken
up. The file's sha256 is printed, to be written into modiste/vision/cutout/_net.py.
"""

import argparse
import hashlib
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
from torch.nn.functional import avg_pool2d, binary_cross_entropy_with_logits

from benchmarks.cutout_network.network import Network, as_onnx
from modiste.vision.cutout import _net

BATCH = 16
RATE, DECAY = 3e-3, 1e-4
KEPT = 0.995  # of the running mean of the weights, a step
FILE = Path(_net.__file__).parent / "weights" / "garment.onnx"
Batch = tuple[torch.Tensor, torch.Tensor]


def batch_of(rows: np.ndarray, rng: np.random.Generator | None) -> Batch:
    """What the network sees, (n, CHANNELS, SIDE, SIDE), and the outlines, (n, 1, SIDE / 2, SIDE / 2)."""
    seen, outlines = [], []
    for row in rows:
        if rng is not None:
            if rng.random() < 0.5:
                row = row[:, ::-1]
            if rng.random() < 0.2:
                row = row[::-1]
        small = row[..., :3]
        if rng is not None:
            light = rng.normal(1, 0.12) * rng.normal(1, 0.04, 3)
            small = np.clip((small.astype(np.float32) / 255) ** rng.uniform(0.75, 1.3) * light * 255, 0, 255)
        planes = row[..., 3:].astype(np.float32) / 255
        seen.append(_net.with_places(small, planes[..., 0], planes[..., 1]))
        outlines.append(planes[..., 2][None])
    outline = avg_pool2d(torch.from_numpy(np.stack(outlines)), 2)
    return torch.from_numpy(np.stack(seen)).contiguous(memory_format=torch.channels_last), outline


def loss_of(network: Network, batch: Batch) -> torch.Tensor:
    """Cross entropy and what is missing from the intersection over union, per picture."""
    seen, outline = batch
    odds = network.odds(seen)
    chance = torch.sigmoid(odds)
    both = (chance * outline).sum((1, 2, 3))
    either = (chance + outline - chance * outline).sum((1, 2, 3))
    return binary_cross_entropy_with_logits(odds, outline) + (1 - (both + 1) / (either + 1)).mean()


def batches(folder: Path, rng: np.random.Generator) -> Iterator[Batch]:
    """Batches without end: rows of a part chosen by chance among those that are there."""
    while True:
        parts = sorted(folder.glob("part-*.npy"))
        chosen = [np.load(parts[number], mmap_mode="r") for number in rng.integers(len(parts), size=4)]
        rows = np.concatenate([part[rng.permutation(len(part))[:40]] for part in chosen])
        rng.shuffle(rows)
        for start in range(0, len(rows), BATCH):
            yield batch_of(rows[start : start + BATCH], rng)


@torch.no_grad()
def measured(network: Network, rows: np.ndarray) -> float:
    """Mean intersection over union on pictures of held-out senders that show a garment."""
    shares = []
    for start in range(0, len(rows), 50):
        seen, outline = batch_of(rows[start : start + 50], None)
        found, wanted = network(seen) > 0.5, outline > 0.5
        either = (found | wanted).sum((1, 2, 3))
        both = (found & wanted).sum((1, 2, 3))
        shares += [float(b / e) for b, e, w in zip(both, either, wanted.sum((1, 2, 3)), strict=True) if w > 0]
    return float(np.mean(shares))


def train(folder: Path, seconds: float, seed: int = 3) -> Network:
    """A network that learnt for so long, its weights the running mean of those on the way."""
    torch.set_num_threads(1)
    torch.manual_seed(seed)
    network, mean = (Network().to(memory_format=torch.channels_last) for _ in range(2))
    mean.load_state_dict(network.state_dict())
    learner = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=DECAY)
    held, began, said = np.load(folder / "held-out.npy")[:150], time.monotonic(), 0.0
    for step, batch in enumerate(batches(folder, np.random.default_rng(seed))):
        done = min(1.0, (time.monotonic() - began) / seconds)
        learner.param_groups[0]["lr"] = RATE * min(1, (step + 1) / 100, 0.01 + 1.4 * (1 - done) ** 1.3)
        network.train()
        loss = loss_of(network, batch)
        learner.zero_grad()
        loss.backward()
        learner.step()
        kept = min(KEPT, (step + 1) / (step + 10))
        with torch.no_grad():
            for ours, theirs in zip(mean.state_dict().values(), network.state_dict().values(), strict=True):
                ours.copy_(ours * kept + theirs * (1 - kept) if ours.is_floating_point() else theirs)
        if done - said > 0.1 or done == 1:
            said = done
            score = measured(mean.eval(), held)
            print(f"{done:4.0%} step {step} loss {loss.item():.3f} held out {score:.4f}", flush=True)
            FILE.parent.mkdir(exist_ok=True)
            FILE.write_bytes(as_onnx(mean))
        if done == 1:
            return mean
    raise AssertionError("batches never end")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--minutes", type=float, default=25)
    given = parser.parse_args()
    train(given.folder, given.minutes * 60)
    content = FILE.read_bytes()
    print(f"{len(content)} bytes, sha256 {hashlib.sha256(content).hexdigest()}")


if __name__ == "__main__":
    main()
