"""Which public addresses are our own: what a stranger's page leads to must not be the shop itself.

An address is ours when this machine has it, or when the shop's public name (`MODISTE_PUBLIC_URL`) leads to it: behind a
balancer or a translated address no interface has the public one.
"""

import asyncio
import contextlib
import errno
import ipaddress
import socket
import time

import structlog

from modiste.shop.kit.fetch.addresses import innermost
from modiste.shop.kit.fetch.sockets import Names

FRESH = 300.0  # seconds that the addresses of our name are believed
PATIENCE = 1.0  # seconds that a question waits for our own name: the old addresses stand in for new ones
ANY_PORT = 9  # nothing is sent to it
log = structlog.get_logger(__name__)


class Ours:
    """The shop's own addresses; belongs to one event loop."""

    def __init__(self, public_host: str, names: Names) -> None:
        self._host, self._names = public_host, names
        self._addresses: frozenset[str] = frozenset()
        self._looked_at: float | None = None
        self._looking: asyncio.Task[None] | None = None
        with contextlib.suppress(ValueError):  # a number: there is nothing to look up
            self._addresses, self._host = frozenset({str(innermost(ipaddress.ip_address(public_host)))}), ""

    async def look_up(self) -> None:
        """Find out where our name leads, when that is not known or old; never raises, and never waits for long."""
        if not self._host or (self._looked_at is not None and time.monotonic() - self._looked_at < FRESH):
            return
        if self._looking is None or self._looking.done():
            self._looking = asyncio.create_task(self._look_up())
        await asyncio.wait({self._looking}, timeout=PATIENCE)
        self._looked_at = time.monotonic()

    def is_called(self, host: str) -> bool:
        """Whether `host` is the shop's public name; numbers are told by `has`."""
        return host.rstrip(".") == self._host != ""

    def has(self, text: str) -> bool:
        """Whether the IP address `text` is ours, whatever it is wrapped in."""
        address = innermost(ipaddress.ip_address(text))
        return str(address) in self._addresses or _is_of_this_machine(address)

    async def _look_up(self) -> None:
        try:
            found = await self._names.resolve(self._host, 443, socket.AF_UNSPEC)
        except (OSError, ValueError):  # ValueError: a name that no name server could be asked for
            log.info("the shop's own public name is not known here", host=self._host)
            return
        self._addresses = frozenset(str(innermost(ipaddress.ip_address(one["host"]))) for one in found)


def _is_of_this_machine(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    """Whether an interface has the address: then a datagram to it would come from it. None is sent."""
    family = socket.AF_INET if address.version == 4 else socket.AF_INET6
    with socket.socket(family, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect((str(address), ANY_PORT))
        except OSError as error:
            return error.errno == errno.EACCES  # a broadcast address is of this machine's network
        return bool(ipaddress.ip_address(probe.getsockname()[0]) == address)
