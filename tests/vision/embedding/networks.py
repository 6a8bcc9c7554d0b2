"""The smallest ONNX network that embeds a picture, written byte by byte: the mean of each channel."""

from pathlib import Path


def averaging_network(path: Path, channels: int = 3) -> Path:
    """Writes GlobalAveragePool for (1, channels, height, width) of any height and width; returns `path`."""
    node = _text(1, "picture") + _text(2, "means") + _text(4, "GlobalAveragePool")
    opset = _number(2, 13)
    graph = _part(1, node) + _text(2, "averages")
    graph += _part(11, _tensor("picture", (1, channels, "h", "w"))) + _part(12, _tensor("means", (1, channels, 1, 1)))
    path.write_bytes(_number(1, 8) + _part(7, graph) + _part(8, opset))
    return path


def _tensor(name: str, shape: tuple[int | str, ...]) -> bytes:
    sides = b"".join(_part(1, _number(1, side) if isinstance(side, int) else _text(2, side)) for side in shape)
    return _text(1, name) + _part(2, _part(1, _number(1, 1) + _part(2, sides)))  # 1: floats


def _part(field: int, body: bytes) -> bytes:
    """A message or text of protocol buffers: its field, its length, itself."""
    return _varint(field << 3 | 2) + _varint(len(body)) + body


def _text(field: int, text: str) -> bytes:
    return _part(field, text.encode())


def _number(field: int, number: int) -> bytes:
    return _varint(field << 3) + _varint(number)


def _varint(number: int) -> bytes:
    found = bytearray()
    while number > 127:
        found.append(number & 127 | 128)
        number >>= 7
    return bytes([*found, number])
