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
