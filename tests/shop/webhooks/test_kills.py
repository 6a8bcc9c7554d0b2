"""kill -9 of who sends, in its midst: what was claimed or answered is told all the same, and the log adds up."""

import os
import signal
import traceback
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select
from starlette.testclient import TestClient

from modiste.shop.kit import clock, race
from modiste.shop.kit.db import Database
from modiste.shop.kit.fetch.fetcher import Fetcher
from modiste.shop.kit.fetch.settings import FetchSettings
from modiste.shop.kit.queue.models import Job
from modiste.shop.kit.settings import Settings
from modiste.shop.webhooks import jobs
from modiste.shop.webhooks.events import SoldOutData
from modiste.shop.webhooks.models import WebhookAttempt, WebhookDelivery
from modiste.shop.webhooks.telling import SEND, tell_systems
from tests.shop.webhooks.conftest import Clock, carry_out, send_test
from tests.shop.webhooks.receiver import Receiver

TOLD = 3


def killed_at(point: str, act: Callable[[], object]) -> int:
    """Do it in a forked process; the signal that ended it, or 0."""
    child = os.fork()
    if child == 0:
        status = 1
        try:
            race.arm(point)
            act()
            status = 0
        finally:  # whatever happens, this process must not come back into the test
            if status:
                traceback.print_exc()
            os._exit(status)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0, "the process failed"
    return os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0


@pytest.mark.parametrize("point", ["webhook-claimed", "webhook-answered"])
def test_a_kill_in_the_midst_of_sending_loses_nothing(
    point: str,
    owner: TestClient,
    webhook: Any,
    receiver: Receiver,
    database: Database,
    *,
    database_url: str,
    settings: Settings,
    send: Callable[[], int],
    moved: Clock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for _ in range(TOLD):
        send_test(owner, webhook)
    with database.reading() as session:
        first = session.scalars(select(Job.id).where(Job.name == SEND).order_by(Job.id)).all()[0]

    def work() -> None:
        monkeypatch.setattr(jobs, "shared_fetcher", lambda _url: Fetcher(FetchSettings(_env_file=None)))
        carry_out(Database(database_url), settings, first)

    assert killed_at(point, work) == signal.SIGKILL, f"{point} was never reached"
    heard_before = len(receiver.heard)
    with database.reading() as session:
        assert session.scalars(select(WebhookAttempt.id)).all() == []
        rows = session.scalars(select(WebhookDelivery)).all()
        assert {row.state for row in rows} == {"waiting"}
        claimed = [row.id for row in rows if row.next_at is not None and row.next_at > clock.now()]
    assert len(claimed) == 2
    moved.move(seconds=13)  # its lease has run out: the sweeper has it carried out again
    carry_out(database, settings, first)
    assert len(receiver.heard) == heard_before + 1, (
        "what was not claimed goes; what was claimed may be on its way still"
    )
    moved.move(seconds=10)
    assert send() == 2, "the job that the second attempt left for what the first had claimed"
    with database.reading() as session:
        assert {row.state for row in session.scalars(select(WebhookDelivery))} == {"delivered"}
        assert len(session.scalars(select(WebhookAttempt.id)).all()) == TOLD
    assert len({one.id for one in receiver.heard}) == TOLD
    twice = len(receiver.heard) - TOLD
    assert twice == (0 if point == "webhook-claimed" else heard_before) <= 2, "heard twice under the same id, if at all"


def test_what_was_told_before_a_kill_is_sent_and_what_was_not_committed_is_not(
    owner: TestClient,
    webhook: Any,
    receiver: Receiver,
    database: Database,
    send: Callable[[], int],
    *,
    database_url: str,
) -> None:
    said = SoldOutData(item_id=1, external_id="A-1", title="Wrap dress")

    def tell(commits: bool) -> None:
        with Database(database_url).transaction() as session:
            tell_systems(session, 1, "item.sold_out", lambda: said, about="item:1")
            if not commits:
                race.race_point("told")

    assert killed_at("told", lambda: tell(False)) == signal.SIGKILL
    assert killed_at("", lambda: tell(True)) == 0
    assert send() == 1
    assert receiver.events == ["item.sold_out"]
    assert uuid.UUID(receiver.heard[0].id.removeprefix("msg_"))
