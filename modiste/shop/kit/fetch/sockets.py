"""The guard on every socket: it sees the very address that is dialled, after names, literals and redirects.

A check of the name, or one inside a resolver, can be walked around: by literals, which are never looked up, and by a
name server that gives another answer the second time.
"""

import asyncio
import errno
import socket
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from aiohttp.abc import AbstractResolver, ResolveResult

from modiste.shop.kit.fetch.addresses import is_public

LOOK_UPS = 16  # names looked up at once: one name server that hangs must not hold up the others
MOST_ADDRESSES = 8  # of one name that are tried

LookUp = Callable[..., list[tuple[Any, ...]]]


class Inside(PermissionError):
    """The address that was about to be dialled is not the open web."""

    def __init__(self) -> None:
        super().__init__(errno.EPERM, "not an address of the open web")


class Guard:
    """Opens sockets to the open web on a few ports, and to the exact addresses that were allowed.

    `is_ours` tells of a public address whether it is the shop's own.
    """

    def __init__(
        self, ports: frozenset[int], allowed: frozenset[tuple[str, int]], is_ours: Callable[[str], bool]
    ) -> None:
        self._ports, self._allowed, self._is_ours = ports, allowed, is_ours

    def open_socket(self, info: tuple[Any, ...]) -> socket.socket:
        """A socket for the address in `info` (as of `getaddrinfo`); raises Inside."""
        family, kind, protocol, _, address = info
        if not self.may_dial(family, address):
            raise Inside
        return socket.socket(family, kind, protocol)

    def may_dial(self, family: int, address: tuple[Any, ...]) -> bool:
        """Whether a socket may be connected to `address`."""
        if family not in (socket.AF_INET, socket.AF_INET6) or any(address[3:4]):  # a zone: never the open web
            return False
        host, port = address[:2]
        if (host, port) in self._allowed:
            return True
        return port in self._ports and is_public(host) and not self._is_ours(host)


class Names(AbstractResolver):
    """Looks names up in threads of its own."""

    def __init__(self, look_up: LookUp = socket.getaddrinfo) -> None:
        self._look_up = look_up
        self._threads = ThreadPoolExecutor(LOOK_UPS, thread_name_prefix="names")

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        loop = asyncio.get_running_loop()
        found = await loop.run_in_executor(
            self._threads, lambda: self._look_up(host, port, type=socket.SOCK_STREAM, family=family)
        )
        return [
            ResolveResult(
                hostname=host,
                host=address[0],
                port=address[1],
                family=family,
                proto=protocol,
                flags=socket.AI_NUMERICHOST | socket.AI_NUMERICSERV,
            )
            for family, _, protocol, _, address in found[:MOST_ADDRESSES]
            if not any(address[3:4])  # an address with a zone is on our own link
        ]

    async def close(self) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)
