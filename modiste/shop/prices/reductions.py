"""Reductions beside the lowest price of the 30 days before (directive 98/6/EC, article 6a), and is this a real deal?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from modiste.shop.prices.deal_schemas import (
    AskedNow,
    BesideMedian,
    ClaimUnseen,
    DealOut,
    Ground,
    GroundKind,
    LowestBefore,
    NobodySells,
    RaisedBefore,
    SeenBefore,
    TooEarly,
    Verdict,
)
from modiste.shop.prices.schemas import ReductionOut, WindowOut
from modiste.shop.prices.spans import Span, clipped, covered, lowest_of, median_of

BEFORE = timedelta(days=30)  # article 6a, paragraph 2
LONG_BEFORE = timedelta(days=120)
JUDGED_DAYS = 90  # the window that a deal is judged by
ENOUGH_BEFORE = 15.0  # days of those 30 that somebody must have looked to say that a reduction is none
ENOUGH_DAYS = 21.0  # days of the last 90 that somebody must have looked to judge a deal
RAISED, NO_LESS = 1.08, 0.97  # a price was raised before its reduction; the reduced one is no less than before that
LOW, VERY_LOW, HIGH = 0.95, 0.90, 1.10  # of the median
Beside = Literal[GroundKind.UNDER_MEDIAN, GroundKind.NEAR_MEDIAN, GroundKind.OVER_MEDIAN]


@dataclass(frozen=True, slots=True)
class Line:
    """One vendor's lowest price over time, what it crosses out now, and whether it sells the thing now."""

    vendor: str
    vendor_title: str
    spans: Sequence[Span]
    claimed: int | None
    is_now: bool


def find_reduction(line: Line) -> ReductionOut | None:
    """The reduction that is on at a vendor, if there is one."""
    if not line.is_now or not line.spans:
        return None
    price, began_at = line.spans[-1].price, _fall_began(line.spans)
    claimed = line.claimed if line.claimed is not None and line.claimed > price else None
    if began_at is None and claimed is None:
        return None
    began_at = began_at or line.spans[-1].began_at
    before = clipped(line.spans, began_at - BEFORE, began_at)
    days = covered(before) / timedelta(days=1)
    lowest = min((span.price for span in before), default=None)
    is_true = None
    if lowest is not None and days >= ENOUGH_BEFORE:
        is_true = price < lowest and (claimed is None or claimed <= lowest)
    return ReductionOut(
        vendor=line.vendor,
        vendor_title=line.vendor_title,
        price=price,
        began_at=began_at,
        claimed_before=claimed,
        lowest_before=lowest,
        covered_days=round(days, 1),
        is_true=is_true,
    )


def judge_deal(lines: Sequence[Line], windows: Sequence[WindowOut]) -> DealOut:
    """Whether the lowest price of today is a real deal, with what the verdict rests on."""
    selling = [line for line in lines if line.is_now and line.spans]
    window = next((one for one in windows if one.days == JUDGED_DAYS), None)
    if not selling or window is None:
        return DealOut(verdict=Verdict.UNKNOWN, grounds=[NobodySells(kind=GroundKind.NOBODY_SELLS)])
    cheapest = min(selling, key=lambda line: line.spans[-1].price)
    verdict, decisive = _decide(cheapest, window)
    return DealOut(verdict=verdict, grounds=[decisive, *_further_grounds(cheapest, window)])


def _decide(cheapest: Line, window: WindowOut) -> tuple[Verdict, Ground]:
    days = window.covered * window.days
    if days < ENOUGH_DAYS:
        return Verdict.UNKNOWN, TooEarly(kind=GroundKind.TOO_EARLY, days=round(days), of_days=window.days)
    raised = _raised_before(cheapest)
    return _by_median(cheapest.spans[-1].price, window) if raised is None else (Verdict.INFLATED, raised)


def _by_median(price: int, window: WindowOut) -> tuple[Verdict, Ground]:
    is_lowest = price <= window.lowest

    def beside(kind: Beside) -> BesideMedian:
        share = abs(price / window.median - 1)
        return BesideMedian(kind=kind, median=window.median, share=share, days=window.days, is_lowest=is_lowest)

    if price <= (LOW if is_lowest else VERY_LOW) * window.median:
        return Verdict.REAL, beside(GroundKind.UNDER_MEDIAN)
    if price > HIGH * window.median:
        return Verdict.DEAR, beside(GroundKind.OVER_MEDIAN)
    return Verdict.USUAL, beside(GroundKind.NEAR_MEDIAN)


def _further_grounds(line: Line, window: WindowOut) -> Iterator[Ground]:
    price = line.spans[-1].price
    yield AskedNow(kind=GroundKind.ASKED_NOW, vendor_title=line.vendor_title, price=price)
    yield SeenBefore(
        kind=GroundKind.SEEN_BEFORE,
        days=window.days,
        lowest=window.lowest,
        lowest_at=window.lowest_at,
        highest=window.highest,
        covered=window.covered,
    )
    reduction = find_reduction(line)
    if reduction is not None and reduction.lowest_before is not None:
        yield LowestBefore(
            kind=GroundKind.LOWEST_BEFORE,
            days=BEFORE.days,
            began_at=reduction.began_at,
            price=reduction.lowest_before,
        )
    if line.claimed is not None and line.claimed > price and all(span.price < line.claimed for span in line.spans):
        yield ClaimUnseen(kind=GroundKind.CLAIM_UNSEEN, claimed=line.claimed, since=line.spans[0].began_at)


def _fall_began(spans: Sequence[Span]) -> datetime | None:
    """When the price began to fall, in one step or several, to what it is now; None when its last move was no fall."""
    start = len(spans) - 1
    while start > 0 and spans[start - 1].price >= spans[start].price:
        start -= 1
    return next((span.began_at for span in spans[start:] if span.price < spans[start].price), None)


def _raised_before(line: Line) -> RaisedBefore | None:
    """What it usually cost, to what it was raised and when, if a reduction only takes a raise back."""
    began_at = _fall_began(line.spans)
    if began_at is None:
        return None
    before = clipped(line.spans, began_at - BEFORE, began_at)
    if not before:
        return None
    peak = max(before, key=lambda span: span.price)
    whole = next(span for span in line.spans if span.began_at <= peak.began_at < span.ended_at)
    usual = median_of(lowest_of(clipped(line.spans, began_at - LONG_BEFORE, whole.began_at)))
    if usual is None or peak.price < RAISED * usual or line.spans[-1].price < NO_LESS * usual:
        return None
    return RaisedBefore(
        kind=GroundKind.RAISED_BEFORE,
        vendor_title=line.vendor_title,
        usual=usual,
        raised=peak.price,
        raised_at=whole.began_at,
        price=line.spans[-1].price,
    )
