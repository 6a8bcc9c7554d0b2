"""The command line as a newcomer types it, in processes of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY

ITEMS = "id,title,price,category,tags\n" + "".join(
    f"I{n},{'Dress' if n % 2 else 'Coat'} {n},{20 + n},{'Dress' if n % 2 else 'Coat'},t{n % 3}\n" for n in range(30)
)
EVENTS = "user,item,rating,timestamp\n" + "".join(
    f"u{user},I{(user % 2) + 2 * ((user + step * 3) % 15)},{4 + step % 2},{1_700_000_000 + user * 100 + step}\n"
    for user in range(40)
    for step in range(6)
)


def modiste(*words: str, data_dir: Path | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("MODISTE_")}
    where = ["--data-dir", str(data_dir)] if data_dir else []
    command = [sys.executable, "-m", "modiste", *words, *where]
    return subprocess.run(
        command, cwd=REPOSITORY, env=clean | environment, capture_output=True, text=True, check=False, timeout=110
    )


@pytest.fixture
def files(tmp_path: Path) -> Path:
    (tmp_path / "items.csv").write_text(ITEMS)
    (tmp_path / "events.csv").write_text(EVENTS)
    return tmp_path


def test_help_names_every_command() -> None:
    shown = modiste("--help").stdout
    for command in ("demo", "serve", "work", "migrate", "import", "train", "evaluate", "doctor", "openapi"):
        assert f"\n  {command} " in shown


def test_import_train_evaluate_and_doctor(files: Path) -> None:
    data = files / "data"
    imported = modiste("import", "items", str(files / "items.csv"), "--boutique", "own", data_dir=data)
    assert "30 new" in imported.stdout, imported.stderr
    events = modiste("import", "interactions", str(files / "events.csv"), "--boutique", "own", data_dir=data)
    assert "240 read" in events.stdout, events.stderr
    trained = modiste("train", data_dir=data)
    assert json.loads(trained.stdout)["is_serving"] is True, trained.stderr
    measured = modiste("evaluate", "--json", str(files / "figures.json"), data_dir=data)
    assert "| als |" in measured.stdout, measured.stderr
    assert set(json.loads((files / "figures.json").read_text())["models"]) == {"popularity", "content", "als"}
    examined = modiste("doctor", data_dir=data)
    assert "schema current" in examined.stdout
    assert "30 items" in examined.stdout


def test_a_dry_run_and_a_report(files: Path) -> None:
    (files / "bad.csv").write_text("id,title,price\nA,One,1\nB,Two,-1\n")
    report = files / "refused.json"
    words = ("import", "items", str(files / "bad.csv"), "--boutique", "own", "--dry-run", "--report", str(report))
    done = modiste(*words, data_dir=files / "data")
    assert "dry run: nothing was written" in done.stdout
    assert json.loads(report.read_text())["errors"][0]["line"] == 3


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("import", "items", "nowhere.csv", "--boutique", "own"), "There is no file"),
        (("import", "items", "README.md", "--boutique", "own"), "tells no format"),
        (("import", "interactions", "pyproject.toml", "--boutique", "own", "--format", "csv"), "no column for"),
        (("evaluate",), "too few likes"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(words: tuple[str, ...], sentence: str, tmp_path: Path) -> None:
    done = modiste(*words, data_dir=tmp_path)
    assert done.returncode == 1
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr


def test_production_without_a_secret_does_not_start(tmp_path: Path) -> None:
    done = modiste("serve", data_dir=tmp_path, MODISTE_ENVIRONMENT="production")
    assert done.returncode == 1
    assert "MODISTE_SECRET_KEY is missing" in done.stderr


def test_a_taken_port_is_said_before_anything_starts(tmp_path: Path) -> None:
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = modiste("serve", "--port", str(taken.getsockname()[1]), data_dir=tmp_path)
    assert done.returncode == 1
    assert "try --port" in done.stderr


def test_help_imports_nothing_heavy() -> None:
    code = "import sys, modiste.cli; print(any(m in sys.modules for m in ('fastapi', 'sqlalchemy', 'numpy', 'celery')))"
    done = subprocess.run([sys.executable, "-c", code], cwd=REPOSITORY, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_openapi_is_printed() -> None:
    described = json.loads(modiste("openapi").stdout)
    assert described["openapi"].startswith("3.1")
    assert "/api/v1/recommendations/items" in described["paths"]
