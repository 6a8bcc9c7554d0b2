"""The Python on the page about evaluation runs as it stands."""

import re

import pytest

from tests.conftest import REPOSITORY


def test_the_example_of_the_page_runs(capsys: pytest.CaptureFixture[str]) -> None:
    page = (REPOSITORY / "docs" / "how-to" / "evaluate-models.md").read_text()
    examples = re.findall(r"```python\n(.*?)```", page, flags=re.S)
    assert examples
    for example in examples:
        exec(compile(example, "evaluate-models.md", "exec"), {})
    assert capsys.readouterr().out.startswith("ease ")
