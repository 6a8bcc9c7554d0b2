"""Arrays and ids as bytes: what a block is, knows and sends travels as one binary value of an Arrow column."""

import json
from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

Named = dict[str, npt.NDArray[Any]]


def pack(arrays: Mapping[str, npt.NDArray[Any]]) -> bytes:
    """Return named arrays as bytes: a line of JSON with names, kinds and shapes, then the arrays one after another."""
    told = [(name, array.dtype.str, array.shape) for name, array in arrays.items()]
    head = json.dumps(told).encode() + b"\n"
    return b"".join([head, *(np.ascontiguousarray(array).data for array in arrays.values())])


def unpack(payload: Any) -> Named:
    """Return what `pack` was given, from bytes or an Arrow buffer.

    The arrays are copies: read-only ones would have every kernel compiled anew for each mixture of them.

    Examples
    --------
    >>> unpack(pack({"x": np.eye(2), "n": np.arange(3)}))["x"].tolist()
    [[1.0, 0.0], [0.0, 1.0]]
    """
    view = memoryview(payload)
    end = bytes(view[:4096]).find(b"\n")
    found, offset = {}, end + 1
    for name, kind, shape in json.loads(bytes(view[:end])):
        count = int(np.prod(shape))
        found[name] = np.frombuffer(view, kind, count, offset).reshape(shape).copy()
        offset += found[name].nbytes
    return found


def pack_ids(ids: pa.Array) -> bytes:
    """Return ids of any type (n,) as an Arrow stream."""
    batch = pa.record_batch([ids], ["id"])
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, batch.schema) as writer:
        writer.write_batch(batch)
    return bytes(sink.getvalue())


def unpack_ids(payload: Any) -> pa.Array:
    """Return the ids that `pack_ids` was given."""
    return whole(pa.ipc.open_stream(payload).read_all()["id"])


def whole(column: pa.ChunkedArray) -> pa.Array:
    """Return a column of a table as one array."""
    joined = column.combine_chunks()
    return joined if isinstance(joined, pa.Array) else pa.concat_arrays(joined.chunks)
