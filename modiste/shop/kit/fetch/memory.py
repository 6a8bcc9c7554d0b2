"""What was found out there, remembered: asked by one at a time, shown old rather than late, failures kept too."""

import contextlib
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from concurrent.futures import TimeoutError as TooLate
from dataclasses import dataclass
from typing import Any

import structlog

from modiste.shop.kit.cache import Cache, Json
from modiste.shop.kit.errors import Unavailable
from modiste.shop.kit.fetch.base import FailureKind, FetchFailed
from modiste.shop.kit.redis import RedisAway, Remote

LONGEST_MAKING = 20.0  # seconds after which another process may make the value too: the first one is dead or stuck
LOOK_AGAIN = 0.02  # seconds between two looks whether another process is done
MOST_REFRESHING = 8  # values made anew in the background at once
UNLOCK = "if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end return 0"

Make = Callable[[], Json]
log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class _Ages:
    fresh: float
    stale: float
    negative: float


class Remembered:
    """JSON values that are dear to make, in Redis when it is configured and in this process otherwise."""

    def __init__(self, remote: Remote | None = None, *, longest_making: float = LONGEST_MAKING) -> None:
        self._remote, self._cache, self._longest_making = remote, Cache(remote), longest_making
        self._making: dict[str, Future[Json]] = {}
        self._refreshing = 0
        self._lock = threading.Lock()

    def get(self, key: str, make: Make, *, fresh: float, stale: float, negative: float) -> Json:
        """The value of `key`, made by one caller while the others wait for it.

        For `fresh` seconds it is given as it is; for `stale` seconds more it is given at once and made anew behind the
        caller's back. A FetchFailed of `make` is raised again for `negative` seconds, unless an older value is at hand.
        """
        ages = _Ages(fresh, stale, negative)
        held = self._held(key)
        if held is None:
            return self._make_once(key, make, ages)
        if held["fresh_until"] <= time.time():
            self._refresh_behind(key, make, ages)
        return _opened(held)

    def forget(self, *keys: str) -> None:
        """Ask anew next time."""
        self._cache.delete(*keys)

    def _held(self, key: str) -> dict[str, Any] | None:
        held = self._cache.get(key)
        is_ours = isinstance(held, dict) and isinstance(held.get("fresh_until"), int | float)
        return held if is_ours else None

    def _make_once(self, key: str, make: Make, ages: _Ages) -> Json:
        """The value of `key`, whether this thread makes it, another one, or another process."""
        future, is_mine = self._join(key)
        if not is_mine:
            try:
                return future.result(2 * self._longest_making)
            except TooLate as error:
                raise FetchFailed(FailureKind.TIMEOUT, "The other shops took too long.") from error
        try:
            with self._alone(key) as is_alone:
                held = None if is_alone else self._held(key)
                value = self._make(key, make, ages) if held is None else _opened(held)
        except BaseException as error:
            future.set_exception(error)
            raise
        else:
            future.set_result(value)
            return value
        finally:
            self._part(key)

    def _make(self, key: str, make: Make, ages: _Ages) -> Json:
        try:
            value = make()
        except FetchFailed as failure:
            told = {
                "kind": failure.kind,
                "detail": failure.detail,
                "retry_after": failure.retry_after,
                "status": failure.status,
            }
            if ages.negative > 0 and (held := self._held(key)) is None:
                self._keep(key, {"failure": told}, ages.negative, 0.0)
            elif ages.negative > 0 and held is not None and "value" in held:
                # Tried in vain: the old value stays as long as it was meant to, and is not tried again at once.
                left = max(held["gone_at"] - time.time(), 1.0)
                self._keep(key, {"value": held["value"]}, min(ages.negative, left), max(left - ages.negative, 0.0))
            raise
        self._keep(key, {"value": value}, ages.fresh, ages.stale)
        return value

    def _keep(self, key: str, content: dict[str, Json], fresh: float, stale: float) -> None:
        now = time.time()
        seconds = max(1, round(fresh + stale + 0.5))
        self._cache.set(key, content | {"fresh_until": now + fresh, "gone_at": now + fresh + stale}, seconds=seconds)

    def _refresh_behind(self, key: str, make: Make, ages: _Ages) -> None:
        with self._lock:
            if key in self._making or self._refreshing >= MOST_REFRESHING:
                return
            self._refreshing += 1
        threading.Thread(target=self._refresh, args=(key, make, ages), name="refresh", daemon=True).start()

    def _refresh(self, key: str, make: Make, ages: _Ages) -> None:
        future, is_mine = self._join(key)
        try:
            if is_mine and self._is_stale(key):
                with self._claimed(key) as is_claimed:
                    if is_claimed:
                        self._make(key, make, ages)
        except Unavailable as failure:
            log.info("could not be made anew; the old value stays", kind=type(failure).__name__)
        finally:
            if is_mine:
                self._part(key)
                self._settle(future, key)
            with self._lock:
                self._refreshing -= 1

    def _settle(self, future: Future[Json], key: str) -> None:
        """Whoever joined a refresh (the value had gone meanwhile) gets what there is now."""
        held = self._held(key)
        if held is not None and "value" in held:
            future.set_result(held["value"])
        else:
            future.set_exception(FetchFailed(FailureKind.UNREACHABLE, "The other shops could not be asked."))

    def _is_stale(self, key: str) -> bool:
        held = self._held(key)
        return held is None or held["fresh_until"] <= time.time()

    def _join(self, key: str) -> tuple[Future[Json], bool]:
        with self._lock:
            future = self._making.get(key)
            if future is not None:
                return future, False
            future = self._making[key] = Future()
            return future, True

    def _part(self, key: str) -> None:
        with self._lock:
            self._making.pop(key, None)

    @contextlib.contextmanager
    def _alone(self, key: str) -> Iterator[bool]:
        """Wait until no other process makes `key`; False if one did meanwhile: its value is to be looked for."""
        until = time.monotonic() + self._longest_making
        has_waited = False
        while True:
            with self._claimed(key) as is_claimed:
                if is_claimed or time.monotonic() > until:
                    yield not has_waited
                    return
            has_waited = True
            time.sleep(LOOK_AGAIN)
            if self._held(key) is not None:
                yield False
                return

    @contextlib.contextmanager
    def _claimed(self, key: str) -> Iterator[bool]:
        """Whether this process may make `key`; true without Redis, where it is alone or cannot know better."""
        if self._remote is None:
            yield True
            return
        remote, lock, mine = self._remote, f"making:{key}", uuid.uuid4().hex
        try:
            milliseconds = round(self._longest_making * 1000)
            is_claimed = bool(remote.ask(lambda client: client.set(lock, mine, nx=True, px=milliseconds)))
        except RedisAway:
            yield True
            return
        try:
            yield is_claimed
        finally:
            if is_claimed:
                with contextlib.suppress(RedisAway):  # it ends by itself
                    remote.ask(lambda client: client.eval(UNLOCK, 1, lock, mine))


def _opened(held: dict[str, Any]) -> Json:
    if "value" in held:
        return held["value"]
    told = held["failure"]
    kind = FailureKind(told["kind"])
    raise FetchFailed(kind, told["detail"], retry_after=told["retry_after"], status=told["status"])
