"""The jobs of webhooks: sending what waits, and forgetting what was told long ago.

All that waits is sent by one job at a time, over many sockets at once, and of each address only a few: slow systems
hold up neither each other nor the shop's other work.
"""

import atexit
import time
import uuid
from collections import Counter
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from modiste.shop.kit import clock
from modiste.shop.kit.fetch.fetcher import Fetcher
from modiste.shop.kit.fetch.settings import FetchSettings
from modiste.shop.kit.queue.later import later
from modiste.shop.kit.queue.models import Job, JobState
from modiste.shop.kit.queue.registry import job
from modiste.shop.kit.queue.work import Work
from modiste.shop.kit.race import race_point
from modiste.shop.kit.redis import Remote
from modiste.shop.webhooks import sending, telling
from modiste.shop.webhooks.posting import post_letter
from modiste.shop.webhooks.sending import Letter, Outcome

SOCKETS = 32
RUN_SECONDS = 60.0  # then another job goes on
LOOK_SECONDS = 0.25  # how soon what was told meanwhile is sent too


@job(telling.SEND, attempts=20)
def send_webhooks(work: Work) -> dict[str, Any]:
    """Send all that is due, unless another job is doing that: it will come upon what this one was asked for."""
    with work.database.reading() as session:
        if _is_another_sending(session, work):
            return {"sent": 0}
    sender = Sender(work, shared_fetcher(work.settings.redis_url))
    sender.send_all()
    with work.transaction() as session:
        due = sending.next_due(session)
        if due is not None and (clock.is_past(due) or work.attempt > 1):  # what a dead attempt had claimed
            later(session, telling.SEND, due_at=due)
    return {"sent": sender.sent}


@job("forget_old_messages")
def forget_old_messages(work: Work) -> dict[str, Any]:
    """Delete what boutiques' systems were told a month ago."""
    with work.transaction() as session:
        return {"forgotten": telling.forget_old_messages(session)}


@cache
def shared_fetcher(redis_url: str) -> Fetcher:
    """The connections of a worker to boutiques' systems: none of those that vendors are asked by."""
    fetcher = Fetcher(FetchSettings(), Remote(redis_url) if redis_url else None)
    atexit.register(fetcher.close)
    return fetcher


class Sender:
    """Sends what is due until nothing is, or for a minute. Only this thread asks the database; the others wait for
    answers, while no transaction is open."""

    def __init__(self, work: Work, fetcher: Fetcher) -> None:
        self._work, self._fetcher = work, fetcher
        self._under_way: dict[Future[Outcome], Letter] = {}
        self.sent = 0

    def send_all(self) -> None:
        """Returns when nothing is due or on its way; raises Stopped when another attempt has taken over."""
        until = time.monotonic() + RUN_SECONDS
        pool = ThreadPoolExecutor(SOCKETS, thread_name_prefix="webhooks")
        try:
            while True:
                self._work.go_on()
                if time.monotonic() < until:
                    self._begin(pool)
                if not self._under_way:
                    return
                done, _ = wait(self._under_way, LOOK_SECONDS, FIRST_COMPLETED)
                self._end(done)
        finally:
            pool.shutdown(wait=False, cancel_futures=True)

    def _begin(self, pool: ThreadPoolExecutor) -> None:
        """Claim what is due and may be sent now, and send it."""
        counts = Counter(letter.endpoint_id for letter in self._under_way.values())
        room = SOCKETS - len(self._under_way)
        if room == 0 or not self._is_due(counts):
            return
        with self._work.transaction() as session:
            key = self._work.settings.signing_key
            letters = sending.claim_letters(session, key, most=room, under_way=counts)
        race_point("webhook-claimed")
        for letter in letters:
            self._under_way[pool.submit(post_letter, self._fetcher, letter)] = letter

    def _end(self, done: set[Future[Outcome]]) -> None:
        """Write what came of these."""
        if not done:
            return
        race_point("webhook-answered")
        outcomes = [(self._under_way.pop(future), future.result()) for future in done]
        with self._work.transaction() as session:
            for letter, outcome in sorted(outcomes, key=lambda one: one[0].endpoint_id):  # one order of locks
                sending.write_outcome(session, letter, outcome)
        self.sent += len(outcomes)

    def _is_due(self, counts: Counter[uuid.UUID]) -> bool:
        with self._work.database.reading() as session:
            due = sending.next_due(session, under_way=counts)
        return due is not None and clock.is_past(due)


def _is_another_sending(session: Session, work: Work) -> bool:
    """Whether a job that began earlier sends already: of several, exactly one goes on."""
    mine = session.get(Job, work.job_id)
    began: datetime = mine.started_at if mine is not None and mine.started_at is not None else clock.now()
    earlier = or_(Job.started_at < began, (Job.started_at == began) & (Job.id < work.job_id))
    alive = (Job.name == telling.SEND, Job.state == JobState.RUNNING, Job.lease_until > clock.now())
    return session.scalar(select(Job.id).where(*alive, earlier).limit(1)) is not None
