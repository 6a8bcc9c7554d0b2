"""People see, watch and cancel their own jobs, and nobody else's."""

import json
import threading
import time
import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from fastapi import FastAPI
from sqlalchemy import event, update
from starlette.testclient import TestClient

from modiste.shop.jobs import watching
from modiste.shop.jobs.jobs import forget_ended_jobs
from modiste.shop.kit import clock
from modiste.shop.kit.db import Database
from modiste.shop.kit.queue import states
from modiste.shop.kit.queue.later import later
from modiste.shop.kit.queue.leases import Lease
from modiste.shop.kit.queue.models import Job
from modiste.shop.kit.queue.registry import kind_of
from modiste.shop.kit.queue.work import Work
from modiste.shop.kit.settings import Settings

ADA, BOB, ADMIN = 1, 2, 3


class Door:
    """Says who comes in."""

    def __init__(self, client: TestClient, keys: dict[int, str]) -> None:
        self._client, self._keys = client, keys
        self.person = ADA

    @property
    def person(self) -> int:
        return self._person

    @person.setter
    def person(self, person: int) -> None:
        self._person = person
        self._client.headers["Authorization"] = self._keys[person]


@pytest.fixture
def door(client: TestClient, sign_in: Callable[..., TestClient]) -> Door:
    people = {person: sign_in("admin" if person == ADMIN else "user") for person in (ADA, BOB, ADMIN)}
    assert [one.get("me").json()["id"] for one in people.values()] == list(people)
    return Door(client, {person: one.headers["Authorization"] for person, one in people.items()})


def ask(database: Database, owner: int | None = ADA, **values: Any) -> uuid.UUID:
    with database.transaction() as session:
        asked = later(session, "forget_ended_jobs", owner=owner)
        if values:
            session.execute(update(Job).where(Job.id == asked.id).values(**values))
        return asked.id


def step(database: Database, act: Callable[..., Any], job_id: uuid.UUID, *rest: Any) -> None:
    with database.transaction() as session:
        assert act(session, job_id, *rest)


def events_of(text: str) -> list[dict[str, str]]:
    blocks = [block for block in text.split("\n\n") if block and not block.startswith(":")]
    return [dict(line.split(": ", 1) for line in block.split("\n")) for block in blocks]


def test_shows_a_job_to_the_one_who_asked(client: TestClient, database: Database, door: Door) -> None:
    job_id = ask(database)
    answer = client.get(f"jobs/{job_id}")
    assert answer.status_code == 200
    body = answer.json()
    assert (body["id"], body["state"], body["progress"]) == (str(job_id), "queued", 0.0)
    assert set(body) == {
        *("id", "name", "state", "progress", "note", "result", "error", "created_at", "started_at", "finished_at")
    }


@pytest.mark.parametrize(("method", "path"), [("GET", ""), ("GET", "/events"), ("DELETE", "")])
def test_somebody_elses_job_does_not_exist(
    client: TestClient, database: Database, door: Door, method: str, path: str
) -> None:
    job_id = ask(database)
    door.person = BOB
    foreign = client.request(method, f"jobs/{job_id}{path}")
    missing = client.request(method, f"jobs/{uuid.uuid4()}{path}")
    assert (foreign.status_code, missing.status_code) == (404, 404)
    assert foreign.headers["content-type"] == "application/problem+json"
    assert foreign.json()["detail"] == missing.json()["detail"]


def test_an_admin_sees_every_job_also_those_of_the_clock(client: TestClient, database: Database, door: Door) -> None:
    door.person = ADMIN
    assert client.get(f"jobs/{ask(database)}").status_code == 200
    assert client.get(f"jobs/{ask(database, owner=None)}").status_code == 200


