"""Children are kept alive, stopped with a grace, and never outlive their parent."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psutil

from modiste.shop.kit.supervisor import Child, kept_alive

QUIET = "import time; time.sleep(60)"
STUBBORN = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('deaf'); time.sleep(60)"
ORPHAN = """
import sys, time
from modiste.shop.kit.supervisor import end_with_parent
end_with_parent(0)
open(sys.argv[1], "w").write(str(__import__("os").getpid()))
time.sleep(60)
"""
PARENT = """
import sys, time
from modiste.shop.kit.supervisor import Child, kept_alive
with kept_alive([Child("orphan", [sys.executable, "-c", sys.argv[1], sys.argv[2]], {})]):
    time.sleep(60)
"""


def test_a_child_that_dies_is_started_again() -> None:
    child = Child("quiet", [sys.executable, "-c", QUIET], {})
    with kept_alive([child]):
        wait_until(lambda: child.pid is not None)
        first = child.pid
        assert first is not None
        os.kill(first, signal.SIGKILL)
        wait_until(lambda: child.pid != first)
        second = child.pid
        assert second is not None
        assert psutil.pid_exists(second)
    assert not psutil.pid_exists(second)


def test_a_child_that_ignores_the_signal_is_ended_after_the_grace() -> None:
    child = Child("stubborn", [sys.executable, "-c", STUBBORN], {}, grace=0.5)
    with kept_alive([child]):
        wait_until(lambda: child.pid is not None)
        time.sleep(0.5)
        pid = child.pid
        assert pid is not None
        began = time.monotonic()
    assert time.monotonic() - began < 5
    assert not psutil.pid_exists(pid)


def test_a_child_ends_when_its_parent_is_killed(tmp_path: Path) -> None:
    said = tmp_path / "pid"
    with subprocess.Popen([sys.executable, "-c", PARENT, ORPHAN, str(said)]) as parent:
        wait_until(lambda: said.exists() and said.read_text() != "")
        parent.kill()
    wait_until(lambda: not psutil.pid_exists(int(said.read_text())))


def test_sigterm_to_the_parent_stops_the_child_too(tmp_path: Path) -> None:
    said = tmp_path / "pid"
    with subprocess.Popen([sys.executable, "-c", PARENT, ORPHAN, str(said)]) as parent:
        wait_until(lambda: said.exists() and said.read_text() != "")
        parent.terminate()
        assert parent.wait(10) == 0
    assert not psutil.pid_exists(int(said.read_text()))


def wait_until(is_so: Callable[[], bool], seconds: float = 10) -> None:
    until = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < until, "waited in vain"
        time.sleep(0.02)
