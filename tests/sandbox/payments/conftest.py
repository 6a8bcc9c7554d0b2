"""One sandbox for each test."""

from collections.abc import Iterator

import pytest

from tests.sandbox.payments.world import World, world_open


@pytest.fixture
def world() -> Iterator[World]:
    with world_open() as opened:
        yield opened
