"""Every file of the folder holds an embedding model and keeps what `base.py` promises: a new one needs a place here."""

import importlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from modiste.vision.embedding.base import EmbeddingModel
from modiste.vision.embedding.gemini import GeminiEmbedder
from modiste.vision.embedding.local import LocalEmbedder
from modiste.vision.embedding.onnx_file import OnnxEmbedder
from modiste.vision.embedding.tflite_file import TfliteEmbedder
from modiste.vision.errors import InvalidImage
from tests.conftest import REPOSITORY
from tests.vision.embedding.networks import averaging_network
from tests.vision.garments import BLUE, cut_out, shirt
from tests.vision.models import model_files
from tests.vision.servers.gemini import KEY, Server

MODELS = Path(os.environ.get("MODISTE_SHARED", REPOSITORY.parent / "shared")) / "models"
MOBILENET = MODELS / "coral-tflite" / "mobilenet_v1_1.0_224_quant_embedding_extractor.tflite"


def tflite_model(*_: object) -> EmbeddingModel:
    if not MOBILENET.is_file():
        pytest.skip(f"no {MOBILENET.name} in the shared models")
    return TfliteEmbedder(MOBILENET)


MAKERS: dict[str, Callable[[Server, Path], EmbeddingModel]] = {
    "local": lambda *_: LocalEmbedder(),
    "gemini": lambda server, _: GeminiEmbedder(KEY, base_url=server.base_url, dimensions=256),
    "onnx_file": lambda _, folder: OnnxEmbedder(averaging_network(folder / "averages.onnx")),
    "tflite_file": tflite_model,
}


def test_every_model_of_the_folder_stands_here() -> None:
    assert model_files("embedding") == sorted(MAKERS)


@pytest.fixture(params=sorted(MAKERS))
def model(request: pytest.FixtureRequest, gemini: Server, tmp_path: Path) -> Iterator[EmbeddingModel]:
    model = MAKERS[request.param](gemini, tmp_path)
    yield model
    if isinstance(model, GeminiEmbedder):
        model.close()


def test_says_who_it_is(model: EmbeddingModel) -> None:
    assert importlib.import_module(type(model).__module__).__doc__
    assert model.name and model.dimensions > 0


@pytest.mark.parametrize("kind", ["as taken", "cut out"])
def test_a_vector_has_its_dimensions_and_length_one(model: EmbeddingModel, kind: str) -> None:
    vector = model.embed(cut_out(shirt()) if kind == "cut out" else shirt())
    assert (vector.shape, vector.dtype) == ((model.dimensions,), np.float32)
    assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-5)


def test_one_photo_has_one_vector(model: EmbeddingModel) -> None:
    assert np.array_equal(model.embed(shirt()), model.embed(shirt()))


def test_a_garment_lies_nearer_to_itself_in_other_light_than_to_another(model: EmbeddingModel) -> None:
    photo = shirt()
    darker = (photo * 0.9).astype(np.uint8)
    asked, same, other = (model.embed(one) for one in (photo, darker, shirt(BLUE)))
    assert asked @ same > asked @ other


@pytest.mark.parametrize("size", [(1, 1), (3, 700), (900, 1200)])
def test_takes_a_photo_of_any_size(model: EmbeddingModel, size: tuple[int, int]) -> None:
    photo = np.random.default_rng(1).integers(0, 255, (size[1], size[0], 3), dtype=np.uint8)
    assert np.isfinite(model.embed(photo)).all()


@pytest.mark.parametrize("shape", [(4, 4), (4, 4, 2), (0, 4, 3)])
def test_refuses_what_is_no_picture(model: EmbeddingModel, shape: tuple[int, ...]) -> None:
    with pytest.raises(InvalidImage):
        model.embed(np.zeros(shape, np.uint8))
