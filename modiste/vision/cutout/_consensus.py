"""Which of several outlines to believe, and how much: where different beginnings meet and the network nods."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from modiste.vision.arrays import Pixels, Plane
from modiste.vision.cutout._grabcut import Mask
from modiste.vision.cutout._ground import lab_of

Facts = npt.NDArray[np.float64]  # (5,): what is known of an outline without knowing the truth; see facts_of
INDEPENDENT = ("rectangle", "border", "saliency", "network")  # beginnings that do not know of each other
# Both fitted by benchmarks/cutout_network/calibrate.py on held-out senders' photos and composites of them.
WORTH = np.array([0.0, 1.0, 1.0, 0.0, 0.0])  # of the facts, in the intersection over union to be expected
CONFIDENCE = np.array([-8.0, 5.0, 5.0, 0.0, 0.0])  # of the facts, in the log odds of one above 0.93


@dataclass(frozen=True)
class Choice:
    """The outline that is believed, by which beginning, with its facts."""

    mask: Mask
    name: str
    facts: Facts

    @property
    def confidence(self) -> float:
        """The calibrated probability of an intersection over union above 0.93."""
        return float(1 / (1 + np.exp(-np.clip(self.facts @ CONFIDENCE, -30, 30))))


def overlap(one: npt.NDArray[np.bool_], other: npt.NDArray[np.bool_]) -> float:
    """Intersection over union; 0 of two empty masks."""
    either = np.count_nonzero(one | other)
    return np.count_nonzero(one & other) / either if either else 0.0


def facts_of(photo: Pixels, found: Mapping[str, Mask], chance: Plane) -> dict[str, Facts]:
    """Per outline: 1; overlap with the chances; with the two independent ones nearest to it; contrast; at the border.

    Contrast is the share of the outline at which colours change; at the border, that of the border that is garment.
    """
    import cv2  # noqa: PLC0415 - heavy: only who cuts out pays for it

    masks = {name: mask.astype(bool) for name, mask in found.items()}
    change = _change(photo)
    known = {}
    for name, mask in masks.items():
        support = float(np.minimum(mask, chance).sum() / max(np.maximum(mask, chance).sum(), 1e-6))
        others = sorted((overlap(mask, masks[key]) for key in INDEPENDENT if key != name), reverse=True)
        edge = cv2.morphologyEx(found[name], cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8)).astype(bool)
        contrast = float(np.minimum(change[edge] / 12, 1).mean()) if edge.any() else 0.0
        border = np.concatenate([mask[0], mask[-1], mask[:, 0], mask[:, -1]]).mean()
        known[name] = np.array([1.0, support, float(np.mean(others[:2])), contrast, float(border)])
    return known


def choose(photo: Pixels, found: Mapping[str, Mask], chance: Plane) -> Choice:
    """The outline that is worth most."""
    known = facts_of(photo, found, chance)
    best = max(known, key=lambda name: float(known[name] @ WORTH))
    return Choice(found[best], best, known[best])


def _change(photo: Pixels) -> Plane:
    """How much colours differ between neighbours two pixels apart, in ΔE."""
    import cv2  # noqa: PLC0415

    lab = cv2.GaussianBlur(lab_of(photo), (0, 0), 0.8)
    across = np.linalg.norm(cv2.Sobel(lab, cv2.CV_32F, 1, 0, ksize=3), axis=2) / 4
    down = np.linalg.norm(cv2.Sobel(lab, cv2.CV_32F, 0, 1, ksize=3), axis=2) / 4
    return np.asarray(cv2.dilate(np.maximum(across, down), np.ones((3, 3), np.uint8)), np.float32)
