"""One question on the wire: guarded sockets, redirects followed by hand, errors told by kind."""

import asyncio
import errno
import re
import time
from collections.abc import Awaitable, Callable, Mapping

import aiohttp
from yarl import URL

from modiste.shop.kit.fetch.addresses import check_url
from modiste.shop.kit.fetch.base import Answer, FailureKind, FetchFailed, Request
from modiste.shop.kit.fetch.bodies import ENCODING, read_body
from modiste.shop.kit.fetch.ours import Ours
from modiste.shop.kit.fetch.settings import FetchSettings
from modiste.shop.kit.fetch.sockets import Guard, LookUp, Names

MOST_REDIRECTS = 5
REDIRECTS = frozenset({301, 302, 303, 307, 308})
METHODS = frozenset({"GET", "HEAD", "POST"})
CONNECTIONS, CONNECTIONS_PER_HOST = 100, 8
# What may go along to another origin; everything else could be a key of ours.
HARMLESS_HEADERS = frozenset({"accept", "accept-language"})
# What a question may not say for itself: who asks, how it is packed, and what is the connection's (RFC 9110, 7.6.1).
OURS = frozenset(
    "host user-agent accept-encoding content-length cookie transfer-encoding te trailer "
    "connection keep-alive proxy-connection upgrade http2-settings".split()
)
HEADER_NAME = re.compile(r"[A-Za-z0-9-]{1,64}")

Permit = Callable[[URL], Awaitable[None]]


class ConnectionLost(FetchFailed):
    """The connection broke before an answer began: asking once more is fair."""


class Wire:
    """A pool of guarded connections; belongs to one event loop."""

    def __init__(self, settings: FetchSettings, look_up: LookUp) -> None:
        self._ports, self._allowed = frozenset(settings.ports), settings.allowed
        self._user_agent = settings.user_agent
        self._names = Names(look_up)
        self._ours = Ours(settings.own_host, self._names)
        self._session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(
                socket_factory=Guard(self._ports, self._allowed, self._ours.has).open_socket,
                resolver=self._names,
                limit=CONNECTIONS,
                limit_per_host=CONNECTIONS_PER_HOST,
            ),
            cookie_jar=aiohttp.DummyCookieJar(),
            timeout=aiohttp.ClientTimeout(total=None, sock_connect=None),  # the fetcher's deadline is the only one
            trust_env=False,  # a proxy from the environment would dial for us, past the guard
            auto_decompress=False,
            skip_auto_headers=("Accept", "Content-Type"),
        )

    def check(self, url: str) -> URL:
        """The URL, if we may talk to such a one; raises FetchFailed(FORBIDDEN)."""
        checked = check_url(url, ports=self._ports, allowed=self._allowed)
        if self._ours.is_called(checked.host or ""):
            raise FetchFailed(FailureKind.FORBIDDEN, "This is the shop's own address.")
        return checked

    async def ask(self, request: Request, permit: Permit | None = None) -> Answer:
        """The answer to `request`, `permit` being asked about each address; raises FetchFailed."""
        url, headers = self.check(request.url), self._headers(request)
        await self._ours.look_up()
        began = time.monotonic()
        for _ in range(MOST_REDIRECTS + 1):
            if permit is not None:
                await permit(url)
            answer = await self._exchange(request, url, headers, began)
            if isinstance(answer, Answer):
                return answer
            target = self._target(request, url, answer)
            if target.origin() != url.origin():
                headers = {name: value for name, value in headers.items() if name.lower() in HARMLESS_HEADERS}
                headers |= self._own_headers()
            url = target
        raise FetchFailed(FailureKind.BROKEN, f"The answer is more than {MOST_REDIRECTS} redirects away.")

    async def close(self) -> None:
        """Close every connection."""
        await self._session.close()
        await self._names.close()

    async def _exchange(self, request: Request, url: URL, headers: Mapping[str, str], began: float) -> Answer | str:
        """The answer of `url`, or where it says to go instead."""
        try:
            async with self._session.request(
                request.method, url, headers=headers, data=request.body or None, allow_redirects=False
            ) as response:
                if response.status in REDIRECTS and "Location" in response.headers:
                    response.close()  # its body is of no interest, and could be endless
                    return response.headers["Location"]
                body = await read_body(response, request.accepts, request.largest)
                found = {name.lower(): value for name, value in response.headers.items()}
                return Answer(response.status, found, body, str(url), time.monotonic() - began)
        except (aiohttp.ClientError, OSError, ValueError) as error:
            raise _told(error) from error

    def _target(self, request: Request, url: URL, location: str) -> URL:
        if request.method == "POST":
            raise FetchFailed(FailureKind.FORBIDDEN, "What was posted is not sent on to another address.")
        try:
            joined = str(url.join(URL(location)))
        except ValueError as error:
            raise FetchFailed(FailureKind.FORBIDDEN, "The redirect leads to no web address.") from error
        target = self.check(joined)
        if url.scheme == "https" and target.scheme == "http":
            raise FetchFailed(FailureKind.FORBIDDEN, "The redirect leads from https down to http.")
        return target

    def _headers(self, request: Request) -> dict[str, str]:
        if request.method not in METHODS:
            raise FetchFailed(FailureKind.FORBIDDEN, "Only GET, HEAD and POST are sent.")
        given = {name: value for name, value in request.headers.items() if name.lower() not in OURS}
        if any(not HEADER_NAME.fullmatch(name) or not value.isprintable() for name, value in given.items()):
            raise FetchFailed(FailureKind.FORBIDDEN, "A header holds characters that would make it two.")
        return {"Accept": ", ".join(request.accepts)} | given | self._own_headers()

    def _own_headers(self) -> dict[str, str]:
        return {"User-Agent": self._user_agent, "Accept-Encoding": ENCODING}


def _told(error: Exception) -> FetchFailed:
    """What went wrong, for a shopper: no address, no header, no key in it."""
    system = error.os_error if isinstance(error, aiohttp.ClientConnectorError) else error
    if isinstance(system, OSError) and system.errno == errno.EPERM:
        return FetchFailed(FailureKind.FORBIDDEN, "This is not an address of the open web.")
    if isinstance(error, aiohttp.ClientConnectorDNSError):
        return FetchFailed(FailureKind.UNREACHABLE, "The shop's name is not known.")
    if isinstance(error, aiohttp.ClientSSLError):
        return FetchFailed(FailureKind.UNREACHABLE, "The shop's certificate or encryption is not sound.")
    if isinstance(error, aiohttp.ClientConnectorError):
        return FetchFailed(FailureKind.UNREACHABLE, "The shop cannot be reached.")
    if isinstance(error, aiohttp.ServerDisconnectedError | ConnectionResetError | aiohttp.ClientOSError):
        return ConnectionLost(FailureKind.UNREACHABLE, "The shop hung up.")
    if isinstance(error, aiohttp.InvalidURL | aiohttp.NonHttpUrlClientError):
        return FetchFailed(FailureKind.FORBIDDEN, "This is no web address.")
    if isinstance(error, asyncio.TimeoutError):
        return FetchFailed(FailureKind.TIMEOUT, "The shop took too long.")
    return FetchFailed(FailureKind.BROKEN, "The answer is not sound HTTP.")
