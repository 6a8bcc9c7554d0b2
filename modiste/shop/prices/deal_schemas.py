"""Is this a real deal? The verdict and the facts that it rests on, over the wire; whoever shows them has the words."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, Field


class Verdict(StrEnum):
    """Is this a real deal?"""

    REAL = "real"
    USUAL = "usual"
    DEAR = "dear"
    INFLATED = "inflated"
    UNKNOWN = "unknown"


class GroundKind(StrEnum):
    """What a verdict rests on."""

    NOBODY_SELLS = "nobody_sells"
    TOO_EARLY = "too_early"
    RAISED_BEFORE = "raised_before"
    UNDER_MEDIAN = "under_median"
    NEAR_MEDIAN = "near_median"
    OVER_MEDIAN = "over_median"
    ASKED_NOW = "asked_now"
    SEEN_BEFORE = "seen_before"
    LOWEST_BEFORE = "lowest_before"
    CLAIM_UNSEEN = "claim_unseen"


class NobodySells(BaseModel):
    """No vendor is seen to sell it now."""

    kind: Literal[GroundKind.NOBODY_SELLS]


class TooEarly(BaseModel):
    """On so few of the last `of_days` a price was seen."""

    kind: Literal[GroundKind.TOO_EARLY]
    days: int
    of_days: int


class RaisedBefore(BaseModel):
    """The cheapest vendor raised its price from `usual` to `raised`, and `price` only takes that back."""

    kind: Literal[GroundKind.RAISED_BEFORE]
    vendor_title: str
    usual: int
    raised: int
    raised_at: datetime
    price: int


class BesideMedian(BaseModel):
    """The price beside the median of the last `days`; `share` is the difference, 0.25 is a quarter of the median."""

    kind: Literal[GroundKind.UNDER_MEDIAN, GroundKind.NEAR_MEDIAN, GroundKind.OVER_MEDIAN]
    median: int
    share: float = Field(ge=0)
    days: int
    is_lowest: bool = Field(description="No lower price was seen in these days.")


class AskedNow(BaseModel):
    """What the cheapest vendor asks now."""

    kind: Literal[GroundKind.ASKED_NOW]
    vendor_title: str
    price: int


class SeenBefore(BaseModel):
    """What prices were seen in the last `days`, and in which share of that time anybody looked."""

    kind: Literal[GroundKind.SEEN_BEFORE]
    days: int
    lowest: int
    lowest_at: datetime
    highest: int
    covered: float = Field(ge=0, le=1)


class LowestBefore(BaseModel):
    """The lowest price of the `days` before a reduction that began at `began_at` (directive 98/6/EC, article 6a)."""

    kind: Literal[GroundKind.LOWEST_BEFORE]
    days: int
    began_at: datetime
    price: int


class ClaimUnseen(BaseModel):
    """The vendor crosses out a price that nobody has seen it ask since `since`."""

    kind: Literal[GroundKind.CLAIM_UNSEEN]
    claimed: int
    since: datetime


Ground = Annotated[
    NobodySells | TooEarly | RaisedBefore | BesideMedian | AskedNow | SeenBefore | LowestBefore | ClaimUnseen,
    Field(discriminator="kind"),
]


class DealOut(BaseModel):
    """The verdict and what it rests on, what decided it first; money in minor units of the history's currency."""

    verdict: Verdict
    grounds: list[Ground]
