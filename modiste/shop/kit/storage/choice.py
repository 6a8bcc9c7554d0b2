"""Which store MODISTE_STORAGE_URL names."""

from pathlib import Path
from urllib.parse import unquote, urlsplit

from modiste.shop.kit.settings import Settings
from modiste.shop.kit.storage.base import Store
from modiste.shop.kit.storage.disk import DiskStore
from modiste.shop.kit.storage.s3 import S3Settings, S3Store


def open_store(settings: Settings) -> Store:
    """The store of these settings: `s3://bucket/prefix`, `file:///folder`, or the data folder."""
    if not settings.storage_url:
        return DiskStore(settings.data_dir / "media", signing_key=settings.signing_key)
    url = urlsplit(settings.storage_url)
    if url.scheme == "s3" and url.netloc:
        return S3Store(url.netloc, url.path.strip("/"), S3Settings())
    if url.scheme == "file" and url.path:
        return DiskStore(Path(unquote(url.path)), signing_key=settings.signing_key)
    raise ValueError("MODISTE_STORAGE_URL is s3://bucket/prefix or file:///folder")
