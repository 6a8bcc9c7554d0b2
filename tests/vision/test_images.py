"""Pictures as files: their sizes, colours and blur hashes."""

import io

import numpy as np
import pytest
from PIL import Image

from modiste.vision.arrays import Pixels
from modiste.vision.blurhash import blurhash
from modiste.vision.errors import InvalidImage, UnreadableImage, VisionError
from modiste.vision.images import as_webp, read_image, renditions


def picture(ground: str, garment: str, *, width: int = 960) -> Pixels:
    """A garment in the middle of its ground, with a little grain."""
    image = Image.new("RGB", (width, width * 4 // 3), ground)
    image.paste(garment, (width // 4, width // 4, width * 3 // 4, width))
    grain = np.random.default_rng(1).normal(0, 2, (image.height, image.width, 3))
    return np.clip(np.asarray(image) + grain, 0, 255).astype(np.uint8)


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


def test_a_picture_comes_in_three_sizes_as_webp() -> None:
    made = renditions(picture("#e8e2d8", "#28334d"))
    assert [size.width for size in made.sizes] == [320, 640, 960]
    for size in made.sizes:
        file = opened(size.content)
        assert (file.format, file.size) == ("WEBP", (size.width, size.height))
        assert size.height == pytest.approx(size.width * 4 / 3, abs=1)


def test_an_original_is_one_file_that_is_shrunk_and_never_enlarged() -> None:
    whole = picture("#e8e2d8", "#28334d")
    kept, small = as_webp(whole, longest=2_000), as_webp(whole, longest=640)
    assert (kept.width, kept.height) == opened(kept.content).size == (960, 1280)
    assert (small.width, small.height) == opened(small.content).size == (480, 640)
    assert np.abs(read_image(kept.content).astype(int) - whole).mean() < 3, "it is hardly different"


def test_a_narrow_picture_is_never_enlarged() -> None:
    assert [size.width for size in renditions(picture("#fff", "#000", width=400)).sizes] == [320]
    assert [size.width for size in renditions(picture("#fff", "#000", width=200)).sizes] == [200]


def test_even_noise_stays_within_the_limits() -> None:
    noise = np.random.default_rng(1).integers(0, 255, (1280, 960, 3), dtype=np.uint8)
    half = ((noise.astype(int) + 6 * 128) // 7).astype(np.uint8)
    sizes = {size.width: len(size.content) for size in renditions(half).sizes}
    assert sizes[640] <= 25 * 1024 and sizes[960] <= 60 * 1024


@pytest.mark.parametrize("garment", ["#28334d", "#c0423a", "#f6f3ec", "#29282b", "#a5b39a"])
def test_the_dominant_colour_is_the_garments(garment: str) -> None:
    found = renditions(picture("#d8cdc0", garment)).colour
    assert np.abs(np.array(list(bytes.fromhex(found[1:]))) - np.array(list(bytes.fromhex(garment[1:])))).max() <= 4


def test_without_anything_on_it_the_ground_is_the_colour() -> None:
    assert renditions(np.full((80, 60, 3), (200, 180, 160), np.uint8), (60,)).colour == "#c8b4a0"


def test_what_is_transparent_does_not_count_and_stays_transparent() -> None:
    cut_out = np.zeros((400, 300, 4), np.uint8)
    cut_out[100:300, 100:200] = (60, 90, 140, 255)
    made = renditions(cut_out, (300,))
    assert made.colour == "#3c5a8c"
    assert opened(made.sizes[0].content).convert("RGBA").getpixel((5, 5))[3] == 0


def test_the_blur_hash_is_the_one_that_other_tools_make() -> None:
    """The expected text is what the package blurhash 1.1.5 makes of the same array."""
    down, across = np.mgrid[0:32, 0:24]
    image = np.stack([across * 10, down * 7, (across + down) * 4], axis=2).astype(np.uint8)
    assert blurhash(image) == "ToF=s=2lwym9WGjugLfkfQnjWpjt"
    assert len(blurhash(image, across=4, down=5)) == 4 + 2 * 20


def test_a_plain_picture_has_a_blur_hash_too() -> None:
    assert blurhash(np.zeros((4, 3, 3), np.uint8), across=1, down=1) == "00" + "0000"


@pytest.mark.parametrize(
    "image",
    [np.zeros((4, 4), np.uint8), np.zeros((4, 4, 2), np.uint8), np.zeros((0, 4, 3), np.uint8), np.zeros((4, 4, 3))],
)
def test_what_is_no_picture_is_refused_in_words(image: Pixels) -> None:
    with pytest.raises(InvalidImage, match="array of bytes"):
        renditions(image)


def test_reads_what_it_wrote_and_turns_photographs_upright() -> None:
    written = renditions(picture("#e8e2d8", "#28334d"), (320,)).sizes[0].content
    assert read_image(written).shape == (427, 320, 3)
    photograph, sideways = io.BytesIO(), Image.Exif()
    sideways[0x0112] = 6
    Image.new("RGB", (40, 20), "#fff").save(photograph, "JPEG", exif=sideways)
    assert read_image(photograph.getvalue()).shape == (40, 20, 3)


@pytest.mark.parametrize("content", [b"", b"GIF89a", b"<svg/>", b"RIFF\x00\x00\x00\x00WEBPVP8 "])
def test_other_files_are_refused_in_words(content: bytes) -> None:
    with pytest.raises(UnreadableImage, match="no picture") as caught:
        read_image(content)
    assert isinstance(caught.value, VisionError)
