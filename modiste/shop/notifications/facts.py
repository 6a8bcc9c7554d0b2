"""What people are told, as facts: kinds and figures that are kept, and put into words when somebody reads them."""

from enum import StrEnum
from typing import Literal

from pydantic import BaseModel, Field

from modiste.shop.kit.money import Money


class NewsKind(StrEnum):
    """What came true of an item that somebody waits for."""

    TARGET_REACHED = "target_reached"
    FELL = "fell"
    CHEAPER = "cheaper"
    DEARER = "dearer"
    IN_STOCK = "in_stock"


class News(BaseModel):
    """One thing that came true; `total` is the best price with delivery, `before` the one that it is measured against:
    the target, the total when the alert was set, or the one told last. Stock has neither."""

    kind: NewsKind
    size: str = Field(description="Empty: any size.")
    shop: str
    total: Money | None
    before: Money | None


class PriceNews(BaseModel):
    """All that one item has to tell on one day."""

    kind: Literal["price_alert"]
    item_name: str
    news: list[News] = Field(min_length=1)


class OrderNewsKind(StrEnum):
    """A step of an order or of one of its parcels; what begins with `boutique` is told to the boutique's
    owner and staff."""

    ORDER_PLACED = "order_placed"
    ORDER_PAID = "order_paid"
    ORDER_EXPIRED = "order_expired"
    ORDER_CANCELLED = "order_cancelled"
    ORDER_PAID_BACK = "order_paid_back"  # cancelled after it was paid
    PARCEL_SHIPPED = "parcel_shipped"
    PARCEL_DELIVERED = "parcel_delivered"
    PARCEL_RETURN_ASKED = "parcel_return_asked"
    PARCEL_RETURNED = "parcel_returned"
    BOUTIQUE_PARCEL_TO_PACK = "boutique_parcel_to_pack"
    BOUTIQUE_PARCEL_CANCELLED = "boutique_parcel_cancelled"
    BOUTIQUE_RETURN_ASKED = "boutique_return_asked"


class ParcelFacts(BaseModel):
    """The parcel that a step is of; what is not known yet is empty."""

    boutique: str
    pieces: int
    method: str
    carrier: str
    tracking: str
    tracking_url: str


class OrderNews(BaseModel):
    """One step; `total` is the price of the order, or of the `parcel` where there is one. The pieces of an order that
    was placed are kept for `minutes`."""

    kind: OrderNewsKind
    number: str
    total: Money
    minutes: int
    parcel: ParcelFacts | None


class WebhookNewsKind(StrEnum):
    """Why a boutique's systems are told nothing any more at one of their addresses."""

    GONE = "webhook_gone"
    FAILING = "webhook_failing"


class WebhookNews(BaseModel):
    """An address of a boutique's systems was switched off; `host` is where it leads."""

    kind: WebhookNewsKind
    host: str


Facts = PriceNews | OrderNews | WebhookNews


def is_owed(told: Facts) -> bool:
    """Whether it is mailed whatever somebody wants: what becomes of their own order is part of the purchase."""
    return isinstance(told, OrderNews) and not told.kind.startswith("boutique")
