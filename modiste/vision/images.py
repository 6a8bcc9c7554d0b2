"""Pictures as files: read, shrunk and written as WebP, with what a page wants to know before it has loaded them."""

import io
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageFilter, ImageOps, UnidentifiedImageError

from modiste.vision.arrays import Pixels, checked
from modiste.vision.blurhash import blurhash
from modiste.vision.colours import dominant_colour
from modiste.vision.errors import InvalidImage, UnreadableImage

WIDTHS = (320, 640, 960)
_BYTES_PER_PIXEL = 0.0465  # at most: 24.8 KiB at 640 × 853, 55.8 KiB at 960 × 1280
_SMALL_FILE = 14 * 1024  # what is smaller needs no more squeezing, however few pixels it has
# Quality, effort, by how many pixels the picture is softened first, and about how large that leaves the file;
# the next is taken while the file is too large. Fine weaves look better a little soft than in blocks.
_STEPS = (
    *((82, 0, 0.0, 1.0), (82, 2, 0.0, 0.79), (74, 2, 0.0, 0.63), (64, 2, 0.0, 0.51), (54, 2, 0.0, 0.44)),
    *((54, 2, 0.5, 0.39), (48, 2, 0.8, 0.31), (42, 2, 1.1, 0.26), (34, 2, 1.5, 0.18), (20, 2, 2.2, 0.1)),
    (5, 2, 3.0, 0.04),
)
_GROWTH = 1.36  # a file grows with about this power of the picture's width
_STRIDE = 3  # steps taken at once: some weaves give in to a little softness
_SMALL = 48  # pixels along the longer side: enough for a colour and for waves of a few components
_MOST_PIXELS = 80_000_000


@dataclass(frozen=True, slots=True)
class Rendition:
    """One size of a picture as a WebP file."""

    width: int
    height: int
    content: bytes


@dataclass(frozen=True, slots=True)
class Renditions:
    """A picture in its sizes, smallest first, with its dominant colour (#rrggbb) and its blur hash."""

    sizes: tuple[Rendition, ...]
    colour: str
    blurhash: str


def renditions(image: Pixels, widths: tuple[int, ...] = WIDTHS) -> Renditions:
    """`image` (height, width, 3 or 4) in these widths; wider ones than its own are left out. Raises InvalidImage."""
    whole = Image.fromarray(checked(image))
    kept = [width for width in sorted(widths) if width <= whole.width] or [whole.width]
    images = [whole]
    for width in reversed(kept):
        images.append(_narrowed(images[-1], width))
    sizes: list[Rendition] = []
    whole_size = 0.0
    for made in reversed(images[1:]):  # the smallest first: how hard it is to compress tells where to begin
        growth = (made.width / sizes[-1].width) ** _GROWTH if sizes else 1.0
        content, whole_size = _webp(made, whole_size * growth)
        sizes.append(Rendition(made.width, made.height, content))
    small = np.asarray(_within(images[-1], _SMALL))
    ground = tuple(int(value) for value in np.median(small[..., :3].reshape(-1, 3), axis=0))
    return Renditions(tuple(sizes), dominant_colour(small), blurhash(on_ground(small, ground)))


def as_webp(image: Pixels, *, longest: int, quality: int = 90) -> Rendition:
    """`image` (height, width, 3 or 4) as one WebP file with at most `longest` pixels along a side, however large the
    file: to work from later, where `renditions` are to be shown. Raises InvalidImage."""
    whole = Image.fromarray(checked(image))
    if max(whole.size) > longest:
        share = longest / max(whole.size)
        size = (max(1, round(whole.width * share)), max(1, round(whole.height * share)))
        whole = whole.resize(size, Image.Resampling.HAMMING)
    file = io.BytesIO()
    whole.save(file, "WEBP", quality=quality, method=2)
    return Rendition(whole.width, whole.height, file.getvalue())


def as_png(image: Pixels) -> bytes:
    """`image` (height, width, 3 or 4) as a PNG file that holds pixels and nothing else. Raises InvalidImage."""
    file = io.BytesIO()
    Image.fromarray(checked(image)).save(file, "PNG", compress_level=6)
    return file.getvalue()


def as_jpeg(image: Pixels, quality: int = 90) -> bytes:
    """`image` (height, width, 3) as a JPEG file without metadata. Raises InvalidImage, also where it has opacity."""
    if checked(image).shape[2] != 3:
        raise InvalidImage("A JPEG file knows no opacity: flatten the picture first.")
    file = io.BytesIO()
    Image.fromarray(image).save(file, "JPEG", quality=quality, optimize=True)
    return file.getvalue()


def read_image(content: bytes) -> Pixels:
    """The picture in a file, turned upright, with opacity if it has any. Raises UnreadableImage."""
    try:
        with Image.open(io.BytesIO(content)) as opened:
            if opened.width * opened.height > _MOST_PIXELS:
                raise UnreadableImage(f"The picture has more than {_MOST_PIXELS // 1_000_000} million pixels.")
            has_opacity = "A" in opened.getbands() or "transparency" in opened.info
            return np.array(ImageOps.exif_transpose(opened).convert("RGBA" if has_opacity else "RGB"))
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError, SyntaxError) as error:
        raise UnreadableImage("This is no picture that can be read: JPEG, PNG, WebP, AVIF and GIF can.") from error


def _narrowed(image: Image.Image, width: int) -> Image.Image:
    if width == image.width:
        return image
    if image.width == 2 * width:
        return image.reduce(2)
    height = max(1, round(image.height * width / image.width))
    return image.resize((width, height), Image.Resampling.HAMMING)


def _within(image: Image.Image, longest: int) -> Image.Image:
    share = longest / max(image.size)
    return image.resize((max(1, round(image.width * share)), max(1, round(image.height * share))), Image.Resampling.BOX)


def _webp(image: Image.Image, likely: float) -> tuple[bytes, float]:
    """The file of the best quality that is not too large, and how large the first step makes it (`likely`)."""
    most = max(_SMALL_FILE, image.width * image.height * _BYTES_PER_PIXEL)
    last = len(_STEPS) - 1
    step = next((n for n in range(last) if likely * _STEPS[n][3] <= most), last)
    while True:
        quality, effort, softness, share = _STEPS[step]
        file = io.BytesIO()
        soft = image.filter(ImageFilter.GaussianBlur(softness)) if softness else image
        soft.save(file, "WEBP", quality=quality, method=effort)
        content = file.getvalue()
        if len(content) <= most or step == last:
            return content, len(content) / share
        enough = share * most / len(content)
        fitting = next((n for n in range(step + 1, last) if _STEPS[n][3] <= enough), last)
        step = min(step + _STRIDE, fitting)


def on_ground(image: Pixels, ground: tuple[int, ...]) -> Pixels:
    """`image` (height, width, 3 or 4) on a plain ground where it is transparent: (height, width, 3)."""
    if image.shape[2] == 3:
        return image
    share = image[..., 3:].astype(np.float32) / 255
    return (image[..., :3] * share + np.array(ground) * (1 - share)).astype(np.uint8)
