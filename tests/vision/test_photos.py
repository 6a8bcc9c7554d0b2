"""Photos that strangers send: which are taken, and what is left of them."""

import io
import struct
import zlib
from dataclasses import replace

import numpy as np
import pillow_heif
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms, PngImagePlugin

from modiste.vision.errors import UnreadableImage, UnsuitablePhoto
from modiste.vision.photos import GARMENT, check_photo, read_photo
from tests.vision.files import KINDS, exif_of, grain, picture, png_that_claims, saved

# Where the upper left corner goes when a photo is turned upright, for each way to hold a camera (EXIF 2.32, 4.6.4).
CORNER = {1: "top left", 2: "top right", 3: "bottom right", 4: "bottom left", 5: "top left"}
CORNER |= {6: "top right", 7: "bottom right", 8: "bottom left"}


def is_red(pixels: np.ndarray, place: str) -> bool:
    height, width = pixels.shape[:2]
    y = {"t": 8, "b": height - 9}.get(place[0], height // 2)
    x = {"l": 8, "r": width - 9}.get(place.split()[-1][0], width // 2)
    return bool(pixels[y, x, 0] > 150 > pixels[y, x, 2])


@pytest.mark.parametrize("kind", KINDS)
def test_what_phones_and_the_web_use_is_taken(kind: str) -> None:
    content = saved(picture(), kind)
    facts = check_photo(content)
    assert (facts.format, facts.width, facts.height) == (kind, 600, 800)
    pixels = read_photo(content)
    assert pixels.shape == (800, 600, 3)
    assert np.abs(pixels[20, 20].astype(int) - [192, 48, 42]).max() < 8


@pytest.mark.parametrize("kind", ["GIF", "BMP", "TIFF", "PPM", "ICO", "JPEG2000", "PDF", "EPS"])
def test_other_kinds_are_refused_whatever_they_are_called(kind: str) -> None:
    content = saved(picture(240, 240), kind)
    for look in (check_photo, read_photo):
        with pytest.raises(UnreadableImage, match="JPEG, PNG, WebP, HEIC or AVIF"):
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


@pytest.mark.parametrize("kind", KINDS)
def test_a_photo_cut_off_anywhere_is_refused(kind: str) -> None:
    content = saved(grain(), kind)
    for share in range(0, 99, 3):
        with pytest.raises(UnreadableImage, match="damaged"):
            read_photo(content[: len(content) * share // 100])


@pytest.mark.parametrize("kind", KINDS)
def test_what_hangs_behind_a_photo_is_left_behind(kind: str) -> None:
    archive = b"PK\x03\x04" + b"\x00" * 22 + b"PK\x05\x06" + b"\x00" * 18
    pixels = read_photo(saved(picture(), kind) + archive + b"<script>alert(1)</script>")
    assert pixels.shape == (800, 600, 3) and is_red(pixels, "top")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("before", [b"GIF89a", b"%PDF-1.7\n", b"PK\x03\x04", b"<svg>", b"\x00", b"MZ"])
def test_a_file_is_what_its_first_bytes_say(kind: str, before: bytes) -> None:
    with pytest.raises(UnreadableImage):
        read_photo(before + saved(picture(), kind))


@pytest.mark.parametrize(("width", "height"), [(30_000, 30_000), (5_001, 5_000), (8_193, 3_000), (2**31 - 1, 1)])
def test_a_file_that_claims_more_pixels_than_are_taken_is_refused_unread(width: int, height: int) -> None:
    for look in (check_photo, read_photo):
        with pytest.raises(UnsuitablePhoto, match="too many pixels"):
            look(png_that_claims(width, height))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_small_file_of_very_many_pixels_is_refused(kind: str) -> None:
    bomb = saved(Image.new("RGB", (6_000, 4_400)), kind, method=0)
    assert len(bomb) < 1024 * 1024
    with pytest.raises(UnsuitablePhoto, match="too many pixels"):
        read_photo(bomb)


@pytest.mark.parametrize("kind", ["HEIF", "AVIF"])
def test_a_small_file_that_claims_very_many_pixels_is_refused(kind: str) -> None:
    honest = saved(picture(), kind)
    size = honest.index(b"ispe") + 8  # the box that says how large the picture is (ISO/IEC 23008-12, 6.5.3)
    assert honest[size : size + 8] == struct.pack(">II", 600, 800)
    with pytest.raises(UnsuitablePhoto, match="too many pixels"):
        read_photo(honest[:size] + struct.pack(">II", 6_000, 4_400) + honest[size + 8 :])


def test_a_file_with_more_pixels_than_it_claims_gives_those_that_it_claims() -> None:
    flood = zlib.compress(bytes(60_000_000), 9)
    assert read_photo(png_that_claims(600, 800, flood)).shape == (800, 600, 3)


def test_a_photo_too_small_too_slender_or_too_heavy_is_refused() -> None:
    for size, words in (((199, 400), "at least 200"), ((1000, 249), "4 times")):
        with pytest.raises(UnsuitablePhoto, match=words):
            check_photo(saved(picture(*size)))
    tight = replace(GARMENT, most_bytes=1000)
    with pytest.raises(UnsuitablePhoto, match="larger than"):
        check_photo(saved(picture()), tight)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("orientation", CORNER)
def test_a_photo_is_turned_upright(kind: str, orientation: int) -> None:
    held = picture(400, 300)
    held.paste("#2a40c0", (200, 0, 400, 300))  # only the upper left quarter stays red
    pixels = read_photo(saved(held, kind, exif=exif_of(orientation)))
    assert pixels.shape[:2] == ((300, 400) if orientation < 5 else (400, 300))
    corners = [f"{row} {column}" for row in ("top", "bottom") for column in ("left", "right")]
    assert [corner for corner in corners if is_red(pixels, corner)] == [CORNER[orientation]]


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


def test_sixteen_bits_become_eight_and_stay_upright() -> None:
    rows = np.zeros((300, 400, 3), ">u2")
    rows[:150, :, 0] = 0xC0FF
    packed = zlib.compress(b"".join(b"\x00" + row.tobytes() for row in rows))
    pixels = read_photo(png_that_claims(400, 300, packed, bits=16))
    assert pixels.shape == (300, 400, 3) and pixels.dtype == np.uint8
    assert pixels[0, 0].tolist() == [0xC0, 0, 0] and pixels[-1, 0].tolist() == [0, 0, 0]
    grey = Image.fromarray(rows[..., 0].astype(np.uint16))
    turned = read_photo(saved(grey, "PNG", exif=exif_of(6)))
    assert turned.shape == (400, 300, 3) and turned[0, -1].tolist() == [0xC0] * 3 and turned[0, 0].tolist() == [0] * 3


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "HEIF", "AVIF"])
def test_opacity_is_kept(kind: str) -> None:
    clear = picture(mode="RGBA")
    clear.putalpha(Image.linear_gradient("L").resize(clear.size))
    pixels = read_photo(saved(clear, kind))
    assert pixels.shape == (800, 600, 4) and pixels[5, 5, 3] < 8 and pixels[-5, 5, 3] > 247


def test_print_colours_and_wide_colours_become_those_of_the_web() -> None:
    assert read_photo(saved(picture(mode="CMYK"))).shape == (800, 600, 3)
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    assert (
        np.abs(read_photo(saved(picture(), "PNG", icc_profile=profile)).astype(int) - np.asarray(picture())).max() < 3
    )
    nonsense = read_photo(saved(picture(), "PNG", icc_profile=b"\x00" * 200))
    assert (nonsense == np.asarray(picture())).all()


@pytest.mark.parametrize("kind", ["WEBP", "PNG", "AVIF", "HEIF"])
def test_of_a_moving_picture_the_first_frame_is_taken(kind: str) -> None:
    frames = [Image.new("RGB", (300, 300), colour) for colour in ("#fff", "#000", "#888")]
    moving = saved(frames[0], kind, save_all=True, append_images=frames[1:], duration=50)
    assert read_photo(moving)[0, 0, 0] > 250


def test_of_several_photos_in_a_file_the_main_one_is_taken() -> None:
    several = pillow_heif.HeifFile()
    for size, colour in (((300, 300), "#000"), ((320, 260), "#fff"), ((280, 280), "#888")):
        several.add_from_pillow(Image.new("RGB", size, colour))
    file = io.BytesIO()
    several.save(file, primary_index=1)
    pixels = read_photo(file.getvalue())
    assert pixels.shape == (260, 320, 3) and pixels[0, 0, 0] > 250


def test_text_that_unpacks_to_a_flood_is_not_unpacked() -> None:
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Comment", "A" * 80_000_000, zip=True)
    with pytest.raises(UnreadableImage):
        read_photo(saved(picture(), "PNG", pnginfo=notes))


WHOLE = {kind: saved(picture(220, 260), kind, exif=exif_of(6, "a dress")) for kind in KINDS}


@given(
    kind=st.sampled_from(KINDS),
    bends=st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), min_size=1, max_size=12),
)
@settings(max_examples=400, deadline=None)
def test_bytes_bent_at_random_are_read_or_refused_and_nothing_else(kind: str, bends: list[tuple[float, int]]) -> None:
    bent = bytearray(WHOLE[kind])
    for place, value in bends:
        bent[int(place * len(bent))] = value
    try:
        pixels = read_photo(bytes(bent))
    except UnreadableImage as refused:
        assert len(str(refused)) > 20
        return
    assert pixels.dtype == np.uint8 and pixels.shape[2] in (3, 4)
