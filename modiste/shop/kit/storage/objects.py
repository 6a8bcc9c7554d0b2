"""What disk and S3 have in common: obstore's calls, with its errors in our words."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import obstore
from obstore.exceptions import BaseError, NotFoundError

from modiste.shop.kit.storage.base import Facts, NoSuchFile, StorageUnavailable, Store, Stored, checked

CHUNK = 256 * 1024


class ObjectStore(Store):
    """A Store on one of obstore's; a kind of store adds how it signs."""

    def __init__(self, store: Any) -> None:
        self._store = store

    def put(self, key: str, content: bytes | Iterable[bytes]) -> None:
        with _our_words(checked(key)):
            obstore.put(self._store, key, content, attributes=self._attributes(key))

    def open(self, key: str) -> Stored:
        with _our_words(checked(key)):
            found = obstore.get(self._store, key)
            return Stored(_facts(found.meta), _chunks(key, found))

    def facts_of(self, key: str) -> Facts:
        with _our_words(checked(key)):
            return _facts(obstore.head(self._store, key))

    def list_keys(self, prefix: str) -> Iterator[str]:
        with _our_words(prefix):
            for batch in obstore.list(self._store, prefix=checked(prefix.rstrip("/"))):
                yield from (str(entry["path"]) for entry in batch)

    def delete(self, key: str) -> None:
        try:
            with _our_words(checked(key)):
                obstore.delete(self._store, key)
        except NoSuchFile:
            return

    def _attributes(self, _key: str) -> Any:
        return None


def _chunks(key: str, found: Any) -> Iterator[bytes]:
    with _our_words(key):
        for chunk in found.stream(min_chunk_size=CHUNK):
            yield bytes(chunk)


def _facts(meta: Any) -> Facts:
    etag = str(meta["e_tag"] or meta["last_modified"].timestamp()).strip('"')
    return Facts(str(meta["path"]), int(meta["size"]), f'"{etag}"', meta["last_modified"])


@contextmanager
def _our_words(key: str) -> Iterator[None]:
    try:
        yield
    except (NotFoundError, FileNotFoundError) as error:
        raise NoSuchFile(f"There is no file {key}.") from error
    except (BaseError, OSError) as error:
        raise StorageUnavailable from error
