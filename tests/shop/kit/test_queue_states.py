"""The life of a job: only the attempt that holds the lease may write, and every job comes to an end."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import update

from modiste.shop.kit import clock
from modiste.shop.kit.db import Database
from modiste.shop.kit.errors import Invalid, Unavailable
from modiste.shop.kit.queue import states
from modiste.shop.kit.queue.later import later
from modiste.shop.kit.queue.leases import Lease, LeaseKeeper
from modiste.shop.kit.queue.models import ClockMark, Job
from modiste.shop.kit.queue.registry import JobKind, job, kind_of
from modiste.shop.kit.queue.runner import Runner
from modiste.shop.kit.queue.work import Stopped, Work
from modiste.shop.kit.settings import Settings
from modiste.shop.kit.supervisor import start_vital


@job("act", attempts=3)
def act(work: Work, how: str) -> dict[str, Any] | None:
    """End in the way that is asked for."""
    match how:
        case "unavailable":
            raise Unavailable("The weather service is away")
        case "refused":
            raise Invalid("There is nothing to learn from yet")
        case "broken":
            raise KeyError("not for the owner's eyes")
        case "not json":
            return {"set": {1}}
        case "reports":
            for step in range(50):
                work.report(step / 50, "learning \x00")
    return {"how": how}


@pytest.fixture
def runner(database: Database, settings: Settings) -> Iterator[Runner]:
    with _keeping(database) as keeper:
        yield Runner(database, settings, keeper, ())


@contextmanager
def _keeping(database: Database) -> Iterator[LeaseKeeper]:
    keeper = LeaseKeeper(database)
    thread = start_vital("keeper", keeper.keep)
    yield keeper
    keeper.stop()
    thread.join()


def ask(database: Database, how: str = "well", **options: Any) -> uuid.UUID:
    with database.transaction() as session:
        return later(session, "act", how=how, **options).id


def row(database: Database, job_id: uuid.UUID) -> Job:
    with database.reading() as session:
        return session.get_one(Job, job_id)


def claim(database: Database, job_id: uuid.UUID) -> Job | None:
    with database.transaction() as session:
        return states.claim(session, job_id, kind_of("act"))


def change(database: Database, job_id: uuid.UUID, **values: Any) -> None:
    with database.transaction() as session:
        session.execute(update(Job).where(Job.id == job_id).values(**values))


def let_lease_run_out(database: Database, job_id: uuid.UUID) -> None:
    change(database, job_id, lease_until=clock.now() - timedelta(seconds=1))


def test_a_job_runs_and_leaves_its_result(database: Database, runner: Runner) -> None:
    job_id = ask(database)
    runner.run(job_id)
    done = row(database, job_id)
    assert (done.state, done.result, done.progress, done.attempt) == ("done", {"how": "well"}, 1.0, 1)
    assert done.started_at is not None
    assert done.finished_at is not None
    runner.run(job_id)  # a message too many
    assert row(database, job_id).version == done.version


def test_a_held_job_cannot_be_claimed_and_one_whose_lease_ran_out_can(database: Database) -> None:
    job_id = ask(database)
    first = claim(database, job_id)
    assert first is not None
    assert claim(database, job_id) is None
    let_lease_run_out(database, job_id)
    second = claim(database, job_id)
    assert second is not None
    assert second.attempt == 2


def test_an_old_attempt_can_write_nothing_any_more(database: Database, settings: Settings) -> None:
    job_id = ask(database)
    claim(database, job_id)
    let_lease_run_out(database, job_id)
    claim(database, job_id)
    with database.transaction() as session:
        assert not states.finish(session, job_id, 1, {"from": "the dead"})
        assert not states.fail(session, job_id, 1, "from the dead")
        assert not states.put_back(session, job_id, 1, seconds=0, note="")
        assert not states.extend(session, job_id, 1, clock.now())
        assert not states.report(session, job_id, 1, 0.5, "")
    old = Work(database, settings, Lease(job_id, 1, 12))
    with pytest.raises(Stopped), old.transaction() as session:
        session.add(ClockMark(name="an effect of the old attempt", last_at=clock.now()))
    with database.reading() as session:
        assert session.get(ClockMark, "an effect of the old attempt") is None
    assert row(database, job_id).state == "running"


def test_reporting_keeps_the_lease_and_stops_an_attempt_that_lost_it(database: Database, settings: Settings) -> None:
    job_id = ask(database)
    claim(database, job_id)
    change(database, job_id, lease_until=clock.now() + timedelta(seconds=1))
    work = Work(database, settings, Lease(job_id, 1, 600))
    work.report(0.25, "a quarter")
    told = row(database, job_id)
    assert (told.progress, told.note) == (0.25, "a quarter")
    assert told.lease_until is not None
    assert told.lease_until > clock.now() + timedelta(seconds=500)
    with database.transaction() as session:
        assert states.cancel(session, job_id)
    work.report(0.26, "too soon to be written")
    with pytest.raises(Stopped):
        work.report(1.0)
    assert row(database, job_id).state == "cancelled"


def test_a_tight_loop_of_reports_is_written_a_few_times_only(database: Database, runner: Runner) -> None:
    job_id = ask(database, "reports")
    runner.run(job_id)
    assert row(database, job_id).state == "done"
    assert row(database, job_id).version < 10


def test_a_cancelled_job_is_not_carried_out(database: Database, runner: Runner) -> None:
    job_id = ask(database)
    with database.transaction() as session:
        assert states.cancel(session, job_id)
        assert not states.cancel(session, job_id)
    runner.run(job_id)
    assert row(database, job_id).state == "cancelled"
    assert row(database, job_id).attempt == 0


def test_the_keeper_extends_leases_and_notices_a_cancelled_one(database: Database) -> None:
    job_id = ask(database)
    with database.transaction() as session:
        states.claim(session, job_id, JobKind("act", act, lease_seconds=0.6))
    with _keeping(database) as keeper, keeper.holding(Lease(job_id, 1, 0.6)) as lease:
        assert not lease.lost.wait(1.5)
        assert claim(database, job_id) is None, "the lease was not extended"
        with database.transaction() as session:
            states.cancel(session, job_id)
        assert lease.lost.wait(5)


def test_a_worker_that_must_stop_hands_its_jobs_back(database: Database) -> None:
    job_id = ask(database)
    claim(database, job_id)
    with _keeping(database) as keeper, keeper.holding(Lease(job_id, 1, 600)) as lease:
        assert keeper.hand_back() == 1
        assert lease.lost.is_set()
    assert row(database, job_id).state == "queued"
    again = claim(database, job_id)
    assert again is not None
    assert again.attempt == 2


def test_what_is_unavailable_is_tried_again_with_growing_pauses_and_then_fails(
    database: Database, runner: Runner
) -> None:
    job_id = ask(database, "unavailable")
    pauses = []
    for attempt in (1, 2):
        runner.run(job_id)
        back = row(database, job_id)
        assert (back.state, back.attempt, back.published_at) == ("queued", attempt, None)
        assert "weather service" in back.note
        pauses.append((back.due_at - clock.now()).total_seconds())
        runner.run(job_id)  # not due yet
        assert row(database, job_id).attempt == attempt
        change(database, job_id, due_at=clock.now())
    assert all(pause > 4 for pause in pauses)
    runner.run(job_id)
    end = row(database, job_id)
    assert end.state == "failed"
    assert end.error == "Given up after 3 attempts: The weather service is away"


def test_a_job_whose_workers_die_each_time_ends_as_failed(database: Database, runner: Runner) -> None:
    job_id = ask(database)
    for _ in range(3):
        assert claim(database, job_id) is not None
        let_lease_run_out(database, job_id)
    runner.run(job_id)
    end = row(database, job_id)
    assert (end.state, end.attempt) == ("failed", 3)
    assert end.error == "Given up: the worker died in each of 3 attempts"


@pytest.mark.parametrize(
    ("how", "words"),
    [
        ("refused", "There is nothing to learn from yet"),
        ("broken", "Something broke on our side (KeyError)"),
        ("not json", "Something broke on our side (TypeError)"),
    ],
)
def test_an_error_that_time_does_not_heal_fails_at_once(
    database: Database, runner: Runner, how: str, words: str
) -> None:
    job_id = ask(database, how)
    runner.run(job_id)
    end = row(database, job_id)
    assert end.state == "failed"
    assert end.error is not None
    assert end.error.startswith(words)
    assert "owner's eyes" not in end.error


def test_a_job_that_no_worker_of_this_version_knows_waits_for_one_that_does(database: Database, runner: Runner) -> None:
    job_id = ask(database)
    change(database, job_id, name="from_the_future")
    runner.run(job_id)
    assert row(database, job_id).state == "queued"
    assert "No worker of this version knows this job" in row(database, job_id).note
