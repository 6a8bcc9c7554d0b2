"""One demo shop for all test processes: the first to come starts it, the last to go ends it."""

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import psutil
from filelock import FileLock

from tests.conftest import REPOSITORY

START_SECONDS = 90
STOP_SECONDS = 10
STARTED: dict[int, subprocess.Popen[bytes]] = {}  # by process id; kept, since a forgotten one is a warning


@contextlib.contextmanager
def shared_demo(folder: Path) -> Iterator[str]:
    """The address of the demo shop that the test processes of this run share; its state lies in `folder`."""
    state = folder / "served-demo.json"
    lock = FileLock(folder / "served-demo.lock")
    with lock:
        shop = json.loads(state.read_text()) if state.exists() else start(folder) | {"users": 0}
        state.write_text(json.dumps(shop | {"users": shop["users"] + 1}))
    try:
        yield shop["url"]
    finally:
        with lock:
            now = json.loads(state.read_text())
            state.write_text(json.dumps(now | {"users": now["users"] - 1}))
            if now["users"] == 1:
                state.unlink()
                end(now["pid"])


def start(folder: Path) -> dict[str, int | str]:
    """Start `modiste demo` on a free port and wait until it is ready."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    log = folder / "served-demo.log"
    data = folder / "served-demo"
    command = [sys.executable, "-m", "modiste", "demo", "--port", str(port), "--data-dir", str(data), "--no-open"]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("MODISTE_")}
    environment["MODISTE_FETCH_ALLOWED_HOSTS"] = f"127.0.0.1:{port + 1}"  # where a test may listen for webhooks
    with log.open("wb") as output:
        process = subprocess.Popen(
            command, cwd=REPOSITORY, env=environment, stdout=output, stderr=output, start_new_session=True
        )
    STARTED[process.pid] = process
    deadline = time.monotonic() + START_SECONDS
    while not is_ready(url):
        if process.poll() is not None or time.monotonic() > deadline:
            end(process.pid)
            raise AssertionError(f"`modiste demo` did not get ready:\n{log.read_text()[-4000:]}")
        time.sleep(0.2)
    return {"url": url, "pid": process.pid}


def end(pid: int) -> None:
    """End the shop and its worker: kindly, then not."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(pid, signal.SIGTERM)
        deadline = time.monotonic() + STOP_SECONDS
        while is_running(pid) and time.monotonic() < deadline:
            time.sleep(0.1)
        os.killpg(pid, signal.SIGKILL)
    if own := STARTED.pop(pid, None):
        own.wait()


def is_running(pid: int) -> bool:
    """Whether the process still does something; one that its parent has not buried yet does not."""
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def is_ready(url: str) -> bool:
    """Whether the shop says so."""
    try:
        with urllib.request.urlopen(f"{url}/api/v1/health/ready", timeout=2) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return False


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
