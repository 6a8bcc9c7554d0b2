"""From an item to its photographs: on the ground, from near, or cut out."""

import numpy as np

from modiste.demo.drawings.draw import sketch_of
from modiste.demo.drawings.tones import lightness
from modiste.demo.item import DemoItem
from modiste.demo.studio.camera import Camera
from modiste.demo.studio.canvas import Canvas
from modiste.demo.studio.fabrics import FABRICS
from modiste.demo.studio.ground import ground_of
from modiste.demo.studio.light import light
from modiste.demo.studio.scene import Scene
from modiste.vision.arrays import Pixels

SHEET = 600  # units across

_CLOSE = 2.65  # times nearer


def photograph(item: DemoItem, width: int = 960, *, ground: bool = True) -> Pixels:
    """The item lying flat, (width · 4/3, width, 3); without `ground` cut out, with opacity as a fourth channel.

    `width` is a multiple of 12.
    """
    return expose(sketch_of(item), whole(width), ground=ground)


def close_up(item: DemoItem, width: int = 960) -> Pixels:
    """The item's neckline, clasp or cloth from near: taken nearer, not enlarged."""
    scene = sketch_of(item)
    return expose(scene, near(scene, width))


def whole(width: int) -> Camera:
    """A camera that sees the whole sheet."""
    return Camera(width / SHEET, 0, 0, width, width * 4 // 3)


def near(scene: Scene, width: int) -> Camera:
    """A camera that looks at the detail of a scene from near."""
    scale = width / SHEET * _CLOSE
    x, y = scene.detail
    return Camera(scale, x - width / scale / 2, y - width / scale * 2 / 3, width, width * 4 // 3)


def expose(scene: Scene, camera: Camera, *, ground: bool = True) -> Pixels:
    """One picture of a scene."""
    canvas = Canvas(camera, scene.box, scene.seed)
    canvas.lay(scene.parts)
    light(canvas, polish=FABRICS[scene.stuff.fabric].polish, paleness=lightness(scene.stuff.colour))
    if not ground:
        return _cut_out(canvas)
    return ground_of(scene, canvas)


def _cut_out(canvas: Canvas) -> Pixels:
    camera = canvas.camera
    picture = np.zeros((camera.height, camera.width, 4), np.uint8)
    here = np.s_[canvas.top : canvas.top + canvas.height, canvas.left : canvas.left + canvas.width]
    whole = 1 / np.maximum(canvas.alpha, np.float32(0.004))
    for channel, plane in enumerate(canvas.colour):
        picture[here][..., channel] = np.clip(plane * whole * 255 + 0.5, 0, 255).astype(np.uint8)
    picture[here][..., 3] = (canvas.alpha * 255 + np.float32(0.5)).astype(np.uint8)
    return picture
