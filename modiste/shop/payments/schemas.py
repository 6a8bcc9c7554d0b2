"""What payments look like over the wire."""

import uuid
from datetime import datetime
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, Field, StringConstraints

from modiste.shop.kit.money import Currency, Money
from modiste.shop.kit.web.fields import PRINTED, Body, Whole
from modiste.shop.payments.models import PaymentState, RefundState

ProviderName = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]{1,40}$")]
Reason = Annotated[str, StringConstraints(strip_whitespace=True, max_length=500, pattern=PRINTED)]


class PaymentIn(Body):
    """How to pay."""

    provider: ProviderName


class PaymentOut(BaseModel):
    """An attempt to pay: open `url` while it is pending; what counts afterwards is the order's state."""

    id: uuid.UUID
    provider: str
    state: PaymentState
    amount: Money
    url: str
    reason: str = Field(description="Why it failed, where it did.")
    expires_at: datetime


class WaysQuery(BaseModel):
    """What is to be paid: ways that cannot take it are left out."""

    amount: Annotated[int, Field(ge=1, le=2**53 - 1)] | None = None
    currency: Currency | None = None


class ProviderOut(BaseModel):
    """A way to pay."""

    name: str
    title: str


class CancelIn(Body):
    """Why an order is cancelled."""

    reason: Reason = ""


class RefundIn(Body):
    """Money to give back for a parcel: `amount` in minor units of the order's currency, absent for all that is left."""

    amount: Annotated[int, Field(ge=1, le=2**53 - 1), Whole] | None = None
    reason: Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=500, pattern=PRINTED)]


class RefundOut(BaseModel):
    """Money that goes back."""

    id: uuid.UUID
    parcel_id: uuid.UUID | None
    state: RefundState
    amount: Money
    reason: str
    created_at: datetime
    done_at: datetime | None


class RefundedBy(StrEnum):
    """Who made money go back."""

    BOUTIQUE = "boutique"
    SHOPPER = "shopper"  # by cancelling the order
    SHOP = "shop"


class BoutiqueRefundOut(RefundOut):
    """Money of one of a boutique's parcels that goes back."""

    parcel_id: uuid.UUID
    order_number: str
    by: RefundedBy
    failure: str = Field(description="Why it did not go back, where it failed: the shopper still waits for it.")


class BoutiqueRefundsPage(BaseModel):
    """One page of a boutique's refunds, the newest first."""

    items: list[BoutiqueRefundOut]
    next_cursor: str | None


class RefundsQuery(BaseModel):
    """Which refunds to list."""

    state: RefundState | None = None
    cursor: Annotated[str, StringConstraints(max_length=200, pattern=PRINTED)] | None = None
    limit: Annotated[int, Field(ge=1, le=100)] = 20
