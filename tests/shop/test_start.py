"""A web process starts without what only some requests need, and has it soon after."""

import os
import subprocess
import sys
from pathlib import Path

from tests.conftest import REPOSITORY

IMPORTED = """
import sys, modiste.shop.app, modiste.shop.worker
print([name for name in ("scipy.optimize", "lightgbm", "pandas") if name in sys.modules])
"""
WARM = """
import threading
from fastapi.testclient import TestClient
from modiste.shop.app import create_app

app = create_app()
with TestClient(app):
    for thread in threading.enumerate():
        if thread.name == "warm-up":
            thread.join(60)
    import sys
    print("scipy.optimize" in sys.modules, "judge" in vars(app.state.comparer))
"""


def run(code: str, folder: Path, **settings: str) -> str:
    mine = {name: value for name, value in os.environ.items() if not name.startswith("MODISTE_")}
    given = {"MODISTE_DATA_DIR": str(folder), "PYTHONPATH": str(REPOSITORY), **settings}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=folder, env=mine | given, capture_output=True, text=True, check=True
    )
    return done.stdout.splitlines()[-1]


def test_the_start_waits_for_no_solver_and_no_trees(tmp_path: Path) -> None:
    assert run(IMPORTED, tmp_path) == "[]"


def test_who_comes_first_waits_for_neither(tmp_path: Path) -> None:
    shop = '[{"name":"loden","title":"Loden","url":"https://loden.example"}]'
    assert run(WARM, tmp_path, MODISTE_WOOCOMMERCE_SHOPS=shop) == "True True"
    assert run(WARM, tmp_path) == "True False", "without vendors nothing is judged"
