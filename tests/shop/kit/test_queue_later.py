"""Asking for work: with the caller's transaction or not at all, and never held up by a broker."""

import threading
import time
import uuid
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from modiste.shop.kit import clock
from modiste.shop.kit.db import Database
from modiste.shop.kit.queue import states
from modiste.shop.kit.queue.broker import BrokerUnavailable, Messenger, Publisher
from modiste.shop.kit.queue.later import later, post_through
from modiste.shop.kit.queue.models import Job
from modiste.shop.kit.queue.registry import UnknownJob, job, kind_of
from modiste.shop.kit.queue.work import Work
from modiste.shop.kit.settings import Settings


@job("greet")
def greet(work: Work, name: str) -> None:
    """Greet somebody."""


class Posted(list[tuple[uuid.UUID, str]]):
    """Messages that were handed over for sending."""

    def post(self, job_id: uuid.UUID, queue: str) -> None:
        self.append((job_id, queue))


@pytest.fixture
def posted(database: Database) -> Iterator[Posted]:
    messages = Posted()
    post_through(database, messages.post)
    yield messages


def count(database: Database) -> int:
    with database.reading() as session:
        return session.scalars(select(func.count()).select_from(Job)).one()


def test_a_message_is_sent_only_after_the_commit(database: Database, posted: Posted) -> None:
    with database.transaction() as session:
        asked = later(session, greet, owner=7, name="Ada")
        assert posted == []
    assert posted == [(asked.id, "default")]
    with database.reading() as session:
        kept = session.get_one(Job, asked.id)
        assert (kept.name, kept.owner, kept.arguments, kept.state) == ("greet", 7, {"name": "Ada"}, "queued")


def test_a_transaction_that_fails_leaves_neither_row_nor_message(database: Database, posted: Posted) -> None:
    with pytest.raises(RuntimeError), database.transaction() as session:
        later(session, "greet", name="Ada")
        raise RuntimeError
    assert posted == []
    assert count(database) == 0


def test_work_for_another_day_sends_no_message_yet(database: Database, posted: Posted) -> None:
    with database.transaction() as session:
        asked = later(session, "greet", due_at=clock.now() + timedelta(hours=1), name="Ada")
    assert posted == []
    assert asked.published_at is None


@pytest.mark.parametrize("arguments", [{}, {"name": "Ada", "age": 3}, {"name": {1}}, {"name": float("nan")}])
def test_refuses_arguments_that_the_job_cannot_take(database: Database, arguments: dict[str, Any]) -> None:
    with pytest.raises(TypeError), database.transaction() as session:
        later(session, "greet", **arguments)
    assert count(database) == 0


def test_refuses_a_job_that_nobody_registered(database: Database) -> None:
    with pytest.raises(UnknownJob, match="greet"), database.transaction() as session:
        later(session, "no-such-job")


def test_refuses_a_queue_that_no_worker_serves() -> None:
    with pytest.raises(ValueError, match="default, train"):
        job("elsewhere", queue="elsewhere")(lambda work: None)


def test_work_that_may_be_open_once_is_returned_while_it_is_open(database: Database, posted: Posted) -> None:
    ids = []
    for _ in range(2):
        with database.transaction() as session:
            ids.append(later(session, "greet", only_once="greet", name="Ada").id)
    assert ids[0] == ids[1]
    with database.transaction() as session:
        states.claim(session, ids[0], kind_of("greet"))
        states.finish(session, ids[0], 1, None)
    with database.transaction() as session:
        assert later(session, "greet", only_once="greet", name="Ada").id != ids[0]
    assert len(posted) == 2


def test_eight_who_ask_at_once_get_one_and_the_same_job(database: Database) -> None:
    together = threading.Barrier(8)
    ids: list[uuid.UUID] = []

    def ask() -> None:
        together.wait()
        with database.transaction() as session:
            ids.append(later(session, "greet", only_once="greet", name="Ada").id)

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(ids) == 8
    assert len(set(ids)) == 1
    assert count(database) == 1


@pytest.mark.parametrize("broker", ["redis://127.0.0.1:1/0", "amqp://guest:guest@127.0.0.1:1//"])
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_broker_that_is_down_neither_fails_nor_delays_the_request(
    database: Database, broker: str, tmp_path: Path
) -> None:
    settings = Settings(_env_file=None, data_dir=tmp_path, broker_url=broker)
    messenger = Messenger(settings)
    post_through(database, messenger.post)
    began = time.monotonic()
    for _ in range(20):
        with database.transaction() as session:
            later(session, "greet", name="Ada")
    assert time.monotonic() - began < 0.5
    assert count(database) == 20
    messenger.close()
    publisher = Publisher(settings)
    with pytest.raises(BrokerUnavailable):
        publisher.publish(uuid.uuid4(), "default")
    publisher.close()
