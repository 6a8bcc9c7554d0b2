"""Request bodies: how large, how slow and how strange they may be."""

import asyncio
import math
from collections.abc import Callable
from typing import Any, TypeVar

from fastapi import Request
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from modiste.shop.kit.errors import Invalid

MIB = 1024 * 1024
LIMIT = MIB
DEADLINE = 15.0  # seconds from the first byte asked for to the last one received
DEEPEST = 32
LARGEST_INTEGER = 2**63 - 1
CLOSE = {"Connection": "close"}  # what is left of the body is not worth reading

Route = TypeVar("Route", bound=Callable[..., Any])


class UnsoundJson(Invalid):
    """JSON that parses, but that no database or client could hold."""

    title = "This JSON cannot be stored"


def takes_up_to(size: int, *, seconds: float = 30.0) -> Callable[[Route], Route]:
    """Mark a route function that receives more than the usual 1 MiB; stands below the route's decorator."""

    def mark(route: Route) -> Route:
        route.body_limit = (size, seconds)  # type: ignore[attr-defined]
        return route

    return mark


class BodyLimits:
    """Counts what arrives, whatever Content-Length says, and ends a body that drips in."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            receive = _Counted(scope, receive)
        await self.app(scope, receive, send)


class _Counted:
    """`receive` with a limit and a deadline; both are looked up late, when the route is known."""

    __slots__ = ("deadline", "is_whole", "limit", "received", "scope", "source")

    def __init__(self, scope: Scope, source: Receive) -> None:
        self.scope = scope
        self.source = source
        self.received = 0
        self.limit = -1
        self.deadline = 0.0
        self.is_whole = False

    async def __call__(self) -> Message:
        if self.is_whole:  # from here on only a disconnect can come, and waiting for it has no end
            return await self.source()
        if self.limit < 0:
            self._begin()
        try:
            async with asyncio.timeout_at(self.deadline):
                message = await self.source()
        except TimeoutError as error:
            raise HTTPException(408, "The body took too long to arrive; send it again.", CLOSE) from error
        if message["type"] == "http.request":
            self.received += len(message.get("body", b""))
            self.is_whole = not message.get("more_body", False)
            if self.received > self.limit:
                raise self._too_large()
        return message

    def _begin(self) -> None:
        self.limit, seconds = getattr(self.scope.get("endpoint"), "body_limit", (LIMIT, DEADLINE))
        self.deadline = asyncio.get_running_loop().time() + seconds
        announced = next((value for name, value in self.scope["headers"] if name == b"content-length"), b"0")
        if announced.isdigit() and int(announced[:20]) > self.limit:
            raise self._too_large()

    def _too_large(self) -> HTTPException:
        return HTTPException(413, f"The body is larger than the {self.limit} bytes that are taken here.", CLOSE)


async def sound_json(request: Request) -> None:
    """Refuse JSON that would break later: NUL, lone surrogates, NaN, giant numbers, deep nesting (a dependency).

    FastAPI has parsed the body by now and keeps the result on the request; a body that is not JSON leaves nothing.
    """
    parsed = getattr(request, "_json", None)
    if parsed is not None:
        fault = fault_in(parsed)
        if fault:
            raise UnsoundJson(fault)


def fault_in(parsed: Any) -> str:
    """What makes this JSON value unfit to be stored; an empty text when nothing does."""
    rest: list[tuple[Any, int]] = [(parsed, 1)]
    while rest:
        value, depth = rest.pop()
        if isinstance(value, dict | list):
            if depth > DEEPEST:
                return f"It is nested deeper than {DEEPEST} levels."
            inner = [*value, *value.values()] if isinstance(value, dict) else value
            rest.extend((part, depth + 1) for part in inner)
        elif fault := _fault_of(value):
            return fault
    return ""


def _fault_of(value: Any) -> str:
    if isinstance(value, str):
        if "\x00" in value:
            return "A text holds the NUL character; leave it out."
        if not value.isascii() and any("\ud800" <= character <= "\udfff" for character in value):
            return "A text holds half of a surrogate pair; send whole characters."
    elif isinstance(value, float) and not math.isfinite(value):
        return "NaN and Infinity are no JSON numbers."
    elif isinstance(value, int) and abs(value) > LARGEST_INTEGER:
        return "A whole number does not fit into 64 bits."
    return ""
