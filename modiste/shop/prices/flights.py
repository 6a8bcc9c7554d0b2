"""One ask at a time for each thing, and only so many at once: who comes second takes what the first one got."""

import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, TypeVar

T = TypeVar("T")


class Flights:
    """What is being asked at this moment in this process, by key.

    Shoppers who wait hold a thread each, so only `most` may; the others are told to come back.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._under_way: dict[str, Future[Any]] = {}
        self._lock = threading.Lock()

    def join(self, key: str, ask: Callable[[], T], *, seconds: float) -> T | None:
        """What `ask` gives, whoever called it; None when too many wait, or the one under way outlasts `seconds`."""
        with self._lock:
            known = self._under_way.get(key)
            if known is None and len(self._under_way) >= self._most:
                return None
            flight = known or self._under_way.setdefault(key, Future())
        if known is not None:
            return self._await(known, seconds)
        try:
            flight.set_result(ask())
        except BaseException as error:
            flight.set_exception(error)
            raise
        finally:
            with self._lock:
                del self._under_way[key]
        result: T = flight.result()
        return result

    def _await(self, flight: Future[T], seconds: float) -> T | None:
        try:
            return flight.result(timeout=seconds)
        except TimeoutError:
            return None
