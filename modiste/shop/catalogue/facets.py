"""Counting what was found by category, brand, colour and size, at a cost that does not grow with the matches."""

from collections import Counter
from collections.abc import Sequence

from sqlalchemy import func, select

from modiste.shop.catalogue.criteria import Criteria
from modiste.shop.catalogue.models import CATEGORIES, ITEMS, VARIANTS
from modiste.shop.catalogue.schemas import FacetsOut, FacetValue

COUNTED = 1_000  # items that are counted at most: the order and the rough shares of the values are what people read
MOST_VALUES = 20


def count_facets(criteria: Criteria) -> tuple[FacetsOut, bool]:
    """The facets, and whether they were counted over a part of the matches only.

    A facet that is filtered by is counted without its own filter, so that another value can be chosen.
    """
    names = list(FacetsOut.model_fields)
    counts: dict[str, Counter[str]] = {name: Counter() for name in names}
    is_sampled = False
    if not criteria.is_void:
        own = [name for name in names if name in criteria.filters]
        others = [name for name in names if name not in own]
        for group, without in ((others, ""), *(([name], name) for name in own)):
            if group:
                is_sampled |= _count(criteria, group, without, counts)
    return FacetsOut(**{name: _most_frequent(counts[name]) for name in names}), is_sampled


def _count(criteria: Criteria, names: Sequence[str], without: str, counts: dict[str, Counter[str]]) -> bool:
    """Count these facets over the matches; returns whether there were more than were counted."""
    chosen = select(ITEMS.category_id, ITEMS.brand, ITEMS.colour)
    hits = criteria.session.execute(criteria.narrowed(chosen, without=without).limit(COUNTED + 1)).all()
    kinds, brands, colours = zip(*hits[:COUNTED], strict=True) if hits else ((), (), ())
    if "category" in names:
        counts["category"] = _by_name(criteria, Counter(kinds))
    if "brand" in names:
        counts["brand"] = Counter(brands)
    if "colour" in names:
        counts["colour"] = Counter(filter(None, colours))
    if "size" in names and hits:
        counts["size"] = _by_size(criteria, without)
    return len(hits) > COUNTED


def _by_name(criteria: Criteria, by_id: Counter[int]) -> Counter[str]:
    names = criteria.session.execute(select(CATEGORIES.id, CATEGORIES.name))
    return Counter({name: by_id[category_id] for category_id, name in names if category_id in by_id})


def _by_size(criteria: Criteria, without: str) -> Counter[str]:
    hits = criteria.narrowed(select(ITEMS.id), without=without).limit(COUNTED)
    sizes = select(VARIANTS.item_id, VARIANTS.size).distinct().where(VARIANTS.item_id.in_(hits), VARIANTS.size != "")
    if criteria.query.in_stock:
        sizes = sizes.where(VARIANTS.stock > 0)
    each = sizes.subquery().c
    counted = select(each.size, func.count()).group_by(each.size)
    return Counter(dict(criteria.session.execute(counted).all()))


def _most_frequent(counted: Counter[str]) -> list[FacetValue]:
    ordered = sorted(counted.items(), key=lambda entry: (-entry[1], entry[0]))
    return [FacetValue(value=value, count=count) for value, count in ordered[:MOST_VALUES]]
