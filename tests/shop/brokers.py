"""The brokers that the tests use when they run, and the removal of what a test left on them."""

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
