"""ONNX networks, opened to be run on a core of their own: a worker's other threads have photos of their own."""

from pathlib import Path
from typing import Any

from modiste.vision.errors import ModelMissing


def open_network(content: bytes | str) -> Any:
    """An onnxruntime session of a network's bytes, or of the file at a path."""
    import onnxruntime  # noqa: PLC0415 - heavy

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(content, options, providers=["CPUExecutionProvider"])


def open_network_file(path: Path) -> Any:
    """A session of somebody's file. Raises ModelMissing where there is none that can be run."""
    from onnxruntime.capi import onnxruntime_pybind11_state as kinds  # noqa: PLC0415

    if not path.is_file():
        raise ModelMissing(f"There is no file {path}: set the path of an .onnx file.")
    faults = (kinds.Fail, kinds.InvalidArgument, kinds.InvalidGraph, kinds.InvalidProtobuf, kinds.NotImplemented)
    try:
        return open_network(str(path))
    except faults as error:
        raise ModelMissing(f"{path.name} is no ONNX file that can be run: {error}") from error
