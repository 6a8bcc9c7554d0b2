"""The command line as a newcomer types it, in processes of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from modiste.recommender.splits import at_random
from modiste.recommender.testing import planted_tastes
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
    commands = "demo serve work migrate import train evaluate tune doctor openapi sandbox"
    for command in commands.split():
        assert f"\n  {command} " in shown


def test_import_tune_train_evaluate_and_doctor(files: Path) -> None:
    data = files / "data"
    imported = modiste("import", "items", str(files / "items.csv"), "--boutique", "own", data_dir=data)
    assert "30 new" in imported.stdout, imported.stderr
    events = modiste("import", "interactions", str(files / "events.csv"), "--boutique", "own", data_dir=data)
    assert "240 read" in events.stdout, events.stderr
    tuned = modiste("tune", "als", "--trials", "2", "--out", str(files / "als.json"), data_dir=data)
    assert "without a search" in tuned.stdout, tuned.stderr
    trained = modiste("train", "--settings", str(files / "als.json"), data_dir=data)
    assert json.loads(trained.stdout)["is_serving"] is True, trained.stderr
    words = ("--json", str(files / "figures.json"), "--html", str(files / "report.html"))
    measured = modiste("evaluate", *words, data_dir=data)
    assert "NDCG@20" in measured.stdout, measured.stderr
    models = {"popularity", "content", "neighbours", "ease", "als"}
    assert set(json.loads((files / "figures.json").read_text())["models"]) == models
    assert "shop&#x27;s own likes" in (files / "report.html").read_text()
    examined = modiste("doctor", data_dir=data)
    assert "schema current" in examined.stdout
    assert "30 items" in examined.stdout


@pytest.fixture
def split(tmp_path: Path) -> Path:
    log = planted_tastes(users=150)
    parts = at_random(log, test=0.2)
    pieces = {"shape": log.shape}
    for name, part in (("train", parts.train), ("test", parts.test)):
        pieces |= {f"{name}_indptr": part.csr.indptr, f"{name}_indices": part.csr.indices}
    np.savez(tmp_path / "split.npz", **pieces)
    return tmp_path / "split.npz"


def test_settings_that_were_searched_are_measured_and_compared_with_before(split: Path, tmp_path: Path) -> None:
    best, before = str(tmp_path / "ease.json"), str(tmp_path / "before.json")
    tuned = modiste("tune", "ease", "--data", str(split), "--trials", "3", "--k", "5", "--out", best)
    assert "without a search" in tuned.stdout, tuned.stderr
    ask = ("evaluate", "--data", str(split), "--models", "popularity,ease", "--k", "5")
    assert "ease" in modiste(*ask, "--json", before).stdout
    after = modiste(*ask, "--settings", best, "--against", before)
    assert "ease: NDCG " in after.stdout and "popularity: NDCG " in after.stdout, after.stderr
    other = modiste(*ask, "--protocol", "cold-users", "--against", before)
    assert other.returncode == 1
    assert "different questions" in other.stderr


def test_the_shop_trains_als_alone(tmp_path: Path) -> None:
    (tmp_path / "ease.json").write_text(json.dumps({"model": "ease", "settings": {"regularisation": 7}}))
    assert "trains ALS" in modiste("train", "--settings", str(tmp_path / "ease.json"), data_dir=tmp_path).stderr


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
        (("tune",), "too few likes"),
        (("evaluate", "--data", "README.md"), "is no split"),
        (("evaluate", "--settings", "README.md"), "holds no settings"),
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


@pytest.mark.parametrize("command", ["serve", "work"])
def test_a_payment_provider_without_its_secret_does_not_start(command: str, tmp_path: Path) -> None:
    refused = modiste(command, data_dir=tmp_path, MODISTE_PAYMENTS="paystack")
    assert refused.returncode == 1
    assert "MODISTE_PAYSTACK_SECRET_KEY is missing" in refused.stderr
    assert "Traceback" not in refused.stderr
    assert list(tmp_path.iterdir()) == []


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
