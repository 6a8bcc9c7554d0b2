"""What boutiques' systems are told of, and what is said: `{type, timestamp, data}`, with `data` in these shapes.

Fields are only ever added. `PERSONAL` names those that say something of a shopper: they are null once the shopper's
account is deleted.
"""

import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from modiste.shop.kit.money import Currency, Money

PERSONAL = ("address", "reason")


class EventAddress(BaseModel):
    """Where a parcel goes."""

    name: str
    line1: str = Field(description="Street and number.")
    line2: str = ""
    postcode: str = ""
    city: str
    region: str = ""
    country: str = Field(description="ISO 3166-1.")
    phone: str = ""


class EventLine(BaseModel):
    """Pieces of one item in one size; `price` is of one piece, in minor units of the order's currency."""

    model_config = ConfigDict(from_attributes=True)

    item_id: int | None
    external_id: str | None = Field(None, description="The boutique's own number of the item.")
    title: str
    brand: str
    size: str
    colour: str
    quantity: int
    price: int


class ParcelData(BaseModel):
    """A parcel of this boutique; money in minor units of `currency`."""

    parcel_id: uuid.UUID
    order_id: uuid.UUID
    order_number: str
    state: str
    currency: Currency
    goods: int
    delivery: int
    method: str = Field(description="The code of the delivery method: standard, or one of the boutique's own.")
    lines: list[EventLine]


class PaidData(ParcelData):
    """A parcel to pack, with all that is needed to send it."""

    paid_at: datetime
    address: EventAddress | None


class ShippedData(ParcelData):
    """A parcel with how to follow it."""

    carrier: str
    tracking: str
    tracking_url: str


class ReturnData(ParcelData):
    """A parcel that its shopper wants to return, and why."""

    reason: str | None


class RefundData(BaseModel):
    """Money that went back to a shopper for a parcel of this boutique."""

    refund_id: uuid.UUID
    parcel_id: uuid.UUID
    order_id: uuid.UUID
    order_number: str
    amount: Money


class SoldOutData(BaseModel):
    """An item of which the last piece was sold, or is held for somebody who pays."""

    item_id: int
    external_id: str
    title: str


class TestData(BaseModel):
    """Nothing happened: the boutique wanted to see a message arrive."""

    endpoint_id: uuid.UUID


EventType = Literal[
    "order.paid",
    "order.cancelled",
    "parcel.packed",
    "parcel.shipped",
    "parcel.delivered",
    "parcel.return_requested",
    "parcel.returned",
    "refund.made",
    "item.sold_out",
]
TEST = "webhook.test"
EVENTS: Mapping[EventType, type[BaseModel]] = {
    "order.paid": PaidData,
    "order.cancelled": ParcelData,
    "parcel.packed": ParcelData,
    "parcel.shipped": ShippedData,
    "parcel.delivered": ShippedData,
    "parcel.return_requested": ReturnData,
    "parcel.returned": ParcelData,
    "refund.made": RefundData,
    "item.sold_out": SoldOutData,
}

Data = TypeVar("Data", bound=BaseModel)


class Event(BaseModel, Generic[Data]):
    """The body of every message."""

    type: str = Field(description="What happened.")
    timestamp: datetime = Field(description="When it happened.")
    data: Data
