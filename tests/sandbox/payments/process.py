"""The sandbox in a process of its own, as `modiste sandbox` opens it."""

import contextlib
import socket
import subprocess
import sys
import time
from collections.abc import Iterator

from modiste.sandbox.payments.keys import HOST

PATIENCE = 60.0


@contextlib.contextmanager
def sandbox_process() -> Iterator[str]:
    """Its address, while the block runs."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "modiste", "sandbox", "--port", str(port), "--until-stdin-closes", "--quiet"]
    process = subprocess.Popen(command, stdin=subprocess.PIPE)
    assert process.stdin is not None
    try:
        until = time.monotonic() + PATIENCE
        while not _answers(port):
            if process.poll() is not None or time.monotonic() > until:
                raise RuntimeError("the sandbox did not open")
            time.sleep(0.05)
        yield f"http://{HOST}:{port}"
    finally:
        process.stdin.close()
        process.wait(PATIENCE)


def _answers(port: int) -> bool:
    with contextlib.suppress(OSError), socket.create_connection((HOST, port), timeout=1):
        return True
    return False
