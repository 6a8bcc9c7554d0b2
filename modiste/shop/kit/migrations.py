"""Bringing a database to the present schema: one process at a time, with a copy of an SQLite file kept first."""

import sqlite3
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from filelock import FileLock
from sqlalchemy import text

import modiste
from modiste.shop.kit.db import Database

PACKAGE = Path(modiste.__file__).parent
LOCK_KEY = 7_215_020  # any number that only Modiste's migrations use


def folder() -> Path:
    """Where the migrations lie: inside an installed wheel, or beside the package in a checkout."""
    installed = PACKAGE / "migrations"
    return installed if installed.is_dir() else PACKAGE.parent / "migrations"


def config() -> Config:
    """Alembic's configuration, without a file."""
    made = Config()
    made.set_main_option("script_location", str(folder()).replace("%", "%%"))
    return made


def is_current(database: Database) -> bool:
    """Whether the database is at the newest revision that this code knows."""
    with database.engine.connect() as connection:
        present = MigrationContext.configure(connection).get_current_heads()
    return set(present) == set(ScriptDirectory.from_config(config()).get_heads())


def migrate(database: Database, data_dir: Path) -> None:
    """Bring `database` to the newest revision; a lock makes processes that start together take turns."""
    data_dir.mkdir(parents=True, exist_ok=True)
    with FileLock(data_dir / "migrate.lock", timeout=120):
        if is_current(database):
            return
        _keep_copy(database)
        with database.engine.begin() as connection:
            if not database.is_sqlite:
                connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": LOCK_KEY})
                connection.execute(text("SET LOCAL statement_timeout = 0"))
            made = config()
            made.attributes["connection"] = connection
            command.upgrade(made, "head")


def _keep_copy(database: Database) -> None:
    file = Path(database.url.database or "")
    if not database.is_sqlite or not file.is_file() or file.stat().st_size == 0:
        return
    with sqlite3.connect(file) as source, sqlite3.connect(file.with_suffix(".before-migration")) as copy:
        source.backup(copy)
