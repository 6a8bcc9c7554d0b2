"""Training pictures: real photos as they are, and garments laid on the grounds of other people's photos.

Each is a picture of SIDE × SIDE with the share of garment in each pixel. Garments are cut-outs of CC0 photos and this
project's own drawings; nothing else.
"""

from dataclasses import dataclass

import cv2
import numpy as np

from modiste.vision.arrays import Pixels, Plane
from modiste.vision.cutout._net import SIDE

CANVAS = 192  # pixels on which a picture is put together before it is shrunk
LEAST_GROUND = 70  # pixels along a side, of 400: a smaller empty corner is no ground


@dataclass(frozen=True)
class Piece:
    """A garment with its outline, (height, width) of the same size; `sender` is who took the photo, or ""."""

    picture: Pixels
    alpha: Plane
    sender: str


@dataclass(frozen=True)
class Stock:
    """What pictures are put together from."""

    photos: list[Piece]  # whole photos
    drawings: list[Piece]
    grounds: list[tuple[Pixels, str]]  # empty parts of photos, with who took them


def largest_empty(mask: np.ndarray) -> tuple[int, int, int, int]:
    """The largest rectangle without a garment in it: top, bottom, left, right."""
    best, found = 0, (0, 0, 0, 0)
    heights = np.zeros(mask.shape[1] + 1, int)
    for bottom, row in enumerate(mask):
        heights[:-1] = np.where(row > 0, 0, heights[:-1] + 1)
        stack: list[tuple[int, int]] = []
        for column, height in enumerate(heights):
            start = column
            while stack and stack[-1][1] >= height:
                start, tall = stack.pop()
                if min(tall, column - start) * max(tall, column - start) > best and min(tall, column - start) > 12:
                    best, found = tall * (column - start), (bottom + 1 - tall, bottom + 1, start, column)
            stack.append((start, int(height)))
    return found


def ground_of(piece: Piece) -> Pixels | None:
    """The largest part of a photo that shows nothing but ground; None where it is too small."""
    grown = cv2.dilate((piece.alpha > 0.3).astype(np.uint8), np.ones((25, 25), np.uint8))
    top, bottom, left, right = largest_empty(grown)
    if (
        bottom - top < LEAST_GROUND / 2
        or right - left < LEAST_GROUND / 2
        or bottom - top + right - left < 3 * LEAST_GROUND
    ):
        return None
    return piece.picture[top:bottom, left:right]


def picture(stock: Stock, rng: np.random.Generator) -> tuple[Pixels, Plane]:
    """One training picture, (SIDE, SIDE, 3), and its outline, (SIDE, SIDE) 0 to 1."""
    made, alpha = composite(stock, rng, CANVAS)
    size = (SIDE, SIDE)
    return cv2.resize(made, size, interpolation=cv2.INTER_AREA), cv2.resize(alpha, size, interpolation=cv2.INTER_AREA)


def composite(stock: Stock, rng: np.random.Generator, canvas: int) -> tuple[Pixels, Plane]:
    """A photo or a garment laid on somebody's ground, `canvas` pixels a side if laid, and its outline."""
    kind = rng.random()
    if kind < 0.45:
        made, alpha = _photo(stock.photos[rng.integers(len(stock.photos))], rng)
    else:
        sender = ""
        piece = None
        if kind < 0.95:
            pieces = stock.photos if rng.random() < 0.5 else stock.drawings
            piece = _turned(pieces[rng.integers(len(pieces))], rng)
            sender = piece.sender
        made, alpha = _laid(piece, _ground(stock, sender, rng, canvas), rng)
    made = _lit(made, rng)
    quality = int(rng.integers(45, 96))
    made = cv2.imdecode(cv2.imencode(".jpg", made, [cv2.IMWRITE_JPEG_QUALITY, quality])[1], cv2.IMREAD_COLOR)
    return made, alpha


def _photo(piece: Piece, rng: np.random.Generator) -> tuple[Pixels, Plane]:
    """A photo as it was taken, nearer or not, mirrored or turned or not."""
    seen, alpha = piece.picture, piece.alpha
    height, width = alpha.shape
    if rng.random() < 0.5:  # a part of it, so that some garments are cut by the border
        share = rng.uniform(0.75, 1)
        rows, columns = int(height * share), int(width * share * rng.uniform(0.9, 1))
        top, left = rng.integers(height - rows + 1), rng.integers(width - columns + 1)
        here = np.s_[top : top + rows, left : left + columns]
        seen, alpha = seen[here], alpha[here]
    if rng.random() < 0.3:
        times = int(rng.integers(1, 4))
        seen, alpha = np.rot90(seen, times), np.rot90(alpha, times)
    return np.ascontiguousarray(seen), np.ascontiguousarray(alpha)


