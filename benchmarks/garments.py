"""What packshots show, without any learnt file: colours, weave and outline of a garment on a plain ground."""

import io
import zipfile
from pathlib import Path

import numpy as np
from PIL import Image
from scipy import ndimage

SIZE = (96, 134)  # pixels across and down: half of the packshots' own
GROUND, SUBJECT = 6.0, 16.0  # ΔE from the ground: surely ground, surely garment
ROWS, COLUMNS = 16, 12  # cells of the outline and of the small picture
STEPS = np.array([12.0, 16.0, 16.0])  # width of a histogram's boxes on L*, a*, b*
LEAST = np.array([0.0, -48.0, -48.0])
BOXES = (9, 6, 6)


def image_features(archive: Path, names: list[str]) -> np.ndarray:
    """One row per picture, float32, shape (n, f); as raw as measured, to be standardised by who learns from it."""
    with zipfile.ZipFile(archive) as pictures:
        return np.stack([features_of(Image.open(io.BytesIO(pictures.read(name)))) for name in names])


def features_of(picture: Image.Image) -> np.ndarray:
    """Colours, weave and outline of one picture, float32, shape (f,)."""
    lab = lab_of(np.asarray(picture.convert("RGB").resize(SIZE, Image.Resampling.BOX), dtype=np.float32) / 255)
    mask = garment_mask(lab)
    box = cut_to(mask)
    parts = [colours(lab, mask), small_picture(lab[box], mask[box]), weave(lab[..., 0], mask), outline(mask, box)]
    return np.concatenate(parts).astype(np.float32)


def lab_of(rgb: np.ndarray) -> np.ndarray:
    """CIE L*a*b* (D65) of sRGB between 0 and 1, shape (h, w, 3)."""
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    to_xyz = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
    xyz = linear @ to_xyz.T / np.array([0.9505, 1.0, 1.089])
    f = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    x, y, z = f[..., 0], f[..., 1], f[..., 2]
    return np.stack([116 * y - 16, 500 * (x - y), 200 * (y - z)], axis=-1)


def garment_mask(lab: np.ndarray) -> np.ndarray:
    """How surely each pixel is garment, 0 to 1: far from a plane through the border's colours, holes filled."""
    height, width = lab.shape[:2]
    down, across = np.meshgrid(np.linspace(-1, 1, height), np.linspace(-1, 1, width), indexing="ij")
    terms = np.stack([np.ones_like(down), down, across, down * across, down**2, across**2], axis=-1)
    edge = np.zeros((height, width), bool)
    edge[:3], edge[-3:], edge[:, :3], edge[:, -3:] = True, True, True, True
    weight = np.ones(edge.sum())
    for _ in range(3):  # a garment that touches the border is an outlier among its pixels
        plane, *_ = np.linalg.lstsq(terms[edge] * weight[:, None], lab[edge] * weight[:, None], rcond=None)
        weight = 1 / (1 + (np.linalg.norm(lab[edge] - terms[edge] @ plane, axis=1) / 3) ** 2)
    distance = ndimage.gaussian_filter(np.linalg.norm(lab - terms @ plane, axis=-1), 0.7)
    soft = np.clip((distance - GROUND) / (SUBJECT - GROUND), 0, 1)
    inner = ndimage.binary_fill_holes(soft > 0.5)
    return np.where(inner & ndimage.binary_erosion(inner, iterations=2), np.maximum(soft, 0.8), soft)


def cut_to(mask: np.ndarray) -> tuple[slice, slice]:
    """The garment's rows and columns; the whole picture where next to nothing stands out."""
    rows, columns = (np.flatnonzero((mask > 0.5).mean(axis) > 0.01) for axis in (1, 0))
    if len(rows) < ROWS or len(columns) < COLUMNS:
        return slice(0, mask.shape[0]), slice(0, mask.shape[1])
    return slice(rows[0], rows[-1] + 1), slice(columns[0], columns[-1] + 1)


