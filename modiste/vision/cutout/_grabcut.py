"""GrabCut (Rother, Kolmogorov and Blake 2004) from different beginnings: where they agree, the outline is safe."""

import numpy as np
import numpy.typing as npt

from modiste.vision.arrays import Pixels, Plane
from modiste.vision.cutout import _ground

Mask = npt.NDArray[np.uint8]  # (height, width) of 0 and 1
_SURE = 0.02  # of a side: so near the border, a rectangle's outside is ground
_MARGIN = 0.04  # of a side: the rectangle that people draw when asked for none


def from_rectangle(photo: Pixels, rounds: int = 5) -> Mask:
    """Everything but a margin of 4 % may be garment: the usual way, and the peer of the benchmark."""
    height, width = photo.shape[:2]
    across, down = max(2, round(_MARGIN * width)), max(2, round(_MARGIN * height))
    seeds = np.zeros((height, width), np.uint8)  # 0 is OpenCV's GC_BGD
    seeds[down:-down, across:-across] = 3  # GC_PR_FGD
    return _cut(photo, seeds, rounds)


def from_plane(photo: Pixels, plane: Plane, rounds: int = 4) -> Mask:
    """Begin from a plane of any scale, high where the garment is: split it where its two halves differ most."""
    import cv2  # noqa: PLC0415 - heavy: only who cuts out pays for it

    most = float(np.percentile(plane, 98)) or 1.0
    levels = np.clip(plane / most * 255, 0, 255).astype(np.uint8)
    split, _ = cv2.threshold(levels, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    seeds = np.where(levels > split, 3, 2).astype(np.uint8)  # GC_PR_FGD, GC_PR_BGD
    return _cut(photo, seeds, rounds)


def from_odds(photo: Pixels, chance: Plane, rounds: int = 4) -> Mask:
    """Begin from each pixel's chance to be garment: what is nearly certain stays as it is."""
    seeds = np.where(chance > 0.5, 3, 2).astype(np.uint8)
    seeds[chance > 0.97] = 1  # GC_FGD
    seeds[chance < 0.03] = 0
    return _cut(photo, seeds, rounds)


def _cut(photo: Pixels, seeds: Mask, rounds: int) -> Mask:
    """GrabCut after `rounds` rounds; all 0 where there is nothing of one of the two kinds to begin with."""
    import cv2  # noqa: PLC0415

    garment = np.isin(seeds, (1, 3))
    if garment.sum() < 16 or (~garment).sum() < 16:
        return np.zeros(seeds.shape, np.uint8)
    cv2.setRNGSeed(1)  # its mixtures begin with k-means
    ours, theirs = np.zeros((1, 65)), np.zeros((1, 65))
    found, _, _ = cv2.grabCut(photo, seeds.copy(), (0, 0, 1, 1), ours, theirs, rounds, cv2.GC_INIT_WITH_MASK)
    return np.isin(found, (1, 3)).astype(np.uint8)


def tidied(mask: Mask, *, least: float = 0.04) -> Mask:
    """Without specks: pieces of the garment and holes in it that are much smaller than it are what surrounds them."""
    import cv2  # noqa: PLC0415

    for value in (1, 0):
        own = (mask == value).astype(np.uint8)
        count, labels, facts, _ = cv2.connectedComponentsWithStats(own, connectivity=4 if value else 8)
        if count < 2:
            continue
        sizes = facts[1:, cv2.CC_STAT_AREA]
        enough = least * sizes.max() if value else 0.002 * mask.size
        small = np.flatnonzero(sizes < enough) + 1
        mask = np.where(np.isin(labels, small), 1 - value, mask).astype(np.uint8)
    return mask


def classical(photo: Pixels) -> dict[str, Mask]:
    """The outlines that need no network, by how they began."""
    lab = _ground.lab_of(photo)
    plain, _ = _ground.unlike_plain(lab)
    return {
        "rectangle": tidied(from_rectangle(photo)),
        "border": tidied(from_plane(photo, np.minimum(_ground.unlike_border(lab), 8))),
        "saliency": tidied(from_plane(photo, np.minimum(_ground.far_from_border(lab), 60))),
        "plain": tidied((plain > 0.5).astype(np.uint8)),
    }


def agreed(photo: Pixels, found: dict[str, Mask]) -> Mask:
    """What most of the outlines from a rectangle, the border and the saliency say, smoothed by GrabCut once more."""
    votes = np.mean([found[name] for name in ("rectangle", "border", "saliency")], axis=0)
    return tidied(from_odds(photo, (0.1 + 0.8 * votes).astype(np.float32)))
