"""The child that opens strangers' photos: `python -m modiste.vision.decoder MEBIBYTES`.

It takes questions on its standard input and ends with it. The kernel limits its memory, and its time: if the parent is
gone while a photo holds it, it still ends. It knows Pillow and libheif but no NumPy, so that nearly all of its memory
is the photo's.
"""

import io
import os
import resource
import signal
import struct
import sys
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

import pillow_heif
from PIL import (
    AvifImagePlugin,
    Image,
    ImageCms,
    ImageOps,
    UnidentifiedImageError,
    WebPImagePlugin,  # noqa: F401 - Pillow would load every format it knows in search of this one
)

from modiste.vision.apart import ANSWER, QUESTION, READY, Kind, Task
from modiste.vision.errors import UnreadableImage, UnsuitablePhoto
from modiste.vision.limits import BROKEN, TOO_COSTLY, TOO_MANY, Limits, PhotoFacts, check_size

FORMATS = ("JPEG", "PNG", "WEBP", "AVIF", "HEIF")  # AVIF first: both claim "mif1" files
MIB = 1024 * 1024
SPARE_SECONDS = 2
_SRGB = ImageCms.createProfile("sRGB")
# The second and third line are what decoders say of files that were bent on purpose.
_FAULTS = (
    *(UnidentifiedImageError, OSError, ValueError, SyntaxError, RuntimeError, AttributeError),
    *(struct.error, zlib.error, EOFError, LookupError, TypeError, ArithmeticError),
)

AvifImagePlugin.DEFAULT_MAX_THREADS = 1  # each thread would hold a frame of its own
# A thumbnail may show something else than its photo, and nobody needs depths here.
pillow_heif.register_heif_opener(decode_threads=1, thumbnails=False, depth_images=False, aux_images=False)


def look_at(content: bytes, limits: Limits) -> PhotoFacts:
    """What the file says it is; no pixel is read. Raises UnreadableImage, UnsuitablePhoto."""
    with _opened(content, limits) as image:
        return PhotoFacts("JPEG" if image.format == "MPO" else str(image.format), image.width, image.height)


def decoded(content: bytes, limits: Limits) -> Image.Image:
    """The photo upright, RGB or RGBA in sRGB, not much wider than it is ever shown.

    Of several pictures in a file the main one, of a moving one the first frame. Raises UnreadableImage,
    UnsuitablePhoto.
    """
    with _opened(content, limits) as image:
        # A JPEG is decoded at a half, a quarter or an eighth where that is enough.
        image.draft("RGB", (limits.widest, limits.widest))
        image.load()
        profile = image.info.get("icc_profile")
        return _in_srgb(ImageOps.exif_transpose(_reduced(image, limits.widest)), profile)


@contextmanager
def _opened(content: bytes, limits: Limits) -> Iterator[Image.Image]:
    try:
        with Image.open(io.BytesIO(content), formats=FORMATS) as opened:
            check_size(opened.width, opened.height, limits)
            yield opened
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise UnsuitablePhoto(TOO_MANY) from error
    except MemoryError as error:
        raise UnreadableImage(TOO_COSTLY) from error
    except _FAULTS as error:
        raise UnreadableImage(BROKEN) from error


def _reduced(image: Image.Image, widest: int) -> Image.Image:
    """The picture by a whole factor smaller, if it is larger than it is ever shown, in a mode that can be averaged."""
    if image.mode.startswith("I;16"):
        image = image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
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


def serve(questions: BinaryIO, answers: BinaryIO, mebibytes: int) -> None:
    """Answer `questions` until there are no more; what is raised beyond the known faults ends the child."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":  # elsewhere the kernel takes no such limit, or takes it and does not hold it
        resource.setrlimit(resource.RLIMIT_AS, (mebibytes * MIB, mebibytes * MIB))
    answers.write(READY)
    answers.flush()
    while head := questions.read(QUESTION.size):
        task, shortest, most_slender, widest, seconds, size = QUESTION.unpack(head)
        _limit_time(seconds)
        limits = Limits(size, shortest, most_slender, widest)
        kind, width, height, body = _answer(Task(task), questions.read(size), limits)
        answers.write(ANSWER.pack(kind, width, height, len(body)))
        answers.write(body)
        answers.flush()


def _answer(task: Task, content: bytes, limits: Limits) -> tuple[Kind, int, int, bytes]:
    try:
        if task is Task.LOOK:
            facts = look_at(content, limits)
            return Kind.FACTS, facts.width, facts.height, facts.format.encode()
        image = decoded(content, limits)
        return Kind.PIXELS, image.width, image.height, image.tobytes()
    except UnsuitablePhoto as error:
        return Kind.UNSUITABLE, 0, 0, str(error).encode()
    except UnreadableImage as error:
        return Kind.UNREADABLE, 0, 0, str(error).encode()
    except MemoryError:
        return Kind.UNREADABLE, 0, 0, TOO_COSTLY.encode()


def _limit_time(seconds: float) -> None:
    used = resource.getrusage(resource.RUSAGE_SELF)
    limit = int(used.ru_utime + used.ru_stime + seconds) + SPARE_SECONDS
    resource.setrlimit(resource.RLIMIT_CPU, (limit, resource.RLIM_INFINITY))


def main() -> None:
    """Serve the parent; whatever else is printed goes nowhere."""
    for told_to_all in (signal.SIGINT, signal.SIGTERM):  # the parent may still finish its work: it ends us
        signal.signal(told_to_all, signal.SIG_IGN)
    warnings.simplefilter("ignore")
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    serve(sys.stdin.buffer, answers, int(sys.argv[1]))


if __name__ == "__main__":
    main()
