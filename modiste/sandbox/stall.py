"""One shop of the street while it is open: its shelves, its counts, its mischief, and the day it believes it is."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from aiohttp import web

from modiste.sandbox.chaos import Chaos
from modiste.sandbox.listings import Shelves
from modiste.sandbox.meter import Meter
from modiste.sandbox.street import Shop


@dataclass(slots=True)
class Calendar:
    """The day on the street; tests turn it forward to see prices move."""

    ahead: int = 0

    @property
    def today(self) -> date:
        return datetime.now(UTC).date() + timedelta(days=self.ahead)


@dataclass(slots=True)
class Stall:
    """What the handlers of one shop share."""

    shop: Shop
    shelves: Shelves
    url: str
    meter: Meter
    calendar: Calendar = field(default_factory=Calendar)
    chaos: Chaos = Chaos.NONE

    @property
    def day(self) -> date:
        return self.calendar.today


def refused(status: int, body: Mapping[str, object], *, retry_after: int = 0) -> web.Response:
    """An error as the interface words it."""
    headers = {"Retry-After": str(retry_after)} if retry_after else {}
    return web.json_response(body, status=status, headers=headers)


def number_in(request: web.Request, name: str, default: int) -> int | None:
    """A whole number of the query, its default where it is absent, or None where it is none."""
    text = request.query.get(name, "")
    return default if not text else int(text) if text.isdecimal() else None


def major(minor: int) -> str:
    """An amount in major units with two digits; all currencies of the street have cents."""
    return f"{minor / 100:.2f}"
