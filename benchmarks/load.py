"""Deck and swipes under load: SQLite, 100,000 items, 10,000 shoppers, k6 on the same two cores."""

import argparse
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

from benchmarks.shop_data import build_shop, make_tokens
from modiste.shop.kit.settings import Settings

PORT = 8391
BASE = f"http://127.0.0.1:{PORT}"
FLOWS = (
    ("deck, open loop 100/s", "deck", {"RATE": "100"}, None),
    ("deck, open loop 300/s", "deck", {"RATE": "300"}, 50),
    ("deck, closed loop, 4 clients", "deck", {"VUS": "4"}, None),
    ("swipe, open loop 200/s", "swipe", {"RATE": "200"}, 60),
)


def main() -> None:
    """Build (or reuse) the shop, serve it, run each flow, print a table and write JSON."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "modiste-load")
    options.add_argument("--items", type=int, default=100_000)
    options.add_argument("--shoppers", type=int, default=10_000)
    options.add_argument("--seconds", type=int, default=30)
    options.add_argument("--workers", type=int, default=1)
    options.add_argument("--json", type=Path)
    given = options.parse_args()
    settings = Settings(_env_file=None, data_dir=given.folder)
    if not (given.folder / "built").exists():
        build_shop(settings, items=given.items, shoppers=given.shoppers, swipes=50)
        (given.folder / "built").touch()
    make_tokens(settings, 200, given.folder / "tokens.json")
    with Served(settings, given.workers):
        results = [_run(flow, given) for flow in FLOWS]
    print(_table(results))
    if given.json:
        given.json.write_text(json.dumps({"workers": given.workers, "items": given.items, "flows": results}, indent=2))


class Served:
    """`modiste serve` on the shop, ready to answer."""

    def __init__(self, settings: Settings, workers: int) -> None:
        command = [sys.executable, "-m", "modiste", "serve", "--port", str(PORT), "--no-worker"]
        self._command = [*command, "--workers", str(workers)]
        self._environment = os.environ | settings.as_environment()

    def __enter__(self) -> None:
        self._process = subprocess.Popen(self._command, env=self._environment)
        for _ in range(600):
            try:
                urllib.request.urlopen(f"{BASE}/api/v1/health/ready", timeout=1)
                break
            except (urllib.error.URLError, OSError):
                time.sleep(0.1)
        time.sleep(8)  # the snapshot of the catalogue is read in the background

    def __exit__(self, *_: object) -> None:
        self._process.send_signal(signal.SIGTERM)
        self._process.wait(30)


def _run(flow: tuple[str, str, dict[str, str], int | None], given: argparse.Namespace) -> dict[str, object]:
    name, kind, load, goal = flow
    summary = given.folder / "summary.json"
    words = {"FLOW": kind, "BASE": BASE, "TOKENS": str(given.folder / "tokens.json"), "ITEMS": str(given.items)}
    variables = words | load | {"DURATION": f"{given.seconds}s"}
    k6 = shutil.which("k6") or str(Path(sys.executable).with_name("k6"))
    command = [k6, "run", "--quiet", "--summary-export", str(summary), str(Path(__file__).parent / "k6" / "deck.js")]
    warm = variables | {"DURATION": "5s"}
    subprocess.run(command, env=os.environ | warm, check=True, stdout=subprocess.DEVNULL)
    subprocess.run(command, env=os.environ | variables, check=True, stdout=subprocess.DEVNULL)
    metrics = json.loads(summary.read_text())["metrics"]
    time_of, checks = metrics["http_req_duration"], metrics["checks"]
    return {
        "flow": name,
        "p50": time_of["med"],
        "p99": time_of["p(99)"],
        "goal_p99": goal,
        "per_second": metrics["http_reqs"]["rate"],
        "failed": checks["fails"],
        "dropped": metrics.get("dropped_iterations", {}).get("count", 0),
    }


def _table(results: list[dict[str, object]]) -> str:
    rows = ["| flow | p50 ms | p99 ms | goal p99 | requests/s | failed | dropped |", "|---|--:|--:|--:|--:|--:|--:|"]
    for r in results:
        goal = f"≤ {r['goal_p99']}" if r["goal_p99"] else "–"
        rows.append(
            f"| {r['flow']} | {r['p50']:.1f} | {r['p99']:.1f} | {goal} | {r['per_second']:.0f} "
            f"| {r['failed']} | {r['dropped']} |"
        )
    return "\n".join(rows)


if __name__ == "__main__":
    main()
