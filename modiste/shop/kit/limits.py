"""How often something may happen: counted in Redis when it is configured, in this process otherwise.

A sliding window of two counters: what happened in the last `seconds` is this window's count and the part of the
previous one's that the window still overlaps. Refused attempts are not counted, so that nobody locks themselves out.
"""

import math
import threading
import time

from cachetools import TTLCache

from modiste.shop.kit.errors import TooMany
from modiste.shop.kit.redis import RedisAway, Remote

MOST_KEYS = 50_000
LONGEST = 24 * 3600

# One round trip and no race: reads both windows, counts this use when it is allowed, answers what it read.
SCRIPT = """
local before = tonumber(redis.call('GET', KEYS[1]) or '0')
local now = tonumber(redis.call('GET', KEYS[2]) or '0')
if before * tonumber(ARGV[1]) + now + 1 <= tonumber(ARGV[2]) then
  redis.call('INCR', KEYS[2])
  redis.call('EXPIRE', KEYS[2], ARGV[3])
end
return {before, now}
"""


class Limits:
    """Counters by name and key. With Redis down each process counts for itself."""

    def __init__(self, remote: Remote | None = None) -> None:
        self._remote = remote
        self._counts: TTLCache[str, int] = TTLCache(MOST_KEYS, ttl=2 * LONGEST)
        self._lock = threading.Lock()

    def hit(self, name: str, key: object, *, times: int, seconds: int, detail: str = "") -> None:
        """Count one use of `name` by `key`; raises TooMany when it would be more than `times` in `seconds`."""
        if not 1 <= seconds <= LONGEST:
            raise ValueError(f"a window has 1 to {LONGEST} seconds, not {seconds}")
        moment = time.time()
        passed = moment % seconds / seconds
        before, now = self._count(_windows(name, key, seconds, moment), 1.0 - passed, times, seconds)
        if before * (1.0 - passed) + now + 1 > times:
            wait = _wait(before, now, passed, times) * seconds
            raise TooMany(detail or f"No more than {times} in {_spoken(seconds)}.", retry_after=math.ceil(wait - 1e-6))

    def clear(self, name: str, key: object, *, seconds: int) -> None:
        """Forget what `key` did (after a sign-in that succeeded)."""
        keys = _windows(name, key, seconds, time.time())
        with self._lock:
            for one in keys:
                self._counts.pop(one, None)
        if self._remote is not None:
            try:
                self._remote.ask(lambda client: client.delete(*keys))
            except RedisAway:
                return  # it is forgotten by itself when the window is over

    def _count(self, keys: tuple[str, str], weight: float, times: int, seconds: int) -> tuple[int, int]:
        if self._remote is not None:
            try:
                before, now = self._remote.ask(lambda client: client.eval(SCRIPT, 2, *keys, weight, times, 2 * seconds))
                return int(before), int(now)
            except RedisAway:
                pass  # counted here instead
        with self._lock:
            before, now = self._counts.get(keys[0], 0), self._counts.get(keys[1], 0)
            if before * weight + now + 1 <= times:
                self._counts[keys[1]] = now + 1
            return before, now


def _windows(name: str, key: object, seconds: int, moment: float) -> tuple[str, str]:
    number = int(moment // seconds)
    return f"limit:{name}:{key}:{seconds}:{number - 1}", f"limit:{name}:{key}:{seconds}:{number}"


def _wait(before: int, now: int, passed: float, times: int) -> float:
    """How many windows until one more use fits: this window's count must first become the previous one, and fade."""
    if now + 1 > times:
        return 1.0 - passed + max(0.0, 1.0 - (times - 1) / now)
    return max(0.0, 1.0 - (times - 1 - now) / before - passed)


def _spoken(seconds: int) -> str:
    if seconds % 60:
        return f"{seconds} seconds"
    return "a minute" if seconds == 60 else f"{seconds // 60} minutes"
