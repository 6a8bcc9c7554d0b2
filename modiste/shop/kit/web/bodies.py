"""Request bodies: how large, how slow and how strange they may be."""

import asyncio
import json
import re
from collections.abc import Callable
from typing import Any, TypeVar

from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from modiste.shop.kit.sound import DEEPEST, fault_in

MIB = 1024 * 1024
LIMIT = MIB
DEADLINE = 15.0  # seconds from the first byte asked for to the last one received
# What only unsound JSON holds, and some sound JSON: NUL and surrogates (escaped, or as the bytes that json.loads takes;
# all UTF-16 has NUL bytes, too), NaN, large exponents, long numbers.
SUSPICIOUS = re.compile(rb"\\u(?:0000|[dD][89a-fA-F])|\x00|\xed[\xa0-\xbf]|NaN|Infinity|[eE]\+?[0-9]{3}|[0-9]{19}")
CLOSE = {"Connection": "close"}  # what is left of the body is not worth reading

Route = TypeVar("Route", bound=Callable[..., Any])


def takes_up_to(size: int, *, seconds: float = 30.0) -> Callable[[Route], Route]:
    """Mark a route function that receives more than the usual 1 MiB; stands below the route's decorator."""

    def mark(route: Route) -> Route:
        route.body_limit = (size, seconds)  # type: ignore[attr-defined]
        return route

    return mark


class BodyLimits:
    """Counts what arrives, whatever Content-Length says; ends a body that drips in; refuses JSON that would break later
    (NUL, lone surrogates, NaN, giant numbers, deep nesting: see kit/sound.py)."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            receive = _Watched(scope, receive)
        await self.app(scope, receive, send)


class _Watched:
    """`receive` with a limit and a deadline; both are looked up late, when the route is known.

    It raises HTTPException, because FastAPI makes a 400 of everything else that goes wrong with a body.
    """

    __slots__ = ("chunks", "deadline", "is_json", "is_whole", "limit", "received", "scope", "source")

    def __init__(self, scope: Scope, source: Receive) -> None:
        self.scope = scope
        self.source = source
        self.chunks: list[bytes] = []
        self.received = 0
        self.limit = -1
        self.deadline = 0.0
        self.is_json = False
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
            self._take(message.get("body", b""), is_last=not message.get("more_body", False))
        return message

    def _begin(self) -> None:
        self.limit, seconds = getattr(self.scope.get("endpoint"), "body_limit", (LIMIT, DEADLINE))
        self.deadline = asyncio.get_running_loop().time() + seconds
        for name, value in self.scope["headers"]:
            if name == b"content-type":
                self.is_json = b"json" in value.lower()
            elif name == b"content-length" and value.isdigit() and int(value[:20]) > self.limit:
                raise self._too_large()

    def _take(self, chunk: bytes, *, is_last: bool) -> None:
        self.received += len(chunk)
        self.is_whole = is_last
        if self.received > self.limit:
            raise self._too_large()
        if self.is_json:
            self.chunks.append(chunk)
            if is_last:
                fault = _fault_in_text(b"".join(self.chunks))
                self.chunks.clear()
                if fault:
                    raise HTTPException(422, fault)

    def _too_large(self) -> HTTPException:
        return HTTPException(413, f"The body is larger than the {self.limit} bytes that are taken here.", CLOSE)


def _fault_in_text(body: bytes) -> str:
    """What makes this JSON unfit; it is parsed only when its bytes give reason to (most bodies are parsed once)."""
    if not SUSPICIOUS.search(body) and body.count(b"[") + body.count(b"{") <= DEEPEST:
        return ""
    try:
        return fault_in(json.loads(body))
    except (ValueError, RecursionError):
        return ""  # FastAPI says what is wrong with it
