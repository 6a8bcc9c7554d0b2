"""What every cut-out model keeps to: each file of the folder that has one is held to it here."""

import inspect
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path

import numpy as np
import pytest

from modiste.vision.cutout.base import CutoutModel
from modiste.vision.cutout.gemini import GeminiCutter
from modiste.vision.cutout.local import LocalCutout
from modiste.vision.cutout.onnx_file import OnnxFileCutout
from modiste.vision.errors import InvalidImage, NoGarment
from tests.conftest import REPOSITORY
from tests.vision.cutout.pictures import dark_is_garment, overlap, shirt
from tests.vision.servers.gemini import KEY, Server

FOLDER = REPOSITORY / "modiste" / "vision" / "cutout"
MODELS: dict[str, Callable[[Path, Server], CutoutModel]] = {  # by file; made with what they need
    "local": lambda folder, server: LocalCutout(),
    "onnx_file": lambda folder, server: OnnxFileCutout(dark_is_garment(folder / "dark.onnx")),
    "gemini": lambda folder, server: GeminiCutter(KEY, base_url=server.base_url),
}


@pytest.fixture(params=sorted(MODELS))
def model(request: pytest.FixtureRequest, tmp_path: Path, gemini: Server) -> Iterator[CutoutModel]:
    made = MODELS[request.param](tmp_path, gemini)
    yield made
    if isinstance(made, GeminiCutter):
        made.close()


def has_model(name: str) -> bool:
    module = import_module(f"modiste.vision.cutout.{name}")
    own = (member for _, member in inspect.getmembers(module, inspect.isclass) if member.__module__ == module.__name__)
    return any(hasattr(member, "cut_out") for member in own)


def test_every_model_of_the_folder_is_held_to_the_contract() -> None:
    names = [file.stem for file in FOLDER.glob("*.py") if not file.stem.startswith("_") and file.stem != "base"]
    assert {name for name in names if has_model(name)} == set(MODELS)


def test_gives_opacity_of_the_photos_size_and_a_probability(model: CutoutModel) -> None:
    photo, true = shirt((40, 44, 70), (236, 232, 226), height=203, width=151)
    found = model.cut_out(photo)
    assert found.alpha.shape == (203, 151) and found.alpha.dtype == np.float32
    assert 0 <= found.alpha.min() and found.alpha.max() <= 1
    assert isinstance(found.confidence, float) and 0 <= found.confidence <= 1
    assert found.model == model.name != ""
    assert overlap(found.alpha, true) > 0.85


def test_leaves_the_photo_as_it_was(model: CutoutModel) -> None:
    photo, _ = shirt((40, 44, 70), (236, 232, 226))
    before = photo.copy()
    photo.flags.writeable = False
    model.cut_out(photo)
    assert (photo == before).all()


def test_the_same_photo_gives_the_same_outline(model: CutoutModel) -> None:
    photo, _ = shirt((40, 44, 70), (236, 232, 226))
    one, other = model.cut_out(photo), model.cut_out(photo[::-1][::-1])
    assert (one.alpha == other.alpha).all() and one.confidence == other.confidence


def test_says_what_to_do_where_there_is_no_garment(model: CutoutModel) -> None:
    with pytest.raises(NoGarment, match="photo"):
        model.cut_out(np.full((120, 90, 3), 214, np.uint8))


@pytest.mark.parametrize("shape", [(120, 90), (120, 90, 1), (120, 90, 4), (0, 90, 3)])
def test_refuses_what_is_no_photo(model: CutoutModel, shape: tuple[int, ...]) -> None:
    with pytest.raises(InvalidImage):
        model.cut_out(np.zeros(shape, np.uint8))
