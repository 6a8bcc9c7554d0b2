"""What an operator can set about the door to the open web: `MODISTE_FETCH_…`."""

import ipaddress
from typing import Annotated, Self

from pydantic import Field, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from modiste import __version__
from modiste.shop.kit.settings import Environment, UnsafeSettings


class FetchSettings(BaseSettings):
    """Who we say that we are, and which addresses may be reached although the guard would refuse them."""

    model_config = SettingsConfigDict(
        env_prefix="MODISTE_FETCH_", env_file=".env", extra="ignore", frozen=True, populate_by_name=True
    )

    environment: Environment = Field(Environment.DEVELOPMENT, validation_alias="MODISTE_ENVIRONMENT")
    contact: str = Field(
        "", pattern=r"^[ -~]{0,200}$", description="A URL or address where shops can reach you; sent to them."
    )
    allowed_hosts: Annotated[list[str], NoDecode] = Field(
        default=[], description="Exact private addresses to let through, such as 127.0.0.1:8500; never in production."
    )
    ports: Annotated[list[int], NoDecode] = Field(default=[80, 443], description="The ports that are talked to.")
    parsers: int = Field(2, ge=1, le=16, description="Processes that read other people's pages.")
    parser_mib: int = Field(512, ge=64, description="The memory that reading one page may take.")

    @model_validator(mode="before")
    @classmethod
    def split_lists(cls, values: dict[str, object]) -> dict[str, object]:
        """Accept `a,b` for lists, as people write environment variables."""
        for name in ("allowed_hosts", "ports"):
            given = values.get(name)
            if isinstance(given, str):
                values[name] = [part.strip() for part in given.split(",") if part.strip()]
        return values

    @model_validator(mode="after")
    def refuse_holes(self) -> Self:
        """A hole in the guard is one exact address, and there is none in production."""
        if self.allowed_hosts and self.environment is Environment.PRODUCTION:
            raise UnsafeSettings(
                "Modiste refuses to start in production: MODISTE_FETCH_ALLOWED_HOSTS opens private addresses."
            )
        _ = self.allowed  # a name or a network would be no exact address
        return self

    @property
    def allowed(self) -> frozenset[tuple[str, int]]:
        """The addresses let through, as (IP address, port)."""
        return frozenset(_endpoint(text) for text in self.allowed_hosts)

    @property
    def user_agent(self) -> str:
        """What we honestly are, with where to complain."""
        return f"Modiste/{__version__} (+{self.contact or 'self-hosted price comparison, no contact given'})"


def _endpoint(text: str) -> tuple[str, int]:
    host, _, port = text.rpartition(":")
    try:
        return str(ipaddress.ip_address(host.strip("[]"))), int(port)
    except ValueError as error:
        raise ValueError(f"{text!r} is not an IP address with a port, such as 127.0.0.1:8500") from error
