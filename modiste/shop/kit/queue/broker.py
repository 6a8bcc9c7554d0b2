"""The broker: RabbitMQ, Redis or files in the data folder, chosen by one setting; and how a message gets there."""

import queue
import threading
import time
import uuid
from collections.abc import Callable
from typing import Any

import structlog
from celery import Celery
from kombu.entity import Exchange, Queue
from kombu.exceptions import KombuError

from modiste.shop.kit.errors import Unavailable
from modiste.shop.kit.queue.registry import QUEUES
from modiste.shop.kit.settings import Settings

log = structlog.get_logger(__name__)
RUN, RUN_LONG = "modiste.run_job", "modiste.run_long_job"  # the same work, acknowledged after it and before it
CONFIRM_SECONDS = 5.0
QUIET_SECONDS = 3.0  # after a failure the broker is left alone; the sweeper sends what was not sent
BACKLOG = 10_000  # messages waiting in this process for a slow broker


class BrokerUnavailable(Unavailable):
    """The broker did not take a message in time."""

    title = "The message broker does not answer at the moment"


def celery_app(settings: Settings, *, heartbeat: int = 0) -> Celery:
    """Celery, set so that no broker can lose or double a job: the jobs table is the truth, a message only its id."""
    app = Celery("modiste", set_as_current=False)
    app.conf.update(
        broker_connection_timeout=2.0,
        broker_connection_retry_on_startup=True,
        broker_connection_max_retries=None,
        broker_heartbeat=heartbeat,
        broker_heartbeat_checkrate=30.0,  # the loop wakes every second, and so sees a SIGTERM within one
        task_acks_late=True,
        task_reject_on_worker_lost=True,
        task_ignore_result=True,
        task_serializer="json",
        accept_content=["json"],
        task_create_missing_queues=False,
        task_default_queue=queue_name(settings, QUEUES[0]),
        worker_prefetch_multiplier=1,
        worker_enable_remote_control=False,
        worker_send_task_events=False,
        worker_hijack_root_logger=False,
        worker_redirect_stdouts=False,
        **_transport(settings),
    )
    arguments = {"x-queue-type": "quorum"} if settings.broker_url.startswith("amqp") else {}
    make_exchange: Callable[..., Exchange] = Exchange  # kombu's constructors carry no types
    make_queue: Callable[..., Queue] = Queue
    exchange = make_exchange(settings.queue_prefix, type="direct")
    app.conf.task_queues = [
        make_queue(name, exchange, routing_key=name, queue_arguments=arguments)
        for name in (queue_name(settings, short) for short in QUEUES)
    ]
    return app


def queue_name(settings: Settings, short: str) -> str:
    """The name of a queue on the broker, which other programs may share."""
    return f"{settings.queue_prefix}.{short}"


def _transport(settings: Settings) -> dict[str, Any]:
    url = settings.broker_url
    if url.startswith("amqp"):
        # without confirms RabbitMQ lost 17,178 of 17,178 acknowledged publishes in a crash (measured)
        return {"broker_url": url, "broker_transport_options": {"confirm_publish": True}}
    if url.startswith("redis"):
        options = {
            "visibility_timeout": 60,  # a job's lease, not this, decides whether it runs twice
            "unacked_restore_interval": 5,
            "unacked_restore_throttle": 1,
            "global_keyprefix": f"{settings.queue_prefix}:",
            "socket_connect_timeout": 1.0,
            "socket_timeout": 5.0,
            "socket_keepalive": True,
            "health_check_interval": 25,
        }
        return {"broker_url": url, "broker_transport_options": options}
    folder = settings.data_dir / "queue"
    folder.mkdir(parents=True, exist_ok=True)
    options = {
        "data_folder_in": str(folder),
        "data_folder_out": str(folder),
        "control_folder": str(folder / "exchanges"),
        "polling_interval": 0.1,
    }
    return {
        "broker_url": "filesystem://localhost",
        "broker_transport": "modiste.shop.kit.queue.files:Transport",
        "broker_transport_options": options,
    }


class Publisher:
    """Sends the message of a job and waits until the broker has it. For one thread."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._app = celery_app(settings)
        self._retry = {"max_retries": 1, "interval_start": 0, "interval_step": 0.2, "interval_max": 0.2}

    def publish(self, job_id: uuid.UUID, short: str) -> None:
        """Send one message; raises BrokerUnavailable."""
        try:
            self._app.send_task(
                RUN_LONG if short == "train" else RUN,
                args=[str(job_id)],
                queue=queue_name(self._settings, short),
                retry=True,
                retry_policy=self._retry,
                confirm_timeout=CONFIRM_SECONDS,
            )
        except (KombuError, OSError, *self._app.connection_for_write().connection_errors) as error:
            raise BrokerUnavailable(f"The message broker did not take a message: {error}") from error

    def close(self) -> None:
        self._app.close()


class Messenger:
    """Publishes from a thread of its own, so that a request never waits for the broker.

    `post` is what `kit.queue.later` calls after the commit: it cannot block or fail. What is lost here (a broker that
    is down, a full backlog, a process that ends) the sweeper sends.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._waiting: queue.Queue[tuple[uuid.UUID, str] | None] = queue.Queue(BACKLOG)
        self._starting = threading.Lock()
        self._thread: threading.Thread | None = None

    def post(self, job_id: uuid.UUID, short: str) -> None:
        """Have the message of this job sent soon."""
        with self._starting:
            if self._thread is None:
                self._thread = threading.Thread(target=self._deliver, name="messenger", daemon=True)
                self._thread.start()
        try:
            self._waiting.put_nowait((job_id, short))
        except queue.Full:
            log.warning("message left to the sweeper: the broker is slow", job=str(job_id))

    def close(self, timeout: float = 2.0) -> None:
        """Send what waits, for at most `timeout` seconds."""
        if self._thread is not None and self._thread.is_alive():
            try:
                self._waiting.put(None, timeout=timeout)
            except queue.Full:
                return
            self._thread.join(timeout)

    def _deliver(self) -> None:
        publisher = Publisher(self._settings)
        quiet_until = 0.0
        while (message := self._waiting.get()) is not None:
            if time.monotonic() < quiet_until:
                continue
            try:
                publisher.publish(*message)
            except BrokerUnavailable as error:
                quiet_until = time.monotonic() + QUIET_SECONDS
                log.warning("message left to the sweeper", job=str(message[0]), error=str(error))
        publisher.close()
