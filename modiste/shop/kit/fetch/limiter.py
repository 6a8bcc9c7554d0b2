"""How often a vendor may be asked, counted for all processes in Redis, or in this process while there is none.

Four rules in one atomic step: a breaker (three failures in a row shut it; then one question at a time tries), the
vendor's quota of the UTC day, how many questions are out at once, and a token bucket (GCRA). A refusal costs nothing.
"""

import asyncio
import random
import time
import uuid
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from modiste.shop.kit.fetch.base import FailureKind, FetchFailed, Policy
from modiste.shop.kit.fetch.tally import LocalTally, Outcome, Rules, Verdict
from modiste.shop.kit.redis import RedisAway, Remote

ASKERS = 8  # threads that talk to Redis: it may take 200 ms to say nothing, and the loop must not wait with it
GATHERED = 0.01  # seconds for which what nobody waits for is put together: after a fan-out, not in the midst of it
LOOK_AGAIN = 0.002  # seconds between two looks whether Redis has heard all

ENTER = """
local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000 + tonumber(time[2]) / 1000
local rate, burst, daily = tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])
local state = redis.call('HMGET', KEYS[1], 'away', 'open', 'probe', 'failures', 'due', 'day', 'used')
for i = 1, 7 do state[i] = tonumber(state[i] or '0') end
local shut = math.max(state[1], state[2], state[3])
if shut > now then return {'paused', math.ceil(shut - now)} end
local today = math.floor(now / 86400000)
local used = 0
if state[6] == today then used = state[7] end
if daily >= 0 and used >= daily then return {'quota', math.ceil((today + 1) * 86400000 - now)} end
redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', now)
if redis.call('ZCARD', KEYS[2]) >= tonumber(ARGV[5]) then return {'busy', tonumber(ARGV[8])} end
local gap = 1000 / rate
local due = math.max(state[5], now)
if due - now > gap * (burst - 1) + 0.001 then return {'busy', math.ceil(due - now - gap * (burst - 1))} end
local probe = 0
if state[4] >= tonumber(ARGV[7]) then probe = now + tonumber(ARGV[6]) end
redis.call('HSET', KEYS[1], 'due', string.format('%.3f', due + gap), 'day', today, 'used', used + 1,
  'probe', string.format('%.3f', probe))
redis.call('PEXPIRE', KEYS[1], 172800000)
redis.call('ZADD', KEYS[2], now + tonumber(ARGV[6]), ARGV[1])
redis.call('PEXPIRE', KEYS[2], 172800000)
return {'go', 0}
"""
LEAVE = """
local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000 + tonumber(time[2]) / 1000
redis.call('ZREM', KEYS[2], ARGV[1])
local state = redis.call('HMGET', KEYS[1], 'away', 'open', 'failures')
for i = 1, 3 do state[i] = tonumber(state[i] or '0') end
local away, open, failures = math.max(state[1], now + tonumber(ARGV[3])), state[2], state[3]
if ARGV[2] == 'answered' then
  open, failures = 0, 0
elseif ARGV[2] == 'failed' and open <= now then
  failures = failures + 1
  local over = failures - tonumber(ARGV[4])
  if over >= 0 then open = now + math.min(tonumber(ARGV[5]) * 2 ^ math.min(over, 30), tonumber(ARGV[6])) end
end
redis.call('HSET', KEYS[1], 'away', string.format('%.3f', away), 'open', string.format('%.3f', open),
  'failures', failures, 'probe', 0)
redis.call('PEXPIRE', KEYS[1], 172800000)
return 1
"""
REFUSALS = {
    Verdict.PAUSED: (FailureKind.PAUSED, "This shop did not answer well lately; it is asked again soon."),
    Verdict.QUOTA: (FailureKind.QUOTA, "We have asked this shop as often as it allows in a day."),
    Verdict.BUSY: (FailureKind.BUSY, "We ask this shop as fast as it allows."),
}


Command = tuple[Any, ...]


class RemoteTally:
    """Counts in Redis, for every process; raises RedisAway."""

    def __init__(self, remote: Remote, rules: Rules) -> None:
        self._remote, self._rules = remote, rules

    def enter(self, policy: Policy, lease: str) -> tuple[Verdict, float]:
        """As LocalTally."""
        return verdict_in(self.ask_all([self.entering(policy, lease)])[0])

    def leave(self, policy: Policy, lease: str, outcome: Outcome, stay_away: float) -> None:
        """As LocalTally."""
        self.ask_all([self.leaving(policy, lease, outcome, stay_away)])

    def entering(self, policy: Policy, lease: str) -> Command:
        """What `enter` asks of Redis."""
        rules = self._rules
        daily = -1 if policy.per_day is None else policy.per_day
        given = (lease, policy.per_second, policy.burst, daily, policy.concurrency)
        return ENTER, 2, *_keys(policy), *given, rules.lease_of(policy) * 1000, rules.strikes, rules.poll * 1000

    def leaving(self, policy: Policy, lease: str, outcome: Outcome, stay_away: float) -> Command:
        """What `leave` tells Redis."""
        rules = self._rules
        times = (rules.strikes, rules.pause * 1000, rules.longest_pause * 1000)
        return LEAVE, 2, *_keys(policy), lease, outcome, stay_away * 1000, *times

    def ask_all(self, commands: Sequence[Command]) -> list[Any]:
        """What Redis says to each of `commands`, in one round trip."""

        def ask(client: Any) -> list[Any]:
            pipeline = client.pipeline(transaction=False)
            for command in commands:
                pipeline.eval(*command)
            return list(pipeline.execute())

        return self._remote.ask(ask)


