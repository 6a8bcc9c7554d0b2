"""Gemini's cut-out: the outline fits the photo, or there is none."""

import base64
from collections.abc import Iterator

import numpy as np
import pytest

from modiste.vision.arrays import Plane
from modiste.vision.cutout.base import CutoutModel
from modiste.vision.cutout.gemini import GeminiCutter, nearest_ratio
from modiste.vision.errors import BadAnswer, InvalidImage, NoGarment
from tests.vision.garments import BLUE, GROUND, RED, mask, shirt
from tests.vision.servers.gemini import KEY, Server


@pytest.fixture
def model(gemini: Server) -> Iterator[GeminiCutter]:
    made = GeminiCutter(KEY, base_url=gemini.base_url)
    yield made
    made.close()


def overlap(alpha: Plane, width: int, height: int) -> float:
    """Intersection over union with the shirt's own mask."""
    found, true = alpha > 0.5, np.asarray(mask(width, height)) > 127
    return float((found & true).sum() / (found | true).sum())


def test_keeps_the_promise_of_a_cutout_model(model: GeminiCutter) -> None:
    door: CutoutModel = model
    made = door.cut_out(shirt())
    assert (made.alpha.shape, made.alpha.dtype, made.model) == ((320, 240), np.float32, door.name)
    assert 0 <= made.alpha.min() and made.alpha.max() <= 1
    assert 0 < made.confidence < 0.5, "no such outline has been measured: each is looked at"


@pytest.mark.parametrize(("width", "height"), [(240, 320), (300, 300), (500, 260), (1200, 1650)])
def test_outlines_a_shirt_in_a_photo_of_any_shape(model: GeminiCutter, width: int, height: int) -> None:
    made = model.cut_out(shirt(width=width, height=height))
    assert made.alpha.shape == (height, width)
    assert overlap(made.alpha, width, height) > 0.95


@pytest.mark.parametrize("colour", [RED, BLUE, "#00f010", "#fd02fa", "#f0f0ee"])
def test_a_garment_is_not_taken_for_the_key_colour(model: GeminiCutter, colour: str) -> None:
    assert overlap(model.cut_out(shirt(colour, ground="#807468")).alpha, 240, 320) > 0.95


def test_a_draft_is_not_taken_for_the_picture(model: GeminiCutter, gemini: Server) -> None:
    with_draft = model.cut_out(shirt())
    gemini.drafts = False
    assert np.array_equal(with_draft.alpha, model.cut_out(shirt()).alpha)


def test_a_garment_that_was_moved_is_refused(model: GeminiCutter, gemini: Server) -> None:
    gemini.moves = 24
    with pytest.raises(BadAnswer, match="moved"):
        model.cut_out(shirt(stripes=BLUE))


def test_another_garment_is_refused(model: GeminiCutter, gemini: Server) -> None:
    gemini.invents = True
    with pytest.raises(BadAnswer, match="another garment"):
        model.cut_out(shirt())


def test_a_ground_that_was_left_is_refused(model: GeminiCutter, gemini: Server) -> None:
    gemini.paints = False
    with pytest.raises(BadAnswer, match="ground"):
        model.cut_out(shirt())


def test_a_photo_without_a_garment_has_none(model: GeminiCutter) -> None:
    with pytest.raises(NoGarment, match="take it again"):
        model.cut_out(shirt(GROUND))


@pytest.mark.parametrize("share", [0.3, 0.9])
def test_half_a_picture_is_none(model: GeminiCutter, gemini: Server, share: float) -> None:
    gemini.picture = lambda text: base64.b64encode(base64.b64decode(text)[: int(len(text) * 0.75 * share)]).decode()
    with pytest.raises(BadAnswer):
        model.cut_out(shirt())


@pytest.mark.parametrize("text", ["!!!", "AAA", "bm8gcGljdHVyZQ=="])
def test_what_is_no_picture_is_refused(model: GeminiCutter, gemini: Server, text: str) -> None:
    gemini.encoded = lambda _: text
    with pytest.raises(BadAnswer):
        model.cut_out(shirt())


def test_refuses_what_is_no_picture(model: GeminiCutter) -> None:
    with pytest.raises(InvalidImage):
        model.cut_out(np.zeros((4, 4), np.uint8))


@pytest.mark.parametrize(("size", "ratio"), [((600, 800), "3:4"), ((800, 800), "1:1"), ((100, 900), "9:16")])
def test_a_photo_goes_out_in_the_nearest_shape(size: tuple[int, int], ratio: str) -> None:
    assert nearest_ratio(*size) == ratio