def colours(lab: np.ndarray, mask: np.ndarray) -> np.ndarray:
    """Square roots of a L*a*b* histogram, and its mean, spread and deciles of each axis."""
    weight = mask.ravel() + 1e-4
    weight = weight / weight.sum()
    flat = lab.reshape(-1, 3)
    boxes = np.clip((flat - LEAST) // STEPS, 0, np.array(BOXES) - 1).astype(int)
    histogram = np.bincount(np.ravel_multi_index(tuple(boxes.T), BOXES), weight, minlength=int(np.prod(BOXES)))
    smooth = ndimage.gaussian_filter(histogram.reshape(BOXES), 0.6, mode="constant").ravel()
    mean = weight @ flat
    spread = np.sqrt(weight @ (flat - mean) ** 2)
    chroma = weight @ np.hypot(flat[:, 1], flat[:, 2])
    deciles = []
    for axis in range(3):
        order = np.argsort(flat[:, axis])
        at = np.searchsorted(np.cumsum(weight[order]), [0.1, 0.3, 0.5, 0.7, 0.9])
        deciles.append(flat[order[np.minimum(at, len(order) - 1)], axis])
    return np.concatenate([np.sqrt(smooth), mean / 20, spread / 10, [chroma / 10], np.concatenate(deciles) / 20])


def small_picture(lab: np.ndarray, mask: np.ndarray) -> np.ndarray:
    """L*a*b* of 8 × 6 cells of the garment, less its mean colour: where its parts and prints are."""
    mean = (lab * mask[..., None]).sum((0, 1)) / (mask.sum() + 1e-6)
    cells = scaled((lab - mean) * mask[..., None], 8, 6)
    return cells.ravel() / 10


def scaled(plane: np.ndarray, rows: int, columns: int) -> np.ndarray:
    """Means over a grid of cells, shape (rows, columns, …)."""
    down = np.linspace(0, plane.shape[0], rows + 1).astype(int)
    across = np.linspace(0, plane.shape[1], columns + 1).astype(int)
    sums = np.add.reduceat(np.add.reduceat(plane, down[:-1], axis=0), across[:-1], axis=1)
    area = np.maximum(np.diff(down), 1)[:, None] * np.maximum(np.diff(across), 1)
    return sums / area.reshape(area.shape + (1,) * (plane.ndim - 2))


def weave(light: np.ndarray, mask: np.ndarray) -> np.ndarray:
    """Gradients' directions in 3 × 3 cells, their strengths, and local binary patterns on two scales."""
    parts = []
    inner = ndimage.minimum_filter(mask, 3)
    down, across = np.gradient(light)
    strength, way = np.hypot(down, across), (np.arctan2(down, across) % np.pi) / np.pi * 8
    low = np.floor(way).astype(int) % 8
    cells = [scaled(strength * mask * (low == step), 3, 3).ravel() for step in range(8)]
    parts.append(np.sqrt(np.concatenate(cells)))
    weight = inner.ravel() / (inner.sum() + 1e-6)
    edges = [0.5, 1, 2, 4, 8, 16]
    parts.append(np.sqrt(np.bincount(np.digitize(strength.ravel(), edges), weight, minlength=7)))
    for scale in (1, 2):
        parts.append(np.sqrt(np.bincount(patterns(light, scale).ravel(), weight, minlength=10)))
    return np.concatenate(parts)


def patterns(light: np.ndarray, scale: int) -> np.ndarray:
    """Uniform rotation-invariant local binary patterns of eight neighbours (Ojala et al. 2002), 0 to 9."""
    around = [(-1, -1), (-1, 0), (-1, 1), (0, 1), (1, 1), (1, 0), (1, -1), (0, -1)]
    bits = np.stack([np.roll(light, (scale * a, scale * b), (0, 1)) > light + 0.5 for a, b in around]).astype(int)
    changes = np.abs(bits - np.roll(bits, 1, axis=0)).sum(0)
    return np.where(changes <= 2, bits.sum(0), 9)


def outline(mask: np.ndarray, box: tuple[slice, slice]) -> np.ndarray:
    """The garment's mask in 16 × 12 cells, its height, width, area and ratio."""
    inside = mask[box]
    height, width = inside.shape
    sizes = [height / mask.shape[0], width / mask.shape[1], inside.mean(), np.log(height / width)]
    return np.concatenate([scaled(inside, ROWS, COLUMNS).ravel(), sizes])