class _Batches:
    """Talks to Redis from a thread, once for all that the coroutines of a fan-out want in the same turn of the loop.

    What is told goes a moment later, or before the next question in the same batch: so the end of one question is known
    when the next one of the same caller begins.
    """

    def __init__(self, tally: RemoteTally) -> None:
        self._tally = tally
        self._threads = ThreadPoolExecutor(ASKERS, thread_name_prefix="limits")
        self._waiting: list[tuple[Command, asyncio.Future[Any]]] = []
        self._is_due = False
        self._under_way = 0

    def ask(self, command: Command) -> asyncio.Future[Any]:
        """What Redis says, or None while it is away."""
        loop = asyncio.get_running_loop()
        if not self._is_due:
            self._is_due = True
            loop.call_soon(self._send)
        answer: asyncio.Future[Any] = loop.create_future()
        self._waiting.append((command, answer))
        return answer

    def tell(self, command: Command) -> None:
        """Let Redis know, soon; while it is away it does not hear it."""
        loop = asyncio.get_running_loop()
        self._waiting.append((command, loop.create_future()))
        loop.call_later(GATHERED, self._send)

    async def drain(self) -> None:
        """Wait until Redis has heard all."""
        self._send()
        while self._under_way:
            await asyncio.sleep(LOOK_AGAIN)

    def close(self) -> None:
        """End the threads."""
        self._threads.shutdown(wait=True)

    def _send(self) -> None:
        batch, self._waiting, self._is_due = self._waiting, [], False
        if not batch:
            return
        commands, answers = [command for command, _ in batch], [answer for _, answer in batch]
        self._under_way += 1
        sent = asyncio.get_running_loop().run_in_executor(self._threads, self._tally.ask_all, commands)
        sent.add_done_callback(lambda sent: self._hand_out(sent, answers))

    def _hand_out(self, sent: asyncio.Future[list[Any]], answers: Sequence[asyncio.Future[Any]]) -> None:
        self._under_way -= 1
        error = sent.exception()
        found = sent.result() if error is None else [None] * len(answers)
        for answer, said in zip(answers, found, strict=True):
            if answer.done():  # who asked has gone
                continue
            if error is None or isinstance(error, RedisAway):
                answer.set_result(said)
            else:
                answer.set_exception(error)


class Place(StrEnum):
    """Where a lease was taken: it is given back there."""

    REMOTE = "remote"
    LOCAL = "local"


@dataclass(frozen=True, slots=True)
class Lease:
    """Leave to ask one question."""

    policy: Policy
    id: str
    place: Place


class Limiter:
    """Leave to ask, for the coroutines of one process: waits while that helps, and counts here while Redis is away."""

    def __init__(self, remote: Remote | None, rules: Rules | None = None) -> None:
        rules = rules or Rules()
        self._here = LocalTally(rules)
        self._remote = None if remote is None else RemoteTally(remote, rules)
        self._batches = None if self._remote is None else _Batches(self._remote)

    async def enter(self, policy: Policy, *, patience: float) -> Lease:
        """Leave to ask within `patience` seconds; raises FetchFailed(BUSY, QUOTA or PAUSED) as soon as that is sure."""
        until = time.monotonic() + patience
        while True:
            lease, verdict, wait = await self._try(policy)
            if verdict is Verdict.GO:
                return lease
            kind, detail = REFUSALS[verdict]
            if verdict is not Verdict.BUSY or time.monotonic() + wait > until:
                raise FetchFailed(kind, detail, retry_after=max(1, round(wait + 0.5)))
            # A little apart, so that those who wait do not all come back at the same moment.
            await asyncio.sleep(wait * random.uniform(1.0, 1.2))

    def leave(self, lease: Lease, outcome: Outcome, stay_away: float = 0.0) -> None:
        """Give `lease` back and note how the question ended: the answer need not wait until Redis has heard it."""
        if lease.place is Place.LOCAL:
            self._here.leave(lease.policy, lease.id, outcome, stay_away)
        elif self._remote is not None and self._batches is not None:  # if Redis is away, the lease ends by itself
            self._batches.tell(self._remote.leaving(lease.policy, lease.id, outcome, stay_away))

    async def drain(self) -> None:
        """Wait until all that was given back is noted."""
        if self._batches is not None:
            await self._batches.drain()

    def close(self) -> None:
        """End the threads."""
        if self._batches is not None:
            self._batches.close()

    async def _try(self, policy: Policy) -> tuple[Lease, Verdict, float]:
        name = uuid.uuid4().hex
        if self._remote is not None and self._batches is not None:
            try:
                said = await asyncio.shield(self._batches.ask(self._remote.entering(policy, name)))
            except asyncio.CancelledError:
                self._batches.tell(self._remote.leaving(policy, name, Outcome.UNASKED, 0.0))
                raise
            if said is not None:
                return Lease(policy, name, Place.REMOTE), *verdict_in(said)
        return Lease(policy, name, Place.LOCAL), *self._here.enter(policy, name)


def verdict_in(said: tuple[bytes, int]) -> tuple[Verdict, float]:
    """The verdict in what the script says, and the seconds to wait."""
    return Verdict(said[0].decode()), said[1] / 1000


def _keys(policy: Policy) -> tuple[str, str]:
    return f"fetch:{{{policy.name}}}:state", f"fetch:{{{policy.name}}}:leases"
