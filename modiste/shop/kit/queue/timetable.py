"""What the clock asks for: whoever moves a mark first does the asking, so no two workers ask twice."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import CursorResult, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from modiste.shop.kit import clock
from modiste.shop.kit.db import Database
from modiste.shop.kit.queue.later import later
from modiste.shop.kit.queue.models import ClockMark
from modiste.shop.kit.queue.registry import Do


@dataclass(frozen=True, slots=True)
class Every:
    """Work that the clock asks for at a fixed distance; `name` is its mark, and at most one of it is open."""

    name: str
    job: str | Do
    distance: timedelta


def every(name: str, *, hours: float, job: str | Do) -> Every:
    """Ask for `job` every so many hours, the first time that long after a worker first saw this entry."""
    return Every(name, job, timedelta(hours=hours))


def tick(database: Database, timetable: Iterable[Every]) -> list[str]:
    """Ask for everything that is due; returns the names of what this call asked for."""
    entries = list(timetable)
    with database.reading() as session:
        marks = {entry.name: session.get(ClockMark, entry.name) for entry in entries}
    asked = []
    for entry in entries:
        mark = marks[entry.name]
        if mark is None:
            _first_mark(database, entry)
        elif clock.is_past(mark.last_at + entry.distance):
            with database.transaction() as session:
                if _moved(session, mark):
                    later(session, entry.job, only_once=entry.name)
                    asked.append(entry.name)
    return asked


def _first_mark(database: Database, entry: Every) -> None:
    with database.transaction() as session:
        try:
            with session.begin_nested():
                session.add(ClockMark(name=entry.name, last_at=clock.now()))
        except IntegrityError:  # another worker started at the same moment
            return


def _moved(session: Session, seen: ClockMark) -> bool:
    here = update(ClockMark).where(ClockMark.name == seen.name, ClockMark.last_at == seen.last_at)
    done = session.execute(here.values(last_at=clock.now()), execution_options={"synchronize_session": False})
    assert isinstance(done, CursorResult)
    return done.rowcount == 1
