"""The body of an answer: its type and encoding looked at first, then counted as it is decoded, and cut off."""

from aiohttp import ClientResponse

from modiste.shop.kit.fetch.base import FailureKind, FetchFailed

ENCODINGS = "gzip, deflate"  # what we say that we read, and all that we do
READ_ENCODINGS = frozenset({"", "identity", "gzip", "deflate"})
PIECE = 64 * 1024


async def read_body(response: ClientResponse, accepts: tuple[str, ...], largest: int) -> bytes:
    """The decoded bytes of `response`; raises FetchFailed(BROKEN or TOO_LARGE) before reading what is not wanted."""
    encoding = response.headers.get("Content-Encoding", "").strip().lower()
    if encoding not in READ_ENCODINGS:
        raise FetchFailed(FailureKind.BROKEN, "The answer is encoded in a way that we did not ask for.")
    if response.status < 400 and not _is_accepted(response.content_type.lower(), accepts):
        raise FetchFailed(FailureKind.BROKEN, f"The answer is {response.content_type[:60]}, not what was asked for.")
    if (response.content_length or 0) > largest:
        raise _too_large(largest)
    pieces, total = [], 0
    async for piece in response.content.iter_chunked(PIECE):
        total += len(piece)
        if total > largest:
            raise _too_large(largest)
        pieces.append(piece)
    return b"".join(pieces)


def _is_accepted(given: str, accepts: tuple[str, ...]) -> bool:
    if "*/*" in accepts or given in accepts:
        return True
    # RFC 6839: application/hal+json and its like are JSON
    return any(given.endswith("+" + one.rpartition("/")[2]) for one in accepts if one.startswith("application/"))


def _too_large(largest: int) -> FetchFailed:
    return FetchFailed(FailureKind.TOO_LARGE, f"The answer is larger than {largest // 1024} KiB.")
