"""What an operator can set about prices: `MODISTE_PRICES_…`; each vendor carries its own settings."""

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class PriceSettings(BaseSettings):
    """Where we deliver to, how long shoppers wait for other shops, and how often those are asked again."""

    model_config = SettingsConfigDict(env_prefix="MODISTE_PRICES_", env_file=".env", extra="ignore", frozen=True)

    country: str = Field("DE", pattern=r"^[A-Z]{2}$", description="Where parcels go (ISO 3166-1).")
    postcode: str = ""
    currency: str = Field("EUR", pattern=r"^[A-Z]{3}$", description="What searches by name are compared in.")
    deadline_seconds: float = Field(2.5, gt=0, le=9, description="The longest a shopper waits for all vendors.")
    refresh_seconds: float = Field(15.0, gt=0, le=60, description="The longest a refresh waits for all vendors.")
    fresh_seconds: int = Field(3600, ge=3600, description="How old an answer may be before vendors are asked again.")
    query_seconds: int = Field(600, ge=1, description="How long the answer to a search by name is remembered.")
    live_asks: int = Field(8, ge=1, description="Shoppers who may wait for vendors at once, in one process.")
    refresh_minutes: float = Field(15, gt=0, description="How often a worker looks for what is due.")
    refresh_batch: int = Field(500, ge=1, description="Items that one refresh may ask about.")
    quota_share: float = Field(0.5, gt=0, le=1, description="The share of a daily quota that refreshes may spend.")
    rates_url: str = "https://www.ecb.europa.eu/stats/eurofxref/eurofxref-daily.xml"
