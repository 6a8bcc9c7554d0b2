"""A clean PostgreSQL database for each test: emptied between tests instead of made each time, remade when spoilt."""

import uuid
from contextlib import suppress

from sqlalchemy import Engine, create_engine, inspect, text
from sqlalchemy.exc import SQLAlchemyError

SERVER = "postgresql+psycopg://postgres@127.0.0.1:5432"
KEPT = "alembic_version"


class CleanDatabases:
    """Copies of a migrated template; one is used again as long as it can be brought back to how it was."""

    def __init__(self, template: str) -> None:
        self._template = template
        self._server = create_engine(f"{SERVER}/postgres", isolation_level="AUTOCOMMIT")
        self._name = ""
        self._tables: set[str] = set()

    def take(self) -> str:
        """The URL of a clean database."""
        if not self._name:
            self._name = f"modiste_test_{uuid.uuid4().hex[:12]}"
            with self._server.connect() as connection:
                connection.execute(text(f"CREATE DATABASE {self._name} TEMPLATE {self._template}"))
            with self._opened() as engine:
                self._tables = set(inspect(engine).get_table_names())
        return f"{SERVER}/{self._name}"

    def give_back(self) -> None:
        """Empty it for the next test; drop it when a test left a table, a lock or a connection behind."""
        with suppress(SQLAlchemyError), self._opened() as engine:
            if set(inspect(engine).get_table_names()) == self._tables:
                names = ", ".join(sorted(self._tables - {KEPT}))
                with engine.begin() as connection:
                    connection.execute(text("SET LOCAL lock_timeout = '500ms'"))
                    connection.execute(text(f"TRUNCATE {names} RESTART IDENTITY CASCADE"))
                return
        self.drop()

    def drop(self) -> None:
        if self._name:
            with self._server.connect() as connection:
                connection.execute(text(f"DROP DATABASE {self._name} WITH (FORCE)"))
            self._name = ""

    def close(self) -> None:
        self.drop()
        self._server.dispose()

    def _opened(self) -> "_Disposed":
        return _Disposed(create_engine(f"{SERVER}/{self._name}"))


class _Disposed:
    """An engine whose connections are closed at the end of the block."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def __enter__(self) -> Engine:
        return self._engine

    def __exit__(self, *_: object) -> None:
        self._engine.dispose()
