"""From nothing to the first card: the demo on an empty data folder, a second start, and the memory of it all idle."""

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

import psutil

from modiste.demo.garments import demo_items
from modiste.demo.studio.darkroom import Take, darkroom

PORT = 8392
TAKES: tuple[Take, ...] = ("small", "large", "near")
BASE = f"http://127.0.0.1:{PORT}/api/v1"


def main() -> None:
    """Print a table and write JSON."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--json", type=Path)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        first, _ = _open(folder)
        again, memory = _open(folder)
    small, large, near = (_seconds_of_pictures(take) for take in TAKES)
    help_seconds = min(_seconds_of("--help") for _ in range(5))
    rows = [
        ("`modiste demo` on an empty folder, to the first card", f"{first:.1f} s", "≤ 10 s"),
        ("`modiste demo` again, to the first card", f"{again:.1f} s", "–"),
        ("pictures of all garments in two sizes (within the first start)", f"{small:.1f} s", "≤ 20 s"),
        ("the same in the third size (beside the open shop)", f"{large:.1f} s", "with the former ≤ 20 s"),
        ("close-ups of all garments in three sizes (beside the open shop)", f"{near:.1f} s", "–"),
        ("idle memory of all processes (PSS, 10 s after the start)", f"{memory:.0f} MB", "≤ 400 MB"),
        ("`modiste --help`", f"{help_seconds:.2f} s", "< 0.3 s"),
    ]
    print("| what | measured | goal |\n|---|--:|--:|")
    print("\n".join(f"| {what} | {value} | {goal} |" for what, value, goal in rows))
    if given.json:
        given.json.write_text(json.dumps({"first": first, "again": again, "memory_mb": memory, "help": help_seconds}))


def _open(folder: str) -> tuple[float, float]:
    """Seconds to the first card, and the memory of everything that runs then, at rest."""
    command = [sys.executable, "-m", "modiste", "demo", "--port", str(PORT), "--data-dir", folder, "--no-open"]
    began = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        while not _has_first_card():
            time.sleep(0.05)
        seconds = time.perf_counter() - began
        while _still_takes_pictures(process.pid):
            time.sleep(0.5)
        time.sleep(10)
        memory = _memory(process.pid)
        process.send_signal(signal.SIGTERM)
    return seconds, memory


def _still_takes_pictures(pid: int) -> bool:
    children = psutil.Process(pid).children()
    return any(one.status() != psutil.STATUS_ZOMBIE and "take-pictures" in one.cmdline() for one in children)


def _seconds_of_pictures(take: Take) -> float:
    """Seconds to take this picture of every item."""
    began = time.perf_counter()
    with darkroom() as order:
        for ready in order(demo_items(), take):
            ready.result()
    return time.perf_counter() - began


def _has_first_card() -> bool:
    body = {"email": "shopper@example.com", "password": "modiste-demo"}
    try:
        token = _json(f"{BASE}/auth/login", body)["access_token"]
        return bool(_json(f"{BASE}/recommendations/items", token=str(token))["items"])
    except (urllib.error.URLError, OSError):
        return False


def _json(url: str, body: dict[str, str] | None = None, token: str = "") -> dict[str, object]:
    headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {token}"} if token else {})
    request = urllib.request.Request(url, json.dumps(body).encode() if body else None, headers)
    with urllib.request.urlopen(request, timeout=5) as answer:
        found: dict[str, object] = json.load(answer)
        return found


def _memory(pid: int) -> float:
    """Proportional set size: memory that processes share counts once."""
    family = [psutil.Process(pid), *psutil.Process(pid).children(recursive=True)]
    return sum(process.memory_full_info().pss for process in family) / 2**20


def _seconds_of(*words: str) -> float:
    began = time.perf_counter()
    subprocess.run([sys.executable, "-m", "modiste", *words], check=True, capture_output=True, env=dict(os.environ))
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
