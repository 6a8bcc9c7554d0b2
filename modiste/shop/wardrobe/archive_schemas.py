"""A whole wardrobe as a document: what lies in `wardrobe.json` of an archive."""

import uuid
from datetime import UTC, datetime, time
from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from modiste.shop.kit.web.fields import Line
from modiste.shop.wardrobe.schemas import FIRST_DAY, Day, GarmentIn, Times
from modiste.shop.wardrobe.service import MOST_GARMENTS

FORMAT: Literal["modiste-wardrobe"] = "modiste-wardrobe"
VERSION = 1
FIRST_MOMENT = datetime.combine(FIRST_DAY, time(), UTC)
MOST_DAYS = 20_000  # of one garment: half a century


class ArchivedWear(BaseModel):
    """A day on which the garment was worn."""

    worn_on: Day
    times: Times


class ArchivedGarment(GarmentIn):
    """A garment as its owner would write it, its folder by name, its photos by their names in the archive."""

    model_config = ConfigDict(extra="ignore")  # a later version may know more

    id: uuid.UUID
    folder_id: None = None
    folder: Line | None = None
    is_archived: bool = False
    created_at: Annotated[AwareDatetime, Field(ge=FIRST_MOMENT)]
    wears: Annotated[list[ArchivedWear], Field(max_length=MOST_DAYS)] = []
    photos: Annotated[list[str], Field(max_length=100)] = []


class Archive(BaseModel):
    """The document; garments oldest first, so that they are kept again in their order."""

    format: Literal["modiste-wardrobe"] = FORMAT
    version: Annotated[int, Field(ge=1, le=VERSION)] = VERSION
    made_at: datetime
    garments: Annotated[list[ArchivedGarment], Field(max_length=MOST_GARMENTS)]


class ArchiveOut(BaseModel):
    """An archive that was packed; the address holds for five minutes, the file for a day."""

    url: str
    size: int = Field(description="Bytes.")
    made_at: datetime
