"""What is kept of a cut-out."""

import io

import numpy as np
import pytest
from PIL import Image

from modiste.vision.cutout.keeping import crop_box, flatten, in_card, transparent
from modiste.vision.errors import InvalidImage, NoGarment
from modiste.vision.images import as_jpeg, as_png


def photo_and_alpha() -> tuple[np.ndarray, np.ndarray]:
    photo = np.full((40, 30, 3), (200, 30, 40), np.uint8)
    alpha = np.zeros((40, 30), np.float32)
    alpha[10:30, 8:20] = 1
    alpha[10:30, 7] = 0.5
    return photo, alpha


def test_flattens_on_white_and_on_a_chosen_colour() -> None:
    photo, alpha = photo_and_alpha()
    white, green = flatten(photo, alpha), flatten(photo, alpha, (10, 200, 90))
    assert white[0, 0].tolist() == [255, 255, 255] and green[0, 0].tolist() == [10, 200, 90]
    assert white[20, 12].tolist() == green[20, 12].tolist() == [200, 30, 40]
    assert green[20, 7].tolist() == [105, 115, 65]


def test_nothing_of_the_ground_is_left_behind_the_opacity() -> None:
    photo, alpha = photo_and_alpha()
    kept = np.asarray(Image.open(io.BytesIO(as_png(transparent(photo, alpha)))))
    assert (kept[alpha == 0] == 0).all()
    assert kept[20, 12].tolist() == [200, 30, 40, 255] and kept[20, 7, 3] == 128


def test_files_hold_pixels_and_nothing_else() -> None:
    photo, alpha = photo_and_alpha()
    png, jpeg = as_png(transparent(photo, alpha)), as_jpeg(flatten(photo, alpha))
    assert {png[at : at + 4] for at in (12, len(png) - 8)} == {b"IHDR", b"IEND"}
    assert not Image.open(io.BytesIO(png)).info
    assert set(Image.open(io.BytesIO(jpeg)).info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    assert b"Exif" not in jpeg


def test_a_jpeg_file_takes_no_opacity() -> None:
    with pytest.raises(InvalidImage, match="flatten"):
        as_jpeg(transparent(*photo_and_alpha()))


def test_the_crop_has_a_margin_and_stays_in_the_picture() -> None:
    _, alpha = photo_and_alpha()
    assert crop_box(alpha, margin=0.1) == (8, 32, 5, 22)
    assert crop_box(alpha, margin=5) == (0, 40, 0, 30)
    with pytest.raises(NoGarment):
        crop_box(np.zeros((40, 30), np.float32))


def test_photo_and_alpha_must_be_of_one_size() -> None:
    photo, alpha = photo_and_alpha()
    with pytest.raises(InvalidImage, match="40"):
        flatten(photo, alpha[:-1])


@pytest.mark.parametrize("shape", [(30, 90), (90, 30), (40, 30)])
def test_a_card_is_three_by_four_and_holds_all_of_the_garment(shape: tuple[int, int]) -> None:
    image = np.full((*shape, 4), 200, np.uint8)
    card = in_card(image)
    assert card.shape[1] / card.shape[0] == pytest.approx(3 / 4, abs=0.02)
    assert (card[..., 3] > 0).sum() == shape[0] * shape[1]
    assert card[0, 0, 3] == 0 or shape == (40, 30)
