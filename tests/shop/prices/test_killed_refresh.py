"""A worker killed again and again in a refresh of 500 items: no alert lost or doubled, and the history is exact.

It is compared with the same refresh where nobody was killed, and with what the prices of this test must fire.
"""

import email
import json
import shutil
import time
from collections import Counter
from collections.abc import Callable, Iterator
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select, update

from modiste.matching.same_product import Matcher
from modiste.shop.accounts.models import User
from modiste.shop.catalogue.models import Item
from modiste.shop.kit import clock
from modiste.shop.kit.cache import Cache
from modiste.shop.kit.db import Database
from modiste.shop.kit.fetch.apart import ParserPool
from modiste.shop.kit.fetch.fetcher import Fetcher
from modiste.shop.kit.fetch.settings import FetchSettings
from modiste.shop.kit.queue.later import later
from modiste.shop.kit.queue.models import Job
from modiste.shop.kit.settings import Settings
from modiste.shop.notifications.models import Delivery, Notification
from modiste.shop.prices import jobs, refreshing
from modiste.shop.prices.comparing import Comparer
from modiste.shop.prices.models import PriceCheck
from modiste.shop.prices.settings import PriceSettings
from modiste.shop.prices.vendors.json_api import JsonApi, JsonShop
from tests.shop.brokers import RABBITMQ, broker_settings
from tests.shop.prices.street import Stall, Street
from tests.shop.prices.turns import PERIOD, Story, furnish, offer_after, shop_in, story, turn_of, watchers_of
from tests.shop.prices.worker import start_worker

ITEMS = 500
KILLED_AT = (0.1, 0.3, 0.5, 0.7)  # shares of the items; the job's fifth attempt is its last


@pytest.fixture(scope="module")
def busy_street() -> Iterator[Street]:
    """A shop with 500 new prices."""
    street = Street()
    street.stalls["one"] = Stall([offer_after(number) for number in range(ITEMS)], searches=True)
    with street.open() as opened:
        yield opened


@pytest.fixture(scope="module")
def undisturbed(busy_street: Street, sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Story:
    """What a refresh of each kind of item comes to in a process that nobody kills."""
    file = tmp_path_factory.mktemp("undisturbed") / "modiste.sqlite3"
    shutil.copy(sqlite_template, file)
    database = Database(f"sqlite:///{file}")
    furnish(database, PERIOD)
    address = f"127.0.0.1:{busy_street.port}"
    fetcher = Fetcher(FetchSettings(_env_file=None, allowed_hosts=[address], ports=[busy_street.port]))
    vendors = [JsonApi(JsonShop(**shop_in(busy_street)))]
    settings = PriceSettings(_env_file=None)
    comparer = Comparer(vendors, fetcher, ParserPool(children=1), Matcher.load, cache=Cache(), settings=settings)
    began_at = clock.now()
    with database.reading() as session:
        item_ids = list(session.scalars(select(Item.id)))
    for item_id in item_ids:
        refreshing.ask_anew(database, comparer, item_id, seconds=settings.refresh_seconds)
    comparer.close()
    told = story(database, since=began_at)
    database.close()
    return told


@pytest.fixture
def settings(request: pytest.FixtureRequest, database_url: str, tmp_path: Path) -> Iterator[Settings]:
    with broker_settings(request.param, database_url, tmp_path) as made:
        yield made


@pytest.fixture
def start(settings: Settings, busy_street: Street) -> Iterator[Callable[[], BaseProcess]]:
    """Starts workers as `modiste work` does, which all end with the test."""
    environment = settings.as_environment() | {
        "MODISTE_JSON_SHOPS": json.dumps([shop_in(busy_street)]),
        "MODISTE_FETCH_ALLOWED_HOSTS": f"127.0.0.1:{busy_street.port}",
    }
    started: list[BaseProcess] = []

    def start_one() -> BaseProcess:
        started.append(start_worker(environment))
        return started[-1]

    yield start_one
    for worker in started:
        kill(worker)


@pytest.mark.slow
@pytest.mark.timeout(300)  # ten workers and a thousand items, on machines that do other things too
@pytest.mark.parametrize(
    ("database_url", "settings"),
    [("sqlite", ""), ("postgresql", RABBITMQ)],
    indirect=True,
    ids=["SQLite and files", "PostgreSQL and RabbitMQ"],
)
def test_a_worker_killed_in_a_refresh_of_500_items_loses_and_doubles_no_price_and_no_alert(
    database: Database, settings: Settings, start: Callable[[], BaseProcess], undisturbed: Story
) -> None:
    furnish(database, ITEMS)
    began_at = clock.now()
    with database.transaction() as session:
        job_id = later(session, jobs.refresh_due_offers).id
    worker = start()
    for share in KILLED_AT:
        wait_until(lambda share=share: checked(database) > share * ITEMS)  # type: ignore[misc]
        kill(worker)
        assert open_jobs(database, Job.id == job_id) == 1, "the refresh was over: the kill proves nothing"
        end_leases(database)
        worker = start()
    wait_until(lambda: open_jobs(database) == 0)
    with database.reading() as session:
        done = session.get_one(Job, job_id)
        assert (done.state, done.attempt) == ("done", len(KILLED_AT) + 1)
    assert story(database, since=began_at) == {number: undisturbed[number % PERIOD] for number in range(ITEMS)}
    assert_each_crossing_was_told_once(database, settings.data_dir / "mail")


def assert_each_crossing_was_told_once(database: Database, mails: Path) -> None:
    """One row of the inbox, one delivery that went, and one mail, for each crossing and for nothing else."""
    crossings = {
        (f"shopper{place}@example.com", f"Linen shirt {number:03}")
        for number in range(ITEMS)
        if turn_of(number).crosses
        for place in watchers_of(number)
    }
    assert len(crossings) >= ITEMS * 0.4
    with database.reading() as session:
        to_whom = select(User.email, Notification.title).join(User, User.id == Notification.user_id)
        inbox = Counter((address, title[: len("Linen shirt 000")]) for address, title in session.execute(to_whom))
        sent = Counter(session.scalars(select(Delivery.notification_id).where(Delivery.state == "sent")))
        assert session.scalar(select(func.count()).select_from(Delivery)) == len(crossings)
    written = [email.message_from_bytes(file.read_bytes()) for file in mails.glob("*.eml")]
    mailed = Counter((mail["To"], mail["Subject"][: len("Linen shirt 000")]) for mail in written)
    once = dict.fromkeys(crossings, 1)
    assert inbox == once
    assert mailed == once
    assert set(sent.values()) == {1}
    assert len(sent) == len(crossings)


def checked(database: Database) -> int:
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(PriceCheck)) or 0


def open_jobs(database: Database, *where: Any) -> int:
    with database.reading() as session:
        return session.scalars(select(func.count(Job.id)).where(Job.state.in_(("queued", "running")), *where)).one()


def kill(worker: BaseProcess) -> None:
    """kill -9."""
    worker.kill()
    worker.join()


def end_leases(database: Database) -> None:
    """Not to wait until those of a dead worker run out."""
    with database.transaction() as session:
        session.execute(update(Job).where(Job.state == "running").values(lease_until=clock.now()))


def wait_until(is_so: Callable[[], bool], seconds: float = 60) -> None:
    until = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < until, "waited in vain"
        time.sleep(0.02)
