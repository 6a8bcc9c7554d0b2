"""What a boutique's figures look like over the wire."""

from datetime import date, datetime
from enum import IntEnum, StrEnum
from typing import Annotated

from pydantic import BaseModel, Field, StringConstraints

from modiste.shop.kit.money import Currency, Money
from modiste.shop.kit.web.fields import PRINTED


class Days(IntEnum):
    """How many days figures are about."""

    WEEK = 7
    MONTH = 30
    QUARTER = 90


class FunnelSort(StrEnum):
    """What items are ordered by, the greatest first."""

    SEEN = "seen"
    LIKED = "liked"
    IN_CART = "in_cart"
    BOUGHT = "bought"
    NEWEST = "newest"


class HomeQuery(BaseModel):
    """Which days the figures are about."""

    days: Days = Days.MONTH


class ItemsQuery(HomeQuery):
    """Which items' figures to list."""

    sort: FunnelSort = FunnelSort.SEEN
    cursor: Annotated[str, StringConstraints(max_length=200, pattern=PRINTED)] | None = None
    limit: Annotated[int, Field(ge=1, le=100)] = 20


class PeriodOut(BaseModel):
    """The days that figures are about (UTC, today as far as it has come), and as many before them to compare with."""

    days: int
    since: datetime
    until: datetime
    before_since: datetime
    before_until: datetime


class WaitingOut(BaseModel):
    """Parcels that wait for a step of the boutique."""

    count: int
    oldest: datetime | None = Field(description="Since when the one that has waited longest waits.")


class ToDoOut(BaseModel):
    """What waits for the boutique now."""

    to_pack: WaitingOut
    to_send: WaitingOut = Field(description="Packed, and not handed to a carrier.")
    returns: WaitingOut = Field(description="Asked for by their shoppers, and not here yet.")


class SalesSumOut(BaseModel):
    """What was sold in some days: orders that were paid then and not cancelled."""

    orders: int
    pieces: int
    gross: Money = Field(description="The price of the goods, without delivery.")
    refunded: Money = Field(description="What has gone back of it since, or is on its way.")
    net: Money = Field(description="`gross` less `refunded`.")
    average: Money | None = Field(description="`net` for each order; null without orders.")


class SalesDayOut(BaseModel):
    """What was sold on one day; `net` in minor units of the currency."""

    day: date
    orders: int
    pieces: int
    net: int


class SalesOut(BaseModel):
    """What was sold in one currency, by day, and what in as many days before."""

    currency: Currency
    now: SalesSumOut
    before: SalesSumOut
    days: list[SalesDayOut]


class ShelfLineOut(BaseModel):
    """A size of an item that runs low, or that is sold out."""

    item_id: int
    name: str
    size: str
    colour: str
    stock: int
    wanted: int = Field(description="Shoppers who have the item among their favourites or in their cart now.")
    image_url: str | None
    image_srcset: str | None
    image_colour: str | None
    image_blurhash: str | None


class ShelfOut(BaseModel):
    """How many sizes of items for sale there are of that kind, and the first, the most wanted items first."""

    count: int
    lines: list[ShelfLineOut]


class HomeOut(BaseModel):
    """A boutique's figures: what to do now, what sells, what runs out."""

    period: PeriodOut
    items: int = Field(description="Items that are for sale.")
    to_do: ToDoOut
    sales: SalesOut = Field(description="In the boutique's currency.")
    other_currencies: list[SalesOut] = Field(description="The same where something was sold in another currency.")
    low_stock: ShelfOut
    low_stock_at: int = Field(description="So many of a size, or fewer, are few.")
    sold_out: ShelfOut


class RateOut(BaseModel):
    """A share of `of` shoppers, with the bounds between which it lies in 95 of 100 such cases (Wilson)."""

    share: float = Field(ge=0, le=1)
    low: float = Field(ge=0, le=1)
    high: float = Field(ge=0, le=1)
    of: int


class PositionOut(BaseModel):
    """How the item's price stands among the shops that sell the same product."""

    rank: int = Field(description="1: nobody is cheaper.")
    of: int = Field(description="How many shops are compared, ours counted.")
    own: Money
    lowest: Money = Field(description="Of the other shops, in the item's currency.")
    lowest_vendor: str
    above_lowest: Money = Field(description="How much lower the lowest is; nothing where ours is the lowest.")
    below_next: Money = Field(description="How much lower ours is than the next; nothing where it is not the lowest.")
    with_delivery: bool = Field(description="Totals with delivery are compared; false: prices, as too few say more.")
    left_out: int = Field(description="Shops that sell it, and that do not say what they are compared by.")
    as_of: datetime = Field(description="When the one of the prices compared that is oldest was seen.")


class ItemFiguresOut(BaseModel):
    """One item's way from being seen to being bought, in shoppers."""

    item_id: int
    name: str
    price: Money
    image_url: str | None
    image_srcset: str | None
    image_colour: str | None
    image_blurhash: str | None
    is_active: bool
    in_stock: bool
    seen: int = Field(description="Shoppers who swiped it either way, or opened it; buyers are always among them.")
    liked: int = Field(description="Shoppers who swiped it to the right, or made it a favourite.")
    disliked: int = Field(description="Shoppers who swiped it to the left.")
    in_cart: int = Field(description="Shoppers who put it into their cart, or bought it at once.")
    bought: int = Field(description="Shoppers who paid for it; an order that was cancelled does not count.")
    pieces: int = Field(description="Pieces that these bought.")
    liked_rate: RateOut | None = Field(description="`liked` of `seen`.")
    in_cart_rate: RateOut | None = Field(description="`in_cart` of `seen`.")
    bought_rate: RateOut | None = Field(description="`bought` of `seen`.")
    position: PositionOut | None = Field(description="Null while no other shop is known to sell it.")


class ItemFiguresPage(BaseModel):
    """One page of items with their figures."""

    period: PeriodOut
    items: list[ItemFiguresOut]
    next_cursor: str | None
