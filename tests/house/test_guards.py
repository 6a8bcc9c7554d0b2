"""Each guard of stock, orders and money is taken away in a copy of the package: then its test must turn red.

Here the first few; `make guards` (MODISTE_GUARDS=all) takes every one of them away, in a few minutes.
"""

import os
import re
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY, skip_or_fail
from tests.house.copies import Runner, runner_open
from tests.house.guards import GUARDS, Guard

IS_ALL = os.environ.get("MODISTE_GUARDS") == "all"
CHOSEN = [guard for guard in GUARDS if IS_ALL or guard.is_first]
SECONDS = 300


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The package, its migrations and the tests' settings; the tests themselves are those of the repository."""
    folder = tmp_path / "copy"
    shutil.copytree(REPOSITORY / "modiste", folder / "modiste", ignore=shutil.ignore_patterns("webapp"))
    shutil.copytree(REPOSITORY / "migrations", folder / "migrations")
    shutil.copy(REPOSITORY / "pyproject.toml", folder)
    (folder / "tests").symlink_to(REPOSITORY / "tests")
    (folder / "docs").symlink_to(REPOSITORY / "docs")
    return folder


@pytest.fixture(scope="module")
def runner() -> Iterator[Runner]:
    with runner_open() as opened:
        yield opened


@pytest.mark.timeout(SECONDS)
@pytest.mark.parametrize("guard", CHOSEN, ids=lambda guard: guard.what)
def test_without_the_guard_its_test_is_red(guard: Guard, copy: Path, runner: Runner) -> None:
    file = copy / guard.file
    text = file.read_text()
    file.write_text(text.replace(guard.stands, guard.without, 1))
    done = runner.run(copy, guard.red)
    if "skipped" in done.said and done.status == 0:
        skip_or_fail("its test is skipped here")
    assert done.status == 1, f"{guard.red} is not red without it:\n{done.said}"
    assert f"FAILED {guard.red}" in done.said, f"not red, but broken:\n{done.said}"


@pytest.mark.timeout(SECONDS)
def test_with_the_guards_all_these_tests_are_green(copy: Path, runner: Runner) -> None:
    done = runner.run(copy, *dict.fromkeys(guard.red for guard in CHOSEN))
    assert done.status == 0, done.said


def test_every_guard_stands_where_the_list_says() -> None:
    for guard in GUARDS:
        assert (REPOSITORY / guard.file).read_text().count(guard.stands) >= 1, guard.what
        assert guard.stands != guard.without, guard.what


def test_every_guard_is_named_once_and_its_test_exists() -> None:
    assert [what for what, times in Counter(guard.what for guard in GUARDS).items() if times > 1] == []
    for guard in GUARDS:
        file, _, name = re.sub(r"\[.*", "", guard.red, flags=re.DOTALL).partition("::")
        assert f"def {name}(" in (REPOSITORY / file).read_text(), guard.red


def test_there_are_sixty_guards() -> None:
    assert len(GUARDS) >= 60
