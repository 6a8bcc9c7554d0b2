"""What the document with everything about one person tells of their wardrobe."""

import uuid
from datetime import date, datetime
from typing import Any

from pydantic import BaseModel, ConfigDict


class _Row(BaseModel):
    model_config = ConfigDict(from_attributes=True)


class ExportedFolder(_Row):
    """A folder of the wardrobe."""

    id: uuid.UUID
    name: str
    created_at: datetime


class ExportedGarment(_Row):
    """A garment that the person owns; `price` is of one piece, in minor units of `currency`."""

    id: uuid.UUID
    name: str
    category: str | None
    colours: list[str]
    pattern: str | None
    formality: float | None
    season: list[str]
    brand: str
    size: str
    material: str | None
    notes: str
    quantity: int
    price: int | None
    currency: str | None
    bought_on: date | None
    folder_id: uuid.UUID | None
    laundry: str
    item_id: int | None
    order_line_id: uuid.UUID | None
    picture_url: str | None
    archived_at: datetime | None
    created_at: datetime
    updated_at: datetime


class ExportedGarmentPhoto(_Row):
    """A photo of a garment; the file is fetched from `original_url` within five minutes of `made_at`."""

    id: uuid.UUID
    garment_id: uuid.UUID
    position: int
    state: str
    reason: str | None
    width: int | None
    height: int | None
    background: str
    cutout: dict[str, Any] | None
    cutout_fault: str | None
    created_at: datetime
    original_url: str | None = None


class ExportedWear(_Row):
    """A day on which a garment was worn, and how many times."""

    garment_id: uuid.UUID
    worn_on: date
    times: int
