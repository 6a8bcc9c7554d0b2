"""What a garment looks like as numbers, without any learnt file: its colours, its weave and its outline."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PIL import Image
from scipy import ndimage

from modiste.vision.arrays import Pixels, Plane, Planes, checked
from modiste.vision.errors import NoGarment
from modiste.vision.lab import lab_of
from modiste.vision.subject import likely_garment

SIZE = (96, 128)  # pixels across and down to which every photo is brought
ROWS, COLUMNS = 16, 12  # cells of the outline and of the small picture
STEPS = np.array([12.0, 16.0, 16.0])  # width of a histogram's boxes on L*, a*, b*
LEAST = np.array([0.0, -48.0, -48.0])
BOXES = (9, 6, 6)
EDGE_SIZE, EDGE_ROWS, EDGE_COLUMNS, WAYS = (48, 64), 8, 6, 8  # the garment's box in pixels; cells; directions
_LEAST_SHARE = 0.002  # of a cut-out that is garment

Numbers = npt.NDArray[np.float32]
Box = tuple[slice, slice]


@dataclass(frozen=True, slots=True)
class Seen:
    """A photo as it is measured: L*a*b*, (height, width, 3), and how surely each pixel is garment, 0 to 1."""

    lab: Planes
    mask: Plane


def seen(photo: Pixels) -> Seen:
    """`photo` (height, width, 3), or cut out with opacity as a fourth channel; raises InvalidImage, NoGarment."""
    small = np.asarray(Image.fromarray(checked(photo)).resize(SIZE, Image.Resampling.BOX))
    lab = lab_of(small[..., :3].astype(np.float32) / 255)
    if small.shape[2] == 3:
        return Seen(lab, likely_garment(lab))
    mask = small[..., 3].astype(np.float32) / np.float32(255)
    if mask.mean() < _LEAST_SHARE:
        raise NoGarment("Next to nothing is left of this photo once its ground is cut away: take it from nearer.")
    return Seen(lab, mask)


def looks_of(garment: Seen) -> Numbers:
    """Colours, weave, outline and edges, (f,): as raw as measured, to be standardised by who learns from it."""
    lab, mask = garment.lab, garment.mask
    box = cut_to(mask)
    parts = [colours(lab, mask), small_picture(lab[box], mask[box]), weave(lab[..., 0], mask), outline(mask, box)]
    return np.concatenate([*parts, edges(lab[..., 0], mask, box)]).astype(np.float32)


def cut_to(mask: Plane) -> Box:
    """The garment's rows and columns; the whole picture where next to nothing stands out."""
    rows, columns = (np.flatnonzero((mask > 0.5).mean(axis) > 0.01) for axis in (1, 0))
    if len(rows) < ROWS or len(columns) < COLUMNS:
        return slice(0, mask.shape[0]), slice(0, mask.shape[1])
    return slice(rows[0], rows[-1] + 1), slice(columns[0], columns[-1] + 1)


def colours(lab: Planes, mask: Plane) -> npt.NDArray[np.floating]:
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


def small_picture(lab: Planes, mask: Plane) -> npt.NDArray[np.floating]:
    """L*a*b* of 8 × 6 cells of the garment, less its mean colour: where its parts and prints are."""
    mean = (lab * mask[..., None]).sum((0, 1)) / (mask.sum() + 1e-6)
    cells = scaled((lab - mean) * mask[..., None], 8, 6)
    return cells.ravel() / 10


def scaled(plane: npt.NDArray[np.floating], rows: int, columns: int) -> npt.NDArray[np.floating]:
    """Means over a grid of cells, shape (rows, columns, …)."""
    down = np.linspace(0, plane.shape[0], rows + 1).astype(int)
    across = np.linspace(0, plane.shape[1], columns + 1).astype(int)
    sums = np.add.reduceat(np.add.reduceat(plane, down[:-1], axis=0), across[:-1], axis=1)
    area = np.maximum(np.diff(down), 1)[:, None] * np.maximum(np.diff(across), 1)
    return sums / area.reshape(area.shape + (1,) * (plane.ndim - 2))


def weave(light: Plane, mask: Plane) -> npt.NDArray[np.floating]:
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


def patterns(light: Plane, scale: int) -> npt.NDArray[np.int64]:
    """Uniform rotation-invariant local binary patterns of eight neighbours (Ojala et al. 2002), 0 to 9."""
    around = [(-1, -1), (-1, 0), (-1, 1), (0, 1), (1, 1), (1, 0), (1, -1), (0, -1)]
    bits = np.stack([np.roll(light, (scale * a, scale * b), (0, 1)) > light + 0.5 for a, b in around]).astype(int)
    changes = np.abs(bits - np.roll(bits, 1, axis=0)).sum(0)
    return np.where(changes <= 2, bits.sum(0), 9)


def outline(mask: Plane, box: Box) -> npt.NDArray[np.floating]:
    """The garment's mask in 16 × 12 cells, its height, width, area and ratio."""
    inside = mask[box]
    height, width = inside.shape
    sizes = [height / mask.shape[0], width / mask.shape[1], inside.mean(), np.log(height / width)]
    return np.concatenate([scaled(inside, ROWS, COLUMNS).ravel(), sizes])


def edges(light: Plane, mask: Plane, box: Box) -> npt.NDArray[np.floating]:
    """Histograms of oriented gradients (Dalal and Triggs 2005) of the garment: of its light, and its outline.

    Seams, collars, closures and legs show as directions in 8 × 6 cells, each cell made about as strong as the next.
    """
    filled = light * mask + (1 - mask) * (light * mask).sum() / (mask.sum() + 1e-6)
    return np.concatenate([_directions(_brought_to(plane[box])) for plane in (filled, 60 * mask)])


def _brought_to(plane: npt.NDArray[np.floating]) -> Plane:
    return np.asarray(Image.fromarray(plane.astype(np.float32)).resize(EDGE_SIZE, Image.Resampling.BILINEAR))


def _directions(plane: Plane) -> npt.NDArray[np.floating]:
    down, across = np.gradient(plane)
    strength, way = np.hypot(down, across), (np.arctan2(down, across) % np.pi) / np.pi * WAYS
    low, share = np.floor(way).astype(int) % WAYS, way % 1
    votes = [strength * ((low == step) * (1 - share) + ((low + 1) % WAYS == step) * share) for step in range(WAYS)]
    cells = np.stack([scaled(vote, EDGE_ROWS, EDGE_COLUMNS) for vote in votes], axis=-1)
    lengths = np.sqrt((cells**2).sum(axis=-1, keepdims=True) + cells.mean() ** 2 + 1)
    return (cells / lengths).ravel()
