"""Files of other networks, made here with one convolution each."""

from pathlib import Path

import numpy as np
import pytest

from benchmarks.cutout_network.onnx_writer import Graph
from modiste.vision.cutout.onnx_file import OnnxFileCutout
from modiste.vision.errors import VisionError
from tests.vision.cutout.pictures import dark_is_garment, overlap, shirt

NAVY, PALE = (40, 44, 80), (236, 232, 226)


@pytest.mark.parametrize("with_sigmoid", [True, False])
def test_takes_maps_of_chances_and_of_log_odds(tmp_path: Path, with_sigmoid: bool) -> None:
    photo, true = shirt(NAVY, PALE)
    model = OnnxFileCutout(dark_is_garment(tmp_path / "any.onnx", side=96, with_sigmoid=with_sigmoid))
    found = model.cut_out(photo)
    assert overlap(found.alpha, true) > 0.9
    assert found.model == "onnx-any"


def test_reads_the_size_from_the_file_and_takes_an_open_one(tmp_path: Path) -> None:
    photo, true = shirt(NAVY, PALE)
    coarse = OnnxFileCutout(dark_is_garment(tmp_path / "coarse.onnx", side=16)).cut_out(photo)
    fine = OnnxFileCutout(dark_is_garment(tmp_path / "open.onnx", side="side")).cut_out(photo)
    assert overlap(coarse.alpha, true) < overlap(fine.alpha, true)


def test_says_so_where_there_is_no_such_file_or_none_that_runs(tmp_path: Path) -> None:
    with pytest.raises(VisionError, match="no file"):
        OnnxFileCutout(tmp_path / "missing.onnx")
    broken = tmp_path / "broken.onnx"
    broken.write_bytes(b"not a network")
    with pytest.raises(VisionError, match="broken.onnx is no ONNX file"):
        OnnxFileCutout(broken)


def test_refuses_a_network_of_another_kind(tmp_path: Path) -> None:
    def written(name: str, given: list[int | str], operator: str, **how: int) -> Path:
        graph = Graph({"input": given}, {"map": ["a", "b", "c", "d"]})
        graph.node(operator, ["input"], "map", **how)
        file = tmp_path / name
        file.write_bytes(graph.content())
        return file

    with pytest.raises(VisionError, match="is needed"):
        OnnxFileCutout(written("words.onnx", [1, 7, 32, 32], "Identity"))
    three = OnnxFileCutout(written("three.onnx", [1, 3, 32, 32], "Identity"))
    with pytest.raises(VisionError, match="gives"):
        three.cut_out(np.zeros((40, 40, 3), np.uint8))
