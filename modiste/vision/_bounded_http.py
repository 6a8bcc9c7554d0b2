"""An HTTP client whose answers end: after so many seconds as a whole, and after so many bytes.

`httpx2` bounds each read, so that a host which sends a byte now and then is never given up on. It comes with
google-genai and is imported with it alone.
"""

import time
from collections.abc import Iterator
from typing import Any

import httpx2

MOST_BYTES = 40 * 2**20  # a picture of 4K as base64, and room


class BoundedClient(httpx2.Client):
    """Reads every answer within the request's own timeout, counted from its first byte out to the last one in.

    No redirect is followed: it would take the key and the photo to another host.
    """

    def __init__(self) -> None:
        super().__init__(follow_redirects=False)

    def send(self, request: httpx2.Request, *, stream: bool = False, **how: Any) -> httpx2.Response:
        """As httpx2 does; raises httpx2.ReadTimeout and, of what is too long, httpx2.DecodingError."""
        until = time.monotonic() + (request.extensions.get("timeout", {}).get("read") or float("inf"))
        response = super().send(request, stream=True, **(how | {"follow_redirects": False}))
        assert isinstance(response.stream, httpx2.SyncByteStream)
        response.stream = _Bounded(response.stream, request, until)
        if not stream:
            try:
                response.read()
            finally:
                response.close()
        return response


class _Bounded(httpx2.SyncByteStream):
    def __init__(self, stream: httpx2.SyncByteStream, request: httpx2.Request, until: float) -> None:
        self._stream, self._request, self._until = stream, request, until

    def __iter__(self) -> Iterator[bytes]:
        total = 0
        for part in self._stream:
            total += len(part)
            if time.monotonic() > self._until:
                raise httpx2.ReadTimeout("The answer takes too long.", request=self._request)
            if total > MOST_BYTES:
                raise httpx2.DecodingError("The answer is too long.", request=self._request)
            yield part

    def close(self) -> None:
        self._stream.close()
