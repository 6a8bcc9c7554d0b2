"""What opens vendors' interfaces: asked for once, kept while it holds, shared by all processes through the cache."""

import asyncio
import time
from collections import defaultdict

from modiste.shop.kit.cache import Cache
from modiste.shop.kit.fetch.base import FailureKind, FetchFailed
from modiste.shop.prices.doors import Door
from modiste.shop.prices.vendors.base import Unreadable, Vendor

MARGIN = 60  # seconds before its end a token is no longer used


class Tokens:
    """Tokens by vendor; used on the loop of the fetcher alone, so one asker at a time needs no lock of threads."""

    def __init__(self, door: Door, cache: Cache) -> None:
        self._door, self._cache = door, cache
        self._held: dict[str, tuple[str, float]] = {}
        self._asking: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def token_of(self, vendor: Vendor, *, refused: str = "") -> str:
        """The vendor's token, empty where it needs none; `refused` is one that it no longer takes.

        Raises FetchFailed.
        """
        request = vendor.token_request()
        if request is None:
            return ""
        async with self._asking[vendor.name]:
            known = await self._find(vendor.name)
            if known and known != refused:
                return known
            answer = await self._door.fetch(request, vendor.policy)
            try:
                token = vendor.parse_token(answer)
            except Unreadable as error:
                raise FetchFailed(FailureKind.BROKEN, str(error), status=answer.status) from error
            seconds = max(1, token.seconds - MARGIN)
            self._held[vendor.name] = token.value, time.monotonic() + seconds
            shared = {"value": token.value, "until": time.time() + seconds}
            await asyncio.to_thread(self._cache.set, _key(vendor.name), shared, seconds=seconds)
            return token.value

    async def _find(self, name: str) -> str:
        value, until = self._held.get(name, ("", 0.0))
        if value and time.monotonic() < until:
            return value
        shared = await asyncio.to_thread(self._cache.get, _key(name))
        if not isinstance(shared, dict) or shared.get("until", 0) <= time.time():
            return ""
        self._held[name] = str(shared["value"]), time.monotonic() + shared["until"] - time.time()
        return self._held[name][0]


def _key(name: str) -> str:
    return f"vendor:{name}:token"
