"""Conditional requests (RFC 9110, section 13): 304 for what the caller has, 412 for what changed under them."""

import hashlib
from typing import Annotated

from fastapi import Depends, Header, Response

from modiste.shop.kit.errors import Stale

PRIVATE = "private, no-cache"  # the browser may keep it, but asks each time


def tag_of(*version: object) -> str:
    """A strong ETag of whatever makes a representation differ: ids, versions, times, or its bytes."""
    hashed = hashlib.blake2b(digest_size=12)
    for part in version:
        hashed.update(part if isinstance(part, bytes) else repr(part).encode())
        hashed.update(b"\x00")
    return f'"{hashed.hexdigest()}"'


def is_listed(tag: str, header: str, *, weakly: bool) -> bool:
    """Whether an `If-Match` or `If-None-Match` header names `tag`; weak comparison ignores a `W/`."""
    if header.strip() == "*":
        return True
    listed = (entry.strip() for entry in header.split(","))
    return any(entry == tag or (weakly and entry.removeprefix("W/") == tag) for entry in listed)


class Conditions:
    """What the caller knows already. A route that reads says `return when.known(tag) or ItemOut(...)`; a route that
    changes says `when.require(tag)` first."""

    def __init__(
        self,
        response: Response,
        if_none_match: Annotated[str, Header(max_length=1000)] = "",
        if_match: Annotated[str, Header(max_length=1000)] = "",
    ) -> None:
        self._response = response
        self._if_none_match = if_none_match
        self._if_match = if_match

    def known(self, tag: str, *, cache_control: str = PRIVATE) -> Response | None:
        """A 304 when the caller has this representation; otherwise None, and the answer will carry the ETag."""
        headers = {"ETag": tag, "Cache-Control": cache_control}
        if self._if_none_match and is_listed(tag, self._if_none_match, weakly=True):
            return Response(status_code=304, headers=headers)
        self._response.headers.update(headers)
        return None

    def require(self, tag: str) -> None:
        """Raise Stale unless the caller's `If-Match`, when there is one, names the present version."""
        if self._if_match and not is_listed(tag, self._if_match, weakly=False):
            raise Stale("Read it again, then repeat the change with the new ETag in If-Match.")


ConditionsDep = Annotated[Conditions, Depends()]
