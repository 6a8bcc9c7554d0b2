"""Photos that strangers send: which are taken, and what is left of them."""

import io
import random
import struct
import warnings
import zlib
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image, ImageCms, PngImagePlugin

from modiste.vision.errors import UnreadableImage, UnsuitablePhoto
from modiste.vision.photos import GARMENT, check_photo, read_photo


def picture(width: int = 600, height: int = 800, mode: str = "RGB") -> Image.Image:
    """Red above, blue below."""
    image = Image.new("RGB", (width, height), "#c0302a")
    image.paste("#2a40c0", (0, height // 2, width, height))
    return image.convert(mode)


def saved(image: Image.Image, kind: str = "JPEG", **how: object) -> bytes:
    file = io.BytesIO()
    image.save(file, kind, **how)
    return file.getvalue()


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png_that_claims(width: int, height: int, data: bytes = b"") -> bytes:
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_the_three_kinds_of_the_web_are_taken(kind: str) -> None:
    content = saved(picture(), kind)
    facts = check_photo(content)
    assert (facts.format, facts.width, facts.height) == (kind, 600, 800)
    pixels = read_photo(content)
    assert pixels.shape == (800, 600, 3)
    assert np.abs(pixels[20, 20].astype(int) - [192, 48, 42]).max() < 8


@pytest.mark.parametrize("kind", ["GIF", "BMP", "TIFF", "PPM", "ICO", "JPEG2000", "AVIF", "PDF", "EPS"])
def test_other_kinds_are_refused_whatever_they_are_called(kind: str) -> None:
    content = saved(picture(240, 240), kind)
    for look in (check_photo, read_photo):
        with pytest.raises(UnreadableImage, match="JPEG, PNG or WebP"):
            look(content)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xd8\xff",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"<html><script>alert(1)</script></html>",
        b"\x89PNG\r\n\x1a\n" + b"\xff" * 400,
        b"RIFF\xff\xff\xff\xffWEBPVP8 " + b"\x00" * 64,
        png_that_claims(600, 800, zlib.compress(b"\x00" * 100)),
    ],
)
def test_what_is_no_photo_is_refused(content: bytes) -> None:
    with pytest.raises(UnreadableImage):
        read_photo(content)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_cut_off_photo_is_refused(kind: str) -> None:
    grain = Image.fromarray(np.random.default_rng(1).integers(0, 255, (400, 300, 3), dtype=np.uint8))
    content = saved(grain, kind)
    with pytest.raises(UnreadableImage):
        read_photo(content[: len(content) // 2])


@pytest.mark.parametrize(("width", "height"), [(30_000, 30_000), (5_001, 5_000), (8_193, 3_000), (2**31 - 1, 1)])
def test_a_file_that_claims_more_pixels_than_are_taken_is_refused_unread(width: int, height: int) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # as in a serving process, where Pillow only warns
        with pytest.raises(UnsuitablePhoto, match="too many pixels"):
            check_photo(png_that_claims(width, height))


def test_a_photo_too_small_too_slender_or_too_heavy_is_refused() -> None:
    for size, words in (((199, 400), "at least 200"), ((1000, 249), "4 times")):
        with pytest.raises(UnsuitablePhoto, match=words):
            check_photo(saved(picture(*size)))
    tight = replace(GARMENT, most_bytes=1000)
    with pytest.raises(UnsuitablePhoto, match="larger than"):
        check_photo(saved(picture()), tight)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_photo_is_turned_upright(kind: str) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # taken with the camera on its side
    pixels = read_photo(saved(picture(800, 600), kind, exif=exif))
    assert pixels.shape[:2] == (800, 600)
    assert pixels[400, 580, 0] > 150 and pixels[400, 20, 2] > 150, "what was above is on the right"


@pytest.mark.parametrize(("kind", "how"), [("JPEG", {"quality": 90}), ("PNG", {"compress_level": 1})])
def test_a_large_photo_is_read_no_larger_than_it_is_shown(kind: str, how: dict[str, int]) -> None:
    pixels = read_photo(saved(picture(3024, 4032), kind, **how))
    assert 960 <= min(pixels.shape[:2]) < 2 * 960
    assert pixels.shape[0] / pixels.shape[1] == pytest.approx(4 / 3, abs=0.01)


@pytest.mark.parametrize("mode", ["L", "LA", "P", "RGBA", "I;16", "1"])
def test_every_way_to_keep_pixels_comes_out_the_same(mode: str) -> None:
    grey = picture().convert("L")
    image = Image.fromarray(np.asarray(grey).astype(np.uint16) << 8) if mode == "I;16" else grey.convert(mode)
    pixels = read_photo(saved(image, "PNG"))
    assert pixels.shape == (800, 600, 4 if "A" in mode else 3)
    if mode != "1":
        assert abs(int(pixels[10, 10, 0]) - int(np.asarray(grey)[10, 10])) <= 1


def test_print_colours_and_wide_colours_become_those_of_the_web() -> None:
    assert read_photo(saved(picture(mode="CMYK"))).shape == (800, 600, 3)
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    assert (
        np.abs(read_photo(saved(picture(), "PNG", icc_profile=profile)).astype(int) - np.asarray(picture())).max() < 3
    )
    nonsense = read_photo(saved(picture(), "PNG", icc_profile=b"\x00" * 200))
    assert (nonsense == np.asarray(picture())).all()


def test_of_a_moving_picture_the_first_frame_is_taken() -> None:
    frames = [Image.new("RGB", (300, 300), colour) for colour in ("#fff", "#000", "#888")]
    for kind in ("WEBP", "PNG"):
        moving = saved(frames[0], kind, save_all=True, append_images=frames[1:], duration=50)
        assert read_photo(moving)[0, 0, 0] > 250


def test_text_that_unpacks_to_a_flood_is_not_unpacked() -> None:
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Comment", "A" * 80_000_000, zip=True)
    with pytest.raises(UnreadableImage):
        read_photo(saved(picture(), "PNG", pnginfo=notes))


@pytest.mark.filterwarnings("ignore::UserWarning")  # Pillow warns of bent metadata and goes on
def test_bytes_bent_at_random_are_read_or_refused_and_nothing_else() -> None:
    chance = random.Random(7)
    exif = Image.Exif()
    exif[0x0112], exif[0x010E] = 6, "a dress"
    for kind in ("JPEG", "PNG", "WEBP"):
        whole = saved(picture(220, 260), kind, exif=exif)
        for _ in range(150):
            bent = bytearray(whole)
            for _ in range(chance.randint(1, 12)):
                bent[chance.randrange(len(bent))] = chance.randrange(256)
            try:
                pixels = read_photo(bytes(bent))
            except UnreadableImage:
                continue
            assert pixels.dtype == np.uint8
