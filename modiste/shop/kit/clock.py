"""The time, always aware and in UTC."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime

_TOLD: ContextVar[datetime | None] = ContextVar("told", default=None)


def now() -> datetime:
    """The present moment as an aware UTC datetime."""
    return _TOLD.get() or datetime.now(UTC)


def is_past(moment: datetime) -> bool:
    """Whether `moment` lies behind us."""
    return moment <= now()


@contextmanager
def turned_back(to: datetime) -> Iterator[None]:
    """While the block runs it is that moment here: for whoever writes a past, as the demo shop has one."""
    token = _TOLD.set(to)
    try:
        yield
    finally:
        _TOLD.reset(token)
