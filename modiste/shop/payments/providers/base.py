"""What a payment provider's file offers, and the values that go in and come out.

A provider's file has a class `Provider(settings, fetcher)` with `name` (the file's), a class `Settings` (prefix
`MODISTE_<NAME>_`) and a table `UNITS` of the currencies that it knows. It holds no session and knows no table of the
database; amounts are integers of ISO 4217 minor units on this side of it, whatever the provider calls them on its own.
It raises ProviderDown, ProviderRefused and ForgedWebhook, and nothing else, and takes ten seconds at most.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from modiste.shop.kit.errors import Conflict, Unauthenticated, Unavailable

NO_AMOUNT = -1  # what came back is no whole number of minor units: it equals no amount, so the payment does not match
REFERENCE = re.compile(
    r"[A-Za-z0-9-]{1,60}"
)  # what every provider takes (Paystack's is the narrowest), and room for more


class ProviderDown(Unavailable):
    """The provider did not answer in time, or with a failure of its own: nobody knows whether it did what was asked."""

    title = "The payment provider does not answer at the moment: try again, or choose another"


class ProviderRefused(Conflict):
    """The provider understood and refuses; asking the same again changes nothing."""

    title = "The payment provider refuses this payment"


class ForgedWebhook(Unauthenticated):
    """A webhook whose signature does not hold, or that has none."""

    title = "This webhook's signature does not hold"


class PaymentStatus(StrEnum):
    """Where the money of one attempt is, as the provider says when it is asked."""

    PENDING = "pending"  # the shopper may still pay
    CAPTURED = "captured"
    FAILED = "failed"  # was tried, and refused; a later try may still succeed
    EXPIRED = "expired"  # will never be paid: abandoned, or its page was closed by the provider


class RefundStatus(StrEnum):
    """Where a refund is."""

    PENDING = "pending"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Charge:
    """What is asked of the shopper. `reference` is ours, unique to the attempt, and the provider's idempotency key:
    letters, digits and hyphens. `expires_at` lies within the next 23 hours; a provider may let its page live longer."""

    reference: str
    amount: int
    currency: str
    title: str
    email: str
    return_url: str  # where the shopper comes back to, paid or not; what the address says then is never believed
    expires_at: datetime

    def __post_init__(self) -> None:
        """Raises ValueError for a reference that a provider would refuse: ours to mend, not the shopper's."""
        if not REFERENCE.fullmatch(self.reference):
            raise ValueError(f"{self.reference!r} is no reference for a payment")


@dataclass(frozen=True, slots=True)
class Checkout:
    """The provider's page on which the shopper pays."""

    provider_id: str
    url: str


@dataclass(frozen=True, slots=True)
class PaymentState:
    """What the provider's book says of an attempt; `amount` is what was taken (what was asked, while nothing was), or
    NO_AMOUNT. Whether amount, currency and reference are the ones that were asked for is the caller's to compare."""

    status: PaymentStatus
    provider_id: str  # to ask about it again
    reference: str
    amount: int
    currency: str
    capture_id: str = ""  # what a refund names, where that is another id
    reason: str = ""  # why it failed, in the provider's words


@dataclass(frozen=True, slots=True)
class Hint:
    """What a webhook is taken for: a hint that something happened to `reference`, or (where the webhook names none) to
    what the provider calls `provider_id`, an attempt's or its capture's; `refund_id` where it is about a refund.
    `dedupe_key` is the same for every copy of one event."""

    dedupe_key: str
    reference: str = ""
    provider_id: str = ""
    refund_id: str = ""


@dataclass(frozen=True, slots=True)
class RefundAsked:
    """Money to give back. `key` is ours, unique to the refund, and the provider's idempotency key where it has one."""

    key: str
    reference: str
    provider_id: str
    capture_id: str
    amount: int
    currency: str


@dataclass(frozen=True, slots=True)
class RefundState:
    """What the provider's book says of a refund."""

    status: RefundStatus
    provider_id: str
    amount: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Heard:
    """A webhook as it came: the raw body, on which signatures are computed, and headers in lower case."""

    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)


class PaymentProvider(Protocol):
    """Somebody who takes money for us."""

    name: str
    title: str

    def takes(self, amount: int, currency: str) -> bool:
        """Whether it can take this amount (ISO minor units), by its list of currencies and its rules about units."""
        ...

    def create_checkout(self, charge: Charge) -> Checkout:
        """Make the page to pay on. The same `reference` again gives the same page, or another one for the same attempt:
        keep what is returned before the shopper sees it, so that a repeated call means that nobody has the page before.
        Raises ProviderDown, ProviderRefused."""
        ...

    def verify(self, reference: str, provider_id: str) -> PaymentState | None:
        """Ask for the attempt's state; None: the provider knows of no try to pay it (Flutterwave knows a page only
        from the first try on). `provider_id` is empty where the answer to `create_checkout` was lost. Raises
        ProviderDown."""
        ...

    def parse_webhook(self, heard: Heard) -> Hint | None:
        """The hint in a webhook; None for a well-signed one about nothing of ours. Raises ForgedWebhook."""
        ...

    def refund(self, asked: RefundAsked) -> RefundState:
        """Give money back; the same `key` again gives no second refund. Raises ProviderDown, ProviderRefused."""
        ...

    def find_refund(self, asked: RefundAsked, refund_id: str) -> RefundState | None:
        """Ask for a refund's state, by the provider's id or, where that was lost, by what was asked; None: never heard
        of it. Raises ProviderDown."""
        ...
