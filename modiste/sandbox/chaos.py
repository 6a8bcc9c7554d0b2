"""Mischief on demand: a shop that hangs, fails, drips, lies, or sends what nobody asked for."""

import asyncio
import socket
import struct
import zlib
from collections.abc import AsyncIterator, Iterator
from enum import StrEnum

from aiohttp import web

SLOW_SECONDS, DRIP_SECONDS, FOREVER = 2.0, 0.3, 3600.0
BLOCK, BOMB_BLOCKS = 1024 * 1024, 2048  # 2 GiB of nothing, in 2 MB
GARBAGE = bytes(range(256)) * 16


class Chaos(StrEnum):
    """What a shop does instead of answering."""

    NONE = "none"
    HANG = "hang"  # takes the request and says nothing
    FAIL = "503"
    RESET = "reset"  # closes the connection with RST
    DRIP = "drip"  # a byte now and then, for ever
    LIE = "lie"  # promises more bytes than it sends
    GARBAGE = "garbage"  # 200, the right type, and noise
    BOMB = "bomb"  # gzip that grows a thousandfold
    SLOW = "slow"  # the right answer, late


async def misbehave(request: web.Request, mode: Chaos, content_type: str) -> web.StreamResponse:
    """Do it; `slow` is the caller's, for it answers rightly in the end."""
    match mode:
        case Chaos.HANG:
            await asyncio.sleep(FOREVER)
        case Chaos.FAIL:
            return web.Response(status=503, text="Service Unavailable", headers={"Retry-After": "30"})
        case Chaos.RESET:
            reset(request)
        case Chaos.DRIP:
            return await _stream(request, {"Content-Type": content_type}, _drops())
        case Chaos.LIE:
            headers = {"Content-Type": content_type, "Content-Length": "4096"}
            response = await _stream(request, headers, _once(b'{"cut": "sho'))
            _close(request)
            return response
        case Chaos.BOMB:
            headers = {"Content-Type": content_type, "Content-Encoding": "gzip"}
            return await _stream(request, headers, _blast())
    return web.Response(body=GARBAGE, headers={"Content-Type": content_type})


async def _stream(request: web.Request, headers: dict[str, str], parts: AsyncIterator[bytes]) -> web.StreamResponse:
    response = web.StreamResponse(headers=headers)
    await response.prepare(request)
    async for part in parts:
        await response.write(part)
    return response


async def _drops() -> AsyncIterator[bytes]:
    for _ in range(int(FOREVER / DRIP_SECONDS)):
        yield b" "
        await asyncio.sleep(DRIP_SECONDS)


async def _once(part: bytes) -> AsyncIterator[bytes]:
    yield part


async def _blast() -> AsyncIterator[bytes]:
    for part in bomb():
        yield part


def bomb(blocks: int = BOMB_BLOCKS) -> Iterator[bytes]:
    """A gzip stream of `blocks` MiB of zeros; each block is flushed fully, so that one compressed copy serves all."""
    press = zlib.compressobj(9, wbits=31)
    head = press.compress(bytes(BLOCK)) + press.flush(zlib.Z_FULL_FLUSH)
    block = press.compress(bytes(BLOCK)) + press.flush(zlib.Z_FULL_FLUSH)
    yield head
    for _ in range(blocks - 1):
        yield block


def reset(request: web.Request) -> None:
    if request.transport is not None:
        peer = request.transport.get_extra_info("socket")
        peer.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))  # closing then sends RST
        request.transport.abort()


def _close(request: web.Request) -> None:
    if request.transport is not None:
        request.transport.close()
