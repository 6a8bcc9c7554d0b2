"""How an item's price moved here and at each vendor: steps, the lowest of all, and what it says about today."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from modiste.shop.catalogue.models import Item
from modiste.shop.catalogue.service import ItemUnknown
from modiste.shop.kit import clock
from modiste.shop.prices.landed import same_size
from modiste.shop.prices.models import Offer, PricePoint
from modiste.shop.prices.own import BOUTIQUE
from modiste.shop.prices.own_history import find_own_reduction, own_line
from modiste.shop.prices.rates import Rates, rates_of
from modiste.shop.prices.reductions import Line, find_reduction, judge_deal
from modiste.shop.prices.schemas import HistoryQuery, PriceHistoryOut, ReductionOut, SegmentOut, SeriesOut, WindowOut
from modiste.shop.prices.spans import GAP, Span, clipped, covered, lowest_of, median_of, spans_of

WINDOWS = (30, 90, 365)
LOOKED_BACK = timedelta(days=400)  # for the windows, and the 30 days before a reduction


def history_of(session: Session, item_id: int, asked: HistoryQuery) -> PriceHistoryOut:
    """The price history of an item. Raises ItemUnknown."""
    item = session.scalar(select(Item).where(Item.id == item_id, Item.is_active))
    if item is None:
        raise ItemUnknown
    currency, until = asked.currency or item.currency, clock.now()
    since = until - timedelta(days=asked.days)
    rates = rates_of(session)
    lines, foreign = _lines(session, item_id, asked.size, currency=currency, rates=rates)
    own = own_line(session, item, asked.size, currency=currency, rates=rates, since=until - LOOKED_BACK, until=until)
    if own is not None:
        lines, foreign = [own, *lines], foreign or item.currency != currency
    lowest = lowest_of(span for line in lines for span in line.spans)
    windows = [window for days in WINDOWS if (window := _window(lowest, days, until)) is not None]
    return PriceHistoryOut(
        item_id=item_id,
        currency=currency,
        rate_day=rates.day if foreign else None,
        since=since,
        until=until,
        series=[
            SeriesOut(
                vendor=line.vendor,
                vendor_title=line.vendor_title,
                segments=_segments(clipped(line.spans, since, until)),
                is_now=line.is_now,
            )
            for line in lines
        ],
        lowest=_segments(clipped(lowest, since, until)),
        windows=windows,
        reductions=[found for line in lines if (found := _reduction(line, until)) is not None],
        deal=judge_deal(lines, windows),
    )


def _reduction(line: Line, now: datetime) -> ReductionOut | None:
    return find_own_reduction(line, now) if line.vendor == BOUTIQUE else find_reduction(line)


def _lines(session: Session, item_id: int, size: str, *, currency: str, rates: Rates) -> tuple[list[Line], bool]:
    """One line for each vendor, the one that is cheapest now first; and whether a rate was needed."""
    offers = [
        offer
        for offer in session.scalars(select(Offer).where(Offer.item_id == item_id, Offer.is_match))
        if not size or not offer.size or same_size(offer.size, size)
    ]
    points = _points(session, [offer.id for offer in offers])
    by_vendor: dict[str, list[Offer]] = defaultdict(list)
    for offer in offers:
        if points[offer.id] and rates.convert(1_000_000, offer.currency, currency) is not None:
            by_vendor[offer.vendor].append(offer)
    lines = [_line(some, points, currency, rates) for some in by_vendor.values()]
    lines.sort(key=lambda line: (not line.is_now, line.spans[-1].price if line.spans else 0, line.vendor_title))
    return lines, any(offer.currency != currency for some in by_vendor.values() for offer in some)


def _points(session: Session, offer_ids: Sequence[int]) -> dict[int, list[PricePoint]]:
    found: dict[int, list[PricePoint]] = defaultdict(list)
    wanted = select(PricePoint).where(
        PricePoint.offer_id.in_(offer_ids), PricePoint.last_seen_at >= clock.now() - LOOKED_BACK
    )
    for point in session.scalars(wanted.order_by(PricePoint.began_at)):
        found[point.offer_id].append(point)
    return found


def _line(offers: Sequence[Offer], points: dict[int, list[PricePoint]], currency: str, rates: Rates) -> Line:
    spans: list[Span] = []
    now: list[tuple[int, int | None]] = []
    for offer in offers:
        mine = [
            replace(span, price=rates.convert(span.price, offer.currency, currency) or span.price)
            for span in spans_of(points[offer.id])
        ]
        spans += mine
        last = points[offer.id][-1]
        if last.price is not None and last.last_seen_at >= clock.now() - GAP:
            # No gap yet, so it goes on to the present: else the vendor looked at last would seem to be dearest there.
            spans[-1] = replace(spans[-1], ended_at=clock.now())
            claimed = offer.list_price and rates.convert(offer.list_price, offer.currency, currency)
            now.append((mine[-1].price, claimed))
    return Line(
        vendor=offers[0].vendor,
        vendor_title=offers[0].vendor_name,
        spans=lowest_of(spans),
        claimed=min(now, key=lambda pair: pair[0])[1] if now else None,
        is_now=bool(now),
    )


def _segments(spans: Sequence[Span]) -> list[SegmentOut]:
    return [SegmentOut(began_at=span.began_at, ended_at=span.ended_at, price=span.price) for span in spans]


def _window(lowest: Sequence[Span], days: int, until: datetime) -> WindowOut | None:
    within = clipped(lowest, until - timedelta(days=days), until)
    median = median_of(within)
    if median is None:
        return None
    cheapest = min(within, key=lambda span: (span.price, -span.ended_at.timestamp()))
    return WindowOut(
        days=days,
        lowest=cheapest.price,
        median=median,
        highest=max(span.price for span in within),
        lowest_at=cheapest.began_at,
        covered=min(1.0, covered(within) / timedelta(days=days)),
    )
