"""What a vendor translates: our question into requests, and its answers into findings. No socket, no table, no clock.

A vendor is a class in a file of this folder; the file also has its `Settings` (prefix `MODISTE_<NAME>_`) and
`open_vendors()`, which gives the vendors that the settings switch on (several storefronts can share one interface), and
`WHAT_IS_MISSING`, the sentence that `modiste doctor` shows while there are none.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from modiste.shop.kit.errors import Unavailable
from modiste.shop.kit.fetch.base import Answer, Policy, Request


class Unreadable(Unavailable):
    """The vendor's answer is not what its interface promises; the detail says what was wrong."""

    title = "The other shop's answer could not be read"


@dataclass(frozen=True, slots=True)
class Question:
    """What we look for at a vendor, and where it would be delivered."""

    text: str
    brand: str = ""
    gtin: str = ""
    colour: str = ""
    currency: str = "EUR"
    country: str = "DE"
    postcode: str = ""
    limit: int = 20


@dataclass(frozen=True, slots=True)
class Delivery:
    """What delivery costs, in minor units of the offer's currency: None is unknown, and never shown as nothing."""

    cost: int | None = None
    free_over: int | None = None
    days_min: int | None = None
    days_max: int | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a number was read, as it stands there."""

    fact: str
    source: str
    text: str


@dataclass(frozen=True, slots=True)
class Found:
    """One variant that a vendor offers, as the vendor says it; money in minor units of `currency` (ISO 4217)."""

    vendor_item_id: str
    title: str
    url: str
    price: int
    currency: str
    list_price: int | None = None
    brand: str = ""
    gtins: tuple[str, ...] = ()
    mpn: str = ""
    size: str = ""
    colour: str = ""
    condition: str = "new"  # new | used | refurbished | unknown
    availability: str = "unknown"  # in_stock | out_of_stock | preorder | unknown
    delivery: Delivery = Delivery()
    image_url: str = ""
    seller: str = ""
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Findings:
    """What one answer held, what must be asked next to know the rest, and what the vendor warned of."""

    offers: tuple[Found, ...] = ()
    next_requests: tuple[Request, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Token:
    """What opens a vendor's interface for a while."""

    value: str = field(repr=False)
    seconds: int = 3600


@dataclass(frozen=True, slots=True)
class Terms:
    """What the vendor's licence allows: the longest age shown, whether prices may be kept as history, what must be
    written beside them, and whether its links are paid for."""

    longest_age: int = 24 * 3600
    may_keep_history: bool = True
    attribution: str = ""
    is_affiliate: bool = False


class Vendor(Protocol):
    """What every vendor offers; `name` is unique (`ebay`, `shopify:atelier`), `title` is what shoppers read."""

    name: str
    title: str
    policy: Policy
    terms: Terms
    parses_pages: bool  # `parse` reads untrusted HTML: it is called in a killable process

    def token_request(self) -> Request | None:
        """The request for a token, or None where the interface needs none."""
        ...

    def parse_token(self, answer: Answer) -> Token:
        """The token in the answer to `token_request`; raises Unreadable, or FetchFailed(REFUSED)."""
        ...

    def build_requests(self, question: Question, *, token: str = "") -> Sequence[Request]:
        """What to ask for `question`, all at once."""
        ...

    def parse(self, answer: Answer, question: Question, *, token: str = "") -> Findings:
        """What `answer` (of any status) holds; raises Unreadable, or FetchFailed with what the vendor says."""
        ...
