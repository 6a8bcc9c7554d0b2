"""What checkout and orders look like over the wire."""

import uuid
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, EmailStr, Field, StringConstraints, model_validator

from modiste.shop.boutiques.schemas import MethodCode
from modiste.shop.kit.money import Currency, Money
from modiste.shop.kit.web.fields import PRINTED, Body, Id, ItemId, Whole
from modiste.shop.orders.models import OrderState, ParcelState

MOST_LINES = 100
MOST_PIECES = 20

Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120, pattern=PRINTED)]
Short = Annotated[str, StringConstraints(strip_whitespace=True, max_length=120, pattern=PRINTED)]
Country = Annotated[str, Field(pattern=r"^[A-Z]{2}$", description="ISO 3166-1.", examples=["DE"])]
Quantity = Annotated[int, Field(ge=1, le=MOST_PIECES), Whole]


class AddressIn(Body):
    """Where a parcel goes."""

    name: Name
    line1: Name = Field(description="Street and number.")
    line2: Short = ""
    postcode: Short = ""
    city: Name
    region: Short = ""
    country: Country
    phone: Annotated[str, StringConstraints(strip_whitespace=True, max_length=40, pattern=PRINTED)] = ""


class AddressChangesIn(AddressIn):
    """An address as it shall be, and whether checkout begins with it."""

    is_default: bool = False


class AddressOut(AddressChangesIn):
    """An address of the address book."""

    model_config = ConfigDict(from_attributes=True)

    id: uuid.UUID


class WantedIn(Body):
    """So many pieces of an item in one size, to be bought without the cart."""

    item_id: ItemId
    size: Annotated[str, StringConstraints(strip_whitespace=True, max_length=40, pattern=PRINTED)] = ""
    colour: Annotated[str, StringConstraints(strip_whitespace=True, max_length=40, pattern=PRINTED)] = ""
    quantity: Quantity = 1


class CheckoutIn(Body):
    """What to buy: `lines`, or the cart's lines of our boutiques where `lines` is absent."""

    lines: Annotated[list[WantedIn], Field(min_length=1, max_length=MOST_LINES)] | None = None
    currency: Currency | None = Field(None, description="One order has one currency; absent: that of the first line.")
    methods: Annotated[
        dict[Id, MethodCode],
        Field(max_length=MOST_LINES, description="The delivery method of each boutique, by its id; absent: standard."),
    ] = {}
    country: Country | None = Field(None, description="Where it goes, as far as that is known: some methods do not.")


class OrderIn(CheckoutIn):
    """The checkout as it was seen, and where to send it."""

    version: Annotated[str, StringConstraints(min_length=1, max_length=64, pattern=PRINTED)] = Field(
        description="Of POST /checkout: an order is placed at the prices that were shown, or not at all."
    )
    address: AddressIn | None = None
    address_id: uuid.UUID | None = Field(None, description="One of the address book, instead of `address`.")
    email: EmailStr | None = Field(None, description="Where the receipt goes; absent: the account's address.")

    @model_validator(mode="after")
    def has_one_address(self) -> Self:
        """Exactly one of the two ways to say where it goes."""
        if (self.address is None) == (self.address_id is None):
            raise ValueError("send either address or address_id")
        return self


class LeftOutReason(StrEnum):
    """Why a line of the cart is not in this checkout."""

    VENDOR = "vendor"  # bought at the vendor, by its link
    OTHER_CURRENCY = "other_currency"
    CHOOSE_SIZE = "choose_size"
    SOLD_OUT = "sold_out"
    TOO_FEW = "too_few"
    GONE = "gone"


class LeftOutOut(BaseModel):
    """A line that is not bought here now, and why."""

    item_id: int
    title: str
    reason: LeftOutReason
    left: int | None = Field(None, description="How many there are, where fewer than wanted.")
    link: str = Field("", description="Where a vendor sells it.")


class CheckoutLineOut(BaseModel):
    """A line that will be bought; `before` is what a piece cost when it was put into the cart, if that has changed."""

    item_id: int
    title: str
    brand: str
    size: str
    colour: str
    image_url: str
    quantity: int
    price: Money
    total: Money
    before: Money | None


class CheckoutMethodOut(BaseModel):
    """A way to have a parcel delivered; `cost` is for the goods that are in it."""

    code: str
    name: str
    cost: Money
    free_over: Money | None
    days_min: int
    days_max: int


class CheckoutParcelOut(BaseModel):
    """What one boutique will send."""

    boutique_id: int
    boutique_name: str
    lines: list[CheckoutLineOut]
    goods: Money
    delivery: Money
    free_over: Money | None
    days_min: int
    days_max: int
    method: str = Field(description="The code of the method that `delivery` and the days are of.")
    methods: list[CheckoutMethodOut] = Field(description="What can be chosen, the boutique's own rule first.")


class CheckoutOut(BaseModel):
    """What an order placed now would be: everything is shown before paying, nothing changes after."""

    version: str
    currency: Currency
    parcels: list[CheckoutParcelOut]
    left_out: list[LeftOutOut]
    goods: Money
    delivery: Money
    total: Money


class OrderLineOut(BaseModel):
    """A line of an order, as it was when the order was placed."""

    id: uuid.UUID
    item_id: int | None
    title: str
    brand: str
    size: str
    colour: str
    image_url: str
    quantity: int
    price: Money
    total: Money


class ParcelOut(BaseModel):
    """A parcel of an order."""

    id: uuid.UUID
    boutique_id: int | None
    boutique_name: str
    state: ParcelState
    lines: list[OrderLineOut]
    goods: Money
    delivery: Money
    method: str = Field(description="The code of the delivery method; `standard` is the boutique's own rule.")
    days_min: int
    days_max: int
    carrier: str
    tracking: str
    tracking_url: str
    shipped_at: datetime | None
    delivered_at: datetime | None
    return_until: datetime | None = Field(description="Until when it may be sent back; null while it has not arrived.")


class EventOut(BaseModel):
    """Something that happened to an order (`parcel_id` null) or to one of its parcels."""

    model_config = ConfigDict(from_attributes=True)

    parcel_id: uuid.UUID | None
    actor: str
    before: str
    after: str
    note: str
    at: datetime


class ReceivedIn(Body):
    """Which parcel has arrived; absent: all that are on their way."""

    parcel_id: uuid.UUID | None = None


class ReturnIn(Body):
    """Why a parcel goes back; the boutique reads it."""

    reason: Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=500, pattern=PRINTED)]


class OrderOut(BaseModel):
    """An order with its parcels and its story."""

    id: uuid.UUID
    number: str
    state: OrderState
    version: int
    goods: Money
    delivery: Money
    total: Money
    address: AddressIn | None = Field(description="Null once its account was deleted.")
    email: str
    held_until: datetime
    placed_at: datetime
    paid_at: datetime | None
    closed_at: datetime | None
    parcels: list[ParcelOut]
    events: list[EventOut]


class OrderSummary(BaseModel):
    """An order in a list."""

    id: uuid.UUID
    number: str
    state: OrderState
    total: Money
    piece_count: int
    boutiques: list[str]
    image_url: str
    placed_at: datetime


class OrdersPage(BaseModel):
    """One page of the caller's orders, the newest first."""

    items: list[OrderSummary]
    next_cursor: str | None


class OrdersQuery(BaseModel):
    """Which orders to list."""

    cursor: Annotated[str, StringConstraints(max_length=200, pattern=PRINTED)] | None = None
    limit: Annotated[int, Field(ge=1, le=100)] = 20
