"""How our boutique's own price of an item moved, and the reduction that we announce (directive 98/6/EC, article 6a).

Of our own price we know every moment, so its line has no gaps but the times in which the item was not for sale.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from modiste.shop.boutiques.models import Boutique
from modiste.shop.catalogue.models import Item, ItemPrice, Variant
from modiste.shop.prices.landed import same_size
from modiste.shop.prices.own import BOUTIQUE
from modiste.shop.prices.rates import Rates
from modiste.shop.prices.reductions import BEFORE, Line
from modiste.shop.prices.schemas import ReductionOut
from modiste.shop.prices.spans import Span, clipped, covered, lowest_of

ANNOUNCED = timedelta(days=30)  # after its last step; from then on the price is the usual one, and nothing is reduced


def own_line(
    session: Session, item: Item, size: str, *, currency: str, rates: Rates, since: datetime, until: datetime
) -> Line | None:
    """The boutique's line in a size (empty: any) since a moment; None where it never had a price, a rate or the size.

    Prices in a currency that the item has no more are left out: beside today's they would move with the rate.
    """
    stocks = session.execute(select(Variant.size, Variant.stock).where(Variant.item_id == item.id)).all()
    mine = [stock for name, stock in stocks if not size or same_size(name, size)]
    if rates.convert(1_000_000, item.currency, currency) is None or (stocks and not mine):
        return None
    is_now = item.in_stock and item.price > 0 and (not mine or any(mine))
    # When a single size sold out is not written down: no later than the last change of the item.
    end = until if is_now or not item.in_stock else min(item.updated_at, until)
    spans = [span for span in _spans(_points(session, item, since), end) if span.ended_at > since]
    if not spans:
        return None
    converted = [replace(span, price=rates.convert(span.price, item.currency, currency) or 1) for span in spans]
    title = session.scalars(select(Boutique.name).where(Boutique.id == item.boutique_id)).one()
    return Line(BOUTIQUE, title, lowest_of(converted), claimed=None, is_now=is_now)


def _points(session: Session, item: Item, since: datetime) -> Sequence[ItemPrice]:
    """The points that say what it cost since then: the one in force at that moment is the first."""
    mine = ItemPrice.item_id == item.id
    first = select(func.max(ItemPrice.began_at)).where(mine, ItemPrice.began_at <= since).scalar_subquery()
    wanted = select(ItemPrice).where(mine, ItemPrice.began_at >= func.coalesce(first, since))
    points = session.scalars(wanted.order_by(ItemPrice.began_at)).all()
    return [point for point in points if point.currency == item.currency]


def _spans(points: Sequence[ItemPrice], end: datetime) -> list[Span]:
    found = []
    for point, following in pairwise([*points, None]):
        if point is not None and point.price is not None:
            found.append(Span(point.began_at, end if following is None else following.began_at, point.price))
    return [span for span in found if span.length > timedelta(0)]


def find_own_reduction(line: Line, now: datetime) -> ReductionOut | None:
    """The reduction that the boutique's line announces now, beside the lowest price of the 30 days before it began.

    It is on from the first step of a fall until 30 days after the last one, while the price stays down; steps that
    follow each other within those 30 days are one reduction, which counts from its start (article 6a, paragraph 5).
    `is_true` is false when the price is no lower than in those 30 days: it was raised before, and is none. A thing
    that was not for sale in them has no reduction.
    """
    if not line.is_now or not line.spans:
        return None
    began_at = _fall_began(line.spans, now)
    before = [] if began_at is None else clipped(line.spans, began_at - BEFORE, began_at)
    if began_at is None or not before:
        return None
    price, lowest = line.spans[-1].price, min(span.price for span in before)
    return ReductionOut(
        vendor=line.vendor,
        vendor_title=line.vendor_title,
        price=price,
        began_at=began_at,
        claimed_before=None,
        lowest_before=lowest,
        covered_days=round(covered(before) / timedelta(days=1), 1),
        is_true=price < lowest,
    )


def _fall_began(spans: Sequence[Span], now: datetime) -> datetime | None:
    """When the fall that is still announced began; None when the price did not fall last, or that is long ago."""
    began_at, last = None, now
    for before, after in reversed(list(pairwise(spans))):
        if after.price == before.price:  # it was away for a while in between
            continue
        if after.price > before.price or last - after.began_at > ANNOUNCED:
            break
        began_at = last = after.began_at
    return began_at
