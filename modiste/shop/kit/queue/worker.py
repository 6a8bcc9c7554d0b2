"""The worker: Celery takes messages and calls the runner; beside it a sweeper, a timetable and the leases' keeper."""

import os
import threading
import time
import uuid
import warnings

import structlog
from celery import Celery, signals
from celery.worker.consumer import Consumer as CeleryConsumer

from modiste.shop.kit.db import Database
from modiste.shop.kit.log import configure
from modiste.shop.kit.queue.broker import RUN, RUN_LONG, Messenger, celery_app, queue_name
from modiste.shop.kit.queue.caretaker import Caretaker, Plan
from modiste.shop.kit.queue.later import post_through
from modiste.shop.kit.queue.leases import Lease, LeaseKeeper
from modiste.shop.kit.queue.models import Job
from modiste.shop.kit.queue.registry import kind_of
from modiste.shop.kit.queue.runner import Runner, carry_out
from modiste.shop.kit.queue.states import is_held
from modiste.shop.kit.queue.work import Work
from modiste.shop.kit.settings import Settings
from modiste.shop.kit.supervisor import end_with_parent, start_vital

log = structlog.get_logger(__name__)
STATEMENT_TIMEOUT_MS = 60_000  # a job may ask more of the database than a request
STOP_SECONDS = 8.0  # running jobs may end by themselves for so long after SIGTERM; the supervisor's grace is 10 s


class Consumer(CeleryConsumer):  # type: ignore[misc]  # Celery ships no types
    """Celery's consumer without its delayed delivery, which declares 28 queues that no job of ours uses."""

    class Blueprint(CeleryConsumer.Blueprint):  # type: ignore[misc]
        default_steps = tuple(
            step for step in CeleryConsumer.Blueprint.default_steps if not step.endswith(":DelayedDelivery")
        )


def run(settings: Settings, plan: Plan) -> int:
    """Work until SIGTERM or SIGINT; returns the exit status. To be called in the main thread."""
    end_with_parent(STOP_SECONDS)
    configure(settings)
    warnings.filterwarnings("ignore", module="celery.platforms")  # about root and pickle; here messages are JSON
    concurrency = plan.concurrency or settings.worker_threads
    database = open_database(settings, connections=concurrency + 3)
    messenger, keeper = Messenger(settings), LeaseKeeper(database)
    post_through(database, messenger.post)
    runner = Runner(database, settings, keeper, plan.apart)
    stopping = threading.Event()
    start_vital("lease keeper", keeper.keep)
    start_vital("sweeper", Caretaker(database, settings, plan, runner, stopping).look_after)
    app = celery_app(settings, heartbeat=30)
    app.conf.worker_consumer = "modiste.shop.kit.queue.worker:Consumer"
    _register(app, runner)
    signals.worker_shutting_down.connect(lambda **_: _bound_the_stop(keeper), weak=False)
    worker = app.Worker(
        pool="threads",
        concurrency=concurrency,
        queues=[queue_name(settings, short) for short in plan.queues],
        loglevel="WARNING",
        quiet=True,
        without_gossip=True,
        without_mingle=True,
        without_heartbeat=True,
    )
    worker.start()
    stopping.set()
    keeper.stop()
    messenger.close()
    database.close()
    return int(worker.exitcode or 0)


def run_one(settings: Settings, job_id: uuid.UUID, attempt: int) -> None:
    """Carry out one attempt that a worker has claimed: the body of a process that does its job apart."""
    end_with_parent(0)
    configure(settings)
    database = open_database(settings, connections=2)
    with database.reading() as session:
        job = session.query(Job).where(is_held(job_id, attempt)).one_or_none()
    if job is not None:
        kind = kind_of(job.name)
        carry_out(Work(database, settings, Lease(job.id, attempt, kind.lease_seconds)), kind, job.arguments)
    database.close()


def open_database(settings: Settings, *, connections: int) -> Database:
    return Database(settings.resolved_database_url, connections=connections, statement_timeout_ms=STATEMENT_TIMEOUT_MS)


def _register(app: Celery, runner: Runner) -> None:
    def run_job(job_id: str) -> None:
        runner.run(uuid.UUID(job_id))

    app.task(run_job, name=RUN, shared=False)
    # RabbitMQ closes a channel whose message waits 30 minutes for its acknowledgement; the lease guards long work
    app.task(run_job, name=RUN_LONG, shared=False, acks_late=False)


def _bound_the_stop(keeper: LeaseKeeper) -> None:
    """Celery waits for running jobs without end; here they go back to the queue when the time is over."""

    def hand_back() -> None:
        time.sleep(STOP_SECONDS)
        try:
            log.warning("jobs handed back to the queue", count=keeper.hand_back())
        finally:
            os._exit(0)

    threading.Thread(target=hand_back, name="stop", daemon=True).start()
