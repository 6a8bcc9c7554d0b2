"""Finding items: words, filters, order, pages, and counts to narrow the search by."""

from typing import Any

from sqlalchemy import Row, Select, literal, select, tuple_
from sqlalchemy.orm import Session

from modiste.shop.catalogue.criteria import Criteria
from modiste.shop.catalogue.facets import count_matches, list_widenings
from modiste.shop.catalogue.fulltext import SEARCH, TIERS, key_of, matches
from modiste.shop.catalogue.models import CATEGORIES, ITEMS, Category
from modiste.shop.catalogue.schemas import ItemPage, ItemQuery, Sort
from modiste.shop.catalogue.service import CARD_COLUMNS, card_of
from modiste.shop.kit import paging

BY_PRICE = frozenset({Sort.PRICE_ASC, Sort.PRICE_DESC})


def search_items(session: Session, query: ItemQuery) -> ItemPage:
    """A page of the items that match, with facets when asked for. Raises BadCursor."""
    position = _position(query)
    criteria = Criteria(session, query)
    rows = [] if criteria.is_void else _rows(criteria, position)
    page = ItemPage(items=[card_of(row) for row in rows[: query.limit]])
    if len(rows) > query.limit:
        page.next_cursor = _cursor(query.sort, rows[query.limit - 1])
    if query.facets:
        count_matches(criteria, page)
    if not rows and position is None:
        page.unknown_words = [word for word in criteria.words if not _is_known(criteria, word)]
        page.widen = list_widenings(criteria)
        page.hint = _hint(criteria, page.unknown_words)
    return page


def _position(query: ItemQuery) -> tuple[int, int] | None:
    """(tier or price, id) of the last item of the page before this one."""
    if query.cursor is None:
        return None
    sort, first, item_id = paging.decode(query.cursor, str, int, int)
    if sort != query.sort or (query.sort not in BY_PRICE and not 0 <= first < TIERS):
        raise paging.BadCursor
    return first, item_id


def _cursor(sort: Sort, row: Row[Any]) -> str:
    return paging.encode(sort, row.price if sort in BY_PRICE else row.tier, row.id)


def _rows(criteria: Criteria, position: tuple[int, int] | None) -> list[Row[Any]]:
    """The rows of the page and one more, if there is one."""
    query, wanted = criteria.query, criteria.query.limit + 1
    if query.sort in BY_PRICE:
        found = _by_price(criteria.narrowed(_cards(0)), query.sort, position)
        return list(criteria.session.execute(found.limit(wanted)))
    by_tier = bool(criteria.words) and query.sort is Sort.RELEVANCE
    first, last = position or (0, None)
    key = key_of(criteria.dialect) if criteria.words else ITEMS.id
    rows: list[Row[Any]] = []
    for tier in range(first, TIERS if by_tier else first + 1):
        found = criteria.narrowed(_cards(tier), tier=tier if by_tier else None).order_by(key.desc())
        if last is not None and tier == first:
            found = found.where(key < last)
        rows += criteria.session.execute(found.limit(wanted - len(rows)))
        if len(rows) == wanted:
            break
    return rows


def _cards(tier: int) -> Select[*tuple[Any, ...]]:
    chosen = select(*CARD_COLUMNS, literal(tier).label("tier"))
    return chosen.join(Category.__table__, CATEGORIES.id == ITEMS.category_id)


def _by_price(found: Select[Any], sort: Sort, position: tuple[int, int] | None) -> Select[Any]:
    key = tuple_(ITEMS.price, ITEMS.id)
    if sort is Sort.PRICE_ASC:
        ordered = found.order_by(ITEMS.price, ITEMS.id)
        return ordered.where(key > position) if position else ordered
    ordered = found.order_by(ITEMS.price.desc(), ITEMS.id.desc())
    return ordered.where(key < position) if position else ordered


def _hint(criteria: Criteria, missing: list[str]) -> str:
    """What to change, said to somebody who found nothing."""
    if criteria.is_void:
        return "Type letters or digits to search for."
    if missing:
        return f"Nothing here matches “{'”, “'.join(missing)}”: check the spelling or leave it out."
    if len(criteria.filters) > 1:
        return "Nothing matches all of these filters: take one away."
    return "No item has all of these words: leave one out." if criteria.words else "There is nothing here yet."


def _is_known(criteria: Criteria, word: str) -> bool:
    found = select(literal(1)).select_from(SEARCH).where(matches(criteria.dialect, [word])).limit(1)
    return criteria.session.scalar(found) is not None
