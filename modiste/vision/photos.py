"""Photos that strangers send: looked at by their content alone, read within limits, turned upright, stripped bare.

What leaves this file is an array of pixels: no metadata, no colour profile, nothing hidden behind the picture.
"""

import io
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from modiste.vision.arrays import Pixels
from modiste.vision.errors import UnreadableImage, UnsuitablePhoto
from modiste.vision.images import WIDTHS

FORMATS = ("JPEG", "PNG", "WEBP")
MOST_PIXELS, LONGEST = 25_000_000, 8_192  # whatever it is for: what decoding it may cost
_SRGB = ImageCms.createProfile("sRGB")
_TOO_MANY = f"The photo has too many pixels: {MOST_PIXELS // 1_000_000} million are taken, {LONGEST} along a side."
_BROKEN = "This photo is damaged, or none at all: send a JPEG, PNG or WebP file."
# The second line is what decoders say of files that were bent on purpose.
_FAULTS = (
    *(UnidentifiedImageError, OSError, ValueError, SyntaxError, MemoryError),
    *(struct.error, zlib.error, EOFError, KeyError, IndexError, TypeError, OverflowError),
)


@dataclass(frozen=True, slots=True)
class Limits:
    """What a picture must be for its use: bytes, pixels along a side, and how many times as long as wide at most.

    Nobody is shown more of it than `widest` pixels, so no more is read where the format allows that.
    """

    most_bytes: int
    shortest: int
    most_slender: float
    widest: int


GARMENT = Limits(12 * 1024 * 1024, shortest=200, most_slender=4, widest=max(WIDTHS))


@dataclass(frozen=True, slots=True)
class PhotoFacts:
    """What a photo's first bytes say of it."""

    format: str
    width: int
    height: int


def check_photo(content: bytes, limits: Limits = GARMENT) -> PhotoFacts:
    """What the file says it is; no pixel is read. Raises UnreadableImage, UnsuitablePhoto."""
    with _opened(content, limits) as image:
        return PhotoFacts("JPEG" if image.format == "MPO" else str(image.format), image.width, image.height)


def read_photo(content: bytes, limits: Limits = GARMENT) -> Pixels:
    """The photo upright, in sRGB, with opacity if it has any, not much wider than it is ever shown.

    Raises UnreadableImage, UnsuitablePhoto.
    """
    with _opened(content, limits) as image:
        # A JPEG is decoded at a half, a quarter or an eighth where that is enough.
        image.draft("RGB", (limits.widest, limits.widest))
        image.load()
        small = _reduced(image, limits.widest)
        upright = ImageOps.exif_transpose(small)
        return np.array(_in_srgb(upright, image.info.get("icc_profile")))


@contextmanager
def _opened(content: bytes, limits: Limits) -> Iterator[Image.Image]:
    try:
        if len(content) > limits.most_bytes:
            raise UnsuitablePhoto(f"The photo is larger than {limits.most_bytes / 1024 / 1024:g} MiB.")
        with Image.open(io.BytesIO(content), formats=FORMATS) as opened:
            _check_size(opened.width, opened.height, limits)
            yield opened
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise UnsuitablePhoto(_TOO_MANY) from error
    except _FAULTS as error:
        raise UnreadableImage(_BROKEN) from error


def _check_size(width: int, height: int, limits: Limits) -> None:
    longer, shorter = max(width, height), min(width, height)
    if width * height > MOST_PIXELS or longer > LONGEST:
        raise UnsuitablePhoto(_TOO_MANY)
    if shorter < limits.shortest:
        raise UnsuitablePhoto(f"The photo is {width} × {height} pixels: at least {limits.shortest} a side are needed.")
    if longer > limits.most_slender * shorter:
        raise UnsuitablePhoto(f"The photo is more than {limits.most_slender:g} times as long as it is wide.")


def _reduced(image: Image.Image, widest: int) -> Image.Image:
    """The picture by a whole factor smaller, if it is larger than it is ever shown, in a mode that can be averaged."""
    if image.mode.startswith("I;16"):
        image = Image.fromarray((np.asarray(image) >> 8).astype(np.uint8))
    elif image.mode == "P" or "transparency" in image.info:
        image = image.convert("RGBA" if "transparency" in image.info else "RGB")
    factor = min(image.size) // widest
    return image.reduce(factor) if factor > 1 else image.copy()


def _in_srgb(image: Image.Image, profile: object) -> Image.Image:
    """The picture in the colours of the web: phones photograph in wider ones, which would look dull unconverted."""
    mode = "RGBA" if "A" in image.getbands() else "RGB"
    if isinstance(profile, bytes) and image.mode in ("RGB", "RGBA", "CMYK"):
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            found = ImageCms.profileToProfile(image, source, _SRGB, outputMode=mode)
        except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
            found = None  # a profile of nonsense, or of another kind of picture: the numbers as they are
        if found is not None:
            return found
    return image.convert(mode)
