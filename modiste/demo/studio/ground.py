"""The ground a garment lies on: plaster in a calm colour that flatters it, with the shadow that it casts."""

from functools import cache

import numpy as np
import scipy.fft

from modiste.demo.drawings.tones import lightness
from modiste.demo.studio.canvas import Canvas
from modiste.demo.studio.prints import rgb
from modiste.demo.studio.scene import Scene
from modiste.vision.arrays import Pixels, Plane
from modiste.vision.raster import blurred, resized

_PALE = ("#ebe5da", "#e6ddcf", "#e4e4de", "#e7ded5")
_DEEP = ("#cfc2ae", "#c3c5b9", "#cdbbaa", "#bcc1c2")
_REACH = 40  # units beyond the garment to which its shadow falls
_COARSE = 4  # shadows are soft: a quarter of the resolution is enough


@cache
def _plaster(width: int, height: int) -> Plane:
    """The brightness of an empty ground: a soft fall of light, a breath of unevenness, fine grain."""
    rng = np.random.default_rng(7)
    down = np.linspace(0, 1, height, dtype=np.float32)[:, None]
    across = np.linspace(0, 1, width, dtype=np.float32)[None, :]
    fall = 1.03 - 0.10 * ((across - 0.36) ** 2 + (down - 0.34) ** 2)
    fx = scipy.fft.rfftfreq(512)[None, :]
    fy = scipy.fft.fftfreq(512)[:, None]
    size = np.sqrt(fx * fx + fy * fy) * 46
    waves = scipy.fft.rfft2(rng.standard_normal((512, 512), dtype=np.float32))
    uneven = scipy.fft.irfft2(waves * np.exp(-((size - 1) ** 2)).astype(np.float32), (512, 512))
    uneven = resized((uneven / uneven.std()).astype(np.float32), width, height, is_smooth=True)
    grain = rng.standard_normal((height, width), dtype=np.float32)
    return np.asarray(fall + 0.0035 * uneven + 0.004 * grain, dtype=np.float32)


def ground_of(scene: Scene, canvas: Canvas) -> Pixels:
    """The lit canvas on its ground."""
    camera = canvas.camera
    tone = _tone(scene)
    picture = _empty(camera.width, camera.height, tone).copy()
    reach = int(_REACH * camera.scale)
    left, top = max(0, canvas.left - reach), max(0, canvas.top - reach)
    right = min(camera.width, canvas.left + canvas.width + reach)
    bottom = min(camera.height, canvas.top + canvas.height + reach)
    alpha = np.zeros((bottom - top, right - left), np.float32)
    x, y = canvas.left - left, canvas.top - top
    inner = np.s_[y : y + canvas.height, x : x + canvas.width]
    alpha[inner] = canvas.alpha
    lit = _plaster(camera.width, camera.height)[top:bottom, left:right] * _unshadowed(alpha, camera.scale)
    lit[inner] *= 1 - canvas.alpha
    part = picture[top:bottom, left:right]
    for channel, value in enumerate(rgb(tone)):
        plane = lit * np.float32(value * 255)
        plane[inner] += np.clip(canvas.colour[channel], 0, 1) * np.float32(255)
        np.clip(plane, 0, 255, out=plane)
        part[..., channel] = plane
    return picture


def _tone(scene: Scene) -> str:
    """A ground light enough for dark clothes or deep enough for light ones, and not of the clothes' own hue."""
    base = rgb(scene.stuff.colour)
    grounds = _DEEP if lightness(scene.stuff.colour) > 0.68 else _PALE
    warm = base[0] - base[2]
    by_warmth = sorted(grounds, key=lambda tone: rgb(tone)[0] - rgb(tone)[2], reverse=warm < 0.06)
    return by_warmth[scene.seed % 2 if abs(warm) > 0.12 else scene.seed % 4]


@cache
def _empty(width: int, height: int, tone: str) -> Pixels:
    planes = [np.clip(_plaster(width, height) * value * 255, 0, 255) for value in rgb(tone)]
    return np.stack(planes, axis=2).astype(np.uint8)


def _unshadowed(alpha: Plane, scale: float) -> Plane:
    """How much light reaches the ground: little close to the garment, a little less than all further off."""
    height, width = alpha.shape
    small = resized(alpha, width // _COARSE, height // _COARSE)
    near = _shifted(blurred(small, 3.0 * scale / _COARSE), 2.6 * scale / _COARSE)
    wide = _shifted(blurred(small, 15 * scale / _COARSE), 9 * scale / _COARSE)
    light = (1 - 0.42 * near) * (1 - 0.26 * wide)
    return resized(light.astype(np.float32), width, height)


def _shifted(plane: Plane, far: float) -> Plane:
    across, down = max(0, round(far * 0.7)), max(0, round(far))
    moved = np.zeros_like(plane)
    height, width = plane.shape
    moved[down:, across:] = plane[: height - down, : width - across]
    return moved
