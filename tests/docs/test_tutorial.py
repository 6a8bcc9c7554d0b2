"""The tutorial runs as it stands: every block in order, in one namespace a part, printing what is printed below it."""

import re
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import REPOSITORY, skip_or_fail

PAGE = REPOSITORY / "docs" / "tutorials" / "recommender.md"
BLOCK = re.compile(r"```python\n(.*?)```(?:\n```text\n(.*?)```)?", re.S)
DECIMAL = re.compile(r"\d+\.\d+")
WITHOUT_DATA = "## Without any data"
# Sums of floats are not the same on every processor; whole numbers, names and order are.
CLOSE = 0.01


def parts_of_page() -> tuple[str, str]:
    """The part that needs MovieLens, and the one that needs nothing."""
    first, heading, second = PAGE.read_text().partition(WITHOUT_DATA + "\n")
    assert heading
    return first, second


def run(part: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Run the blocks of a part and hold what they print against the page."""
    namespace: dict[str, Any] = {}
    checked = 0
    for source, expected in BLOCK.findall(part):
        exec(compile(source, PAGE.name, "exec"), namespace)
        printed = capsys.readouterr().out
        assert is_as_printed(printed, expected), (
            f"the block\n{source}\nprints\n{printed}\nand the page says\n{expected}"
        )
        checked += bool(expected)
    assert checked == part.count("```text\n") > 0, "each output stands directly below its block"


def is_as_printed(printed: str, expected: str) -> bool:
    """Whether two texts are the same but for the last digits of their decimals."""
    if DECIMAL.sub("#", printed).split() != DECIMAL.sub("#", expected).split():
        return False
    pairs = zip(DECIMAL.findall(printed), DECIMAL.findall(expected), strict=True)
    return all(abs(float(one) - float(other)) <= CLOSE * (1 + abs(float(other))) for one, other in pairs)


def test_the_part_on_movielens(
    shared: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    if not (shared / "data" / "ml-1m-ultragcn" / "split.npz").is_file():
        pytest.skip(f"no data/ml-1m-ultragcn/split.npz in {shared}: set MODISTE_SHARED")
    monkeypatch.setenv("MODISTE_SHARED", str(shared))
    run(parts_of_page()[0], capsys)


def test_the_part_without_data(capsys: pytest.CaptureFixture[str]) -> None:
    if find_spec("optuna") is None:
        skip_or_fail("Optuna is not installed: pip install modiste[tune]")
    run(parts_of_page()[1], capsys)


def test_what_is_printed_is_held_against_the_page() -> None:
    assert is_as_printed("NDCG 0.251 of 20\n", "NDCG 0.250 of 20\n")
    assert not is_as_printed("NDCG 0.351 of 20\n", "NDCG 0.250 of 20\n")
    assert not is_as_printed("NDCG 0.250 of 21\n", "NDCG 0.250 of 20\n")
    assert not is_as_printed("NDCG 0.250\n", "")
