"""What the hosted models' tests share: their server, and no pause between two questions."""

from collections.abc import Iterator

import pytest

from tests.vision.servers.gemini import Server


@pytest.fixture
def gemini() -> Iterator[Server]:
    """Gemini's server on loopback."""
    server = Server()
    yield server
    server.close()
