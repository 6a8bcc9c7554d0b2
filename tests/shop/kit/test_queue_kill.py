"""A worker killed in the midst of its work, on every transport: nothing is lost and nothing is done twice."""

import os
import signal
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest
from sqlalchemy import text

from modiste.shop.kit.db import Database
from modiste.shop.kit.queue.broker import Messenger
from modiste.shop.kit.queue.later import later, post_through
from modiste.shop.kit.queue.models import Job
from modiste.shop.kit.queue.states import cancel
from modiste.shop.kit.settings import Settings
from modiste.shop.kit.supervisor import Child, kept_alive
from tests.shop.brokers import RABBITMQ, REDIS, broker_settings
from tests.shop.kit.effects import die, leave_effect, leave_effect_apart

JOBS = 24


@pytest.fixture
def settings(request: pytest.FixtureRequest, database_url: str, tmp_path: Path) -> Iterator[Settings]:
    """Settings with the transport that the test asks for, swept every 0.2 s; its queues are removed afterwards."""
    with broker_settings(request.param, database_url, tmp_path) as made:
        yield made


@pytest.fixture
def worker(settings: Settings, database: Database) -> Iterator[Child]:
    """A real worker in a process of its own, kept alive by the supervisor."""
    with database.transaction() as session:
        session.execute(text("CREATE TABLE effects (number INTEGER PRIMARY KEY, started DOUBLE PRECISION)"))
    messenger = Messenger(settings)
    post_through(database, messenger.post)
    child = Child("worker", [sys.executable, "-m", "tests.shop.kit.effects"], settings.as_environment())
    with kept_alive([child]):
        yield child
    messenger.close()


on_all_transports = pytest.mark.parametrize(
    ("database_url", "settings"),
    [("sqlite", ""), ("sqlite", REDIS), ("sqlite", RABBITMQ), ("postgresql", RABBITMQ)],
    indirect=True,
    ids=["files and SQLite", "Redis and SQLite", "RabbitMQ and SQLite", "RabbitMQ and PostgreSQL"],
)
on_files = pytest.mark.parametrize(("database_url", "settings"), [("sqlite", "")], indirect=True)


@on_all_transports
def test_no_job_is_lost_or_done_twice_when_the_worker_is_killed(database: Database, worker: Child) -> None:
    with database.transaction() as session:
        for number in range(JOBS):
            later(session, leave_effect, number=number, seconds=0.3)
    wait_until(lambda: states(database).get("done", 0) >= 5 and states(database).get("running", 0) >= 1)
    first = worker.pid
    assert first is not None
    kill_in_the_midst(database, first)
    assert states(database)["done"] < JOBS
    wait_until(lambda: states(database).get("done", 0) == JOBS)
    assert worker.pid != first
    with database.reading() as session:
        assert session.execute(text("SELECT count(*) FROM effects")).scalar_one() == JOBS
        attempts = session.execute(text("SELECT sum(attempt) FROM jobs")).scalar_one()
    assert attempts > JOBS, "nothing was running when the worker was killed: the test proved nothing"


def kill_in_the_midst(database: Database, pid: int) -> None:
    """Kill the worker while a job of its is running: it is held still to look, so the look stays true."""
    for _ in range(200):
        os.kill(pid, signal.SIGSTOP)
        time.sleep(0.05)  # what it had sent to the database before has arrived
        if states(database).get("running", 0):
            os.kill(pid, signal.SIGKILL)
            return
        os.kill(pid, signal.SIGCONT)
        time.sleep(0.02)
    raise AssertionError("no job was ever running")


@on_files
def test_work_done_apart_reports_and_outlives_its_worker(database: Database, worker: Child) -> None:
    with database.transaction() as session:
        job_id = later(session, leave_effect_apart, number=1, seconds=1.0).id
    wait_until(lambda: row(database, job_id).progress > 0)
    assert row(database, job_id).note.startswith("step")
    assert worker.pid is not None
    os.kill(worker.pid, signal.SIGKILL)
    wait_until(lambda: row(database, job_id).state == "done")
    assert (row(database, job_id).attempt, row(database, job_id).result) == (2, {"is_first": True})


@on_files
def test_work_done_apart_is_stopped_when_cancelled_and_may_die_without_its_worker(
    database: Database, worker: Child
) -> None:
    with database.transaction() as session:
        endless = later(session, leave_effect_apart, number=1, seconds=20.0).id
        poison = later(session, die).id
    wait_until(lambda: row(database, endless).progress > 0 and has_died_once(database, poison))
    alive = worker.pid
    assert alive is not None
    assert len(psutil.Process(alive).children()) == 1
    with database.transaction() as session:
        assert cancel(session, endless)
        session.execute(text("UPDATE jobs SET due_at = created_at"))  # not to wait for the pause
    wait_until(lambda: row(database, poison).state == "failed")
    wait_until(lambda: not psutil.Process(alive).children())
    assert row(database, endless).state == "cancelled"
    assert row(database, poison).error == "Given up after 2 attempts: The process of this job ended with status -9"
    assert worker.pid == alive


def has_died_once(database: Database, job_id: uuid.UUID) -> bool:
    now = row(database, job_id)
    return now.attempt == 1 and now.state == "queued"


def wait_until(is_so: Callable[[], bool], seconds: float = 30) -> None:
    until = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < until, "waited in vain"
        time.sleep(0.05)


def states(database: Database) -> dict[str, int]:
    with database.reading() as session:
        return {s: n for s, n in session.execute(text("SELECT state, count(*) FROM jobs GROUP BY state"))}


def row(database: Database, job_id: uuid.UUID) -> Job:
    with database.reading() as session:
        return session.get_one(Job, job_id)
