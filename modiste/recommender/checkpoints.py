"""The state of a training on disk, so that one that was interrupted goes on: each checkpoint is whole or absent."""

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import numpy as np
import numpy.typing as npt
from filelock import FileLock, Timeout

from modiste.recommender.artifacts import Artifact, read_artifact, write_artifact
from modiste.recommender.errors import BrokenArtifact, InvalidInput


@dataclass
class Checkpoints:
    """A folder of one training: `iteration-000007` holds the item vectors after seven iterations, none of people.

    The folder is locked while a training uses it, and a checkpoint goes on only with the same data and parameters, so
    two trainings never mix. Each is written aside and renamed; the one before is removed after that.

    Parameters
    ----------
    folder : Path
    identity : mapping
        What must be equal for a training to go on from here: fingerprint of the data, parameters.
    """

    folder: Path
    identity: Mapping[str, Any]

    def __enter__(self) -> Self:
        """Lock the folder; raises InvalidInput when another training holds it."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self._lock = FileLock(self.folder / ".lock")
        try:
            self._lock.acquire(blocking=False)
        except Timeout as error:
            raise InvalidInput(f"Another training writes checkpoints into {self.folder}: give each its own.") from error
        return self

    def __exit__(self, *_: object) -> None:
        """Let the folder go."""
        self._lock.release()

    def latest(self) -> Artifact | None:
        """Return the last whole checkpoint, or None when there is none.

        Raises
        ------
        InvalidInput
            When it is of other data or parameters.
        """
        for folder in sorted(self.folder.glob("iteration-*"), reverse=True):
            try:
                found = read_artifact(folder, mmap=False)
            except BrokenArtifact:
                continue
            if found.parameters != dict(self.identity):
                raise InvalidInput(f"{folder} is of other data or settings: remove it, or choose another folder.")
            return found
        return None

    def write(self, item_factors: npt.NDArray[np.floating[Any]], losses: Sequence[float]) -> None:
        """Keep item_factors (items, d) after as many iterations as there are losses, and forget the ones before."""
        folder = self.folder / f"iteration-{len(losses):06d}"
        if folder.exists():  # a broken one that `latest` passed over
            shutil.rmtree(folder)
        arrays = {"item_factors": item_factors.astype(np.float32, copy=False)}
        about = {"losses": list(losses)}
        write_artifact(folder, arrays, model="checkpoint", parameters=self.identity, created_at="", about=about)
        for other in self.folder.glob("iteration-*"):
            if other != folder:
                shutil.rmtree(other, ignore_errors=True)
