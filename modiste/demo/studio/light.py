"""Daylight from a window at the upper left: what is high catches it, what is low lies in shade."""

import numpy as np

from modiste.demo.studio.canvas import Canvas
from modiste.vision.arrays import Plane
from modiste.vision.raster import blurred, doubled, gradients, halved, softened

_SUN = np.array([-0.46, -0.58, 0.67], np.float32)
_SUN /= np.linalg.norm(_SUN)
_HALF = _SUN + np.array([0, 0, 1], np.float32)  # half-way between the sun and the camera
_HALF /= np.linalg.norm(_HALF)
_SKY = 0.46  # share of the light that comes from everywhere
_CONTRAST = 1.04
_WARMTH = (np.float32(0.93), np.float32(1), np.float32(1.05))  # shade on cloth is a little warm, light a little cool
_STEEPEST = 1.6
_MATT = 0.05  # what shines less is not worth a highlight
_FLAT_SHINE = np.float32(0.3)  # what a glossy surface reflects when it lies flat, which its colour holds already
_ROUND, _ROUND_HEIGHT = 10.0, 3.4  # how far from its edge a garment curves down to the ground, and how much


def light(canvas: Canvas, *, polish: int = 8, paleness: float = 0.5) -> None:
    """Turn the canvas's plain colours into lit ones; the paler the cloth, the gentler its lights and shades."""
    scale = canvas.camera.scale
    alpha = halved(canvas.alpha)
    relief = canvas.relief + _rounded(alpha, scale)
    edges = canvas.level + (1 - alpha) * _beyond(canvas.level, alpha, scale)
    shade = doubled(_occlusion(halved(relief + edges), halved(canvas.level), scale / 2))
    heights = softened(relief + softened(edges))
    slope_x, slope_y = (slope * np.float32(scale / 2) for slope in gradients(heights))
    np.clip(slope_x, -_STEEPEST, _STEEPEST, out=slope_x)
    np.clip(slope_y, -_STEEPEST, _STEEPEST, out=slope_y)
    length = 1 / np.sqrt(slope_x * slope_x + slope_y * slope_y + np.float32(1))
    facing = (_SUN[2] - slope_x * _SUN[0] - slope_y * _SUN[1]) * length
    bright = np.maximum(facing, 0) * np.float32((1 - _SKY) / _SUN[2]) + np.float32(_SKY)
    bright *= shade
    bright **= np.float32(_CONTRAST - 0.24 * paleness)
    bright = np.minimum(bright, 1 + (bright - 1) * np.float32(1.05 - 0.5 * paleness))
    added = canvas.lift * (bright - 1)
    if canvas.gloss.max() > _MATT:
        shine = np.maximum((_HALF[2] - slope_x * _HALF[0] - slope_y * _HALF[1]) * length, 0)
        added += canvas.gloss * (_power(shine, polish) - _FLAT_SHINE)
    added = doubled(added)
    for plane, warmth in zip(canvas.colour, _WARMTH, strict=True):
        plane *= doubled(bright if warmth == 1 else bright**warmth)
        plane += added


def _rounded(alpha: Plane, scale: float) -> Plane:
    """A garment curves down to the ground along its edges."""
    inside = np.clip(blurred(alpha, _ROUND * scale / 2) * 2 - 1, 0, 1)
    return np.asarray(np.sqrt(inside * (2 - inside)) * np.float32(_ROUND_HEIGHT))


def _beyond(level: Plane, alpha: Plane, scale: float) -> Plane:
    """The level carried on a little beyond the garment's edges: how these stand up is told by its roundness."""
    reach = 0.75 * scale
    return blurred(level, reach) / (blurred(alpha, reach) + np.float32(0.02)) * np.float32(0.72)


def _occlusion(heights: Plane, level: Plane, scale: float) -> Plane:
    """Less light where the surroundings are higher: near, far, and towards the sun."""
    near = np.clip(blurred(heights, 1.2 * scale * 2) - heights, 0, 3)
    far = np.clip(blurred(heights, 4 * scale * 2) - heights, 0, 6)
    reach = max(1, round(0.8 * scale * 2))
    wall = blurred(level, 0.7 * scale * 2)
    cast = np.zeros_like(wall)
    cast[reach:, reach:] = wall[:-reach, :-reach]
    cast = np.clip(cast - level, 0, 3)
    return np.asarray(1 / (1 + 0.13 * near + 0.03 * far + 0.20 * cast))


def _power(base: Plane, exponent: int) -> Plane:
    """base ** exponent for exponents that are powers of two, by squaring."""
    result = base
    for _ in range(max(1, exponent.bit_length() - 1)):
        result = result * result
    return result
