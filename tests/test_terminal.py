"""What a command shows while it works: a bar with the time left in a terminal, plain lines elsewhere."""

import io
import os
import pty
import subprocess
import sys
from pathlib import Path

import numpy as np
from rich.console import Console

from modiste.recommender.splits import at_random
from modiste.recommender.testing import planted_tastes
from modiste.terminal import progress_shown
from tests.conftest import REPOSITORY

TUNE = ("tune", "neighbours", "--trials", "3", "--k", "5")


def test_a_terminal_shows_a_bar_with_share_time_left_and_what_comes_next() -> None:
    console = Console(force_terminal=True, width=100, file=io.StringIO(), record=True)
    with progress_shown(console) as told:
        told(0.25, "round 1 of 4, loss 12.5")
        told(0.5, "round 2 of 4, loss [9.5]")
    shown = console.export_text()
    assert "50%" in shown
    assert "0:00:" in shown or "-:--:--" in shown
    assert "round 2 of 4, loss [9.5]" in shown


def test_a_log_file_gets_a_line_each() -> None:
    console = Console(force_terminal=False, file=io.StringIO())
    with progress_shown(console) as told:
        told(0.25, "round 1 of 4, loss [12.5]")
        told(1.0, "serves now")
    assert isinstance(console.file, io.StringIO)
    assert console.file.getvalue() == " 25%  round 1 of 4, loss [12.5]\n100%  serves now\n"


def split_in(folder: Path) -> Path:
    parts = at_random(planted_tastes(), test=0.2)
    pieces = {"shape": np.array(parts.train.shape)}
    for name, part in (("train", parts.train), ("test", parts.test)):
        pieces |= {f"{name}_indptr": part.csr.indptr, f"{name}_indices": part.csr.indices}
    np.savez(folder / "split.npz", **pieces)  # type: ignore[arg-type]
    return folder / "split.npz"


def test_tune_shows_its_trials_in_a_terminal_and_keeps_its_answer_clean(tmp_path: Path) -> None:
    here, there = pty.openpty()
    command = [sys.executable, "-m", "modiste", *TUNE, "--data", str(split_in(tmp_path))]
    environment = os.environ | {"TERM": "xterm", "COLUMNS": "120"}
    with subprocess.Popen(
        command, cwd=REPOSITORY, env=environment, stdout=subprocess.PIPE, stderr=there, text=True
    ) as child:
        os.close(there)
        shown = b""
        try:
            while part := os.read(here, 65536):
                shown += part
        except OSError:  # Linux says so when the other end is closed
            pass
        os.close(here)
        assert child.stdout is not None
        answer = child.stdout.read()
    assert child.returncode == 0, shown
    assert "━".encode() in shown and b"trial 3: ndcg@5" in shown and b"100%" in shown
    assert "without a search" in answer and "━" not in answer


def test_tune_writes_lines_where_there_is_no_terminal(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "modiste", *TUNE, "--data", str(split_in(tmp_path))]
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=True, timeout=110)
    lines = done.stderr.splitlines()
    assert [line[:14] for line in lines] == [" 33%  trial 1:", " 67%  trial 2:", "100%  trial 3:"]
