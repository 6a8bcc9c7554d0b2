"""What the document with everything about one person tells of their addresses, orders and payments."""

import uuid
from datetime import datetime
from typing import Any

from pydantic import BaseModel, ConfigDict


class _Row(BaseModel):
    model_config = ConfigDict(from_attributes=True)


class ExportedAddress(_Row):
    """An address of the address book."""

    id: uuid.UUID
    name: str
    line1: str
    line2: str
    postcode: str
    city: str
    region: str
    country: str
    phone: str
    is_default: bool
    updated_at: datetime


class ExportedOrderLine(_Row):
    """Pieces of an order; `price` is of one piece, in minor units of the order's currency."""

    item_id: int | None
    title: str
    brand: str
    size: str
    colour: str
    quantity: int
    price: int


class ExportedParcel(_Row):
    """What one boutique sends for an order."""

    id: uuid.UUID
    boutique_name: str
    state: str
    method: str
    goods: int
    delivery: int
    carrier: str
    tracking: str
    tracking_url: str
    shipped_at: datetime | None
    delivered_at: datetime | None
    lines: list[ExportedOrderLine]


class ExportedOrderEvent(_Row):
    """Something that happened to an order or to one of its parcels."""

    parcel_id: uuid.UUID | None
    actor: str
    before: str
    after: str
    note: str
    at: datetime


class ExportedOrder(_Row):
    """A purchase with its parcels and its story; money in minor units of `currency`."""

    id: uuid.UUID
    number: str
    state: str
    currency: str
    goods: int
    delivery: int
    total: int
    address: dict[str, Any]
    email: str
    placed_at: datetime
    paid_at: datetime | None
    closed_at: datetime | None
    parcels: list[ExportedParcel] = []
    events: list[ExportedOrderEvent] = []


class ExportedPayment(_Row):
    """An attempt to pay an order; money in minor units of `currency`."""

    order_id: uuid.UUID
    provider: str
    reference: str
    state: str
    amount: int
    captured: int
    currency: str
    created_at: datetime
    captured_at: datetime | None


class ExportedRefund(_Row):
    """Money that went back, or is to go back."""

    payment_id: uuid.UUID
    parcel_id: uuid.UUID | None
    state: str
    amount: int
    currency: str
    reason: str
    created_at: datetime
    done_at: datetime | None
