"""What payments look like over the wire."""

import uuid
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from modiste.shop.kit.money import Currency, Money
from modiste.shop.kit.web.fields import PRINTED, Body, Whole
from modiste.shop.orders.schemas import MOST_LINES, MOST_PIECES
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


class RefundLineIn(Body):
    """So many pieces of a line of the parcel."""

    line_id: uuid.UUID
    quantity: Annotated[int, Field(ge=1, le=MOST_PIECES), Whole] = 1


class RefundLineOut(BaseModel):
    """Pieces that a refund is for."""

    model_config = ConfigDict(from_attributes=True)

    line_id: uuid.UUID
    quantity: int


class RefundIn(Body):
    """Money to give back for a parcel: what some of its pieces cost, or a sum, or with neither all that is left."""

    amount: (
        Annotated[int, Field(ge=1, le=2**53 - 1, description="Minor units of the order's currency."), Whole] | None
    ) = None
    lines: Annotated[list[RefundLineIn], Field(min_length=1, max_length=MOST_LINES)] | None = None
    reason: Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=500, pattern=PRINTED)]

    @model_validator(mode="after")
    def says_one_thing(self) -> Self:
        """A sum or pieces, each of them once."""
        if self.lines is not None:
            if self.amount is not None:
                raise ValueError("send either amount or lines")
            if len({line.line_id for line in self.lines}) < len(self.lines):
                raise ValueError("name each line once")
        return self


class RefundOut(BaseModel):
    """Money that goes back."""

    id: uuid.UUID
    parcel_id: uuid.UUID | None
    state: RefundState
    amount: Money
    lines: list[RefundLineOut] = Field(description="The pieces it is for; none where it is a sum.")
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
