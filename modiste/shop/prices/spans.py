"""Prices over time as spans: from change points to steps with gaps, the lowest of many, and what is usual."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import pairwise

from modiste.shop.prices.models import PricePoint

GAP = timedelta(days=3)  # time that no look covered, from which on a line is broken and a price begins anew
INSTANT = timedelta(seconds=1)  # what a price that was seen once counts for


@dataclass(frozen=True, slots=True)
class Span:
    """A time in which something cost the same."""

    began_at: datetime
    ended_at: datetime
    price: int

    @property
    def length(self) -> timedelta:
        return self.ended_at - self.began_at


def spans_of(points: Sequence[PricePoint]) -> list[Span]:
    """The spans of one offer, of its points by time: each until the next point, or until a gap."""
    found = []
    for point, following in pairwise([*points, None]):
        if point is None or point.price is None:
            continue
        ended_at = point.last_seen_at
        if following is not None and following.began_at - point.last_seen_at <= GAP:
            ended_at = following.began_at
        found.append(Span(point.began_at, max(ended_at, point.began_at + INSTANT), point.price))
    return found


def lowest_of(spans: Iterable[Span]) -> list[Span]:
    """The lowest price at each moment, where spans may lie over each other."""
    given = sorted(spans, key=lambda span: span.began_at)
    edges = sorted({edge for span in given for edge in (span.began_at, span.ended_at)})
    found: list[Span] = []
    open_ones: list[Span] = []
    following = 0
    for began_at, ended_at in pairwise(edges):
        while following < len(given) and given[following].began_at <= began_at:
            open_ones.append(given[following])
            following += 1
        open_ones = [span for span in open_ones if span.ended_at > began_at]
        if not open_ones:
            continue
        price = min(span.price for span in open_ones)
        if found and found[-1].ended_at == began_at and found[-1].price == price:
            found[-1] = replace(found[-1], ended_at=ended_at)
        else:
            found.append(Span(began_at, ended_at, price))
    return found


def clipped(spans: Iterable[Span], since: datetime, until: datetime) -> list[Span]:
    """The parts of spans that lie between two moments."""
    cut = (
        replace(span, began_at=max(span.began_at, since), ended_at=min(span.ended_at, until))
        for span in spans
        if span.ended_at > since and span.began_at < until
    )
    return [span for span in cut if span.length > timedelta(0)]


def median_of(spans: Iterable[Span]) -> int | None:
    """The price that half of the time was not dearer than; None where nobody looked."""
    ordered = sorted(spans, key=lambda span: span.price)
    half = sum((span.length for span in ordered), timedelta(0)) / 2
    passed = timedelta(0)
    for span in ordered:
        passed += span.length
        if passed >= half:
            return span.price
    return None


def covered(spans: Iterable[Span]) -> timedelta:
    """How much time spans that do not lie over each other cover."""
    return sum((span.length for span in spans), timedelta(0))
