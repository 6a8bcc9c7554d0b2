"""What an operator can set about figures: `MODISTE_INSIGHTS_…`."""

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class InsightSettings(BaseSettings):
    """What boutiques are told of."""

    model_config = SettingsConfigDict(env_prefix="MODISTE_INSIGHTS_", env_file=".env", extra="ignore", frozen=True)

    low_stock: int = Field(3, ge=1, le=1000, description="A size of which so many are left, or fewer, runs low.")
