"""A bound on the requests in work: as many as there are threads, a few more in line, and a quick 503 beyond.

Each request in work may need a thread and a connection several times (the account's dependency, then the route).
Were more let in than there are of both, requests that hold a connection would wait for threads held by requests that
wait for a connection. So as many are let in as there are threads, and the pool has that many connections.
"""

import asyncio
from weakref import WeakKeyDictionary

from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from modiste.shop.kit.web.problems import problem

PATIENCE = 3.0  # seconds in line
WORKING_PATHS = ("/api/", "/media/")
EXEMPT = "/api/v1/health/"


class Line:
    """The places of one event loop and how many wait for one."""

    __slots__ = ("places", "waiting")

    def __init__(self, places: int) -> None:
        self.places = asyncio.Semaphore(places)
        self.waiting = 0


class Full(HTTPException):
    """The line is too long, or did not move (an HTTPException, because FastAPI makes a 400 of all else)."""

    def __init__(self) -> None:
        super().__init__(503, "The shop is crowded at the moment; try again in a second.", {"Retry-After": "1"})


class Crowd:
    """Lets `places` requests work at once. A place is held until the answer starts, and never while the client is
    slow to send: an open event stream or a dripping upload costs nobody anything."""

    def __init__(self, app: ASGIApp, *, places: int, line: int) -> None:
        self.app = app
        self.places = places
        self.longest = line
        self._lines: WeakKeyDictionary[asyncio.AbstractEventLoop, Line] = WeakKeyDictionary()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path: str = scope.get("path", "")
        if scope["type"] != "http" or not path.startswith(WORKING_PATHS) or path.startswith(EXEMPT):
            await self.app(scope, receive, send)
            return
        loop = asyncio.get_running_loop()
        line = self._lines.get(loop)
        if line is None:
            line = self._lines[loop] = Line(self.places)
        place = _Place(line, self.longest, receive, send)
        try:
            await place.take()
            await self.app(scope, place.receive, place.send)
        except Full as error:
            await problem(error.status_code, error.detail, headers=error.headers)(scope, receive, send)
        finally:
            place.leave()


class _Place:
    __slots__ = ("_receive", "_send", "has_started", "is_held", "line", "longest")

    def __init__(self, line: Line, longest: int, receive: Receive, send: Send) -> None:
        self.line = line
        self.longest = longest
        self.is_held = False
        self.has_started = False
        self._receive = receive
        self._send = send

    async def take(self) -> None:
        line = self.line
        if line.places.locked():
            if line.waiting >= self.longest:
                raise Full
            line.waiting += 1
            try:
                async with asyncio.timeout(PATIENCE):
                    await line.places.acquire()
            except TimeoutError as error:
                raise Full from error
            finally:
                line.waiting -= 1
        else:
            await line.places.acquire()
        self.is_held = True

    def leave(self) -> None:
        if self.is_held:
            self.is_held = False
            self.line.places.release()

    async def receive(self) -> Message:
        if self.has_started or not self.is_held:
            return await self._receive()
        self.leave()
        message = await self._receive()
        if not self.has_started:
            await self.take()
        return message

    async def send(self, message: Message) -> None:
        self.has_started = True
        self.leave()
        await self._send(message)
