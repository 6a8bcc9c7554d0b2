"""What an operator can set about payments: `MODISTE_PAYMENTS`; each provider carries its own settings."""

from typing import Annotated, Any

from pydantic import Field, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict


class PaymentSettings(BaseSettings):
    """Who takes the money."""

    model_config = SettingsConfigDict(env_prefix="MODISTE_", env_file=".env", extra="ignore", frozen=True)

    payments: Annotated[tuple[str, ...], NoDecode] = Field(
        (), description="The providers that are on, such as stripe,paystack, in the order that shoppers see."
    )

    @model_validator(mode="before")
    @classmethod
    def split_names(cls, values: dict[str, Any]) -> dict[str, Any]:
        """Accept `stripe,paystack` for a list, as people write environment variables."""
        given = values.get("payments")
        if isinstance(given, str):
            names = [part.strip().lower() for part in given.split(",")]
            values["payments"] = [name for name in dict.fromkeys(names) if name]
        return values
