"""The limiter's rules within one process, the same as its Lua scripts hold in Redis."""

import threading
import time
from dataclasses import dataclass, field
from enum import StrEnum

from cachetools import LRUCache

from modiste.shop.kit.fetch.base import Policy

DAY = 24 * 3600
MOST_NAMES = 10_000  # vendors, and hosts of pages
GRACE = 5.0  # seconds after its deadline until a lease that nobody gave back is void


class Verdict(StrEnum):
    """Whether a question may go out."""

    GO = "go"
    BUSY = "busy"
    QUOTA = "quota"
    PAUSED = "paused"


class Outcome(StrEnum):
    """How a question ended, as the breaker sees it: `unasked` says nothing about the vendor."""

    ANSWERED = "answered"
    FAILED = "failed"
    UNASKED = "unasked"


@dataclass(frozen=True, slots=True)
class Rules:
    """How many failures in a row shut the breaker, for how long at first (twice as long each time) and at most; and how
    soon to try again, in seconds, when enough questions are out."""

    strikes: int = 3
    pause: float = 5.0
    longest_pause: float = 30.0
    poll: float = 0.025

    def lease_of(self, policy: Policy) -> float:
        """The seconds after which a lease is void."""
        return policy.seconds + GRACE


@dataclass(slots=True)
class _State:
    away: float = 0.0
    open: float = 0.0
    probe: float = 0.0
    failures: int = 0
    due: float = 0.0
    day: int = 0
    used: int = 0
    leases: dict[str, float] = field(default_factory=dict)


class LocalTally:
    """Counts in this process."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self._states: LRUCache[str, _State] = LRUCache(MOST_NAMES)
        self._lock = threading.Lock()

    def enter(self, policy: Policy, lease: str) -> tuple[Verdict, float]:
        """Whether a question may go out now, and otherwise in how many seconds to try again."""
        with self._lock:
            return self._enter(policy, lease, time.time())

    def leave(self, policy: Policy, lease: str, outcome: Outcome, stay_away: float) -> None:
        """Note how the question ended, and for how many seconds the vendor asked to be left alone."""
        with self._lock:
            state, now, rules = self._state_of(policy), time.time(), self._rules
            state.leases.pop(lease, None)
            state.away = max(state.away, now + stay_away)
            state.probe = 0.0
            if outcome is Outcome.ANSWERED:
                state.open, state.failures = 0.0, 0
            elif outcome is Outcome.FAILED and state.open <= now:
                state.failures += 1
                over = state.failures - rules.strikes
                if over >= 0:
                    state.open = now + min(rules.pause * 2.0 ** min(over, 30), rules.longest_pause)

    def _enter(self, policy: Policy, lease: str, now: float) -> tuple[Verdict, float]:
        state, rules = self._state_of(policy), self._rules
        shut = max(state.away, state.open, state.probe)
        if shut > now:
            return Verdict.PAUSED, shut - now
        today = int(now // DAY)
        used = state.used if state.day == today else 0
        if policy.per_day is not None and used >= policy.per_day:
            return Verdict.QUOTA, (today + 1) * DAY - now
        state.leases = {one: end for one, end in state.leases.items() if end > now}
        if len(state.leases) >= policy.concurrency:
            return Verdict.BUSY, rules.poll
        gap = 1.0 / policy.per_second
        due = max(state.due, now)
        early = due - now - gap * (policy.burst - 1)
        if early > 1e-6:
            return Verdict.BUSY, early
        ends = now + rules.lease_of(policy)
        state.probe = ends if state.failures >= rules.strikes else 0.0
        state.due, state.day, state.used = due + gap, today, used + 1
        state.leases[lease] = ends
        return Verdict.GO, 0.0

    def _state_of(self, policy: Policy) -> _State:
        state = self._states.get(policy.name)
        if state is None:
            state = self._states[policy.name] = _State()
        return state
