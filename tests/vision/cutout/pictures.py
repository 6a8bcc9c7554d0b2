"""Small drawn photos of one garment, with its outline, and files of tiny networks."""

from pathlib import Path

import cv2
import numpy as np

from benchmarks.cutout_network.onnx_writer import Graph
from modiste.vision.arrays import Pixels

SHIRT = ((30, 25), (42, 20), (58, 20), (70, 25), (92, 48), (82, 58), (72, 48), (72, 88), (28, 88), (28, 48), (18, 58))
SHIRT = (*SHIRT, (8, 48))
Outline = np.ndarray  # (height, width) of bool


def shirt(
    garment: tuple[int, int, int],
    ground: Pixels | tuple[int, int, int],
    *,
    height: int = 320,
    width: int = 240,
    down: int = 0,
) -> tuple[Pixels, Outline]:
    """A shirt with a weave and grain on a ground; `down` moves it, in percent of the height. Photo and outline."""
    rng = np.random.default_rng(4)
    corners = np.array([(x * width / 100, (y + down) * height / 110) for x, y in SHIRT])
    mask = np.zeros((height, width), np.uint8)
    cv2.fillPoly(mask, [corners.round().astype(np.int32)], 1)
    weave = 6 * np.sin(np.arange(height) * 0.8)[:, None, None]
    cloth = np.array(garment) + weave + rng.normal(0, 2, (height, width, 3))
    below = np.array(ground) + rng.normal(0, 2, (height, width, 3))
    photo = np.where(mask[..., None] > 0, cloth, below)
    return np.clip(cv2.GaussianBlur(photo, (0, 0), 0.6), 0, 255).astype(np.uint8), mask > 0


def planks(height: int = 320, width: int = 240) -> Pixels:
    """A wooden floor: boards of different browns with dark joints."""
    rng = np.random.default_rng(2)
    floor = np.empty((height, width, 3))
    for left in range(0, width, 30):
        floor[:, left : left + 30] = np.array([176, 132, 88]) + rng.normal(0, 10)
        floor[:, left : left + 2] = (84, 58, 36)
    return np.clip(floor + 5 * np.sin(np.arange(height) * 0.15)[:, None, None], 0, 255).astype(np.uint8)


def overlap(alpha: np.ndarray, true: Outline) -> float:
    """Intersection over union at half opacity."""
    found = alpha > 0.5
    return float((found & true).sum() / (found | true).sum())


def dark_is_garment(file: Path, *, side: int | str = 32, with_sigmoid: bool = True) -> Path:
    """An ONNX file of one convolution: the darker, the surer."""
    graph = Graph({"input": [1, 3, side, side]}, {"map": [1, 1, side, side]})
    weight = graph.constant("w", np.full((1, 3, 1, 1), -4, np.float32))
    bias = graph.constant("b", np.zeros(1, np.float32))
    odds = graph.node("Conv", ["input", weight, bias], "odds", kernel_shape=[1, 1])
    graph.node("Sigmoid" if with_sigmoid else "Identity", [odds], "map")
    file.write_bytes(graph.content())
    return file