def test_a_job_that_has_not_changed_is_not_sent_again(client: TestClient, database: Database, door: Door) -> None:
    job_id = ask(database)
    tag = client.get(f"jobs/{job_id}").headers["etag"]
    again = client.get(f"jobs/{job_id}", headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")
    step(database, states.claim, job_id, kind_of(forget_ended_jobs))
    changed = client.get(f"jobs/{job_id}", headers={"If-None-Match": tag})
    assert (changed.status_code, changed.json()["state"]) == (200, "running")


def test_cancelling_twice_is_no_error_and_cancelling_what_has_ended_is(
    client: TestClient, database: Database, door: Door
) -> None:
    job_id = ask(database)
    for _ in range(2):
        answer = client.delete(f"jobs/{job_id}")
        assert (answer.status_code, answer.json()["state"]) == (200, "cancelled")
    ended = ask(database, state="done")
    refused = client.delete(f"jobs/{ended}")
    assert (refused.status_code, refused.json()["detail"]) == (409, "This job has already ended: it is done")


def test_streams_every_change_until_the_end(client: TestClient, app: FastAPI, database: Database, door: Door) -> None:
    job_id = ask(database)
    looks = looks_at_jobs(app)

    def live() -> None:
        for act, *what in (
            (states.claim, kind_of(forget_ended_jobs)),
            (states.report, 1, 0.5, "half way"),
            (states.finish, 1, {"forgotten": 3}),
        ):
            for _ in range(2):  # the stream may have looked for the first time before the last change was there
                assert looks.acquire(timeout=60)
            step(database, act, job_id, *what)
            while looks.acquire(blocking=False):
                pass

    living = threading.Thread(target=live)
    living.start()
    answer = client.get(f"jobs/{job_id}/events")
    living.join()
    assert answer.headers["content-type"].startswith("text/event-stream")
    events = events_of(answer.text)
    told = [json.loads(event["data"]) for event in events]
    assert [body["state"] for body in told] == ["queued", "running", "running", "done"]
    assert (told[2]["progress"], told[2]["note"], told[3]["result"]) == (0.5, "half way", {"forgotten": 3})
    assert [int(event["id"]) for event in events] == [0, 1, 2, 3]
    assert {event["event"] for event in events} == {"job"}


def looks_at_jobs(app: FastAPI) -> threading.Semaphore:
    """Counts how often the service has read a job."""
    looks = threading.Semaphore(0)

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if "FROM jobs" in statement:
            looks.release()

    event.listen(app.state.database.engine, "after_cursor_execute", note)
    return looks


def test_a_stream_resumes_after_the_last_event_that_was_heard(
    client: TestClient, database: Database, door: Door
) -> None:
    job_id = ask(database, version=4)
    ending = threading.Timer(0.5, lambda: step(database, states.cancel, job_id))
    ending.start()
    answer = client.get(f"jobs/{job_id}/events", headers={"Last-Event-ID": "4"})
    assert [event["id"] for event in events_of(answer.text)] == ["5"]
    late = client.get(f"jobs/{job_id}/events", headers={"Last-Event-ID": "5"})
    assert [json.loads(event["data"])["state"] for event in events_of(late.text)] == ["cancelled"]


def test_an_open_stream_holds_no_connection_and_one_person_may_open_eight(
    client: TestClient, app: FastAPI, database: Database, door: Door
) -> None:
    job_id = ask(database)
    answers: list[int] = []
    watchers = [
        threading.Thread(target=lambda: answers.append(client.get(f"jobs/{job_id}/events").status_code))
        for _ in range(watching.PER_PERSON)
    ]
    for watcher in watchers:
        watcher.start()
    time.sleep(1.5)
    in_use = [app.state.database.engine.pool.checkedout() for _ in range(50) if time.sleep(0.02) is None]
    assert in_use.count(0) > 25, "streams hold connections between their looks"
    refused = client.get(f"jobs/{job_id}/events")
    assert (refused.status_code, refused.headers["retry-after"]) == (429, "5")
    door.person = ADMIN
    assert client.get(f"jobs/{job_id}").status_code == 200
    step(database, states.cancel, job_id)
    for watcher in watchers:
        watcher.join()
    assert answers == [200] * watching.PER_PERSON
    door.person = ADA
    assert client.get(f"jobs/{job_id}/events").status_code == 200


def test_jobs_that_ended_long_ago_are_forgotten(database: Database, settings: Settings) -> None:
    long_ago = clock.now() - timedelta(days=31)
    old, still_open = ask(database, state="done", finished_at=long_ago), ask(database, created_at=long_ago)
    running = ask(database)
    step(database, states.claim, running, kind_of(forget_ended_jobs))
    result = forget_ended_jobs(Work(database, settings, Lease(running, 1, 12)))
    assert result == {"forgotten": 1}
    with database.reading() as session:
        assert session.get(Job, old) is None
        assert session.get(Job, still_open) is not None