def _turned(piece: Piece, rng: np.random.Generator) -> Piece:
    """The garment alone, in another colour, mirrored or not."""
    rows, columns = np.flatnonzero((piece.alpha > 0.1).any(1)), np.flatnonzero((piece.alpha > 0.1).any(0))
    here = np.s_[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    seen, alpha = piece.picture[here], piece.alpha[here]
    if rng.random() < 0.5:
        seen, alpha = seen[:, ::-1], alpha[:, ::-1]
    if rng.random() < 0.6:
        hsv = cv2.cvtColor(np.ascontiguousarray(seen), cv2.COLOR_RGB2HSV).astype(np.float32)
        hsv[..., 0] = (hsv[..., 0] + rng.uniform(0, 180)) % 180
        hsv[..., 1] = np.clip(hsv[..., 1] * rng.uniform(0.2, 1.4), 0, 255)
        hsv[..., 2] = 255 * (hsv[..., 2] / 255) ** rng.uniform(0.5, 1.8)
        seen = cv2.cvtColor(hsv.astype(np.uint8), cv2.COLOR_HSV2RGB)
    return Piece(np.ascontiguousarray(seen), np.ascontiguousarray(alpha), piece.sender)


def _ground(stock: Stock, sender: str, rng: np.random.Generator, canvas: int) -> Pixels:
    """`canvas` × `canvas` of ground: of a photo by somebody else, plain, or two grounds that meet."""
    made = _one_ground(stock, sender, rng, canvas)
    if rng.random() < 0.25:  # where bed and floor meet, floor and wall
        other = _one_ground(stock, sender, rng, canvas)
        way = rng.normal(size=2)
        down, across = np.mgrid[-1 : 1 : canvas * 1j, -1 : 1 : canvas * 1j]
        beyond = (way[0] * down + way[1] * across) / np.hypot(*way) > rng.uniform(0.4, 1.1)
        made = np.where(beyond[..., None], other, made)
    return made


def _one_ground(stock: Stock, sender: str, rng: np.random.Generator, canvas: int) -> Pixels:
    if rng.random() < 0.15:
        colour = (
            np.full(3, rng.uniform(150, 255)) + rng.normal(0, 6, 3) if rng.random() < 0.8 else rng.uniform(0, 255, 3)
        )
        noise = rng.normal(0, rng.uniform(0, 3), (canvas, canvas, 1))
        return np.clip(colour + noise, 0, 255).astype(np.uint8)
    while True:
        seen, whose = stock.grounds[rng.integers(len(stock.grounds))]
        if whose != sender or not sender:
            break
    if rng.random() < 0.5:
        seen = seen[:, ::-1]
    if rng.random() < 0.5:
        seen = seen[::-1]
    scale = rng.uniform(0.35, 1.0) * canvas / CANVAS
    small = cv2.resize(np.ascontiguousarray(seen), None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    spare = [(0, max(0, canvas - size)) for size in small.shape[:2]]
    large = np.pad(small, [*spare, (0, 0)], mode="symmetric")
    top, left = (rng.integers(large.shape[axis] - canvas + 1) for axis in (0, 1))
    return large[top : top + canvas, left : left + canvas]


def _laid(piece: Piece | None, ground: Pixels, rng: np.random.Generator) -> tuple[Pixels, Plane]:
    """The garment on the ground with its shadow; the ground alone without one."""
    canvas = len(ground)
    if piece is None:
        return ground, np.zeros((canvas, canvas), np.float32)
    height, width = piece.alpha.shape
    share = canvas * rng.uniform(0.5, 0.97) / max(height, width)
    turn = rng.normal(0, 8) if rng.random() < 0.85 else rng.uniform(0, 360)
    moved = cv2.getRotationMatrix2D((width / 2, height / 2), turn, share)
    stretch = rng.uniform(0.85, 1.2)
    moved[0] *= stretch
    room = 0.5 * canvas * (1 - share * np.array([width * stretch, height]) / canvas)
    off = rng.uniform(-1, 1, 2) * np.maximum(room, 0)
    if rng.random() < 0.18:  # cut by the border
        off = off * 1.2 + rng.choice([-1, 1], 2) * rng.uniform(0, 0.14, 2) * canvas
    moved[:, 2] += canvas / 2 + off - np.array([width / 2 * stretch, height / 2])
    size = (canvas, canvas)
    alpha = cv2.warpAffine(piece.alpha, moved, size, flags=cv2.INTER_AREA)
    seen = cv2.warpAffine(piece.picture, moved, size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    shade = cv2.GaussianBlur(alpha, (0, 0), rng.uniform(1, 7) * canvas / CANVAS)
    by = np.float32([[1, 0, rng.normal(0, canvas / 64)], [0, 1, rng.normal(0, canvas / 64)]])
    shade = 1 - rng.uniform(0, 0.55) * cv2.warpAffine(shade, by, size)
    over = alpha[..., None]
    return (seen * over + ground * shade[..., None] * (1 - over)).astype(np.uint8), alpha


def _lit(made: Pixels, rng: np.random.Generator) -> Pixels:
    """Light from a side, a camera's white balance, its noise."""
    height, width = made.shape[:2]
    down, across = np.linspace(-1, 1, height)[:, None], np.linspace(-1, 1, width)[None, :]
    light = 1 + rng.normal(0, 0.09) * down + rng.normal(0, 0.09) * across
    lit = made * (light[..., None] * rng.normal(1, 0.05, 3) * rng.uniform(0.75, 1.15))
    lit += rng.normal(0, rng.uniform(0, 4), made.shape)
    return np.clip(lit, 0, 255).astype(np.uint8)
