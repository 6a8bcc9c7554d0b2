"""From a rough outline to opacity at the photo's own edges: a guided filter (He, Sun, Tang 2013) in a narrow band."""

import numpy as np

from modiste.vision.arrays import Pixels, Plane
from modiste.vision.cutout._grabcut import Mask

_RADIUS = 4  # pixels of the small picture over which colours are taken to tell garment from ground
_BAND = 5  # pixels of the small picture either side of the outline; further off nothing is in doubt
_SMOOTH = 2e-4  # how much colours may vary within a garment's edge, squared, of 1
_SHARPER = 1.6  # the filter gives wider edges than cloth has


def matte(photo: Pixels, small: Pixels, mask: Mask) -> Plane:
    """Opacity of the size of `photo`, from the outline `mask` in `small`, the same photo with fewer pixels.

    The filter's coefficients are found in the small picture and applied to the large one (He and Sun 2015).
    """
    import cv2  # noqa: PLC0415 - heavy: only who cuts out pays for it

    height, width = photo.shape[:2]
    slopes, offset = _coefficients(np.asarray(small / np.float32(255), np.float32), mask.astype(np.float32))
    alpha = np.asarray(cv2.resize(offset, (width, height), interpolation=cv2.INTER_LINEAR), np.float32)
    for channel in range(3):
        slope = cv2.resize(slopes[..., channel], (width, height), interpolation=cv2.INTER_LINEAR)
        alpha += np.asarray(slope * (photo[..., channel] / np.float32(255)), np.float32)
    alpha = np.clip((alpha - 0.5) * _SHARPER + 0.5, 0, 1)
    near = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * _BAND + 1, 2 * _BAND + 1))
    # Outside the picture the garment goes on as it is at its edge: BORDER_REPLICATE, or edges would be eaten there.
    within, without = (
        cv2.resize(change(mask, near, borderType=cv2.BORDER_REPLICATE).astype(np.float32), (width, height))
        for change in (cv2.erode, cv2.dilate)
    )
    return np.asarray(np.clip(alpha, within, without), np.float32)


def _coefficients(guide: Plane, mask: Plane) -> tuple[Plane, Plane]:
    """Slopes (height, width, 3) and offsets (height, width) with which colours explain the outline around a pixel."""

    mean = _mean(guide)
    mean_of_mask = _mean(mask)
    products = guide[..., :, None] * guide[..., None, :]
    spread = _mean(products.reshape(*mask.shape, 9)).reshape(*mask.shape, 3, 3)
    spread -= mean[..., :, None] * mean[..., None, :]
    spread += np.eye(3, dtype=np.float32) * np.float32(_SMOOTH)
    shared = _mean(guide * mask[..., None]) - mean * mean_of_mask[..., None]
    slopes = np.linalg.solve(spread, shared[..., None])[..., 0].astype(np.float32)
    offset = mean_of_mask - (slopes * mean).sum(axis=2)
    return _mean(slopes), _mean(offset)


def _mean(planes: Plane) -> Plane:
    """The mean over a square around each pixel, of each channel."""
    import cv2  # noqa: PLC0415

    size = (2 * _RADIUS + 1, 2 * _RADIUS + 1)
    if planes.ndim == 3 and planes.shape[2] > 4:  # more than OpenCV's box filter takes at once
        return np.stack([_mean(planes[..., channel]) for channel in range(planes.shape[2])], axis=2)
    return np.asarray(cv2.blur(planes, size, borderType=cv2.BORDER_REFLECT), np.float32)
