"""What every test shares: where real data lies, and whether a missing service may be skipped."""

import os
from pathlib import Path

import pytest
import structlog

# structlog's own tracebacks print every local variable, which takes seconds and shows secrets
structlog.configure(processors=[structlog.processors.format_exc_info, structlog.processors.KeyValueRenderer()])

REPOSITORY = Path(__file__).parent.parent


def skip_or_fail(reason: str) -> None:
    """Skip, unless this is continuous integration, where everything is required."""
    if os.environ.get("CI") == "true":
        pytest.fail(f"required in CI: {reason}")
    pytest.skip(reason)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with real data (MODISTE_SHARED); the test is skipped where it is absent."""
    folder = Path(os.environ.get("MODISTE_SHARED", REPOSITORY.parent / "shared"))
    if not folder.is_dir():
        pytest.skip(f"no shared data at {folder}: set MODISTE_SHARED")
    return folder
