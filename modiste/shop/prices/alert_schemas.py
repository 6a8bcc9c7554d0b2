"""What goes over the wire about price alerts."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Self

from pydantic import BaseModel, Field, StringConstraints, model_validator

from modiste.shop.catalogue.schemas import Card
from modiste.shop.kit.money import Currency, Money
from modiste.shop.kit.web.fields import INT4, PRINTED, Body, ItemId, Whole

Target = Annotated[int, Field(ge=1, le=INT4, description="Minor units: 4900 is 49.00 EUR."), Whole]
Percent = Annotated[int, Field(ge=1, le=99), Whole]
Size = Annotated[str, StringConstraints(strip_whitespace=True, max_length=40, pattern=PRINTED)]


class AlertKind(StrEnum):
    """What a shopper waits for."""

    TARGET = "target"
    DROP = "drop"
    BACK_IN_STOCK = "back_in_stock"
    ANY_CHANGE = "any_change"


class AlertIn(Body):
    """An alert to set; the same item, kind and size again changes the one there is."""

    item_id: ItemId
    kind: AlertKind
    target: Target | None = Field(None, description="The total, with delivery, to wait for; of kind target alone.")
    percent: Percent | None = Field(None, description="How far it must fall from today's total; of kind drop alone.")
    size: Size = Field("", description="Only offers in this size; empty: any.")
    currency: Currency | None = Field(None, description="Of the target and of what is shown; the item's if absent.")

    @model_validator(mode="after")
    def fit_the_kind(self) -> Self:
        """A target has a target, a drop a percentage, and nothing else has either."""
        if (self.target is not None) != (self.kind is AlertKind.TARGET):
            raise ValueError("send target with kind target, and with no other")
        if (self.percent is not None) != (self.kind is AlertKind.DROP):
            raise ValueError("send percent with kind drop, and with no other")
        return self


class AlertChange(Body):
    """What to change of an alert; what is absent stays."""

    target: Target | None = None
    percent: Percent | None = None


class AlertOut(BaseModel):
    """An alert. `total` is the best price with delivery now, null when nobody has it at a known one; `is_met`: what it
    waits for is so already, and it speaks when that comes true anew. `item` is null when it is no longer sold."""

    id: int
    item_id: int
    item: Card | None
    kind: AlertKind
    size: str
    target: Money | None
    percent: int | None
    limit: Money | None = Field(description="The total at which it speaks, of a target or drop.")
    baseline: Money | None = Field(description="The total that a drop or change is measured against.")
    total: Money | None
    shop: str = Field(description="Whose the total is.")
    is_in_stock: bool
    is_met: bool
    fired_count: int
    last_fired_at: datetime | None
    created_at: datetime


class AlertsOut(BaseModel):
    """The shopper's alerts, the newest first."""

    items: list[AlertOut]
