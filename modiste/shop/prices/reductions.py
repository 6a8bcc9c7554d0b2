"""Reductions beside the lowest price of the 30 days before (directive 98/6/EC, article 6a), and is this a real deal?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from modiste.shop.kit.money import exponent, to_major
from modiste.shop.prices.schemas import DealOut, ReductionOut, Verdict, WindowOut
from modiste.shop.prices.spans import Span, clipped, covered, lowest_of, median_of

BEFORE = timedelta(days=30)  # article 6a, paragraph 2
LONG_BEFORE = timedelta(days=120)
ENOUGH_BEFORE = 15.0  # days of those 30 that somebody must have looked to say that a reduction is none
ENOUGH_DAYS = 21.0  # days of the last 90 that somebody must have looked to judge a deal
RAISED, NO_LESS = 1.08, 0.97  # a price was raised before its reduction; the reduced one is no less than before that
LOW, VERY_LOW, HIGH = 0.95, 0.90, 1.10  # of the median


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


def judge_deal(lines: Sequence[Line], windows: Sequence[WindowOut], currency: str) -> DealOut:
    """Whether the lowest price of today is a real deal, with what the verdict rests on."""
    selling = [line for line in lines if line.is_now and line.spans]
    window = next((one for one in windows if one.days == 90), None)
    if not selling or window is None:
        return DealOut(verdict=Verdict.UNKNOWN, sentence="Nobody is seen to sell it at the moment.", evidence=[])
    cheapest = min(selling, key=lambda line: line.spans[-1].price)
    price = cheapest.spans[-1].price
    evidence = _evidence(cheapest, window, currency)
    days = window.covered * window.days
    if days < ENOUGH_DAYS:
        told = f"Too early to say: its price was watched for {days:.0f} of the last 90 days."
        return DealOut(verdict=Verdict.UNKNOWN, sentence=told, evidence=evidence)
    raised = _raised_before(cheapest)
    if raised is not None:
        usual, peak, at = raised
        told = (
            f"No real deal: {cheapest.vendor_title} raised it from {said(usual, currency)} to {said(peak, currency)} "
            f"on {day_of(at)}, and {said(price, currency)} is no less than before."
        )
        return DealOut(verdict=Verdict.INFLATED, sentence=told, evidence=evidence)
    verdict, told = _by_median(price, window, currency)
    return DealOut(verdict=verdict, sentence=told, evidence=evidence)


def said(amount: int, currency: str) -> str:
    """An amount in words: `62.00 EUR`."""
    return f"{to_major(amount, currency):.{exponent(currency)}f} {currency}"


def day_of(at: datetime) -> str:
    """A day in words: `3 November 2026`."""
    return f"{at.day} {at:%B %Y}"


def _by_median(price: int, window: WindowOut, currency: str) -> tuple[Verdict, str]:
    median = said(window.median, currency)
    share = price / window.median - 1
    if price <= window.lowest and price <= LOW * window.median:
        return Verdict.REAL, f"A real deal: the lowest in 90 days, {-share:.0%} under the median of {median}."
    if price <= VERY_LOW * window.median:
        return Verdict.REAL, f"A real deal: {-share:.0%} under the median of {median}."
    if price > HIGH * window.median:
        return Verdict.DEAR, f"Dear at the moment: {share:.0%} over the median of {median}. It may be worth waiting."
    if price <= window.lowest:
        return Verdict.USUAL, f"The lowest in 90 days, and about what it usually costs: the median is {median}."
    return Verdict.USUAL, f"About what it usually costs: the median of 90 days is {median}."


def _evidence(line: Line, window: WindowOut, currency: str) -> list[str]:
    price = line.spans[-1].price
    found = [
        f"{line.vendor_title} asks {said(price, currency)} now.",
        f"In the last 90 days the lowest price was {said(window.lowest, currency)} on {day_of(window.lowest_at)} "
        f"and the highest {said(window.highest, currency)}; it was watched {window.covered:.0%} of the time.",
    ]
    reduction = find_reduction(line)
    if reduction is not None and reduction.lowest_before is not None:
        found.append(
            f"In the 30 days before the reduction of {day_of(reduction.began_at)} the lowest price was "
            f"{said(reduction.lowest_before, currency)}."
        )
    if line.claimed is not None and line.claimed > price and line.spans:
        was_asked = any(span.price >= line.claimed for span in line.spans)
        if not was_asked:
            since = day_of(line.spans[0].began_at)
            found.append(f"The crossed-out {said(line.claimed, currency)} was never seen to be asked since {since}.")
    return found


def _fall_began(spans: Sequence[Span]) -> datetime | None:
    """When the price began to fall, in one step or several, to what it is now; None when its last move was no fall."""
    start = len(spans) - 1
    while start > 0 and spans[start - 1].price >= spans[start].price:
        start -= 1
    return next((span.began_at for span in spans[start:] if span.price < spans[start].price), None)


def _raised_before(line: Line) -> tuple[int, int, datetime] | None:
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
    return usual, peak.price, whole.began_at
