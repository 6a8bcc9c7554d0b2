"""A network as an ONNX file, without the onnx package: the few messages of its protocol buffers, written by hand.

Field numbers are those of onnx.proto (IR version 8, opset 17).
"""

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

IR_VERSION, OPSET = 8, 17
FLOAT, INT64 = 1, 7  # TensorProto.DataType
Value = int | float | str | Sequence[int]


@dataclass
class Graph:
    """Nodes and constants in the order in which they were added."""

    inputs: Mapping[str, Sequence[int | str]]  # name → shape; a string is a size that may vary
    outputs: Mapping[str, Sequence[int | str]]
    nodes: list[bytes] = field(default_factory=list)
    constants: list[bytes] = field(default_factory=list)

    def constant(self, name: str, values: np.ndarray) -> str:
        """Add an array of float32 or int64; its name."""
        kind = INT64 if values.dtype == np.int64 else FLOAT
        raw = np.ascontiguousarray(values, np.int64 if kind == INT64 else np.float32).tobytes()
        dims = b"".join(_number(1, size) for size in values.shape)
        self.constants.append(dims + _number(2, kind) + _text(8, name) + _bytes(9, raw))
        return name

    def node(self, operator: str, inputs: Sequence[str], output: str, **attributes: Value) -> str:
        """Add an operator; the name of what it gives."""
        body = b"".join(_text(1, name) for name in inputs) + _text(2, output) + _text(3, output) + _text(4, operator)
        body += b"".join(_bytes(5, _attribute(name, value)) for name, value in attributes.items())
        self.nodes.append(body)
        return output

    def content(self, producer: str = "modiste") -> bytes:
        """The whole file."""
        graph = b"".join(_bytes(1, node) for node in self.nodes) + _text(2, "graph")
        graph += b"".join(_bytes(5, constant) for constant in self.constants)
        graph += b"".join(_bytes(11, _value(name, shape)) for name, shape in self.inputs.items())
        graph += b"".join(_bytes(12, _value(name, shape)) for name, shape in self.outputs.items())
        opset = _text(1, "") + _number(2, OPSET)
        return _number(1, IR_VERSION) + _text(2, producer) + _bytes(7, graph) + _bytes(8, opset)


def _value(name: str, shape: Sequence[int | str]) -> bytes:
    dims = b"".join(_bytes(1, _text(2, size) if isinstance(size, str) else _number(1, size)) for size in shape)
    tensor = _number(1, FLOAT) + _bytes(2, dims)
    return _text(1, name) + _bytes(2, _bytes(1, tensor))


def _attribute(name: str, value: Value) -> bytes:
    if isinstance(value, str):
        return _text(1, name) + _text(4, value) + _number(20, 3)
    if isinstance(value, int):
        return _text(1, name) + _number(3, value) + _number(20, 2)
    if isinstance(value, float):
        return _text(1, name) + _varint(2 << 3 | 5) + struct.pack("<f", value) + _number(20, 1)
    return _text(1, name) + b"".join(_number(8, one) for one in value) + _number(20, 7)


def _varint(number: int) -> bytes:
    made = bytearray()
    while number > 0x7F:
        made.append(number & 0x7F | 0x80)
        number >>= 7
    made.append(number)
    return bytes(made)


def _number(place: int, value: int) -> bytes:
    return _varint(place << 3) + _varint(value)


def _bytes(place: int, value: bytes) -> bytes:
    return _varint(place << 3 | 2) + _varint(len(value)) + value


def _text(place: int, value: str) -> bytes:
    return _bytes(place, value.encode())
