"""The shop in its normal server with several processes, and the payment sandbox in one of its own."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import psutil

from modiste.demo.payments import ALLOWED, settings_of_providers
from modiste.shop.kit.settings import Settings

HOST = "127.0.0.1"
PATIENCE = 300.0


@contextmanager
def served(
    settings: Settings,
    *,
    processes: int,
    port: int = 0,
    more: Mapping[str, str] | None = None,
    with_worker: bool = False,
) -> Iterator[str]:
    """`modiste serve` while the block runs; the address of its API."""
    own = port or free_port()
    command = [sys.executable, "-m", "modiste", "serve", "--port", str(own), "--workers", str(processes)]
    words = os.environ | settings.as_environment() | dict(more or {})
    with _running(
        [*command, *([] if with_worker else ["--no-worker"])], words, f"http://{HOST}:{own}/api/v1/health/ready"
    ):
        yield f"http://{HOST}:{own}/api/v1"


@contextmanager
def sandbox_served(shop_port: int) -> Iterator[tuple[str, dict[str, str]]]:
    """The payment sandbox, posting to a shop at `shop_port`: its address, and the settings of a shop that uses it."""
    port = free_port()
    command = [sys.executable, "-m", "modiste", "sandbox", "--port", str(port), "--quiet"]
    origin = f"http://{HOST}:{port}"
    with _running([*command, "--webhooks", f"http://{HOST}:{shop_port}"], dict(os.environ), f"{origin}/_sandbox/book"):
        words = settings_of_providers(origin) | {ALLOWED: f"{HOST}:{port}"}
        yield origin, words | {"MODISTE_STRIPE_PER_SECOND": "1000"}


@contextmanager
def _running(command: list[str], words: dict[str, str], ready: str) -> Iterator[None]:
    with subprocess.Popen(command, env=words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            _wait_for(ready, process)
            yield
        finally:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                process.kill()


def _wait_for(url: str, process: "subprocess.Popen[bytes]") -> None:
    end = time.monotonic() + PATIENCE
    while True:
        try:
            with urllib.request.urlopen(url, timeout=2):
                return
        except (urllib.error.URLError, OSError):
            assert process.poll() is None, f"{process.args!r} ended with {process.returncode}"
            assert time.monotonic() < end, f"{url} did not answer within {PATIENCE:.0f} s"
            time.sleep(0.05)


def free_port() -> int:
    """A port on which nobody listens at the moment."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def cpu_seconds(port: int) -> float:
    """What the processes of the shop at this port have worked so far: on a busy machine this says more than a clock."""
    ours = psutil.Process().children(recursive=True)
    [first] = [one for one in ours if "serve" in one.cmdline() and str(port) in one.cmdline()]
    family = [first, *first.children(recursive=True)]
    return sum(one.cpu_times().user + one.cpu_times().system for one in family)
