"""Files in a folder; private ones are given out by URLs that we sign ourselves."""

import time
from pathlib import Path
from urllib.parse import quote

from obstore.store import LocalStore

from modiste.shop.kit import tokens
from modiste.shop.kit.storage.base import PUBLIC, bounded, checked
from modiste.shop.kit.storage.objects import ObjectStore


class DiskStore(ObjectStore):
    """A folder. `signing_key` signs `/media/{key}?expires=…&signature=…`."""

    def __init__(self, folder: Path, *, signing_key: str) -> None:
        super().__init__(LocalStore(folder, automatic_cleanup=True, mkdir=True))
        self._signing_key = signing_key

    def url(self, key: str, *, seconds: int = 300) -> str:
        if checked(key).startswith(PUBLIC):
            return f"/media/{key}"
        expires = int(time.time()) + bounded(seconds)
        return f"/media/{quote(key)}?expires={expires}&signature={media_signature(self._signing_key, key, expires)}"


def media_signature(signing_key: str, key: str, expires: int) -> str:
    """The signature of a media URL: bound to this file and this end."""
    return tokens.signature(signing_key, "media", key, str(expires))


def is_signed(signing_key: str, key: str, expires: int, signature: str) -> bool:
    """Whether `signature` is ours for this file, and its time not over."""
    return expires >= time.time() and tokens.is_same(media_signature(signing_key, key, expires), signature)
