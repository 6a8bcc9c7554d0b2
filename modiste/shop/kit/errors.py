"""The kinds of things that go wrong in the shop; `kit.web` alone turns a kind into an HTTP status.

    ShopError
    ├── Invalid           422   the request makes no sense: says what to change
    ├── Unauthenticated   401   we do not know who asks
    ├── Forbidden         403   we know, and they may not
    ├── NotFound          404   it does not exist, or not for the one who asks
    ├── Conflict          409   it does not fit the present state
    ├── Stale             412   it was changed since the caller read it
    ├── TooMany           429   slower, please
    └── Unavailable       503   something we depend on is down: the only kind that the queue tries again

A feature's error is a subclass that stands beside the function that raises it.
"""

from collections.abc import Mapping
from typing import Any


class ShopError(Exception):
    """Anything the shop refuses or cannot do, with a sentence for the person who asked."""

    title = "The shop could not do this"

    def __init__(self, detail: str = "", **extensions: Any) -> None:
        super().__init__(detail or self.title)
        self.detail = detail or self.title
        self.extensions: Mapping[str, Any] = extensions


class Invalid(ShopError):
    """The request makes no sense; `errors` may hold `{"pointer": "/field", "detail": "…"}` entries."""

    title = "This request is not valid"


class Unauthenticated(ShopError):
    """The caller did not say who they are, or not in a way that holds."""

    title = "Sign in first"


class Forbidden(ShopError):
    """The caller is known and may not do this."""

    title = "You may not do this"


class NotFound(ShopError):
    """There is no such thing for this caller."""

    title = "There is no such thing here"


class Conflict(ShopError):
    """The request does not fit the present state."""

    title = "This does not fit the present state"


class Stale(ShopError):
    """The thing was changed since the caller read it (`If-Match` failed)."""

    title = "This was changed in the meantime"


class TooMany(ShopError):
    """The caller asks too often; `retry_after` says when to come back."""

    title = "Too many requests"

    def __init__(self, detail: str = "", *, retry_after: int = 1, **extensions: Any) -> None:
        super().__init__(detail, **extensions)
        self.retry_after = max(1, retry_after)


class Unavailable(ShopError):
    """Something the shop depends on does not answer; trying again later may help."""

    title = "This is not available at the moment"

    def __init__(self, detail: str = "", *, retry_after: int = 5, **extensions: Any) -> None:
        super().__init__(detail, **extensions)
        self.retry_after = max(1, retry_after)
