"""The brokers that the tests use when they run, and the removal of what a test left on them."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import redis
from kombu import Connection

from modiste.shop.kit.queue.broker import queue_name
from modiste.shop.kit.queue.registry import QUEUES
from modiste.shop.kit.settings import Settings
from tests.conftest import skip_or_fail

REDIS, RABBITMQ = "redis://127.0.0.1:6379/8", "amqp://guest:guest@127.0.0.1:5672//"


def remove_queues(settings: Settings) -> None:
    """Remove the queues of these settings; the test is skipped, or fails, where their broker does not run."""
    if settings.broker_url == REDIS:
        server = redis.Redis.from_url(REDIS)
        try:
            for key in server.scan_iter(f"{settings.queue_prefix}:*"):
                server.delete(key)
        except redis.ConnectionError:
            skip_or_fail("no Redis on 127.0.0.1:6379")
        finally:
            server.close()
    if settings.broker_url == RABBITMQ:
        try:
            with Connection(RABBITMQ, connect_timeout=2) as connection, connection.channel() as channel:
                for short in QUEUES:
                    channel.queue_delete(queue_name(settings, short))
                channel.exchange_delete(settings.queue_prefix)
        except OSError:
            skip_or_fail("no RabbitMQ on 127.0.0.1:5672 that lets guest in")


@contextmanager
def broker_settings(broker_url: str, database_url: str, folder: Path) -> Iterator[Settings]:
    """Settings with queues of their own on that broker, swept every 0.2 s; the queues are removed afterwards."""
    made = Settings(
        _env_file=None,
        database_url=database_url,
        data_dir=folder,
        broker_url=broker_url,
        queue_prefix=f"modiste-test-{uuid.uuid4().hex[:8]}",
        queue_sweep_seconds=0.2,
        queue_republish_seconds=1.0,
    )
    remove_queues(made)
    yield made
    remove_queues(made)
