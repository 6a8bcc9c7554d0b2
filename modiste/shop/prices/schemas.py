"""What prices elsewhere look like over the wire, and what may be asked of them."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, Field, StringConstraints

from modiste.matching.records import ReasonKind, Subject
from modiste.shop.kit.fetch.base import FailureKind
from modiste.shop.kit.money import Currency, Money
from modiste.shop.kit.web.fields import PRINTED
from modiste.shop.prices.deal_schemas import DealOut

Country = Annotated[str, Field(pattern=r"^[A-Z]{2}$", description="ISO 3166-1.", examples=["DE"])]
Size = Annotated[str, StringConstraints(strip_whitespace=True, max_length=40, pattern=PRINTED)]
ProductName = Annotated[str, StringConstraints(strip_whitespace=True, min_length=2, max_length=200, pattern=PRINTED)]


class OffersQuery(BaseModel):
    """How offers for an item shall be shown."""

    size: Size = Field("", description="Only offers in this size, and those whose size nobody says.")
    country: Country | None = Field(None, description="Where to deliver; elsewhere than the shop's: cost unknown.")
    currency: Currency | None = Field(None, description="What totals are compared in; the item's own if absent.")


class ProductQuery(BaseModel):
    """A product by name, and how its offers shall be shown."""

    query: ProductName
    currency: Currency | None = Field(None, description="What totals are compared in; the shop's if absent.")


class DeliveryOut(BaseModel):
    """What delivery costs in minor units of the offer's currency: null is unknown, 0 is free."""

    cost: int | None
    free_over: int | None
    days_min: int | None
    days_max: int | None


class ConvertedOut(BaseModel):
    """Price and total in the currency asked for, by the reference rates of `rate_day` (null: no rate was needed)."""

    price: int
    total: int | None
    currency: Currency
    rate_day: date | None


class ShopReason(StrEnum):
    """Why an offer is shown where no two records were compared: `lacks_words` lists those that its title lacks."""

    ITSELF = "itself"
    ALL_WORDS = "all_words"
    LACKS_WORDS = "lacks_words"


class ReasonOut(BaseModel):
    """One thing that speaks for or against: a fact to be put into any language, and the English words for it.

    `ours` are values or words of the item, `theirs` those of the offer, where they differ.
    """

    kind: ReasonKind | ShopReason
    about: Subject | None
    ours: list[str]
    theirs: list[str]
    text: str = Field(examples=["same brand: Sable Atelier"])


class MatchOut(BaseModel):
    """How sure it is that this is the same product, and why, the weightiest first."""

    probability: float = Field(ge=0, le=1)
    reasons: list[ReasonOut]


class EvidenceOut(BaseModel):
    """Where a number was read, as it stands there."""

    fact: str
    source: str
    text: str


class OfferOut(BaseModel):
    """One variant at one seller; `key` tells it from the others of this answer."""

    key: str
    offer_id: int | None = Field(description="To put it into the cart; null for our boutiques and for searches.")
    item_id: int | None = Field(description="The item of our catalogue that it is, or is compared with.")
    vendor: str = Field(description="The vendor's name; `boutique` is one of ours.")
    vendor_title: str
    seller: str
    title: str
    price: Money
    list_price: Money | None
    delivery: DeliveryOut
    total: int | None = Field(description="Price and delivery in minor units of the price's currency; null: unknown.")
    converted: ConvertedOut | None = Field(description="Null: there is no rate for this currency.")
    condition: str
    availability: str
    size: str
    colour: str
    link: str
    image_url: str
    attribution: str = Field(description="What the vendor's licence wants written beside it.")
    is_affiliate: bool
    seen_at: datetime
    is_stale: bool = Field(description="Seen more than a day ago.")
    match: MatchOut
    evidence: list[EvidenceOut]


class CheapestSize(BaseModel):
    """The cheapest offer of one size that can be bought."""

    size: str
    key: str


class VendorFailure(BaseModel):
    """A vendor whose answer did not come or was not taken, and why."""

    vendor: str
    vendor_title: str
    kind: FailureKind


class OffersOut(BaseModel):
    """Offers by what they cost delivered, the cheapest first; those whose delivery is unknown come after, by price,
    then those that no rate converts, then what is sold out.

    `best` is the key of the cheapest total among new, matched, fresh offers in stock; null when no total is known.
    """

    item_id: int | None
    query: str
    offers: list[OfferOut]
    best: str | None
    fastest: str | None = Field(description="The key of the one that arrives first, where that is known.")
    cheapest_sizes: list[CheapestSize]
    failures: list[VendorFailure]
    currency: Currency
    as_of: datetime | None = Field(description="When vendors were last asked; null: never.")
    is_refreshing: bool = Field(description="Newer prices are on their way: ask again in a few seconds.")


class HistoryQuery(BaseModel):
    """How far back to look."""

    days: Annotated[int, Field(ge=7, le=730)] = 90
    size: Size = ""
    currency: Currency | None = None


class SegmentOut(BaseModel):
    """A time in which the price stood still; between two segments that do not touch nobody looked: a gap."""

    began_at: datetime
    ended_at: datetime
    price: int


class SeriesOut(BaseModel):
    """The lowest price of one vendor over time, and what it is now; `is_now` is false when it is sold out or unseen."""

    vendor: str = Field(description="`boutique` is the item's own, which comes first and has no gaps.")
    vendor_title: str
    segments: list[SegmentOut]
    is_now: bool


class WindowOut(BaseModel):
    """The lowest price of all over the last `days`: by time, from the time that somebody looked."""

    days: int
    lowest: int
    median: int
    highest: int
    lowest_at: datetime
    covered: float = Field(ge=0, le=1, description="The share of these days in which a price was seen.")


class ReductionOut(BaseModel):
    """A reduction that is on now, beside the lowest price of the 30 days before it began (directive 98/6/EC, 6a)."""

    vendor: str
    vendor_title: str
    price: int
    began_at: datetime
    claimed_before: int | None = Field(description="The price that the vendor crosses out.")
    lowest_before: int | None = Field(description="The lowest of the 30 days before; null: nobody looked.")
    covered_days: float = Field(description="In how many of those 30 days somebody looked.")
    is_true: bool | None = Field(description="Whether it is lower than that, and the claim not higher; null: unknown.")


class PriceHistoryOut(BaseModel):
    """How the price moved: money in minor units of `currency`, other currencies at the rates of `rate_day`."""

    item_id: int
    currency: Currency
    rate_day: date | None
    since: datetime
    until: datetime
    series: list[SeriesOut]
    lowest: list[SegmentOut] = Field(description="The lowest of all, our boutique's own among them.")
    windows: list[WindowOut]
    reductions: list[ReductionOut]
    deal: DealOut
