"""What a shopper writes of her garments, and what she is shown of them."""

import uuid
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, model_validator

from modiste.shop.accounts.schemas import BackgroundPreference
from modiste.shop.catalogue.boutique_schemas import Formality, Material, Pattern, each_once
from modiste.shop.catalogue.schemas import PictureOut
from modiste.shop.jobs.schemas import JobOut
from modiste.shop.kit.money import Currency, Money
from modiste.shop.kit.paging import Limit, Page
from modiste.shop.kit.web.fields import PRINTED, Body, SearchText, Whole, Word
from modiste.shop.wardrobe.models import Laundry, PhotoState

MOST_PHOTOS = 8
MOST_COLOURS = 20
MOST_PIECES = 1_000
DEAREST = 10**12  # so that all pieces of a garment together are a number that JSON clients hold exactly
MOST_TIMES = 100  # wears of a garment on one day
FIRST_DAY = date(1900, 1, 1)


class Season(StrEnum):
    """When a garment is worn; none named: all year."""

    SPRING = "spring"
    SUMMER = "summer"
    AUTUMN = "autumn"
    WINTER = "winter"


def in_order(seasons: list[Season]) -> list[Season]:
    """Every season once, as they come in a year."""
    return [season for season in Season if season in seasons]


Printed = StringConstraints(strip_whitespace=True, pattern=PRINTED)
GarmentColour = Annotated[
    str, StringConstraints(strip_whitespace=True, to_lower=True, min_length=1, max_length=40, pattern=PRINTED)
]
GarmentColours = Annotated[
    list[GarmentColour], Field(max_length=MOST_COLOURS, description="The main one first."), AfterValidator(each_once)
]
Seasons = Annotated[list[Season], Field(max_length=16), AfterValidator(in_order)]
GarmentName = Annotated[
    str, Printed, Field(max_length=200, description="Empty while nobody has said what it is called.")
]
Maker = Annotated[str, Printed, Field(max_length=120)]
Size = Annotated[str, Printed, Field(max_length=40)]
Notes = Annotated[str, Printed, Field(max_length=2_000)]
Pieces = Annotated[int, Field(ge=1, le=MOST_PIECES), Whole]
Times = Annotated[int, Field(ge=1, le=MOST_TIMES), Whole]
Day = Annotated[date, Field(ge=FIRST_DAY)]


class Paid(Body):
    """What one piece cost."""

    amount: Annotated[int, Field(ge=0, le=DEAREST, description="Minor units: 4900 is 49.00 EUR."), Whole]
    currency: Currency


class GarmentIn(Body):
    """A garment to keep; its photos are sent afterwards, to `upload_url`."""

    name: GarmentName = ""
    category: Word | None = Field(None, description="The slug or name of a known category (GET /categories).")
    colours: GarmentColours = []
    pattern: Pattern | None = None
    formality: Formality | None = None
    season: Seasons = []
    brand: Maker = ""
    size: Size = ""
    material: Material | None = None
    notes: Notes = ""
    quantity: Pieces = 1
    price: Paid | None = Field(None, description="What one piece cost.")
    bought_on: Day | None = None
    folder_id: uuid.UUID | None = None
    laundry: Laundry = Laundry.CLEAN


MAY_BE_NULL = frozenset(
    {"category", "pattern", "formality", "material", "price", "bought_on", "folder_id"},
)


class GarmentChangesIn(Body):
    """What shall change; fields that are absent stay as they are."""

    name: GarmentName | None = None
    category: Word | None = Field(None, description="null: none.")
    colours: GarmentColours | None = None
    pattern: Pattern | None = Field(None, description="null: none.")
    formality: Formality | None = Field(None, description="null: not said.")
    season: Seasons | None = None
    brand: Maker | None = None
    size: Size | None = None
    material: Material | None = Field(None, description="null: not said.")
    notes: Notes | None = None
    quantity: Pieces | None = None
    price: Paid | None = Field(None, description="null: not said.")
    bought_on: Day | None = Field(None, description="null: not said.")
    folder_id: uuid.UUID | None = Field(None, description="null: in no folder.")
    laundry: Laundry | None = None
    is_archived: bool | None = Field(None, description="true: put away, and in no list unless it is asked for.")

    @model_validator(mode="after")
    def _nothing_is_emptied_by_null(self) -> "GarmentChangesIn":
        emptied = [name for name in self.model_fields_set - MAY_BE_NULL if getattr(self, name) is None]
        if emptied:
            raise ValueError(f"{', '.join(sorted(emptied))}: leave it out, or say what it shall be")
        return self


class CutoutOut(BaseModel):
    """The garment of a photo without its ground."""

    url: str = Field(description="PNG, transparent, as large as the original: to draw on.")
    flat_url: str = Field(description="JPEG on white, cut to the garment.")
    model: str = Field(description="Who drew it: a model with its version, `by hand`, or `as sent`.")
    confidence: float | None = Field(
        description="The probability that nothing needs to be mended; null where its owner drew it."
    )
    is_doubtful: bool = Field(description="true: look at it before it is shown.")


