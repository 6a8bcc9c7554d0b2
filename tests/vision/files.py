"""Photos made for the tests, whole and bent, as the bytes that somebody would send."""

import io
import struct
import zlib

import numpy as np
import pillow_heif
from PIL import Image

pillow_heif.register_heif_opener()  # so that the tests can write HEIC
KINDS = ("JPEG", "PNG", "WEBP", "HEIF", "AVIF")
ORIENTATION, DESCRIPTION, GPS = 0x0112, 0x010E, 0x8825  # EXIF tags


def picture(width: int = 600, height: int = 800, mode: str = "RGB") -> Image.Image:
    """Red above, blue below."""
    image = Image.new("RGB", (width, height), "#c0302a")
    image.paste("#2a40c0", (0, height // 2, width, height))
    return image.convert(mode)


def grain(width: int = 300, height: int = 400) -> Image.Image:
    """What no format makes small."""
    return Image.fromarray(np.random.default_rng(1).integers(0, 255, (height, width, 3), dtype=np.uint8))


def saved(image: Image.Image, kind: str = "JPEG", **how: object) -> bytes:
    file = io.BytesIO()
    image.save(file, kind, **how)
    return file.getvalue()


def exif_of(orientation: int = 1, description: str = "") -> bytes:
    """Metadata as bytes, the only form that each of the writers takes."""
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    if description:
        exif[DESCRIPTION] = description
        exif.get_ifd(GPS)[2] = (52.0, 30.0, 12.0)
    return exif.tobytes()


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png_that_claims(width: int, height: int, data: bytes = b"", *, bits: int = 8) -> bytes:
    """A PNG of three channels with whatever `data` instead of its packed rows."""
    header = struct.pack(">IIBBBBB", width, height, bits, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def jpeg_that_takes_hours() -> bytes:
    """A valid JPEG of 1 MiB whose last scan stands there thousands of times: each costs a walk over all its pixels."""
    plain = saved(Image.new("RGB", (5000, 5000), "#777"), progressive=True)
    last = plain[plain.rindex(b"\xff\xda") : -2]
    return plain[:-2] + last * (1024 * 1024 // len(last)) + plain[-2:]
