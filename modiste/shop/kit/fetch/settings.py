"""What an operator can set about the door to the open web: `MODISTE_FETCH_…`."""

import ipaddress
from typing import Annotated, Self

from pydantic import Field, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict
from yarl import URL

from modiste import __version__
from modiste.shop.kit.fetch.addresses import is_public
from modiste.shop.kit.settings import Environment, UnsafeSettings


class FetchSettings(BaseSettings):
    """Who we say that we are, and which addresses may be reached although the guard would refuse them."""

    model_config = SettingsConfigDict(
        env_prefix="MODISTE_FETCH_", env_file=".env", extra="ignore", frozen=True, populate_by_name=True
    )

    environment: Environment = Field(Environment.DEVELOPMENT, validation_alias="MODISTE_ENVIRONMENT")
    public_url: str = Field(
        "http://127.0.0.1:8000",
        validation_alias="MODISTE_PUBLIC_URL",
        description="Where the shop itself is: never asked.",
    )
    contact: str = Field(
        "", pattern=r"^[ -~]{0,200}$", description="A URL or address where shops can reach you; sent to them."
    )
    allowed_hosts: Annotated[list[str], NoDecode] = Field(
        default=[],
        description="Exact addresses to let through, such as 127.0.0.1:8500; in production none that is private.",
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
        """A hole in the guard is one exact address, and in production none that leads inside.

        A public one may be needed there: where the shop's own name leads to a front that other shops share.
        """
        leads_inside = any(not is_public(host) for host, _ in self.allowed)
        if leads_inside and self.environment is Environment.PRODUCTION:
            raise UnsafeSettings(
                "Modiste refuses to start in production: MODISTE_FETCH_ALLOWED_HOSTS opens private addresses."
            )
        return self

    @property
    def allowed(self) -> frozenset[tuple[str, int]]:
        """The addresses let through, as (IP address, port)."""
        return frozenset(_endpoint(text) for text in self.allowed_hosts)

    @property
    def own_host(self) -> str:
        """The host of the shop's public address, as in a URL that was read; empty if there is none."""
        return (URL(self.public_url).host or "").rstrip(".")

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
