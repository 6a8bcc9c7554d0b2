"""Is the process alive, and may it get requests?"""

import threading
import time
from typing import Annotated, Literal

import anyio
from alembic.util import CommandError
from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from modiste import __version__
from modiste.shop.kit import migrations
from modiste.shop.kit.db import Database
from modiste.shop.kit.errors import ShopError, Unavailable
from modiste.shop.kit.web.context import SettingsDep
from modiste.shop.kit.web.problems import problems

FRESH = 1.0  # seconds for which an answer of the database is repeated

# Changes no row, yet takes SQLite's write lock and is refused by a PostgreSQL that only reads.
WRITE_OF_NOTHING = text("UPDATE alembic_version SET version_num = version_num WHERE version_num = ''")

router = APIRouter(prefix="/health", tags=["health"])


class Live(BaseModel):
    """The process answers; nothing else was asked."""

    status: Literal["live"] = "live"
    demo: bool
    version: str = __version__


class Ready(BaseModel):
    """The database can be written and has the schema that this version needs."""

    status: Literal["ready"] = "ready"


class NotReady(Unavailable):
    """The database cannot be written, or its schema is not this version's."""

    title = "Not ready for requests"


class Readiness:
    """Asks the database at most once a second. Redis and the broker are not asked: the shop works without them."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self._lock = threading.Lock()
        self._asked = -FRESH
        self._fault = "The database has not been asked yet."
        self._is_current = False

    def fault(self) -> str:
        """Why this process should get no requests; empty when it may."""
        is_due = time.monotonic() - self._asked >= FRESH
        if is_due and self._lock.acquire(blocking=False):  # one asks; the others repeat what was known
            try:
                self._fault = self._ask()
                self._asked = time.monotonic()
            finally:
                self._lock.release()
        return self._fault

    def _ask(self) -> str:
        try:
            # Remembered once true: during a rolling upgrade the schema may run ahead of this version.
            self._is_current = self._is_current or migrations.is_current(self.database)
            if self._is_current:
                with self.database.transaction() as session:
                    session.execute(WRITE_OF_NOTHING)
        except (SQLAlchemyError, ShopError, CommandError, OSError) as error:
            return f"The database does not take writes ({type(error).__name__})."
        return "" if self._is_current else "The database is not at the newest migration: run `modiste migrate`."


def readiness_of(request: Request) -> Readiness:
    readiness: Readiness = request.app.state.readiness
    return readiness


@router.get("/live")
async def live(settings: SettingsDep) -> Live:
    """Answer at once, whatever else is down."""
    return Live(demo=settings.demo)


@router.get("/ready", responses=problems(NotReady))
async def ready(readiness: Annotated[Readiness, Depends(readiness_of)]) -> Ready:
    """Answer 200 when requests may come, 503 when not."""
    # A thread of its own: a probe must not stand in line behind the requests that it is about.
    fault = await anyio.to_thread.run_sync(readiness.fault, limiter=anyio.CapacityLimiter(1))
    if fault:
        raise NotReady(fault, retry_after=1)
    return Ready()
