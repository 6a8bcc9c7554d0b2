"""Values that are dear to compute, kept for a while: in Redis when it is configured, in this process otherwise.

The cache is never the truth. A value may be missing at any time, and after an outage of Redis it may be older than the
last `delete` of another process: whoever needs more puts a version into the value and checks it against the database.
"""

import json
import threading
from collections.abc import Hashable
from typing import Any

from cachetools import TLRUCache

from modiste.shop.kit.redis import RedisAway, Remote

RECOMMENDATIONS_SECONDS = 24 * 3600
PRICE_COMPARISONS_SECONDS = 3600
STOPGAP_SECONDS = 5  # how long a value lives in the process while Redis is away and others cannot see it
MOST_ENTRIES = 10_000
MOST_FORGOTTEN = 10_000

Json = Any


def recommendations_key(user_id: int) -> str:
    """Where a shopper's recommendations lie."""
    return f"user:{user_id}:recommendations"


def price_comparisons_key(item_id: int) -> str:
    """Where the offers for an item lie."""
    return f"item:{item_id}:price_comparisons"


def session_key(session_id: object) -> str:
    """Where a sign-in session lies."""
    return f"session:{session_id}"


class Cache:
    """JSON values by key. Each is stored with its key and given back only to who asks for that key: Redis clients have
    handed one user's answer to another before (CVE-2023-28858)."""

    def __init__(self, remote: Remote | None = None) -> None:
        self._remote = remote
        self._local: TLRUCache[Hashable, tuple[str, float]] = TLRUCache(MOST_ENTRIES, ttu=_end_of)
        self._forgotten: set[str] = set()  # keys that Redis still holds in an old state
        self._lock = threading.Lock()

    def get(self, key: str) -> Json | None:
        """The value of `key`, or None."""
        if self._remote is not None:
            try:
                self._make_up(self._remote)
                raw = self._remote.ask(lambda client: client.get(key))
            except RedisAway:
                pass
            else:
                return None if raw is None else self._opened(key, raw)
        with self._lock:
            held = self._local.get(key)
        return None if held is None else json.loads(held[0])["value"]

    def set(self, key: str, value: Json, *, seconds: int) -> None:
        """Keep `value` (anything JSON) under `key` for `seconds`."""
        packed = json.dumps({"key": key, "value": value}, separators=(",", ":"))
        if self._remote is not None:
            try:
                self._make_up(self._remote)
                self._remote.ask(lambda client: client.set(key, packed, ex=max(1, seconds)))
            except RedisAway:
                self._forget_later(key)
                seconds = min(seconds, STOPGAP_SECONDS)
            else:
                return
        with self._lock:
            self._local[key] = (packed, float(seconds))

    def delete(self, *keys: str) -> None:
        """Forget `keys`."""
        with self._lock:
            for key in keys:
                self._local.pop(key, None)
        if self._remote is not None and keys:
            try:
                self._remote.ask(lambda client: client.delete(*keys))
            except RedisAway:
                self._forget_later(*keys)

    def _opened(self, key: str, raw: bytes) -> Json | None:
        try:
            packed = json.loads(raw)
            owner, value = packed["key"], packed["value"]
        except (ValueError, TypeError, KeyError, RecursionError):
            return None  # garbage: somebody else's, or half a value
        if owner == key:
            return value
        if self._remote is not None:
            self._remote.distrust()
        return None

    def _forget_later(self, *keys: str) -> None:
        with self._lock:
            self._forgotten.update(keys)

    def _make_up(self, remote: Remote) -> None:
        """Delete in Redis what was changed while it was away, before it is asked for anything again."""
        if not self._forgotten:
            return
        with self._lock:
            owed = list(self._forgotten)
        if len(owed) > MOST_FORGOTTEN:
            remote.ask(_drop_everything_of_ours)
        else:
            remote.ask(lambda client: client.delete(*owed))
        with self._lock:
            self._forgotten.difference_update(owed)
            self._local.clear()


def _end_of(_key: Hashable, held: tuple[str, float], now: float) -> float:
    return now + held[1]


def _drop_everything_of_ours(client: Any) -> None:
    for pattern in ("user:*:recommendations", "item:*:price_comparisons", "session:*"):
        for key in client.scan_iter(match=pattern, count=1000):
            client.delete(key)
