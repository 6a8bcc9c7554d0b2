"""What is packed comes out the same: arrays of any kind and shape, ids of numbers and of text."""

import numpy as np
import pyarrow as pa
import pytest

pytestmark = pytest.mark.usefixtures("ready")


def test_arrays_come_out_as_they_went_in() -> None:
    from modiste.recommender.spark._packing import pack, unpack

    given = {
        "x": np.arange(6, dtype=np.float32).reshape(2, 3)[:, ::-1],
        "none": np.zeros((0, 4), np.float64),
        "n": np.array([1, -2], np.int64),
    }
    found = unpack(pa.scalar(pack(given), pa.binary()).as_buffer())
    assert list(found) == list(given)
    for name, array in given.items():
        assert found[name].dtype == array.dtype
        assert found[name].flags.writeable
        assert np.array_equal(found[name], array)


@pytest.mark.parametrize("ids", [[3, 1, 2], ["coat", "hat", "scarf"], []])
def test_ids_come_out_as_they_went_in(ids: list[object]) -> None:
    from modiste.recommender.spark._packing import pack_ids, unpack_ids

    assert unpack_ids(pa.py_buffer(pack_ids(pa.array(ids)))).to_pylist() == ids
