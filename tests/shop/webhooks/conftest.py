"""A boutique with a receiver on loopback, a shopper, a dress, and the job that sends, carried out by the test."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select, update
from starlette.testclient import TestClient

from modiste.shop.kit import clock
from modiste.shop.kit.db import Database
from modiste.shop.kit.fetch.fetcher import Fetcher
from modiste.shop.kit.fetch.settings import FetchSettings
from modiste.shop.kit.fetch.tally import Rules
from modiste.shop.kit.queue import states
from modiste.shop.kit.queue.leases import Lease
from modiste.shop.kit.queue.models import Job
from modiste.shop.kit.queue.registry import kind_of
from modiste.shop.kit.queue.work import Work
from modiste.shop.kit.settings import Settings
from modiste.shop.webhooks import jobs
from modiste.shop.webhooks.events import EVENTS
from modiste.shop.webhooks.telling import SEND
from tests.shop.cart.conftest import dress  # noqa: F401 - fixture
from tests.shop.orders.shop import own
from tests.shop.swipes.conftest import shopper, shopper_id  # noqa: F401 - fixtures
from tests.shop.webhooks.receiver import Receiver

WEBHOOKS = "boutiques/me/webhooks"


@pytest.fixture
def receiver(monkeypatch: pytest.MonkeyPatch) -> Iterator[Receiver]:
    """A receiver that the operator lets through, though it is on this machine."""
    opened = Receiver()
    monkeypatch.setenv("MODISTE_FETCH_ALLOWED_HOSTS", opened.host)
    yield opened
    opened.close()


@pytest.fixture
def other_receiver(receiver: Receiver, monkeypatch: pytest.MonkeyPatch) -> Iterator[Receiver]:
    opened = Receiver()
    monkeypatch.setenv("MODISTE_FETCH_ALLOWED_HOSTS", f"{receiver.host},{opened.host}")
    yield opened
    opened.close()


@pytest.fixture(autouse=True)
def fetchers(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Connections of the test's own, which no failure pauses: clocks are moved here, the breaker's is not."""
    opened: list[Fetcher] = []

    def open_one(_redis_url: str) -> Fetcher:
        if not opened:
            opened.append(Fetcher(FetchSettings(_env_file=None), rules=Rules(strikes=10_000)))
        return opened[0]

    monkeypatch.setattr(jobs, "shared_fetcher", open_one)
    yield
    for one in opened:
        one.close()


@pytest.fixture
def owner(sign_in: Callable[..., TestClient], dress: int, database: Database) -> TestClient:  # noqa: F811
    return own(database, sign_in("boutique"))


@pytest.fixture
def webhook(owner: TestClient, receiver: Receiver) -> Any:
    """An address that is told of everything."""
    return add(owner, receiver.url)


def add(owner: TestClient, url: str, *events: str) -> Any:
    """A webhook that was added."""
    answer = owner.post(WEBHOOKS, json={"url": url, "events": list(events or EVENTS)})
    assert answer.status_code == 201, answer.text
    return answer.json()


def send_test(owner: TestClient, webhook: Any) -> Any:
    """The delivery of a message that says nothing, which waits now."""
    answer = owner.post(f"{WEBHOOKS}/{webhook['id']}/test")
    assert answer.status_code == 202, answer.text
    return answer.json()


def delivery(owner: TestClient, webhook: Any, known: Any) -> Any:
    """A delivery as it is now."""
    return owner.get(f"{WEBHOOKS}/{webhook['id']}/deliveries/{known['id']}").json()


@pytest.fixture
def send(database: Database, settings: Settings) -> Callable[[], int]:
    """Does what a worker does now: carries out every job that is due and sends; returns how many attempts were made."""

    def send_due() -> int:
        with database.reading() as session:
            due = select(Job.id).where(Job.name == SEND, Job.state == "queued", Job.due_at <= clock.now())
            ids = session.scalars(due.order_by(Job.id)).all()
        return sum(carry_out(database, settings, job_id)["sent"] for job_id in ids)

    return send_due


def carry_out(database: Database, settings: Settings, job_id: Any) -> Any:
    """One attempt of a job, as the runner makes it."""
    with database.transaction() as session:
        row = session.get_one(Job, job_id)
        claimed = states.claim(session, job_id, kind_of(row.name))
        assert claimed is not None
        attempt, name, arguments = claimed.attempt, claimed.name, claimed.arguments
    kind = kind_of(name)
    result = kind.do(Work(database, settings, Lease(job_id, attempt, kind.lease_seconds)), **arguments)
    with database.transaction() as session:
        assert states.finish(session, job_id, attempt, result)
    return result


class Clock:
    """The shop's clock, which tests move on."""

    def __init__(self) -> None:
        self.moved = timedelta()
        self._now = clock.now

    def now(self) -> datetime:
        return self._now() + self.moved

    def move(self, **by: float) -> None:
        self.moved += timedelta(**by)


@pytest.fixture
def moved(monkeypatch: pytest.MonkeyPatch, database: Database) -> Clock:
    """A clock that can be moved; who is signed in stays so."""
    made = Clock()
    monkeypatch.setattr(clock, "now", made.now)
    return made


def forget_jobs(database: Database) -> None:
    """As if every message to the workers and every job were lost."""
    with database.transaction() as session:
        session.execute(update(Job).where(Job.name == SEND).values(state="cancelled"))
