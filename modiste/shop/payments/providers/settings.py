"""What the settings of every provider share: where it is asked, how often, and how a missing secret is told."""

import ipaddress
from typing import Annotated, Any, Self
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, SecretStr, model_validator
from pydantic_settings import BaseSettings, NoDecode

from modiste.shop.kit.settings import UnsafeSettings


def check_address(value: str) -> str:
    """An address without the slash at its end: https, or http on this machine for a sandbox; raises ValueError."""
    parts = urlsplit(value)
    is_sound = bool(parts.hostname) and not (parts.query or parts.fragment or parts.username)
    if not is_sound or not (parts.scheme == "https" or (parts.scheme == "http" and _is_loopback(parts.hostname or ""))):
        raise ValueError("must be an https address, or an http one on this machine such as http://127.0.0.1:8500")
    return value.rstrip("/")


Address = Annotated[str, AfterValidator(check_address)]


class ProviderSettings(BaseSettings):
    """The common part. Every secret of a subclass is needed: without it, the provider does not start."""

    base_url: Address
    per_second: float = Field(50.0, gt=0, le=1000, description="How often it may be asked, over all processes.")
    currencies: Annotated[frozenset[str], NoDecode] = Field(
        frozenset(), description="The currencies that your account takes, such as NGN,USD; empty: all that it knows."
    )

    @model_validator(mode="before")
    @classmethod
    def split_currencies(cls, values: dict[str, Any]) -> dict[str, Any]:
        """Accept `NGN,USD` for a list, as people write environment variables."""
        given = values.get("currencies")
        if isinstance(given, str):
            values["currencies"] = [part.strip().upper() for part in given.split(",") if part.strip()]
        return values

    @model_validator(mode="after")
    def refuse_missing_secrets(self) -> Self:
        """Each secret is there and could be one; none is ever shown."""
        prefix = str(self.model_config.get("env_prefix", ""))
        for name, field in type(self).model_fields.items():
            value = getattr(self, name)
            if not isinstance(value, SecretStr):
                continue
            secret = value.get_secret_value()
            if not secret:
                raise UnsafeSettings(f"{prefix}{name.upper()} is missing: set it to {field.description}")
            if not (secret.isascii() and secret.isprintable() and " " not in secret):
                raise UnsafeSettings(f"{prefix}{name.upper()} holds characters that no secret has: copy it again")
        return self


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
