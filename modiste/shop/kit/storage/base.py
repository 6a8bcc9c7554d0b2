"""What a store can do, and which keys and kinds of files there are."""

import re
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from modiste.shop.kit.errors import Invalid, NotFound, Unavailable

PUBLIC = "public/"
LONGEST_SIGNED = 300  # seconds
LONGEST_KEY = 300
FOR_EVER = "public, max-age=31536000, immutable"

# Segments start with a letter or digit: no "..", no hidden files, nothing absolute, nothing to escape in a URL.
KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*(?:\.[A-Za-z0-9_-]+)*(?:/[A-Za-z0-9][A-Za-z0-9_-]*(?:\.[A-Za-z0-9_-]+)*)*")

# The only types ever served, by the key's ending: what a file says about itself is not believed.
TYPES = {
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "webp": "image/webp",
    "avif": "image/avif",
    "gif": "image/gif",
    "svg": "image/svg+xml",
    "json": "application/json",
    "csv": "text/csv; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "zip": "application/zip",
}
UNKNOWN_TYPE = "application/octet-stream"


class BadKey(Invalid):
    """The key is not one that a store takes."""

    title = "This is no name of a stored file"


class NoSuchFile(NotFound):
    """Nothing is stored under this key."""

    title = "There is no such file"


class StorageUnavailable(Unavailable):
    """The store does not answer or does not let us in."""

    title = "The file store does not answer at the moment"


@dataclass(frozen=True)
class Facts:
    """What is known of a stored file without reading it."""

    key: str
    size: int
    etag: str
    changed_at: datetime


@dataclass(frozen=True)
class Stored:
    """A stored file being read; `chunks` can be walked once."""

    facts: Facts
    chunks: Iterator[bytes]


class Store(ABC):
    """Files by key. Keys below `public/` are for everyone and never change; others are reached by signed URLs."""

    @abstractmethod
    def put(self, key: str, content: bytes | Iterable[bytes]) -> None:
        """Store `content` whole or not at all; raises BadKey, StorageUnavailable."""

    @abstractmethod
    def open(self, key: str) -> Stored:
        """The file under `key`; raises NoSuchFile, BadKey, StorageUnavailable."""

    @abstractmethod
    def facts_of(self, key: str) -> Facts:
        """Size, ETag and time of the file under `key`; raises like `open`."""

    @abstractmethod
    def list_keys(self, prefix: str) -> Iterator[str]:
        """Every key in the folder `prefix`."""

    @abstractmethod
    def delete(self, key: str) -> None:
        """Remove the file under `key`; nothing happens when there is none."""

    @abstractmethod
    def url(self, key: str, *, seconds: int = LONGEST_SIGNED) -> str:
        """Where a browser gets the file: for ever when it is public, otherwise for `seconds` (at most 300)."""

    def read(self, key: str) -> bytes:
        """The whole content of `key`."""
        return b"".join(self.open(key).chunks)


def checked(key: str) -> str:
    """`key` itself; raises BadKey unless it is a plain relative path of plain names."""
    if len(key) > LONGEST_KEY or not KEY.fullmatch(key):
        raise BadKey("Names are letters, digits, - and _, with dots between, in folders: pictures/12/front.webp")
    return key


def bounded(seconds: int) -> int:
    """`seconds` when a signed URL may live that long; raises ValueError otherwise."""
    if not 1 <= seconds <= LONGEST_SIGNED:
        raise ValueError(f"a signed URL lives 1 to {LONGEST_SIGNED} seconds, not {seconds}")
    return seconds


def type_of(key: str) -> str:
    """The Content-Type of a key by its ending."""
    return TYPES.get(key.rpartition(".")[2].lower(), UNKNOWN_TYPE)


def disposition_of(key: str) -> str:
    """Whether a browser shows the file (pictures) or saves it (all else), and under which name."""
    kind = "inline" if type_of(key).startswith("image/") else "attachment"
    return f'{kind}; filename="{key.rpartition("/")[2]}"'
