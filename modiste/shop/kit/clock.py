"""The time, always aware and in UTC."""

from datetime import UTC, datetime


def now() -> datetime:
    """The present moment as an aware UTC datetime."""
    return datetime.now(UTC)


def is_past(moment: datetime) -> bool:
    """Whether `moment` lies behind us."""
    return moment <= now()
