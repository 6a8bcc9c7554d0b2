"""The sandbox's own book: what was asked, taken and given back, in ISO minor units; in memory, and in a file if wanted.

A line of the file is one entry as it was from then on; the last line of an entry counts. Each is on the disk before
the answer leaves, so that a sandbox that is killed knows afterwards whatever it has said.
"""

import json
import os
from collections import defaultdict
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any


class Status(StrEnum):
    """Where the money of a payment is."""

    OPEN = "open"  # the page waits
    FAILED = "failed"  # a card was refused; the page still waits
    PENDING = "pending"  # a delayed method was used: the money is on its way, or not
    PAID = "paid"
    EXPIRED = "expired"  # never paid, and never will be


class RefundStatus(StrEnum):
    """Where a refund is."""

    PENDING = "pending"
    DONE = "done"
    FAILED = "failed"


@dataclass(slots=True)
class Payment:
    """One checkout at one provider. Times are Unix seconds; `given` is what was asked, as the provider repeats it."""

    provider: str
    id: str  # of the session, or the code in the page's address
    reference: str  # the shop's
    amount: int
    currency: str
    created: float
    expires: float | None = None
    status: Status = Status.OPEN
    numbers: list[int] = field(default_factory=list)  # of its transactions, where the provider counts them
    capture: str = ""  # what the provider calls the money, where that is another name
    taken: int = 0
    taken_currency: str = ""
    paid: float | None = None
    settles: float | None = None  # when a delayed method ends, or ended
    settles_well: bool = True
    tries: int = 0
    reason: str = ""
    given: dict[str, Any] = field(default_factory=dict)

    @property
    def is_waiting(self) -> bool:
        """Whether the page still takes money: a refused card may be followed by another, a bounced transfer may not."""
        return self.status is Status.OPEN or (self.status is Status.FAILED and self.settles is None)


@dataclass(slots=True)
class Refund:
    """Money on its way back."""

    provider: str
    id: str
    payment_id: str
    amount: int
    currency: str
    created: float
    status: RefundStatus = RefundStatus.PENDING
    ends: float | None = None  # when a pending one is decided
    ends_well: bool = True
    given: dict[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class Event:
    """Something a webhook tells; every copy has the same `body`. `tries` holds each answer's status, 0 for none."""

    provider: str
    id: str
    type: str
    payment_id: str
    body: str
    created: float
    is_owed: bool = True  # still to be delivered
    tries: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Answered:
    """An answer that was stored under an idempotency key, with a fingerprint of what was asked."""

    provider: str
    id: str
    asked: str
    status: int
    body: str
    created: float


Entry = Payment | Refund | Event | Answered
KINDS: dict[str, type[Entry]] = {kind.__name__: kind for kind in (Payment, Refund, Event, Answered)}
Name = tuple[str, str]


class Book:
    """All entries, in the order in which they came; a name is a provider and what it calls the entry."""

    def __init__(self, file: Path | None = None) -> None:
        self._payments: dict[Name, Payment] = {}
        self._latest: dict[Name, Payment] = {}  # by the shop's reference
        self._also_called: dict[Name, Payment] = {}  # by capture and by the transactions' numbers
        self._refunds: dict[Name, Refund] = {}
        self._refunds_of: defaultdict[Name, dict[str, Refund]] = defaultdict(dict)  # by the payment's id
        self._events: dict[Name, Event] = {}
        self._answered: dict[Name, Answered] = {}
        self._out: int | None = None
        if file is not None:
            self._read(file)
            self._out = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)

    def put(self, entry: Entry) -> None:
        """Write an entry, new or changed."""
        self._keep(entry)
        if self._out is not None:
            line = json.dumps({"kind": type(entry).__name__, **asdict(entry)}) + "\n"
            os.write(self._out, line.encode())
            os.fsync(self._out)

    def payment(self, provider: str, id: str) -> Payment | None:
        return self._payments.get((provider, id))

    def payment_by_reference(self, provider: str, reference: str) -> Payment | None:
        """The latest payment with the shop's reference."""
        return self._latest.get((provider, reference))

    def payment_also_called(self, provider: str, name: str) -> Payment | None:
        """The payment whose capture has that name, or one of whose transactions has that number."""
        return self._also_called.get((provider, name))

    def payments(self, provider: str | None = None) -> list[Payment]:
        return [payment for payment in self._payments.values() if provider in (None, payment.provider)]

    def refund(self, provider: str, id: str) -> Refund | None:
        return self._refunds.get((provider, id))

    def refunds(self, provider: str | None = None) -> list[Refund]:
        return [refund for refund in self._refunds.values() if provider in (None, refund.provider)]

    def refunds_of(self, payment: Payment) -> list[Refund]:
        return list(self._refunds_of[payment.provider, payment.id].values())

    def refunded(self, payment: Payment) -> int:
        """What went back or is on its way: all refunds that have not failed."""
        return sum(refund.amount for refund in self.refunds_of(payment) if refund.status is not RefundStatus.FAILED)

    def event(self, provider: str, id: str) -> Event | None:
        return self._events.get((provider, id))

    def events(self, provider: str | None = None) -> list[Event]:
        return [event for event in self._events.values() if provider in (None, event.provider)]

    def answered(self, provider: str, key: str) -> Answered | None:
        return self._answered.get((provider, key))

    def close(self) -> None:
        if self._out is not None:
            os.close(self._out)
            self._out = None

    def _keep(self, entry: Entry) -> None:
        name = (entry.provider, entry.id)
        match entry:
            case Payment():
                self._payments[name] = self._latest[entry.provider, entry.reference] = entry
                for other in filter(None, (entry.capture, *map(str, entry.numbers))):
                    self._also_called[entry.provider, other] = entry
            case Refund():
                self._refunds[name] = self._refunds_of[entry.provider, entry.payment_id][entry.id] = entry
            case Event():
                self._events[name] = entry
            case Answered():
                self._answered[name] = entry

    def _read(self, file: Path) -> None:
        """Read what an earlier sandbox wrote; a last line that it was killed in was never answered for, and is cut."""
        if not file.exists():
            return
        whole = file.read_bytes()
        kept, _, _ = whole.rpartition(b"\n")
        for line in kept.splitlines():
            self._keep(_entry_from(json.loads(line)))
        if whole and not whole.endswith(b"\n"):
            os.truncate(file, len(kept) + 1 if kept else 0)


def _entry_from(told: dict[str, Any]) -> Entry:
    kind = KINDS[told.pop("kind")]
    if kind is Payment:
        told["status"] = Status(told["status"])
    if kind is Refund:
        told["status"] = RefundStatus(told["status"])
    return kind(**told)
