"""The body of an answer: its type and encoding looked at first, then counted as it is decoded, and cut off."""

import zlib
from typing import Protocol

from aiohttp import ClientResponse

from modiste.shop.kit.fetch.base import FailureKind, FetchFailed

ENCODING = "gzip"  # what we say that we read besides plain bytes, and all that we do
GZIP_BITS = 16 + zlib.MAX_WBITS
PIECE = 64 * 1024


async def read_body(response: ClientResponse, accepts: tuple[str, ...], largest: int) -> bytes:
    """The decoded bytes of `response`; raises FetchFailed(BROKEN or TOO_LARGE) before reading what is not wanted."""
    encoding = response.headers.get("Content-Encoding", "identity").strip().lower()
    if encoding not in ("identity", ENCODING):
        raise FetchFailed(FailureKind.BROKEN, "The answer is encoded in a way that we did not ask for.")
    if response.status < 400 and not _is_accepted(response.content_type.lower(), accepts):
        raise FetchFailed(FailureKind.BROKEN, f"The answer is {response.content_type[:60]}, not what was asked for.")
    if (response.content_length or 0) > largest:
        raise _too_large(largest)
    decoder: _Decoder = _Gzip() if encoding == ENCODING else _Plain()
    pieces, sent, total = [], 0, 0
    async for piece in response.content.iter_chunked(PIECE):
        decoded = decoder.decode(piece, largest - total + 1)
        sent, total = sent + len(piece), total + len(decoded)
        if max(sent, total) > largest:
            raise _too_large(largest)
        pieces.append(decoded)
    if sent and not decoder.is_whole:
        raise FetchFailed(FailureKind.BROKEN, "The answer breaks off.")
    return b"".join(pieces)


class _Decoder(Protocol):
    @property
    def is_whole(self) -> bool: ...

    def decode(self, piece: bytes, most: int) -> bytes: ...


class _Plain:
    is_whole = True

    def decode(self, piece: bytes, _most: int) -> bytes:
        return piece


class _Gzip:
    """Our own, because aiohttp's takes a stream that was cut off for a whole one."""

    def __init__(self) -> None:
        self._stream = zlib.decompressobj(GZIP_BITS)

    @property
    def is_whole(self) -> bool:
        return self._stream.eof

    def decode(self, piece: bytes, most: int) -> bytes:
        try:
            return self._stream.decompress(piece, most)  # a tail is left only if there is more than we take
        except zlib.error as error:
            raise FetchFailed(FailureKind.BROKEN, "The answer is not encoded as it says.") from error


def _is_accepted(given: str, accepts: tuple[str, ...]) -> bool:
    if "*/*" in accepts or given in accepts:
        return True
    # RFC 6839: application/hal+json and its like are JSON
    return any(given.endswith("+" + one.rpartition("/")[2]) for one in accepts if one.startswith("application/"))


def _too_large(largest: int) -> FetchFailed:
    return FetchFailed(FailureKind.TOO_LARGE, f"The answer is larger than {largest // 1024} KiB.")
