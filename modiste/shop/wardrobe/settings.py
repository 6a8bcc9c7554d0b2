"""Settings of the wardrobe: who cuts garments out of their photos."""

from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class WardrobeSettings(BaseSettings):
    """Read from the environment (MODISTE_CUTOUT_…) and from .env."""

    model_config = SettingsConfigDict(env_prefix="MODISTE_CUTOUT_", env_file=".env", extra="ignore")

    file: Path | None = Field(
        None,
        description="An ONNX file of a network such as U²-Net or BiRefNet; without one, what Modiste brings along.",
    )
