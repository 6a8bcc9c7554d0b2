"""What a cart and its baskets look like over the wire."""

import uuid
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, Field, StringConstraints

from modiste.shop.cart.difference_schemas import DifferenceOut
from modiste.shop.catalogue.schemas import Card
from modiste.shop.kit.money import Currency, Money
from modiste.shop.kit.web.fields import PRINTED, Body, Id, ItemId, Whole

MOST_PIECES = 20

Size = Annotated[str, StringConstraints(strip_whitespace=True, max_length=40, pattern=PRINTED)]
Quantity = Annotated[int, Field(ge=1, le=MOST_PIECES), Whole]
OfferChoice = Annotated[Id, Field(title="Offer")] | Literal["boutique"]
MaxParcels = Annotated[int, Field(ge=1, le=100, description="The largest number of parcels.")]


class Fit(StrEnum):
    """Whether an offer is in the line's size; `unknown`: the vendor does not say."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class ChangeKind(StrEnum):
    """What happened to a line since it was chosen, or what it still needs."""

    PRICE_DOWN = "price_down"
    PRICE_UP = "price_up"
    DELIVERY = "delivery"
    FEW_LEFT = "few_left"
    TOO_FEW = "too_few"
    SOLD_OUT = "sold_out"
    GONE = "gone"
    CHOOSE_SIZE = "choose_size"


class BasketKind(StrEnum):
    """The baskets to choose from; `fewest_parcels` is one parcel where one shop has everything."""

    CHEAPEST = "cheapest"
    FEWEST_PARCELS = "fewest_parcels"
    FASTEST = "fastest"


class LineIn(Body):
    """Something to put into the cart; what is there already in this size grows by the quantity."""

    item_id: ItemId
    size: Size = Field("", description="May be chosen later; with an offer it is the offer's.")
    colour: Size = ""
    quantity: Quantity = 1
    offer_id: OfferChoice | None = Field(
        None, description="An offer of GET /items/{id}/offers; absent: as chosen before, or the boutique itself."
    )


class LineChangesIn(Body):
    """What to change about a line; fields that are absent stay as they are."""

    offer_id: OfferChoice | None = None
    size: Size | None = None
    quantity: Quantity | None = None
    is_saved: bool | None = Field(None, description="True: saved for later; it counts in no total and no basket.")


class ChangeOut(BaseModel):
    """A change of a line; a price or a delivery has `before` and `now`, few or too few pieces `left`."""

    kind: ChangeKind
    before: Money | None = None
    now: Money | None = None
    left: int | None = None


class SizeOut(BaseModel):
    """A size that the boutique has of the item."""

    size: str
    colour: str
    stock: int


class ChoiceOut(BaseModel):
    """One seller of a line: the item's boutique (`offer_id` null) or a vendor's offer; a piece costs `price`.

    `shown` is the price in the cart's currency (null when no rate is known). `delivery` null is unknown, never free.
    """

    offer_id: int | None
    vendor: str = Field(examples=["boutique", "ebay"])
    vendor_name: str
    title: str
    size: str
    fit: Fit
    price: Money
    shown: Money | None
    delivery: Money | None
    free_over: Money | None
    days_min: int | None
    days_max: int | None
    stock: int | None
    is_available: bool
    is_chosen: bool
    condition: str
    link: str
    seen_at: datetime | None = Field(description="When a vendor's offer was last seen; null for the boutique.")
    is_stale: bool = Field(description="It was seen more than a day ago.")
    match_probability: float | None = Field(description="How sure it is the same product; null for the boutique.")


class LineOut(BaseModel):
    """A line of the cart. `total` is in the cart's currency, null when it cannot be bought or converted."""

    id: uuid.UUID
    item: Card
    size: str
    colour: str
    sizes: list[SizeOut]
    quantity: int
    is_saved: bool
    vendor: str
    vendor_name: str
    offer_id: int | None
    price: Money
    price_at_adding: Money
    total: Money | None
    link: str
    is_available: bool
    changes: list[ChangeOut]
    choices: list[ChoiceOut] = Field(description="Cheapest first; those in the size before others.")
    added_at: datetime


class ParcelOut(BaseModel):
    """What one shop sends at once; amounts in the cart's currency.

    `delivery` null is unknown: then `delivery_estimate` is counted. `missing_to_free` is how much more would make the
    delivery free.
    """

    shop: str
    shop_name: str
    is_boutique: bool
    line_ids: list[uuid.UUID]
    goods: Money
    delivery: Money | None
    delivery_estimate: Money | None
    missing_to_free: Money | None
    arrives_by: date | None


class CartOut(BaseModel):
    """The cart: lines, what is saved for later, and the parcels as the shops are chosen now."""

    version: str = Field(description="Changes with the cart and with the offers for it.")
    currency: Currency
    rates_of: date | None = Field(description="The day of the exchange rates, where any were needed.")
    piece_count: int
    lines: list[LineOut]
    saved: list[LineOut]
    parcels: list[ParcelOut]
    goods: Money
    delivery: Money
    total: Money
    is_estimate: bool = Field(description="A delivery is unknown and was estimated from above.")


class ChosenOut(BaseModel):
    """Which seller a basket chooses for a line."""

    line_id: uuid.UUID
    offer_id: int | None
    vendor: str


class BasketOut(BaseModel):
    """A whole basket; amounts in the cart's currency."""

    kind: BasketKind
    chosen: list[ChosenOut]
    parcels: list[ParcelOut]
    goods: Money
    delivery: Money
    total: Money
    is_estimate: bool
    is_proven: bool = Field(description="No cheaper one exists; false: time ran out while looking.")
    arrives_by: date | None = Field(description="When the last parcel is there; null when a shop does not say.")
    is_current: bool = Field(description="It is what is chosen now.")


class LeftKind(StrEnum):
    """Why a line is in no basket: no size is chosen, nobody has as many of it, or nobody promises it by the day."""

    CHOOSE_SIZE = "choose_size"
    NOBODY_HAS_IT = "nobody_has_it"
    TOO_LATE = "too_late"


class LeftOut(BaseModel):
    """A line that is in no basket, and why."""

    line_id: uuid.UUID
    kind: LeftKind


class BasketsQuery(BaseModel):
    """The limits of the baskets."""

    max_parcels: MaxParcels | None = None
    by: date | None = Field(None, description="Everything must be there on this day.")


class BasketsOut(BaseModel):
    """The baskets side by side, and how they differ."""

    version: str = Field(description="To be sent with the basket that is applied.")
    currency: Currency
    rates_of: date | None
    current_total: Money | None = Field(description="Of the shops chosen now; null when something cannot be bought.")
    baskets: list[BasketOut]
    differences: list[DifferenceOut]
    left_out: list[LeftOut]


class ApplyIn(Body):
    """The basket as it was seen: its version and the limits that it was made with."""

    version: Annotated[str, StringConstraints(min_length=1, max_length=64, pattern=PRINTED)]
    max_parcels: MaxParcels | None = None
    by: date | None = None
