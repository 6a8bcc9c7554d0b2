"""Tests run on a copy of the package, each time in a fork of one process that has imported what both lean on.

Started as `python -m tests.house.copies`: it reads a line of JSON with a folder and tests, runs them there, and answers
with a line of JSON: how pytest ended, and what it said. What takes seconds to import, and is not the package, is
imported once.
"""

import contextlib
import importlib
import json
import os
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.conftest import REPOSITORY

OWN = ("modiste", "tests")
PRELOADED = ("modiste.shop.app", "modiste.shop.worker", "tests.shop.conftest", "hypothesis", "schemathesis", "stripe")
OPTIONS = ("-n", "0", "-p", "no:randomly", "-p", "no:cacheprovider", "-rfE", "--tb=line", "--timeout", "100")
HERE = ("-W", "ignore::pytest.PytestAssertRewriteWarning")  # of what was imported before pytest began


@dataclass(frozen=True, slots=True)
class Ended:
    """How pytest ended, and what it printed."""

    status: int
    said: str


class Runner:
    """The process, seen from the tests that use it."""

    def __init__(self) -> None:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST", "COV"))}
        self._process = subprocess.Popen(
            [sys.executable, "-m", __name__],
            cwd=REPOSITORY,
            env=kept | {"PYTHONPATH": str(REPOSITORY), "PYTHONDONTWRITEBYTECODE": "1"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def run(self, folder: Path, *tests: str) -> Ended:
        """Run the tests on the package that lies in `folder`."""
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.stdin.write(json.dumps([str(folder), *tests]) + "\n")
        self._process.stdin.flush()
        return Ended(*json.loads(self._process.stdout.readline()))

    def close(self) -> None:
        """End it."""
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait(60)
        self._process.stdout.close()


@contextlib.contextmanager
def runner_open() -> Iterator[Runner]:
    """A process to run tests in, while the block runs."""
    runner = Runner()
    try:
        yield runner
    finally:
        runner.close()


def _serve() -> None:
    for name in PRELOADED:
        importlib.import_module(name)
    for line in sys.stdin:
        folder, *tests = json.loads(line)
        with tempfile.TemporaryFile() as said:
            child = os.fork()
            if child == 0:
                _run(folder, tests, said.fileno())
            _, ended = os.waitpid(child, 0)
            said.seek(0)
            print(json.dumps([os.waitstatus_to_exitcode(ended), said.read().decode(errors="replace")]), flush=True)  # noqa: T201


def _run(folder: str, tests: list[str], out: int) -> None:
    """In the fork: forget the package, and run the tests on the one in `folder`."""
    status = 70
    try:
        os.dup2(out, 1)
        os.dup2(out, 2)
        os.chdir(folder)
        for name in [name for name in sys.modules if name.partition(".")[0] in OWN]:
            del sys.modules[name]
        os.environ["PYTHONPATH"] = folder
        sys.path[:] = [folder, *(path for path in sys.path if path not in ("", str(REPOSITORY)))]
        importlib.invalidate_caches()
        status = int(importlib.import_module("pytest").main([*OPTIONS, *HERE, *tests]))
    except BaseException:
        traceback.print_exc()
        raise
    finally:  # this process must never come back into the loop that forked it
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


if __name__ == "__main__":
    _serve()
