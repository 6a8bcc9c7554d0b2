"""A migrated database for each test, once on SQLite and once on PostgreSQL, and clients of the service on it."""

import itertools
import shutil
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from sqlalchemy import create_engine, text
from sqlalchemy.exc import OperationalError
from starlette.testclient import TestClient

from modiste.shop.accounts import passwords
from modiste.shop.accounts import service as accounts
from modiste.shop.accounts.models import Role
from modiste.shop.accounts.passwords import Hashing
from modiste.shop.accounts.sessions import Device, access_token, open_session
from modiste.shop.app import create_app
from modiste.shop.kit.db import Database
from modiste.shop.kit.migrations import migrate
from modiste.shop.kit.settings import Settings
from tests.conftest import skip_or_fail
from tests.shop.postgres import SERVER as POSTGRES_SERVER
from tests.shop.postgres import CleanDatabases

SECRET = "a-test-secret-of-more-than-32-characters"
PASSWORD = "correct horse battery"


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("template")
    database = Database(f"sqlite:///{folder / 'template.sqlite3'}")
    migrate(database, folder)
    with database.engine.connect() as connection:
        connection.exec_driver_sql("COMMIT")
        # One file, so that a copy is whole; it stays in WAL mode, because two who open a copy at the same moment could
        # not both switch it.
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.exec_driver_sql("BEGIN")
    database.close()
    return folder / "template.sqlite3"


@pytest.fixture(scope="session")
def postgres_template(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    server = create_engine(f"{POSTGRES_SERVER}/postgres", isolation_level="AUTOCOMMIT")
    name = f"modiste_test_{uuid.uuid4().hex[:12]}"
    try:
        with server.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name}"))
    except OperationalError:
        skip_or_fail("no PostgreSQL on 127.0.0.1:5432 that lets user postgres in")
    database = Database(f"{POSTGRES_SERVER}/{name}")
    migrate(database, tmp_path_factory.mktemp("postgres"))
    database.close()
    yield name
    with server.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    server.dispose()


@pytest.fixture(scope="session")
def clean_databases(postgres_template: str) -> Iterator[CleanDatabases]:
    databases = CleanDatabases(postgres_template)
    yield databases
    databases.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of a fresh, migrated database."""
    if request.param == "sqlite":
        file = tmp_path / "modiste.sqlite3"
        shutil.copy(request.getfixturevalue("sqlite_template"), file)
        yield f"sqlite:///{file}"
        return
    databases: CleanDatabases = request.getfixturevalue("clean_databases")
    yield databases.take()
    databases.give_back()


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Settings:
    return Settings(_env_file=None, database_url=database_url, data_dir=tmp_path / "data", secret_key=SECRET)


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    opened = Database(database_url)
    yield opened
    opened.close()


@pytest.fixture
def app(settings: Settings) -> FastAPI:
    return create_app(settings)


@pytest.fixture
def open_client(app: FastAPI) -> Iterator[Callable[[], TestClient]]:
    """Makes clients of the running service, each with cookies and headers of its own."""
    with TestClient(app, base_url="http://testserver/api/v1") as first:
        clients = [first]

        def open_one() -> TestClient:
            clients.append(TestClient(app, base_url="http://testserver/api/v1", raise_server_exceptions=True))
            return clients[-1]

        yield open_one


@pytest.fixture
def client(open_client: Callable[[], TestClient]) -> TestClient:
    """An anonymous client; paths are relative to /api/v1: `client.get("items")`."""
    return open_client()


@pytest.fixture(autouse=True)
def quick_hashing(monkeypatch: pytest.MonkeyPatch) -> Hashing:
    """argon2id with 8 KiB and one round: a test that signs in must not take 20 ms and 19 MiB each time."""
    quick = Hashing(memory_kib=8, rounds=1, in_line=100)
    for module in (accounts, passwords):
        monkeypatch.setattr(module, "hashing", lambda: quick)
    return quick


@pytest.fixture
def sign_in(app: FastAPI, open_client: Callable[[], TestClient]) -> Callable[..., TestClient]:
    """Makes clients of new accounts with a role, signed in: `sign_in(role="boutique").get("me")`.

    Without HTTP, so that it costs two milliseconds; the e-mail address is `<role>-<n>@example.com`.
    """
    database: Database = app.state.database
    numbers = itertools.count(1)

    def sign_one_in(role: str = "user", *, email: str | None = None, password: str = PASSWORD) -> TestClient:
        address = email or f"{role}-{next(numbers)}@example.com"
        with database.transaction() as session:
            user = accounts.register_account(
                session, email=address, password=password, name=f"A {role}", role=Role(role)
            )
            opened = open_session(session, user, Device("a test"), settings=app.state.settings)
        made = open_client()
        token = access_token(user.id, opened.session_id, settings=app.state.settings)
        made.headers["Authorization"] = f"Bearer {token}"
        return made

    return sign_one_in
