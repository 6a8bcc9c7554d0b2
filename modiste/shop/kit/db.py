"""The database: engines for SQLite and PostgreSQL, and the only place that commits.

One request or job is one transaction. On SQLite a writing one begins with BEGIN IMMEDIATE: measured with the
driver's defaults, 748 of 800 concurrent updates were lost silently (docs/decisions/0003).
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import BigInteger, DateTime, Dialect, Engine, Integer, MetaData, create_engine, event, make_url
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import DeclarativeBase, Session, sessionmaker
from sqlalchemy.pool import StaticPool
from sqlalchemy.types import JSON, TypeDecorator

from modiste.shop.kit.errors import Conflict, Unavailable

BUSY_SECONDS = 5.0  # how long a writer waits for SQLite's one lock
TURN = "modiste_turn"  # whether a connection has the turn to write
WRITES = "modiste_writes"  # the execution option that tells a reading connection from a writing one

# One JSON type for both databases; JSONB where it exists, so that it can be indexed and compared.
Document = JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")
# Money that others name, 30,000,000.00 IDR too, in 64 bits, which SQLite's integers have anyway.
Amount = BigInteger().with_variant(Integer(), "sqlite")


class DatabaseUnavailable(Unavailable):
    """The database did not answer in time."""

    title = "The database does not answer at the moment: try again in a few seconds"


class ReferenceGone(Conflict):
    """A row was written that belongs to another one, which somebody deleted at the same moment."""

    title = "What this belongs to was deleted in the meantime"


class UTCDateTime(TypeDecorator[datetime]):
    """An aware UTC datetime on every database; SQLite keeps no zone, so it is given back here."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is not None and value.tzinfo is None:
            raise ValueError("A naive datetime was about to be stored; use kit.clock.now()")
        moment = None if value is None else value.astimezone(UTC)
        return moment.replace(tzinfo=None) if moment and dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if dialect.name == "sqlite" else value.astimezone(UTC)


class Base(DeclarativeBase):
    """The parent of every table."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_N_label)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {  # noqa: RUF012
        datetime: UTCDateTime,
        dict[str, Any]: Document,
        list[dict[str, Any]]: Document,
        list[str]: Document,
    }


class Database:
    """An engine and the two kinds of transactions that the shop knows: reading and writing."""

    def __init__(self, url: str, *, connections: int = 16, statement_timeout_ms: int = 3_000) -> None:
        self.url = make_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self.engine = _engine_of(url, connections, statement_timeout_ms)
        options: dict[str, Any] = {"expire_on_commit": False, "autoflush": True}
        self.sessions = sessionmaker(self.engine.execution_options(**{WRITES: True}), **options)
        self._readers = sessionmaker(self.engine.execution_options(**{WRITES: False}), **options)

    @contextmanager
    def transaction(self, *, writes: bool = True) -> Iterator[Session]:
        """One transaction: committed when the block ends well, rolled back when it raises.

        Raises DatabaseUnavailable when the database cannot be reached or stays locked, and ReferenceGone.
        """
        session = (self.sessions if writes else self._readers)()
        try:
            with translated_errors():
                yield session
                session.commit()
        except BaseException:
            session.rollback()
            raise
        finally:
            session.close()
        for act in session.info.pop(AFTER_COMMIT, ()):
            act()

    def reading(self) -> Any:
        """A transaction that only reads; on SQLite it never waits for a writer."""
        return self.transaction(writes=False)

    def close(self) -> None:
        self.engine.dispose()


AFTER_COMMIT = "after_commit"


def insert_into(session: Session, table: Any) -> Any:
    """The INSERT of this database's dialect: both know ON CONFLICT, each under its own import."""
    is_sqlite = session.get_bind().dialect.name == "sqlite"
    return sqlite.insert(table) if is_sqlite else postgresql.insert(table)


def after_commit(session: Session, act: Callable[[], None]) -> None:
    """Call `act` once this session's transaction has committed: for hints (a message, a cache), never for truth."""
    session.info.setdefault(AFTER_COMMIT, []).append(act)


