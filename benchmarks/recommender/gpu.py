"""Training on 10⁸ synthetic interactions on a GPU, beside the compiled trainer on all cores of the same machine.

python -m benchmarks.recommender.gpu [--events 1e8] [--factors 64] [--device cuda]

Where there is no GPU it says so and measures nothing; `--device cpu-torch --events 1e6` tries the script itself.
"""

import argparse
import os
import sys
import time
from importlib.util import find_spec

import numpy as np

from benchmarks.recommender.common import compile_kernels
from benchmarks.recommender.scaling import synthetic
from modiste.recommender.als import ImplicitALS
from modiste.recommender.interactions import Interactions

ITERATIONS = 4


def sweeps(log: Interactions, device: str | None, settings: dict[str, object], y: np.ndarray) -> tuple[float, float]:
    """Median wall seconds of an iteration after the first, and the last loss; all begin at the same items."""
    marks: list[float] = []
    model = ImplicitALS(y.shape[1], alpha=0.02, regularisation=0.003, iterations=ITERATIONS, **settings)  # type: ignore[arg-type]
    model.fit(log, start=y, device=device, on_iteration=lambda _number, _loss: marks.append(time.perf_counter()))
    return float(np.median(np.diff(marks))), model.losses_[-1]


def why_not(device: str) -> str | None:
    """What is missing here, or None."""
    if find_spec("torch") is None:
        return "PyTorch is not installed (`pip install modiste[neural]`)"
    import torch

    return "there is no CUDA GPU on this machine" if device == "cuda" and not torch.cuda.is_available() else None


def main() -> None:
    """Print the table, or why there is none."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=float, default=1e8)
    parser.add_argument("--factors", type=int, default=64)
    parser.add_argument("--device", default="cuda")
    given = parser.parse_args()
    if missing := why_not(given.device):
        print(f"Not measured: {missing}.")
        return
    import torch

    compile_kernels()
    began = time.perf_counter()
    log = synthetic(int(given.events))
    print(f"data made in {time.perf_counter() - began:.0f} s", file=sys.stderr)
    y = np.random.default_rng(0).standard_normal((log.shape[1], given.factors), np.float32) * np.float32(0.1)
    is_gpu = given.device.startswith("cuda")
    name = torch.cuda.get_device_name(given.device) if is_gpu else "PyTorch on the CPU"
    print(
        f"{log.csr.nnz:,} interactions, {log.shape[0]:,} users × {log.shape[1]:,} items, {given.factors} factors, "
        f"float32; seconds of an iteration from the second on, wall time.\n\n"
        f"| trainer | {name} | {os.cpu_count()} cores | ratio | loss, relative difference | GPU memory, most |\n"
        "|---|--:|--:|--:|--:|--:|"
    )
    ways = {"exact": ("exact", None), "3 steps of CG": ("cg", None), "ALS-NCG over CG": ("cg", "ncg")}
    for title, (solver, accelerate) in ways.items():
        settings: dict[str, object] = {"solver": solver, "accelerate": accelerate}
        if is_gpu:
            torch.cuda.reset_peak_memory_stats(given.device)
        there, loss = sweeps(log, given.device, settings, y)
        most = f"{torch.cuda.max_memory_allocated(given.device) / 1e9:.1f} GB" if is_gpu else "–"
        here, loss_here = sweeps(log, None, settings, y)
        apart = abs(loss / loss_here - 1)
        print(f"| {title} | {there:.2f} s | {here:.2f} s | {here / there:.1f} × | {apart:.0e} | {most} |", flush=True)


if __name__ == "__main__":
    main()
