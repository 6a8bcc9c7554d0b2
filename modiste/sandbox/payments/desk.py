"""What the handlers of the three providers share: the book, the deliveries, and how each provider is told to behave."""

import asyncio
import json
import secrets
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from modiste.sandbox.chaos import Chaos
from modiste.sandbox.payments.book import Book, Event, Payment, Refund
from modiste.sandbox.payments.deliveries import Deliveries

LOST = "lost"  # the work is done, and the connection is reset instead of an answer
CHAOS = (*Chaos, LOST)


class Happening(StrEnum):
    """What a provider tells its shops about."""

    PAID = "paid"
    REFUSED = "refused"
    DELAYED = "delayed"  # the page is done, the money is not there
    SETTLED = "settled"  # it came
    BOUNCED = "bounced"  # it did not
    EXPIRED = "expired"
    REFUND_MADE = "refund made"
    REFUND_ENDED = "refund ended"


@dataclass(slots=True)
class Manners:
    """How one provider behaves until it is told otherwise."""

    chaos: str = Chaos.NONE
    times: int = 0  # for so many calls; 0: until told otherwise
    only: str = ""  # for calls with this in them, such as `POST /stripe/v1/refunds`
    at_once: str = ""  # what the shopper does before the checkout's own answer leaves: pay, fail, delay
    refund_seconds: float = 0.0  # how long a refund is pending
    refund_ends_well: bool = True

    @classmethod
    def of(cls, provider: str) -> "Manners":
        """How the provider behaves when nobody has told it anything: Paystack and Flutterwave queue their refunds."""
        return cls(refund_seconds=0.0 if provider == "stripe" else 1.0)

    def take_chaos(self, call: str) -> str:
        """The mischief for one call."""
        if self.chaos == Chaos.NONE or self.only not in call:
            return Chaos.NONE
        mode = self.chaos
        if self.times:
            self.times -= 1
            self.chaos = self.chaos if self.times else Chaos.NONE
        return mode


# From what happened to the events that tell it: their type and body.
Teller = Callable[["Desk", Happening, Payment, Refund | None], list[tuple[str, dict[str, Any]]]]


class Desk:
    """The sandbox while it is open. `origin` is its own address, as shops and shoppers see it."""

    shop = "Modiste"  # whom the hosted page names

    def __init__(self, book: Book, deliveries: Deliveries, origin: str, tellers: Mapping[str, Teller]) -> None:
        self.book, self.deliveries, self.origin = book, deliveries, origin
        self.manners = {provider: Manners.of(provider) for provider in tellers}
        self._tellers = tellers

    def tell(self, happening: Happening, payment: Payment, refund: Refund | None = None) -> None:
        """Make the events of what happened, and send them as planned."""
        for kind, body in self._tellers[payment.provider](self, happening, payment, refund):
            name = str(body["id"]) if payment.provider == "stripe" else new_id("evt_")  # the others give events no id
            text = json.dumps(body, indent=2 if payment.provider == "stripe" else None)
            self.deliveries.announce(Event(payment.provider, name, kind, payment.id, text, time.time()))

    def later(self, when: float, act: Callable[..., None], *about: object) -> None:
        """Do it at `when` (Unix seconds), or soon where that is past."""
        asyncio.get_running_loop().call_later(max(0.0, when - time.time()), act, *about)


def new_id(prefix: str) -> str:
    """A name that nobody else has."""
    return prefix + secrets.token_hex(12)


def new_number() -> int:
    """A number of a transaction that nobody else has; beyond 32 bits, for they are unsigned 64-bit in reality."""
    return 2**33 + secrets.randbelow(2**52)