@contextmanager
def translated_errors() -> Iterator[None]:
    """Turn 'the database is away, locked or out of connections' into DatabaseUnavailable, and a foreign key that leads
    nowhere into ReferenceGone: services look first, so it was deleted just now (an account, by its owner)."""
    try:
        yield
    except PoolTimeout as error:
        raise DatabaseUnavailable from error
    except DBAPIError as error:
        if error.connection_invalidated or (isinstance(error, OperationalError) and _is_outage(error)):
            raise DatabaseUnavailable from error
        if isinstance(error, IntegrityError) and _is_missing_reference(error):
            raise ReferenceGone from error
        raise


def _is_missing_reference(error: IntegrityError) -> bool:
    return getattr(error.orig, "sqlstate", None) == "23503" or "FOREIGN KEY" in str(error.orig)


def _is_outage(error: OperationalError) -> bool:
    code = getattr(error.orig, "sqlstate", None)
    if code is not None:  # PostgreSQL: 08 connection, 53 resources, 55P03 lock, 57 operator or time-out, 40 retry
        return code[:2] in {"08", "53", "57", "40"} or code == "55P03"
    text = str(error.orig).lower()
    return "locked" in text or "busy" in text or "connect" in text or "closed" in text or "unable to open" in text


def _engine_of(url: str, connections: int, statement_timeout_ms: int) -> Engine:
    parsed = make_url(url)
    # Last in, first out: the connections in use stay few and warm (p99 of placing an order on PostgreSQL, measured at
    # 30 a second: 0.25 s instead of 2.4 s, for each connection plans and prepares every statement anew).
    pool: dict[str, Any] = {"pool_size": connections, "max_overflow": 2, "pool_timeout": 1.0, "pool_use_lifo": True}
    if parsed.get_backend_name() == "sqlite":
        if parsed.database and parsed.database != ":memory:":
            Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
        else:
            pool = {"poolclass": StaticPool}  # a database in memory lives in one connection
        engine = create_engine(parsed, connect_args={"check_same_thread": False, "timeout": BUSY_SECONDS}, **pool)
        event.listen(engine, "connect", _prepare_sqlite)
        Turns().watch(engine)
        return engine
    if parsed.drivername == "postgresql":
        parsed = parsed.set(drivername="postgresql+psycopg")
    options = (
        f"-c statement_timeout={statement_timeout_ms} -c lock_timeout=1000 -c idle_in_transaction_session_timeout=60000"
    )
    return create_engine(parsed, pool_pre_ping=True, connect_args={"connect_timeout": 2, "options": options}, **pool)


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # the driver keeps its hands off BEGIN; Turns sends it
    cursor = connection.cursor()
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",  # a commit survives a power cut: it may be somebody's money (docs/decisions/0003)
        f"busy_timeout={BUSY_SECONDS * 1000:.0f}",
        "foreign_keys=ON",
        "temp_store=MEMORY",
        "cache_size=-16000",
        "mmap_size=268435456",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


class Turns:
    """Who writes next on SQLite: the threads of this process wait in line, and one of them asks the file for its lock.

    SQLite itself has no line: whoever finds it locked sleeps up to 0.1 s and tries again, so that of 24 writers some
    were unlucky for more than 5 s and got an error.
    """

    def __init__(self) -> None:
        self._turn = threading.Lock()

    def watch(self, engine: Engine) -> None:
        """Let everything that `engine` begins take turns."""
        event.listen(engine, "begin", self._begin)
        event.listen(engine, "commit", self._end)
        event.listen(engine, "rollback", self._end)
        event.listen(engine, "checkin", self._give_back)

    def _begin(self, connection: Connection) -> None:
        if not connection.get_execution_options().get(WRITES, True):
            connection.exec_driver_sql("BEGIN")
            return
        if not self._turn.acquire(timeout=BUSY_SECONDS):
            raise DatabaseUnavailable
        connection.info[TURN] = True
        try:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        except BaseException:
            self._end(connection)
            raise

    def _end(self, connection: Connection) -> None:
        self._release(connection.info)

    def _give_back(self, _connection: Any, record: Any) -> None:
        self._release(record.info)

    def _release(self, info: dict[Any, Any]) -> None:
        if info.pop(TURN, False):
            self._turn.release()
