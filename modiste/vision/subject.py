"""Where the garment is likely to be in a photo that nobody cut out: a guess to measure by, not an outline to show."""

import numpy as np
import numpy.typing as npt
from scipy import ndimage

from modiste.vision.arrays import Plane, Planes

_GROUND, _SUBJECT = 6.0, 16.0  # ΔE from a plain ground: surely ground, surely garment
_PLAIN = 5.0  # ΔE by which nine tenths of a plain ground's border stray from a smooth plane, at most
_COLOURS, _SAMPLES, _ROUNDS = 5, 1_500, 4  # of a mixture; pixels that it is fitted to; times that both are
_NOISE = 9.0  # variance that every colour is given, ΔE²

Fraction = npt.NDArray[np.float64]


def likely_garment(lab: Planes) -> Plane:
    """How surely each pixel is garment, 0 to 1: (height, width) for L*a*b* of shape (height, width, 3)."""
    distance, unevenness = _from_smooth_ground(lab)
    return _beyond(distance) if unevenness <= _PLAIN else _by_colours(lab)


def plain_ground_mask(lab: Planes) -> Plane:
    """The same for a photo whose ground is known to be plain: far from a plane through the border's colours."""
    return _beyond(_from_smooth_ground(lab)[0])


def _from_smooth_ground(lab: Planes) -> tuple[Plane, float]:
    """ΔE of each pixel from a smooth ground fitted to the border, and how far most of the border strays from it."""
    height, width = lab.shape[:2]
    down, across = np.meshgrid(np.linspace(-1, 1, height), np.linspace(-1, 1, width), indexing="ij")
    terms = np.stack([np.ones_like(down), down, across, down * across, down**2, across**2], axis=-1)
    edge = np.zeros((height, width), bool)
    edge[:3], edge[-3:], edge[:, :3], edge[:, -3:] = True, True, True, True
    weight = np.ones(edge.sum())
    for _ in range(3):  # a garment that touches the border is an outlier among its pixels
        plane, *_ = np.linalg.lstsq(terms[edge] * weight[:, None], lab[edge] * weight[:, None], rcond=None)
        strays = np.linalg.norm(lab[edge] - terms[edge] @ plane, axis=1)
        weight = 1 / (1 + (strays / 3) ** 2)
    distance = ndimage.gaussian_filter(np.linalg.norm(lab - terms @ plane, axis=-1), 0.7)
    return distance, float(np.quantile(strays, 0.9))


def _beyond(distance: Plane) -> Plane:
    soft = np.clip((distance - _GROUND) / (_SUBJECT - _GROUND), 0, 1)
    inner = ndimage.binary_fill_holes(soft > 0.5)
    return np.where(inner & ndimage.binary_erosion(inner, iterations=2), np.maximum(soft, 0.8), soft)


def _by_colours(lab: Planes) -> Plane:
    """Two mixtures of colours, of the middle and of the border, each fitted anew to what the other does not claim."""
    height, width = lab.shape[:2]
    down, across = np.meshgrid(np.linspace(-1, 1, height), np.linspace(-1, 1, width), indexing="ij")
    outward = np.maximum(np.abs(across), np.abs(down))
    before = np.clip(1.15 - 1.15 * outward**3, 0.03, 0.9)
    edge = outward > 0.92
    surely = np.where((np.abs(across) < 0.6) & (np.abs(down) < 0.65), 0.8, 0.0)
    flat = lab.reshape(-1, 3).astype(np.float64)
    rng = np.random.default_rng(0)
    for _ in range(_ROUNDS):
        inside = _likelihood(flat, (surely * ~edge).ravel(), rng)
        outside = _likelihood(flat, (1 - surely + edge).ravel(), rng)
        odds = np.clip(np.log(inside) - np.log(outside), -4, 4).reshape(height, width)
        odds = 1.3 * ndimage.gaussian_filter(odds, 1.5) + 0.8 * np.log(before / (1 - before))
        surely = 1 / (1 + np.exp(-odds))
    return surely.astype(np.float32)


def _likelihood(flat: Fraction, weight: Fraction, rng: np.random.Generator) -> Fraction:
    """The density at each of the (n, 3) colours of a mixture of Gaussians fitted to them by weight."""
    sample = flat[rng.choice(len(flat), _SAMPLES, p=weight / weight.sum())]
    centres = sample[:: _SAMPLES // _COLOURS].copy()
    for _ in range(8):
        nearest = ((sample[:, None] - centres) ** 2).sum(axis=2).argmin(axis=1)
        for place in range(len(centres)):
            if (nearest == place).any():
                centres[place] = sample[nearest == place].mean(axis=0)
    density = np.full(len(flat), 1e-8)
    for place in range(len(centres)):
        mine = sample[nearest == place]
        if len(mine) < 10:
            continue
        covariance = np.cov(mine.T) + np.eye(3) * _NOISE
        away = flat - mine.mean(axis=0)
        strangeness = ((away @ np.linalg.inv(covariance)) * away).sum(axis=1)
        density += len(mine) / len(sample) * np.exp(-strangeness / 2) / np.sqrt(np.linalg.det(covariance))
    return density
