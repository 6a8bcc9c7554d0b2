"""The items of a boutique with their figures: from being seen to being bought, and how the price stands elsewhere."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from modiste.shop.boutiques.models import Boutique
from modiste.shop.insights.funnels import page_of_funnels
from modiste.shop.insights.periods import last_days
from modiste.shop.insights.rates import rate_of
from modiste.shop.insights.schemas import ItemFiguresOut, ItemFiguresPage, ItemsQuery, PositionOut
from modiste.shop.kit import paging
from modiste.shop.kit.money import Money
from modiste.shop.prices.landed import delivered_for
from modiste.shop.prices.positions import Asked, Position, positions_of
from modiste.shop.prices.vendors.base import Vendor


def list_item_figures(
    session: Session, boutique: Boutique, query: ItemsQuery, *, vendors: Mapping[str, Vendor]
) -> ItemFiguresPage:
    """One page of items with their figures; three queries, however many there are. Raises BadCursor."""
    period = last_days(query.days)
    chosen = page_of_funnels(boutique.id, period.since, query.sort, query.cursor, query.limit)
    rows = session.execute(chosen).all()
    page = rows[: query.limit]
    positions = _positions(session, boutique, page, vendors, at=period.until)
    return ItemFiguresPage(
        period=period.shown(),
        items=[_shown(row, positions.get(row.id)) for row in page],
        next_cursor=paging.encode(int(page[-1].key), page[-1].id) if len(rows) > query.limit else None,
    )


def _positions(
    session: Session, boutique: Boutique, rows: Any, vendors: Mapping[str, Vendor], *, at: datetime
) -> Mapping[int, Position]:
    asked = []
    for row in rows:
        is_told = row.currency == boutique.currency  # what the boutique says of delivery is in its own currency
        cost, free_over = (boutique.delivery_cost, boutique.free_over) if is_told else (None, None)
        if row.is_active and row.price > 0:
            total = delivered_for(row.price, cost, free_over)
            asked.append(Asked(row.id, row.price, total, row.currency))
    return positions_of(session, asked, vendors, at=at)


def _shown(row: Any, position: Position | None) -> ItemFiguresOut:
    seen, liked, in_cart, bought = (int(number) for number in (row.seen, row.liked, row.in_cart, row.bought))
    return ItemFiguresOut(
        item_id=row.id,
        name=row.name,
        price=Money(amount=row.price, currency=row.currency),
        image_url=row.image_url,
        image_srcset=row.image_srcset,
        image_colour=row.image_colour,
        image_blurhash=row.image_blurhash,
        is_active=row.is_active,
        in_stock=row.in_stock,
        seen=seen,
        liked=liked,
        disliked=int(row.disliked),
        in_cart=in_cart,
        bought=bought,
        pieces=int(row.pieces),
        liked_rate=rate_of(liked, seen),
        in_cart_rate=rate_of(in_cart, seen),
        bought_rate=rate_of(bought, seen),
        position=None if position is None else _position_out(position, row.currency),
    )


def _position_out(position: Position, currency: str) -> PositionOut:
    def money(amount: int) -> Money:
        return Money(amount=max(0, amount), currency=currency)

    return PositionOut(
        rank=position.rank,
        of=position.of,
        own=money(position.own),
        lowest=money(position.lowest),
        lowest_vendor=position.lowest_vendor,
        above_lowest=money(position.own - position.lowest),
        below_next=money(position.lowest - position.own),
        with_delivery=position.with_delivery,
        left_out=position.left_out,
        as_of=position.as_of,
    )
