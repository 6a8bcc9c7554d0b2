"""The models of a task as its folder lists them."""

from pathlib import Path

import modiste.vision


def model_files(task: str) -> list[str]:
    """Names of the files in a task's folder that hold a model, without their ending."""
    folder = Path(modiste.vision.__file__).parent / task
    return sorted(file.stem for file in folder.glob("*.py") if file.stem != "base" and not file.stem.startswith("_"))
