"""How-to pages with Python in them run as they stand, like the tutorial."""

from typing import Any

import pytest

from tests.conftest import REPOSITORY
from tests.docs.test_tutorial import BLOCK, is_as_printed

PAGES = sorted((REPOSITORY / "docs" / "how-to").glob("read-*.md"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_how_to_prints_what_it_says(page: Any, capsys: pytest.CaptureFixture[str]) -> None:
    blocks = BLOCK.findall(page.read_text())
    assert blocks
    namespace: dict[str, Any] = {}
    for source, expected in blocks:
        exec(compile(source, page.name, "exec"), namespace)
        printed = capsys.readouterr().out
        assert is_as_printed(printed, expected), f"{source}\nprints\n{printed}"
