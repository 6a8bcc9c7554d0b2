"""Networks by their file's path: what they are given, and what is said of files that are none."""

import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from modiste.vision.embedding.onnx_file import MEAN, SPREAD, OnnxEmbedder
from modiste.vision.embedding.tflite_file import TfliteEmbedder
from modiste.vision.errors import ModelMissing
from tests.vision.embedding.networks import averaging_network
from tests.vision.embedding.test_contract import tflite_model
from tests.vision.garments import cut_out, shirt


def test_a_network_is_given_standardised_channels(tmp_path: Path) -> None:
    model = OnnxEmbedder(averaging_network(tmp_path / "averages.onnx"))
    means = (np.array([200, 100, 50]) / 255 - MEAN) / SPREAD
    photo = np.full((30, 20, 3), (200, 100, 50), np.uint8)
    assert model.embed(photo) == pytest.approx(means / np.linalg.norm(means), abs=1e-4)
    assert (model.name, model.dimensions) == ("averages", 3)


def test_what_was_cut_away_is_white_to_a_network(tmp_path: Path) -> None:
    model = OnnxEmbedder(averaging_network(tmp_path / "averages.onnx"))
    assert model.embed(cut_out(shirt(ground="#000000"))) @ model.embed(shirt(ground="#ffffff")) > 0.9999


def test_several_threads_may_ask_one_network() -> None:
    model = tflite_model()
    photos = [shirt(), shirt("#28334d"), shirt("#6c6c46")] * 6
    alone = [model.embed(photo) for photo in photos]
    with ThreadPoolExecutor(4) as threads:
        assert all(
            np.array_equal(one, other) for one, other in zip(alone, threads.map(model.embed, photos), strict=True)
        )


@pytest.mark.parametrize("kind", [OnnxEmbedder, TfliteEmbedder])
def test_a_file_that_is_not_there_is_said(kind: type, tmp_path: Path) -> None:
    with pytest.raises(ModelMissing, match="no file"):
        kind(tmp_path / "nothing")


@pytest.mark.parametrize("kind", [OnnxEmbedder, TfliteEmbedder])
@pytest.mark.parametrize("content", [b"", b"no network at all", b"\x08\x08" * 40], ids=["empty", "text", "no graph"])
def test_a_file_that_is_no_network_is_said(kind: type, content: bytes, tmp_path: Path) -> None:
    file = tmp_path / "broken"
    file.write_bytes(content)
    with pytest.raises(ModelMissing, match="broken is no"):
        kind(file)


def test_a_network_of_other_inputs_is_said(tmp_path: Path) -> None:
    with pytest.raises(ModelMissing, match="three channels"):
        OnnxEmbedder(averaging_network(tmp_path / "grey.onnx", channels=1))


def test_a_library_that_is_missing_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ai_edge_litert.interpreter", None)
    with pytest.raises(ModelMissing, match="install"):
        TfliteEmbedder(averaging_network(tmp_path / "any"))
