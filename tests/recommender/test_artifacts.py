"""Saved models: whole or absent, checked, and never code."""

import json
from pathlib import Path

import numpy as np
import pytest

from modiste.recommender.artifacts import load_model, read_artifact, save_model, write_artifact
from modiste.recommender.errors import BrokenArtifact, InvalidInput
from modiste.recommender.popularity import Popularity
from modiste.recommender.testing import planted_tastes

WHEN = "2026-01-01T00:00:00+00:00"


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    log = planted_tastes()
    save_model(Popularity().fit(log), tmp_path / "m", created_at=WHEN, about={"fingerprint": log.fingerprint()})
    return tmp_path / "m"


def test_the_manifest_says_what_it_is(saved: Path) -> None:
    manifest = read_artifact(saved).manifest
    assert manifest["model"] == "Popularity"
    assert manifest["created_at"] == WHEN
    assert len(manifest["fingerprint"]) == 64
    assert "numpy" in manifest["versions"]


def test_big_arrays_are_mapped_and_cannot_be_written(saved: Path) -> None:
    array = read_artifact(saved).arrays["popularity"]
    assert isinstance(array, np.memmap)
    assert not array.flags.writeable


def test_a_changed_file_is_refused(saved: Path) -> None:
    file = saved / "popularity.npy"
    content = bytearray(file.read_bytes())
    content[-1] ^= 1
    file.write_bytes(content)
    with pytest.raises(BrokenArtifact, match="changed after it was saved"):
        load_model(saved, Popularity)


def test_a_missing_file_is_refused(saved: Path) -> None:
    (saved / "popularity.npy").unlink()
    with pytest.raises(BrokenArtifact, match="train the model again"):
        load_model(saved, Popularity)


@pytest.mark.parametrize("manifest", ["", "{}", "[]", '{"format": 99, "files": {}, "model": "x", "parameters": {}}'])
def test_a_manifest_that_says_nothing_is_refused(saved: Path, manifest: str) -> None:
    (saved / "manifest.json").write_text(manifest)
    with pytest.raises(BrokenArtifact):
        read_artifact(saved)


def test_a_manifest_cannot_reach_outside_its_folder(saved: Path) -> None:
    manifest = json.loads((saved / "manifest.json").read_text())
    manifest["files"]["../../secret"] = manifest["files"]["popularity"]
    (saved / "manifest.json").write_text(json.dumps(manifest))
    with pytest.raises(BrokenArtifact, match="outside"):
        read_artifact(saved)


def test_objects_are_never_written(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="Python objects"):
        write_artifact(tmp_path / "m", {"a": np.array([{}])}, model="x", parameters={}, created_at=WHEN)
    assert list(tmp_path.iterdir()) == []


def test_a_saved_model_is_never_overwritten(saved: Path) -> None:
    with pytest.raises(InvalidInput, match="never overwritten"):
        write_artifact(saved, {}, model="x", parameters={}, created_at=WHEN)


def test_another_kind_of_model_is_refused(saved: Path) -> None:
    class Other(Popularity):
        pass

    with pytest.raises(BrokenArtifact, match="holds a Popularity"):
        load_model(saved, Other)


def test_texts_and_empty_arrays_survive(tmp_path: Path) -> None:
    arrays = {"names": np.array(["dress", "coat"]), "none": np.zeros((0, 4), np.float32)}
    write_artifact(tmp_path / "m", arrays, model="x", parameters={}, created_at=WHEN)
    again = read_artifact(tmp_path / "m").arrays
    assert again["names"].tolist() == ["dress", "coat"]
    assert again["none"].shape == (0, 4)
