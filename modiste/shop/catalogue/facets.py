"""Counting what was found, in all, by its features and by price, at a cost that does not grow with the matches."""

from collections import Counter
from collections.abc import Sequence
from typing import Any, get_args

from sqlalchemy import Row, func, select

from modiste.shop.catalogue.criteria import Criteria
from modiste.shop.catalogue.models import CATEGORIES, ITEMS, VARIANTS
from modiste.shop.catalogue.schemas import FacetsOut, FacetValue, FilterName, ItemPage, PricesOut, WideningOut

COUNTED = 1_000  # items that are counted at most: the order and the rough shares of the values are what people read
MOST_VALUES = 20
PRICE_STEPS = 16
FACETS: list[FilterName] = [name for name in get_args(FilterName) if name in FacetsOut.model_fields]
COLUMNS = {"brand": ITEMS.brand, "colour": ITEMS.colour, "pattern": ITEMS.pattern}
Hits = Sequence[Row[Any]]


def count_matches(criteria: Criteria, page: ItemPage) -> None:
    """Write on the page how many items match, their facets, and their prices.

    A facet that is filtered by, and the price too, is counted without its own filter, so that another value can be
    chosen.
    """
    counts: dict[str, Counter[str]] = {name: Counter() for name in FACETS}
    if criteria.is_void:
        page.match_count = 0
    else:
        hits = _hits(criteria, None)
        page.match_count = min(len(hits), COUNTED)
        own = [name for name in FACETS if name in criteria.filters]
        for name in FACETS:
            if name not in own:
                counts[name] = _count(criteria, name, None, hits)
        for name in own:
            wider = _hits(criteria, name)
            counts[name] = _count(criteria, name, name, wider)
            page.facets_sampled |= len(wider) > COUNTED
        page.facets_sampled |= len(hits) > COUNTED
        page.prices = _prices(_hits(criteria, "price") if "price" in criteria.filters else hits)
    page.facets = FacetsOut(**{name: _most_frequent(counts[name]) for name in FACETS})


def list_widenings(criteria: Criteria) -> list[WideningOut]:
    """What was asked for, and how many items there would be without each; the most items first."""
    found = []
    for name in criteria.given:
        hits = criteria.narrowed(select(ITEMS.id), without=name).limit(COUNTED).subquery()
        count = criteria.session.scalars(select(func.count()).select_from(hits)).one()
        if count:
            found.append(WideningOut(filter=name, match_count=count))
    return sorted(found, key=lambda widening: -widening.match_count)


def _hits(criteria: Criteria, without: FilterName | None) -> Hits:
    """What is counted of the matches, and one more if there are more of them."""
    chosen = select(ITEMS.category_id, ITEMS.price, *COLUMNS.values())
    return criteria.session.execute(criteria.narrowed(chosen, without=without).limit(COUNTED + 1)).all()


def _count(criteria: Criteria, name: FilterName, without: FilterName | None, hits: Hits) -> Counter[str]:
    counted = hits[:COUNTED]
    if name == "category":
        return _by_name(criteria, Counter(hit.category_id for hit in counted))
    if name == "size":
        return _by_size(criteria, without) if hits else Counter()
    place = 2 + list(COLUMNS).index(name)
    return Counter(hit[place] for hit in counted if hit[place])


def _by_name(criteria: Criteria, by_id: Counter[int]) -> Counter[str]:
    names = criteria.session.execute(select(CATEGORIES.id, CATEGORIES.name))
    return Counter({name: by_id[category_id] for category_id, name in names if category_id in by_id})


def _by_size(criteria: Criteria, without: FilterName | None) -> Counter[str]:
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


def _prices(hits: Hits) -> PricesOut | None:
    prices = [hit.price for hit in hits[:COUNTED]]
    if not prices:
        return None
    lowest, highest = min(prices), max(prices)
    counts = [0] * PRICE_STEPS
    for price in prices:
        counts[min(PRICE_STEPS - 1, (price - lowest) * PRICE_STEPS // max(1, highest - lowest))] += 1
    return PricesOut(lowest=lowest, highest=highest, counts=counts)
