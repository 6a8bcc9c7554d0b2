"""The exact count of what a shop was asked, against its daily quota and its throttle."""

import time
from collections import Counter
from collections.abc import Callable


class Meter:
    """Counts the calls of one shop's interface; what it refuses is counted apart."""

    def __init__(
        self, per_day: int | None, per_second: float | None, *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.per_day, self.per_second = per_day, per_second
        self.taken: Counter[str] = Counter()
        self.refused: Counter[str] = Counter()
        self._clock, self._level, self._at = clock, per_second or 0.0, clock()

    @property
    def left(self) -> int | None:
        """What is left of the quota, or None where there is none."""
        return None if self.per_day is None else self.per_day - self.taken.total()

    def take(self, operation: str) -> str:
        """Count one call; returns why it is refused (`quota`, `throttle`), or nothing."""
        why = "quota" if self.left == 0 else "throttle" if not self._drip() else ""
        if why:
            self.refused[why] += 1
        else:
            self.taken[operation] += 1
        return why

    def forget(self) -> None:
        """Begin a new day."""
        self.taken.clear()
        self.refused.clear()

    def told(self) -> dict[str, object]:
        """The counts as JSON."""
        return {
            "calls": self.taken.total(),
            "operations": dict(self.taken),
            "refused": dict(self.refused),
            "per_day": self.per_day,
            "left": self.left,
        }

    def _drip(self) -> bool:
        """Take one drop from a bucket that holds what one second lets in."""
        if self.per_second is None:
            return True
        now = self._clock()
        self._level = min(max(self.per_second, 1.0), self._level + (now - self._at) * self.per_second)
        self._at = now
        if self._level < 1:
            return False
        self._level -= 1
        return True
