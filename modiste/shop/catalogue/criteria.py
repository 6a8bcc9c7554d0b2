"""What a search comes down to: words for the full-text index and a named condition for each filter."""

from collections.abc import Iterator, Sequence
from typing import Any, get_args

from sqlalchemy import ColumnElement, Select, and_, func, literal, select
from sqlalchemy.orm import Session

from modiste.shop.catalogue.fulltext import SEARCH, key_of, matches, search_words
from modiste.shop.catalogue.models import CATEGORIES, ITEMS, TAGS, VARIANTS
from modiste.shop.catalogue.schemas import FilterName, ItemQuery
from modiste.shop.catalogue.service import slug_of

FILTERS: tuple[FilterName, ...] = get_args(FilterName)
RARE = 5_000  # rows of a tag or size that are cheaper listed first than looked up item by item

Condition = ColumnElement[bool]


class Criteria:
    """One query against one database."""

    def __init__(self, session: Session, query: ItemQuery) -> None:
        self.session = session
        self.query = query
        self.dialect = session.get_bind().dialect.name
        self.words = search_words(query.q)
        self.is_void = bool(query.q) and not self.words  # nothing but punctuation: matches nothing
        self.filters = dict(self._filters())

    @property
    def given(self) -> list[FilterName]:
        """What was asked for, by its names in the address; words count as a filter, the ends of the price as one."""
        if self.is_void:
            return ["q"]
        return [name for name in FILTERS if name in self.filters or (name == "q" and self.words)]

    def narrowed(
        self, found: Select[*tuple[Any, ...]], *, tier: int | None = None, without: FilterName | None = None
    ) -> Select[Any]:
        """`found` (a selection from items) where words and filters hold, leaving out one filter."""
        kept = [condition for name, condition in self.filters.items() if name != without]
        if self.words and without != "q":
            found = found.join(SEARCH, key_of(self.dialect) == ITEMS.id)
            kept.append(matches(self.dialect, self.words, tier=tier))
        return found.where(*kept)

    def _filters(self) -> Iterator[tuple[str, Condition]]:
        query = self.query
        yield "active", ITEMS.is_active.is_(True)
        if query.category:
            slugs = [slug_of(name) for name in query.category]
            kinds = self.session.scalars(select(CATEGORIES.id).where(CATEGORIES.slug.in_(slugs))).all()
            yield "category", any_of(ITEMS.category_id, kinds)
        for name, column in (("brand", ITEMS.brand), ("colour", ITEMS.colour), ("pattern", ITEMS.pattern)):
            if values := getattr(query, name):
                yield name, any_of(column, values)
        if query.tag:
            yield "tag", self._among(TAGS.item_id, any_of(TAGS.tag, query.tag))
        if query.size:
            sizes = any_of(VARIANTS.size, query.size)
            yield "size", self._among(VARIANTS.item_id, sizes & (VARIANTS.stock > 0) if query.in_stock else sizes)
        if query.in_stock:
            yield "in_stock", ITEMS.in_stock.is_(True)
        yield from self._bounds()

    def _bounds(self) -> Iterator[tuple[str, Condition]]:
        query = self.query
        if query.boutique_id is not None:
            yield "boutique_id", ITEMS.boutique_id == query.boutique_id
        lowest = [] if query.price_min is None else [ITEMS.price >= query.price_min]
        highest = [] if query.price_max is None else [ITEMS.price <= query.price_max]
        if bounds := lowest + highest:
            yield "price", and_(*bounds)

    def _among(self, item_id: ColumnElement[int], condition: Condition) -> Condition:
        """That an item has such a tag or size: the rare are listed first, the frequent looked up for each item."""
        probe = select(literal(1)).where(condition).limit(RARE).subquery()
        if self.session.scalars(select(func.count()).select_from(probe)).one() < RARE:
            return ITEMS.id.in_(select(item_id).where(condition))
        return select(literal(1)).where(item_id == ITEMS.id, condition).exists()


def any_of(column: ColumnElement[Any], values: Sequence[Any]) -> Condition:
    """`column` is one of `values`; written as an equation where it is one, so that an index keeps its order."""
    return column == values[0] if len(values) == 1 else column.in_(values)
