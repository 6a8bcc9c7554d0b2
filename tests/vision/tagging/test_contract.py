"""Every file of the folder holds a tagging model and keeps what `base.py` promises: a new one needs a place here."""

import importlib
from collections.abc import Callable, Iterator

import numpy as np
import pytest

from modiste.vision.errors import InvalidImage, NoGarment
from modiste.vision.tagging.base import TaggingModel, checked_tags
from modiste.vision.tagging.gemini import GeminiTagger
from modiste.vision.tagging.local import LocalTagger
from tests.vision.garments import cut_out, shirt
from tests.vision.models import model_files
from tests.vision.servers.gemini import KEY, Server

MAKERS: dict[str, Callable[[Server], TaggingModel]] = {
    "local": lambda _: LocalTagger(),
    "gemini": lambda server: GeminiTagger(KEY, base_url=server.base_url),
}


def test_every_model_of_the_folder_stands_here() -> None:
    assert model_files("tagging") == sorted(MAKERS)


@pytest.fixture(params=sorted(MAKERS))
def model(request: pytest.FixtureRequest, gemini: Server) -> Iterator[TaggingModel]:
    model = MAKERS[request.param](gemini)
    yield model
    if isinstance(model, GeminiTagger):
        model.close()


def test_says_who_it_is(model: TaggingModel) -> None:
    assert importlib.import_module(type(model).__module__).__doc__
    assert model.name == model.tag(shirt()).model


@pytest.mark.parametrize("kind", ["as taken", "cut out"])
def test_tags_are_of_the_shops_words(model: TaggingModel, kind: str) -> None:
    tags = checked_tags(model.tag(cut_out(shirt()) if kind == "cut out" else shirt()))
    assert tags.colours.value[0].name in ("red", "poppy")
    assert tags.pattern.value == "plain"
    assert sum(colour.share for colour in tags.colours.value) == pytest.approx(1)
    assert tags.season.value


def test_says_the_same_twice(model: TaggingModel) -> None:
    assert model.tag(shirt()) == model.tag(shirt())


@pytest.mark.parametrize("size", [(1, 1), (3, 700), (64, 48), (900, 1200)])
def test_takes_a_photo_of_any_size(model: TaggingModel, size: tuple[int, int]) -> None:
    photo = np.random.default_rng(1).integers(0, 255, (size[1], size[0], 3), dtype=np.uint8)
    checked_tags(model.tag(photo))


def test_a_photo_from_which_everything_was_cut_away_has_no_garment(model: TaggingModel) -> None:
    photo = cut_out(shirt())
    photo[..., 3] = 0
    with pytest.raises(NoGarment):
        model.tag(photo)


@pytest.mark.parametrize("shape", [(4, 4), (4, 4, 2), (0, 4, 3)])
def test_refuses_what_is_no_picture(model: TaggingModel, shape: tuple[int, ...]) -> None:
    with pytest.raises(InvalidImage):
        model.tag(np.zeros(shape, np.uint8))
