"""One ask at a time for each thing, and only so many at once: who comes second takes what the first one got."""

import contextlib
import threading
import time
import uuid
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, TypeVar

from modiste.shop.kit.redis import RedisAway, Remote

T = TypeVar("T")

LOOK_AGAIN = 0.02  # seconds between two looks whether another process is done
GIVE_BACK = "if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end return 0"


class Flights:
    """What is being asked at this moment, by key: in this process, and with Redis in all of them.

    Shoppers who wait hold a thread each, so only `most` may in one process; the others are told to come back.
    """

    def __init__(self, most: int, remote: Remote | None = None) -> None:
        self._most, self._remote = most, remote
        self._under_way: dict[str, Future[Any]] = {}
        self._lock = threading.Lock()

    def join(self, key: str, ask: Callable[[], T], *, seconds: float) -> T | None:
        """What `ask` gives, whoever called it; None when too many wait, or the one under way outlasts `seconds`.

        `ask` first looks whether the answer is known by now: another process may have found it since the caller looked.
        """
        with self._lock:
            known = self._under_way.get(key)
            if known is None and len(self._under_way) >= self._most:
                return None
            flight = known or self._under_way.setdefault(key, Future())
        if known is not None:
            return self._await(known, seconds)
        try:
            flight.set_result(self._ask_alone(key, ask, seconds))
        except BaseException as error:
            flight.set_exception(error)
            raise
        finally:
            with self._lock:
                del self._under_way[key]
        result: T | None = flight.result()
        return result

    def _await(self, flight: Future[T], seconds: float) -> T | None:
        try:
            return flight.result(timeout=seconds)
        except TimeoutError:
            return None

    def _ask_alone(self, key: str, ask: Callable[[], T], seconds: float) -> T | None:
        """What `ask` gives, called while no other process asks the same; a process that dies holds up nobody longer."""
        if self._remote is None:
            return ask()
        remote, lease, mine = self._remote, f"flight:{key}", uuid.uuid4().hex
        until = time.monotonic() + seconds
        try:
            while not remote.ask(lambda client: client.set(lease, mine, nx=True, px=round(seconds * 1000))):
                if time.monotonic() > until:
                    return None
                time.sleep(LOOK_AGAIN)
        except RedisAway:  # then each process asks for itself
            return ask()
        try:
            return ask()
        finally:
            with contextlib.suppress(RedisAway):  # it ends by itself
                remote.ask(lambda client: client.eval(GIVE_BACK, 1, lease, mine))
