"""What the parcels of paid orders look like to the boutique that sends them, and what became of its items."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, Field, StringConstraints

from modiste.shop.kit.web.fields import PRINTED, Body
from modiste.shop.orders.models import ParcelState
from modiste.shop.orders.schemas import AddressIn, EventOut, ParcelOut


class BoutiqueParcelOut(ParcelOut):
    """A parcel as its boutique sees it; `events` are told where one parcel is read."""

    order_number: str
    address: AddressIn | None = Field(description="Null once its shopper's account was deleted.")
    placed_at: datetime
    paid_at: datetime | None
    events: list[EventOut] = []


class BoutiqueParcelsPage(BaseModel):
    """One page of a boutique's parcels, the newest first."""

    items: list[BoutiqueParcelOut]
    next_cursor: str | None


class ParcelsQuery(BaseModel):
    """Which parcels to list."""

    state: ParcelState | None = None
    cursor: Annotated[str, StringConstraints(max_length=200, pattern=PRINTED)] | None = None
    limit: Annotated[int, Field(ge=1, le=100)] = 20


class ShipIn(Body):
    """By whom a parcel was sent, and how to follow it."""

    carrier: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60, pattern=PRINTED)]
    tracking: Annotated[str, StringConstraints(strip_whitespace=True, max_length=80, pattern=PRINTED)] = ""
    tracking_url: Annotated[str, Field(max_length=800, pattern=r"^(https?://[!-~]+)?$")] = ""


class KeptFor(StrEnum):
    """Why an item is still there."""

    ORDERS = "orders"
    CARTS = "carts"


class WithdrawnOut(BaseModel):
    """What became of an item that was to be deleted: where orders or carts name it, it only left the shop."""

    item_id: int
    is_deleted: bool
    kept_for: KeptFor | None = Field(description="Null where it was deleted.")
