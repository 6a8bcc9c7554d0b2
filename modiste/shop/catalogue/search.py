"""Finding items: words, filters, order, pages, and counts to narrow the search by."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, func, literal, select, tuple_, union_all
from sqlalchemy.orm import InstrumentedAttribute, Session

from modiste.shop.catalogue.fulltext import SEARCH, TIERS, key_of, matches, search_words
from modiste.shop.catalogue.models import Category, Item, ItemTag, Variant
from modiste.shop.catalogue.schemas import FacetsOut, FacetValue, ItemPage, ItemQuery, Sort
from modiste.shop.catalogue.service import CARD_COLUMNS, card_of, slug_of
from modiste.shop.kit import paging

COUNTED = 2_000  # items that facets are counted over at most: bounds their cost however much matches
FACET_VALUES = 20
RARE = 5_000  # rows of a tag or size that are cheaper listed first than looked up item by item

Condition = ColumnElement[bool]


class Search:
    """One query against one database: the conditions it comes down to."""

    def __init__(self, session: Session, query: ItemQuery) -> None:
        self.session = session
        self.query = query
        self.dialect = session.get_bind().dialect.name
        self.words = search_words(query.q)
        self.is_void = bool(query.q) and not self.words  # nothing but punctuation: matches nothing
        self.filters = dict(self._filters())

    def _filters(self) -> Iterator[tuple[str, Condition]]:
        query = self.query
        yield "active", Item.is_active
        if query.category:
            slugs = [slug_of(name) for name in query.category]
            kinds = self.session.scalars(select(Category.id).where(Category.slug.in_(slugs))).all()
            yield "category", any_of(Item.category_id, kinds)
        for name, column in (("brand", Item.brand), ("colour", Item.colour), ("pattern", Item.pattern)):
            if values := getattr(query, name):
                yield name, any_of(column, values)
        if query.tag:
            yield "tag", self._among(ItemTag.item_id, any_of(ItemTag.tag, query.tag))
        if query.size:
            stocked = any_of(Variant.size, query.size)
            yield "size", self._among(Variant.item_id, stocked & (Variant.stock > 0) if query.in_stock else stocked)
        if query.in_stock:
            yield "in_stock", Item.in_stock
        if query.boutique_id is not None:
            yield "boutique", Item.boutique_id == query.boutique_id
        if query.price_min is not None:
            yield "price_min", Item.price >= query.price_min
        if query.price_max is not None:
            yield "price_max", Item.price <= query.price_max

    def _among(self, item_id: InstrumentedAttribute[int], condition: Condition) -> Condition:
        """That an item has such a tag or size: the rare are listed first, the frequent looked up for each item."""
        probe = select(literal(1)).where(condition).limit(RARE)
        if self.session.scalar(select(func.count()).select_from(probe.subquery())) < RARE:
            return Item.id.in_(select(item_id).where(condition))
        return select(literal(1)).where(item_id == Item.id, condition).exists()

    def narrowed(self, found: Select[Any], *, tier: int | None = None, without: str = "") -> Select[Any]:
        """`found` (a selection from items) where words and filters hold, leaving out one filter."""
        kept = [condition for name, condition in self.filters.items() if name != without]
        if self.words:
            found = found.join(SEARCH, key_of(self.dialect) == Item.id)
            kept.append(matches(self.dialect, self.words, tier=tier))
        return found.where(*kept)


def search_items(session: Session, query: ItemQuery) -> ItemPage:
    """A page of the items that match, with facets when asked for. Raises BadCursor."""
    search = Search(session, query)
    position = _position(query)
    rows = [] if search.is_void else _rows(search, position)
    page = ItemPage(items=[card_of(row) for row in rows[: query.limit]])
    if len(rows) > query.limit:
        page.next_cursor = _cursor(query.sort, rows[query.limit - 1])
    if query.facets:
        page.facets, page.facets_sampled = _facets(search)
    if not rows and position is None:
        page.hint = _hint(search)
    return page


def any_of(column: ColumnElement[Any] | InstrumentedAttribute[Any], values: Sequence[Any]) -> Condition:
    """`column` is one of `values`; written as an equation where it is one, so that an index keeps its order."""
    return column == values[0] if len(values) == 1 else column.in_(values)


def _position(query: ItemQuery) -> tuple[int, int] | None:
    """(tier or price, id) of the last item of the page before this one."""
    if query.cursor is None:
        return None
    sort, first, item_id = paging.decode(query.cursor, str, int, int)
    if sort != query.sort or (query.sort is Sort.RELEVANCE and not 0 <= first < TIERS):
        raise paging.BadCursor
    return first, item_id


def _cursor(sort: Sort, row: Row[Any]) -> str:
    return paging.encode(sort, row.price if sort in {Sort.PRICE_ASC, Sort.PRICE_DESC} else row.tier, row.id)


def _rows(search: Search, position: tuple[int, int] | None) -> list[Row[Any]]:
    """One row more than the page has."""
    query, wanted = search.query, search.query.limit + 1
    if query.sort in {Sort.PRICE_ASC, Sort.PRICE_DESC}:
        found = _by_price(search.narrowed(_cards(0)), query.sort, position)
        return list(search.session.execute(found.limit(wanted)))
    by_tier = bool(search.words) and query.sort is Sort.RELEVANCE
    first, last = position or (0, None)
    key = key_of(search.dialect) if search.words else Item.id
    rows: list[Row[Any]] = []
    for tier in range(first, TIERS if by_tier else first + 1):
        found = search.narrowed(_cards(tier), tier=tier if by_tier else None).order_by(key.desc())
        if last is not None and tier == first:
            found = found.where(key < last)
        rows += search.session.execute(found.limit(wanted - len(rows)))
        if len(rows) == wanted:
            break
    return rows


def _cards(tier: int) -> Select[Any]:
    chosen = select(*CARD_COLUMNS, literal(tier).label("tier"))
    return chosen.select_from(Item).join(Category, Category.id == Item.category_id)


def _by_price(found: Select[Any], sort: Sort, position: tuple[int, int] | None) -> Select[Any]:
    if sort is Sort.PRICE_ASC:
        after = tuple_(Item.price, Item.id) > position if position else None
        ordered = found.order_by(Item.price, Item.id)
    else:
        after = tuple_(Item.price, Item.id) < position if position else None
        ordered = found.order_by(Item.price.desc(), Item.id.desc())
    return ordered if after is None else ordered.where(after)


def _facets(search: Search) -> tuple[FacetsOut, bool]:
    """The facets and whether they were counted over a part of the matches only."""
    counts: dict[str, list[FacetValue]] = {name: [] for name in FacetsOut.model_fields}
    is_sampled = False
    if not search.is_void:
        own = [name for name in counts if name in search.filters]
        for names, without in [([name for name in counts if name not in own], ""), *(([name], name) for name in own)]:
            total = _count(search, names, without, counts)
            is_sampled = is_sampled or total > COUNTED
    return FacetsOut(**counts), is_sampled


def _count(search: Search, names: Sequence[str], without: str, counts: dict[str, list[FacetValue]]) -> int:
    """Count these facets over the matches, leaving out one filter; returns how many matches were counted."""
    if not names:
        return 0
    chosen = select(Item.id, Item.category_id, Item.brand, Item.colour)
    hits = search.narrowed(chosen, without=without).limit(COUNTED + 1).cte("hits")
    selections: dict[str, Select[Any]] = {
        "category": select(Category.name, func.count())
        .select_from(hits)
        .join(Category, hits.c.category_id == Category.id),
        "brand": select(hits.c.brand, func.count()),
        "colour": select(hits.c.colour, func.count()).where(hits.c.colour.is_not(None)),
        "size": select(Variant.size, func.count(Variant.item_id.distinct()))
        # IN, not a join: SQLite has no figures on `hits` and would go through all variants instead.
        .where(Variant.item_id.in_(select(hits.c.id)))
        .where(Variant.size != "", Variant.stock >= int(search.query.in_stock)),
    }
    parts = [
        selection.add_columns(literal(name)).group_by(selection.selected_columns[0])
        for name, selection in selections.items()
        if name in names
    ]
    total = select(literal(""), func.count(), literal("total")).select_from(hits)
    found = 0
    for value, count, name in search.session.execute(union_all(total, *parts)):
        if name == "total":
            found = count
        else:
            counts[name].append(FacetValue(value=value, count=count))
    for name in names:
        counts[name] = sorted(counts[name], key=lambda entry: (-entry.count, entry.value))[:FACET_VALUES]
    return found


def _hint(search: Search) -> str:
    """What to change, said to somebody who found nothing."""
    if search.is_void:
        return "Type letters or digits to search for."
    missing = [word for word in search.words if not _is_known(search, word)]
    if missing:
        return f"Nothing here matches “{'”, “'.join(missing)}”: check the spelling or leave it out."
    if len(search.filters) > 1:
        return "Nothing matches all of these filters: take one away."
    return "No item has all of these words: leave one out." if search.words else "There is nothing here yet."


def _is_known(search: Search, word: str) -> bool:
    found = select(literal(1)).select_from(SEARCH).where(matches(search.dialect, [word])).limit(1)
    return search.session.scalar(found) is not None
