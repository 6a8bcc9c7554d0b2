"""These tests need PyTorch: where it is absent they are skipped and say so, and fail in continuous integration."""

from importlib.util import find_spec

import pytest

from tests.conftest import skip_or_fail

HAS_TORCH = find_spec("torch") is not None


@pytest.fixture(autouse=True)
def one_thread() -> None:
    """The machines of continuous integration are small, and tests run beside each other."""
    if not HAS_TORCH:
        skip_or_fail("PyTorch is not installed: pip install modiste[neural]")
    import torch

    torch.set_num_threads(1)
