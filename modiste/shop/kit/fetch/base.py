"""What is asked of the open web and what comes back; what can go wrong, by kind.

Unavailable
└── FetchFailed      `kind` says why, `detail` says it in words that a shopper may read
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from modiste.shop.kit.errors import Unavailable

LARGEST = 5 * 1024 * 1024  # decoded bytes of one answer


class FailureKind(StrEnum):
    """Why an answer did not come, or was not taken."""

    FORBIDDEN = "forbidden"  # the address, scheme or port is not one we talk to
    ROBOTS = "robots"  # the site's robots.txt does not want it
    TIMEOUT = "timeout"
    UNREACHABLE = "unreachable"  # name, connection or TLS
    STATUS = "status"  # an HTTP status that is no answer
    TOO_LARGE = "too_large"
    BROKEN = "broken"  # not what it says it is: type, encoding, length, syntax
    BUSY = "busy"  # our own limit for this vendor: rate, concurrency
    QUOTA = "quota"  # nothing left of the vendor's daily quota
    PAUSED = "paused"  # the breaker is open after failures
    REFUSED = "refused"  # the vendor does not accept our credentials, or asked us to stay away


class FetchFailed(Unavailable):
    """An answer did not come, or was not taken."""

    title = "The other shop does not answer"

    def __init__(self, kind: FailureKind, detail: str = "", *, retry_after: int = 5, status: int | None = None) -> None:
        super().__init__(detail, retry_after=retry_after)
        self.kind = kind
        self.status = status


@dataclass(frozen=True, slots=True)
class Request:
    """One question to the open web. `is_page` asks robots.txt first; `accepts` are the content types taken; `keep` is
    for how many seconds the answer to a GET serves everybody who asks the same (0: it is not kept)."""

    url: str
    method: str = "GET"
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    accepts: tuple[str, ...] = ("application/json",)
    largest: int = LARGEST
    is_page: bool = False
    keep: float = 0.0


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: decoded bytes, headers by lower-case name, the address after redirects."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    url: str
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Policy:
    """How often one vendor may be asked, over all processes of the shop, and how long one question may take.

    `name` is the vendor's; `per_second` and `burst` fill a token bucket; `per_day` is None where there is no quota.
    """

    name: str
    per_second: float = 2.0
    burst: int = 4
    per_day: int | None = None
    concurrency: int = 4
    seconds: float = 5.0
