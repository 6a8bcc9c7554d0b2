"""Small pictures of garments for the tests: a shirt of one colour or with stripes, on plain ground or cut out."""

import numpy as np
from PIL import Image, ImageDraw

from modiste.vision.arrays import Pixels

SHIRT = ((60, 50), (90, 40), (120, 55), (150, 40), (180, 50), (225, 110), (195, 130), (178, 105), (178, 270), (62, 270))
SHIRT += ((62, 105), (45, 130), (15, 110))
RED, BLUE, GROUND = "#c4202c", "#28334d", "#e6dfd0"


def mask(width: int = 240, height: int = 320) -> Image.Image:
    image = Image.new("L", (width, height), 0)
    ImageDraw.Draw(image).polygon([(x * width / 240, y * height / 320) for x, y in SHIRT], fill=255)
    return image


def shirt(colour: str = RED, *, ground: str = GROUND, stripes: str = "", width: int = 240, height: int = 320) -> Pixels:
    """A shirt with short sleeves in a photo, (height, width, 3)."""
    cloth = Image.new("RGB", (width, height), colour)
    draw = ImageDraw.Draw(cloth)
    for y in range(0, height if stripes else 0, 16):
        draw.rectangle((0, y, width, y + 7), fill=stripes)
    photo = Image.new("RGB", (width, height), ground)
    photo.paste(cloth, mask=mask(width, height))
    return np.asarray(photo)


def cut_out(photo: Pixels) -> Pixels:
    """The same with opacity, (height, width, 4)."""
    return np.dstack([photo, np.asarray(mask(photo.shape[1], photo.shape[0]))])
