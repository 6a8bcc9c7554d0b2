"""Alive, and ready for requests."""

import shutil
import time
from pathlib import Path

import pytest
from fastapi import FastAPI
from sqlalchemy import event, text
from starlette.testclient import TestClient

import modiste
from modiste.shop.app import create_app
from modiste.shop.kit.db import Database
from modiste.shop.kit.settings import Settings
from modiste.shop.kit.web import health


def test_says_that_it_lives_and_whether_this_is_the_demo(client: TestClient) -> None:
    answer = client.get("health/live")
    assert answer.json() == {"status": "live", "demo": False, "version": modiste.__version__}


def test_is_ready_on_a_migrated_database(client: TestClient) -> None:
    answer = client.get("health/ready")
    assert (answer.status_code, answer.json()) == (200, {"status": "ready"})


def test_is_not_ready_before_the_migrations(tmp_path: Path) -> None:
    app = create_app(Settings(_env_file=None, data_dir=tmp_path, secret_key="x" * 32))
    with TestClient(app) as client:
        answer = client.get("/api/v1/health/ready")
        assert client.get("/api/v1/health/live").status_code == 200
    assert answer.status_code == 503
    assert "modiste migrate" in answer.json()["detail"]
    assert answer.headers["retry-after"] == "1"


def test_is_not_ready_when_the_database_is_away_and_lives_on(tmp_path: Path) -> None:
    away = "postgresql+psycopg://nobody:secret-password@127.0.0.1:1/none"
    app = create_app(Settings(_env_file=None, data_dir=tmp_path, secret_key="x" * 32, database_url=away))
    with TestClient(app) as client:
        answer = client.get("/api/v1/health/ready")
        assert client.get("/api/v1/health/live").status_code == 200
    assert answer.status_code == 503
    assert "secret-password" not in answer.text


def test_is_not_ready_while_another_process_keeps_the_database_locked(tmp_path: Path, sqlite_template: Path) -> None:
    shutil.copy(sqlite_template, tmp_path / "modiste.sqlite3")
    app = create_app(Settings(_env_file=None, data_dir=tmp_path, secret_key="x" * 32))
    engine = app.state.database.engine
    event.listen(engine, "connect", lambda connection, _: connection.execute("PRAGMA busy_timeout=20"))
    other = Database(f"sqlite:///{tmp_path / 'modiste.sqlite3'}")
    with TestClient(app) as client, other.transaction() as held:
        held.execute(text("SELECT 1"))
        assert client.get("/api/v1/health/ready").status_code == 503
    other.close()


def test_is_not_ready_on_a_database_that_only_reads(app: FastAPI, database: Database) -> None:
    if database.is_sqlite:
        pytest.skip("a setting of PostgreSQL")
    with database.engine.connect() as connection:  # before the service connects: connections keep what they began with
        name = connection.execute(text("SELECT current_database()")).scalar_one()
        connection.execute(text(f"ALTER DATABASE {name} SET default_transaction_read_only = on"))
        connection.commit()
    with TestClient(app) as client:
        answer = client.get("/api/v1/health/ready")
    assert answer.status_code == 503
    assert "does not take writes" in answer.json()["detail"]


def test_asks_the_database_once_a_second_at_most(database: Database) -> None:
    readiness = health.Readiness(database)
    asked: list[float] = []
    original = readiness._ask

    def counted() -> str:
        asked.append(time.monotonic())
        return original()

    readiness._ask = counted  # type: ignore[method-assign]
    while len(asked) < 2:
        assert readiness.fault() == ""
        time.sleep(0.01)
    assert asked[1] - asked[0] >= health.FRESH
