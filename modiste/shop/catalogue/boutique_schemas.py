"""What a boutique writes of its own items, and what it is shown of them."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints
from stdnum import ean

from modiste.shop.catalogue.schemas import PictureOut, VariantOut
from modiste.shop.kit.money import Money
from modiste.shop.kit.paging import Limit, Page
from modiste.shop.kit.web.fields import INT4, PRINTED, Body, Id, Line, SearchText, Whole

MOST_VARIANTS, MOST_COLOURS, MOST_TAGS, MOST_SEASONS = 100, 20, 40, 4
MOST_STOCK = 1_000_000
MOST_PHOTOS = 8
LOW = 3  # a size with fewer pieces than that is running out

Printed = StringConstraints(strip_whitespace=True, pattern=PRINTED)


def gtin(text: str) -> str:
    """`text` as digits alone; raises ValueError unless it is a GTIN whose last digit fits."""
    digits = text.replace(" ", "").replace("-", "")
    if not (digits.isascii() and digits.isdigit() and len(digits) in (8, 12, 13, 14)):
        raise ValueError("a GTIN has 8, 12, 13 or 14 digits")
    if not ean.is_valid(digits):
        raise ValueError("the last digit does not fit the others: look for a typing error")
    return digits


def different(variants: Sequence["VariantIn"]) -> Sequence["VariantIn"]:
    """`variants` themselves; raises ValueError when one stands there twice."""
    if len({(one.size.casefold(), one.colour.casefold()) for one in variants}) < len(variants):
        raise ValueError("each size and colour can stand here once")
    return variants


def each_once(words: list[str]) -> list[str]:
    """Every word once, in order."""
    return list(dict.fromkeys(words))


ExternalId = Annotated[str, Printed, Field(min_length=1, max_length=120, examples=["LUNE-0042"])]
Kind = Annotated[str, Printed, Field(min_length=1, max_length=80, description="Name or slug, known or new.")]
OwnPrice = Annotated[int, Field(ge=1, le=INT4, description="Minor units of the boutique's currency."), Whole]
Brand = Annotated[str, Printed, Field(min_length=1, max_length=120)]
Description = Annotated[str, Printed, Field(max_length=20_000)]
Colour = Annotated[str, Printed, Field(min_length=1, max_length=40)]
Colours = Annotated[list[Colour], Field(max_length=MOST_COLOURS, description="The main one first.")]
Pattern = Annotated[str, Printed, Field(min_length=1, max_length=40)]
Material = Annotated[str, Printed, Field(min_length=1, max_length=80)]
Gtin = Annotated[str, Field(max_length=40, examples=["4006381333931"]), AfterValidator(gtin)]
Formality = Annotated[float, Field(ge=0, le=1, description="From 0, for the sofa, to 1, for a gala.")]
Season = Annotated[str, Printed, Field(min_length=1, max_length=20)]
Tag = Annotated[
    str, StringConstraints(strip_whitespace=True, to_lower=True, pattern=PRINTED, min_length=1, max_length=60)
]
Tags = Annotated[list[Tag], Field(max_length=MOST_TAGS), AfterValidator(each_once)]
Stock = Annotated[int, Field(ge=0, le=MOST_STOCK), Whole]


class VariantIn(Body):
    """A size (and colour) of a new item, and how many there are."""

    size: Annotated[str, Printed, Field(max_length=40, description="Empty: it comes in one size.")] = ""
    colour: Annotated[str, Printed, Field(max_length=40)] = ""
    stock: Stock


class VariantChangeIn(VariantIn):
    """A size (and colour) as it shall be. Pieces are sold meanwhile, so `was` names the stock that was seen.

    `stock` equal to `was` leaves the stock as it is now; otherwise it is written only where `was` still holds.
    """

    was: Stock | None = Field(None, description="The stock that was read; absent for a size that is added.")


Variants = Annotated[list[VariantIn], Field(max_length=MOST_VARIANTS), AfterValidator(different)]
VariantChanges = Annotated[list[VariantChangeIn], Field(max_length=MOST_VARIANTS), AfterValidator(different)]


class OwnItemIn(Body):
    """An item to sell. Without `variants` it comes in one size and is made whenever it is ordered."""

    external_id: ExternalId | None = Field(None, description="The boutique's own number; made when absent.")
    name: Line
    category: Kind
    price: OwnPrice
    brand: Brand | None = Field(None, description="The boutique's name when absent.")
    description: Description = ""
    colours: Colours = []
    pattern: Pattern | None = None
    material: Material | None = None
    gtin: Gtin | None = None
    formality: Formality | None = None
    season: Annotated[list[Season], Field(max_length=MOST_SEASONS)] = []
    tags: Tags = []
    is_active: bool = True
    variants: Variants = []


class OwnItemChangesIn(Body):
    """What shall change; fields that are absent stay as they are. `variants` are all there shall be."""

    external_id: ExternalId | None = None
    name: Line | None = None
    category: Kind | None = None
    price: OwnPrice | None = None
    brand: Brand | None = None
    description: Description | None = None
    colours: Colours | None = None
    pattern: Pattern | None = Field(None, description="null: none.")
    material: Material | None = Field(None, description="null: not said.")
    gtin: Gtin | None = Field(None, description="null: it has none.")
    formality: Formality | None = Field(None, description="null: not said.")
    season: Annotated[list[Season], Field(max_length=MOST_SEASONS)] | None = None
    tags: Tags | None = None
    is_active: bool | None = None
    variants: VariantChanges | None = None


class PhotoOrderIn(Body):
    """Every photo of the item once, in the order in which they shall hang; the first stands on cards."""

    photo_ids: Annotated[list[Id], Field(min_length=1, max_length=100)]


class PhotoOut(PictureOut):
    """A photo of the boutique's own item."""

    id: int


class OwnItemOut(BaseModel):
    """An item as its boutique sees it."""

    model_config = ConfigDict(from_attributes=True)

    item_id: int
    external_id: str
    name: str
    category: str
    price: Money
    brand: str
    description: str
    colours: list[str]
    pattern: str | None
    material: str | None
    gtin: str | None
    formality: float | None
    season: list[str]
    tags: list[str]
    is_active: bool
    in_stock: bool
    variants: list[VariantOut]
    photos: list[PhotoOut]
    created_at: datetime
    updated_at: datetime


class OwnItemRow(BaseModel):
    """An item in the boutique's list."""

    item_id: int
    external_id: str
    name: str
    category: str
    price: Money
    image_url: str | None
    image_srcset: str | None
    image_colour: str | None
    image_blurhash: str | None
    is_active: bool
    in_stock: bool
    stock: int | None = Field(description="Pieces of all sizes together; null: it is made whenever it is ordered.")
    low: list[VariantOut] = Field(description=f"The sizes of which there are fewer than {LOW}.")
    updated_at: datetime


class Shown(StrEnum):
    """Which of the boutique's items."""

    ALL = "all"
    ACTIVE = "active"
    INACTIVE = "inactive"
    LOW_STOCK = "low_stock"


class OwnItemsQuery(BaseModel):
    """What a boutique looks for among its items."""

    q: SearchText = Field("", description="Words of the item, or its number or GTIN.")
    show: Shown = Field(Shown.ALL, description="low_stock: what is in the shop and runs out in a size.")
    cursor: Annotated[str, Field(max_length=100)] | None = None
    limit: Limit = 24


class OwnItemsPage(Page[OwnItemRow]):
    """A page of the boutique's items, the newest first."""
