"""How baskets differ, over the wire: what another parcel saves, what waiting saves, what is near."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, Field

from modiste.shop.kit.money import Money


class DifferenceKind(StrEnum):
    """What a shopper should know before choosing one of the baskets."""

    MORE_PARCELS_NEEDED = "more_parcels_needed"
    PARCELS_SAVE = "parcels_save"
    FASTER = "faster"
    SAVES = "saves"
    DELIVERY_COUNTED = "delivery_counted"
    FREE_DELIVERY_NEAR = "free_delivery_near"


class MoreParcelsNeeded(BaseModel):
    """So few parcels as were allowed cannot hold everything."""

    kind: Literal[DifferenceKind.MORE_PARCELS_NEEDED]
    allowed: int
    needed: int


class ParcelsSave(BaseModel):
    """The cheapest basket's `parcels` save so much against `fewest`."""

    kind: Literal[DifferenceKind.PARCELS_SAVE]
    parcels: int
    fewest: int
    saving: Money


class Faster(BaseModel):
    """The fastest basket beside the cheapest: `days` earlier (null: the cheapest does not say when), `more` dearer."""

    kind: Literal[DifferenceKind.FASTER]
    days: int | None
    arrives_by: date
    more: Money = Field(description="An amount of 0: it costs no more.")


class Saves(BaseModel):
    """The cheapest basket saves so much against the shops chosen now."""

    kind: Literal[DifferenceKind.SAVES]
    saving: Money


class DeliveryCounted(BaseModel):
    """A shop does not say what delivery costs: so much is counted for it."""

    kind: Literal[DifferenceKind.DELIVERY_COUNTED]
    shop_name: str
    delivery: Money


class FreeDeliveryNear(BaseModel):
    """For so much more at a shop its delivery would cost nothing."""

    kind: Literal[DifferenceKind.FREE_DELIVERY_NEAR]
    shop_name: str
    missing: Money
    delivery: Money


DifferenceOut = Annotated[
    MoreParcelsNeeded | ParcelsSave | Faster | Saves | DeliveryCounted | FreeDeliveryNear, Field(discriminator="kind")
]