class GarmentPhotoOut(BaseModel):
    """A photo of a garment; its addresses hold for five minutes.

    `reason` says why one is refused, `cutout_fault` why nothing was cut out of it; `colour` and `blurhash` are what to
    paint until it is there. `url` and `srcset` show it with its ground or without, as `background` says.
    """

    id: uuid.UUID
    state: PhotoState
    reason: str | None
    job_id: uuid.UUID | None = Field(description="The job that prepares it; GET /jobs/{id}/events tells how far it is.")
    url: str | None = Field(description="The size for those who do not choose; null until it is ready.")
    srcset: str | None = Field(description="Its sizes, as the attribute srcset of HTML's img.")
    original_url: str | None = Field(description="The largest size that is kept: at most 2048 pixels along a side.")
    width: int | None
    height: int | None
    colour: str | None
    blurhash: str | None
    background: BackgroundPreference
    cutout: CutoutOut | None
    cutout_fault: str | None


class BackgroundIn(Body):
    """Whether a garment's photo is shown without its ground."""

    background: BackgroundPreference = BackgroundPreference.CLEAN
    photo_id: uuid.UUID | None = Field(None, description="Of which photo; absent: of the first one.")


class BackgroundOut(BaseModel):
    """The photo as it is shown now; `job` cuts it out, null when that was done before."""

    photo: GarmentPhotoOut
    job: JobOut | None


class PhotoSentOut(BaseModel):
    """A photo that was taken in; `job` prepares it, null when it hangs already."""

    photo_id: uuid.UUID
    state: PhotoState
    job: JobOut | None


class GarmentPhotoOrderIn(Body):
    """Every photo of the garment once, in the order in which they shall hang; the first stands for it."""

    photo_ids: Annotated[list[uuid.UUID], Field(min_length=1, max_length=100)]


class GarmentCard(BaseModel):
    """A garment in the list of the wardrobe."""

    id: uuid.UUID
    name: str
    category: str | None = Field(description="The category's slug.")
    colours: list[str]
    brand: str
    size: str
    quantity: int
    folder_id: uuid.UUID | None
    laundry: Laundry
    is_archived: bool
    picture: PictureOut | None = Field(
        description="The first photo, or the boutique's picture of what was bought here."
    )
    wears: int
    last_worn_on: date | None
    created_at: datetime


class GarmentOut(GarmentCard):
    """A garment with everything that is known of it."""

    pattern: str | None
    formality: float | None
    season: list[Season]
    material: str | None
    notes: str
    price: Money | None
    bought_on: date | None
    cost_per_wear: Money | None = Field(description="What all pieces cost, by the wears; null without price or wears.")
    item_id: int | None = Field(description="The item of our shop, where it was bought here.")
    order_line_id: uuid.UUID | None
    photos: list[GarmentPhotoOut]
    updated_at: datetime


class GarmentKeptOut(GarmentOut):
    """A new garment, and where its photos are sent: PUT the bytes of each there."""

    upload_url: str


class GarmentsQuery(BaseModel):
    """Which garments."""

    category: Word | None = Field(None, description="The slug or name of a category.")
    colour: GarmentColour | None = None
    season: Season | None = Field(None, description="What is worn in it; what names no season is worn all year.")
    folder_id: uuid.UUID | None = None
    laundry: Laundry | None = None
    is_archived: bool = Field(False, description="true: what was put away, and nothing else.")
    q: SearchText = Field("", description="Words of name, brand, material or notes.")
    cursor: Annotated[str, Field(max_length=100)] | None = None
    limit: Limit = 24


class GarmentsPage(Page[GarmentCard]):
    """A page of the wardrobe, the newest first."""


class WearIn(Body):
    """A garment was worn."""

    on: Day | None = Field(None, description="The day; today when absent.")
    times: Times = 1
    stays_clean: bool = Field(False, description="true: it need not be washed because of that.")


class WearOut(BaseModel):
    """A day on which a garment was worn, and how many times."""

    model_config = ConfigDict(from_attributes=True)

    worn_on: date
    times: int


class WearsQuery(BaseModel):
    """Which page of the days."""

    cursor: Annotated[str, Field(max_length=100)] | None = None
    limit: Limit = 50


class WearsPage(Page[WearOut]):
    """Days on which a garment was worn, the latest first."""


class FolderIn(Body):
    """The name of a folder."""

    name: Word


class FolderOut(BaseModel):
    """A folder of the wardrobe, and how many garments are in it, those that are put away not counted."""

    id: uuid.UUID
    name: str
    garments: int
    created_at: datetime


class FoldersOut(BaseModel):
    """The shopper's folders, by name."""

    items: list[FolderOut]
