"""What a stranger's photo may be, and may cost: the numbers, and the sentences for who sent another one."""

from dataclasses import dataclass

from modiste.vision.errors import UnsuitablePhoto

MOST_PIXELS, LONGEST = 25_000_000, 8_192  # whatever it is for: what decoding it may cost
MOST_SECONDS, MOST_MIB = 5.0, 512  # that reading one may take, and the memory of the process that does
BROKEN = "This photo is damaged, or none at all: take it again, or send another JPEG, PNG, WebP, HEIC or AVIF file."
TOO_COSTLY = "This photo takes too much time or memory to read: take it again, or save it as a JPEG and send that."
TOO_MANY = f"The photo has too many pixels: {MOST_PIXELS // 1_000_000} million are taken, {LONGEST} along a side."


@dataclass(frozen=True, slots=True)
class Limits:
    """What a picture must be for its use: bytes, pixels along a side, and how many times as long as wide at most.

    Nobody is shown more of it than `widest` pixels, so no more is read where the format allows that.
    """

    most_bytes: int
    shortest: int
    most_slender: float
    widest: int


@dataclass(frozen=True, slots=True)
class PhotoFacts:
    """What a photo says of itself before a pixel is read: its format as Pillow names it, its sides in pixels."""

    format: str
    width: int
    height: int


def check_size(width: int, height: int, limits: Limits) -> None:
    """Raise UnsuitablePhoto unless a picture of `width` × `height` pixels may be read and is fit for its use."""
    longer, shorter = max(width, height), min(width, height)
    if width * height > MOST_PIXELS or longer > LONGEST:
        raise UnsuitablePhoto(TOO_MANY)
    if shorter < limits.shortest:
        raise UnsuitablePhoto(f"The photo is {width} × {height} pixels: at least {limits.shortest} a side are needed.")
    if longer > limits.most_slender * shorter:
        raise UnsuitablePhoto(f"The photo is more than {limits.most_slender:g} times as long as it is wide.")
