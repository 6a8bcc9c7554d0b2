"""The days that figures are about, and as many before them to compare with."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import String, cast, func
from sqlalchemy.orm import Session

from modiste.shop.insights.schemas import PeriodOut
from modiste.shop.kit import clock


@dataclass(frozen=True, slots=True)
class Period:
    """Whole days in UTC, the last of them today as far as it has come; `before` ends at the same time of the day, so
    that a morning is compared with a morning."""

    days: int
    since: datetime
    until: datetime

    @property
    def length(self) -> timedelta:
        return timedelta(days=self.days)

    @property
    def before_since(self) -> datetime:
        return self.since - self.length

    @property
    def before_until(self) -> datetime:
        return self.until - self.length

    def dates(self) -> list[date]:
        """Every day, the first first."""
        return [(self.since + timedelta(days=number)).date() for number in range(self.days)]

    def shown(self) -> PeriodOut:
        """The period as it goes over the wire."""
        return PeriodOut(
            days=self.days,
            since=self.since,
            until=self.until,
            before_since=self.before_since,
            before_until=self.before_until,
        )


def last_days(days: int) -> Period:
    """Today and the days before it, `days` together."""
    now = clock.now()
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    return Period(days, midnight - timedelta(days=days - 1), now)


def day_of(session: Session, moment: Any) -> Any:
    """The day in UTC of a column, as SQL: `2026-11-27`."""
    if session.get_bind().dialect.name == "sqlite":
        return cast(func.date(moment), String)
    return func.to_char(func.timezone("UTC", moment), "YYYY-MM-DD")
