"""A fitted model on disk: a folder of plain arrays and a manifest that says what they are and how to check them."""

import hashlib
import json
import platform
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from modiste import __version__
from modiste.recommender.base import Recommender
from modiste.recommender.errors import BrokenArtifact, InvalidInput

FORMAT = 1
MANIFEST = "manifest.json"
Arrays = Mapping[str, npt.NDArray[Any]]
Model = TypeVar("Model", bound=Recommender)


@dataclass(frozen=True, eq=False)
class Artifact:
    """What a folder holds: the arrays by name, and the manifest's entries."""

    model: str
    parameters: dict[str, Any]
    arrays: dict[str, npt.NDArray[Any]]
    manifest: dict[str, Any]


def write_artifact(
    folder: Path,
    arrays: Arrays,
    *,
    model: str,
    parameters: Mapping[str, Any],
    created_at: str,
    about: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """Write arrays and manifest into a new folder, which appears as a whole or not at all; return the manifest.

    Parameters
    ----------
    folder : Path
        Must not exist yet.
    arrays : mapping of str to array
        Numbers or texts; objects are refused, because reading them would run code (no pickle).
    model, parameters : what the arrays are of.
    created_at : str
        ISO 8601; the library has no clock.
    about : mapping, optional
        JSON values to keep with it: the data's fingerprint, metrics.

    Raises
    ------
    InvalidInput
        When the folder exists, a name is no plain file name, or an array holds objects.
    """
    if folder.exists():
        raise InvalidInput(f"{folder} exists: a saved model is never overwritten, choose another folder.")
    folder.parent.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(prefix=".writing-", dir=folder.parent))
    try:
        files = {name: _write(aside, name, array) for name, array in arrays.items()}
        manifest = {
            "format": FORMAT,
            "model": model,
            "parameters": dict(parameters),
            "created_at": created_at,
            "versions": {"python": platform.python_version(), "modiste": __version__, "numpy": np.__version__},
            "files": files,
        } | dict(about or {})
        (aside / MANIFEST).write_text(json.dumps(manifest, indent=2, sort_keys=True, allow_nan=False))
        aside.chmod(0o755)
        aside.rename(folder)
    except BaseException:
        shutil.rmtree(aside, ignore_errors=True)
        raise
    return manifest


def read_artifact(folder: Path, *, mmap: bool = True) -> Artifact:
    """Read a folder that `write_artifact` made, after checking every file against its hash.

    With `mmap` the arrays are mapped, not copied, so that processes which serve the same model share its memory.

    Raises
    ------
    BrokenArtifact
        When the folder or a file is absent, damaged, or of a format that this version does not know.
    """
    try:
        manifest = json.loads((folder / MANIFEST).read_text())
        files: dict[str, dict[str, Any]] = manifest["files"]
        known = manifest["format"] == FORMAT
        parameters, model = dict(manifest["parameters"]), str(manifest["model"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BrokenArtifact(f"{folder} holds no readable {MANIFEST}: train the model again.") from error
    if not known:
        raise BrokenArtifact(f"{folder} has format {manifest['format']}, not {FORMAT}: train the model again.")
    arrays = {name: _read(folder, name, entry, mmap) for name, entry in files.items()}
    return Artifact(model, parameters, arrays, manifest)


def save_model(model: Recommender, folder: Path, *, created_at: str, about: Mapping[str, Any] | None = None) -> None:
    """Save a fitted model into a new folder; see `write_artifact` for created_at, about and what is raised."""
    arrays, name = model.state(), type(model).__name__
    write_artifact(folder, arrays, model=name, parameters=model.parameters(), created_at=created_at, about=about)


def load_model(folder: Path, kind: type[Model], *, mmap: bool = True) -> Model:
    """Load a model of the class `kind` from a folder that `save_model` made; see `read_artifact` for mmap.

    Raises
    ------
    BrokenArtifact
        When another class was saved there, or as `read_artifact`.
    """
    artifact = read_artifact(folder, mmap=mmap)
    if artifact.model != kind.__name__:
        raise BrokenArtifact(f"{folder} holds a {artifact.model}, not a {kind.__name__}.")
    return kind.from_state(artifact.parameters, artifact.arrays)


def _write(folder: Path, name: str, array: npt.NDArray[Any]) -> dict[str, Any]:
    if not name.isidentifier():
        raise InvalidInput(f"{name!r} cannot name an array: use letters, digits and underscores.")
    if array.dtype.hasobject:
        raise InvalidInput(f"Array {name!r} holds Python objects: turn it into numbers or texts first.")
    file = folder / f"{name}.npy"
    np.save(file, np.ascontiguousarray(array), allow_pickle=False)
    return {"sha256": _sha256(file), "shape": list(array.shape), "dtype": str(array.dtype)}


def _read(folder: Path, name: str, entry: Mapping[str, Any], mmap: bool) -> npt.NDArray[Any]:
    if not name.isidentifier():
        raise BrokenArtifact(f"{folder} names a file {name!r} outside of itself: train the model again.")
    file = folder / f"{name}.npy"
    try:
        if _sha256(file) != entry["sha256"]:
            raise BrokenArtifact(f"{file} was changed after it was saved: train the model again.")
        # An empty array cannot be mapped; texts are small and wanted as ordinary arrays.
        can_map = mmap and np.prod(entry["shape"]) > 0 and not str(entry["dtype"]).startswith("<U")
        array: npt.NDArray[Any] = np.load(file, mmap_mode="r" if can_map else None, allow_pickle=False)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BrokenArtifact(f"{file} cannot be read ({error}): train the model again.") from error
    return array


def _sha256(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()
