"""Files in an S3 bucket (Amazon's, MinIO, Garage, R2 …); private ones are given out by presigned URLs."""

from datetime import timedelta
from typing import Any

import obstore
from obstore.store import S3Store as Bucket
from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

from modiste.shop.kit.storage.base import FOR_EVER, PUBLIC, bounded, checked, disposition_of, type_of
from modiste.shop.kit.storage.objects import ObjectStore


class S3Settings(BaseSettings):
    """`MODISTE_S3_…`; without keys the machine's own role is used."""

    model_config = SettingsConfigDict(env_prefix="MODISTE_S3_", env_file=".env", extra="ignore", frozen=True)

    endpoint: str = Field("", description="Of a service that is not Amazon's, such as http://127.0.0.1:9000.")
    region: str = "us-east-1"
    access_key_id: str = ""
    secret_access_key: SecretStr = SecretStr("")
    public_url: str = Field("", description="Where the bucket's public/ folder is served (a CDN); empty: by us.")


class S3Store(ObjectStore):
    """A bucket, or a folder of one."""

    def __init__(self, bucket: str, prefix: str, settings: S3Settings) -> None:
        options: dict[str, Any] = {"region": settings.region}
        if settings.endpoint:
            options |= {"endpoint": settings.endpoint, "virtual_hosted_style_request": False}
        if settings.access_key_id:
            options["access_key_id"] = settings.access_key_id
            options["secret_access_key"] = settings.secret_access_key.get_secret_value()
        bucket_store = Bucket(
            bucket,
            prefix=prefix or None,
            client_options={
                "connect_timeout": timedelta(seconds=1),
                "timeout": timedelta(seconds=30),
                "allow_http": settings.endpoint.startswith("http://"),
            },
            retry_config={"max_retries": 2, "retry_timeout": timedelta(seconds=5)},
            **options,
        )
        super().__init__(bucket_store)
        self._bucket = bucket_store
        self._public_url = settings.public_url.rstrip("/")

    def url(self, key: str, *, seconds: int = 300) -> str:
        if checked(key).startswith(PUBLIC):
            return f"{self._public_url}/{key}" if self._public_url else f"/media/{key}"
        return obstore.sign(self._bucket, "GET", key, timedelta(seconds=bounded(seconds)))

    def _attributes(self, key: str) -> Any:
        cache = FOR_EVER if key.startswith(PUBLIC) else "private, no-store"
        return {
            "Content-Type": type_of(key),
            "Content-Disposition": disposition_of(key),
            "Cache-Control": cache,
        }
