"""What items look like over the wire, and what may be asked of the search."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from modiste.shop.boutiques.schemas import BoutiqueOut
from modiste.shop.kit.money import Money
from modiste.shop.kit.paging import Limit, Page
from modiste.shop.kit.web.fields import Id, Price, SearchText, Word


class Card(BaseModel):
    """An item as it stands in a deck or a list."""

    item_id: int
    name: str
    brand: str
    category: str
    price: Money
    image_url: str | None
    image_srcset: str | None = Field(description="The picture in its sizes, as the attribute srcset of HTML's img.")
    image_colour: str | None = Field(description="The picture's dominant colour (#rrggbb), to show until it is there.")
    image_blurhash: str | None = Field(description="The picture's blur hash (blurha.sh), to paint until it is there.")
    boutique_id: int
    in_stock: bool


class ItemBoutique(BaseModel):
    """Who sells an item."""

    model_config = ConfigDict(from_attributes=True)

    id: int
    slug: str
    name: str
    city: str


class PictureOut(BaseModel):
    """One picture of an item."""

    model_config = ConfigDict(from_attributes=True)

    url: str
    width: int | None
    height: int | None
    srcset: str | None
    colour: str | None
    blurhash: str | None


class VariantOut(BaseModel):
    """A size (and colour) of an item, and how many there are."""

    model_config = ConfigDict(from_attributes=True)

    id: int
    size: str
    colour: str
    stock: int


class ItemOut(Card):
    """An item with everything there is to know about it."""

    description: str
    boutique: ItemBoutique
    colours: list[str]
    pattern: str | None
    material: str | None
    formality: float | None = Field(ge=0, le=1, description="From 0, for the sofa, to 1, for a gala.")
    season: list[str]
    tags: list[str]
    pictures: list[PictureOut]
    variants: list[VariantOut]
    created_at: datetime


class CategoryOut(BaseModel):
    """A kind of clothes, and the picture of its newest piece in stock to know it by."""

    model_config = ConfigDict(from_attributes=True)

    id: int
    slug: str
    name: str
    image_url: str | None
    image_srcset: str | None
    image_colour: str | None
    image_blurhash: str | None


class SoldCategory(BaseModel):
    """A kind of clothes that a boutique sells."""

    slug: str
    name: str


class BoutiquePageOut(BoutiqueOut):
    """A boutique's public page: with how many items it sells, and of which kinds, the most frequent first."""

    item_count: int
    categories: list[SoldCategory]


class Sort(StrEnum):
    """The order of found items; relevance puts words in the name first, then the newest."""

    RELEVANCE = "relevance"
    NEWEST = "newest"
    PRICE_ASC = "price_asc"
    PRICE_DESC = "price_desc"


Words = Annotated[list[Word], Field(max_length=20)]
FilterName = Literal["q", "category", "brand", "colour", "size", "tag", "pattern", "boutique_id", "price", "in_stock"]


class ItemQuery(BaseModel):
    """What to look for. A filter that is given several times means any of these; different filters mean all of them."""

    q: SearchText = Field(
        "", description="Words in name, category, brand, colour, tags or text; the last may be begun."
    )
    category: Words = Field([], description="Name or slug, as in /categories.")
    brand: Words = []
    colour: Words = []
    size: Words = []
    tag: Words = []
    pattern: Words = []
    boutique_id: Id | None = None
    price_min: Price | None = None
    price_max: Price | None = None
    in_stock: bool = Field(False, description="Only what can be bought now, in the given size if there is one.")
    sort: Sort = Sort.RELEVANCE
    cursor: Annotated[str, Field(max_length=500)] | None = None
    limit: Limit = 24
    facets: bool = Field(
        False,
        description="Count the found items: all of them, by category, brand, colour, pattern and size, and by price.",
    )


class FacetValue(BaseModel):
    """A value to narrow the search by, and how many of the items found have it."""

    value: str
    count: int


class FacetsOut(BaseModel):
    """The most frequent values among the items found; a facet that is filtered by is counted without its own filter."""

    category: list[FacetValue]
    brand: list[FacetValue]
    colour: list[FacetValue]
    pattern: list[FacetValue]
    size: list[FacetValue]


class PricesOut(BaseModel):
    """What the items found cost, counted without the bounds asked for; `counts` are of equal steps from end to end."""

    lowest: int
    highest: int
    counts: list[int]


class WideningOut(BaseModel):
    """A filter that keeps everything out, and how many items there are without it."""

    filter: FilterName
    match_count: int


class ItemPage(Page[Card]):
    """A page of found items."""

    match_count: int | None = Field(None, description="With facets=true: how many items match, as far as was counted.")
    facets: FacetsOut | None = None
    prices: PricesOut | None = None
    facets_sampled: bool = Field(False, description="True: more items match than were counted; counts are of a sample.")
    hint: str | None = Field(None, description="What to change when nothing was found.")
    unknown_words: list[str] = Field([], description="When nothing was found: words that no item has.")
    widen: list[WideningOut] = Field([], description="When nothing was found: what to take away, the most items first.")
