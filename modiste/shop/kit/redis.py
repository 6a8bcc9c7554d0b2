"""Redis behind a breaker: asked quickly or not at all, because nothing in it is the truth."""

import threading
import time
from collections.abc import Callable
from typing import Any, TypeVar

import redis
import structlog
from redis.backoff import NoBackoff
from redis.retry import Retry

from modiste.shop.kit.errors import Unavailable

T = TypeVar("T")
Client = Any  # redis-py's own types say "value or awaitable" for every command

TIMEOUT = 0.2  # seconds for a connection and for an answer
PAUSE = 5.0  # seconds without Redis after a failure
log = structlog.get_logger(__name__)


class RedisAway(Unavailable):
    """Redis does not answer; the caller goes on without it."""


class Remote:
    """One Redis. After a failure everyone does without it, and one caller every few seconds tries again."""

    def __init__(self, url: str, *, pause: float = PAUSE) -> None:
        self._client: Client = redis.Redis.from_url(
            url,
            socket_timeout=TIMEOUT,
            socket_connect_timeout=TIMEOUT,
            retry=Retry(NoBackoff(), 0),
            max_connections=64,
        )
        self._pause = pause
        self._lock = threading.Lock()
        self._closed_until = 0.0
        self._is_down = False

    def ask(self, act: Callable[[Client], T]) -> T:
        """What `act` gets from Redis; raises RedisAway at once while it is down."""
        if self._is_down and not self._may_try():
            raise RedisAway
        try:
            answer = act(self._client)
        except redis.ResponseError as error:  # it lives, but does not like this key: no reason to shun it
            raise RedisAway from error
        except (redis.RedisError, OSError) as error:
            self._note_failure(error)
            raise RedisAway from error
        if self._is_down:
            self._is_down = False
            log.info("redis is back")
        return answer

    def distrust(self) -> None:
        """Drop all connections: an answer belonged to another question."""
        self._client.connection_pool.disconnect()

    def close(self) -> None:
        self._client.close()

    def _may_try(self) -> bool:
        with self._lock:
            if time.monotonic() < self._closed_until:
                return False
            self._closed_until = time.monotonic() + self._pause
            return True

    def _note_failure(self, error: Exception) -> None:
        with self._lock:
            if not self._is_down:
                log.warning("redis is away; going on without it", error=type(error).__name__)
            self._is_down = True
            self._closed_until = time.monotonic() + self._pause
        # The idle connections died with it; each would fail once more, and open the breaker again, after its return.
        self._client.connection_pool.disconnect(inuse_connections=False)
