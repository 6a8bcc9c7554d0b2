"""Lost messages are sent again, and the clock asks once however many workers look at it."""

import threading
import uuid
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select, update

from modiste.shop.kit import clock
from modiste.shop.kit.db import Database
from modiste.shop.kit.queue.broker import BrokerUnavailable
from modiste.shop.kit.queue.later import later
from modiste.shop.kit.queue.models import ClockMark, Job
from modiste.shop.kit.queue.registry import job
from modiste.shop.kit.queue.sweeper import has_unheard, sweep
from modiste.shop.kit.queue.timetable import every, tick
from modiste.shop.kit.queue.work import Work


@job("tidy_up")
def tidy_up(work: Work) -> None:
    """Tidy up."""


def ask(database: Database, **values: Any) -> uuid.UUID:
    with database.transaction() as session:
        asked = later(session, "tidy_up")
        session.execute(update(Job).where(Job.id == asked.id).values(**values)) if values else None
        return asked.id


def swept(database: Database) -> list[uuid.UUID]:
    found: list[uuid.UUID] = []
    sweep(database, lambda job_id, queue: found.append(job_id), republish_seconds=10)
    return found


def ago(seconds: float) -> datetime:
    return clock.now() - timedelta(seconds=seconds)


def test_a_job_without_a_message_gets_one_and_then_rests(database: Database) -> None:
    lost = ask(database)
    assert swept(database) == [lost]
    assert swept(database) == []


def test_a_message_that_nobody_answered_is_sent_again(database: Database) -> None:
    lost = ask(database, published_at=ago(11), due_at=ago(12))
    ask(database, published_at=ago(5), due_at=ago(5))
    assert swept(database) == [lost]


def test_in_a_long_backlog_the_pauses_between_messages_grow(database: Database) -> None:
    ask(database, published_at=ago(60), due_at=ago(200))
    assert swept(database) == []
    patient = ask(database, published_at=ago(150), due_at=ago(200))
    long_waiting = ask(database, published_at=ago(301), due_at=ago(7200))
    assert set(swept(database)) == {patient, long_waiting}


def test_a_running_job_is_swept_only_when_its_lease_has_run_out(database: Database) -> None:
    ask(database, state="running", lease_until=clock.now() + timedelta(seconds=5), published_at=ago(60))
    orphan = ask(database, state="running", lease_until=ago(1), published_at=ago(60))
    assert swept(database) == [orphan]


def test_work_that_is_not_due_or_has_ended_is_left_alone(database: Database) -> None:
    ask(database, due_at=clock.now() + timedelta(hours=1))
    for state in ("done", "failed", "cancelled"):
        ask(database, state=state)
    assert swept(database) == []


def test_what_a_broker_did_not_take_is_found_by_the_next_sweep(database: Database) -> None:
    asked = {ask(database) for _ in range(3)}
    sent: list[uuid.UUID] = []

    def publish(job_id: uuid.UUID, queue: str) -> None:
        if sent:
            raise BrokerUnavailable
        sent.append(job_id)

    with pytest.raises(BrokerUnavailable):
        sweep(database, publish, republish_seconds=10)
    assert {*sent, *swept(database)} == asked


def test_a_message_that_waits_for_a_minute_shows_that_a_worker_is_deaf(database: Database) -> None:
    ask(database, due_at=ago(90), published_at=ago(1))  # sent again just now: it may be under way
    ask(database, due_at=ago(90))  # not sent yet
    ask(database, due_at=ago(30), published_at=ago(8))
    ask(database, due_at=ago(90), published_at=ago(80), state="done")
    assert not has_unheard(database, ["default"], 60)
    ask(database, due_at=ago(90), published_at=ago(8))
    assert has_unheard(database, ["default"], 60)
    assert not has_unheard(database, ["train"], 60)


def test_two_sweepers_send_each_message_once(database: Database) -> None:
    asked = sorted(ask(database) for _ in range(40))
    found = _at_once(4, lambda: swept(database))
    assert sorted(job_id for share in found for job_id in share) == asked


def test_the_clock_asks_after_the_distance_and_not_before(database: Database) -> None:
    timetable = [every("tidying", hours=24, job="tidy_up")]
    assert tick(database, timetable) == []  # the first look only sets the mark
    assert tick(database, timetable) == []
    _turn_back(database, hours=25)
    assert tick(database, timetable) == ["tidying"]
    assert tick(database, timetable) == []
    with database.reading() as session:
        assert session.scalars(select(Job.only_once)).all() == ["tidying"]


def test_work_of_the_clock_that_is_still_open_is_not_asked_for_again(database: Database) -> None:
    timetable = [every("tidying", hours=24, job="tidy_up")]
    tick(database, timetable)
    for _ in range(2):
        _turn_back(database, hours=25)
        tick(database, timetable)
    assert _count(database) == 1


def test_eight_workers_that_look_at_the_clock_at_once_ask_once(database: Database) -> None:
    timetable = [every("tidying", hours=24, job="tidy_up")]
    assert _at_once(8, lambda: tick(database, timetable)) == [[]] * 8
    _turn_back(database, hours=25)
    answers = _at_once(8, lambda: tick(database, timetable))
    assert sorted(answers) == [[]] * 7 + [["tidying"]]
    assert _count(database) == 1


def _turn_back(database: Database, *, hours: float) -> None:
    with database.transaction() as session:
        session.execute(update(ClockMark).values(last_at=clock.now() - timedelta(hours=hours)))


def _count(database: Database) -> int:
    with database.reading() as session:
        return session.scalars(select(func.count()).select_from(Job)).one()


def _at_once(number: int, act: Any) -> list[Any]:
    together = threading.Barrier(number)
    answers: list[Any] = []

    def do() -> None:
        together.wait()
        answers.append(act())

    threads = [threading.Thread(target=do) for _ in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(answers) == number
    return answers
