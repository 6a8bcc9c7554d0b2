"""What lies around the garment: planes that say how unlike the ground each pixel is, by three classical ways.

Every function takes Lab planes of a small picture, (height, width, 3) float32 as OpenCV scales them (L* 0 to 100), and
none looks at anything but this one picture.
"""

from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import dijkstra

from modiste.vision.arrays import Pixels, Plane, Planes

_STRIP = 0.04  # of the shorter side: the strip along the border that shows the ground
_CLUSTERS = 5  # colours of the ground at most: tiles and their joints, a carpet's pattern
_LEAST_SPREAD = 2.5  # ΔE: no ground is plainer than a camera's noise
_FREE_STEP = 2.0  # ΔE between neighbours that costs nothing: noise and soft light
_CELLS = 96  # of the longer side on which ways from the border are sought
_PLAIN_FROM, _PLAIN_TO = 5.0, 14.0  # ΔE from a plain ground: surely ground, surely garment


def lab_of(photo: Pixels) -> Planes:
    """CIE L*a*b* of an RGB picture, (height, width, 3)."""
    import cv2  # noqa: PLC0415 - heavy: only who cuts out pays for it

    return np.asarray(cv2.cvtColor(photo.astype(np.float32) / 255, cv2.COLOR_RGB2LAB), np.float32)


def border_of(height: int, width: int) -> npt.NDArray[np.bool_]:
    """The strip along the border, (height, width)."""
    strip = max(2, round(_STRIP * min(height, width)))
    border = np.ones((height, width), bool)
    border[strip:-strip, strip:-strip] = False
    return border


def unlike_border(lab: Planes) -> Plane:
    """How many standard deviations each pixel's colour is from the nearest of the border's colours."""
    import cv2  # noqa: PLC0415

    border = lab[border_of(*lab.shape[:2])]
    kinds = (cv2.TERM_CRITERIA_EPS + cv2.TERM_CRITERIA_MAX_ITER, 12, 0.5)
    cv2.setRNGSeed(1)
    _, labels, centres = cv2.kmeans(border, _CLUSTERS, np.empty(0), kinds, 2, cv2.KMEANS_PP_CENTERS)
    nearest = np.full(lab.shape[:2], np.inf, np.float32)
    for number, centre in enumerate(centres):
        own = border[labels[:, 0] == number]
        # What is only a corner of the border may be the garment that touches it: it explains little.
        rarity = 1.0 if len(own) > 0.08 * len(border) else 2.0
        spread = np.cov(own.T) if len(own) > 3 else np.zeros((3, 3))
        inverse = np.linalg.inv(spread + np.eye(3) * _LEAST_SPREAD**2).astype(np.float32)
        away = lab - centre
        distance = np.sqrt(np.maximum(np.einsum("hwi,ij,hwj->hw", away, inverse, away), 0)) * rarity
        np.minimum(nearest, distance, out=nearest)
    return nearest


def far_from_border(lab: Planes) -> Plane:
    """What colours must change by on the way from the border to each pixel, in ΔE: geodesic saliency (Wei et al. 2012).

    Ground that a garment does not enclose is reached in small steps, however its light or pattern changes.
    """
    import cv2  # noqa: PLC0415

    height, width = lab.shape[:2]
    share = _CELLS / max(height, width)
    rows, columns = max(8, round(height * share)), max(8, round(width * share))
    shrunk = cv2.resize(lab, (columns, rows), interpolation=cv2.INTER_AREA)
    small = np.asarray(cv2.GaussianBlur(shrunk, (0, 0), 0.8), np.float32)
    ways = _steps(small)
    border = small[0], small[-1], small[:, 0], small[:, -1]
    middle = np.median(np.concatenate(border), axis=0)
    start = np.minimum(np.linalg.norm(small - middle, axis=2), 30) * 0.4  # rare colours at the border start behind
    edge = np.zeros((rows, columns), bool)
    edge[0], edge[-1], edge[:, 0], edge[:, -1] = True, True, True, True
    count = rows * columns
    outside = np.full(count, count)
    at = np.flatnonzero(edge.ravel())
    graph = csr_matrix(
        (
            np.concatenate([ways[2], start.ravel()[at] + 1e-3]),
            (np.concatenate([ways[0], outside[: len(at)]]), np.concatenate([ways[1], at])),
        ),
        shape=(count + 1, count + 1),
    )
    distance = dijkstra(graph, directed=False, indices=count)[:count].reshape(rows, columns)
    return np.asarray(cv2.resize(distance.astype(np.float32), (width, height), interpolation=cv2.INTER_LINEAR))


def _steps(small: Planes) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64], npt.NDArray[np.float64]]:
    """Neighbours in eight directions and what a step between them costs."""
    number = np.arange(small.shape[0] * small.shape[1]).reshape(small.shape[:2])
    pairs: list[tuple[Any, Any]] = [
        (np.s_[:, :-1], np.s_[:, 1:]),
        (np.s_[:-1], np.s_[1:]),
        (np.s_[:-1, :-1], np.s_[1:, 1:]),
        (np.s_[:-1, 1:], np.s_[1:, :-1]),
    ]
    one, other, cost = [], [], []
    for here, there in pairs:
        step = np.linalg.norm(small[here] - small[there], axis=2)
        one.append(number[here].ravel())
        other.append(number[there].ravel())
        cost.append(np.maximum(step - _FREE_STEP, 0).ravel() + 1e-3)  # a graph forgets ways that cost nothing
    return np.concatenate(one), np.concatenate(other), np.concatenate(cost)


def unlike_plain(lab: Planes) -> tuple[Plane, float]:
    """How surely each pixel is no part of a plain ground, 0 to 1, and the ΔE by which the border departs from one.

    The ground is a quadratic of the place, fitted to the border so that a garment that touches it counts little.
    """
    height, width = lab.shape[:2]
    down, across = np.meshgrid(np.linspace(-1, 1, height), np.linspace(-1, 1, width), indexing="ij")
    terms = np.stack([np.ones_like(down), down, across, down * across, down**2, across**2], axis=-1)
    border = border_of(height, width)
    seen, at = lab[border].astype(np.float64), terms[border]
    weight = np.ones(len(at))
    for _ in range(4):
        plane, *_ = np.linalg.lstsq(at * weight[:, None], seen * weight[:, None], rcond=None)
        away = np.linalg.norm(seen - at @ plane, axis=1)
        weight = 1 / (1 + (away / 3) ** 2)
    distance = np.linalg.norm(lab - terms @ plane, axis=2)
    soft = np.clip((distance - _PLAIN_FROM) / (_PLAIN_TO - _PLAIN_FROM), 0, 1)
    return soft.astype(np.float32), float(np.percentile(away, 80))
